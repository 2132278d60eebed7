//! The process that started us: without it nobody is there to serve.

use std::thread;
use std::time::Duration;

/// How often it is asked whether the editor is still alive.
const PARENT_INTERVAL: Duration = Duration::from_millis(500);

/// Calls `gone` once the process that started us is no more. Does nothing on systems where that
/// can't be asked; there the end of standard input tells.
pub fn watch_parent(process: u32, gone: impl FnOnce() + Send + 'static) {
    if !is_alive_known() {
        return;
    }
    thread::spawn(move || {
        loop {
            thread::sleep(PARENT_INTERVAL);
            if !is_alive(process) {
                break;
            }
        }
        tracing::warn!("the process {process} that started the server is gone");
        gone();
    });
}

const fn is_alive_known() -> bool {
    cfg!(unix)
}

#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    process.is_some_and(|process| test_kill_process(process) != Err(Errno::SRCH))
}

#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    true
}

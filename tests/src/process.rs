//! Waits for processes to end, and counts what work they cost.

use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::program::trace_lint;

/// How long anything may take before it counts as stuck, and a test fails.
pub const LIMIT: Duration = Duration::from_secs(120);

/// Waits until a process has ended. One that is stuck is killed; then the test fails.
pub fn ended(child: &mut Child) -> ExitStatus {
    let id = child.id().to_string();
    let (done, waiting) = channel::<()>();
    std::thread::scope(|scope| {
        let watch = scope.spawn(move || {
            let is_stuck = waiting.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout);
            if is_stuck {
                let _ = Command::new("kill").args(["-9", &id]).status();
            }
            is_stuck
        });
        let status = child.wait().expect("the process can be waited for");
        drop(done);
        assert!(!watch.join().expect("the watch ends"), "the process has not ended in {LIMIT:?}");
        status
    })
}

/// The CPU time that a run of the program takes in `folder`, whatever it says.
fn cost(folder: &Path, arguments: &[&str]) -> Duration {
    // `times` tells of the shell in its first line, and of what it has started in the second.
    let output = Command::new("sh")
        .args(["-c", r#""$@" >/dev/null 2>&1; times"#, "sh"])
        .arg(trace_lint())
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("sh runs");
    let text = String::from_utf8(output.stdout).expect("times are text");
    let started = text.lines().nth(1).unwrap_or_else(|| panic!("no times: {text}"));
    started.split_whitespace().map(seconds).sum()
}

/// Reads `1m2.345s`.
fn seconds(time: &str) -> Duration {
    let parsed = time.trim_end_matches('s').split_once('m').and_then(|(minutes, seconds)| {
        Some(Duration::from_secs_f64(60.0 * minutes.parse::<f64>().ok()? + seconds.parse::<f64>().ok()?))
    });
    parsed.unwrap_or_else(|| panic!("{time} is no time"))
}

/// Checks that a run on twice as much takes about twice the CPU time, and not four times. `prepare` gets 1,
/// then 2, and puts that much into the folder.
pub fn assert_linear(what: &str, folder: &Path, arguments: &[&str], mut prepare: impl FnMut(usize)) {
    /// What the clock of CPU time and the rest of the run may add.
    const SLACK: Duration = Duration::from_millis(50);
    let mut run = |size| {
        prepare(size);
        cost(folder, arguments)
    };
    // Other processes can make a run dearer, not cheaper.
    let (mut one, mut two) = (run(1), run(2));
    for _ in 0..3 {
        if two < one * 3 + SLACK {
            return;
        }
        (one, two) = (one.min(run(1)), two.min(run(2)));
    }
    panic!("{what}: {one:?} for n, {two:?} for 2n");
}

//! Logs to standard error, and never waits for whoever reads it: when nobody does, lines are lost
//! rather than the server held up.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;
use tracing::Level;

/// How many lines wait for the reader before more are lost.
const LINES: usize = 1000;
/// How long the last lines may take at the end.
const PATIENCE: Duration = Duration::from_millis(200);

/// Logs until it is dropped.
pub struct Logging {
    lines: SyncSender<Option<Vec<u8>>>,
    done: Receiver<()>,
}

/// Begins to log what is of this level or above; panics are logged too.
pub fn start(level: Level) -> Logging {
    let (lines, received) = sync_channel::<Option<Vec<u8>>>(LINES);
    let (sender, done) = channel();
    thread::spawn(move || {
        while let Ok(Some(line)) = received.recv() {
            // When standard error is closed there is nobody to tell.
            let _ = io::stderr().write_all(&line);
        }
        let _ = sender.send(());
    });
    let writer = lines.clone();
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_ansi(false)
        .with_target(false)
        .with_writer(move || Lines(writer.clone()))
        .init();
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    Logging { lines, done }
}

impl Drop for Logging {
    fn drop(&mut self) {
        // When lines wait nobody reads them.
        if self.lines.try_send(None).is_ok() {
            let _ = self.done.recv_timeout(PATIENCE);
        }
    }
}

struct Lines(SyncSender<Option<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // A line too many is lost.
        let _ = self.0.try_send(Some(line.to_vec()));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

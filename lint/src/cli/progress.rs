//! A progress bar on standard error, where a terminal has waited for half a second. It touches
//! nothing but the terminal, and never when standard error is none.

use crate::files::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How long a terminal waits before something is drawn.
const PATIENCE: Duration = Duration::from_millis(500);

/// The time between two looks at how far the work has come.
const INTERVAL: Duration = Duration::from_millis(100);

/// Does some work, and shows meanwhile how far it has come.
pub(super) fn shown<T>(work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    if !io::stderr().is_terminal() {
        return work(&progress);
    }
    let (end, ended) = channel::<()>();
    thread::scope(|scope| {
        let progress = &progress;
        scope.spawn(move || draw(progress, &ended));
        let result = work(progress);
        drop(end);
        result
    })
}

/// Draws until the other end of the channel is gone, then clears what it drew.
fn draw(progress: &Progress, ended: &Receiver<()>) {
    let has_ended = |wait| ended.recv_timeout(wait) != Err(RecvTimeoutError::Timeout);
    if has_ended(PATIENCE) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let template = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} files");
    bar.set_style(template.unwrap_or_else(|_| ProgressStyle::default_bar()));
    loop {
        let (total, done) = (progress.total(), progress.done());
        bar.set_message(match (total, done) {
            (0, _) => "Listing files",
            _ if done < total => "Reading",
            _ => "Comparing",
        });
        bar.set_length(total as u64);
        bar.set_position(done as u64);
        if has_ended(INTERVAL) {
            break;
        }
    }
    bar.finish_and_clear();
}

//! Lets signals that end the program wait while a file is written, so that no temporary file is left behind.

#[cfg(unix)]
pub(super) use unix::uninterrupted;

/// Runs `write`.
#[cfg(not(unix))]
pub(super) fn uninterrupted<T>(write: impl FnOnce() -> T) -> T {
    write()
}

#[cfg(unix)]
mod unix {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag::{register_conditional_default, register_usize};
    use signal_hook::low_level::emulate_default_handler;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
    use std::sync::{Arc, LazyLock};

    struct Signals {
        /// True while nothing is written: a signal ends the program at once.
        is_idle: Arc<AtomicBool>,
        /// The signal that came while something was; 0 for none.
        pending: Arc<AtomicUsize>,
    }

    static SIGNALS: LazyLock<Signals> = LazyLock::new(|| {
        let signals = Signals { is_idle: Arc::new(AtomicBool::new(true)), pending: Arc::default() };
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            // A program that may not handle signals writes all the same.
            let _ = register_usize(signal, Arc::clone(&signals.pending), signal.unsigned_abs() as usize);
            let _ = register_conditional_default(signal, Arc::clone(&signals.is_idle));
        }
        signals
    });

    /// Runs `write`, and ends the program after it if a signal came meanwhile.
    pub fn uninterrupted<T>(write: impl FnOnce() -> T) -> T {
        let signals = &*SIGNALS;
        signals.is_idle.store(false, SeqCst);
        let result = write();
        signals.is_idle.store(true, SeqCst);
        if let Ok(signal @ 1..) = i32::try_from(signals.pending.load(SeqCst)) {
            let _ = emulate_default_handler(signal);
        }
        result
    }
}

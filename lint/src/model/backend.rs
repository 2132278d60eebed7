//! Trace backends: what each makes of an event, beyond what all of them ask.
//!
//! ```text
//! event ─► strings, lttng, stap ─► rules/simple_*, ust_*, dtrace_*, … (what a backend breaks or loses)
//!       └► generate ─► record, sample ─► `trace-lint expand`, the server's hover
//! ```
//!
//! It knows the generators of scripts/tracetool, and nothing of configuration, input or output.

pub mod generate;
pub mod generator_input;
pub mod lttng;
pub mod output;
pub mod sample;
pub mod simple;
pub mod stap;
pub mod strings;
pub mod words;

use crate::qemu::era::Era;
use crate::text::nearest::nearest;
use crate::text::printable;
use std::str::FromStr;

/// A backend of `--enable-trace-backends`, or one of the two tapsets that a build with `dtrace` installs
/// beside the plain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Backend {
    /// Lines on standard error, or in QEMU's log.
    Log,
    /// Binary records, which simpletrace.py reads.
    Simple,
    /// Lines in the kernel's own trace.
    Ftrace,
    /// Lines in the system's log.
    Syslog,
    /// LTTng's user space tracer.
    Ust,
    /// Probes of DTrace or SystemTap. A build with it installs all three tapsets.
    Dtrace,
    /// The tapset `qemu-system-*-log.stp` alone: lines.
    LogStap,
    /// The tapset `qemu-system-*-simpletrace.stp` alone: records as those of `simple`.
    SimpletraceStap,
}

/// Every backend.
pub const BACKENDS: [Backend; 8] = [
    Backend::Log,
    Backend::Simple,
    Backend::Ftrace,
    Backend::Syslog,
    Backend::Ust,
    Backend::Dtrace,
    Backend::LogStap,
    Backend::SimpletraceStap,
];

impl Backend {
    /// Its name on the command line and in a configuration.
    pub fn name(self) -> &'static str {
        match self {
            Backend::Log => "log",
            Backend::Simple => "simple",
            Backend::Ftrace => "ftrace",
            Backend::Syslog => "syslog",
            Backend::Ust => "ust",
            Backend::Dtrace => "dtrace",
            Backend::LogStap => "log-stap",
            Backend::SimpletraceStap => "simpletrace-stap",
        }
    }

    /// True when what calls an event in Rust is recorded, in a release that has such calls.
    pub(crate) fn records_rust(self, era: Era) -> bool {
        match self {
            Backend::Log | Backend::Simple | Backend::Ftrace | Backend::Syslog => true,
            Backend::Ust => false,
            Backend::Dtrace | Backend::LogStap | Backend::SimpletraceStap => era.has_rust_probes(),
        }
    }
}

impl FromStr for Backend {
    type Err = String;

    /// Reads a name.
    ///
    /// # Errors
    /// A sentence that names the nearest, or all.
    fn from_str(text: &str) -> Result<Backend, String> {
        let names = BACKENDS.iter().map(|backend| backend.name());
        let wrong = || match nearest(text, names.clone()) {
            Some(meant) => format!("no backend is named `{}`; did you mean `{meant}`?", printable(text)),
            None => {
                let known: Vec<_> = names.clone().collect();
                format!("no backend is named `{}`; there are {}", printable(text), known.join(", "))
            }
        };
        BACKENDS.into_iter().find(|backend| backend.name() == text.trim()).ok_or_else(wrong)
    }
}

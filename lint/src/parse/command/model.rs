//! What the commands of a text say of events.

use super::problem::CommandProblem;
use crate::parse::allow::Allow;
use crate::parse::systemtap::Script;
use crate::text::Span;
use std::sync::Arc;

/// A file with commands.
#[derive(Clone, Debug)]
pub struct CommandFile {
    /// Its path as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    pub commands: Commands,
}

/// What the commands of a text say of events.
#[derive(Clone, Debug, Default)]
pub struct Commands {
    /// Names and patterns, in the order of the text.
    pub mentions: Vec<Mention>,
    /// What is wrong whatever events there are, in the order of the text.
    pub problems: Vec<CommandProblem>,
    /// The files that are given to QEMU as event lists, where the text names them plainly.
    pub lists: Vec<Box<str>>,
    /// The scripts of SystemTap and bpftrace in them, with their places in the text.
    pub scripts: Vec<Script>,
    /// The comments that allow findings.
    pub allows: Vec<Allow>,
}

/// A name, or a pattern, in a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name or pattern: letters and digits of ASCII, `_`, `*` and `?`.
    pub name: Box<str>,
    /// Where it stands; its bytes there are the name, unless something is escaped in it.
    pub span: Span,
    pub usage: Usage,
    /// The program that it is given to.
    pub taker: Taker,
    /// True in documentation, where a word may be a placeholder.
    pub is_prose: bool,
}

/// What takes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// `-trace` of QEMU, `-T` of a tool, or `-d trace:`.
    Option,
    /// `trace-event` of the human monitor.
    Monitor,
    /// `info trace-events`, or QMP's trace-event-get-state: both tell of compiled-out events too.
    Query,
    /// QMP's trace-event-set-state.
    Set {
        /// True unless it is certain that events which are compiled out are not to be ignored.
        ignores_unavailable: bool,
    },
    /// `qemu-trace-stap`.
    Tap,
    /// A probe that `lttng` or `perf` is given.
    Probe,
    /// `events=` of an option, which takes a file: only an event's name tells that it is none.
    File,
}

/// The program that takes a name: not every one has every event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// One that is not known, or a monitor.
    Any,
    /// An emulator of a machine.
    Machine,
    /// An emulator of a process.
    User,
    /// qemu-img, qemu-io or qemu-nbd.
    Tool,
    /// qemu-storage-daemon.
    Daemon,
    /// qemu-vnc.
    Vnc,
}

//! What is wrong with a command whatever events there are: the facts, for the rules to put in words.

use crate::text::Span;

/// Something that QEMU does not take, or a part of it that counts for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandProblem {
    pub span: Span,
    pub kind: CommandProblemKind,
}

/// What is wrong with a command whatever events there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandProblemKind {
    /// The option has no parameter of this name.
    Parameter {
        name: String,
        /// True when it looks like one more event: behind a comma, without `=`.
        is_bare: bool,
    },
    /// A later value of the same key takes its place.
    Replaced { key: &'static str },
    /// `file=` of a `-trace` that another one follows, which sets the file anew.
    FileLost,
    /// `-d` of an emulator of a machine, which keeps the last one alone.
    LogLost,
    /// `--trace` of qemu-vnc, which keeps the last one alone.
    TraceLost,
    /// `--trace=x` of an emulator: a `=` joins nothing there.
    Joined,
    /// An option that the program does not have, or not in this place.
    NoOption(NoOption),
    /// An option without its value.
    NoValue,
    /// An item of `-d` that is none.
    LogItem(LogItem),
    /// What stands in the place of a name and can be none.
    NoName(NoName),
    /// What `events=` is given.
    EventsFile(EventsFile),
    /// An argument of a command of the monitor or of QMP.
    Argument(Argument),
    /// `-trace-file`, which is no option.
    TraceFile,
    /// `--enable-trace-backend=x` of configure.
    Backend,
    /// A command of the human monitor that is sent as one of QMP.
    Monitor {
        command: &'static str,
        /// What QMP has in its place.
        instead: &'static str,
    },
}

/// An option that a program does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOption {
    /// `-T` of an emulator.
    Short,
    /// `-trace` of a tool, which are single letters there.
    OneDash,
    /// `--trace` behind the command of qemu-img.
    BehindCommand,
    /// `-T` behind a command of qemu-img: none, or a cache mode.
    CacheMode,
    /// `-TNAME` of qemu-vnc, whose options are read by GLib.
    JoinedLetter,
    /// A beginning of `--trace` of qemu-vnc.
    Abbreviated,
}

/// Why an item of `-d` ends QEMU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogItem {
    /// There is none of this name.
    Unknown,
    /// An event without its own `trace:`.
    Bare,
    /// Blanks before or behind it.
    Blank,
    /// `trace:` without a name.
    Empty,
    /// `trace=NAME`.
    Equals,
    /// `tid`, or `all` with it, without a file for each thread; since QEMU 7.1.
    PerThread,
}

/// Why a text can be no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoName {
    /// A byte that no name has; with it the text as a name, where one comes of it.
    Byte {
        /// The first of these bytes.
        odd: char,
        /// The text with `_` in their places.
        instead: Option<String>,
    },
    /// `[ab]` or `{a,b}`.
    Class,
    /// Several names.
    Several,
    /// A `-` before a name that a monitor is given.
    Minus,
    /// Nothing.
    Empty,
}

/// Why a file is no event list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventsFile {
    /// It is a pattern.
    Pattern,
    /// It holds declarations: `trace-events` or `trace-events-all`.
    Declarations,
}

/// What is wrong with the arguments of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// One is missing.
    Missing { key: &'static str },
    /// One is of another type.
    Type {
        key: &'static str,
        /// The type that it has to be of.
        expected: &'static str,
    },
    /// There is none of this name.
    Unknown {
        key: String,
        /// The one that is meant.
        instead: Option<&'static str>,
    },
    /// `vcpu`, which is refused since QEMU 9.1.
    Vcpu,
    /// QMP has no such command.
    Command,
    /// The human monitor takes `on` or `off`.
    OnOff,
}

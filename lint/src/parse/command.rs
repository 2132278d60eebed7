//! Commands that name trace events, in scripts, JSON and documentation: options of QEMU and of its tools,
//! commands of the monitor, QMP.
//!
//! ```text
//! bytes ─► by kind: shell, python, json, prose ─► words ─► arguments, option, monitor ─► Commands
//!                                             └─► objects ─► qmp ─────────────────────┘
//! ```
//!
//! It reads no file, runs nothing and knows no declared event: `model::catalogue` checks what was found. What is not certainly meant for QEMU, or not certainly a name, it is quiet about.

mod arguments;
mod docker;
mod gather;
mod json;
mod kind;
mod log;
mod make;
mod misfit;
mod monitor;
mod object;
mod option;
mod program;
mod prose;
mod python;
mod qmp;
mod shell;
mod slip;
mod spelling;
mod stap;
mod text;
mod unit;
mod user;
mod written;
mod xml;
mod yaml;

pub use kind::{Kind, is_of_interest, kind, kind_of, may_be_script};
pub use slip::{Argument, EventsFile, LogItem, NoName, NoOption, Slip, SlipKind};

use crate::parse::allow::{Allow, Marks, allows};
use crate::text::Span;
use gather::Gather;
use std::sync::Arc;

/// A file with commands.
#[derive(Clone, Debug)]
pub struct CommandFile {
    /// Its path as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    /// What it says.
    pub commands: Commands,
}

/// What the commands of a text say of events.
#[derive(Clone, Debug, Default)]
pub struct Commands {
    /// Names and patterns, in the order of the text.
    pub mentions: Vec<Mention>,
    /// What is wrong whatever events there are, in the order of the text.
    pub slips: Vec<Slip>,
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
    /// What takes it.
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
    /// `events=` of an option, which takes a file: only an event's name tells that it is none.
    File,
}

/// The program that takes a name: not every one has every event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// An emulator of a machine, or one that is not known.
    Any,
    /// An emulator of a process.
    User,
    /// qemu-img, qemu-io or qemu-nbd.
    Tool,
    /// qemu-storage-daemon.
    Daemon,
}

/// A file of more bytes than this was made by a tool, and is not read.
pub const LARGEST: usize = 4 << 20;

/// Reads a text that may have commands with events in it; `None` for one that says nothing of events.
pub fn read(path: &Arc<str>, text: &[u8], kind: Kind) -> Option<Arc<CommandFile>> {
    if text.len() > LARGEST || !is_of_interest(text) {
        return None;
    }
    let commands = scan(text, kind);
    let is_empty = commands.mentions.is_empty() && commands.slips.is_empty() && commands.allows.is_empty();
    (!is_empty).then(|| Arc::new(CommandFile { path: path.clone(), commands }))
}

/// Reads the commands in a text.
pub fn scan(text: &[u8], kind: Kind) -> Commands {
    if u32::try_from(text.len()).is_err() {
        return Commands::default();
    }
    let mut gather = Gather::new(text, kind);
    match kind {
        Kind::Shell => shell::look(&mut gather),
        Kind::Python => python::look(&mut gather),
        Kind::Json => json::look(&mut gather),
        Kind::Rst | Kind::Markdown | Kind::Plain => prose::look(&mut gather, kind),
        Kind::Make => make::look(&mut gather),
        Kind::Docker => docker::look(&mut gather),
        Kind::Unit => unit::look(&mut gather),
        Kind::Yaml => yaml::look(&mut gather),
        Kind::Xml => {}
    }
    qmp::look(&mut gather);
    xml::look(&mut gather);
    written::look(&mut gather);
    let allows = match kind {
        Kind::Shell | Kind::Python | Kind::Make | Kind::Docker | Kind::Unit | Kind::Yaml => {
            allows(text, Marks::Hash)
        }
        _ => Vec::new(),
    };
    let (mentions, slips) = gather.finish();
    Commands { mentions, slips, allows }
}

#[cfg(test)]
mod measured;
#[cfg(test)]
mod tests;

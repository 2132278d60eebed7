//! Commands that name trace events, in scripts, JSON and documentation: options of QEMU and of its tools,
//! commands of the monitor, QMP, commands of other tracers.
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
mod model;
mod monitor;
mod not_a_name;
mod object;
mod option;
mod problem;
mod program;
mod prose;
mod python;
mod qmp;
mod shell;
mod spelling;
mod split;
mod stap;
mod text;
mod tools;
mod tracers;
mod unit;
mod user;
mod words;
mod written;
mod xml;
mod yaml;

use crate::parse::allow::{Marks, allows};
use gather::Gather;
pub use kind::{Kind, kind, kind_of};
pub(crate) use kind::{is_of_interest, may_be_script};
pub(crate) use model::Taker;
pub use model::{CommandFile, Commands, Mention, Usage};
pub use problem::Argument;
pub(crate) use problem::{CommandProblemKind, EventsFile, LogItem, NoName, NoOption};
use std::sync::Arc;

/// A file of more bytes than this was made by a tool, and is not read.
pub(crate) const LARGEST: usize = 4 << 20;

/// Reads a text that may have commands with events in it; `None` for one that says nothing of events.
pub fn read(path: &Arc<str>, text: &[u8], kind: Kind) -> Option<Arc<CommandFile>> {
    if text.len() > LARGEST || !is_of_interest(text) {
        return None;
    }
    let commands = scan(text, kind);
    let Commands { mentions, problems, scripts, lists, allows } = &commands;
    let is_empty = mentions.is_empty()
        && problems.is_empty()
        && scripts.is_empty()
        && lists.is_empty()
        && allows.is_empty();
    (!is_empty).then(|| Arc::new(CommandFile { path: path.clone(), commands }))
}

/// Reads the commands in a text.
pub fn scan(text: &[u8], kind: Kind) -> Commands {
    if u32::try_from(text.len()).is_err() {
        return Commands::default();
    }
    let mut gather = Gather::new(text, kind);
    match kind {
        Kind::Shell => shell::scan(&mut gather),
        Kind::Python => python::scan(&mut gather),
        Kind::Json => json::scan(&mut gather),
        Kind::Rst | Kind::Markdown | Kind::Plain => prose::scan(&mut gather, kind),
        Kind::Make => make::scan(&mut gather),
        Kind::Docker => docker::scan(&mut gather),
        Kind::Unit => unit::scan(&mut gather),
        Kind::Yaml => yaml::scan(&mut gather),
        Kind::Xml => {}
    }
    qmp::scan(&mut gather);
    xml::scan(&mut gather);
    written::scan(&mut gather);
    let allows = match kind {
        Kind::Shell | Kind::Python | Kind::Make | Kind::Docker | Kind::Unit | Kind::Yaml => {
            allows(text, Marks::Hash)
        }
        _ => Vec::new(),
    };
    Commands { allows, ..gather.finish() }
}

#[cfg(test)]
mod measured;

#[cfg(test)]
mod tests;

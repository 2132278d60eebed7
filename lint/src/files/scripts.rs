//! Reading scripts: those of a tree that speak of simpletrace, or to SystemTap of QEMU, and those that are named.

use super::failure::Failure;
use super::reader::Reader;
use crate::model::index::Index;
use crate::parse::command;
use crate::parse::qapi::commands;
use crate::parse::script::{self, LARGEST, ScriptFile, is_script, scan};
use crate::parse::systemtap::{self, SystemTapFile, is_tap_script};
use crate::text::{Document, Span};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the Python files of a tree were found to be.
#[derive(Default)]
pub(super) struct Scripts {
    pub scripts: Vec<Arc<ScriptFile>>,
    /// Those that may have commands with events in them.
    pub with_commands: Vec<Arc<str>>,
}

/// What the files of a tree's QAPI schema were found to be.
#[derive(Default)]
pub(super) struct Schemas {
    /// As [`crate::model::index::TreeFacts::commands`].
    pub commands: FxHashSet<Box<str>>,
    /// Those that may have commands with events in them.
    pub with_commands: Vec<Arc<str>>,
}

impl Reader<'_> {
    /// Reads the Python files. One that can't be read is told when it speaks of simpletrace's classes.
    pub(super) fn scripts(&self, paths: &[Arc<str>], failures: &mut Vec<Failure>) -> Scripts {
        let read = |buffer: &mut Vec<u8>, path: &Arc<str>| {
            if !is_script(path) {
                return None;
            }
            self.load(path, buffer).ok()?;
            let script = script::read(buffer).map(|script| {
                let failure =
                    script.error.map(|error| Failure::note(&self.full(path), sentence(buffer, error)));
                (Arc::new(ScriptFile { path: path.clone(), script }), failure)
            });
            Some((script, command::is_of_interest(buffer).then(|| path.clone())))
        };
        let read: Vec<_> = paths.par_iter().map_init(Vec::new, read).flatten().collect();
        let mut found = Scripts::default();
        for (script, with_commands) in read {
            found.with_commands.extend(with_commands);
            if let Some((script, failure)) = script {
                found.scripts.push(script);
                failures.extend(failure);
            }
        }
        found.scripts.sort_by(|one, other| one.path.cmp(&other.path));
        found
    }

    /// Reads the files of the QAPI schema.
    pub(super) fn schemas(&self, paths: &[Arc<str>]) -> Schemas {
        let mut found = Schemas::default();
        for path in paths {
            let Some(text) = self.text(path) else { continue };
            found.commands.extend(commands(&text));
            found.with_commands.extend(command::is_of_interest(&text).then(|| path.clone()));
        }
        found
    }

    /// The scripts of SystemTap and bpftrace among files.
    pub(super) fn systemtap_files(&self, paths: &[Arc<str>]) -> Vec<Arc<SystemTapFile>> {
        let read = |path: &Arc<str>| {
            let script = systemtap::read(path, &self.text(path).filter(|text| text.len() <= LARGEST)?)?;
            Some(Arc::new(SystemTapFile { path: path.clone(), script }))
        };
        let mut found: Vec<_> = paths.iter().filter(|path| is_tap_script(path)).filter_map(read).collect();
        found.sort_by(|one, other| one.path.cmp(&other.path));
        found
    }
}

/// Adds to the index of a tree the scripts that are named, by the paths at which they lie and those that
/// are shown. What can't be read of them is a failure.
pub(super) fn add_named(
    index: &mut Index,
    named: &[(PathBuf, String)],
    text: impl Fn(&Path, &str) -> std::io::Result<Vec<u8>>,
) -> Vec<Failure> {
    let mut failures = Vec::new();
    for (path, shown) in named {
        let text = match text(path, shown) {
            Ok(text) if text.len() > LARGEST => {
                let reason = format!("a script of more than {} MiB is not read", LARGEST >> 20);
                failures.push(Failure::new(path, reason));
                continue;
            }
            Ok(text) => text,
            Err(error) => {
                failures.push(Failure::io(path, &error));
                continue;
            }
        };
        if is_tap_script(shown) {
            let script = systemtap::read(shown, &text).unwrap_or_default();
            *index =
                index.with_systemtap_file(Arc::new(SystemTapFile { path: shown.as_str().into(), script }));
            continue;
        }
        let script = scan(&text);
        if let Some(error) = script.error {
            failures.push(Failure::new(path, sentence(&text, error)));
        }
        *index = index.with_script(Arc::new(ScriptFile { path: shown.as_str().into(), script }));
    }
    failures
}

fn sentence(text: &[u8], error: Span) -> String {
    let position = Document::new("", text.to_vec()).position(error.start);
    format!(
        "not understood from line {}, column {}; only classes without errors are checked",
        position.line, position.column
    )
}

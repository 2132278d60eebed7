//! The rules over files with commands, against the catalogue of their tree.

use super::{Settings, catalogue};
use crate::catalogue::Catalogue;
use crate::command::{CommandFile, judge};
use crate::diagnostic::Diagnostic;
use crate::index::Index;
use crate::rule::{Check, CommandContext};

/// The findings in the files with commands, allowed ones among them.
pub(super) fn lint(index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if index.command_files.is_empty() {
        return found;
    }
    let catalogue = catalogue(index, settings);
    for file in &index.command_files {
        found.extend(lint_commands(file, catalogue.as_ref(), settings));
    }
    found
}

/// The findings in one file with commands, allowed ones among them. Without a catalogue no name is judged.
pub fn lint_commands(
    file: &CommandFile,
    catalogue: Option<&Catalogue>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let judged = catalogue.map(|catalogue| judge(&file.commands, catalogue)).unwrap_or_default();
    for rule in &settings.rules {
        if let Check::Command(check) = rule.check {
            let version = settings.version;
            check(&mut CommandContext { file, judged: &judged, version, rule, found: &mut found });
        }
    }
    settings.policy.apply(&mut found);
    found
}

//! The declared events that a recording is held against: a file of them, or a source tree.

use crate::cli::messages::warn;
use crate::cli::tree_argument;
use crate::files::disk::{LARGEST_TEXT, read_named};
use crate::files::io_reason;
use crate::parse::events::File;
use crate::qemu::era::Era;
use crate::recording::{Catalogue, refusals};
use std::path::Path;

/// The declared events, and how they were named.
pub(super) struct Declared {
    pub events: Catalogue,
    pub name: String,
}

/// Reads the declared events, and the release they are of where that is known; `None` where they can't
/// be read, which is reported.
pub(super) fn read(
    events: Option<&Path>,
    tree: Option<&Path>,
    era: Option<Era>,
) -> Option<(Declared, Option<Era>)> {
    match events {
        Some(path) if !path.is_dir() => of_file(path, era),
        folder => of_tree(tree.or(folder), era),
    }
}

fn of_file(path: &Path, era: Option<Era>) -> Option<(Declared, Option<Era>)> {
    let name = path.display().to_string();
    let text = read_named(path, LARGEST_TEXT)
        .map_err(|error| warn(&format!("{name}: {}", io_reason(&error))))
        .ok()?;
    if memchr::memchr(0, &text).is_some() {
        warn(&format!("{name}: no file of declared events: name the build's trace-events-all"));
        return None;
    }
    let file = File::new(name.as_str(), text);
    let refused = refusals(&file);
    for refusal in refused.iter().take(5) {
        let position = file.position(refusal.span.start);
        warn(&format!("{name}:{}:{}: {}", position.line, position.column, refusal.message));
    }
    if !refused.is_empty() {
        warn(&format!("{name}: tracetool refuses it; `trace-lint check` shows all that is wrong"));
        return None;
    }
    let events = Catalogue::new([&file].into_iter(), era);
    if events.is_empty() {
        warn(&format!("{name}: declares no event: name the build's trace-events-all"));
        return None;
    }
    Some((Declared { events, name }, era))
}

/// The groups of a tree, and what the build adds for QAPI's commands. A line that can't be read is left
/// out: the build of the recording had none.
fn of_tree(path: Option<&Path>, era: Option<Era>) -> Option<(Declared, Option<Era>)> {
    let whole = tree_argument::read(path)?;
    let index = &whole.tree.index;
    let era = era.or(whole.tree.release.as_ref().map(|release| release.era));
    let mut events = Catalogue::new(index.events.iter().map(|file| &**file), era);
    let mut commands: Vec<_> = index.facts.commands.iter().collect();
    commands.sort_unstable();
    commands.into_iter().for_each(|command| events.add_command(command));
    let name = whole.root.display().to_string();
    if events.is_empty() {
        warn(&format!("{name}: declares no event: name a trace-events-all by --events, or a tree by --tree"));
        return None;
    }
    if whole.has_failed { None } else { Some((Declared { events, name }, era)) }
}

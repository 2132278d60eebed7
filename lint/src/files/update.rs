//! The index after some files have other texts, without reading the tree again. Where more may hang on a
//! change than the files themselves, it says so, and the tree is read again.

use super::pasting::is_header;
use super::{CATALOGUE_NAME, GROUP_NAME, is_listed};
use crate::config::is_config;
use crate::event_list::{EventList, is_list_name};
use crate::file::File;
use crate::groups::directory_of;
use crate::index::{Index, SourceFile, Surroundings};
use crate::script::{ScriptFile, is_script, read};
use crate::source::{Include, Language, includes, is_of_interest, language, scan};
use crate::systemtap::{self, TapFile, is_tap_script};
use crate::version::Version;
use memchr::memmem;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What becomes of a file: its text before and after, where it is there.
pub(super) struct Change<'a> {
    pub path: &'a Arc<str>,
    pub before: Option<&'a [u8]>,
    pub after: Option<&'a [u8]>,
}

/// The index after some changes; `None` when only reading the whole tree tells it.
pub(super) fn updated(index: &Index, changes: &[Change]) -> Option<Index> {
    let mut index = index.clone();
    for change in changes.iter().filter(|change| is_listed(change.path) && change.before != change.after) {
        let name = change.path.rsplit('/').next().unwrap_or_default();
        if name == GROUP_NAME {
            let text = change.before.and(change.after)?;
            index.find_events(change.path)?;
            index = index.with_events(Arc::new(File::new(change.path.clone(), text.to_vec())));
        } else if let Some(language) = language(name.as_bytes()) {
            index = source(&index, change, language)?;
        } else if is_list_name(name) || index.lists.iter().any(|list| list.path == *change.path) {
            index = match change.after {
                Some(text) => index.with_list(Arc::new(EventList::new(change.path.clone(), text.to_vec()))),
                None => index.without(change.path),
            };
        } else if is_script(name) {
            index = match change.after.and_then(read) {
                Some(script) => index.with_script(Arc::new(ScriptFile { path: change.path.clone(), script })),
                None => index.without(change.path),
            };
        } else if is_tap_script(name) {
            index = match change.after.and_then(systemtap::read) {
                Some(script) => index.with_tap(Arc::new(TapFile { path: change.path.clone(), script })),
                None => index.without(change.path),
            };
        } else if is_read_whole(change.path, name) {
            return None;
        }
    }
    let version = index.tree.version.unwrap_or(Version::NEWEST);
    let is_known = |path: &Arc<str>| index.tree.includes.includers.contains_key(&**path);
    let is_settled = index.unread().next().is_none()
        && index.unexplained().all(is_known)
        && index.doubtful_macros(version).is_empty();
    is_settled.then_some(index)
}

/// True for what says something about the tree as a whole.
fn is_read_whole(path: &str, name: &str) -> bool {
    matches!(path, "meson.build" | "VERSION")
        || matches!(name, CATALOGUE_NAME | ".gitignore")
        || path.starts_with("qapi/")
        || is_config(name)
}

/// The index after a change of a source; `None` when other sources may mean something else by it.
fn source(index: &Index, change: &Change, language: Language) -> Option<Index> {
    let Change { path, before, after } = change;
    let tree = &index.tree;
    let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
    let is_there = tree.paths.contains(*path);
    if is_there != before.is_some() || uses_pasting(index, old) || uses_pasting(index, new) {
        return None;
    }
    if tree.includes.headers.get(*path).is_some_and(|known| *known != includes(new)) {
        return None;
    }
    let (had, has) = (included(old), included(new));
    if had != has && (is_seen_through(index, path) || is_of_parts(tree, &had, &has)) {
        return None;
    }
    if tree.expansions.contains_key(*path) || (is_header(path) && defines(old) != defines(new)) {
        return None;
    }
    let mut index = match (before, after) {
        (Some(_), Some(_)) => index.clone(),
        _ => come_or_gone(index, path, after.is_some())?,
    };
    let known = index.find_source(path).map(|source| index.sources[source].clone());
    let source = after.filter(|text| is_of_interest(path, text)).map(|text| scan(text, language, &[]));
    let pastes = |source: &crate::source::Source| is_header(path) && !source.pasting.is_empty();
    if source.as_ref().is_some_and(pastes) || known.as_ref().is_some_and(|known| pastes(&known.source)) {
        return None;
    }
    index = match (source, known) {
        (Some(source), _) => index.with_source(Arc::new(SourceFile { path: (*path).clone(), source })),
        (None, Some(_)) => index.without(path),
        (None, None) => index,
    };
    Some(index)
}

/// The index with a source that is new, or without one that goes; `None` where others may include it, or
/// where it tells whether a `trace.h` beside it is needed.
fn come_or_gone(index: &Index, path: &Arc<str>, comes: bool) -> Option<Index> {
    let tree = &index.tree;
    let directory = directory_of(path);
    let has_events = index.events.iter().any(|file| directory_of(&file.path) == directory);
    let has_header = tree.paths.contains(&*format!("{directory}/trace.h"));
    let name = path.rsplit('/').next().unwrap_or_default();
    let names = |include: &Include| include.path.rsplit('/').next() == Some(name);
    let is_included = index.sources.iter().any(|file| file.source.includes.iter().any(names))
        || tree.includes.headers.values().flatten().any(names);
    if is_header(path) || is_included || (!directory.is_empty() && has_events != has_header) {
        return None;
    }
    let mut tree = Surroundings::clone(tree);
    match comes {
        true => tree.paths.insert(path.clone()),
        false => tree.paths.remove(path),
    };
    tree.odd.remove(path);
    Some(index.with_surroundings(Arc::new(tree)))
}

/// True when a text may use a macro of some header that pastes names of events together.
fn uses_pasting(index: &Index, text: &[u8]) -> bool {
    let headers = index.sources.iter().filter(|file| is_header(&file.path));
    let mut macros = headers.flat_map(|file| &file.source.pasting);
    macros.any(|macro_| memmem::find(text, macro_.name.as_bytes()).is_some())
}

/// True when what a file includes matters to others.
fn is_seen_through(index: &Index, path: &Arc<str>) -> bool {
    let Surroundings { includes, .. } = &*index.tree;
    is_header(path)
        || includes.headers.contains_key(path)
        || includes.includers.contains_key(&**path)
        || (0..index.sources.len()).any(|source| index.groups_seen(source).through.contains(path))
}

/// True when files that are parts of others are among the includes that come or go.
fn is_of_parts(tree: &Surroundings, had: &[Included], has: &[Included]) -> bool {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let parts: FxHashSet<String> = tree.includes.includers.keys().map(|path| name(path)).collect();
    let is_part = |path: &str| path.ends_with(".inc") || parts.contains(&name(path));
    let other = |one: &[Included], two: &[Included]| one.iter().any(|it| !two.contains(it) && is_part(&it.0));
    other(had, has) || other(has, had)
}

/// A path that is included, and whether with quotes.
type Included = (Box<str>, bool);

fn included(text: &[u8]) -> Vec<Included> {
    includes(text).into_iter().map(|include| (include.path, include.is_quoted)).collect()
}

/// The definitions of macros in a text.
fn defines(text: &[u8]) -> Vec<&[u8]> {
    let mut goes_on = false;
    let mut found = Vec::new();
    for line in text.split(|byte| *byte == b'\n') {
        let trimmed = line.trim_ascii();
        let rest = trimmed.strip_prefix(b"#").map(<[u8]>::trim_ascii_start);
        if goes_on || rest.is_some_and(|rest| rest.starts_with(b"define") || rest.starts_with(b"undef")) {
            found.push(trimmed);
            goes_on = trimmed.ends_with(b"\\");
        }
    }
    found
}

//! Completion of headings: the sources of the directory that have none.

use super::item::{Item, ItemKind};
use super::site::Site;
use std::sync::Arc;
use trace_lint::model::index::{Index, sections};
use trace_lint::parse::events::File;
use trace_lint::parse::groups::directory_of;
use trace_lint::parse::source::Kind;
use trace_lint::text::Span;

/// Headings behind a `#`.
pub fn in_comment(file: &File, index: &Index, site: &Site) -> Vec<Item> {
    let line = site.line.of(&file.text);
    let Some(sign) = line.iter().position(|byte| *byte == b'#') else { return Vec::new() };
    let start = site.line.start + sign as u32 + 1;
    if site.offset < start {
        return Vec::new();
    }
    let said = Span { start, end: site.offset }.of(&file.text);
    let word = said.trim_ascii_start();
    if word.iter().any(u8::is_ascii_whitespace) {
        return Vec::new();
    }
    let blank = if said.is_empty() { " " } else { "" };
    let first = site.offset - word.len() as u32;
    let rest = Span { start: site.offset, end: site.line.end }.of(&file.text);
    let rest = rest.iter().take_while(|byte| !byte.is_ascii_whitespace()).count() as u32;
    let span = Span { start: first, end: site.offset + rest };
    unheaded(file, index)
        .map(|(name, is_caller)| item(&name, is_caller, span, format!("{blank}{name}")))
        .collect()
}

/// Headings with their `#`, on an empty line.
pub fn on_blank_line(file: &File, index: &Index, site: &Site) -> Vec<Item> {
    let span = Span { start: site.line.start, end: site.offset };
    let whole = |(name, is_caller): (String, bool)| {
        let heading = format!("# {name}");
        item(&heading, is_caller, span, heading.clone())
    };
    unheaded(file, index).map(whole).collect()
}

fn item(label: &str, is_caller: bool, span: Span, text: String) -> Item {
    Item {
        label: label.to_owned(),
        kind: ItemKind::Heading,
        detail: if is_caller { "calls trace events" } else { "" }.into(),
        filter: label.to_owned(),
        span,
        text,
        snippet: None,
        subject: None,
    }
}

/// The names of the sources of the directory that no heading names, those that call events first.
fn unheaded(file: &File, index: &Index) -> impl Iterator<Item = (String, bool)> {
    let directory = directory_of(&file.path);
    let paths = &index.facts.paths;
    let headings: Vec<_> = sections(file).into_iter().flat_map(|section| section.headings).collect();
    let headed: Vec<&Arc<str>> =
        headings.iter().flat_map(|heading| heading.sources(directory, paths)).collect();
    let calls = |path: &str| {
        let source = index.find_source(path).map(|place| &index.sources[place].source);
        source.is_some_and(|it| it.references.iter().any(|it| matches!(it.kind, Kind::Call(_))))
    };
    let mut found: Vec<(bool, String)> = paths
        .iter()
        .filter(|path| directory_of(path) == directory && !headed.contains(path))
        .map(|path| (!calls(path), path.rsplit('/').next().unwrap_or(path).to_owned()))
        .filter(|(is_silent, name)| !is_silent || !name.ends_with(".h"))
        .collect();
    found.sort();
    found.into_iter().map(|(is_silent, name)| (name, !is_silent))
}

//! Completion before the arguments: properties, and the events that sources call.

use super::super::inferred_arguments::{self as inferred, InferredArgument};
use super::item::{Item, ItemKind, Subject, escaped};
use super::site::Site;
use rustc_hash::FxHashSet;
use trace_lint::model::index::{Index, is_generated};
use trace_lint::parse::events::File;
use trace_lint::parse::groups::{directory_of, group_name};
use trace_lint::parse::source::{Call, Kind};
use trace_lint::qemu::era::Era;
use trace_lint::qemu::printf::CType;
use trace_lint::qemu::reserved::is_control;
use trace_lint::text::Span;

/// What may stand before the arguments.
pub fn items(file: &File, index: &Index, site: &Site) -> Vec<Item> {
    let before = Span { start: site.line.start, end: site.word.start }.text(&file.text);
    let before: Vec<&str> = before.split_whitespace().collect();
    let allowed = era(index).properties();
    if !before.iter().all(|word| allowed.contains(word)) {
        return Vec::new();
    }
    let rest = Span { start: site.word.end, end: site.line.end }.of(&file.text);
    let mut found = Vec::new();
    match rest.trim_ascii_start() {
        [] => found.extend(events(file, index, site, true)),
        [b'(', ..] => found.extend(events(file, index, site, false)),
        _ => {}
    }
    let blank = if rest.first().is_some_and(u8::is_ascii_whitespace) { "" } else { " " };
    let is_new = |name: &&&str| !before.contains(*name) && !name.contains('-');
    found.extend(era(index).sure_properties().iter().filter(is_new).map(|name| Item {
        label: (*name).into(),
        kind: ItemKind::Property,
        detail: "property".into(),
        filter: (*name).into(),
        span: site.word,
        text: format!("{name}{blank}"),
        snippet: None,
        subject: Some(Subject::Property((*name).into())),
    }));
    found
}

/// The events that sources of this group call and nobody declares.
fn events(file: &File, index: &Index, site: &Site, is_whole: bool) -> Vec<Item> {
    let directory = directory_of(&file.path);
    let mut found = Vec::new();
    for (name, source, call) in undeclared(file, index) {
        let arguments = inferred::arguments(index, &index.sources[source], directory, call);
        let declaration = declaration(name, &arguments);
        found.push(Item {
            label: name.to_owned(),
            kind: ItemKind::Event,
            detail: format!("called in {}", index.sources[source].path),
            filter: name.to_owned(),
            span: site.word,
            text: if is_whole { declaration.clone() } else { name.to_owned() },
            snippet: is_whole.then(|| snippet(name, &arguments)),
            subject: Some(Subject::Event(declaration)),
        });
    }
    found.sort_by(|one, other| one.label.cmp(&other.label));
    found
}

/// The calls of this group that lack a declaration, one of each name, with their sources.
pub fn undeclared<'a>(file: &'a File, index: &'a Index) -> Vec<(&'a str, usize, &'a Call)> {
    let directory = directory_of(&file.path);
    let group = group_name(directory);
    let ours: FxHashSet<_> = file.events.iter().map(|event| file.name(event)).collect();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut found = Vec::new();
    for (place, source) in index.sources.iter().enumerate() {
        if directory_of(&source.path) != directory && !index.groups_seen(place).sees(&group) {
            continue;
        }
        for reference in source.source.references.iter().filter(|reference| !reference.is_dead) {
            let (name, Kind::Call(call)) = (&*reference.name, &reference.kind) else { continue };
            let is_declared = || {
                ours.contains(name)
                    || index.declarations(name).any(|other| other.file.path != file.path)
                    || is_generated(name, &index.facts.commands)
                    || is_control(name)
                    || index.sites(name).any(|site| matches!(site.reference.kind, Kind::Definition(_)))
            };
            if seen.insert(name) && !is_declared() {
                found.push((name, place, call));
            }
        }
    }
    found
}

fn typed(arguments: &[InferredArgument]) -> impl Iterator<Item = (&str, Option<CType>)> {
    arguments.iter().map(|it| (&*it.name, CType::parse(&it.ctype).ok()))
}

fn declaration(name: &str, arguments: &[InferredArgument]) -> String {
    let declared: Vec<_> = arguments.iter().map(InferredArgument::declared).collect();
    let declared = if declared.is_empty() { "void".into() } else { declared.join(", ") };
    format!("{name}({declared}) {}", inferred::format(typed(arguments)))
}

/// A declaration with a tab stop at each type, since types are guessed.
fn snippet(name: &str, arguments: &[InferredArgument]) -> String {
    let stop = |(index, it): (usize, &InferredArgument)| {
        let declared = it.declared();
        let ctype = &declared[..declared.len() - it.name.len()];
        format!("${{{}:{}}}{}", index + 1, escaped(ctype.trim_end()), &declared[ctype.trim_end().len()..])
    };
    let declared: Vec<_> = arguments.iter().enumerate().map(stop).collect();
    let declared = if declared.is_empty() { "void".into() } else { declared.join(", ") };
    format!("{}({declared}) {}$0", escaped(name), escaped(&inferred::format(typed(arguments))))
}

/// The release that a tree is of.
fn era(index: &Index) -> Era {
    index.facts.era()
}

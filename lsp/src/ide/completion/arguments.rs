//! Completion in the argument list: types, and names as the tree uses them.

use super::super::inferred_arguments as inferred;
use super::head::undeclared;
use super::item::{Item, ItemKind, Subject};
use super::site::{Site, event_of};
use rustc_hash::FxHashMap;
use trace_lint::model::index::Index;
use trace_lint::parse::events::File;
use trace_lint::parse::groups::directory_of;
use trace_lint::qemu::printf::{CType, TypeProblem};
use trace_lint::text::Span;

/// Types in the order of their use in QEMU; those that are missing here follow.
const USUAL: [&str; 16] = [
    "void *",
    "const char *",
    "int",
    "uint64_t",
    "uint32_t",
    "unsigned int",
    "size_t",
    "bool",
    "uint8_t",
    "uint16_t",
    "int64_t",
    "int32_t",
    "unsigned",
    "long",
    "unsigned long",
    "char *",
];

/// The most names that are offered.
const MOST: usize = 30;

/// What may stand in an argument that begins at `start`.
pub fn items(file: &File, index: &Index, site: &Site, start: u32) -> Vec<Item> {
    let before = Span { start, end: site.word.start }.text(&file.text).trim().to_owned();
    let mut found = Vec::new();
    if before.is_empty() {
        found.extend(guessed(file, index, site, start));
    }
    let parsed = CType::parse(&before);
    match parsed {
        Ok(_) => found.extend(names(file, index, site, &before, "")),
        Err(TypeProblem::Void) => found.extend(names(file, index, site, &format!("{before} *"), "*")),
        Err(_) => {}
    }
    let is_sole = file.text.get(start as usize - 1) == Some(&b'(');
    found.extend(types(site, &before, is_sole, file));
    found
}

/// Types that go on from what is written.
fn types(site: &Site, before: &str, is_sole: bool, file: &File) -> Vec<Item> {
    let others = CType::words().filter(|word| !USUAL.contains(word));
    let words = USUAL.iter().copied().chain(others).chain(["const", "void"]);
    let may_follow = |word: &&str| {
        let whole = format!("{before} {word}");
        match (before.is_empty(), *word) {
            (true, "const") => true,
            (true, "void") => is_sole,
            (_, "const" | "void") => false,
            _ => CType::parse(whole.trim_start()).is_ok(),
        }
    };
    let next = file.text.get(site.word.end as usize);
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for word in words.filter(may_follow) {
        if seen.contains(&word) {
            continue;
        }
        seen.push(word);
        let is_open = !word.ends_with('*') && word != "void" && next != Some(&b' ');
        let whole = format!("{before} {word}");
        found.push(Item {
            label: word.into(),
            kind: ItemKind::Type,
            detail: "type".into(),
            filter: word.into(),
            span: site.word,
            text: format!("{word}{}", if is_open { " " } else { "" }),
            snippet: None,
            subject: CType::parse(whole.trim_start())
                .is_ok()
                .then(|| Subject::Type(whole.trim_start().into())),
        });
    }
    found
}

/// The argument that the call of this event passes here.
fn guessed(file: &File, index: &Index, site: &Site, start: u32) -> Option<Item> {
    let event = event_of(file, site.offset)?;
    let name = file.name(event);
    let place = Span { start: event.name.end, end: start }
        .of(&file.text)
        .iter()
        .filter(|byte| **byte == b',')
        .count();
    // A declaration of its own does not count: it is being written.
    let others = File::new(file.path.clone(), Vec::new());
    let (_, source, call) = undeclared(&others, index).into_iter().find(|(other, ..)| *other == name)?;
    let arguments = inferred::arguments(index, &index.sources[source], directory_of(&file.path), call);
    let declared = arguments.get(place)?.declared();
    let blank =
        if file.text.get(start as usize - 1) == Some(&b',') && site.word.start == start { " " } else { "" };
    Some(Item {
        label: declared.clone(),
        kind: ItemKind::Argument,
        detail: format!("passed in {}", index.sources[source].path),
        filter: declared.clone(),
        span: site.word,
        text: format!("{blank}{declared}"),
        snippet: None,
        subject: None,
    })
}

/// The names that arguments of a type have, those of the directory first, the most frequent first.
fn names(file: &File, index: &Index, site: &Site, ctype: &str, star: &str) -> Vec<Item> {
    let directory = directory_of(&file.path);
    let bare = |ctype: &str| ctype.split_whitespace().collect::<Vec<_>>().join(" ").replace(" *", "*");
    let wanted = bare(ctype);
    let event = event_of(file, site.offset);
    let taken: Vec<&[u8]> = event
        .iter()
        .flat_map(|event| &event.arguments)
        .filter(|it| it.name != site.word)
        .map(|it| file.bytes(it.name))
        .collect();
    let mut counts: FxHashMap<&[u8], usize> = FxHashMap::default();
    for other in &index.events {
        let weight = if directory_of(&other.path) == directory { 1000 } else { 1 };
        for argument in other.events.iter().flat_map(|event| &event.arguments) {
            if bare(&argument.ctype_span.text(&other.text)) == wanted {
                *counts.entry(other.bytes(argument.name)).or_default() += weight;
            }
        }
    }
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut counts: Vec<_> = counts
        .into_iter()
        .filter(|(name, _)| !name.is_empty() && name.iter().all(is_word) && !taken.contains(name))
        .filter(|(name, _)| *name != file.bytes(site.word))
        .collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let item = |(name, _): (&[u8], usize)| {
        let name = String::from_utf8_lossy(name).into_owned();
        let glue = if site.word.is_empty() && star.is_empty() { lead(file, site) } else { "" };
        Item {
            label: format!("{star}{name}"),
            kind: ItemKind::Argument,
            detail: ctype.to_owned(),
            filter: format!("{star}{name}"),
            span: site.word,
            text: format!("{glue}{star}{name}"),
            snippet: None,
            subject: None,
        }
    };
    counts.into_iter().take(MOST).map(item).collect()
}

/// A blank, where the cursor touches a word.
fn lead(file: &File, site: &Site) -> &'static str {
    let before = site.offset.checked_sub(1).and_then(|before| file.text.get(before as usize));
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric()) { " " } else { "" }
}

//! Code actions that no finding carries a fix for: they edit other files than the one that is
//! looked at, or make new ones.

use super::super::place::{FileEdits, Texts};
use super::declare::declaration;
use super::group;
use super::offer::{Assist, Change, Offer};
use std::sync::Arc;
use trace_lint::fix::build_files::{header, list_edit};
use trace_lint::model::index::{Index, Site};
use trace_lint::parse::groups::directory_of;
use trace_lint::text::Span;

/// What is offered for a range of the file of that path, looked for as it is taken: a source may lack thousands
/// of declarations.
pub fn offers<'a>(index: &'a Index, path: &'a str, range: Span) -> impl Iterator<Item = Offer> + 'a {
    let touches = move |span: Span| span.start <= range.end && range.start <= span.end;
    let events = index.has_sources.then(|| index.find_events(path)).flatten();
    let source = index.has_sources.then(|| index.find_source(path)).flatten().filter(|_| events.is_none());
    let of_group = events.into_iter().flat_map(move |events| {
        let file = &index.events[events];
        let first = file.events.first().map_or(Span::default(), |event| event.name);
        let touched = touches(first).then(|| group::of_events(index, directory_of(&file.path), first.start));
        touched.unwrap_or_default()
    });
    let of_source = source.into_iter().flat_map(move |source| {
        let file = &index.sources[source];
        let references = file.source.references.iter().filter(move |it| touches(it.span));
        let includes = file.source.includes.iter().filter(move |it| touches(it.span));
        let of_calls = references.flat_map(move |reference| of_call(index, Site { source, file, reference }));
        of_calls.chain(includes.filter_map(move |include| group::missing_header(index, path, include)))
    });
    of_group.chain(of_source)
}

/// What is offered for a call or guard.
fn of_call(index: &Index, site: Site) -> impl Iterator<Item = Offer> + use<> {
    let (name, at) = (&site.reference.name, site.reference.span.start);
    let is_undeclared = site.reference.needs_declaration() && index.is_undeclared(site.source, name);
    let home = is_undeclared.then(|| super::declare::home(index, site)).flatten();
    let declare = home.map(|(events, _)| Offer {
        assist: Assist::Declare,
        title: format!("Declare `{name}` in {}", events.path),
        at,
    });
    let header = group::missing_include(index, site);
    let include =
        header.map(|header| Offer { assist: Assist::Include, title: format!("Include {header}"), at });
    declare.into_iter().chain(include)
}

/// What an action does that was offered at this offset; `None` where it is not needed any more.
pub fn change(index: &Index, path: &str, assist: Assist, at: u32, texts: Texts) -> Option<Change> {
    let is_offered = |offer: &Offer| offer.assist == assist && offer.at == at;
    offers(index, path, Span { start: at, end: at }).find(is_offered)?;
    let site = || {
        let source = index.find_source(path)?;
        let file = &index.sources[source];
        let reference = file.source.references.iter().find(|reference| reference.span.start == at)?;
        Some(Site { source, file, reference })
    };
    let edit = |path: &Arc<str>, edit| {
        let edits = vec![FileEdits { path: path.clone(), edits: vec![edit] }];
        Change { edits, files: Vec::new() }
    };
    match assist {
        Assist::Declare => {
            let (file, declared) = declaration(index, site()?, &texts(path)?)?;
            Some(edit(&file.path, declared))
        }
        Assist::Include => {
            let site = site()?;
            Some(edit(&site.file.path, group::include_edit(site, &group::missing_include(index, site)?)))
        }
        Assist::WriteHeader => {
            let file = header(directory_of(path));
            Some(Change { edits: Vec::new(), files: vec![file] })
        }
        Assist::List => {
            let list = index.facts.groups.path();
            Some(edit(&list.into(), list_edit(index, directory_of(path), &texts(list)?)?))
        }
    }
}

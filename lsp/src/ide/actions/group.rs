//! What ties a directory with events to its build: its `trace.h`, the includes of headers, its entry
//! in meson.build.

use super::offer::{Assist, Offer};
use trace_lint::fix::build_files::header;
use trace_lint::model::index::{Index, Site, resolve};
use trace_lint::parse::groups::{LIST, MAKE_LIST, directory_of, group_name};
use trace_lint::parse::source::{Include, Language, language};
use trace_lint::qemu::era::Wiring;
use trace_lint::rules::diagnostic::Edit;
use trace_lint::text::Span;

/// What is offered for a directory with events, at an offset of its trace-events file.
pub fn of_events(index: &Index, directory: &str, at: u32) -> Vec<Offer> {
    let mut found = Vec::new();
    if directory.is_empty() {
        return found;
    }
    let groups = &index.facts.groups;
    if groups.has_list && groups.find(directory).is_none() {
        let list = if groups.is_makefile { MAKE_LIST } else { LIST };
        let title = format!("Add '{directory}' to {list} in {}", groups.path());
        found.push(Offer { assist: Assist::List, title, at });
    }
    if index.facts.wiring() == Wiring::Wrappers && !index.facts.paths.contains(&*header(directory).0) {
        found.push(Offer { assist: Assist::WriteHeader, title: format!("Write {directory}/trace.h"), at });
    }
    found
}

/// The offer to write the header that an include does not find in its directory.
pub fn missing_header(index: &Index, path: &str, include: &Include) -> Option<Offer> {
    let directory = directory_of(path);
    let is_missing = index.facts.wiring() == Wiring::Wrappers
        && &*include.path == "trace.h"
        && include.is_quoted
        && !directory.is_empty()
        && index.find_events(&format!("{directory}/trace-events")).is_some()
        && resolve(&include.path, path, path, &index.facts.paths).is_none();
    let title = format!("Write {directory}/trace.h");
    is_missing.then_some(Offer { assist: Assist::WriteHeader, title, at: include.span.start })
}

/// The header to include for an event that another directory declares. Where its own declares it a
/// rule has the fix.
pub fn missing_include(index: &Index, site: Site) -> Option<String> {
    let seen = index.groups_seen(site.source);
    if index.is_seen(site.reference, seen) || language(site.file.path.as_bytes()) != Some(Language::C) {
        return None;
    }
    let declaration = index.declarations_of_any_case(&site.reference.name).next()?;
    let directory = declaration.directory();
    let is_near = directory == directory_of(&site.file.path) && !directory.is_empty();
    let header = || match index.facts.wiring() {
        Wiring::Wrappers => format!("trace/trace-{}.h", group_name(directory)),
        _ if directory.is_empty() => "trace-root.h".to_owned(),
        _ => format!("{directory}/trace.h"),
    };
    (!is_near && seen.unread.is_empty()).then(header)
}

/// Includes a header behind the last one, or at the beginning.
pub fn include_edit(site: Site, header: &str) -> Edit {
    match site.file.source.includes.last() {
        Some(last) => {
            let end = last.span.end as usize + 1;
            Edit { span: Span::empty(end), text: format!("\n#include \"{header}\"") }
        }
        None => Edit { span: Span::empty(0), text: format!("#include \"{header}\"\n") },
    }
}

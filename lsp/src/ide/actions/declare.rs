//! The declaration of an event that is called and not declared: where it belongs, and what its
//! arguments are likely to be.

use super::super::inferred_arguments::{self as inferred, InferredArgument};
use super::expression::ctype;
use std::sync::Arc;
use trace_lint::model::index::{Index, Site, sections};
use trace_lint::parse::events::File;
use trace_lint::parse::groups::{directory_of, group_name};
use trace_lint::parse::source::Kind;
use trace_lint::qemu::printf::CType;
use trace_lint::rules::diagnostic::Edit;
use trace_lint::text::Span;

/// The trace-events file that an event called at `site` belongs in, and the index of its last line
/// under the heading of the source, if there is one.
pub fn home<'a>(index: &'a Index, site: Site) -> Option<(&'a Arc<File>, Option<usize>)> {
    let path = &site.file.path;
    let seen = index.groups_seen(site.source);
    let groups = || index.events.iter().filter(|file| !file.is_of_build);
    let mut above = std::iter::successors(Some(directory_of(path)), |directory| {
        (!directory.is_empty()).then(|| directory_of(directory))
    });
    let own = groups().find(|file| directory_of(&file.path) == directory_of(path));
    let included = || groups().find(|file| seen.sees(&group_name(directory_of(&file.path))));
    let outer = || above.find_map(|directory| groups().find(|file| directory_of(&file.path) == directory));
    let file = own.or_else(included).or_else(outer)?;
    let directory = directory_of(&file.path);
    let section = sections(file).into_iter().rfind(|section| {
        section.headings.iter().any(|heading| heading.sources(directory, &index.facts.paths).contains(&path))
    });
    let line = section.map(|section| match (section.events.last(), section.headings.last()) {
        (Some(&event), _) => file.events[event].line,
        (None, Some(heading)) => file.lines.line(heading.span.start),
        (None, None) => 0,
    });
    Some((file, line))
}

/// The edit that declares the event called at `site`. `text` is that of the source.
pub fn declaration<'a>(index: &'a Index, site: Site, text: &[u8]) -> Option<(&'a Arc<File>, Edit)> {
    let (file, line) = home(index, site)?;
    let newline = if file.text.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
    let event = event(index, site, directory_of(&file.path), text)?;
    let end = file.text.len();
    let edit = match line.map(|line| file.lines.start(line + 1)) {
        Some(Some(next)) => Edit { span: Span::empty(next as usize), text: format!("{event}{newline}") },
        Some(None) => Edit { span: Span::empty(end), text: format!("{newline}{event}{newline}") },
        None => {
            let path = &site.file.path;
            let directory = directory_of(&file.path);
            let near = path.strip_prefix(directory).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path);
            let is_ended = file.text.is_empty() || file.text.ends_with(b"\n");
            let before = if is_ended { "" } else { newline };
            let blank = if file.text.is_empty() { "" } else { newline };
            let text = format!("{before}{blank}# {near}{newline}{event}{newline}");
            Edit { span: Span::empty(end), text }
        }
    };
    Some((file, edit))
}

/// The declaration, on one line.
fn event(index: &Index, site: Site, directory: &str, text: &[u8]) -> Option<String> {
    let Kind::Call(call) = &site.reference.kind else { return None };
    let mut guesses = inferred::arguments(index, site.file, directory, call);
    for (guess, passed) in guesses.iter_mut().zip(&call.arguments) {
        if let Some(ctype) = ctype(site, passed, text) {
            guess.ctype = ctype;
        }
    }
    let types = guesses.iter().map(|guess| (&*guess.name, CType::parse(&guess.ctype).ok()));
    let format = inferred::format(types);
    let arguments: Vec<_> = guesses.iter().map(InferredArgument::declared).collect();
    let arguments = if arguments.is_empty() { "void".to_owned() } else { arguments.join(", ") };
    Some(format!("{}({arguments}) {format}", site.reference.name))
}

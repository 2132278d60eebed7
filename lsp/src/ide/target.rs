//! What stands at an offset of a file: a name that traces, or nothing. In the sources of C and Rust
//! it answers on names of events alone, so that the servers of those languages keep the rest.

use super::event_lists::pattern_at;
use super::scripts::{method_at, point_at};
use std::sync::Arc;
use trace_lint::model::index::{Declaration, Heading, Index, Site, generated_group, resolve, sections};
use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::parse::groups::{directory_of, group_name};
use trace_lint::parse::source::{Include, IncludedGroup, Kind};
use trace_lint::qemu::pattern::{PatternKind, shape};
use trace_lint::qemu::printf::{Role, slots};
use trace_lint::text::Span;

#[derive(Clone, Debug)]
pub enum Target<'a> {
    /// The name of an event in its declaration.
    Event(Declaration<'a>),
    /// An argument of an event: its name, or the conversion that prints it.
    Argument {
        declaration: Declaration<'a>,
        /// Which of its arguments, from 0.
        argument: usize,
        /// The name or the conversion.
        span: Span,
    },
    Heading {
        file: &'a File,
        heading: Heading,
    },
    /// A name of an event in a source.
    Site(Site<'a>),
    /// An include of a header of some group, in a source or in a `trace.h`.
    Group {
        /// The path or the name as written.
        span: Span,
        group: String,
    },
    /// A name in an event list or a command, of a method of an analysis script, or of a point of a SystemTap script.
    Listed {
        /// The name, of a list without `-`.
        span: Span,
        name: String,
    },
}

impl<'a> Target<'a> {
    /// The bytes that it takes up.
    pub fn span(&self) -> Span {
        match self {
            Target::Event(declaration) => declaration.event.name,
            Target::Argument { span, .. } | Target::Group { span, .. } | Target::Listed { span, .. } => *span,
            Target::Heading { heading, .. } => heading.span,
            Target::Site(site) => site.reference.span,
        }
    }

    /// The declarations of the event that is named; none for what is no event's name.
    pub fn declarations(&self, index: &'a Index) -> Vec<Declaration<'a>> {
        match self {
            Target::Event(declaration) => vec![*declaration],
            Target::Site(site) => index.meant(*site),
            Target::Listed { name, .. } => index.declarations(name).collect(),
            Target::Argument { .. } | Target::Heading { .. } | Target::Group { .. } => Vec::new(),
        }
    }
}

/// What stands at an offset of the file of that path.
pub fn target<'a>(index: &'a Index, path: &str, offset: u32) -> Option<Target<'a>> {
    match index.find_events(path) {
        Some(file) => in_events(&index.events[file], offset),
        None => in_list(index, path, offset)
            .or_else(|| in_script(index, path, offset))
            .or_else(|| in_source(index, path, offset)),
    }
}

fn touches(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}

fn in_events(file: &Arc<File>, offset: u32) -> Option<Target<'_>> {
    let Some(event) = file.event_at(offset) else {
        let mut headings = sections(file).into_iter().flat_map(|section| section.headings);
        let heading = headings.find(|heading| touches(heading.span, offset))?;
        return Some(Target::Heading { file, heading });
    };
    let declaration = Declaration { file, event };
    if touches(event.name, offset) {
        return Some(Target::Event(declaration));
    }
    let (argument, span) = argument_at(event, offset)?;
    Some(Target::Argument { declaration, argument, span })
}

/// The argument whose name, or whose conversion, stands at an offset.
fn argument_at(event: &Event, offset: u32) -> Option<(usize, Span)> {
    let mut names = event.arguments.iter().map(|argument| argument.name).enumerate();
    names
        .find(|(_, name)| !name.is_empty() && touches(*name, offset))
        .or_else(|| conversions(event).find(|(_, span)| touches(*span, offset)))
}

/// The conversions of an event's format that print the value of an argument, each with its argument.
pub fn conversions(event: &Event) -> impl Iterator<Item = (usize, Span)> {
    let format = event.format.as_ref().filter(|format| format.is_readable());
    let found = format.into_iter().flat_map(|format| {
        let values = slots(format).into_iter().filter(|slot| slot.role == Role::Value);
        values.map(|slot| (slot.argument, format.conversions[slot.conversion].span))
    });
    found.filter(|(argument, _)| *argument < event.arguments.len())
}

fn in_list<'a>(index: &Index, path: &str, offset: u32) -> Option<Target<'a>> {
    let list = index.lists.iter().find(|list| *list.path == *path)?;
    let span = pattern_at(list, offset)?;
    let name = std::str::from_utf8(list.bytes(span)).ok()?;
    (shape(name.as_bytes()) == PatternKind::Name).then(|| Target::Listed { span, name: name.to_owned() })
}

/// A method that is called by the name of an event, or a point: all others are the business of Python's
/// servers.
fn in_script<'a>(index: &Index, path: &str, offset: u32) -> Option<Target<'a>> {
    let method = || method_at(index.find_script(path)?, offset).map(|it| (it.span, &it.name));
    let point = || point_at(index.find_systemtap_file(path)?, offset).map(|it| (it.span, &it.name));
    let (span, name) = method().or_else(point)?;
    index.declarations(name).next()?;
    Some(Target::Listed { span, name: name.to_string() })
}

fn in_source<'a>(index: &'a Index, path: &str, offset: u32) -> Option<Target<'a>> {
    if let Some(source) = index.find_source(path) {
        let file = &index.sources[source];
        let references = &file.source.references;
        let next = references.partition_point(|reference| reference.span.end < offset);
        let mut near = references[next..].iter().take_while(|reference| reference.span.start <= offset);
        let named = near.find(|reference| !matches!(reference.kind, Kind::Definition(_)));
        if let Some(reference) = named {
            return Some(Target::Site(Site { source, file, reference }));
        }
        let mut groups = file.source.groups.iter();
        if let Some(IncludedGroup { name, span }) = groups.find(|group| touches(group.span, offset)) {
            return Some(Target::Group { span: *span, group: name.to_string() });
        }
    }
    let include = includes(index, path).iter().find(|include| touches(include.span, offset))?;
    let group = included_group(index, path, include)?;
    Some(Target::Group { span: include.span, group })
}

/// What the file of that path includes, as far as it is known.
pub fn includes<'a>(index: &'a Index, path: &str) -> &'a [Include] {
    match index.find_source(path) {
        Some(source) => &index.sources[source].source.includes,
        None => index.facts.includes.headers.get(path).map_or(&[], |includes| includes),
    }
}

/// The group whose header an include names.
fn included_group(index: &Index, path: &str, include: &Include) -> Option<String> {
    if let Some(group) = generated_group(&include.path) {
        return Some(group.to_owned());
    }
    let header = resolve(&include.path, path, path, &index.facts.paths)?;
    if !include.is_quoted || header.rsplit('/').next() != Some("trace.h") {
        return None;
    }
    includes(index, header).iter().find_map(|include| generated_group(&include.path)).map(str::to_owned)
}

/// The trace-events file of a group.
pub fn group_file<'a>(index: &'a Index, group: &str) -> Option<&'a Arc<File>> {
    index.events.iter().find(|file| group_name(directory_of(&file.path)) == group)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Tree;
    use super::*;

    const TREE: &str = r#"
        --- hw/a/trace-events
        # a.c
        x_y(void *dev, int n) "dev=%p n=%d"
        --- hw/a/trace.h
        #include "trace/trace-hw_a.h"
        --- hw/a/a.c
        #include "trace.h"
        #include "trace/trace-hw_a.h"
        #include "b.h"
        /* trace_x_y */
        #define T(p) trace_x_##p(1)
        void f(void)
        {
            T(y);
            if (TRACE_X_Y) trace_x_y(dev, n);
            goto trace_exit;
        }
        --- hw/a/a.rs
        ::trace::include_trace!("hw_a");
        use trace::trace_x_y;
        fn f() { trace_x_y(); }
        "#;

    /// What a target is, and the text of it.
    fn told(tree: &Tree, path: &str, offset: u32) -> String {
        let Some(target) = target(&tree.index, path, offset) else { return String::new() };
        let what = match &target {
            Target::Event(_) => "event",
            Target::Argument { argument, .. } => &format!("argument {argument}"),
            Target::Heading { .. } => "heading",
            Target::Site(_) => "site",
            Target::Group { group, .. } => group,
            Target::Listed { .. } => "listed",
        };
        let text = &tree.text(path)[target.span().range()];
        format!("{what}: {text} {}", target.declarations(&tree.index).len())
    }

    #[test]
    fn what_stands_at_an_offset() {
        let tree = Tree::new(TREE);
        let check = |path: &str, place: &str, expected: &str| {
            assert_eq!(told(&tree, path, tree.at(path, place)), expected, "{place}");
        };
        let events = |place, expected| check("hw/a/trace-events", place, expected);
        events("# |a.c", "heading: a.c 0");
        events("|#", "");
        events("x|_y", "event: x_y 1");
        events("x_y|(", "event: x_y 1");
        events("|void", "");
        events("d|ev,", "argument 0: dev 0");
        events("int |n", "argument 1: n 0");
        events("%|p", "argument 0: %p 0");
        events("n=%d|", "argument 1: %d 0");
        events(r#""|dev"#, "");
        let source = |place, expected| check("hw/a/a.c", place, expected);
        source(r#""|trace.h"#, "hw_a: trace.h 0");
        source("trace/|trace", "hw_a: trace/trace-hw_a.h 0");
        source("|b.h", "");
        source("/* tr|ace", "site: trace_x_y 1");
        source("T(|y)", "site: y 1");
        source("TRACE_X|", "site: TRACE_X_Y 1");
        source(") trace_x_y|(", "site: trace_x_y 1");
        source("(d|ev", "");
        source("|f(void", "");
        source("goto trace|", "");
        let rust = |place, expected| check("hw/a/a.rs", place, expected);
        rust("hw|_a", "hw_a: hw_a 0");
        rust("use trace::|trace", "site: trace_x_y 1");
        rust("{ |trace", "site: trace_x_y 1");
        rust("|use", "");
        check("hw/a/trace.h", "|trace-", "hw_a: trace/trace-hw_a.h 0");
        assert_eq!(told(&tree, "hw/none.c", 0), "");
    }
}

//! `unused-event`

use crate::model::index::{Declaration, Index, Section, is_generated, sections};
use crate::parse::events::{Event, File};
use crate::parse::groups::directory_of;
use crate::parse::source::Kind;
use crate::rules::context::TreeContext;
use crate::rules::diagnostic::{Diagnostic, Fix};
use crate::rules::lint::declare_rule;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

declare_rule! {
    /// ## What it does
    /// Reports an event that no source of the tree calls: not in C, Objective-C or Rust, not
    /// through a macro that pastes the name together, not as a function pointer. It is decided for
    /// each declaration: of two groups that declare one name, only that whose header the caller
    /// includes is used. In a folder that is not marked as the root of a tree, events whose heading names
    /// a missing source are not checked, unless another event of the heading is called.
    ///
    /// ## Why it is wrong
    /// It is offered to users, and never happens. With the dtrace backend a guard without a call
    /// does not link on macOS.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void *dev) "dev=%p"
    /// ^^^^^^^^^
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_reset(Foo *dev) {}
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void *dev) "dev=%p"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_reset(Foo *dev) { trace_foo_reset(dev); }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: removes the event. It may be the call that is missing.
    name: "unused-event",
    code: "TL702",
    severity: Warning,
    default: ON,
    check: Group(check),
    fix: Unsafe,
}

fn check(cx: &mut TreeContext, file: &Arc<File>) {
    let index = cx.index;
    if !index.has_sources || file.is_of_build {
        return;
    }
    let unused: Vec<&Event> = file.events.iter().filter(|event| is_unused(index, file, event)).collect();
    if unused.is_empty() {
        return;
    }
    let sections = sections(file);
    let mut section_of: FxHashMap<Span, usize> = FxHashMap::default();
    for (place, section) in sections.iter().enumerate() {
        section_of.extend(section.events.iter().map(|&event| (file.events[event].name, place)));
    }
    let mut known: FxHashMap<usize, Vec<Arc<str>>> = FxHashMap::default();
    for event in unused {
        let place = section_of.get(&event.name);
        if index.facts.is_fragment
            && place.is_some_and(|&place| lies_elsewhere(index, file, &sections[place]))
        {
            continue;
        }
        let finding = report(cx, file, event);
        let Some(&place) = place else { continue };
        let causes = known.entry(place).or_insert_with(|| causes(index, file, &sections[place]));
        finding.causes.extend_from_slice(causes);
    }
}

fn is_unused(index: &Index, file: &Arc<File>, event: &Event) -> bool {
    let name = file.name(event);
    // The property behind the name: `unknown-property` reports it.
    name != "disable"
        && !is_generated(&name, &index.facts.commands)
        && index.users(Declaration { file, event }).next().is_none()
}

fn report<'a>(cx: &'a mut TreeContext, file: &Arc<File>, event: &Event) -> &'a mut Diagnostic {
    let index = cx.index;
    let name = file.name(event);
    let message = match event.is_disabled {
        true => format!("the event `{name}` is disabled, and called nowhere"),
        false => format!("the event `{name}` is called nowhere"),
    };
    let line = file.lines.span(&file.text, event.line);
    let next = file.lines.start(event.line + 1).unwrap_or(line.end);
    let finding = cx.report(&file.path, event.name, message);
    finding.fix(Fix::new("Remove the event", false, Span { start: line.start, end: next }, ""));
    if let Some(site) = index.sites(&name).next() {
        let what = match site.reference.kind {
            Kind::Guard(_) => "its state is asked for here",
            Kind::Mention => "only a comment names it",
            Kind::Call(_) if site.reference.is_dead => "called only inside `#if 0`",
            _ => "something else of its name",
        };
        finding.label_in(&site.file.path, site.reference.span, what);
    }
    finding
}

/// True for a section whose sources aren't here: its headings name none that is, and none calls its events. Somebody
/// took the file of events of a whole tree, and a few of its sources.
fn lies_elsewhere(index: &Index, file: &Arc<File>, section: &Section) -> bool {
    let directory = directory_of(&file.path);
    let mut headings = section.headings.iter();
    !section.headings.is_empty()
        && headings.all(|heading| heading.sources(directory, &index.facts.paths).is_empty())
        && callers(index, file, section).is_empty()
}

/// More sources of a directory than this are not named.
const MOST_CAUSES: usize = 256;

/// The sources from which a call may have gone: those that the headings of the section name, and those that call the
/// events beside it; where there are none, all of the directory.
fn causes(index: &Index, file: &Arc<File>, section: &Section) -> Vec<Arc<str>> {
    let directory = directory_of(&file.path);
    let named = section.headings.iter().flat_map(|heading| heading.sources(directory, &index.facts.paths));
    let mut causes: BTreeSet<_> = named.chain(callers(index, file, section)).collect();
    if causes.is_empty() {
        let sources = index.sources.iter().map(|source| &source.path);
        causes = sources.filter(|path| directory_of(path) == directory).take(MOST_CAUSES).collect();
    }
    causes.into_iter().cloned().collect()
}

/// The sources that call the events of a section.
pub(super) fn callers<'a>(index: &'a Index, file: &Arc<File>, section: &Section) -> BTreeSet<&'a Arc<str>> {
    let events = section.events.iter().map(|&event| &file.events[event]);
    events.flat_map(|event| index.users(Declaration { file, event })).map(|site| &site.file.path).collect()
}

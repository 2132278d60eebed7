//! `stale-heading`

use super::unused_event::callers;
use crate::model::index::{Declaration, Heading, Section, sections};
use crate::parse::events::File;
use crate::parse::groups::directory_of;
use crate::rules::context::TreeContext;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

declare_rule! {
    /// ## What it does
    /// Reports a heading `# file.c` that names no source, one that stands twice in a file, and an
    /// event that is called, but not in the sources under whose heading it stands.
    ///
    /// ## Why it is wrong
    /// The headings say where to look for the calls (docs/devel/tracing.rst); a source that was
    /// renamed or split leaves them behind.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// # old_name.c
    ///   ^^^^^^^^^^
    /// foo_reset(void) ""
    /// --- hw/foo/new-name.c
    /// #include "trace.h"
    /// void foo_reset(void) { trace_foo_reset(); }
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// # new-name.c
    /// foo_reset(void) ""
    /// --- hw/foo/new-name.c
    /// #include "trace.h"
    /// void foo_reset(void) { trace_foo_reset(); }
    /// ```
    ///
    /// ## Fix
    /// Safe: names the source, where all the events below a heading that names none are called in one.
    /// A heading is a comment.
    name: "stale-heading",
    code: "TL712",
    severity: Warning,
    default: ON,
    check: Group(check),
    fix: Safe,
}

fn check(cx: &mut TreeContext, file: &Arc<File>) {
    if !cx.index.has_sources || cx.index.facts.is_fragment || file.is_of_build {
        return;
    }
    let mut first: FxHashMap<String, Heading> = FxHashMap::default();
    for section in sections(file) {
        for heading in &section.headings {
            if let Some(first) = first.get(&heading.path) {
                let message = format!("the heading `{}` stands twice", heading.path);
                cx.report(&file.path, heading.span, message).label(first.span, "first here");
            } else {
                first.insert(heading.path.clone(), heading.clone());
            }
        }
        check_section(cx, file, &section);
    }
}

fn check_section(cx: &mut TreeContext, file: &Arc<File>, section: &Section) {
    let index = cx.index;
    let directory = directory_of(&file.path);
    let mut named: BTreeSet<&Arc<str>> = BTreeSet::new();
    for heading in &section.headings {
        let mut sources = heading.sources(directory, &index.facts.paths);
        if sources.is_empty() {
            // As `# block.c` in block/trace-events: where the events are called there, the root's is meant.
            let root = index.facts.paths.get(&*heading.path);
            sources.extend(root.filter(|root| callers(index, file, section).contains(root)));
        }
        if sources.is_empty() {
            report_heading(cx, file, section, heading);
        }
        named.extend(sources);
    }
    if named.is_empty() {
        return;
    }
    for event in section.events.iter().map(|&event| &file.events[event]) {
        let name = file.name(event);
        let is_named = |path: &Arc<str>| {
            let mut includers = index.facts.includes.includers.get(&**path).into_iter().flatten();
            named.contains(path) || includers.any(|includer| named.contains(includer))
        };
        let mut users = index.users(Declaration { file, event }).peekable();
        let Some(first) = users.peek().copied() else { continue };
        if users.any(|site| is_named(&site.file.path)) {
            continue;
        }
        let headings: Vec<_> = section.headings.iter().map(|heading| &*heading.path).collect();
        let message = format!(
            "the event `{}` stands under the heading `{}`, and is called in {}",
            name,
            headings.join("`, `"),
            first.file.path
        );
        let finding = cx.report(&file.path, event.name, message);
        finding.label_in(&first.file.path, first.reference.span, "called here");
        finding.causes.extend(named.iter().map(|path| (*path).clone()));
    }
}

fn report_heading(cx: &mut TreeContext, file: &Arc<File>, section: &Section, heading: &Heading) {
    let directory = directory_of(&file.path);
    let callers = callers(cx.index, file, section);
    let message = format!("the heading `{}` names no source", heading.path);
    let finding = cx.report(&file.path, heading.span, message);
    finding.causes.extend(callers.iter().map(|caller| (*caller).clone()));
    if let (1, Some(caller)) = (callers.len(), callers.first()) {
        let meant = caller.strip_prefix(directory).and_then(|rest| rest.strip_prefix('/')).unwrap_or(caller);
        finding.help(format!("its events are called in {caller}"));
        if section.headings.len() == 1 {
            finding.fix(Fix::new(format!("Write `{meant}`"), true, heading.span, meant));
        }
    }
}

//! `unlisted-directory`

use crate::parse::groups::{LIST, MAKE_LIST, directory_of, group_name};
use crate::parse::source::Kind;
use crate::qemu::era::Era;
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

declare_rule! {
    /// ## What it does
    /// Checks the list `trace_events_subdirs` in meson.build (QEMU 2.9 to 5.1: `trace-events-subdirs`
    /// in Makefile.objs): a directory with a trace-events file that is not in it, one in it that has
    /// no such file, one that is listed twice, and two whose groups have one name (`a-b` and `a/b`).
    ///
    /// ## Why it is wrong
    /// No header is generated for a directory that is not listed: its calls do not compile. For
    /// the rest meson stops.
    ///
    /// ## Example
    /// ```tree
    /// --- meson.build
    /// trace_events_subdirs = [ 'hw/bar' ]
    ///                           ^^^^^^
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// ^^^^^^^^^
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_reset(void) { trace_foo_reset(); }
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- meson.build
    /// trace_events_subdirs = [ 'hw/foo' ]
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_reset(void) { trace_foo_reset(); }
    /// ```
    ///
    /// ## Fix
    /// Adds a directory that is not listed to `trace_events_subdirs` in meson.build. Safe where the
    /// finding is an error: the build fails without it. Unsafe where no source uses the events.
    name: "unlisted-directory",
    code: "TL710",
    severity: Error,
    default: ON,
    check: Tree(check),
    fix: Varies,
    fix_in: GroupList,
    is_judged: Era::has_headers_of_directories,
}

fn check(cx: &mut TreeContext) {
    let index = cx.index;
    let groups = &index.facts.groups;
    if !groups.has_list {
        return;
    }
    let list: Arc<str> = groups.path().into();
    for file in &index.events {
        let directory = directory_of(&file.path);
        if directory.is_empty() || groups.find(directory).is_some() {
            continue;
        }
        let is_used = file.events.iter().any(|event| {
            let name = file.name(event);
            let is_used =
                index.sites(&name).any(|site| matches!(site.reference.kind, Kind::Call(_) | Kind::Value));
            is_used && index.declarations(&name).nth(1).is_none()
        });
        let group = group_name(directory);
        let is_used =
            is_used || (0..index.sources.len()).any(|source| index.groups_seen(source).sees(&group));
        let span = file.events.first().map_or(Span::default(), |event| event.name);
        let finding = cx.report(&file.path, span, format!("{list} does not list `{directory}`"));
        let help = match groups.is_makefile {
            true => format!("write `{MAKE_LIST} += {directory}`"),
            false => format!("add '{directory}' to {LIST}"),
        };
        finding.help(help).cause(&list);
        if !is_used {
            finding.severity(crate::rules::rule::Severity::Warning);
        }
    }
    let mut names: FxHashMap<String, (&str, Span)> = FxHashMap::default();
    for entry in &groups.directories {
        let path = &*entry.path;
        if index.find_events(&format!("{path}/trace-events")).is_none() {
            let message = format!("the directory `{path}` has no trace-events file");
            cx.report(&list, entry.span, message).help("remove it from the list, or add the file");
        }
        match names.get(&group_name(path)) {
            None => {
                names.insert(group_name(path), (path, entry.span));
            }
            Some(&(first, span)) if groups.are_linked(first, path) => {
                let message = match first == path {
                    true => format!("the directory `{path}` is listed twice"),
                    false => {
                        format!("the groups of `{first}` and `{path}` have one name, `{}`", group_name(path))
                    }
                };
                cx.report(&list, entry.span, message).label(span, "first here");
            }
            Some(_) => {}
        }
    }
}

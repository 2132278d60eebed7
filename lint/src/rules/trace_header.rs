//! `trace-header`

use crate::diagnostic::Severity;
use crate::groups::{directory_of, group_name};
use crate::index::{generated_group, resolve};
use crate::rule::*;
use crate::text::Span;
use std::sync::Arc;

declare_rule! {
    /// ## What it does
    /// Holds the headers `trace.h` beside the trace-events files against them: one that is missing
    /// though a source of the directory needs it, one that includes the header of another group,
    /// and one left behind in a directory without events.
    ///
    /// ## Why it is wrong
    /// The sources of a directory include `trace.h` from there (docs/devel/tracing.rst): without
    /// it, or with another's events in it, their calls do not compile.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- hw/foo/trace.h
    /// #include "trace/trace-hw_bar.h"
    ///           ^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- hw/foo/trace.h
    /// #include "trace/trace-hw_foo.h"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_reset(void) { trace_foo_reset(); }
    /// ```
    "trace-header", "TL711", Error, ON, Check::Tree(check)
}

fn check(cx: &mut TreeContext) {
    let index = cx.index;
    for file in &index.events {
        let directory = directory_of(&file.path);
        let header = format!("{directory}/trace.h");
        if directory.is_empty() || index.tree.paths.contains(&*header) {
            continue;
        }
        let is_needed = index.sources.iter().enumerate().find(|(source, other)| {
            let seen = index.groups_seen(*source);
            let mut includes = other.source.includes.iter().filter(|include| include.is_quoted);
            directory_of(&other.path) == directory
                && includes.any(|include| {
                    &*include.path == "trace.h"
                        && resolve(&include.path, &other.path, &other.path, &index.tree.paths).is_none()
                })
                && !seen.sees(&group_name(directory))
        });
        let Some((_, source)) = is_needed else { continue };
        let span = file.events.first().map_or(Span::default(), |event| event.name);
        cx.report(&file.path, span, format!("{} includes trace.h, and {directory} has none", source.path))
            .help(format!("write {header} with: #include \"trace/trace-{}.h\"", group_name(directory)))
            .cause(&source.path);
    }
    let mut headers: Vec<_> = index.tree.includes.headers.iter().collect();
    headers.sort_by_key(|(path, _)| *path);
    for (path, includes) in headers {
        if path.rsplit('/').next() == Some("trace.h") {
            let groups = includes.iter().filter_map(|include| Some((generated_group(&include.path)?, include.span)));
            check_header(cx, path, &groups.collect::<Vec<_>>());
        }
    }
}

/// Looks at a `trace.h` that includes the headers of these groups.
fn check_header(cx: &mut TreeContext, path: &Arc<str>, groups: &[(&str, Span)]) {
    let index = cx.index;
    let directory = directory_of(path);
    let own = group_name(directory);
    let events = index.find_events(&format!("{directory}/trace-events"));
    if groups.iter().any(|(group, _)| events.is_some() && **group == own) {
        return;
    }
    let Some(&(group, span)) = groups.first() else { return };
    let is_known = index.events.iter().any(|file| group_name(directory_of(&file.path)) == group);
    match events {
        Some(events) => {
            let events = index.events[events].path.clone();
            cx.report(path, span, format!("this is the header of the group `{group}`, not of `{own}`"))
                .help(format!("write `#include \"trace/trace-{own}.h\"`"))
                .cause(&events);
        }
        None if !is_known => {
            let is_included = index.sources.iter().any(|source| {
                let mut includes = source.source.includes.iter();
                includes.any(|include| {
                    resolve(&include.path, &source.path, &source.path, &index.tree.paths) == Some(path)
                })
            });
            let finding = cx.report(path, span, format!("no directory has the events of the group `{group}`"));
            finding.help(format!("remove the header, or add {directory}/trace-events"));
            if !is_included {
                finding.severity(Severity::Warning);
            }
        }
        None => {}
    }
}

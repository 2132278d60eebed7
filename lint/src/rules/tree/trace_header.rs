//! `trace-header`

use crate::model::index::{generated_group, resolve};
use crate::parse::events::File;
use crate::parse::groups::{directory_of, group_name};
use crate::qemu::era::Era;
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use crate::rules::rule::Severity;
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::sync::Arc;

declare_rule! {
    /// ## What it does
    /// Holds the headers `trace.h` beside the trace-events files against them: one that is missing
    /// though a source of the directory includes it, one that does not include the header of the
    /// group, and one left behind in a directory without events. It is an error where a source
    /// includes it. Before QEMU 5.2 these headers are generated, and nothing is reported.
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
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_reset(void) { trace_foo_reset(); }
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
    ///
    /// ## Fix
    /// Writes a `trace.h` that is missing. Safe where the finding is an error: the build fails without
    /// it. Unsafe where a configuration gives it a lower severity.
    name: "trace-header",
    code: "TL711",
    severity: Error,
    default: ON,
    check: Tree(check),
    fix: Varies,
    fix_in: TraceHeader,
    is_judged: Era::has_wrappers,
}

fn check(cx: &mut TreeContext) {
    let index = cx.index;
    if index.facts.is_fragment {
        return;
    }
    for file in &index.events {
        let directory = directory_of(&file.path);
        let header: Arc<str> = format!("{directory}/trace.h").into();
        if directory.is_empty() {
            continue;
        }
        match index.facts.paths.get(&header) {
            Some(header) => check_header(cx, file, header),
            None => check_missing(cx, file, &header),
        }
    }
    let mut headers: Vec<_> = index.facts.includes.headers.keys().collect();
    headers.retain(|path| path.rsplit('/').next() == Some("trace.h"));
    headers.retain(|path| index.find_events(&format!("{}/trace-events", directory_of(path))).is_none());
    headers.sort();
    let groups: FxHashSet<String> =
        index.events.iter().map(|file| group_name(directory_of(&file.path))).collect();
    for path in headers {
        check_left_behind(cx, path, &groups);
    }
}

/// Looks at the `trace.h` beside a trace-events file.
fn check_header(cx: &mut TreeContext, file: &Arc<File>, header: &Arc<str>) {
    let index = cx.index;
    let own = group_name(directory_of(header));
    let includes = index.facts.includes.headers.get(header).map_or(&[][..], |includes| includes);
    let mut groups =
        includes.iter().filter_map(|include| Some((generated_group(&include.path)?, include.span)));
    let leads_on = || {
        includes.iter().any(|include| resolve(&include.path, header, header, &index.facts.paths).is_some())
    };
    let (message, span) = match groups.clone().next() {
        _ if groups.any(|(group, _)| *group == own) => return,
        Some((group, span)) => (format!("this is the header of the group `{group}`, not of `{own}`"), span),
        None if leads_on() => return,
        None => (format!("this header does not include that of the group `{own}`"), Span::default()),
    };
    let includers = index.includers(header);
    let finding = cx.report(header, span, message);
    finding.help(format!("write `#include \"trace/trace-{own}.h\"`")).cause(&file.path);
    if includers.is_empty() {
        finding.severity(Severity::Warning);
    }
    finding.causes.extend(includers.iter().cloned());
}

/// Looks for those who need the `trace.h` that is not there.
fn check_missing(cx: &mut TreeContext, file: &Arc<File>, header: &Arc<str>) {
    let includers = cx.index.includers(header);
    let Some(first) = includers.first() else { return };
    let directory = directory_of(header);
    let span = file.events.first().map_or(Span::default(), |event| event.name);
    let finding = cx.report(&file.path, span, format!("{first} includes trace.h, and {directory} has none"));
    finding.help(format!("write {header} with: #include \"trace/trace-{}.h\"", group_name(directory)));
    finding.causes.extend(includers.iter().cloned());
}

/// Looks at a `trace.h` in a directory without events.
fn check_left_behind(cx: &mut TreeContext, header: &Arc<str>, known_groups: &FxHashSet<String>) {
    let index = cx.index;
    let includes = index.facts.includes.headers.get(header).map_or(&[][..], |includes| includes);
    let mut groups =
        includes.iter().filter_map(|include| Some((generated_group(&include.path)?, include.span)));
    let Some((group, span)) = groups.find(|(group, _)| !known_groups.contains(*group)) else { return };
    let includers = index.includers(header);
    let finding = cx.report(header, span, format!("no directory has the events of the group `{group}`"));
    finding.help(format!("remove the header, or add {}/trace-events", directory_of(header)));
    if includers.is_empty() {
        finding.severity(Severity::Warning);
    }
    finding.causes.extend(includers.iter().cloned());
}

//! `missing-trace-include`

use crate::model::index::resolve;
use crate::parse::groups::{directory_of, group_name};
use crate::parse::source::{Include, Language, language};
use crate::qemu::era::{Era, Wiring};
use crate::rules::context::{Source, TreeContext};
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::Span;
use rustc_hash::FxHashSet;

declare_rule! {
    /// ## What it does
    /// Reports a source that uses an event and includes no header of the event's group: not
    /// itself, not through another header, not through the source that includes it. Before QEMU 2.9
    /// one header declares all events, and nothing is reported.
    ///
    /// ## Why it is wrong
    /// The function is not declared: an error with clang, or where warnings are errors.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- hw/foo/foo.c
    /// #include "qemu/osdep.h"
    /// void foo_reset(void) { trace_foo_reset(); }
    ///                        ^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- hw/foo/foo.c
    /// #include "qemu/osdep.h"
    /// #include "trace.h"
    /// void foo_reset(void) { trace_foo_reset(); }
    /// ```
    ///
    /// ## Fix
    /// Safe: includes `trace.h` after the last header, where the event is declared in the directory of
    /// the source. Without it the source does not compile.
    name: "missing-trace-include",
    code: "TL709",
    severity: Error,
    default: ON,
    check: Source(check),
    fix: Safe,
    is_judged: Era::has_headers_of_directories,
}

fn check(cx: &mut TreeContext, Source { index: source, file }: Source) {
    let index = cx.index;
    let seen = index.groups_seen(source);
    let is_rust = language(file.path.as_bytes()) == Some(Language::Rust);
    // A Rust module may be given its events by another. One that names no group brings in none: that is reported.
    let is_doubtful = || seen.groups.is_empty() || !seen.groups.iter().all(|group| index.is_group(group));
    if index.facts.is_fragment || !seen.unread.is_empty() || (is_rust && is_doubtful()) {
        return;
    }
    let mut reported = FxHashSet::default();
    for reference in &file.source.references {
        if index.is_seen(reference, seen) {
            continue;
        }
        let Some(declaration) = index.declarations_of_any_case(&reference.name).next() else { continue };
        let directory = declaration.directory();
        if !reported.insert(directory.to_owned()) {
            continue;
        }
        let group = group_name(directory);
        let is_near = directory == directory_of(&file.path);
        let name = &reference.name;
        let message = format!("nothing that this file includes declares `trace_{name}`");
        let finding = cx.report(&file.path, reference.span, message);
        finding.event(&**name).label_in(&declaration.file.path, declaration.event.name, "declared here");
        finding.causes.extend(seen.through.iter().cloned());
        let is_wrapper = |include: &&Include| include.is_quoted && include.path.ends_with("trace.h");
        let wrapper = format!("{directory}/trace.h");
        let has_wrappers = index.facts.wiring() == Wiring::Wrappers;
        let includes_own = has_wrappers
            && file.source.includes.iter().filter(is_wrapper).any(|include| {
                let found = resolve(&include.path, &file.path, &file.path, &index.facts.paths);
                found.map_or(is_near && &*include.path == "trace.h", |found| **found == *wrapper)
            });
        if includes_own {
            finding.help(format!("{wrapper} must have `#include \"trace/trace-{group}.h\"`"));
            finding.cause(&wrapper.into());
        } else if index.facts.wiring() == Wiring::Generated && !is_near {
            finding.help(match directory {
                "" => "write `#include \"trace-root.h\"`".to_owned(),
                directory => format!("write `#include \"{directory}/trace.h\"`"),
            });
        } else if is_rust {
            finding.help(format!("write `::trace::include_trace!(\"{group}\");`"));
        } else if is_near && !directory.is_empty() {
            finding.help("write `#include \"trace.h\"`");
            if let Some(last) = file.source.includes.last() {
                let end = Span::empty(last.span.end as usize + 1);
                finding.fix(Fix::new("Include trace.h", true, end, "\n#include \"trace.h\""));
            }
        } else {
            finding.help(format!("write `#include \"trace/trace-{group}.h\"`"));
        }
    }
}

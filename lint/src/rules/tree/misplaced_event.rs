//! `misplaced-event`

use crate::model::index::Declaration;
use crate::parse::events::File;
use crate::parse::groups::directory_of;
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use std::collections::BTreeMap;
use std::sync::Arc;

declare_rule! {
    /// ## What it does
    /// Reports an event that no source of its own directory calls, and all callers of which live
    /// in one other directory that has a trace-events file of its own.
    ///
    /// ## Why it is wrong
    /// Who looks for the event looks there.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/bar/trace-events
    /// bar_init(void) ""
    /// --- hw/bar/bar.c
    /// #include "trace.h"
    /// #include "hw/foo/trace.h"
    /// void bar_init(void) { trace_bar_init(); trace_bar_reset(); }
    /// --- hw/foo/trace-events
    /// bar_reset(void) ""
    /// ^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/bar/trace-events
    /// bar_init(void) ""
    /// bar_reset(void) ""
    /// --- hw/bar/bar.c
    /// #include "trace.h"
    /// void bar_init(void) { trace_bar_init(); trace_bar_reset(); }
    /// ```
    name: "misplaced-event",
    code: "TL713",
    severity: Info,
    default: OFF,
    check: Group(check),
}

fn check(cx: &mut TreeContext, file: &Arc<File>) {
    let index = cx.index;
    if !index.has_sources || index.facts.is_fragment || file.is_of_build {
        return;
    }
    let own = directory_of(&file.path);
    for event in &file.events {
        let name = file.name(event);
        let mut callers: BTreeMap<&str, &Arc<str>> = BTreeMap::new();
        for site in index.users(Declaration { file, event }) {
            callers.entry(directory_of(&site.file.path)).or_insert(&site.file.path);
        }
        let (1, Some((&directory, &caller))) = (callers.len(), callers.first_key_value()) else { continue };
        let has_group = index.events.iter().any(|other| directory_of(&other.path) == directory);
        if directory == own || !has_group {
            continue;
        }
        let (shown, path) = match directory {
            "" => ("the root of the tree", "trace-events".to_owned()),
            folder => (folder, format!("{folder}/trace-events")),
        };
        cx.report(&file.path, event.name, format!("the event `{name}` is called only in {shown}"))
            .help(format!("declare it in {path}"))
            .cause(caller);
    }
}

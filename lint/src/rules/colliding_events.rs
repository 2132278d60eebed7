//! `colliding-events`

use crate::file::{File, FileKind};
use crate::rule::*;
use std::sync::Arc;

declare_rule! {
    /// ## What it does
    /// Reports two events whose names differ in case alone, in one file or in two that one build
    /// can link.
    ///
    /// ## Why it is wrong
    /// The generated C has a variable `_TRACE_NAME_EVENT` for each, with the name in upper case:
    /// it is defined twice.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_Read(int fd) "fd=%d"
    /// ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_read_again(int fd) "fd=%d"
    /// ```
    "colliding-events", "TL202", Error, ON, Check::Group(check)
}

fn check(cx: &mut TreeContext, file: &Arc<File>) {
    if file.kind == FileKind::Catalogue {
        return;
    }
    let index = cx.index;
    for event in &file.events {
        let name = file.name(event);
        let mut earlier = index
            .declarations_of_any_case(&name)
            .take_while(|other| other.event.name != event.name || other.file.path != file.path);
        let first = earlier.find(|other| {
            other.file.bytes(other.event.name) != name.as_bytes()
                && (other.file.path == file.path || index.are_linked(other.file, file))
        });
        let Some(first) = first else { continue };
        let message = format!(
            "the events `{}` and `{}` are the same in upper case, as the generated C writes them",
            first.file.name(first.event),
            name
        );
        cx.report(&file.path, event.name, message).label_in(
            &first.file.path,
            first.event.name,
            "the other event",
        );
    }
}

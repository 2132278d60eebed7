//! `colliding-events`

use crate::model::index::Declaration;
use crate::parse::events::File;
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
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
    name: "colliding-events",
    code: "TL202",
    severity: Error,
    default: ON,
    check: Group(check),
}

fn check(cx: &mut TreeContext, file: &Arc<File>) {
    if file.is_of_build {
        return;
    }
    let mut seen = FxHashSet::default();
    for event in &file.events {
        let name = file.name(event);
        let mut declarations = cx.index.declarations_of_any_case(&name);
        let Some(first) = declarations.next() else { continue };
        if declarations.next().is_some() && seen.insert((Arc::as_ptr(first.file), first.event.name)) {
            compare(cx, file, &name);
        }
    }
}

/// Compares the declarations of a name, whatever its case, in one pass: of those before an event
/// only the first matters, and the first that is written otherwise.
fn compare(cx: &mut TreeContext, file: &Arc<File>, name: &str) {
    let index = cx.index;
    let mut firsts: [Option<Declaration>; 2] = [None, None];
    for declared in index.declarations_of_any_case(name) {
        let is_own = declared.file.path == file.path;
        if !is_own && !index.are_linked(declared.file, file) {
            continue;
        }
        let other = firsts.iter().flatten().find(|other| written(other) != written(&declared)).copied();
        match (&mut firsts, other) {
            ([first @ None, _], _) => *first = Some(declared),
            ([_, second @ None], Some(_)) => *second = Some(declared),
            _ => {}
        }
        let Some(other) = other.filter(|_| is_own) else { continue };
        let message = format!(
            "the events `{}` and `{}` are the same in upper case, as the generated C writes them",
            other.file.name(other.event),
            file.name(declared.event)
        );
        cx.report(&file.path, declared.event.name, message).label_in(
            &other.file.path,
            other.event.name,
            "the other event",
        );
    }
}

fn written<'a>(declaration: &Declaration<'a>) -> Cow<'a, str> {
    declaration.file.name(declaration.event)
}

//! `list-no-name`

use crate::model::catalogue::{NotAName, ProblemKind};
use crate::rules::context::ListContext;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a line of an event list that can be neither a name nor a pattern: `trace_` before
    /// the name, arguments behind it, several names, quotes, `[ab]` and `{a,b}`, any other byte that
    /// no name holds.
    ///
    /// ## Why it is wrong
    /// A list has one name or pattern a line, and only `*` and `?` stand for other characters: the
    /// line switches nothing. A carriage return without a newline ends a line in editors, and so in what
    /// is reported here; for QEMU it is a byte of the name like any other.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// foo_write(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// void foo_write(int value) { trace_foo_write(value); }
    /// --- debug.trace-list
    /// trace_foo_read
    /// ^^^^^^^^^^^^^^
    /// foo_write(int value) "value=%d"
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// foo_write(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// void foo_write(int value) { trace_foo_write(value); }
    /// --- debug.trace-list
    /// foo_read
    /// foo_write
    /// ```
    ///
    /// ## Fix
    /// Safe where one event is meant: writes its name alone. Unsafe where what follows the name is
    /// removed and no event has that name, and where several names are put on a line each.
    name: "list-no-name",
    code: "TL907",
    severity: Error,
    default: ON,
    check: List(check),
    fix: Varies,
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::NotAName(not_a_name) = &problem.kind else { continue };
        let span = problem.span;
        let list = cx.list;
        let shown = cx.shown(span);
        let text = |span: crate::text::Span| span.text(&list.text).into_owned();
        let (message, help, fix) = match not_a_name {
            NotAName::Prefix { name } => (
                format!("`{shown}` is the name of a function or macro, not of an event"),
                format!("the event is named `{name}`"),
                Some(Fix::new(format!("Write `{name}`"), true, span, name)),
            ),
            NotAName::Signature { name, is_known } => {
                let fix = Fix::new("Remove what follows the name", *is_known, span, text(*name));
                ("a declaration in place of a name".into(), "a list has the name alone".into(), Some(fix))
            }
            NotAName::Several { names } => {
                let lines: Vec<_> = names.iter().map(|name| text(*name)).collect();
                let fix = Fix::new("Write one a line", false, span, lines.join("\n"));
                (format!("{} names on one line", names.len()), "a list has one a line".into(), Some(fix))
            }
            NotAName::Quoted { inner } => (
                "QEMU takes the quotes for parts of the name".into(),
                "a list is read by no shell".into(),
                Some(Fix::new("Remove the quotes", true, span, text(*inner))),
            ),
            NotAName::Class => (
                format!("`{shown}` stands for itself"),
                "only `*` and `?` stand for other characters".into(),
                None,
            ),
            NotAName::NotUtf8 => ("this is not UTF-8".into(), "no event is named so".into(), None),
            NotAName::Byte if list.bytes(span) == b"\r" => (
                "no event has a carriage return in its name".into(),
                "only a newline ends a line for QEMU: in its warnings the lines below have smaller numbers"
                    .into(),
                None,
            ),
            NotAName::Byte => (
                format!("no event has `{shown}` in its name"),
                "a list has one name or pattern a line".into(),
                None,
            ),
        };
        let finding = cx.report(span, message);
        finding.help(help);
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

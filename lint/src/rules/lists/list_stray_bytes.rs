//! `list-stray-bytes`

use crate::model::catalogue::ProblemKind;
use crate::parse::event_list::ExtraBytes;
use crate::rules::context::ListContext;
use crate::rules::diagnostic::{Edit, Fix};
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports bytes of an event list that QEMU takes for a part of a name: blanks before or behind
    /// it, or behind `-`, a carriage return, a byte order mark, a comment behind the name; and a
    /// NUL, which ends the line and takes the byte before it away.
    ///
    /// ## Why it is wrong
    /// No event is named so: the line switches nothing. For a name QEMU warns, for a pattern it says
    /// nothing. `#` begins a comment, and `-` switches an event off, only as the first byte of a
    /// line. Windows alone reads lines that end in a carriage return as they are meant.
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
    /// foo_read  # all reads
    ///         ^^^^^^^^^^^^^
    /// - foo_write
    ///  ^
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
    /// # all reads
    /// foo_read
    /// -foo_write
    /// ```
    ///
    /// ## Fix
    /// Safe: removes them, and puts a comment on a line of its own above. A NUL stays.
    name: "list-stray-bytes",
    code: "TL906",
    severity: Error,
    default: ON,
    check: List(check),
    fix: Safe,
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::Strays(extra_bytes) = &problem.kind else { continue };
        let mut names: Vec<_> = extra_bytes.iter().map(|(_, stray)| stray.name()).collect();
        names.dedup();
        let has_nul = extra_bytes.iter().any(|(_, stray)| *stray == ExtraBytes::Nul);
        let message = match (has_nul, names.as_slice()) {
            (true, _) => "QEMU ends the line at the NUL, and cuts off the byte before it".to_owned(),
            (false, [only]) => format!("QEMU takes {only} for a part of the name"),
            (false, [others @ .., last]) => {
                format!("QEMU takes {} and {last} for parts of the name", others.join(", "))
            }
            (false, []) => continue,
        };
        let comment =
            extra_bytes.iter().find(|(_, stray)| *stray == ExtraBytes::Comment).map(|(span, _)| *span);
        let above = comment.map(|span| {
            let start = memchr::memrchr(b'\n', &cx.list.text[..span.start as usize]).map_or(0, |it| it + 1);
            Edit { span: Span::empty(start), text: format!("{}\n", span.text(&cx.list.text).trim()) }
        });
        let removed = extra_bytes.iter().map(|(span, _)| Edit { span: *span, text: String::new() });
        let edits = above.into_iter().chain(removed).collect();
        let finding = cx.report(problem.span, message);
        finding.help("the line switches no event");
        if !has_nul {
            finding.fix(Fix { message: "Remove what is not meant".into(), is_safe: true, edits });
        }
    }
}

//! `list-final-newline`

use crate::model::catalogue::ProblemKind;
use crate::rules::context::ListContext;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports an event list whose last line names an event and does not end in a newline.
    ///
    /// ## Why it is wrong
    /// QEMU cuts the last byte off every line, whatever it is: `foo1` switches `foo`, if there is
    /// one, and `foo_*` becomes the name `foo_`. A line of one character is not read at all.
    ///
    /// ## Fix
    /// Safe: adds the newline. QEMU then reads the whole name.
    name: "list-final-newline",
    code: "TL905",
    severity: Error,
    default: ON,
    check: List(check),
    fix: Safe,
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::NotEnded { read, is_known } = problem.kind else { continue };
        let message = match (read.is_empty(), is_known) {
            (true, _) => "no newline at the end of the list: QEMU does not read its last line".to_owned(),
            (false, true) => {
                format!("no newline at the end of the list: QEMU switches `{}` instead", cx.shown(read))
            }
            (false, false) => format!("no newline at the end of the list: QEMU reads `{}`", cx.shown(read)),
        };
        let end = cx.list.text.len();
        cx.report(problem.span, message)
            .help("QEMU cuts the last byte off every line, whatever it is")
            .fix(Fix::new("Add the newline", true, Span::empty(end), "\n"));
    }
}

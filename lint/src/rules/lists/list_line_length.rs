//! `list-line-length`

use crate::model::catalogue::ProblemKind;
use crate::rules::context::ListContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports what follows the first 1023 bytes of a line of an event list.
    ///
    /// ## Why it is wrong
    /// QEMU reads at most 1023 bytes at a time, cuts the last of them off, and takes the rest for a
    /// line of its own, even that of a comment. In its warnings the numbers of the lines below are
    /// too large.
    name: "list-line-length",
    code: "TL909",
    severity: Error,
    default: ON,
    check: List(check),
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::TooLong { parts } = problem.kind else { continue };
        let message = format!("QEMU reads this line as {parts}: it is longer than 1023 bytes");
        cx.report(problem.span, message).help("what is marked is taken for lines of their own");
    }
}

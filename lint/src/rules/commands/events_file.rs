//! `events-file`

use crate::model::catalogue::NameProblem;
use crate::parse::command::{CommandProblemKind, EventsFile};
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `events=` of `-trace` that is given a pattern, an event, or a file of declarations, and not an event list.
    ///
    /// ## Why it is wrong
    /// QEMU opens a file of that name, and ends with status 1 when there is none. It takes each line of `trace-events-all`
    /// for the name of an event, which it is not, and traces nothing.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace events=foo_*
    ///                                  ^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace enable=foo_*
    /// ```
    name: "events-file",
    code: "TL935",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in &cx.file.commands.problems {
        let (message, help) = match problem.kind {
            CommandProblemKind::EventsFile(EventsFile::Pattern) => {
                ("`events=` takes a file, not a pattern", "write `enable=` before a pattern")
            }
            CommandProblemKind::EventsFile(EventsFile::Declarations) => (
                "`events=` takes a list of names, not declarations",
                "write the names of events into a file, one a line, or use `enable=` with a pattern",
            ),
            _ => continue,
        };
        cx.report(problem.span, message).help(help);
    }
    for (mention, judged) in cx.judged {
        if *judged == NameProblem::IsFile {
            let name = &*mention.name;
            let finding =
                cx.report(mention.span, format!("`events=` takes a file, and `{name}` is an event"));
            finding.event(name).help("write `enable=` before an event");
        }
    }
}

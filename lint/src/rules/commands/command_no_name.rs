//! `command-no-name`

use crate::parse::command::{CommandProblemKind, NoName};
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a text in the place of an event's name that no event can have: with other bytes than letters, digits and
    /// `_`, with `[…]` or `{…}` in a pattern, several names at once, or a `-` before a name that a monitor is given.
    ///
    /// ## Why it is wrong
    /// Names are identifiers of C, and patterns know `*` and `?` alone: `[ab]` and `{a,b}` match themselves. QEMU warns that
    /// the event does not exist, or says nothing of a pattern. A `-` switches an event off only in `-trace`, in `-d` and
    /// in event lists; for HMP and QMP it is a part of the name.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace foo-read
    ///                              ^
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
    /// qemu-system-x86_64 -trace foo_read
    /// ```
    name: "command-no-name",
    code: "TL932",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in &cx.file.commands.problems {
        let CommandProblemKind::NoName(why) = &problem.kind else { continue };
        let (message, help) = match why {
            NoName::Byte { odd, instead } => (
                format!("no event has a {odd:?} in its name"),
                match instead {
                    Some(instead) => format!("did you mean `{instead}`?"),
                    None => "names have letters, digits and `_`".to_owned(),
                },
            ),
            NoName::Class => (
                "patterns have no classes of letters".to_owned(),
                "`*` and `?` are all that stands for others".to_owned(),
            ),
            NoName::Several => (
                "several names in the place of one".to_owned(),
                "name each by itself, or use a pattern with `*`".to_owned(),
            ),
            NoName::Minus => (
                "`-` does not switch an event off here".to_owned(),
                "it is taken for a part of the name: say `off`, or `\"enable\": false`".to_owned(),
            ),
            NoName::Empty => {
                ("no event is named here".to_owned(), "QEMU looks for an event without a name".to_owned())
            }
        };
        cx.report(problem.span, message).help(help);
    }
}

//! `command-absent-event`

use crate::model::catalogue::NameProblem;
use crate::model::catalogue::NoMatch;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a command that names events, or has a pattern for events, that are declared and that the binary has
    /// not. Only a list of the binary's names given by `--events` can tell: what `qemu-system-x86_64 -trace help`
    /// prints, or `info trace-events`.
    ///
    /// ## Why it is wrong
    /// A binary has only the events of what is built into it, and of a module only once it is loaded: QEMU takes
    /// the others for unknown.
    name: "command-absent-event",
    code: "TL931",
    severity: Warning,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for (mention, judged) in cx.judged {
        if *judged != NameProblem::NoMatch(NoMatch::Absent) {
            continue;
        }
        let name = &*mention.name;
        let finding =
            cx.report(mention.span, format!("`{name}` is declared, and the binary does not have it"));
        finding
            .event(name)
            .help("QEMU takes it for unknown; another binary may have it, or a module that is loaded later");
    }
}

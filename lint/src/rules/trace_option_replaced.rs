//! `trace-option-replaced`

use crate::command::SlipKind;
use crate::rule::*;

declare_rule! {
    /// ## What it does
    /// Reports a value of `-trace` that a later one of the same key replaces: a second `enable=`, `events=` or
    /// `file=` in one option.
    ///
    /// ## Why it is wrong
    /// QEMU takes the last one, and says nothing of the others: they are not even looked at.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace enable=foo_*,enable=foo_read
    ///                           ^^^^^^^^^^^^
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
    /// qemu-system-x86_64 -trace enable=foo_* -trace enable=foo_read
    /// ```
    "trace-option-replaced", "TL927", Warning, ON, Check::Command(check)
}

fn check(cx: &mut CommandContext) {
    for slip in &cx.file.commands.slips {
        let SlipKind::Replaced { key } = slip.kind else { continue };
        let finding = cx.report(slip.span, format!("a later `{key}=` of the same option replaces this"));
        finding.help("give each a `-trace` of its own");
    }
}

//! `macro-without-percent`

use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports a macro of `<inttypes.h>` with no `%` before it: `"addr=0x" PRIx64`.
    ///
    /// ## Why it is wrong
    /// printf prints the letters `lx`, and the argument is lost.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x" PRIx64
    ///                                   ^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x%" PRIx64
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the `%` at the end of the string before it. It may be the macro that does not
    /// belong there.
    name: "macro-without-percent",
    code: "TL311",
    severity: Error,
    default: ON,
    check: Format(check),
    fix: Unsafe,
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for word in format.macros.iter().filter(|word| !word.used && word.known.is_some()) {
        let name = cx.shown(word.span);
        let finding = cx.report(word.span, format!("the macro `{name}` stands behind no `%`"));
        finding.help(format!("write `%\" {name}`"));
        let next = format.literals.partition_point(|literal| literal.span.end <= word.span.start);
        if let Some(literal) = format.literals[..next].last() {
            let quote = Span::empty(literal.span.end as usize - 1);
            finding.fix(Fix::new("Write the `%`", false, quote, "%"));
        }
    }
}

//! `missing-blank`

use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports a label that follows a macro without a blank: `PRIx64 "val="`.
    ///
    /// ## Why it is wrong
    /// The log shows the number and the label as one word.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t addr, int val) "addr=0x%" PRIx64 "val=%d"
    ///                                                     ^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t addr, int val) "addr=0x%" PRIx64 " val=%d"
    /// ```
    ///
    /// ## Fix
    /// Safe: writes the blank. Only the text of the log changes.
    name: "missing-blank",
    code: "TL502",
    severity: Info,
    default: OFF,
    check: Format(check),
    fix: Safe,
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for word in format.macros.iter().filter(|word| word.used) {
        let next = format.literals.partition_point(|literal| literal.span.start <= word.span.end);
        let Some(literal) = format.literals.get(next).filter(|literal| literal.start == word.at) else {
            continue;
        };
        let label = format.text[literal.start..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_');
        let length = label.count();
        let is_label = matches!(format.text.get(literal.start + length), Some(b'=' | b':' | b' ' | b'%'));
        if length > 1 && is_label {
            let start = literal.span.start as usize + 1;
            cx.report(Span::new(start, start + 1), "no blank between the number and the next label")
                .fix(Fix::new("Write a blank", true, Span::empty(start), " "));
        }
    }
}

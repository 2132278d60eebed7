//! `macro-in-string`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, PriMacro};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a macro of `<inttypes.h>` inside the quotes: `"%PRIx64"`.
    ///
    /// ## Why it is wrong
    /// Inside a string it is only text: printf sees the conversion `%P`.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x%PRIx64 done"
    ///                                  ^^^^^^
    /// foo_write(uint64_t addr) "addr=0x%016PRIx64"
    ///                                      ^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x%" PRIx64 " done"
    /// foo_write(uint64_t addr) "addr=0x%016" PRIx64
    /// ```
    ///
    /// ## Fix
    /// Closes the string before the macro and opens it again after it. Safe where only a `%`, with
    /// flags and a width, comes before the macro. Unsafe elsewhere: it may be text that was meant.
    name: "macro-in-string",
    code: "TL310",
    severity: Error,
    default: ON,
    check: Format(check),
    fix: Varies,
}

/// What may stand between a `%` and a macro.
const DIRECTIVE: &[u8] = b"-+ #'*.0123456789";

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    let mut end = 0;
    for found in memchr::memmem::find_iter(&format.text, b"PRI") {
        let Some(length) = stands_at(format, found) else { continue };
        let begins_word =
            found == end || format.literals.binary_search_by_key(&found, |literal| literal.start).is_ok();
        end = found + length;
        let before = &format.text[..found];
        let directive = before.iter().rev().take_while(|byte| DIRECTIVE.contains(byte)).count();
        let percent = before.len() - directive;
        let next = format.macros.partition_point(|word| word.at < percent);
        let has_macro = format.macros.get(next).is_some_and(|word| word.at <= found);
        let is_converted = before[..percent].ends_with(b"%") && !has_macro;
        if !is_converted && !begins_word && before.last().is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        let span = format.source(found, found + length);
        let name = cx.shown(span);
        let file = cx.file;
        let finding = cx.report(span, format!("the macro `{name}` stands inside the string"));
        finding.help(format!("write `\" {name} \"`"));
        let next = format.literals.partition_point(|literal| literal.span.start <= span.start);
        let literal = format.literals[..next].last();
        if let Some(literal) = literal.filter(|_| span.len() == length && file.bytes(span) == name.as_bytes())
        {
            let at_quote = span.end + 1 == literal.span.end;
            let is_glued =
                file.text.get(literal.span.end as usize).is_some_and(|next| !b"\" \t\r\n".contains(next));
            let (end, text) = match at_quote {
                true => (literal.span.end, format!("\" {name}{}", if is_glued { " " } else { "" })),
                false => (span.end, format!("\" {name} \"")),
            };
            let span = crate::text::Span { start: span.start, end };
            // The `%` may be the second of `%%`, or have another macro behind it.
            let conversion = format.conversions.partition_point(|conversion| conversion.end <= found);
            let conversion = format.conversions.get(conversion);
            let is_safe =
                is_converted && conversion.is_some_and(|one| one.start + 1 == percent && one.letter == b'P');
            finding.fix(crate::rules::diagnostic::Fix::new(
                "Take the macro out of the string",
                is_safe,
                span,
                text,
            ));
        }
    }
}

/// The length of the macro's name that stands in the text of the format at `at`, right behind a
/// `%` with perhaps flags and a width.
pub(super) fn stands_at(format: &Format, at: usize) -> Option<usize> {
    let start = at + format.text.get(at..)?.iter().take_while(|byte| DIRECTIVE.contains(byte)).count();
    let rest = &format.text[start..];
    let length = rest.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    // The macro may be glued to the text behind it: `"%PRIx64bytes"`.
    let known = (5..=length).rev().find(|&length| {
        std::str::from_utf8(&rest[..length])
            .is_ok_and(|name| name.starts_with("PRI") && PriMacro::parse(name).is_some())
    })?;
    Some(start - at + known)
}

//! `macro-in-string`

use crate::event::Event;
use crate::printf::{Format, PriMacro};
use crate::rule::*;

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
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x%" PRIx64 " done"
    /// ```
    ///
    /// ## Fix
    /// Closes the string before the macro and opens it again behind it.
    "macro-in-string", "TL310", Error, ON, Check::Format(check)
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for found in memchr::memmem::find_iter(&format.text, b"PRI") {
        let Some(length) = stands_at(format, found) else { continue };
        if is_part_of_word(&format.text[..found]) {
            continue;
        }
        let span = format.source(found, found + length);
        let name = cx.shown(span);
        let file = cx.file;
        let finding = cx.report(span, format!("the macro `{name}` stands inside the string"));
        finding.help(format!("write `\" {name} \"`"));
        let follows = format.literals.iter().find(|literal| literal.span.range().contains(&(span.start as usize)));
        if let Some(literal) = follows.filter(|_| span.len() == length && file.bytes(span) == name.as_bytes()) {
            let at_quote = span.end + 1 == literal.span.end;
            let (end, text) = match at_quote {
                true => (literal.span.end, format!("\" {name}")),
                false => (span.end, format!("\" {name} \"")),
            };
            let span = crate::text::Span { start: span.start, end };
            finding.fix(crate::diagnostic::Fix::new("Take the macro out of the string", true, span, text));
        }
    }
}

/// True when what stands before belongs to the same word, and not to a conversion specification.
fn is_part_of_word(before: &[u8]) -> bool {
    let flags = before.iter().rev().take_while(|byte| b"-+ #0123456789.*'".contains(byte)).count();
    !before[..before.len() - flags].ends_with(b"%") && before.last().is_some_and(u8::is_ascii_alphanumeric)
}

/// The length of the macro's name that stands in the text of the format at `at`, right behind a
/// `%` with perhaps flags and a width.
pub(super) fn stands_at(format: &Format, at: usize) -> Option<usize> {
    let start = at + format.text.get(at..)?.iter().take_while(|byte| b"-+ #0123456789.".contains(byte)).count();
    let rest = &format.text[start..];
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    // The macro may be glued to the text behind it: `"%PRIx64bytes"`.
    let known = (5..=length.min(12)).rev().find(|&length| {
        std::str::from_utf8(&rest[..length]).is_ok_and(|name| name.starts_with("PRI") && PriMacro::parse(name).is_some())
    })?;
    Some(start - at + known)
}

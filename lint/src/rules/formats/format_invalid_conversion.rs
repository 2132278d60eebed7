//! `format-invalid-conversion`

use super::type_misfits::advice;
use crate::parse::events::Event;
use crate::qemu::printf::{
    Amount, CType, Conversion, Format, HOSTS, HostSet, LengthModifier, Role, Spelling, describe, fitting,
    invalid, is_positional, is_unportable, not_a_name, respell, values,
};
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::printable;
use std::cell::LazyCell;

declare_rule! {
    /// ## What it does
    /// Reports a `%` that begins no conversion specification: an unknown letter (`%y`), the end of
    /// the format, a length modifier that does not go with the letter, two modifiers at once
    /// (`%zlu`). And those that only some compilers and C libraries know: `%b` of C23, `%qd`, and
    /// `%Ld` for an integer.
    ///
    /// ## Why it is wrong
    /// What printf does is undefined; the compiler (`-Wformat`, C11 7.21.6.1) refuses it. gcc
    /// before 12 and clang before 16 don't know `%b`. musl, the C library of Alpine Linux, prints
    /// nothing of a line that has a `%b`, `%qd` or `%Ld`; compilers for Linux warn of none of them.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t len, long long at) "len=%qu at=%Ld"
    ///                                           ^^^
    ///                                                  ^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t len, long long at) "len=%" PRIu64 " at=%lld"
    /// ```
    ///
    /// ## Fix
    /// Safe: writes what fits the argument on every host for `%qd` and `%Ld`. Unsafe: `0x%x` for `%b`.
    name: "format-invalid-conversion",
    code: "TL305",
    severity: Error,
    default: ON,
    check: Format(check),
    fix: Varies,
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    if cx.era.prints_twice() && is_positional(format) {
        return; // positional-argument has said it
    }
    let all = cx.era.hosts();
    // Few events need it.
    let printed = LazyCell::new(|| match format.is_readable() {
        true => values(format),
        false => vec![None; format.conversions.len()],
    });
    for (index, conversion) in format.conversions.iter().enumerate() {
        let hosts = invalid(conversion).intersection(all);
        if hosts.is_empty() {
            continue;
        }
        let is_macro = super::macro_in_string::stands_at(format, conversion.start + 1).is_some();
        if is_macro || (conversion.letter == 0 && !format.is_readable()) {
            continue;
        }
        if is_unportable(conversion) {
            let ctype = printed[index].and_then(|argument| event.arguments.get(argument)?.ctype);
            unportable(cx, format, conversion, ctype);
            continue;
        }
        let shown = cx.shown(conversion.span);
        let letter = char::from(conversion.letter);
        let bad_length = HOSTS.iter().any(|host| conversion.length(host) == LengthModifier::Invalid);
        let (message, help) = match conversion.letter {
            0 => (
                format!("the format ends within the conversion `{shown}`"),
                "write the conversion letter, or `%%` for a percent sign".to_owned(),
            ),
            _ if bad_length => (
                format!("`{shown}` has a length modifier that does not exist"),
                "write one length modifier".to_owned(),
            ),
            b'c' | b's' | b'p' | b'C' | b'S' | b'n' => (
                format!("`{shown}` has a length modifier that does not go with `{letter}`"),
                format!("write `%{letter}`"),
            ),
            b'w' if format.text[conversion.end - 1] != b'w' => (
                format!("clang and older C libraries don't know `{shown}` of C23"),
                "write a macro of <inttypes.h>, such as `%\" PRId32 \"`".to_owned(),
            ),
            byte => {
                let what = match byte.is_ascii() {
                    true => printable(&letter.to_string()).into_owned(),
                    false => shown.trim_start_matches('%').to_owned(),
                };
                (
                    format!("`{shown}` is no conversion: `{what}` is no conversion letter"),
                    "a percent sign is written `%%`".to_owned(),
                )
            }
        };
        let scope = if hosts == all { String::new() } else { format!(": wrong on {}", describe(hosts, all)) };
        cx.report(conversion.span, message + &scope).help(help).hosts(hosts);
    }
}

/// Reports a conversion that is not portable, on the hosts that don't know it and on those where its argument does
/// not fit.
fn unportable(cx: &mut Context, format: &Format, conversion: &Conversion, ctype: Option<CType>) {
    let shown = cx.shown(conversion.span);
    let is_length = |wanted| HOSTS.iter().any(|host| conversion.length(host) == wanted);
    let what = match conversion.letter {
        b'b' | b'B' => "is new in C23: older compilers refuse it, and musl drops the whole line",
        _ if is_length(LengthModifier::Quad) => "has `q`, an old name for `ll`",
        _ => "has `L`, which is for long double",
    };
    let misfits = ctype.map_or(HostSet::NONE, |ctype| not_a_name(conversion, Role::Value, ctype));
    let all = cx.era.hosts();
    let hosts = invalid(conversion).union(misfits).intersection(all);
    let scope = if hosts == all { String::new() } else { format!(": wrong on {}", describe(hosts, all)) };
    let ctype = ctype.filter(|ctype| ctype.pointer.is_none());
    let (help, fix) = match (conversion.letter, ctype) {
        (b'b' | b'B', _) => in_hexadecimal(cx, format, conversion, ctype),
        (_, Some(ctype)) => advice(cx, format, conversion, ctype),
        (letter, None) => (format!("write `%ll{}`", char::from(letter)), None),
    };
    let finding = cx.report(conversion.span, format!("`{shown}` {what}{scope}"));
    finding.help(help).hosts(hosts);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// What to write for a binary number.
fn in_hexadecimal(
    cx: &Context,
    format: &Format,
    conversion: &Conversion,
    ctype: Option<CType>,
) -> (String, Option<Fix>) {
    let spelling = ctype.map_or(Spelling::Plain("x".into()), |ctype| fitting(ctype, b'x'));
    let help = format!("write `0x{}`", spelling.quoted(""));
    let is_bare = conversion.flags.is_empty()
        && [conversion.width, conversion.precision] == [Amount::None; 2]
        && !["0b", "0x"].iter().any(|prefix| format.text[..conversion.start].ends_with(prefix.as_bytes()));
    let respelt =
        ctype.filter(|_| is_bare).and_then(|_| respell(&cx.file.text, format, conversion, &spelling));
    let fix =
        respelt.map(|(span, text)| Fix::new("Write it in hexadecimal", false, span, format!("0x{text}")));
    (help, fix)
}

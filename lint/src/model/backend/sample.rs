//! An event as users see it: a line as the log backend prints it, with values made up.

use crate::parse::events::Event;
use crate::parse::events::File;
use crate::qemu::printf::{Amount, Base, CType, Conversion, Flag, values};
use crate::text::printable;

/// The widest that a value is padded to, in characters.
const WIDEST: usize = 64;

/// A line that the event may print: its name, and what its format says.
pub fn line(file: &File, event: &Event) -> String {
    let mut line = format!("{} ", file.name(event)).into_bytes();
    if let Some(format) = &event.format {
        let mut at = 0;
        for (conversion, value) in format.conversions.iter().zip(values(format)) {
            line.extend(&format.text[at..conversion.start]);
            at = conversion.end;
            match value.filter(|argument| *argument < event.arguments.len()) {
                Some(argument) => {
                    let is_bool = event.arguments[argument].ctype.is_some_and(is_bool);
                    let number = if is_bool { 1 } else { argument as u64 + 1 };
                    line.extend(shown(conversion, number, is_bool).into_bytes());
                }
                None if conversion.is_percent() => line.push(b'%'),
                None => line.extend(&format.text[conversion.start..conversion.end]),
            }
        }
        line.extend(&format.text[at..]);
    }
    printable(String::from_utf8_lossy(&line).trim_end()).into_owned()
}

fn is_bool(ctype: CType) -> bool {
    ctype.base == Base::Bool && ctype.pointer.is_none()
}

/// A made up value: a number, or one that is made from it where that tells more.
fn shown(conversion: &Conversion, number: u64, is_bool: bool) -> String {
    let Conversion { flags, width, precision, letter, .. } = *conversion;
    let prefix = |text: &'static str| if flags.has(Flag::Hash) { text } else { "" };
    let of = |factor| if is_bool { 1 } else { factor };
    let (sign, digits) = match letter {
        b'd' | b'i' if flags.has(Flag::Plus) => ("+", number.to_string()),
        b'd' | b'i' if flags.has(Flag::Blank) => (" ", number.to_string()),
        b'd' | b'i' | b'u' => ("", number.to_string()),
        b'x' => (prefix("0x"), format!("{:x}", number * of(0x10))),
        b'X' => (prefix("0X"), format!("{:X}", number * of(0x10))),
        b'o' => (prefix("0"), format!("{:o}", number * of(8))),
        b'c' => ("", "c".into()),
        b's' => ("", "text".into()),
        b'p' => ("", format!("0x55d8c0a4{number:x}e90")),
        _ => ("", "?".into()),
    };
    let size = |amount| match amount {
        Amount::Number(size) => (size as usize).min(WIDEST),
        _ => 0,
    };
    let is_number = matches!(letter, b'd' | b'i' | b'u' | b'x' | b'X' | b'o');
    let least = size(precision);
    let digits = if is_number { format!("{digits:0>least$}") } else { digits };
    let width = size(width);
    if flags.has(Flag::Minus) {
        return format!("{:<width$}", format!("{sign}{digits}"));
    }
    if is_number && flags.has(Flag::Zero) && precision == Amount::None {
        let rest = width.saturating_sub(sign.len());
        return format!("{sign}{digits:0>rest$}");
    }
    format!("{:>width$}", format!("{sign}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let file = File::new("trace-events", text.into());
        assert_eq!(line(&file, &file.events[0]), expected);
    }

    #[test]
    fn sample_lines() {
        check(r#"f(void *s, uint64_t a) "s %p a=0x%08" PRIx64"#, "f s 0x55d8c0a41e90 a=0x00000020");
        check(r#"f(int a, int n, char *b) "%-4d|%.*s 100%%""#, "f 1   |text 100%");
        check(r#"f(int a, int b) "%#06x %+5d""#, "f 0x0010    +2");
        check(r#"f(int a) "%3u %d""#, "f   1 %d");
        check(r#"f(int a) "%99999999d""#, &format!("f {:>64}", 1));
        check(r#"f(int a) "\x1b[1m%.4x""#, "f \\u{1b}[1m0010");
        check(r#"f(int a, bool b, bool c) "%d %d 0x%x""#, "f 1 1 0x1");
        check("f(void)", "f");
        check(r#"f(int a) "%"#, "f ?");
    }
}

//! Records as simpletrace.py prints them, byte for byte.
//!
//! It decodes as that script does, so that a record which does not fit its declaration is printed as
//! nonsense where the script prints nonsense, and refused where the script ends with a traceback.

use super::layout::{u32_at, u64_at};
use super::reader::Record;
use super::record_layouts::{FieldKind, Shape};
use crate::qemu::era::Era;

/// How the script of a release ends lines without arguments, and divides times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// In a blank, and exactly, as since QEMU 8.2.
    Blank,
    /// In the process, and in doubles, as before.
    Plain,
}

impl Style {
    /// That of a release.
    pub fn of(era: Era) -> Style {
        if era.prints_trailing_blank() { Style::Blank } else { Style::Plain }
    }
}

/// Prints records one after the other.
#[derive(Debug)]
pub struct Printer {
    style: Style,
    last: Option<u64>,
}

/// A record that ends before its arguments do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short;

impl Printer {
    /// A printer before its first record.
    pub fn new(style: Style) -> Printer {
        Printer { style, last: None }
    }

    /// Adds the line of a record.
    ///
    /// # Errors
    /// When the record ends before its arguments do; nothing is added then.
    pub fn print(&mut self, shape: &Shape, record: &Record, out: &mut Vec<u8>) -> Result<(), Short> {
        let start = out.len();
        out.extend_from_slice(shape.name.as_bytes());
        out.push(b' ');
        microseconds(out, record.timestamp, self.last.unwrap_or(record.timestamp), self.style);
        out.extend_from_slice(b" pid=");
        decimal(out, u64::from(record.pid));
        if shape.fields.is_empty() && self.style == Style::Blank {
            out.push(b' ');
        }
        let mut bytes = record.arguments;
        for field in &shape.fields {
            let Some(rest) = argument(out, &field.name, field.kind, bytes) else {
                out.truncate(start);
                return Err(Short);
            };
            bytes = rest;
        }
        out.push(b'\n');
        self.last = Some(record.timestamp);
        Ok(())
    }
}

/// Adds an argument; what follows it.
fn argument<'a>(out: &mut Vec<u8>, name: &str, kind: FieldKind, bytes: &'a [u8]) -> Option<&'a [u8]> {
    out.push(b' ');
    out.extend_from_slice(name.as_bytes());
    match kind {
        FieldKind::Number { .. } => {
            out.extend_from_slice(b"=0x");
            hexadecimal(out, u64_at(bytes, 0)?);
            bytes.get(8..)
        }
        FieldKind::String => {
            out.push(b'=');
            let length = usize::try_from(u32_at(bytes, 0)?).ok()?;
            let bytes = &bytes[4..];
            // A string that its record cuts is shown as far as it goes.
            let (text, rest) = bytes.split_at(length.min(bytes.len()));
            literal(out, text);
            // What follows lies behind the end, where an empty string is none either.
            if length > bytes.len() { Some(&[]) } else { Some(rest) }
        }
    }
}

/// Adds the time between two records in microseconds, as `f"{(time - last) / 1000:0.3f}"` does.
fn microseconds(out: &mut Vec<u8>, time: u64, last: u64, style: Style) {
    let nanoseconds = time.abs_diff(last);
    if time < last {
        out.push(b'-');
    }
    // Half a digit of the third decimal is more than what a double is off by, below 2^52.
    if nanoseconds < 1 << 52 {
        decimal(out, nanoseconds / 1000);
        let rest = nanoseconds % 1000;
        out.push(b'.');
        out.extend([rest / 100, rest / 10 % 10, rest % 10].map(|digit| b'0' + digit as u8));
        return;
    }
    if style == Style::Plain {
        // Divided by 1000.0, as a double.
        out.extend_from_slice(format!("{:.3}", nanoseconds as f64 / 1000.0).as_bytes());
        return;
    }
    // Python divides whole numbers exactly and rounds once: so does this, by far more bits than a
    // double has and a last one that stands for all that follow.
    let shifted = u128::from(nanoseconds) << 64;
    let quotient = (shifted / 1000) | u128::from(!shifted.is_multiple_of(1000));
    let text = format!("{:.3}", quotient as f64 / 2f64.powi(64));
    out.extend_from_slice(text.as_bytes());
}

fn decimal(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

fn hexadecimal(out: &mut Vec<u8>, number: u64) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let count = (64 - (number | 1).leading_zeros()).div_ceil(4) as usize;
    let mut digits = [0; 16];
    for (place, digit) in digits[..count].iter_mut().enumerate() {
        *digit = DIGITS[((number >> (4 * (count - 1 - place))) & 15) as usize];
    }
    out.extend_from_slice(&digits[..count]);
}

/// Adds bytes as Python writes them.
fn literal(out: &mut Vec<u8>, text: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let has = |byte| memchr::memchr(byte, text).is_some();
    let quote = if has(b'\'') && !has(b'"') { b'"' } else { b'\'' };
    out.extend([b'b', quote]);
    for &byte in text {
        match byte {
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\\' => out.extend_from_slice(b"\\\\"),
            _ if byte == quote => out.extend([b'\\', byte]),
            b' '..=b'~' => out.push(byte),
            _ => out.extend([b'\\', b'x', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]),
        }
    }
    out.push(quote);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_python_divides_and_rounds() {
        let check = |time, last, expected: &str| {
            let mut out = Vec::new();
            microseconds(&mut out, time, last, Style::Blank);
            assert_eq!(String::from_utf8_lossy(&out), expected, "{time} - {last}");
        };
        check(0, 0, "0.000");
        check(1, 0, "0.001");
        check(0, 1, "-0.001");
        check(1_234_567, 0, "1234.567");
        check(999, 1_000_000, "-999.001");
        check((1 << 52) - 1, 0, "4503599627370.495");
        // From here on by Python 3.11.
        check(1 << 52, 0, "4503599627370.496");
        check(u64::MAX, 0, "18446744073709552.000");
        check(0, u64::MAX, "-18446744073709552.000");
        check(9_007_199_254_740_993, 0, "9007199254740.992");
        check(123_456_789_012_345_678, 0, "123456789012345.672");
    }

    #[test]
    fn bytes_are_as_python_writes_them() {
        let check = |text: &[u8], expected: &str| {
            let mut out = Vec::new();
            literal(&mut out, text);
            assert_eq!(String::from_utf8_lossy(&out), expected);
        };
        check(b"", "b''");
        check(b"plain ~", "b'plain ~'");
        check(b"it's", r#"b"it's""#);
        check(b"it's \"so\"", r#"b'it\'s "so"'"#);
        check(b"\"", r#"b'"'"#);
        check(b"\\\t\n\r\x00\x1f\x7f\x80\xff", r"b'\\\t\n\r\x00\x1f\x7f\x80\xff'");
        check("é".as_bytes(), "b'\\xc3\\xa9'");
    }

    #[test]
    fn hexadecimal_has_no_leading_zero() {
        for number in [0, 1, 15, 16, 255, 256, u64::MAX, 1 << 63, 0x0123_4567_89ab_cdef] {
            let mut out = Vec::new();
            hexadecimal(&mut out, number);
            assert_eq!(String::from_utf8_lossy(&out), format!("{number:x}"));
        }
    }
}

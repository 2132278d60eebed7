//! Lists read as QEMU reads them.

use super::*;
use crate::text::Span;

/// The lines as QEMU reads them: `.` skipped, `#` comment, `!` help, `+` and `-` a pattern.
fn read(text: &[u8]) -> Vec<String> {
    let pattern = |span: Span| String::from_utf8_lossy(span.of(text)).into_owned();
    let line = |line: &Line| match line.reading {
        Reading::Skipped => ".".into(),
        Reading::Comment => "#".into(),
        Reading::Help => "!".into(),
        Reading::Setting { is_enabled: true, pattern: span } => format!("+{}", pattern(span)),
        Reading::Setting { is_enabled: false, pattern: span } => format!("-{}", pattern(span)),
    };
    lines(text).iter().map(line).collect()
}

#[test]
fn lines_are_read_as_by_fgets() {
    let check = |text: &str, expected: &[&str]| assert_eq!(read(text.as_bytes()), expected, "{text:?}");
    check("", &[]);
    check("\n\nfoo\n", &[".", ".", "+foo"]);
    check("foo", &["+fo"]);
    check("f", &["."]);
    check("f\n", &["+f"]);
    check("#c\n #d\n-a*\n- b\n-\n", &["#", "+ #d", "-a*", "- b", "-"]);
    check("help\n?\n-help\nhelp", &["!", "!", "-help", "+hel"]);
    check("\r\nfoo\r\n", &["+\r", "+foo\r"]);
    check("foo\0bar\nx\n\0\na\0\n", &["+fo", "+x", ".", "."]);
    let long = |count: usize| "a".repeat(count);
    check(&(long(1022) + "\nb\n"), &[&format!("+{}", long(1022)), "+b"]);
    check(&(long(1023) + "\nb\n"), &[&format!("+{}", long(1022)), ".", "+b"]);
    check(&("#".to_owned() + &long(1022) + "foo\n"), &["#", "+foo"]);
    assert!(lines(long(3000).as_bytes())[1].is_rest);
}

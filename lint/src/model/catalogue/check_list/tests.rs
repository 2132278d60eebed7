//! What is found in a list.

use super::*;
use crate::model::index::index_of;
use crate::text::fixture::{files, line, unindented};

const EVENTS: &str = r#"
--- hw/a/trace-events
disable off(void) ""
foo(void) ""
foo1(void) ""
foo2(void) ""
foo_bar(int x) "%d"
x(void) ""
bdrv_read(void) ""
qmp_enter_x(void) ""
"#;

/// What is told of a list: line from 1, the kind, the bytes.
fn check(text: &str, expected: &[&str]) {
    let list = EventList::new("a.trace-list", text.as_bytes().to_vec());
    let catalogue = Catalogue::of_index(&index_of(&files(EVENTS)));
    let told: Vec<_> = check_list(&list, Some(&catalogue))
        .problems
        .iter()
        .map(|problem| {
            let kind = match &problem.kind {
                ProblemKind::NoMatch(no_match) => format!("{no_match:?}"),
                kind => format!("{kind:?}"),
            };
            let kind = kind.split([' ', '{', '(']).next().unwrap_or_default().to_owned();
            let line = list.lines.iter().position(|line| line.span.end > problem.span.start);
            let bytes = String::from_utf8_lossy(list.bytes(problem.span)).into_owned();
            format!("{} {kind} {}", line.unwrap_or_default() + 1, bytes.escape_debug())
        })
        .collect();
    assert_eq!(told, expected, "{text:?}");
}

#[test]
fn lists_as_they_should_be() {
    for text in ["", "\n", "foo\n", "# c\n\nfoo*\n-foo1\n", "foo?\n-foo_*\n"] {
        let only_first: &[&str] = if text.starts_with("foo?") { &["1 OnlyFirst foo?"] } else { &[] };
        check(text, only_first);
    }
    check("# a\n#", &[]);
    check("foo\n# a", &[]);
}

#[test]
fn names_and_patterns() {
    check("fooo\n", &["1 Unknown fooo"]);
    check("-fooo\n", &["1 Unknown fooo"]);
    check("off\n", &["1 Disabled off"]);
    check("of*\n", &["1 Disabled of*"]);
    check("*\n", &[]);
    check("bar*\n", &["1 Dead bar*"]);
    check("zz?\n", &["1 Unknown zz?"]);
    check("x?\n", &["1 Unknown x?"]);
    check("xx\nFOO\n", &["1 Unknown xx", "2 Unknown FOO"]);
    // The schema was not read: what QAPI generates is not known.
    check("qmp_enter_stop\nqmp_exit_*\n", &[]);
}

#[test]
fn lines_that_are_read_otherwise_than_they_look() {
    check("foo \n", &["1 Strays  "]);
    check("foo\t\r\n", &["1 Strays \\t\\r"]);
    check(" foo\n", &["1 Strays  "]);
    check("- foo\n", &["1 Strays  "]);
    check(" # foo\n", &["1 Strays  "]);
    check("  \n", &["1 Strays   "]);
    check("\r\n", &["1 Strays \\r"]);
    check("# c\r\n", &[]);
    check("foo # c\n", &["1 Strays  # c"]);
    check("\u{feff}foo\n", &["1 Strays \\u{feff}"]);
    check("\u{feff}# c\n", &["1 Strays \\u{feff}"]);
    check("fooo \n", &["1 Unknown fooo", "1 Strays  "]);
    check("foo\0bar\n", &["1 Strays \\0bar"]);
    check("-\n", &["1 NotAName -"]);
    check(
        &unindented(
            r"
            trace_foo
            TRACE_FOO_BAR
            trace_fooo
            ",
        ),
        &["1 NotAName trace_foo", "2 NotAName TRACE_FOO_BAR", "3 Unknown trace_fooo"],
    );
    check(&line(r#"foo_bar(int x) "%d""#), &[r#"1 NotAName foo_bar(int x) \"%d\""#]);
    check("foo[12]\n", &["1 NotAName ["]);
    check("foo, x\n", &["1 NotAName foo, x"]);
    check(&line(r#""foo*""#), &[r#"1 NotAName \"foo*\""#]);
    check("foo=1\n", &["1 NotAName ="]);
}

#[test]
fn ends_of_files() {
    check("foo", &["1 NotEnded foo"]);
    check("foo1", &["1 NotEnded foo1"]);
    check("bdrv_*", &["1 NotEnded bdrv_*"]);
    check("x", &["1 NotEnded x"]);
    check("foo ", &[]);
    check("foo\r", &[]);
    check("-foo\nfoo", &["1 Undone -foo", "2 NotEnded foo"]);
    check("fooo", &["1 NotEnded fooo", "1 Unknown fooo"]);
    check("foo\n ", &[]);
    check("help\n", &["1 Help help"]);
    check("?\r\n", &["1 Help ?", "1 Strays \\r"]);
}

#[test]
fn order() {
    check("-foo\nfoo*\n", &["1 Undone -foo"]);
    check("foo\n-foo\n", &["1 Undone foo"]);
    check("foo*\n-foo1\n", &[]);
    check("-foo\nx\n", &[]);
    check("foo\nfoo\n", &[]);
    check("foo*\n-foo1\n-foo*\n", &["1 Undone foo*"]);
    check("foo\n-foo\nfoo\n", &["2 Undone -foo"]);
    check("foo1\n-foo?\n", &["2 OnlyFirst foo?"]);
    check("*\n-*\n*\n-foo\n", &[]);
}

#[test]
fn lines_that_are_too_long() {
    let comment = format!("#{}", "c".repeat(1022));
    check(&format!("{comment}fooo\n"), &["2 Unknown fooo", r"2 TooLong fooo\n"]);
    check(&format!("{comment}foo\n"), &[r"2 TooLong foo\n"]);
    check(&format!("{comment}\n"), &[]);
    check(&format!("{}\n", "f".repeat(1022)), &[&format!("1 Unknown {}", "f".repeat(1022))]);
}

//! The comments that allow findings: `# trace-lint: allow(rule, …) reason` in trace-events files, event lists,
//! scripts and meson.build, `/* trace-lint: allow(rule) */` and `// trace-lint: allow(rule)` in sources,
//! `allow-file` for all of a file. It only reads them; `suppress` knows the rules.

use crate::text::Span;
use memchr::memmem;

/// What such a comment begins with, behind the mark of a comment.
const MARK: &[u8] = b"trace-lint:";

/// More lines than this below a comment are not covered by it.
const MOST_LINES: usize = 20;

/// The marks of comments in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// `#` at the beginning of a line.
    Hash,
    /// `/* … */` and `//`.
    C,
    /// `//` and `/* … */`.
    Rust,
    /// `#` anywhere outside a string, which the caller makes sure of.
    Meson,
}

/// A comment that allows findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The comment, with its marks.
    pub comment: Span,
    /// What goes with it: its line, or the blanks before it where it does not stand alone.
    pub whole: Span,
    /// The names in the parentheses; none where it can't be read.
    pub names: Vec<(Box<str>, Span)>,
    /// The lines that it is about; `None` for the whole file.
    pub covers: Option<Span>,
}

/// True for a comment of a trace-events file that allows findings, or is meant to.
pub(crate) fn is_allow(comment: &[u8]) -> bool {
    let inner = comment.strip_prefix(b"#").unwrap_or(comment);
    inner.trim_ascii_start().starts_with(MARK)
}

/// The comments of a text that allow findings, in their order.
pub fn allows(text: &[u8], marks: Marks) -> Vec<Allow> {
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    memmem::find_iter(text, MARK).filter_map(|at| allow(text, marks, at)).collect()
}

/// The bytes of the line that holds `at`, without its end, and where the next begins.
fn line(text: &[u8], at: usize) -> (usize, usize, usize) {
    let start = memchr::memrchr2(b'\n', b'\r', &text[..at]).map_or(0, |newline| newline + 1);
    let end = memchr::memchr2(b'\n', b'\r', &text[at..]).map_or(text.len(), |newline| at + newline);
    let length = if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
    (start, end, (end + length).min(text.len()))
}

fn allow(text: &[u8], marks: Marks, at: usize) -> Option<Allow> {
    let (start, end, next) = line(text, at);
    if text[at + MARK.len()..end].trim_ascii() == b"event-list" {
        return None; // it says what the file is
    }
    let before = text[start..at].trim_ascii_end();
    let length = match marks {
        Marks::Hash => (before.trim_ascii() == b"#").then_some(1),
        Marks::Meson => before.ends_with(b"#").then_some(1),
        Marks::C | Marks::Rust => (before.ends_with(b"//") || before.ends_with(b"/*")).then_some(2),
    }?;
    let comment = start + before.len() - length;
    let close = match before.ends_with(b"/*") {
        true => at + memmem::find(&text[at..end], b"*/")? + 2,
        false => end,
    };
    let indent = &text[start..comment];
    let is_alone = indent.trim_ascii().is_empty() && text[close..end].trim_ascii().is_empty();
    let (names, is_file) = names(text, at + MARK.len(), close);
    let covers = match (is_file, is_alone) {
        (true, _) => None,
        (false, true) => Some(below(text, marks, next)),
        (false, false) => Some(Span::new(start, end)),
    };
    let whole = match is_alone {
        true => Span::new(start, next),
        false => Span::new(start + indent.trim_ascii_end().len(), close),
    };
    Some(Allow { comment: Span::new(comment, close), whole, names, covers })
}

/// The names in the parentheses behind `allow` or `allow-file`, and whether it is the latter.
fn names(text: &[u8], from: usize, end: usize) -> (Vec<(Box<str>, Span)>, bool) {
    let from = end - text[from..end].trim_ascii_start().len();
    let rest = &text[from..end];
    let (word, is_file) = match rest.strip_prefix(b"allow-file") {
        Some(_) => ("allow-file", true),
        None => ("allow", false),
    };
    let list = rest.strip_prefix(word.as_bytes()).and_then(|rest| rest.strip_prefix(b"("));
    let list = list.and_then(|list| Some(&list[..memchr::memchr(b')', list)?]));
    let mut at = from + word.len() + 1;
    let mut found = Vec::new();
    for name in list.into_iter().flat_map(|list| list.split(|byte| *byte == b',')) {
        let start = at + (name.len() - name.trim_ascii_start().len());
        let trimmed = name.trim_ascii();
        if !trimmed.is_empty() {
            let span = Span::new(start, start + trimmed.len());
            found.push((String::from_utf8_lossy(trimmed).into(), span));
        }
        at += name.len() + 1;
    }
    (found, is_file)
}

/// The lines below a comment that it is about: those up to the first event, or to the end of the first
/// statement. An empty line ends them.
fn below(text: &[u8], marks: Marks, from: usize) -> Span {
    let mut next = from;
    let mut end = from;
    for _ in 0..MOST_LINES {
        if next >= text.len() {
            break;
        }
        let (start, line_end, after) = line(text, next);
        let line = text[start..line_end].trim_ascii();
        if line.is_empty() {
            break;
        }
        (end, next) = (line_end, after);
        let is_last = match marks {
            Marks::Hash | Marks::Meson => !line.starts_with(b"#"),
            Marks::C | Marks::Rust => {
                let is_comment = line.starts_with(b"//") || line.starts_with(b"/*") || line.starts_with(b"*");
                !is_comment && (line.starts_with(b"#") || line.iter().any(|byte| b";{}".contains(byte)))
            }
        };
        if is_last {
            break;
        }
    }
    Span::new(from, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fixture::unindented;

    /// The names, and the text that is covered; `*` for the whole file.
    fn check(marks: Marks, text: &str, expected: &[(&[&str], &str)]) {
        let text = &unindented(text);
        let found = allows(text.as_bytes(), marks);
        let shown: Vec<(Vec<&str>, &str)> = found
            .iter()
            .map(|allow| {
                let covers = allow.covers.map_or("*", |span| &text[span.range()]);
                (allow.names.iter().map(|(name, _)| &**name).collect(), covers)
            })
            .collect();
        let expected: Vec<_> = expected.iter().map(|(names, covers)| (names.to_vec(), *covers)).collect();
        assert_eq!(shown, expected, "{text:?}");
        for (name, span) in found.iter().flat_map(|allow| &allow.names) {
            assert_eq!(&text[span.range()], &**name);
        }
    }

    #[test]
    fn comments_of_trace_events() {
        let check = |text: &str, expected: &[(&[&str], &str)]| check(Marks::Hash, text, expected);
        check(
            r"
            # trace-lint: allow(a, b) why
            f()
            g()
            ",
            &[(&["a", "b"], "f()")],
        );
        check("# trace-lint: allow( a,)\r\n# x.c\r\nf()\r\n", &[(&["a"], "# x.c\r\nf()")]);
        check(
            r"
            #trace-lint:allow-file(a)

            f()
            ",
            &[(&["a"], "*")],
        );
        check("# trace-lint: allow(a)\n\nf()\n", &[(&["a"], "")]);
        check("# trace-lint: allow(a)", &[(&["a"], "")]);
        check(
            r"
            # trace-lint: alow(a)
            f()
            # trace-lint: allow(a
            ",
            &[(&[], "f()"), (&[], "")],
        );
        check(
            r#"
            # see trace-lint: allow(a)
            f() "trace-lint: allow(a)"
            "#,
            &[],
        );
    }

    #[test]
    fn comments_of_sources() {
        let check = |text: &str, expected: &[(&[&str], &str)]| check(Marks::C, text, expected);
        check(
            r"
            f(a); /* trace-lint: allow(a) */
            g();
            ",
            &[(&["a"], "f(a); /* trace-lint: allow(a) */")],
        );
        check("  // trace-lint: allow(a)\n  f(1,\n    2);\n  g();\n", &[(&["a"], "  f(1,\n    2);")]);
        check(
            r"
            /* trace-lint: allow(a) */
            /* b */
            #include <x>
            f();
            ",
            &[(&["a"], "/* b */\n#include <x>")],
        );
        check("/* trace-lint: allow-file(a) */", &[(&["a"], "*")]);
        check("/* trace-lint: allow(a)\n */ \"trace-lint: allow(a)\"", &[]);
    }
}

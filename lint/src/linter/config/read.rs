//! Reading a configuration file: its options, or what is wrong with it and where.

use super::options::{KEYS, Options, PER_FILE_KEYS};
use crate::rules::find;
use crate::text::nearest::nearest;
use crate::text::{Document, Span, printable};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::DeTable;

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

/// Reads a configuration.
///
/// # Errors
/// What is wrong with it first.
pub fn read(document: &Document) -> Result<Options, Problem> {
    let text = std::str::from_utf8(&document.text).map_err(|error| Problem {
        span: Span::empty(error.valid_up_to()),
        message: "this is not UTF-8".into(),
        help: None,
    })?;
    let read = toml::from_str(text).map_err(|error| {
        let span = error.span().map_or(Span::default(), |range| {
            let end = range.end.min(text.len());
            Span::new(range.start.min(end), end)
        });
        problem(text, narrowed(text, span, error.message()), error.message())
    });
    let table = DeTable::parse(text);
    let is_argument = document.path.starts_with("--");
    match (read, &table) {
        (Err(problem), Err(_)) if is_argument => Err(Problem {
            help: Some(
                "it is KEY=VALUE, written as in trace-lint.toml: 'ignore = [\"unused-event\"]'".into(),
            ),
            ..problem
        }),
        (Ok(options), Ok(table)) => contradiction(table.get_ref(), is_argument).map_or(Ok(options), Err),
        (read, _) => read,
    }
}

/// What each value allows and all of them together do not.
fn contradiction(table: &DeTable, is_argument: bool) -> Option<Problem> {
    let at = |span: Range<usize>| Span::new(span.start, span.end);
    if let Some((key, _)) = table.get_key_value("event-lists").filter(|_| is_argument) {
        // The files are looked for by it before the arguments count.
        return Some(Problem {
            span: at(key.span()),
            message: "only a configuration file says which files are event lists".into(),
            help: Some("name the lists, with `--as event-list`".into()),
        });
    }
    let hosts = table.get("hosts").filter(|hosts| hosts.get_ref().as_array().is_some_and(|it| it.is_empty()));
    if let Some(hosts) = hosts {
        return Some(Problem {
            span: at(hosts.span()),
            message: "no host class is left: nothing could be wrong".into(),
            help: Some("without the key all of them count".into()),
        });
    }
    let per_file = table.get("per-file").and_then(|tables| tables.get_ref().as_array()).into_iter().flatten();
    let tables = per_file.filter_map(|table| table.get_ref().as_table()).chain([table]);
    tables.filter_map(|table| table.get("severity")?.get_ref().as_table()).find_map(named_twice)
}

/// A rule that stands in a table by its name and by its code.
fn named_twice(severity: &DeTable) -> Option<Problem> {
    let mut known = BTreeMap::new();
    severity.iter().find_map(|(key, _)| {
        let rule = find(key.get_ref())?;
        let other = known.insert(rule.code, key)?;
        let (first, second) = if other.span().start < key.span().start { (other, key) } else { (key, other) };
        let span = second.span();
        Some(Problem {
            span: Span::new(span.start, span.end),
            message: format!(
                "`{}` is the rule `{}`, which stands here already",
                second.get_ref(),
                first.get_ref()
            ),
            help: None,
        })
    })
}

/// The reader marks a whole list for what is wrong with one of its strings: the string that the message
/// names.
fn narrowed(text: &str, span: Span, message: &str) -> Span {
    let Some(word) = message.split('`').nth(1).filter(|word| !word.is_empty()) else { return span };
    let quoted = [format!("'{word}'"), format!("\"{word}\"")];
    let found = quoted.iter().find_map(|quoted| Some((text[span.range()].find(quoted)?, quoted.len())));
    found.map_or(span, |(at, length)| Span::new(span.start as usize + at, span.start as usize + at + length))
}

/// An error of the reader in our words.
fn problem(text: &str, span: Span, message: &str) -> Problem {
    if let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected a "))
    {
        let written = &text[span.range()];
        let (expected, help) = match expected.trim_end() {
            // As `["x"]` of `"x"`, and `[[per-file]]` of `[per-file]`.
            "sequence" => ("list", Some(format!("write `[{written}]`"))),
            "string" => {
                let is_word = !written.contains(['"', '\'', '[', '{']);
                ("string", is_word.then(|| format!("write `\"{written}\"`")))
            }
            "map" => ("table", None),
            other => (other, None),
        };
        let found = match found {
            "map" => "a table",
            "sequence" => "a list",
            other => other,
        };
        let help = help.filter(|_| !written.contains('\n'));
        return Problem { span, message: format!("expected a {expected}, found {}", printable(found)), help };
    }
    if let Some(key) = message.trim_end().strip_prefix("missing field ") {
        return Problem { span, message: format!("the key {key} is missing"), help: None };
    }
    let found = message.strip_prefix("unknown field `").and_then(|rest| rest.split_once("`, expected "));
    let Some((key, known)) = found else {
        return Problem { span, message: printable(message.trim_end()).into_owned(), help: None };
    };
    let keys = if known.contains("`paths`") { &PER_FILE_KEYS[..] } else { &KEYS[..] };
    let help = match nearest(key, keys.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are {}", keys.join(", ")),
    };
    Problem { span, message: format!("unknown key `{}`", printable(key)), help: Some(help) }
}

#[cfg(test)]
mod tests {
    use super::super::options::schema;
    use super::*;
    use crate::text::fixture::{line, unindented};

    /// What is marked, what is said, and what is advised.
    fn check(text: &str, expected: (&str, &str, &str)) {
        let text = unindented(text);
        let problem = read(&Document::new("trace-lint.toml", text.clone().into())).expect_err(&text);
        let found = (problem.span.text(text.as_bytes()), &*problem.message, problem.help.as_deref());
        assert_eq!(found, (expected.0.into(), expected.1, Some(expected.2).filter(|help| !help.is_empty())));
    }

    #[test]
    fn problems_are_told_where_they_stand() {
        check("ignor = []\n", ("ignor", "unknown key `ignor`", "did you mean `ignore`?"));
        check(
            r"
            [[per-file]]
            paths = []
            ignored = []
            ",
            ("ignored", "unknown key `ignored`", "did you mean `ignore`?"),
        );
        check(
            "colour = 1\n",
            (
                "colour",
                "unknown key `colour`",
                "there are select, extend-select, ignore, severity, backends, hosts, qemu-version, exclude, event-lists, per-file",
            ),
        );
        check(
            "ignore = ['unused-event', 'unused-evnt']\n",
            ("'unused-evnt'", "no rule is named `unused-evnt`; did you mean `unused-event`?", ""),
        );
        check(
            r"
            [severity]
            unused-event = 'eror'
            ",
            ("'eror'", "no severity is named `eror`; did you mean `error`?", ""),
        );
        check(
            "hosts = ['linux64']\n",
            ("'linux64'", "no host class is named `linux64`; did you mean `linux-64`?", ""),
        );
        check(
            "backends = ['log', 'smple']\n",
            ("'smple'", "no backend is named `smple`; did you mean `simple`?", ""),
        );
        check("qemu-version = '0.13'\n", ("'0.13'", "QEMU 0.13 is not known: expected 0.14 to 11.2", ""));
        check("select = 3\n", ("3", "expected a list, found integer `3`", "write `[3]`"));
        check(
            &line(r#"ignore = "TL702""#),
            (r#""TL702""#, r#"expected a list, found string "TL702""#, r#"write `["TL702"]`"#),
        );
        check(
            "qemu-version = 10.0\n",
            ("10.0", "expected a string, found floating point `10.0`", r#"write `"10.0"`"#),
        );
        check(
            "ignore = 'keymap'\n",
            ("'keymap'", r#"expected a list, found string "keymap""#, "write `['keymap']`"),
        );
        check("select = [['TL702']]\n", ("['TL702']", "expected a string, found a list", ""));
        check("severity = 'error'\n", ("'error'", r#"expected a table, found string "error""#, ""));
        check(
            "[per-file]\npaths = []\n",
            ("[per-file]", "expected a list, found a table", "write `[[per-file]]`"),
        );
        check("[[per-file]]\n", ("[[per-file]]", "the key `paths` is missing", ""));
        check(
            "hosts = []\n",
            ("[]", "no host class is left: nothing could be wrong", "without the key all of them count"),
        );
        let twice = "`TL702` is the rule `unused-event`, which stands here already";
        check(
            r"
            [severity]
            unused-event = 'info'
            TL702 = 'error'
            ",
            ("TL702", twice, ""),
        );
        check(
            r"
            [[per-file]]
            paths = ['x']
            severity = { unused-event = 'info', TL702 = 'info' }
            ",
            ("TL702", twice, ""),
        );
        let backslash = "`hw\\sub` is no pattern of paths: `\\s` is `s`, and folders are parted by `/`";
        check("exclude = ['hw\\sub']\n", ("'hw\\sub'", backslash, ""));
    }

    #[test]
    fn what_is_no_argument() {
        let check = |text: &str, message: &str, help: &str| {
            let problem = read(&Document::new("--config", text.into())).expect_err(text);
            assert!(problem.message.contains(message), "{problem:?}");
            assert!(problem.help.as_deref().is_some_and(|it| it.contains(help)), "{problem:?}");
        };
        check("ignore=TL702", "", "KEY=VALUE");
        check("trace-lint.toml", "expected `=`", "KEY=VALUE");
        check("ignor=[]", "unknown key", "`ignore`");
        check("event-lists=['*.lst']", "only a configuration file", "--as event-list");
    }

    #[test]
    fn what_is_no_toml() {
        for text in [&b"\xff"[..], b"select", b"select = [", b"a = 1\na = 2\n", b"\0"] {
            assert!(read(&Document::new("trace-lint.toml", text.into())).is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_keys_are_those_of_the_schema() {
        let keys = |table: &serde_json::Value| -> Vec<String> {
            table["properties"].as_object().expect("a table").keys().cloned().collect()
        };
        let sorted = |keys: &[&str]| {
            let mut keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            keys.sort();
            keys
        };
        let schema = schema();
        assert_eq!(sorted(&KEYS), keys(&schema));
        assert_eq!(sorted(&PER_FILE_KEYS), keys(&schema["$defs"]["PerFile"]));
    }
}

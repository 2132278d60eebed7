//! Reading a configuration file: its options, or what is wrong with it and where.

use super::options::{KEYS, Options, PER_FILE_KEYS};
use crate::suggestion::nearest;
use crate::text::{Document, Span, printable};

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What was found.
    pub message: String,
    /// What was expected.
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
    toml::from_str(text).map_err(|error| {
        let span = error.span().map_or(Span::default(), |range| {
            let end = range.end.min(text.len());
            Span::new(range.start.min(end), end)
        });
        problem(narrowed(text, span, error.message()), error.message())
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
fn problem(span: Span, message: &str) -> Problem {
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

    /// What is marked, what is said, and what is advised.
    fn check(text: &str, expected: (&str, &str, &str)) {
        let problem = read(&Document::new("trace-lint.toml", text.into())).expect_err(text);
        let found = (problem.span.text(text.as_bytes()), &*problem.message, problem.help.as_deref());
        assert_eq!(found, (expected.0.into(), expected.1, Some(expected.2).filter(|help| !help.is_empty())));
    }

    #[test]
    fn problems_are_told_where_they_stand() {
        check("ignor = []\n", ("ignor", "unknown key `ignor`", "did you mean `ignore`?"));
        check(
            "[[per-file]]\npaths = []\nignored = []\n",
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
            "[severity]\nunused-event = 'eror'\n",
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
        check("qemu-version = '1.0'\n", ("'1.0'", "QEMU 1.0 is too old: releases from 2.2 on are known", ""));
        check("select = 3\n", ("3", "invalid type: integer `3`, expected a sequence", ""));
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

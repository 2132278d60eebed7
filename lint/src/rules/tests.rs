//! Every rule against the examples of its own documentation.

use super::RULES;
use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::groups::Groups;
use crate::linter::{Settings, lint_file, lint_files};
use crate::rule::Rule;
use crate::version::Version;

/// The findings of some rules in a file.
fn lint(text: &[u8], rules: &[&'static Rule]) -> (File, Vec<Diagnostic>) {
    let settings = Settings { rules: rules.to_vec(), version: Version::NEWEST };
    let file = File::new("hw/foo/trace-events", text.to_vec());
    let mut found = lint_file(&file, &settings);
    let together = lint_files(std::slice::from_ref(&file), &Groups::default(), &settings);
    found.extend(together.into_iter().map(|(_, finding)| finding));
    found.sort_by_key(|finding| finding.span);
    (file, found)
}

/// The text of the example under a heading; empty when there is none.
fn example(rule: &Rule, heading: &str) -> String {
    let documentation = rule.documentation();
    let Some((_, section)) = documentation.split_once(heading) else { return String::new() };
    let lines = section.lines().skip_while(|line| !line.starts_with("```")).skip(1);
    lines.take_while(|line| !line.starts_with("```")).map(|line| format!("{line}\n")).collect()
}

/// Splits an example into its text and the marked places: line from 0, first and last column.
fn marks(example: &str) -> (String, Vec<(usize, usize, usize)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for line in example.lines() {
        if line.is_empty() || line.contains(|character| character != ' ' && character != '^') {
            text += line;
            text.push('\n');
            continue;
        }
        let mut at = 0;
        while let Some(start) = line[at..].find('^').map(|found| at + found) {
            at = line[start..].find(' ').map_or(line.len(), |length| start + length);
            marks.push((text.lines().count() - 1, start, at));
        }
    }
    (text, marks)
}

#[test]
fn examples_fire_exactly_at_their_marks() {
    for rule in RULES {
        let (text, expected) = marks(&example(rule, "## Example"));
        let (file, found) = lint(text.as_bytes(), &[rule]);
        let found: Vec<_> = found
            .iter()
            .map(|finding| {
                let line = file.lines.line(finding.span.start);
                let start = file.lines.span(&file.text, line).start;
                // A place between two characters is marked by one `^`.
                let length = finding.span.len().max(1);
                let column = (finding.span.start - start) as usize;
                (line, column, column + length)
            })
            .collect();
        assert_eq!(found, expected, "{} on\n{text}", rule.name);
    }
}

#[test]
fn what_to_use_instead_is_clean() {
    for rule in RULES {
        let text = example(rule, "## Use instead");
        let mut rules: Vec<_> = RULES.iter().copied().filter(|rule| rule.is_default).collect();
        rules.push(rule);
        let (_, found) = lint(text.as_bytes(), &rules);
        assert!(found.is_empty(), "{} on\n{text}: {found:#?}", rule.name);
    }
}

#[test]
fn fixes_give_what_to_use_instead() {
    for rule in RULES.iter().filter(|rule| rule.documentation().contains("## Fix")) {
        let (mut text, _) = marks(&example(rule, "## Example"));
        if text.is_empty() {
            continue;
        }
        for _ in 0..10 {
            let (_, found) = lint(text.as_bytes(), &[rule]);
            let Some(fix) = found.iter().find_map(|finding| finding.fix.as_ref()) else { break };
            text = String::from_utf8(fix.apply(text.as_bytes())).unwrap();
        }
        let expected = example(rule, "## Use instead");
        let expected: String =
            expected.lines().take(text.lines().count()).map(|line| format!("{line}\n")).collect();
        assert_eq!(text, expected, "{}", rule.name);
    }
}

#[test]
fn names_and_codes_are_unique_and_documented() {
    for (index, rule) in RULES.iter().enumerate() {
        assert!(
            RULES[..index].iter().all(|other| other.code < rule.code && other.name != rule.name),
            "{rule:?}"
        );
        for heading in ["## What it does", "## Why it is wrong"] {
            assert!(rule.documentation().contains(heading), "{rule:?} lacks {heading}");
        }
    }
}

#[test]
fn bytes_as_users_have_them() {
    let clean: [&[u8]; 6] = [
        b"",
        b"\n",
        b"# a\r\n\r\nfoo(int a) \"%d\"\r\n",
        b"foo(int a) \"%d\"\r",
        b"  foo(void)\n",
        b"\t# a\n",
    ];
    let all: Vec<_> = RULES.iter().copied().filter(|rule| rule.is_default).collect();
    for text in clean {
        assert!(lint(text, &all).1.is_empty(), "{:?}", String::from_utf8_lossy(text));
    }
    let broken: [&[u8]; 8] = [
        b"\xff\n",
        b"\0\n",
        b"\xef\xbb\xbf# a\n",
        b"foo(int a) \"%d\"",
        b"foo\n",
        b"foo(\n",
        b" foo(void)\n",
        b"foo(int a) \"\0%d\"\n",
    ];
    for text in broken {
        assert!(!lint(text, &all).1.is_empty(), "{:?}", String::from_utf8_lossy(text));
    }
    let mut long = b"foo(int a) \"".to_vec();
    long.resize(10_000_000, b'#');
    assert_eq!(lint(&long, &all).1.len(), 2); // no newline and no closing quote
}

//! Every rule against the examples of its own documentation.

use super::{RULES, UNUSED_EVENT};
use crate::linter::changes::compare;
use crate::linter::{self, Settings, lint_alone};
use crate::model::compat::{Consumers, EventSet};
use crate::model::index::index_of;
use crate::parse::events::File;
use crate::qemu::era::Era;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::lint::{Check, Lint};
use crate::rules::rule::{FixSafety, Rule};
use crate::text::LineIndex;
use crate::text::fixture::unindented;
use std::fmt::Debug;
use std::sync::Arc;

mod trees;

/// A file of an example, and the places that are marked in it: line from 0, first and last column.
struct Sample {
    path: String,
    text: String,
    marks: Vec<(usize, usize, usize)>,
}

/// The findings of some rules in a file that lies in no tree.
fn lint(text: &[u8], rules: &[&'static Lint]) -> Vec<Diagnostic> {
    let settings = Settings::new(rules.to_vec(), Era::NEWEST);
    lint_alone(&Arc::new(File::new("hw/foo/trace-events", text.to_vec())), &settings, None)
}

/// The findings of some rules in the files of an example; several files are a tree.
fn lint_samples(samples: &[Sample], rules: &[&'static Lint]) -> Vec<Diagnostic> {
    if let [only @ Lint { check: Check::Comments, .. }] = rules {
        // A comment is unused only when its rule runs.
        let mut found = lint_samples(samples, &RULES);
        found.retain(|finding| finding.rule.code == only.code);
        return found;
    }
    if samples.iter().any(|sample| sample.path.starts_with("old/")) {
        return compare_samples(samples, rules);
    }
    if let [Sample { text, .. }] = samples {
        return lint(text.as_bytes(), rules);
    }
    let files: Vec<_> = samples.iter().map(|sample| (&*sample.path, &*sample.text)).collect();
    let index = index_of(&files);
    // What an example shows may hold in some releases only.
    let era = index.facts.release.as_ref().map_or(Era::NEWEST, |release| release.era);
    linter::lint(&index, &Settings::new(rules.to_vec(), era))
}

/// The findings of some rules in what has changed from the files below `old` to those below `new`.
fn compare_samples(samples: &[Sample], rules: &[&'static Lint]) -> Vec<Diagnostic> {
    let side = |prefix: &str| {
        let files = samples.iter().filter(|sample| sample.path.starts_with(prefix));
        let files =
            files.map(|sample| Arc::new(File::new(sample.path.as_str(), sample.text.clone().into_bytes())));
        EventSet { files: files.collect(), prefix: prefix.into(), ..EventSet::default() }
    };
    let settings = Settings::new(rules.to_vec(), Era::NEWEST);
    compare(&side("old/"), &side("new/"), &settings, Consumers::FIRM)
}

/// The files of the example under a heading. A line `--- path` begins a file, which is
/// hw/foo/trace-events where none is named.
fn example(rule: &Lint, heading: &str) -> Vec<Sample> {
    let documentation = rule.documentation();
    let Some((_, section)) = documentation.split_once(heading) else { return Vec::new() };
    let lines = section
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .skip_while(|line| !line.starts_with("```"));
    let mut samples: Vec<Sample> = Vec::new();
    let begin = |path: &str| Sample { path: path.into(), text: String::new(), marks: Vec::new() };
    for line in lines.skip(1).take_while(|line| !line.starts_with("```")) {
        if let Some(path) = line.strip_prefix("--- ") {
            samples.push(begin(path));
            continue;
        }
        if samples.is_empty() {
            samples.push(begin("hw/foo/trace-events"));
        }
        let Some(sample) = samples.last_mut() else { continue };
        if line.is_empty() || line.contains(|character| character != ' ' && character != '^') {
            sample.text += line;
            sample.text.push('\n');
            continue;
        }
        let mut at = 0;
        while let Some(start) = line[at..].find('^').map(|found| at + found) {
            at = line[start..].find(' ').map_or(line.len(), |length| start + length);
            sample.marks.push((sample.text.lines().count() - 1, start, at));
        }
    }
    samples
}

#[test]
fn examples_fire_exactly_at_their_marks() {
    for rule in RULES.iter() {
        let samples = example(rule, "## Example");
        let found = lint_samples(&samples, &[rule]);
        for Sample { path, text, marks } in &samples {
            let lines = LineIndex::new(text.as_bytes());
            let here = found.iter().filter(|finding| *finding.path == **path);
            let places: Vec<_> = here
                .map(|finding| {
                    let line = lines.line(finding.span.start);
                    let start = lines.span(text.as_bytes(), line).start;
                    // A place between two characters is marked by one `^`.
                    let length = finding.span.len().max(1);
                    let column = (finding.span.start - start) as usize;
                    (line, column, column + length)
                })
                .collect();
            assert_eq!(places, *marks, "{} on {path}\n{text}{found:#?}", rule.name);
        }
    }
}

#[test]
fn what_to_use_instead_is_clean() {
    for rule in RULES.iter() {
        let samples = example(rule, "## Use instead");
        let mut rules: Vec<_> = RULES.iter().copied().filter(|rule| rule.is_default).collect();
        rules.push(rule);
        let found = lint_samples(&samples, &rules);
        assert!(found.is_empty(), "{}: {found:#?}", rule.name);
    }
}

/// The section of a rule's documentation that says what its fixes do.
fn fix_section(rule: &Rule) -> Option<String> {
    let documentation = rule.documentation();
    let (_, section) = documentation.split_once("## Fix\n")?;
    Some(section.split("\n## ").next().unwrap_or(section).to_owned())
}

#[test]
fn fixes_are_documented_and_as_safe_as_declared() {
    for rule in RULES.iter() {
        let section = fix_section(rule);
        assert_eq!(section.is_some(), rule.fix.is_some(), "{rule:?}: a heading `## Fix` and the field `fix`");
        let said = |safety| rule.fix == Some(safety) || rule.fix == Some(FixSafety::Varies);
        let section = section.unwrap_or_default();
        let says = |word: &str| section.split_whitespace().any(|other| other.trim_end_matches(':') == word);
        assert_eq!(says("Safe"), said(FixSafety::Safe), "{rule:?}: {section}");
        assert_eq!(says("Unsafe"), said(FixSafety::Unsafe), "{rule:?}: {section}");
        let found = lint_samples(&example(rule, "## Example"), &[rule]);
        let fixes: Vec<_> = found.iter().filter_map(|finding| finding.fix.as_ref()).collect();
        // A file without its last newline can't be an example.
        if !found.is_empty() {
            assert_eq!(!fixes.is_empty(), rule.fix.is_some() && rule.fix_in.is_none(), "{rule:?}");
        }
        for fix in fixes {
            assert!(rule.fix.is_some_and(|safety| safety.allows(fix.is_safe)), "{rule:?}: {fix:?}");
        }
    }
}

#[test]
fn fixes_give_what_to_use_instead() {
    // An unused event is removed by its fix, and called in what to use instead.
    let is_to_use = |rule: &Lint| rule.fix_in.is_none() && rule.code != UNUSED_EVENT.code;
    for rule in RULES.iter().filter(|rule| rule.fix.is_some() && is_to_use(rule)) {
        let mut samples = example(rule, "## Example");
        for _ in 0..10 {
            let found = lint_samples(&samples, &[rule]);
            let Some((path, fix)) =
                found.iter().find_map(|finding| Some((&finding.path, finding.fix.as_ref()?)))
            else {
                break;
            };
            let sample = samples.iter_mut().find(|sample| *sample.path == **path).unwrap();
            sample.text = String::from_utf8(fix.apply(sample.text.as_bytes())).unwrap();
        }
        for (sample, expected) in samples.iter().zip(example(rule, "## Use instead")) {
            let lines = sample.text.lines().count();
            let expected: String =
                expected.text.lines().take(lines).map(|line| format!("{line}\n")).collect();
            assert_eq!(sample.text, expected, "{}", rule.name);
        }
    }
}

/// The findings of the default rules in a tree: path, line from 1, rule.
fn check_tree<Text: AsRef<str> + Debug>(files: &[(Text, Text)], expected: &[(&str, usize, &str)]) {
    let rules = RULES.iter().copied().filter(|rule| rule.is_default).collect();
    let found = linter::lint(&index_of(files), &Settings::new(rules, Era::NEWEST));
    let found: Vec<_> = found
        .iter()
        .map(|finding| {
            let text = files.iter().find(|(path, _)| path.as_ref() == &*finding.path);
            let text = text.map_or("", |(_, text)| text.as_ref());
            (&*finding.path, LineIndex::new(text.as_bytes()).line(finding.span.start) + 1, finding.rule.name)
        })
        .collect();
    assert_eq!(found, expected, "{files:#?}");
}

#[test]
fn a_tree_as_it_should_be_and_its_slips() {
    let check = |source: &str, expected: &[(&str, usize, &str)]| {
        let events = unindented(
            r#"
            # a.c
            a_read(int x) "x=%d"
            "#,
        );
        check_tree(&[("hw/a/trace-events", &*events), ("hw/a/a.c", &unindented(source))], expected);
    };
    check(
        r#"
        #include "trace.h"
        void f(void) { trace_a_read(1); }
        "#,
        &[],
    );
    check(
        r#"
        #include "trace.h"
        void f(void) { g(trace_a_read); }
        "#,
        &[],
    );
    let unused: &[(&str, usize, &str)] = &[("hw/a/trace-events", 2, "unused-event")];
    check(
        r#"
        #include "trace.h"
        /* trace_a_read(1); */
        "#,
        unused,
    );
    check(
        r#"
        #include "trace.h"
        #if 0
        void f(void) { trace_a_read(1); }
        #endif
        "#,
        unused,
    );
    check(
        r#"
        #include "trace.h"
        void f(void) { trace_a_read(); }
        "#,
        &[("hw/a/a.c", 2, "call-argument-count")],
    );
    check("void f(void) { trace_a_read(1); }\n", &[("hw/a/a.c", 1, "missing-trace-include")]);
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
        assert!(lint(text, &all).is_empty(), "{:?}", String::from_utf8_lossy(text));
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
        assert!(!lint(text, &all).is_empty(), "{:?}", String::from_utf8_lossy(text));
    }
    let mut long = b"foo(int a) \"".to_vec();
    long.resize(10_000_000, b'#');
    assert_eq!(lint(&long, &all).len(), 2); // no newline and no closing quote
}

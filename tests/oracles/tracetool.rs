//! The real trees' own tracetool, and the compilers behind it, against trace-lint: hand-made junk, lines put
//! together at random, and seeded mutants of the trees' own lines go through reading, through every generated
//! file, and through gcc and rustc.
//!
//! With `$TRACE_LINT_SEED`, a number, the random lines alone are tried, of that seed.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::time::Instant;

use trace_lint_tests::grouping::Groups;
use trace_lint_tests::oracle_exceptions::is_on_purpose;
use trace_lint_tests::outcomes::{Outcome, is_python_blank, outcomes};
use trace_lint_tests::program::{Finding, check};
use trace_lint_tests::tree::{event_lines, qemu_tree};
use trace_lint_tests::{junk, line_mutants, scratch, surroundings};

/// Rules that say what tracetool itself refuses to read.
const REFUSALS: [&str; 8] = [
    "syntax-error",
    "missing-final-newline",
    "not-utf8",
    "unknown-property",
    "obsolete-property",
    "empty-argument",
    "argument-type",
    "too-many-arguments",
];

/// Disagreements that stand: the beginning of what is reported below, and why.
const ACCEPTED: [(&str, &str); 5] = [
    (
        "MISSED C: warning: … is not in NFC",
        "a warning to us; only letters whose upper case is no single character",
    ),
    (
        "INVENTED syntax-error: expected … after the arguments",
        "tracetool reads on to a `)` in the format; no C compiles",
    ),
    ("INVENTED unknown-macro", "compiles where a header happens to define a string of that name"),
    (
        "INVENTED reserved-argument-name: … is a macro",
        "compiles by chance: `int h_addr` becomes `int h_addr_list[0]`",
    ),
    (
        "INVENTED format-invalid-conversion: the format ends within the conversion",
        "compiles by chance: `__FILE__` begins with a conversion letter here, and with `trace` in a build",
    ),
];

/// The rule for what the simple backend alone breaks on; it does not run unless it is asked for.
const SIMPLE: &str = "simple-backend-name";

const RELEASES: [&str; 3] = ["7.2", "10.0", "10.2"];

/// Mutants of each tree's lines; as many lines are put together.
const MUTANTS: usize = 400;
const SEED: u64 = 0x0711_ce00;

/// The files, and for each that has disabled events the place of the same file with them enabled: what is
/// wrong in those is wrong on purpose to us, though no compiler reads it.
fn cases(tree: &Path, folder: &Path) -> (Vec<Vec<u8>>, BTreeMap<usize, usize>) {
    let seed = std::env::var("TRACE_LINT_SEED").ok().map(|text| text.parse().expect("the seed is a number"));
    let as_file = |line: String| (line + "\n").into_bytes();
    let mut files = Vec::new();
    if seed.is_none() {
        files.extend(junk::junk());
        files.extend(surroundings::lines(tree, folder).into_iter().map(as_file));
    }
    let seed = seed.unwrap_or(SEED);
    files.extend(line_mutants::line_mutants(&event_lines(tree), MUTANTS, seed).into_iter().map(as_file));
    files.extend(junk::composed(MUTANTS, seed).into_iter().map(as_file));
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    // A function that the build makes for the group itself, `cN`.
    files.push(format!("c{}_register_events(void)\n", files.len()).into_bytes());
    files.push(format!("C{}_generated_tracers_h(void)\n", files.len()).into_bytes());
    let mut places: BTreeMap<Vec<u8>, usize> = files.iter().cloned().zip(0..).collect();
    let mut enabled = BTreeMap::new();
    for at in 0..files.len() {
        let Some(variant) = std::str::from_utf8(&files[at]).ok().and_then(without_disable) else { continue };
        let place = *places.entry(variant.clone().into_bytes()).or_insert_with(|| {
            files.push(variant.into_bytes());
            files.len() - 1
        });
        enabled.insert(at, place);
    }
    (files, enabled)
}

/// The file with its disabled events enabled; `None` when it has none.
fn without_disable(file: &str) -> Option<String> {
    let mut found = false;
    let lines = file.split_inclusive('\n').map(|line| {
        let Some((head, rest)) = line.split_once('(') else { return line.to_owned() };
        let words: Vec<&str> = head.split(is_python_blank).filter(|word| !word.is_empty()).collect();
        let Some((name, properties)) = words.split_last() else { return line.to_owned() };
        if !properties.contains(&"disable") || head.ends_with(is_python_blank) {
            return line.to_owned();
        }
        found = true;
        let kept: String =
            properties.iter().filter(|&&word| word != "disable").map(|word| format!("{word} ")).collect();
        format!("{kept}{name}({rest}")
    });
    let text = lines.collect();
    found.then_some(text)
}

fn findings(folder: &Path, files: &[Vec<u8>], version: &str) -> Vec<Vec<Finding>> {
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
    for (at, file) in files.iter().enumerate() {
        scratch::write(&folder.join(format!("c{at}/trace-events")), file);
    }
    let mut found = vec![Vec::new(); files.len()];
    for finding in check(folder, &["--no-index", "--qemu-version", version, "--extend-select", SIMPLE, "."]) {
        let place = finding.path.split('/').next().and_then(|folder| folder[1..].parse::<usize>().ok());
        found[place.unwrap_or_else(|| panic!("the path {}", finding.path))].push(finding);
    }
    found
}

/// A message without what is different in each: the names in quotes, and numbers.
fn shape(words: &str) -> String {
    let mut shape = String::new();
    let mut quoted = false;
    let words = [": error: ", ": warning: "]
        .iter()
        .find_map(|kind| Some(&words[words.find(kind)? + 2..]))
        .unwrap_or(words);
    for character in words.chars() {
        match character {
            '\u{2018}' | '\u{2019}' | '`' | '\'' => {
                quoted = !quoted;
                if quoted {
                    shape.push('…');
                }
            }
            _ if quoted => {}
            '0'..='9' if shape.ends_with('0') => {}
            '0'..='9' => shape.push('0'),
            other => shape.push(other),
        }
    }
    shape.chars().take(120).collect()
}

/// The line that tracetool names: `ValueError: Error at c12:3: …`.
fn named_line(words: &str) -> Option<usize> {
    words.split_once("Error at ")?.1.split(':').nth(1)?.parse().ok()
}

/// What trace-lint says to a file, against what becomes of it.
fn compare(
    outcome: &Outcome,
    enabled: Option<&Outcome>,
    found: &[Finding],
    mut report: impl FnMut(String, &str),
) {
    // gcc speaks for the host that it runs on.
    let is_here = |hosts: &[String]| hosts.is_empty() || hosts.iter().any(|host| host == "linux-64");
    let errors: Vec<&Finding> = found
        .iter()
        .filter(|one| one.severity == "error" && one.rule != SIMPLE && is_here(&one.hosts))
        .collect();
    let says_simple = found.iter().any(|finding| finding.rule == SIMPLE);
    let mut missed = |what: &str, words: &str| report(format!("MISSED {what}: {}", shape(words)), words);
    match outcome {
        Outcome::Refused(words) => {
            let line = named_line(words);
            if !errors.iter().any(|finding| line.is_none_or(|line| line == finding.line)) {
                missed("reading", words);
            }
        }
        Outcome::Breaks(stage, words) if errors.is_empty() => missed(stage, words),
        Outcome::BreaksSimple(words) if found.is_empty() => missed("simple", words),
        Outcome::Loses(what) if found.is_empty() => missed("loss", what),
        _ => {}
    }
    let is_refusal = |finding: &&Finding| REFUSALS.contains(&finding.rule.as_str());
    let unread =
        |finding: &&Finding| finding.rule == "syntax-error" && finding.message.contains("expected `)`");
    let invented: Vec<&Finding> = match (outcome, enabled) {
        (Outcome::Refused(_), _) => Vec::new(),
        // Where a quote stands among the arguments we read no further, and tracetool does.
        (Outcome::Breaks(..), _) if errors.iter().any(unread) => errors.into_iter().filter(unread).collect(),
        (Outcome::Breaks(..), _) | (_, Some(Outcome::Breaks(..))) => {
            errors.into_iter().filter(is_refusal).collect()
        }
        (Outcome::Loses("the text after the arguments"), _) => {
            errors.into_iter().filter(is_refusal).collect()
        }
        _ => errors,
    };
    let shapes: BTreeSet<String> = invented
        .into_iter()
        .filter(|finding| !is_on_purpose(finding))
        .map(|finding| format!("INVENTED {}: {}", finding.rule, shape(&finding.message)))
        .collect();
    let words = format!("{outcome:?}");
    for shape in shapes {
        report(shape, &words);
    }
    if says_simple && matches!(outcome, Outcome::Fine) {
        report(format!("INVENTED {SIMPLE}"), &words);
    }
}

#[test]
fn trace_lint_agrees_with_tracetool_and_the_compilers_behind_it() {
    let folder = scratch::folder("tracetool");
    let mut groups = Groups::default();
    for release in RELEASES {
        let tree = qemu_tree(release);
        let folder = folder.join(release);
        let (files, enabled) = cases(&tree, &folder);
        println!("{release}: {} files", files.len());
        let outcomes = outcomes(&tree, &folder, &files);
        let start = Instant::now();
        let found = findings(&folder.join("lint"), &files, release);
        println!("  trace-lint: {:.1?}", start.elapsed());
        let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
        println!(
            "  {} fine, {} refused, {} broken later, {} with a loss, {} broken by the simple backend alone",
            count(|outcome| matches!(outcome, Outcome::Fine)),
            count(|outcome| matches!(outcome, Outcome::Refused(_))),
            count(|outcome| matches!(outcome, Outcome::Breaks(..))),
            count(|outcome| matches!(outcome, Outcome::Loses(_))),
            count(|outcome| matches!(outcome, Outcome::BreaksSimple(_))),
        );
        for (at, file) in files.iter().enumerate() {
            let enabled = enabled.get(&at).map(|&place| &outcomes[place]);
            let shown = format!("{:?}    {release}", String::from_utf8_lossy(file));
            compare(&outcomes[at], enabled, &found[at], |shape, words| {
                groups.add(shape, format!("{shown} [{words}]"));
            });
        }
    }
    let accepted = groups.split_off(|shape| ACCEPTED.iter().any(|(start, _)| shape.starts_with(start)));
    println!("{} accepted differences:\n{}", accepted.count(), accepted.report(3));
    println!("{} disagreements:\n{}", groups.count(), groups.report(3));
    assert!(groups.is_empty(), "{} disagreements", groups.count());
}

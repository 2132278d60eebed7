//! Real compilers against trace-lint: thousands of events, each conversion, flag, length, macro and type, and
//! mutants of the real tree's, are linted, and compiled as tracetool would generate them, for every host class:
//! half of them by 10.0's, half by 10.2's. A class is asked for the releases that build on it. Where gcc and
//! clang disagree about a class, either's warning counts.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::time::Instant;

use trace_lint_tests::compilers::targets;
use trace_lint_tests::fixture;
use trace_lint_tests::grid::Sample;
use trace_lint_tests::grouping::Groups;
use trace_lint_tests::oracle_exceptions::is_on_purpose;
use trace_lint_tests::program::{Finding, check};
use trace_lint_tests::programs::Programs;
use trace_lint_tests::tracetool::{Mode, ToolVerdict, verdicts};
use trace_lint_tests::tree::{event_lines, qemu_tree};
use trace_lint_tests::verdicts::{ByClass, judge};
use trace_lint_tests::{grid, mutants, scratch, text_grid};

/// Rules about what no C compiler of one file sees.
const NOT_A_COMPILERS: [&str; 4] = ["duplicate-event", "missing-final-newline", "rust-format", "rust-type"];

/// Rules that report text which tracetool drops in silence, so that no compiler sees it.
const NOT_READ: [&str; 3] = ["format-not-read", "text-after-format", "unterminated-string"];

fn is_meant(finding: &Finding, has_format: bool) -> bool {
    is_on_purpose(finding) || (!has_format && NOT_READ.contains(&finding.rule.as_str()))
}

const MUTANTS: usize = 3000;

/// `$TRACE_LINT_SEED` makes other mutants.
fn seed() -> u64 {
    std::env::var("TRACE_LINT_SEED")
        .map_or(0x7ace_1147, |seed| seed.parse().expect("TRACE_LINT_SEED is a number"))
}

fn samples() -> Vec<Sample> {
    let originals: Vec<String> =
        ["7.2", "10.0", "10.2"].iter().flat_map(|version| event_lines(&qemu_tree(version))).collect();
    let mut samples = grid::conversions();
    for more in [
        grid::flags(),
        grid::widths(),
        grid::macros(),
        grid::counts(),
        grid::spellings(),
        text_grid::escapes(),
        text_grid::pieces(),
        text_grid::positional(),
        text_grid::argument_lists(),
        mutants::mutants(&originals, MUTANTS, seed()),
    ] {
        samples.extend(more);
    }
    let mut seen = HashSet::new();
    samples.retain(|sample| seen.insert(sample.clone()));
    samples
}

/// The events that tracetool accepts: others have no C, and are `tests/oracles/tracetool.rs`'s business.
fn accepted(tree: &Path, lines: Vec<String>) -> (Vec<String>, Vec<ToolVerdict>) {
    let bytes: Vec<Vec<u8>> = lines.iter().map(|line| line.clone().into_bytes()).collect();
    let mut accepted = (Vec::new(), Vec::new());
    for (at, (line, mut verdict)) in lines.into_iter().zip(verdicts(tree, Mode::Log, &bytes)).enumerate() {
        if verdict.error.is_some() || verdict.events.len() != 1 {
            continue;
        }
        // The #line numbers of the generated C are to count the accepted events alone.
        let number = |at: usize| fixture::line(&format!(r#"#line {} "event""#, 10 * (at + 1)));
        verdict.log = verdict.log.replace(&number(at), &number(accepted.0.len()));
        accepted.0.push(line);
        accepted.1.push(verdict);
    }
    accepted
}

fn findings_by_line(folder: &Path, lines: &[String], version: &str) -> BTreeMap<usize, Vec<Finding>> {
    scratch::write(&folder.join("trace-events"), lines.join("\n") + "\n");
    let mut by_line: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for finding in check(folder, &["--no-index", "--qemu-version", version, "trace-events"]) {
        if finding.severity == "error" && !NOT_A_COMPILERS.contains(&finding.rule.as_str()) {
            by_line.entry(finding.line).or_default().push(finding);
        }
    }
    by_line
}

/// Disagreements of trace-lint with the compilers on one event, on the hosts of a release.
fn compare(
    line: &str,
    has_format: bool,
    verdicts: &ByClass,
    version: &str,
    findings: &[Finding],
    groups: &mut Groups,
) {
    let mut missed: Vec<&str> = Vec::new();
    let mut invented: Vec<&str> = Vec::new();
    let mut said = Vec::new();
    let against = |class: &str, finding: &Finding| {
        finding.hosts.is_empty() || finding.hosts.iter().any(|host| host == class)
    };
    let hosts = || verdicts.iter().filter(|(class, _)| is_host(version, class));
    for (class, verdict) in hosts() {
        if verdict.is_off_topic() {
            continue;
        }
        let ours: Vec<&Finding> = findings.iter().filter(|finding| against(class, finding)).collect();
        let on_purpose = |finding: &&Finding| is_meant(finding, has_format);
        if verdict.is_bad() && ours.is_empty() {
            missed.push(class);
            said.extend(verdict.shapes());
        } else if !verdict.is_bad() && !ours.iter().all(on_purpose) {
            invented.push(class);
        }
    }
    let everywhere = |classes: &[&str]| {
        if classes.len() == hosts().count() { "everywhere".to_owned() } else { classes.join(" ") }
    };
    if !missed.is_empty() {
        said.sort();
        said.dedup();
        let shape = format!("MISSED for {version} on {}: {}", everywhere(&missed), said.join(" | "));
        groups.add(shape, line.to_owned());
    }
    if !invented.is_empty() {
        let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        let shape = format!("INVENTED for {version} on {}: {}", everywhere(&invented), rules.join(" | "));
        groups.add(shape, format!("{line}    [{}]", findings[0].message));
    }
}

/// Which releases are checked against the code of which tree's tracetool: 11.0 generates what 10.2 does.
const ROUNDS: [(&str, &[&str]); 2] = [("10.0", &["10.0"]), ("10.2", &["10.2", "11.0"])];

/// Whether a release builds on a class of hosts: its docs/about/removed-features.rst and `configure` say so.
fn is_host(version: &str, class: &str) -> bool {
    match version {
        "10.0" => !class.starts_with("wasm"),
        "10.2" => class != "wasm64",
        _ => !class.ends_with("-32") && class != "wasm32",
    }
}

/// Compares events for the releases that generate what the tree's tracetool does: how many it accepts.
fn compare_round(
    tree: &str,
    versions: &[&str],
    given: Vec<String>,
    name: &str,
    groups: &mut Groups,
) -> usize {
    let count = given.len();
    let (lines, events) = accepted(&qemu_tree(tree), given);
    let mut targets = targets();
    targets.retain(|target| versions.iter().any(|version| is_host(version, target.class)));
    let folder = scratch::folder(name);
    let start = Instant::now();
    let verdicts = judge(&folder, &targets, &events);
    let bad = |class: &str| verdicts.iter().filter(|verdict| verdict[class].is_bad()).count();
    let per_class: Vec<String> = verdicts[0].keys().map(|class| format!("{class} {}", bad(class))).collect();
    println!(
        "{count} samples, {} accepted by tracetool {tree}; {} targets judged them in {:.0?}; wrong on: {}",
        lines.len(),
        targets.len(),
        start.elapsed(),
        per_class.join(", ")
    );
    for version in versions {
        let findings = findings_by_line(&folder, &lines, version);
        for (at, (line, by_class)) in lines.iter().zip(&verdicts).enumerate() {
            let found = findings.get(&(at + 1)).map_or(&[][..], Vec::as_slice);
            compare(line, !events[at].events[0].format.is_empty(), by_class, version, found, groups);
        }
    }
    lines.len()
}

fn expect_none(groups: &Groups, name: &str) {
    scratch::write(&scratch::folder(name).join("disagreements.txt"), groups.report(usize::MAX));
    assert!(groups.is_empty(), "{} disagreements:\n{}", groups.count(), groups.report(3));
}

#[test]
fn trace_lint_agrees_with_the_compilers() {
    let mut groups = Groups::default();
    let samples = samples();
    for (at, (tree, versions)) in ROUNDS.iter().enumerate() {
        let part = samples.iter().skip(at).step_by(ROUNDS.len());
        let lines = part.enumerate().map(|(at, sample)| sample.line(at)).collect();
        compare_round(tree, versions, lines, &format!("compilers-{tree}"), &mut groups);
    }
    expect_none(&groups, "compilers-lint");
}

/// Every event of the newest release that Debian has, on every class of hosts of that release.
#[test]
fn the_newest_catalogue_is_right_where_the_compilers_say_so() {
    let newest = Programs::of("newest");
    let catalogue = std::fs::read_to_string(newest.declared()).expect("the catalogue is read");
    let lines: Vec<String> = catalogue
        .lines()
        .filter(|line| line.contains('(') && !line.starts_with('#'))
        .map(|line| line.strip_prefix("disable ").unwrap_or(line).to_owned())
        .collect();
    let count = lines.len();
    let mut groups = Groups::default();
    let release = newest.release();
    let accepted = compare_round("10.2", &[&release], lines, "compilers-newest", &mut groups);
    assert!(count > 5000 && accepted == count, "{accepted} of {count} events are read by tracetool");
    expect_none(&groups, "compilers-newest-lint");
}

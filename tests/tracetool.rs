//! The real trees' own tracetool, and the compilers behind it, against trace-lint: hand-made junk and seeded
//! mutants of whole lines go through reading, through every generated file, and through gcc and rustc.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use trace_lint_tests::build::{Builder, Unit};
use trace_lint_tests::on_purpose::is_on_purpose;
use trace_lint_tests::program::{Finding, check};
use trace_lint_tests::shapes::Groups;
use trace_lint_tests::tracetool::{Mode, ToolEvent, ToolVerdict, file_verdicts};
use trace_lint_tests::tree::{event_lines, qemu_tree};
use trace_lint_tests::{arguments, junk, line_mutants, surroundings, work};

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
const ACCEPTED: [(&str, &str); 4] = [
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
];

/// The rule for what the simple backend alone breaks on; it does not run unless it is asked for.
const SIMPLE: &str = "simple-backend-name";

const RELEASES: [&str; 3] = ["7.2", "10.0", "10.2"];

/// What becomes of a file.
#[derive(Debug)]
enum Outcome {
    /// Every stage takes it.
    Fine,
    /// tracetool takes it, and drops a part of it.
    Loses(&'static str),
    /// tracetool refuses to read it.
    Refused(String),
    /// A later stage breaks: which, and its words.
    Breaks(&'static str, String),
}

fn seed() -> u64 {
    std::env::var("SEED").map_or(0x0711_ce00, |text| text.parse().expect("SEED is a number"))
}

fn mutants_per_tree() -> usize {
    std::env::var("MUTANTS").map_or(1200, |text| text.parse().expect("MUTANTS is a number"))
}

/// The files, and for each that has disabled events the place of the same file with them enabled: what is
/// wrong in those is wrong on purpose to us, though no compiler reads it.
fn cases(tree: &Path, folder: &Path) -> (Vec<Vec<u8>>, BTreeMap<usize, usize>) {
    let mut files = junk::junk();
    files.extend(surroundings::lines(tree, folder).into_iter().map(|line| (line + "\n").into_bytes()));
    let mutants = line_mutants::line_mutants(&event_lines(tree), mutants_per_tree(), seed());
    files.extend(mutants.into_iter().map(|line| (line + "\n").into_bytes()));
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
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
    work::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
    for (at, file) in files.iter().enumerate() {
        work::write(&folder.join(format!("c{at}/trace-events")), file);
    }
    let mut found = vec![Vec::new(); files.len()];
    for finding in check(folder, &["--no-index", "--qemu-version", version, "--extend-select", SIMPLE, "."]) {
        let place = finding.path.split('/').next().and_then(|folder| folder[1..].parse::<usize>().ok());
        found[place.unwrap_or_else(|| panic!("the path {}", finding.path))].push(finding);
    }
    found
}

/// The names of the events when they can share a C file with others.
fn shared_names(verdict: &ToolVerdict) -> Option<Vec<String>> {
    let is_plain = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !name.to_uppercase().ends_with("_ENABLED")
    };
    let is_disabled = |event: &ToolEvent| event.properties.iter().any(|name| name == "disable");
    let is_contained = |event: &ToolEvent| is_disabled(event) || arguments::is_self_contained(&event.format);
    let fits = verdict
        .events
        .iter()
        .all(|event| is_plain(&event.name) && arguments::are_plain(&event.args) && is_contained(event));
    fits.then(|| verdict.events.iter().map(|event| event.name.to_uppercase()).collect())
}

fn unit(at: usize, verdict: &ToolVerdict, header: &str, source: &str) -> Option<Unit> {
    let group = format!("c{at}");
    let files = vec![
        (format!("trace-{group}.h"), verdict.outputs.get(header)?.clone()),
        (format!("trace-{group}.c"), verdict.outputs.get(source)?.clone()),
    ];
    Some(Unit { group, files, shares: shared_names(verdict) })
}

/// The refusals of one stage, by the file's place.
fn by_place<'words>(places: &[usize], refusals: &'words [Option<String>]) -> BTreeMap<usize, &'words str> {
    let pairs = places.iter().zip(refusals);
    pairs.filter_map(|(&at, words)| Some((at, words.as_deref()?))).collect()
}

/// A part of the file that tracetool drops without a word.
fn loss(file: &[u8], verdict: &ToolVerdict) -> Option<&'static str> {
    let text = String::from_utf8_lossy(file).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    verdict.events.iter().find_map(|event| {
        let (before, after) = lines[event.line - 1].split_once(')')?;
        let (_, inside) = before.split_once('(')?;
        if event.format.is_empty() && !after.trim_matches(is_python_blank).is_empty() {
            return Some("the text after the arguments");
        }
        let written = inside.split(',').count();
        (written > event.args.len().max(1) && !event.properties.iter().any(|name| name == "vcpu"))
            .then_some("a `void` among the arguments")
    })
}

fn is_python_blank(character: char) -> bool {
    character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
}

fn outcomes(tree: &Path, folder: &Path, files: &[Vec<u8>]) -> (Vec<Outcome>, BTreeMap<usize, String>) {
    let start = Instant::now();
    let verdicts = file_verdicts(tree, Mode::Stages, files);
    println!("  tracetool: {:.1?}", start.elapsed());
    let built = |name: &str, header: &str, source: &str, broken: &BTreeMap<usize, &str>| {
        let start = Instant::now();
        let (places, units): (Vec<usize>, Vec<Unit>) = verdicts
            .iter()
            .enumerate()
            .filter(|(at, _)| !broken.contains_key(at))
            .filter_map(|(at, verdict)| Some((at, unit(at, verdict, header, source)?)))
            .unzip();
        let alone = units.iter().filter(|unit| unit.shares.is_none()).count();
        let refusals = Builder::new(tree, &folder.join(name)).c_refusals(&units);
        println!("  {} compiled ({name}; {alone} alone): {:.1?}", units.len(), start.elapsed());
        (places, refusals)
    };
    let (log_places, log) = built("log", "h", "c", &BTreeMap::new());
    let log = by_place(&log_places, &log);
    let (simple_places, simple) = built("simple", "simple-h", "simple-c", &log);
    let simple = by_place(&simple_places, &simple);
    let start = Instant::now();
    let (rust_places, rust_units): (Vec<usize>, Vec<(String, String)>) = verdicts
        .iter()
        .enumerate()
        .filter(|(at, _)| !log.contains_key(at))
        .filter_map(|(at, verdict)| Some((at, (format!("c{at}"), verdict.outputs.get("rs")?.clone()))))
        .unzip();
    let rust = Builder::new(tree, &folder.join("rust")).rust_refusals(&rust_units);
    let rust = by_place(&rust_places, &rust);
    println!("  {} of Rust: {:.1?}", rust_units.len(), start.elapsed());
    let mut simple_only = BTreeMap::new();
    let outcomes = verdicts.iter().enumerate().map(|(at, verdict)| {
        if let Some(error) = &verdict.error {
            return Outcome::Refused(error.clone());
        }
        if let Some(words) = log.get(&at) {
            return Outcome::Breaks("C", (*words).to_owned());
        }
        if let Some((stage, error)) = verdict.stage_errors.first() {
            return Outcome::Breaks(
                if stage == "rs" { "rs" } else { "C output" },
                format!("{stage}: {error}"),
            );
        }
        if let Some(words) = rust.get(&at) {
            return Outcome::Breaks("Rust", (*words).to_owned());
        }
        if let Some(words) = simple.get(&at) {
            simple_only.insert(at, (*words).to_owned());
        }
        loss(&files[at], verdict).map_or(Outcome::Fine, Outcome::Loses)
    });
    (outcomes.collect(), simple_only)
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

fn compare(
    release: &str,
    file: &[u8],
    outcome: &Outcome,
    enabled: Option<&Outcome>,
    found: &[Finding],
    groups: &mut Groups,
) {
    let shown = format!("{:?}", String::from_utf8_lossy(file));
    // gcc speaks for the host that it runs on.
    let is_here =
        |finding: &&Finding| finding.hosts.is_empty() || finding.hosts.iter().any(|host| host == "linux-64");
    let errors: Vec<&Finding> =
        found.iter().filter(|one| one.severity == "error" && one.rule != SIMPLE).filter(is_here).collect();
    let mut missed = |what: &str, words: &str| {
        groups.add(format!("MISSED {what}: {}", shape(words)), format!("{shown}    {release} [{words}]"));
    };
    match outcome {
        Outcome::Refused(words) if errors.is_empty() => missed("reading", words),
        Outcome::Breaks(stage, words) if errors.is_empty() => missed(stage, words),
        Outcome::Loses(what) if found.is_empty() => missed("loss", what),
        _ => {}
    }
    let refusals: Vec<&Finding> =
        errors.iter().copied().filter(|finding| REFUSALS.contains(&finding.rule.as_str())).collect();
    let invented: Vec<&Finding> = match outcome {
        Outcome::Refused(_) => Vec::new(),
        Outcome::Breaks(_, _) => refusals,
        _ if matches!(enabled, Some(Outcome::Breaks(..))) => refusals,
        Outcome::Loses("the text after the arguments") => refusals,
        Outcome::Fine | Outcome::Loses(_) => errors,
    };
    let invented: Vec<&Finding> =
        invented.into_iter().filter(|finding| !is_on_purpose(&finding.rule)).collect();
    if let Some(first) = invented.first() {
        let broken = if let Outcome::Fine = outcome { "" } else { " (breaks)" };
        groups.add(
            format!("INVENTED {}: {}", first.rule, shape(&first.message)),
            format!("{shown}    {release}{broken}"),
        );
    }
}

#[test]
fn trace_lint_agrees_with_tracetool_and_the_compilers_behind_it() {
    let folder = work::scratch_folder("tracetool");
    let mut groups = Groups::default();
    for release in RELEASES {
        let tree = qemu_tree(release);
        let folder = folder.join(release);
        let (files, enabled) = cases(&tree, &folder);
        println!("{release}: {} files", files.len());
        let (outcomes, simple) = outcomes(&tree, &folder, &files);
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
            simple.len(),
        );
        for (at, file) in files.iter().enumerate() {
            let enabled = enabled.get(&at).map(|&place| &outcomes[place]);
            compare(release, file, &outcomes[at], enabled, &found[at], &mut groups);
        }
        for at in (0..files.len()).filter(|&at| matches!(outcomes[at], Outcome::Fine)) {
            let shown = format!("{:?}    {release}", String::from_utf8_lossy(&files[at]));
            let is_said = found[at].iter().any(|finding| finding.rule == SIMPLE);
            match simple.get(&at) {
                Some(words) if found[at].is_empty() => {
                    groups.add(format!("MISSED simple: {}", shape(words)), format!("{shown} [{words}]"));
                }
                None if is_said => groups.add(format!("INVENTED {SIMPLE}"), shown),
                _ => {}
            }
        }
    }
    let accepted = groups.split_off(|shape| ACCEPTED.iter().any(|(start, _)| shape.starts_with(start)));
    println!("{} accepted differences:\n{}", accepted.count(), accepted.report(3));
    println!("{} disagreements:\n{}", groups.count(), groups.report(3));
    assert!(groups.is_empty(), "{} disagreements", groups.count());
}

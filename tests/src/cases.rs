//! Small trees, and what the program says of each, in one text.
//!
//! It begins with the files of a tree, as [`fixture`] has them. Then come blocks, each a run of the program:
//! ```text
//! === RELEASE... | ARGUMENTS    each RELEASE is written to VERSION and tried; `check .` without ARGUMENTS
//! $ COMMAND                     a shell runs it in the tree before
//! PATH:LINE: RULE WEIGHT        a finding: these, one a line, are all of them; WEIGHT may be left out,
//!                               and RULE may be `one|another`, or `*`
//! clean                         there is no finding at all
//! some PATH:LINE: RULE          there is this finding, and others don't matter
//! none of RULE                  there is no finding of this rule
//! says TEXT                     what it says to a human, on both streams, has this text
//! hides TEXT                    and has it not
//! status NUMBER                 the exit status
//! ```

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::program::{Finding, Run, read_report, try_run};
use crate::{fixture, scratch};

/// A folder in which no tree lies, and no repository.
struct Outside(PathBuf);

impl Outside {
    fn new() -> Outside {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("trace-lint-case-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder is made");
        Outside(folder)
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        // What is left there harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

thread_local! {
    /// What the cases of this test came to, while it gathers them.
    static GATHERED: RefCell<Option<Tally>> = const { RefCell::new(None) };
}

#[derive(Default)]
struct Tally {
    runs: usize,
    failed: Vec<String>,
}

/// Lets a test go on after a case that does not hold, and fail at its end.
#[derive(Debug)]
pub struct Together(());

/// As long as the answer lives, [`holds`] gathers.
#[must_use]
pub fn together() -> Together {
    GATHERED.set(Some(Tally::default()));
    Together(())
}

impl Drop for Together {
    fn drop(&mut self) {
        let Tally { runs, failed } = GATHERED.take().unwrap_or_default();
        println!("{} of {runs} runs fail", failed.len());
        assert!(failed.is_empty() || std::thread::panicking(), "{}", failed.join("\n\n\n"));
    }
}

/// Checks all that is said of a tree, and tells of all that differs.
#[track_caller]
pub fn holds(case: &str) {
    let case = fixture::unindented(case);
    let (files, blocks) = case.split_once("\n=== ").expect("a case says what is expected");
    let folder = Outside::new();
    fixture::write(&folder.0, &format!("{files}\n"));
    let runs: Vec<_> = blocks.split("\n=== ").flat_map(|block| run(&folder.0, block)).collect();
    let tried = runs.len();
    let failed = runs.into_iter().flatten().map(|text| format!("{files}\n\n{text}"));
    let failed: Vec<String> = failed.collect();
    let is_gathered = GATHERED.with_borrow_mut(|tally| {
        let Some(tally) = tally else { return false };
        tally.runs += tried;
        tally.failed.extend(failed.iter().cloned());
        true
    });
    assert!(is_gathered || failed.is_empty(), "{}", failed.join("\n\n"));
}

/// What differs in each run of a block.
fn run(folder: &Path, block: &str) -> Vec<Option<String>> {
    let (head, expected) = block.split_once('\n').unwrap_or((block, ""));
    let (releases, arguments) = head.split_once('|').unwrap_or((head, "check ."));
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let lines = expected.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let (commands, lines): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("$ "));
    assert!(!lines.is_empty(), "=== {head}: nothing is expected");
    let refused = commands.iter().find_map(|command| shell(folder, &command[2..]).err());
    if let Some(refused) = refused {
        return vec![Some(format!("=== {head}\nexpected: {refused}"))];
    }
    let mut runs = Vec::new();
    let releases: Vec<&str> = releases.split_whitespace().collect();
    for release in if releases.is_empty() { vec![None] } else { releases.into_iter().map(Some).collect() } {
        if let Some(release) = release {
            scratch::write(&folder.join("VERSION"), format!("{release}\n"));
        }
        let differs = compare(folder, &arguments, &lines);
        let head = format!("=== {} | {}", release.unwrap_or(""), arguments.join(" "));
        runs.push(differs.map(|text| format!("{head}\n{text}")));
    }
    runs
}

/// Runs a command in a tree.
fn shell(folder: &Path, command: &str) -> Result<(), String> {
    let output = Command::new("sh")
        .args(["-ec", command])
        .current_dir(folder)
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "T")))
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "t@localhost")))
        .output()
        .expect("sh runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(format!("`{command}` succeeds\n{errors}")) }
}

/// What differs in a run.
fn compare(folder: &Path, arguments: &[&str], lines: &[&str]) -> Option<String> {
    let said = try_run(folder, arguments);
    let found = if arguments[0] == "check" { findings(folder, arguments) } else { Vec::new() };
    let mut left: Vec<&Finding> = found.iter().collect();
    let is_told = |line: &&&str| {
        !["some ", "none of ", "says ", "hides ", "status "].iter().any(|it| line.starts_with(it))
    };
    let is_whole = lines.iter().any(|line| is_told(&line));
    let mut failed = Vec::new();
    for line in lines {
        let holds = if let Some(text) = line.strip_prefix("says ") {
            has(&said, text)
        } else if let Some(text) = line.strip_prefix("hides ") {
            !has(&said, text)
        } else if let Some(number) = line.strip_prefix("status ") {
            number.parse() == Ok(said.status)
        } else if let Some(rule) = line.strip_prefix("none of ") {
            !found.iter().any(|finding| finding.rule == rule)
        } else if let Some(line) = line.strip_prefix("some ") {
            found.iter().any(|finding| fits(finding, line))
        } else if *line == "clean" {
            found.is_empty()
        } else {
            let place = left.iter().position(|finding| fits(finding, line));
            place.map(|place| left.remove(place)).is_some()
        };
        if !holds {
            failed.push(format!("expected: {line}"));
        }
    }
    if is_whole && !lines.contains(&"clean") {
        failed.extend(
            left.iter().map(|it| format!("too much: {}:{}: {} {}", it.path, it.line, it.rule, it.severity)),
        );
    }
    (!failed.is_empty()).then(|| format!("{}\n{}{}", failed.join("\n"), said.stdout, said.stderr))
}

fn findings(folder: &Path, arguments: &[&str]) -> Vec<Finding> {
    let json = [arguments, &["--output-format", "json"]].concat();
    let run = try_run(folder, &json);
    if run.stdout.is_empty() { Vec::new() } else { read_report(run.stdout.as_bytes()) }
}

fn has(said: &Run, text: &str) -> bool {
    said.stdout.contains(text) || said.stderr.contains(text)
}

/// True when a finding is what `PATH:LINE: RULE WEIGHT` says.
fn fits(finding: &Finding, line: &str) -> bool {
    let (place, what) = line.split_once(": ").unwrap_or_else(|| panic!("`{line}` is no finding"));
    let (rule, weight) = what.split_once(' ').unwrap_or((what, ""));
    place == format!("{}:{}", finding.path, finding.line)
        && (rule == "*" || rule.split('|').any(|rule| rule == finding.rule))
        && (weight.is_empty() || weight == finding.severity)
}

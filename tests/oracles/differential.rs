//! Command lines and lines of the monitors against real programs of QEMU: what is wrong there has a finding, and
//! nothing else has one. Each run is random; `TRACE_LINT_SEED` is the seed, and `TRACE_LINT_LINES` how many lines of
//! each program are tried.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use trace_lint_tests::command_lines::{Line, hmp, qmp, system, tool, user};
use trace_lint_tests::names::{Names, matches};
use trace_lint_tests::program::{check, run_on};
use trace_lint_tests::programs::Programs;
use trace_lint_tests::qemu::session;
use trace_lint_tests::random::Random;
use trace_lint_tests::tree::{event_lines, qemu_tree};
use trace_lint_tests::{parallel, scratch};

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().expect("a number"))
}

/// A run against the programs of one release.
struct Bench {
    programs: Programs,
    folder: PathBuf,
    random: Random,
    lines: usize,
}

/// What is wrong with a line in reality; empty where nothing is.
type Wrong = String;

impl Bench {
    fn new(version: &str, name: &str, lines: u64) -> Bench {
        let folder = scratch::folder(&format!("differential-{version}-{name}"));
        scratch::write(&folder.join("disk.img"), vec![0; 4096]);
        let seed = number("TRACE_LINT_SEED", 20_261_130);
        let lines = number("TRACE_LINT_LINES", lines).try_into().expect("a count");
        Bench { programs: Programs::of(version), folder, random: Random::new(seed), lines }
    }

    /// The names of a program, also written into a file for trace-lint.
    fn names(&mut self, program: &str) -> Names {
        let all = self.programs.names(program);
        scratch::write(&self.folder.join("names"), all.join("\n") + "\n");
        let text = fs::read_to_string(self.programs.declared()).expect("what is declared");
        scratch::write(&self.folder.join("trace-events-all"), &text);
        let head = |line: &str| line.split('(').next().unwrap_or_default().to_owned();
        let heads: Vec<String> = text.lines().map(head).collect();
        let off: BTreeSet<&str> =
            heads.iter().filter_map(|head| head.strip_prefix("disable ")?.rsplit(' ').next()).collect();
        let (off, on): (Vec<_>, Vec<_>) = all.into_iter().partition(|name| off.contains(name.as_str()));
        let good: Vec<_> = on.iter().step_by(on.len() / 5).cloned().collect();
        scratch::write(&self.folder.join("good.trace-list"), good.join("\n") + "\n");
        Names { on, off }
    }

    /// The rules with findings, by the line of a file.
    fn found(&self, file: &str, texts: &[String]) -> BTreeMap<usize, BTreeSet<String>> {
        scratch::write(&self.folder.join(file), texts.join("\n") + "\n");
        let release = self.programs.release();
        let arguments =
            ["--events", "trace-events-all", "--events", "names", "--qemu-version", &release, file];
        let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for finding in check(&self.folder, &arguments) {
            found.entry(finding.line - 1).or_default().insert(finding.rule);
        }
        found
    }

    /// Compares what is wrong with what is found, and tells what differs.
    fn compare(&self, name: &str, file: &str, lines: &[Line], texts: &[String], wrong: &[Wrong]) {
        let found = self.found(file, texts);
        let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
        let mut count = 0;
        for (index, (line, wrong)) in lines.iter().zip(wrong).enumerate() {
            let none = BTreeSet::new();
            let rules = found.get(&index).unwrap_or(&none);
            if wrong.is_empty() == rules.is_empty() {
                continue;
            }
            count += 1;
            let shown = format!("{}\n    really: {wrong:?}; found: {rules:?}", texts[index]);
            kinds.entry(line.kinds.join(" ")).or_insert((0, shown)).0 += 1;
        }
        let bad = wrong.iter().filter(|it| !it.is_empty()).count();
        println!("{name} {}: {} lines, {bad} wrong, {count} differ", self.programs.version, lines.len());
        let told: Vec<_> =
            kinds.iter().map(|(kind, (count, shown))| format!("{count} × {kind}:\n  {shown}")).collect();
        assert!(
            count == 0,
            "{count} of {} lines differ, of {} kinds:\n{}",
            lines.len(),
            kinds.len(),
            told.join("\n")
        );
        assert!(bad > lines.len() / 10, "of {} lines only {bad} are wrong", lines.len());
    }

    /// What is wrong with a line by what the program said and which events a pattern can switch.
    fn complaint(&self, line: &Line, names: &Names, is_well: bool, stderr: &str, folder: &Path) -> Wrong {
        if !is_well {
            return format!("refused: {}", stderr.lines().next().unwrap_or_default());
        }
        if let Some(at) = stderr.find("trace event '") {
            return format!("warned: {}", stderr[at..].lines().next().unwrap_or_default());
        }
        if line.kinds.iter().any(|kind| kind == "replaced") {
            return "the first of two `enable=` is not looked at".into();
        }
        for pattern in &line.patterns {
            let pattern = pattern.strip_prefix('-').unwrap_or(pattern);
            if names.covered(pattern) == 0 {
                return format!("`{pattern}` switches nothing");
            }
            if pattern.contains('?') && !pattern.contains('*') && names.covered(pattern) > 1 {
                return format!("`{pattern}` switches one of several");
            }
        }
        let lost = line.files.iter().find(|file| !folder.join(file).exists());
        lost.map(|file| format!("{file} is not made")).unwrap_or_default()
    }
}

/// True where events stand in a `-d` that is not the last.
fn loses_log(arguments: &[String]) -> bool {
    let values = arguments.windows(2).filter(|pair| matches!(&*pair[0], "-d" | "--d")).map(|pair| &pair[1]);
    let mut values: Vec<_> = values.collect();
    values.pop();
    values.iter().any(|value| value.contains("trace:"))
}

fn get_state(name: &str) -> String {
    json!({ "execute": "trace-event-get-state", "arguments": { "name": name } }).to_string()
}

fn system_lines(version: &str, count: u64) {
    let mut bench = Bench::new(version, "system", count);
    let names = bench.names("qemu-system-x86_64");
    let lines: Vec<_> = (0..bench.lines).map(|_| system(&mut bench.random, &names)).collect();
    let program = bench.programs.path("qemu-system-x86_64");
    let numbered: Vec<_> = lines.iter().enumerate().collect();
    let wrong = parallel::in_parallel(&numbered, |(number, line)| {
        let folder = bench.folder.join(number.to_string());
        fs::create_dir_all(&folder).expect("a folder");
        for file in ["trace-events-all", "good.trace-list"] {
            fs::copy(bench.folder.join(file), folder.join(file)).expect("a file");
        }
        let arguments: Vec<&str> = line.arguments.iter().map(String::as_str).collect();
        // QMP takes `?` without `*` for itself.
        let is_told = |pattern: &&String| {
            !pattern.starts_with('-') && (pattern.contains('*') || !pattern.contains('?'))
        };
        let patterns: Vec<_> = line.patterns.iter().filter(is_told).collect();
        let asked = patterns.iter().map(|name| get_state(name)).collect::<Vec<_>>();
        let session = session(&program, &folder, &arguments, &asked);
        let mut wrong = bench.complaint(line, &names, session.is_well, &session.stderr, &folder);
        if wrong.is_empty() {
            let is_on = |answer: &Value| {
                answer["return"]
                    .as_array()
                    .is_some_and(|all| all.iter().any(|state| state["state"] == "enabled"))
            };
            let dead = patterns.iter().zip(&session.answers).find(|(_, answer)| !is_on(answer));
            wrong = dead.map(|(pattern, _)| format!("`{pattern}` is not on")).unwrap_or_default();
        }
        if wrong.is_empty() && loses_log(&line.arguments) {
            wrong = "an earlier `-d` is not looked at".into();
        }
        fs::remove_dir_all(&folder).expect("its folder");
        wrong
    });
    let shell: Vec<_> = lines.iter().map(|line| line.shell("qemu-system-x86_64")).collect();
    bench.compare("system", "system.sh", &lines, &shell, &wrong);
}

fn programs_that_end(version: &str, program: &str, count: u64, make: impl Fn(&mut Random, &Names) -> Line) {
    let mut bench = Bench::new(version, program, count);
    let names = bench.names(program);
    let lines: Vec<_> = (0..bench.lines).map(|_| make(&mut bench.random, &names)).collect();
    let numbered: Vec<_> = lines.iter().enumerate().collect();
    let wrong = parallel::in_parallel(&numbered, |(number, line)| {
        let folder = bench.folder.join(number.to_string());
        fs::create_dir_all(&folder).expect("a folder");
        for file in ["trace-events-all", "good.trace-list", "disk.img"] {
            fs::copy(bench.folder.join(file), folder.join(file)).expect("a file");
        }
        let output = bench.programs.run(program, &line.arguments, &line.variables, &folder);
        let stderr = String::from_utf8_lossy(&output.stderr);
        let wrong = bench.complaint(line, &names, output.status.success(), &stderr, &folder);
        fs::remove_dir_all(&folder).expect("its folder");
        wrong
    });
    let shell: Vec<_> = lines.iter().map(|line| line.shell(program)).collect();
    bench.compare(program, "lines.sh", &lines, &shell, &wrong);
}

fn monitor_lines(version: &str, count: u64) {
    let mut bench = Bench::new(version, "monitor", count);
    let names = bench.names("qemu-system-x86_64");
    let program = bench.programs.path("qemu-system-x86_64");
    let lines: Vec<_> = (0..bench.lines).map(|_| hmp(&mut bench.random, &names)).collect();
    let command = |line: &Line| {
        let text = line.arguments.iter().map(|it| match it.contains(' ') {
            true => format!(r#""{it}""#),
            false => it.clone(),
        });
        let text = text.collect::<Vec<_>>().join(" ");
        json!({ "execute": "human-monitor-command", "arguments": { "command-line": text } }).to_string()
    };
    let texts: Vec<_> = lines.iter().map(command).collect();
    let answers = session(&program, &bench.folder, &[], &texts).answers;
    assert_eq!(answers.len(), texts.len());
    let wrong: Vec<_> = lines.iter().zip(&answers).map(|(line, answer)| said(line, answer, &names)).collect();
    bench.compare("hmp", "hmp.json", &lines, &texts, &wrong);
}

/// What is wrong with a line of the human monitor by its answer.
fn said(line: &Line, answer: &Value, names: &Names) -> Wrong {
    let text = answer["return"].as_str().expect("a text");
    let is_info = line.arguments[0] == "info";
    let is_told = !text.trim().is_empty() && (!is_info || text.contains("unknown event"));
    if is_told {
        return text.lines().next().unwrap_or_default().to_owned();
    }
    let is_dead = |pattern: &&String| {
        let pattern = pattern.strip_prefix('-').filter(|_| line.arguments[0] == "log").unwrap_or(pattern);
        let off = names.off.iter().filter(|name| matches(pattern.as_bytes(), name.as_bytes())).count();
        let is_several = pattern.contains('?') && !pattern.contains('*') && names.covered(pattern) > 1;
        names.covered(pattern) + if is_info { off } else { 0 } == 0 || is_several
    };
    line.patterns.iter().find(is_dead).map(|it| format!("`{it}` switches nothing")).unwrap_or_default()
}

fn qmp_lines(version: &str, count: u64) {
    let mut bench = Bench::new(version, "qmp", count);
    let names = bench.names("qemu-system-x86_64");
    let program = bench.programs.path("qemu-system-x86_64");
    // Which vCPU there is an emulator without a machine can't tell.
    let takes_vcpu = version == "7.2";
    let is_wanted = |(_, line): &(Value, Line)| !takes_vcpu || line.kinds.iter().all(|kind| kind != "vcpu");
    let pairs = (0..bench.lines).map(|_| qmp(&mut bench.random, &names));
    let pairs: Vec<_> = pairs.filter(is_wanted).collect();
    let texts: Vec<_> = pairs.iter().map(|(value, _)| value.to_string()).collect();
    let lines: Vec<_> = pairs.into_iter().map(|(_, line)| line).collect();
    let answers = session(&program, &bench.folder, &[], &texts).answers;
    assert_eq!(answers.len(), texts.len());
    let verdict = |(line, answer): (&Line, &Value)| {
        if let Some(error) = answer.get("error") {
            return error.to_string();
        }
        let is_empty = answer["return"].as_array().is_some_and(Vec::is_empty);
        let is_get = line.kinds.last().is_some_and(|kind| kind == "trace-event-get-state");
        let dead = line.patterns.iter().find(|pattern| !is_get && names.covered(pattern) == 0);
        if is_empty {
            "nothing".to_owned()
        } else {
            dead.map(|it| format!("`{it}` is dead")).unwrap_or_default()
        }
    };
    let wrong: Vec<_> = lines.iter().zip(&answers).map(verdict).collect();
    bench.compare("qmp", "qmp.json", &lines, &texts, &wrong);
}

/// Each name that a tree declares, given to a program by an option: it warns of those that it does not have, or has
/// the event; a finding says the same by the folder of the declaration alone.
fn whole_tree(version: &str, program: &str) {
    let tree = qemu_tree(version);
    let names = declared_names(&tree);
    let own: BTreeSet<String> = Programs::of(version).names(program).into_iter().collect();
    let lines: Vec<_> = names.iter().map(|name| format!("{program} --trace {name} x")).collect();
    let arguments = ["check", "--output-format", "json", "--stdin-filename", "scripts/names.sh", "-"];
    let run = run_on(&tree, &arguments, (lines.join("\n") + "\n").as_bytes());
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found = report["findings"].as_array().expect("a list").iter();
    let found = found.filter(|it| it["rule"] == "command-wrong-program");
    let found: BTreeSet<&str> = found.map(|it| it["event"].as_str().expect("a name")).collect();
    let false_ones: Vec<_> = found.iter().filter(|name| own.contains(**name)).collect();
    assert!(false_ones.is_empty(), "{program} {version} has {false_ones:?}");
    let missing = names.iter().filter(|name| !own.contains(*name)).count();
    println!("{program} {version}: of {missing} names that it does not have {} are found", found.len());
    assert!(found.len() * 10 > missing * 8, "{program} {version}: {} of {missing}", found.len());
}

/// The names in a tree's trace-events files.
fn declared_names(tree: &Path) -> Vec<String> {
    let texts = event_lines(tree);
    let name = |line: &String| {
        line.split('(').next().unwrap_or_default().rsplit(' ').next().unwrap_or_default().to_owned()
    };
    let mut names: Vec<String> = texts.iter().map(name).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn programs_have_the_events_that_their_folders_say() {
    for version in ["7.2", "10.0"] {
        for program in ["qemu-img", "qemu-storage-daemon", "qemu-x86_64"] {
            whole_tree(version, program);
        }
    }
}

const NEWEST: &str = "newest";
const STABLE: &str = "10.0";

#[test]
fn options_of_the_newest_qemu_system() {
    system_lines(NEWEST, 110);
}

#[test]
fn options_of_a_stable_qemu_system() {
    system_lines(STABLE, 40);
}

#[test]
fn options_of_qemu_user() {
    programs_that_end(NEWEST, "qemu-x86_64", 200, user);
    programs_that_end(STABLE, "qemu-x86_64", 80, user);
}

#[test]
fn options_of_tools() {
    for program in ["qemu-img", "qemu-io", "qemu-nbd", "qemu-storage-daemon"] {
        programs_that_end(NEWEST, program, 100, |random, names| tool(random, names, program));
        programs_that_end(STABLE, program, 30, |random, names| tool(random, names, program));
    }
}

#[test]
fn lines_of_the_human_monitor() {
    monitor_lines(NEWEST, 500);
    monitor_lines(STABLE, 200);
}

#[test]
fn commands_of_qmp() {
    qmp_lines(NEWEST, 500);
    qmp_lines(STABLE, 200);
    qmp_lines("7.2", 200);
}

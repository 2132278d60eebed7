//! Analysis scripts: what trace-lint says of right and wrong ones is what the trees' own simpletrace.py makes
//! of them; and of all Python of the trees just two methods are wrong.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use trace_lint_tests::fixture;
use trace_lint_tests::program::{check, repository, try_run};
use trace_lint_tests::random::Random;
use trace_lint_tests::scratch;
use trace_lint_tests::tree::qemu_tree;

const RULES: &str = "unknown-event-method,analyzer-arguments,analyzer-keywords,analyzer-name-clash";

const EVENTS: &str = r#"none(void) ""
one(int fd) "%d"
two(const char *path, int mode) "%s %d"
three(int fd, void *buf, int size) "%d %p %d"
notify(int event, int pid) "%d %d"
clock(int timestamp) "%d"
"#;

/// The parameters of a method, by chance; and the names of those that are given by position.
fn parameters(random: &mut Random) -> (String, Vec<&'static str>) {
    const NAMES: [&str; 10] =
        ["fd", "path", "mode", "buf", "size", "event", "pid", "timestamp", "timestamp_ns", "other"];
    const KEYWORDS: [&str; 6] = ["event", "event_id", "timestamp_ns", "pid", "extra", "more=1"];
    let mut names: Vec<&str> = Vec::new();
    for _ in 0..random.below(5) {
        let name = NAMES[random.below(NAMES.len())];
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut written = vec!["self".to_owned()];
    let defaults = random.below(8);
    for (at, name) in names.iter().enumerate() {
        let is_last = at + 1 == names.len() && defaults == 0;
        written.push(if is_last { format!("{name}=5") } else { (*name).to_owned() });
    }
    let all_four = random.below(3) == 0;
    let chosen: Vec<&str> = KEYWORDS
        .into_iter()
        .enumerate()
        .filter(|(at, name)| {
            let is_chosen = if *at < 4 { all_four } else { random.below(10) == 0 };
            is_chosen && !names.contains(name)
        })
        .map(|(_, name)| name)
        .collect();
    match (random.below(6), chosen.is_empty()) {
        (0, _) => written.push("*rest".into()),
        (_, false) => written.push("*".into()),
        _ => {}
    }
    written.extend(chosen.into_iter().map(str::to_owned));
    if random.below(3) > 0 {
        written.push("**kwargs".into());
    }
    (written.join(", "), names)
}

#[test]
fn verdicts_are_those_of_simpletrace() {
    let folder = scratch::folder("real-scripts");
    fixture::write(
        &folder,
        r"
        --- meson.build
        trace_events_subdirs = [
          'hw',
        ]
        --- VERSION
        10.2.0
        ",
    );
    scratch::write(&folder.join("hw/trace-events"), EVENTS);
    let mut random = Random::new(7);
    for index in 0..1500 {
        let head = match random.below(4) {
            0 => "import simpletrace\nclass A(simpletrace.Analyzer2):",
            1 => "from simpletrace import Analyzer2 as B\nclass C(B): pass\nclass A(C):",
            2 => "import simpletrace as s\nB = s.Analyzer\nclass A(B):",
            _ => "from simpletrace import *\nclass A(Analyzer):",
        };
        let method = ["none", "one", "two", "three", "notify", "clock", "tow"][random.below(7)];
        let (parameters, positional) = parameters(&mut random);
        let text = format!(
            "{head}\n    POSITIONAL = {positional:?}\n    def {method}({parameters}):\n        SEEN.append(locals())\n\
             if __name__ == '__main__':\n    from simpletrace import run\n    run(A())\n"
        );
        scratch::write(&folder.join(format!("scripts/s{index:04}.py")), text);
    }
    let script = repository().join("tests/support/run_analysers.py");
    let output = Command::new("python3").arg(script).arg(qemu_tree("10.2")).arg(&folder).output();
    let output = output.expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).expect("text");
    let mut ours: BTreeMap<String, &str> = BTreeMap::new();
    for finding in check(&folder, &["--select", RULES, "."]) {
        let verdict = match &*finding.rule {
            "unknown-event-method" => "never",
            _ if finding.message.ends_with("TypeError") => "TypeError",
            _ => "shifted",
        };
        ours.insert(finding.path.replace("scripts/", ""), verdict);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in said.lines() {
        let (name, expected) = line.split_once(' ').expect("a verdict");
        let text = std::fs::read_to_string(folder.join("scripts").join(name)).expect("a script");
        assert_eq!(ours.get(name).copied().unwrap_or("fits"), expected, "{name}\n{text}");
        *counts.entry(expected).or_default() += 1;
    }
    assert!(counts.len() == 4 && counts.values().all(|count| *count > 5), "{counts:?}");
}

#[test]
fn two_methods_of_the_trees_are_wrong() {
    for (version, expected) in [("7.2", 0), ("10.0", 2), ("10.2", 2)] {
        let found = check(&qemu_tree(version), &["--select", RULES, "."]);
        let found: Vec<_> = found.iter().map(|it| (&*it.path, &*it.event)).collect();
        let path = "scripts/analyse-9p-simpletrace.py";
        assert_eq!(found, [(path, "v9fs_walk"), (path, "v9fs_open")][..expected], "{version}");
    }
}

#[test]
fn a_named_script_that_is_no_python_fails() {
    let folder = scratch::folder("real-scripts-bad");
    fixture::write(
        &folder,
        r"
        --- meson.build
        trace_events_subdirs = [
          'hw',
        ]
        ",
    );
    scratch::write(&folder.join("hw/trace-events"), EVENTS);
    fixture::write(
        &folder,
        r"
        --- a.py
        import simpletrace # Analyzer
        x = = 1
        --- b.py
        x = = 1
        ",
    );
    let check = |arguments: &[&str], status: i32, said: &str| {
        let mut all = vec!["check", "--select", RULES];
        all.extend(arguments);
        let run = try_run(Path::new(&folder), &all);
        assert!(run.status == status && run.stderr.contains(said), "{arguments:?} {run:?}");
        for name in ["a.py", "b.py"] {
            assert!(run.stderr.matches(name).count() <= 1, "once: {arguments:?} {run:?}");
        }
    };
    check(&["a.py"], 2, "a.py: not understood from line 2, column");
    check(&["b.py"], 2, "b.py: not understood from line 1, column");
    check(&["."], 0, "note: a.py: not understood from line 2, column");
    check(&["hw"], 0, "");
}

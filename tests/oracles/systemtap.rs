//! SystemTap scripts: what trace-lint says of random probes is what the real stap makes of them, with the tapset
//! that a tree's own tracetool writes, and a program with the marks that dtrace(1) makes of its output.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use trace_lint_tests::fixture;
use trace_lint_tests::parallel::in_parallel;
use trace_lint_tests::program::check;
use trace_lint_tests::random::Random;
use trace_lint_tests::scratch::{self, write};
use trace_lint_tests::tree::qemu_tree;

const RULES: &str =
    "systemtap-unknown-event,systemtap-dead-pattern,systemtap-argument,systemtap-variable,systemtap-string";

const EVENTS: &str = r#"foo_read(int fd, const char *path) "%d %s"
foo_write(int fd) "%d"
foo_none(void) ""
disable foo_off(int a) "%d"
bar_next(int next, int in, void *self) "%d %d %p"
disable off_one(void) ""
bar_one(int size, int fd) "%d %d"
"#;

/// A run of a program that must go well.
fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A tree with a program of its events' marks, its tapsets, and what stap takes for a kernel.
fn prepare() -> PathBuf {
    let folder = scratch::folder("systemtap");
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
    write(&folder.join("hw/trace-events"), EVENTS);
    let program = folder.join("qemu-system-x86_64");
    let generate = |format: &str, path: &str| {
        let mut command = Command::new("python3");
        command.arg(qemu_tree("10.2").join("scripts/tracetool.py")).current_dir(&folder);
        command.args(["--backends=dtrace", "--group=all", "--probe-prefix=qemu.system.x86_64"]);
        command.arg(format!("--format={format}")).arg(format!("--binary={}", program.display()));
        run(command.args(["hw/trace-events", path]));
    };
    write(&folder.join(".tapset/README"), "What tracetool writes, where no walk looks.\n");
    for format in ["stap", "log-stap", "simpletrace-stap"] {
        generate(format, &format!(".tapset/{format}.stp"));
    }
    generate("d", "probes.d");
    run(Command::new("dtrace").args(["-h", "-s", "probes.d", "-o", "probes.h"]).current_dir(&folder));
    run(Command::new("dtrace").args(["-G", "-s", "probes.d", "-o", "probes.o"]).current_dir(&folder));
    let calls = r#"QEMU_FOO_READ(1, ""); QEMU_FOO_WRITE(1); QEMU_FOO_NONE(); QEMU_BAR_NEXT(1, 2, (void *)0); QEMU_BAR_ONE(1, 2);"#;
    write(
        &folder.join("marks.c"),
        format!("#include \"probes.h\"\nint main(void) {{ {calls} return 0; }}\n"),
    );
    let objects = ["-g", "marks.c", "probes.o", "-o", "qemu-system-x86_64"];
    run(Command::new("gcc").args(objects).current_dir(&folder));
    let config = ["UPROBES", "ARCH_SUPPORTS_UPROBES", "TRACEPOINTS", "KPROBES", "MODULES"];
    write(&folder.join(".kernel/.config"), config.map(|name| format!("CONFIG_{name}=y\n")).concat());
    write(&folder.join(".kernel/Makefile"), "");
    write(&folder.join(".kernel/Module.symvers"), "");
    write(&folder.join(".kernel/include/config/kernel.release"), "6.1.0\n");
    folder
}

/// What stap says of a script, by the rule that has to say it.
fn stap(folder: &Path, script: &str) -> Vec<&'static str> {
    let mut command = Command::new("stap");
    command.arg("-r").arg(folder.join(".kernel")).arg("-I").arg(folder.join(".tapset"));
    command.args(["-p3", script]).current_dir(folder);
    let output = command.output().expect("stap is installed (systemtap)");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut found = Vec::new();
    for (words, rule) in [
        ("didn't find any wildcard matches", "systemtap-dead-pattern"),
        ("probe point mismatch (", "systemtap-unknown-event"),
        ("no match (similar marks", "mark"),
        ("unable to find local 'arg", "systemtap-argument"),
        ("never-assigned local variable", "systemtap-variable"),
        ("type mismatch", "systemtap-string"),
        // What it finds out no earlier than in its third pass.
        ("expected string types", "systemtap-string"),
    ] {
        if said.contains(words) && !found.contains(&rule) {
            found.push(rule);
        }
    }
    found.sort_unstable();
    let is_known = output.status.success() || !found.is_empty() || said.contains("no probes found");
    assert!(is_known, "{said}\n{}", std::fs::read_to_string(folder.join(script)).expect("a script"));
    found
}

/// A probe by chance, which is wrong in one way at most: stap tells of an unknown point, and then of nothing else.
fn script(random: &mut Random, program: &str) -> String {
    let names = ["foo_read", "foo_read", "foo_read", "foo_write", "foo_none", "bar_next", "bar_one"];
    let wrong = ["foo_raed", "foo_off", "foo", "baz_*", "off_*"];
    let wide = ["foo_*", "bar_*", "*_read", "*", "foo_n*", "f*d"];
    let name = match random.below(6) {
        0 => *random.pick(&wrong),
        1 => *random.pick(&wide),
        _ => *random.pick(&names),
    };
    let optional = *random.pick(&["", "", "", " ?", " !"]);
    let kind = random.below(4);
    let point = |name: &str| match kind {
        0 => format!("qemu.system.x86_64.{name}"),
        1 => format!("qemu.system.*.log.{name}"),
        2 => format!("qemu.system.x86_64.simpletrace.{name}"),
        _ => format!(r#"process("{program}").mark("{name}")"#),
    };
    let mut points = point(name) + optional;
    if optional != " !" && random.one_in(4) {
        let other = *random.pick(&names);
        points += &format!(", {} ?", point(other));
    }
    if random.one_in(5) {
        points = format!("begin, {points}");
    }
    let is_mark = kind == 3;
    let (letter, used) = match random.below(7) {
        // `begin` has no arguments at all, and what a pattern covers may have fewer than some.
        0 if !points.starts_with("begin") && !points.contains('*') => {
            ("d", format!("$arg{}", 1 + random.below(4)))
        }
        1 | 2 if !is_mark && !points.starts_with("begin") && !points.contains('*') => {
            let variables = [
                "fd",
                "path",
                "size",
                "next_",
                "in_",
                "self_",
                "strlen(argpath_str)",
                "argpath_len",
                "pth",
                "known",
                "shared",
            ];
            ("d", (*random.pick(&variables)).to_owned())
        }
        3..=5 if !points.starts_with("begin") && !points.contains('*') => {
            let path = if is_mark { "$arg2" } else { "path" };
            let strings = [
                ("s", "@"),
                ("s", "user_string(@)"),
                ("d", "strlen(@)"),
                ("d", "strlen(user_string(@))"),
                ("s", "@ . \"x\""),
                ("s", "\"x\" . user_string(@)"),
                ("d", "@ == \"x\""),
                ("d", "@ == 1"),
            ];
            let (letter, used) = *random.pick(&strings);
            (letter, used.replace('@', path))
        }
        _ => ("d", "pid()".to_owned()),
    };
    format!(
        "#!/usr/bin/stap\nglobal shared = 1, list[100]\n/* probe qemu.kvm.nothing {{ }} */\n\
         probe {points} {{\n    known = 1 // by hand\n    list[2] = 3\n    foreach (key in list) known++\n    \
         printf(\"%{letter} %d\\n\", {used}, known)\n}}\n"
    )
}

#[test]
fn verdicts_are_those_of_stap() {
    let folder = prepare();
    let program = folder.join("qemu-system-x86_64");
    let mut random = Random::new(11);
    let scripts: Vec<String> = (0..300)
        .map(|at| {
            let path = format!("scripts/s{at:03}.stp");
            write(&folder.join(&path), script(&mut random, &program.display().to_string()));
            path
        })
        .collect();
    let mut ours: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in check(&folder, &["--select", RULES, "."]) {
        ours.entry(finding.path).or_default().push(finding.rule);
    }
    let theirs = in_parallel(&scripts, |path| stap(&folder, path));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut differ = Vec::new();
    for (path, theirs) in scripts.iter().zip(theirs) {
        let mut rules = ours.get(path).cloned().unwrap_or_default();
        rules.sort_unstable();
        rules.dedup();
        let text = std::fs::read_to_string(folder.join(path)).expect("a script");
        // To stap a point is a pattern, too, when only its prefix is one.
        let is_wide = text.contains("qemu.system.*");
        // Of a mark stap says the same for a name and a pattern.
        let is_same = match &theirs[..] {
            ["mark"] => {
                rules.iter().any(|it| it == "systemtap-unknown-event" || it == "systemtap-dead-pattern")
            }
            // Where a point is not found, stap looks no further.
            [point @ ("systemtap-unknown-event" | "systemtap-dead-pattern")] => {
                rules.iter().any(|it| it == point || is_wide && it == "systemtap-unknown-event")
            }
            _ => rules == theirs,
        };
        if !is_same {
            differ.push(format!("{path}: we say {rules:?}, stap {theirs:?}\n{text}"));
        }
        for rule in rules {
            let known = RULES.split(',').find(|known| **known == rule).expect("one of ours");
            *counts.entry(known).or_default() += 1;
        }
    }
    assert!(differ.is_empty(), "{} of {}\n{}", differ.len(), scripts.len(), differ.join("\n"));
    assert!(counts.len() == 5 && counts.values().all(|count| *count > 5), "{counts:?}");
}

#[test]
fn no_script_of_the_trees_is_judged_wrongly() {
    for version in ["7.2", "10.0", "10.2"] {
        assert!(check(&qemu_tree(version), &["--select", RULES, "."]).is_empty(), "{version}");
    }
}

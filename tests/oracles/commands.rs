//! Names in commands against a real qemu-system-x86_64: options of random values, commands of QMP and of the
//! human monitor; and against the real trees, whose commands are all right until a name in them is misspelt.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use trace_lint_tests::fixture::unindented;
use trace_lint_tests::parallel::in_parallel;
use trace_lint_tests::program::{check, run_on};
use trace_lint_tests::qemu::{QEMU, Session, qemu};
use trace_lint_tests::random::Random;
use trace_lint_tests::scratch;
use trace_lint_tests::tree::{event_lines, qemu_tree};

const DECLARED: &str = "/usr/share/qemu/trace-events-all";
const OPTIONS: usize = 160;
const COMMANDS: usize = 400;

const RULES: &str = "command-unknown-event,command-dead-pattern,command-disabled-event,qmp-disabled-event,\
                     qmp-monitor-command,trace-option-parameter,trace-option-replaced,trace-file-option,\
                     configure-trace-backend,command-first-only,command-absent-event";

fn command(name: &str, arguments: Value) -> Value {
    json!({ "execute": name, "arguments": arguments })
}

fn get_state(pattern: &str) -> Value {
    command("trace-event-get-state", json!({ "name": pattern }))
}

/// True when an answer tells of an event that is switched on.
fn has_enabled(answer: &Value) -> bool {
    answer["return"].as_array().is_some_and(|all| all.iter().any(|state| state["state"] == "enabled"))
}

/// The names that the binary has, and those of them that are compiled out.
fn names() -> (Vec<String>, Vec<String>) {
    let session = qemu(Path::new("."), &[], &[get_state("*")]);
    let states = session.answers[0]["return"].as_array().expect("states").iter();
    let (off, on): (Vec<_>, Vec<_>) = states.partition(|state| state["state"] == "unavailable");
    let name = |state: &Value| state["name"].as_str().expect("a name").to_owned();
    (on.into_iter().map(name).collect(), off.into_iter().map(name).collect())
}

/// A name or pattern: most of them are right.
fn pattern(random: &mut Random, names: &[String], off: &[String]) -> String {
    let name = random.pick(names).clone();
    let prefix = name.split('_').next().unwrap_or(&name).to_owned();
    let cut = name[..name.len() - 1].to_owned();
    let disabled = random.pick(off).clone();
    match random.below(16) {
        0..=3 => name,
        4 => format!("{prefix}_*"),
        5 => format!("*{}", &name[name.len() / 2..]),
        6 => format!("{cut}*"),
        7 => format!("{cut}q"),
        8 => format!("{cut}q*"),
        9 => format!("{cut}?"),
        10 => format!("{cut}?*"),
        11 => disabled,
        12 => format!("{}*", disabled.rsplit_once('_').expect("a name of parts").0),
        13 => format!("{}?", &disabled[..disabled.len() - 1]),
        14 => format!("trace_{name}"),
        _ => format!("{prefix}_{prefix}_{}", random.below(100)),
    }
}

/// A file of a kind with a command on each line, in reStructuredText below two others.
fn file_of(kind: &str, lines: &[String]) -> String {
    (if kind == "rst" { RST } else { "" }).to_owned() + &lines.join("\n") + "\n"
}

/// The line of the first command.
fn first_line(file: &str) -> usize {
    if file.ends_with(".rst") { RST.lines().count() + 1 } else { 1 }
}

const RST: &str = "Say::\n\n";

/// The rules of the findings, by file and line.
fn by_line(folder: &Path, files: &[&str]) -> BTreeMap<(String, usize), BTreeSet<String>> {
    let mut arguments = vec!["--events", DECLARED, "--events", "names", "--select", RULES];
    arguments.extend(files);
    let mut found: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for finding in check(folder, &arguments) {
        let file = finding.path.rsplit('/').next().unwrap_or_default().to_owned();
        found.entry((file, finding.line)).or_default().insert(finding.rule);
    }
    found
}

const VAIN: [&str; 4] =
    ["command-unknown-event", "command-dead-pattern", "command-disabled-event", "command-absent-event"];

#[test]
fn options_do_in_qemu_what_the_findings_say() {
    let (names, off) = names();
    let folder = scratch::folder("command-options");
    scratch::write(&folder.join("names"), [names.clone(), off.clone()].concat().join("\n") + "\n");
    let mut random = Random::new(20_260_401);
    let values: Vec<String> = (0..OPTIONS)
        .map(|_| {
            let mut pick = || pattern(&mut random, &names, &off);
            let (one, two) = (pick(), pick());
            match random.below(12) {
                0 => format!("{one},{two}"),
                1 => format!("enable={one}"),
                2 => format!("enable={one},enable={two}"),
                3 => format!("{one},events=/dev/null"),
                4 => format!("name={one}"),
                5 => format!("{one},file=x,{two}=on"),
                6 => format!("{one},"),
                _ => one,
            }
        })
        .collect();
    let shell: Vec<_> = values.iter().map(|value| format!("{QEMU} -S -trace '{value}' -m 1")).collect();
    let python: Vec<_> = values.iter().map(|value| format!("vm.add_args('-trace', '{value}')")).collect();
    let rst: Vec<_> = values.iter().map(|value| format!(r#"    {QEMU} --trace "{value}""#)).collect();
    for (kind, lines) in [("sh", &shell), ("py", &python), ("rst", &rst)] {
        scratch::write(&folder.join(format!("all.{kind}")), file_of(kind, lines));
    }
    let found = by_line(&folder, &["all.sh", "all.py", "all.rst"]);
    let verdicts = in_parallel(&values, |value| qemu(&folder, &["-trace", value], &[get_state("*")]));
    let (mut refused, mut vain) = (0, 0);
    for (index, (value, session)) in values.iter().zip(&verdicts).enumerate() {
        let rules =
            |file: &str| found.get(&(file.into(), index + first_line(file))).cloned().unwrap_or_default();
        let rules_of = rules("all.sh");
        let Session { answers, is_well, stderr, .. } = session;
        assert_eq!(rules_of, rules("all.py"), "{value}");
        assert_eq!(rules_of, rules("all.rst"), "{value}");
        assert_eq!(rules_of.contains("trace-option-parameter"), !is_well, "{value}: {rules_of:?}\n{stderr}");
        assert_eq!(
            rules_of.contains("trace-option-replaced"),
            value.matches("enable=").count() > 1,
            "{value}"
        );
        if !is_well {
            refused += 1;
            continue;
        }
        // Of two names QEMU looks at the second alone; the first may be wrong or not.
        if rules_of.contains("trace-option-replaced") {
            continue;
        }
        let is_vain = VAIN.iter().any(|rule| rules_of.contains(*rule));
        assert!(!answers.is_empty(), "{value}: QEMU answers nothing\n{stderr}");
        assert_eq!(is_vain, !has_enabled(&answers[0]), "{value}: {rules_of:?}\n{stderr}");
        assert!(is_vain || !stderr.contains("trace event"), "{value}: QEMU warns alone\n{stderr}");
        vain += usize::from(is_vain);
    }
    println!("{OPTIONS} options, {refused} refused, {vain} in vain");
    assert!(refused > 20 && vain > 40, "{refused} {vain}");
}

#[test]
fn monitors_answer_what_the_findings_say() {
    let (names, off) = names();
    let folder = scratch::folder("command-monitors");
    scratch::write(&folder.join("names"), [names.clone(), off.clone()].concat().join("\n") + "\n");
    let mut random = Random::new(20_260_402);
    let line = |text: String| command("human-monitor-command", json!({ "command-line": text }));
    let mut commands = Vec::new();
    let mut patterns = Vec::new();
    let mut qmp_shell = Vec::new();
    for _ in 0..COMMANDS {
        let pattern = if random.one_in(20) { "*".to_owned() } else { pattern(&mut random, &names, &off) };
        let (command, words) = match random.below(7) {
            0 | 1 => (
                command("trace-event-set-state", json!({ "name": pattern, "enable": true })),
                format!("trace-event-set-state name={pattern} enable=true"),
            ),
            2 => (
                command(
                    "trace-event-set-state",
                    json!({ "name": pattern, "enable": true, "ignore-unavailable": true }),
                ),
                format!("trace-event-set-state name={pattern} ignore-unavailable=true"),
            ),
            3 => (get_state(&pattern), format!("trace-event-get-state name={pattern}")),
            4 => (line(format!("trace-event {pattern} on")), format!("trace-event '{pattern}' on")),
            5 => (line(format!("info trace-events {pattern}")), format!("info trace-events '{pattern}'")),
            _ => (command("info trace-events", json!({})), "echo".to_owned()),
        };
        commands.push(command);
        patterns.push(pattern);
        qmp_shell.push(words);
    }
    let texts: Vec<_> = commands.iter().map(Value::to_string).collect();
    let python: Vec<_> = texts.iter().map(|text| text.replace("true", "True")).collect();
    let rst: Vec<_> = texts.iter().map(|text| format!("    {text}")).collect();
    let files = [("sh", &qmp_shell), ("json", &texts), ("py", &python), ("rst", &rst)];
    for (kind, lines) in files {
        scratch::write(&folder.join(format!("all.{kind}")), file_of(kind, lines));
    }
    let found = by_line(&folder, &["all.sh", "all.json", "all.py", "all.rst"]);
    let reset =
        command("trace-event-set-state", json!({ "name": "*", "enable": false, "ignore-unavailable": true }));
    let asked = commands.iter().zip(&patterns).flat_map(|(command, pattern)| {
        // A name with `?` is a plain one, of which no state can be had.
        let state = get_state(&if pattern.contains('*') { pattern.clone() } else { format!("{pattern}*") });
        [reset.clone(), command.clone(), state]
    });
    let answers = qemu(&folder, &[], &asked.collect::<Vec<_>>()).answers;
    assert_eq!(answers.len(), 3 * COMMANDS);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, text) in texts.iter().enumerate() {
        let rules =
            |file: &str| found.get(&(file.into(), index + first_line(file))).cloned().unwrap_or_default();
        let of_json = rules("all.json");
        assert_eq!(of_json, rules("all.py"), "{text}");
        assert_eq!(of_json, rules("all.rst"), "{text}");
        let is_lost = of_json.contains("qmp-monitor-command");
        if !is_lost {
            assert_eq!(of_json, rules("all.sh"), "{}", qmp_shell[index]);
        }
        let (answer, after) = (&answers[3 * index + 1], &answers[3 * index + 2]);
        let is = |rule: &str| of_json.contains(rule);
        let name = commands[index]["execute"].as_str().expect("a name");
        let said =
            format!("{text}: {of_json:?}\n{}", answer.to_string().chars().take(300).collect::<String>());
        let told = answer["return"].as_str().unwrap_or_default();
        let error = answer["error"]["desc"].as_str().unwrap_or(told);
        assert_eq!(is_lost, answer["error"]["class"] == "CommandNotFound", "{said}");
        let is_unknown = is("command-unknown-event") || is("command-absent-event") && !text.contains('*');
        assert_eq!(is_unknown, error.contains("unknown event"), "{said}");
        let is_disabled = is("qmp-disabled-event")
            || is("command-disabled-event") && name == "trace-event-set-state" && !text.contains("ignore");
        assert_eq!(is_disabled, error.contains("is disabled"), "{said}");
        let is_dead = is("command-dead-pattern") || is("command-absent-event") && text.contains('*');
        let is_switch = text.contains("-set-state") || text.contains("trace-event ");
        if is_switch {
            let is_vain = is_unknown || is_disabled || is_dead || is("command-disabled-event");
            assert_eq!(is_vain, !has_enabled(after), "{said}");
        } else if !is_lost && !is_unknown {
            let is_empty = told.is_empty() && answer["return"].as_array().is_none_or(Vec::is_empty);
            assert_eq!(is_dead, is_empty, "{said}");
        }
        for rule in of_json.iter().map(String::as_str) {
            let rule =
                VAIN.into_iter().chain(["qmp-disabled-event", "qmp-monitor-command"]).find(|it| *it == rule);
            *counts.entry(rule.unwrap_or("another rule")).or_default() += 1;
        }
    }
    println!("{COMMANDS} commands: {counts:?}");
    assert!(!counts.contains_key("another rule") && counts.len() >= 5, "{counts:?}");
}

/// Commands of every kind of file, with `@` in place of a name. Each line is a file.
const TEMPLATES: [(&str, &str); 30] = [
    ("sh", "qemu-system-x86_64 -m 1G -trace @"),
    ("sh", "./build/qemu-system-arm --trace enable=@,file=x.trace"),
    (
        "sh",
        r#"
        exec "$QEMU" \
          -trace "@" \
          -m 1G
        "#,
    ),
    ("sh", "qemu_args=(-m 1G\n -trace '@')"),
    ("sh", r#"QEMU_OPTIONS="-m 1 --trace @""#),
    ("sh", "qemu-x86_64 -d in_asm,trace:@ ls"),
    ("sh", "$QEMU_IMG -T @ convert -T none a b"),
    ("sh", "qemu-io --trace=@,file=x -c 'read 0 1' x"),
    ("sh", "qemu-nbd -T @ x & wait"),
    ("sh", "out=$(qemu-storage-daemon --trace @)"),
    ("sh", r#"_send_qemu_cmd $h "trace-event @ on" "(qemu)""#),
    ("sh", "socat - unix:mon <<EOF\ninfo trace-events @\nEOF"),
    ("sh", r#"echo '{"execute": "trace-event-get-state", "arguments": {"name": "@"}}' | nc -U x"#),
    ("sh", r#"echo "{\"execute\": \"trace-event-get-state\", \"arguments\": {\"name\": \"@\"}}""#),
    ("sh", "ssh host 'cd x && qemu-system-x86_64 -trace @'"),
    ("py", "vm.add_args('-trace', '@')"),
    ("py", "args = [qemu_binary, '--trace', '@']"),
    ("py", "os.system('qemu-system-x86_64 -trace @ ' + more)"),
    ("py", "subprocess.run(f'{qemu} --trace @', shell=True)"),
    ("py", "qemu_img('--trace', '@', 'info', path)"),
    ("py", "vm.qmp('trace-event-set-state', name='@', enable=True)"),
    ("py", "vm.cmd('trace-event-set-state', {'name': '@', 'enable': True})"),
    ("py", "vm.hmp('trace-event @ off')"),
    ("py", "vm.qmp('human-monitor-command', command_line='info trace-events @')"),
    ("json", r#"{ "program": "qemu-system-arm", "args": ["-trace", "@"] }"#),
    (
        "json",
        r#"
        ##
        # -> { "execute": "trace-event-set-state",
        #      "arguments": { "name": "@" } }
        ##
        "#,
    ),
    (
        "rst",
        r#"
        Say::

            $ qemu-system-x86_64 --trace "@" ...
        "#,
    ),
    (
        "rst",
        r"
        .. parsed-literal::

            |qemu_system| -m 1G \\
                -trace @
        ",
    ),
    ("rst", "The option ``-trace @`` does it, or ``trace-event @ on``."),
    (
        "md",
        r"
        ```sh
        qemu-system-x86_64 -trace @
        ```
        ",
    ),
];

#[test]
fn a_name_is_found_in_every_form_when_it_is_misspelt() {
    let (names, off) = names();
    let folder = scratch::folder("command-templates");
    scratch::write(&folder.join("names"), [names.clone(), off].concat().join("\n") + "\n");
    let known: BTreeSet<&String> = names.iter().collect();
    let mut random = Random::new(20_260_403);
    let mut files = Vec::new();
    let mut expected = 0;
    for (index, (kind, template)) in TEMPLATES.iter().enumerate() {
        for round in 0..10 {
            let name = random.pick(&names);
            let at = 1 + random.below(name.len() - 2);
            let wrong = match random.below(3) {
                0 => format!("{}{}", &name[..at], &name[at + 1..]),
                1 => format!("{}q{}", &name[..at], &name[at..]),
                _ => format!("{name}_{}", random.below(9)),
            };
            if !name.contains('_') || !wrong.contains('_') || known.contains(&wrong) {
                continue;
            }
            for (is_wrong, name) in [(false, name), (true, &wrong)] {
                let file = format!("{}{index}_{round}.{kind}", if is_wrong { "wrong" } else { "right" });
                scratch::write(
                    &folder.join(&file),
                    unindented(template).trim_end().replace('@', name) + "\n",
                );
                expected += usize::from(is_wrong);
                files.push(file);
            }
        }
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let found = by_line(&folder, &files);
    let found: BTreeSet<&str> = found.keys().map(|(file, _)| file.as_str()).collect();
    for file in &files {
        let text = || fs::read_to_string(folder.join(file)).expect("a file");
        assert_eq!(found.contains(file), file.starts_with("wrong"), "{file}\n{}", text());
    }
    println!("{expected} misspelt names");
    assert!(expected > 280, "{expected}");
}

/// The names in the commands of every tree, with how often they stand in them.
const IN_TREES: [(&str, &str, usize); 6] = [
    ("docs/devel/tracing.rst", "memory_region_ops_*", 1),
    ("docs/devel/tracing.rst", "kvm_*", 1),
    ("docs/devel/tracing.rst", "virtio_*", 1),
    ("docs/devel/tracing.rst", "virtio_blk_*", 1),
    ("docs/system/devices/canokey.rst", "canokey_*", 1),
    ("qapi/trace.json", r#""qemu_memalign""#, 2),
];

/// The one true finding in these trees: a command in QEMU's documentation names an event that was removed.
const REMOVED: (&str, &str) = ("docs/devel/tracing.rst", "g_malloc");

#[test]
fn names_in_the_trees_are_right_until_they_are_misspelt() {
    let mut mutants = 0;
    for version in ["7.2", "10.0", "10.2"] {
        let tree = qemu_tree(version);
        let found = check(&tree, &["--select", RULES, "."]);
        let places: Vec<_> = found.iter().map(|it| (&*it.path, &*it.event)).collect();
        assert_eq!(places, [REMOVED], "{version}: {found:#?}");
        let lines = event_lines(&tree);
        for (path, name, count) in IN_TREES {
            let text = fs::read_to_string(tree.join(path)).expect("a file of the tree");
            let bare = name.trim_matches('"');
            let (stem, end) = bare.split_at(bare.len() - 2);
            let mistakes = [
                format!("{stem}zz{end}"),
                format!("zz{bare}"),
                bare[1..].to_owned(),
                format!("{}{}{}", &bare[1..2], &bare[..1], &bare[2..]),
            ];
            let is_right = |wrong: &String| {
                let stem = wrong.trim_end_matches('*');
                lines.iter().any(|line| line.strip_prefix("disable ").unwrap_or(line).starts_with(stem))
            };
            for wrong in
                mistakes.into_iter().filter(|wrong| !is_right(wrong)).map(|wrong| name.replace(bare, &wrong))
            {
                let arguments =
                    ["check", "--select", RULES, "--output-format", "json", "--stdin-filename", path, "-"];
                let run = run_on(&tree, &arguments, text.replace(name, &wrong).as_bytes());
                let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
                let all = report["findings"].as_array().expect("a list");
                let found: Vec<_> =
                    all.iter().filter(|it| path != REMOVED.0 || it["event"] != REMOVED.1).collect();
                let here = found.iter().filter(|it| it["event"] == wrong.trim_matches('"')).count();
                assert_eq!((here, found.len()), (count, count), "{version} {path} {wrong}: {}", run.stdout);
                mutants += count;
            }
        }
    }
    println!("{mutants} misspelt names in the trees");
    assert!(mutants > 60, "{mutants}");
}

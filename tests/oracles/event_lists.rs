//! Event lists and patterns against a real qemu-system-x86_64: what it warns of, what it switches on,
//! what QMP answers. Each list is made of random lines, good ones and every kind of junk.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use trace_lint_tests::parallel::in_parallel;
use trace_lint_tests::program::{Finding, check, try_run};
use trace_lint_tests::qemu::{QEMU, qemu};
use trace_lint_tests::random::Random;
use trace_lint_tests::scratch;

const DECLARED: &str = "/usr/share/qemu/trace-events-all";
const LISTS: usize = 60;
const LINES: usize = 16;

/// The names that the binary has, in the order in which it goes through them.
fn names() -> Vec<String> {
    let output = Command::new(QEMU).args(["-trace", "help"]).output().expect("QEMU runs");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

fn disabled() -> BTreeSet<String> {
    let text = fs::read_to_string(DECLARED).expect("Debian's trace-events-all");
    let lines = text.lines().filter(|line| line.split('(').next().unwrap_or("").contains("disable "));
    lines
        .map(|line| line.split('(').next().unwrap_or("").rsplit(' ').next().unwrap_or("").to_owned())
        .collect()
}

/// As GLib matches, letter by letter of the pattern: which beginnings of the name match so far.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let mut so_far = vec![false; name.len() + 1];
    so_far[0] = true;
    for byte in pattern {
        let before = so_far.clone();
        for end in 0..=name.len() {
            so_far[end] = match byte {
                b'*' => before[end] || end > 0 && so_far[end - 1],
                b'?' => end > 0 && before[end - 1],
                byte => end > 0 && before[end - 1] && name[end - 1] == *byte,
            };
        }
        if !so_far.contains(&true) {
            return false;
        }
    }
    so_far[name.len()]
}

/// What is tried: mostly names and patterns, in every form that a line can have.
fn line(random: &mut Random, names: &[String], disabled: &[String]) -> Vec<u8> {
    let name = random.pick(names).clone();
    let prefix = name.split('_').next().unwrap_or(&name).to_owned();
    let half = name[..name.len() / 2].to_owned();
    let off = random.pick(disabled).clone();
    let base: Vec<u8> = match random.below(30) {
        0..=7 => name.clone().into(),
        8 => format!("{prefix}_*").into(),
        9 => format!("*{}*", &name[name.len() / 3..name.len() * 2 / 3]).into(),
        10 => format!("{half}*").into(),
        11 => format!("{half}q*").into(),
        12 => format!("{}?", &name[..name.len() - 1]).into(),
        13 => format!("{}?*", &name[..name.len() - 1]).into(),
        14 => off.into(),
        15 => format!("{}*", &off[..off.len() - 1]).into(),
        16 => half.into(),
        17 => name.to_uppercase().into(),
        18 => format!("trace_{name}").into(),
        19 => format!("{name}(void *p, int n) \"p=%p n=%d\"").into(),
        20 => format!("{name},{prefix}_*").into(),
        21 => format!("{half}[a-z]*").into(),
        22 => format!("\"{name}\"").into(),
        23 => (*random.pick(&["*", "?", "a", "*?", "??", "-*", "#", "##", "-", "--", "x=1", "!*", "{a,b}"]))
            .into(),
        24 => b"\xff\xfe_read".to_vec(),
        25 => "événement".into(),
        26 => format!("{name}{}", "z".repeat(random.below(30) + 1000)).into(),
        27 => format!("*{}*", "*".repeat(random.below(40) + 1000)).into(),
        28 => format!("# {}{name}", "c".repeat(random.below(30) + 1005)).into(),
        _ => Vec::new(),
    };
    let mut line = match random.below(14) {
        0 => [b"-".to_vec(), base].concat(),
        1 => [b"- ".to_vec(), base].concat(),
        2 => [b" ".to_vec(), base].concat(),
        3 => [b"# ".to_vec(), base].concat(),
        4 => [b"\t# ".to_vec(), base].concat(),
        5 | 6 => [b"-".to_vec(), base].concat(),
        _ => base,
    };
    match random.below(16) {
        0 => line.extend(b" "),
        1 => line.extend(b"\t "),
        2 => line.extend(b"\r"),
        3 => line.extend(b"  # why"),
        4 => line.extend(b"\0"),
        5 => line.extend(b"\0junk"),
        6 => line.extend(b"#"),
        _ => {}
    }
    line
}

fn list(random: &mut Random, names: &[String], disabled: &[String]) -> Vec<u8> {
    let mut text = Vec::new();
    if random.one_in(8) {
        text.extend(b"\xef\xbb\xbf");
    }
    for _ in 0..LINES {
        text.extend(line(random, names, disabled));
        text.push(b'\n');
    }
    if random.one_in(10) {
        text.extend(random.pick(&[&b"help\n"[..], b"?\n", b"help \n", b"-help\n", b"?\r\n", b"help"]).iter());
    }
    match random.below(5) {
        0 => drop(text.pop()),
        1 => text.extend(random.pick(names).bytes()),
        2 => text.extend(b"a"),
        3 => text.extend(b"# end"),
        _ => {}
    }
    text
}

/// The lines as `fgets` gives them: the number of the line of the text, and the bytes.
fn chunks(text: &[u8]) -> Vec<(usize, &[u8])> {
    let mut found = Vec::new();
    for (number, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        found.extend(line.chunks(1023).map(|chunk| (number + 1, chunk)));
    }
    found
}

/// The lines of the text that QEMU warns of.
fn warned(stderr: &str, file: &str, chunks: &[(usize, &[u8])]) -> BTreeSet<usize> {
    let marker = format!("{QEMU}:{file}:");
    let places = stderr.match_indices(&marker).filter_map(|(at, _)| {
        let rest = &stderr[at + marker.len()..];
        let (number, rest) = rest.split_once(": warning: trace event ")?;
        rest.starts_with('\'').then_some(())?;
        number.parse::<usize>().ok()
    });
    places.map(|number| chunks[number - 1].0).collect()
}

fn enabled(answer: &Value) -> BTreeSet<String> {
    let states = answer["return"].as_array().expect("states").iter();
    let on = states.filter(|state| state["state"] == "enabled");
    on.map(|state| state["name"].as_str().expect("a name").to_owned()).collect()
}

fn get_state(pattern: &str) -> Value {
    serde_json::json!({ "execute": "trace-event-get-state", "arguments": { "name": pattern } })
}

/// Switches what a chunk says, as QEMU does with it.
fn switch(on: &mut BTreeSet<String>, chunk: &[u8], names: &[String], disabled: &BTreeSet<String>) {
    let end = chunk.iter().position(|byte| *byte == 0).unwrap_or(chunk.len());
    if end < 2 || chunk[0] == b'#' {
        return;
    }
    let (is_on, pattern) = match chunk[..end - 1].strip_prefix(b"-") {
        Some(rest) => (false, rest),
        None => (true, &chunk[..end - 1]),
    };
    let is_all = pattern.contains(&b'*');
    for name in names.iter().filter(|name| matches(pattern, name.as_bytes())) {
        if !disabled.contains(name) {
            if is_on {
                on.insert(name.clone())
            } else {
                on.remove(name)
            };
        }
        if !is_all {
            return;
        }
    }
}

/// The folder of a test, with the names of the binary in it.
fn folder(name: &str, names: &[String]) -> PathBuf {
    let folder = scratch::folder(name);
    scratch::write(&folder.join("names"), names.join("\n") + "\n");
    folder
}

const EVENTS: [&str; 4] = ["--events", DECLARED, "--events", "names"];

#[test]
fn lists_do_in_qemu_what_the_findings_say() {
    let names = names();
    let disabled = disabled();
    let off: Vec<String> = names.iter().filter(|name| disabled.contains(*name)).cloned().collect();
    let folder = folder("event-lists", &names);
    let mut random = Random::new(20_260_101);
    let files: Vec<String> = (0..LISTS).map(|number| format!("l{number}.trace-list")).collect();
    let texts: Vec<_> = files.iter().map(|_| list(&mut random, &names, &off)).collect();
    for (file, text) in files.iter().zip(&texts) {
        scratch::write(&folder.join(file), text);
    }
    let mut arguments = EVENTS.to_vec();
    arguments.extend(files.iter().map(String::as_str));
    let mut by_file: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for finding in check(&folder, &arguments) {
        let file = finding.path.rsplit('/').next().unwrap_or_default().to_owned();
        by_file.entry(file).or_default().push(finding);
    }
    let pairs: Vec<_> = files.iter().zip(&texts).collect();
    let verdicts = in_parallel(&pairs, |(file, _)| {
        qemu(&folder, &["-trace", &format!("events={file}")], &[get_state("*")])
    });
    let (mut lines, mut warnings, mut dead) = (0, 0, 0);
    for ((file, text), session) in pairs.iter().zip(&verdicts) {
        assert!(session.is_well, "{file}: {}", session.stderr);
        let shown = || format!("{file}\n{}", String::from_utf8_lossy(text));
        let none = Vec::new();
        let findings = by_file.get(*file).unwrap_or(&none);
        let chunks = chunks(text);
        let warned = warned(&session.stderr, file, &chunks);
        let rules = |line: usize| {
            let here = findings.iter().filter(|it| it.line == line && it.severity != "info");
            here.map(|it| it.rule.as_str()).collect::<Vec<_>>()
        };
        let is_over = |number: usize| chunks.iter().filter(|(other, _)| *other == number).count() > 1;
        let mut on = BTreeSet::new();
        let mut is_helped = false;
        for (number, chunk) in &chunks {
            let rules = rules(*number);
            lines += 1;
            let bare = chunk.strip_suffix(b"\n").unwrap_or(&chunk[..chunk.len() - 1]);
            if matches!(bare, b"help" | b"?") {
                assert!(rules.contains(&"list-help"), "{number} {rules:?} {}", shown());
                is_helped = true;
                break;
            }
            if warned.contains(number) {
                assert!(rules.iter().any(|rule| !is_weak(rule)), "{number}: QEMU warns alone\n{}", shown());
                warnings += 1;
            }
            let mut after = on.clone();
            switch(&mut after, chunk, &names, &disabled);
            // Without a strong finding a line does what it says; with one it does nothing, save the
            // last line cut short and the rest of one that is too long.
            let is_strong = rules.iter().any(|rule| !is_weak(rule));
            let may_differ = rules.contains(&"list-final-newline") || is_over(*number) || chunk.contains(&0);
            let mut whole = BTreeSet::new();
            switch(&mut whole, &positive(chunk), &names, &disabled);
            let is_read = chunk.len() > 1 && chunk[0] != b'#';
            if !may_differ && is_read {
                assert_eq!(whole.is_empty(), is_strong, "{number} {rules:?}\n{}", shown());
                dead += usize::from(is_strong && !warned.contains(number));
            }
            if !is_read && !may_differ {
                assert!(!is_strong, "{number} {rules:?}\n{}", shown());
            }
            on = after;
        }
        if is_helped {
            assert!(session.stdout.starts_with(&names[0]), "{}", shown());
        } else {
            assert_eq!(enabled(&session.answers[0]), on, "{}", shown());
        }
    }
    println!("{lines} lines, {warnings} warned of, {dead} dead without a word");
    assert!(lines > 900 && warnings > 200 && dead > 20, "{lines} {warnings} {dead}");
}

/// The chunk without its `-`.
fn positive(chunk: &[u8]) -> Vec<u8> {
    chunk.strip_prefix(b"-").unwrap_or(chunk).to_vec()
}

/// True for a finding about a line that does something.
fn is_weak(rule: &str) -> bool {
    matches!(rule, "list-undone-line" | "list-first-only")
}

#[test]
fn patterns_cover_what_qmp_says() {
    let names = names();
    let folder = folder("event-patterns", &names);
    let mut random = Random::new(7);
    let mut patterns = Vec::new();
    while patterns.len() < 200 {
        let name = random.pick(&names);
        let mut text: Vec<char> = name.chars().collect();
        for _ in 0..random.below(4) {
            let (from, to) = (random.below(text.len()), random.below(text.len()));
            let (from, to) = (from.min(to), from.max(to));
            let wild = *random.pick(&["*", "?", "**", "*?", "_*_", "x", "[a]", ""]);
            text.splice(from..to, wild.chars());
            if text.is_empty() {
                break;
            }
        }
        let pattern: String = text.into_iter().collect();
        if !pattern.is_empty() {
            patterns.push(pattern);
        }
    }
    patterns.extend(["*", "qxl_*", "qxl_io_write_vga", "qxl_io_write_vg?", "?*"].map(str::to_owned));
    let set = |pattern: &String| serde_json::json!({ "execute": "trace-event-set-state", "arguments": { "name": pattern, "enable": false } });
    let commands: Vec<_> = patterns.iter().flat_map(|it| [get_state(it), set(it)]).collect();
    let answers = qemu(&folder, &[], &commands).answers;
    assert_eq!(answers.len(), commands.len());
    let mut arguments = vec!["match", "--output-format", "json"];
    arguments.extend(EVENTS);
    arguments.push("--");
    arguments.extend(patterns.iter().map(String::as_str));
    let found: Value = serde_json::from_str(&try_run(&folder, &arguments).stdout).expect("JSON");
    for (index, pattern) in patterns.iter().enumerate() {
        let found = &found["patterns"][index];
        let of = |key: &str| {
            let events = found[key].as_array().expect("a list").iter();
            events.map(|it| it["name"].as_str().expect("a name").to_owned()).collect::<BTreeSet<_>>()
        };
        let (events, disabled) = (of("events"), of("disabled"));
        let (get, set) = (&answers[2 * index], &answers[2 * index + 1]);
        // QMP takes `?` without `*` for a plain name, which it then does not find.
        let is_plain = !pattern.contains('*') && pattern.contains('?');
        match get["return"].as_array() {
            Some(states) => {
                let all = states.iter().map(|it| it["name"].as_str().expect("a name").to_owned());
                assert_eq!(all.collect::<BTreeSet<_>>(), &events | &disabled, "{pattern}");
            }
            None => assert!(is_plain || events.is_empty() && disabled.is_empty(), "{pattern}: {get}"),
        }
        let is_refused = is_plain || !disabled.is_empty() || !pattern.contains('*') && events.is_empty();
        assert_eq!(set.get("error").is_some(), is_refused, "{pattern}: {set}");
    }
}

//! `trace-lint compat` of real releases, held against a recount of what each tree's own tracetool reads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use trace_lint_tests::program::{run, try_run};
use trace_lint_tests::scratch;
use trace_lint_tests::tracetool::{Mode, ToolEvent, file_verdicts};
use trace_lint_tests::tree::{qemu_tree, trace_events_files};

/// The declarations of each name, as tracetool reads those that are built.
fn events(tree: &Path) -> BTreeMap<String, Vec<ToolEvent>> {
    let files = trace_events_files(tree).into_iter().filter(|path| !path.starts_with(tree.join("tests")));
    let files: Vec<_> = files.map(|path| std::fs::read(path).expect("a file")).collect();
    let mut found: BTreeMap<String, Vec<ToolEvent>> = BTreeMap::new();
    for verdict in file_verdicts(tree, Mode::Log, &files) {
        assert_eq!(verdict.error, None);
        for event in verdict.events {
            found.entry(event.name.clone()).or_default().push(event);
        }
    }
    found
}

/// A type in the words that count for C: of `unsigned long int` the `int` does not.
fn plain_type(text: &str) -> Vec<String> {
    let text = text.replace('*', " * ");
    let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
    let has_other = words.iter().any(|word| ["unsigned", "long", "short", "signed"].contains(&word.as_str()));
    words.retain(|word| !(has_other && word == "int"));
    words
}

/// A format as one string, however it was put together.
fn plain_format(text: &str) -> String {
    let mut plain = String::new();
    let mut is_string = false;
    for (at, part) in text.split('"').enumerate() {
        if at % 2 == 1 {
            plain += part;
            is_string = true;
        } else {
            let words: Vec<_> = part.split_whitespace().collect();
            if !words.is_empty() || !is_string {
                plain += &words.join(" ");
            }
        }
    }
    plain
}

/// What `compat` has to find of an event that is there before and after: each rule, and how often.
fn recount(old: &ToolEvent, new: &ToolEvent) -> BTreeMap<&'static str, usize> {
    let names = |event: &ToolEvent| event.args.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>();
    let (was, is) = (names(old), names(new));
    let gone = was.iter().filter(|name| !is.contains(name)).count();
    let come = is.iter().filter(|name| !was.contains(name)).count();
    let both = |one: &[String], other: &[String]| {
        one.iter().filter(|name| other.contains(name)).cloned().collect::<Vec<_>>()
    };
    let type_of = |event: &ToolEvent, name: &str| {
        let found = event.args.iter().find(|(_, other)| other == name);
        found.map(|(ctype, _)| plain_type(ctype)).expect("the argument is there")
    };
    let common = both(&was, &is);
    let retyped = common.iter().filter(|name| type_of(old, name) != type_of(new, name)).count();
    let is_disabled = |event: &ToolEvent| event.properties.iter().any(|word| word == "disable");
    let counts = [
        ("gone", gone),
        ("come", come),
        ("retyped", retyped),
        ("reordered-arguments", usize::from(common != both(&is, &was))),
        ("changed-format", usize::from(plain_format(&old.format) != plain_format(&new.format))),
        ("changed-disable", usize::from(is_disabled(old) != is_disabled(new))),
    ];
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

struct Found {
    rule: String,
    event: String,
    message: String,
    severity: String,
}

fn compat(old: &Path, new: &Path) -> Vec<Found> {
    let (old, new) = (old.to_str().expect("text"), new.to_str().expect("text"));
    let arguments = ["compat", "--output-format", "json", "--extend-select", "added-event", old, new];
    let output = run(Path::new("."), &arguments);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let findings = report["findings"].as_array().expect("a list").iter();
    findings
        .map(|it| Found {
            rule: text(&it["rule"]),
            event: text(&it["event"]),
            message: text(&it["message"]),
            severity: text(&it["severity"]),
        })
        .collect()
}

fn agrees(older: &str, newer: &str) {
    let (old_tree, new_tree) = (qemu_tree(older), qemu_tree(newer));
    let (old, new) = (events(&old_tree), events(&new_tree));
    let found = compat(&old_tree, &new_tree);
    let named = |rule: &'static str| found.iter().filter(move |it| it.rule == rule);
    let quoted = |it: &Found| it.message.split('`').nth(1).expect("a name").to_owned();

    // Gone, come, renamed: every name once.
    let gone: Vec<_> =
        named("removed-event").map(|it| it.event.clone()).chain(named("renamed-event").map(quoted)).collect();
    let come: Vec<_> =
        ["added-event", "renamed-event"].into_iter().flat_map(named).map(|it| it.event.clone()).collect();
    let set = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!((set(&gone).len(), set(&come).len()), (gone.len(), come.len()), "each pair once");
    let only = |one: &BTreeMap<String, Vec<ToolEvent>>, other: &BTreeMap<String, Vec<ToolEvent>>| {
        one.keys().filter(|name| !other.contains_key(*name)).cloned().collect::<BTreeSet<_>>()
    };
    assert_eq!(set(&gone), only(&old, &new));
    assert_eq!(set(&come), only(&new, &old));

    // What is there before and after, and under another name.
    let mut pairs: Vec<(&ToolEvent, &ToolEvent)> = Vec::new();
    for (name, declared) in &old {
        if let ([was], Some([is])) = (&declared[..], new.get(name).map(|declared| &declared[..])) {
            pairs.push((was, is));
        }
    }
    assert!(pairs.len() > 4000, "{}", pairs.len());
    pairs.extend(named("renamed-event").map(|it| (&old[&quoted(it)][0], &new[&it.event][0])));
    let mut differing = 0;
    for (was, is) in pairs {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let here = found.iter().filter(|it| it.event == is.name);
        for it in here {
            let kinds: &[&str] = match &*it.rule {
                "removed-argument" => &["gone"],
                "added-argument" => &["come"],
                "renamed-argument" => &["gone", "come"],
                "retyped-argument" => {
                    // Of an argument that is renamed too the recount knows nothing.
                    let name = quoted(it);
                    if was.args.iter().any(|(_, old)| *old == name) { &["retyped"] } else { &[] }
                }
                "renamed-event" | "added-event" => &[],
                other => &[match other {
                    "reordered-arguments" => "reordered-arguments",
                    "changed-format" => "changed-format",
                    _ => "changed-disable",
                }],
            };
            kinds.iter().for_each(|kind| *counts.entry(kind).or_default() += 1);
        }
        assert_eq!(counts, recount(was, is), "{}", is.name);
        differing += usize::from(!counts.is_empty());
    }
    assert!(differing > 20, "{differing}");
    let is_string = |ctype: &str| {
        ctype.contains("char") && ctype.matches('*').count() == 1 && !ctype.contains("unsigned")
    };
    for it in named("retyped-argument") {
        let types: Vec<_> = it.message.rsplit(" is ").next().expect("types").split(", ").collect();
        let kinds = [types[0], types[1].trim_start_matches("was ")].map(is_string);
        assert_eq!(it.severity == "error", kinds[0] != kinds[1], "{}", it.message);
    }
}

#[test]
fn releases_agree_with_a_recount() {
    agrees("7.2", "10.0");
    agrees("10.0", "10.2");
    agrees("10.2", "7.2");
}

#[test]
fn what_is_known_of_7_2_to_10_0() {
    let found = compat(&qemu_tree("7.2"), &qemu_tree("10.0"));
    let is_there =
        |rule: &str, start: &str| found.iter().any(|it| it.rule == rule && it.message.starts_with(start));
    assert!(is_there("renamed-event", "`thread_pool_submit` is gone; `thread_pool_submit_aio` may be"));
    assert!(is_there("added-argument", "`v9fs_open` has got an argument 5, `const char* oflags`; it had 4"));
    assert!(is_there("added-argument", "`v9fs_walk` has got an argument 6, `const char* wnames`; it had 5"));
    assert!(is_there(
        "renamed-argument",
        "argument 3 of `nbd_receive_simple_reply` is `cookie`, was `handle`"
    ));
    assert!(is_there("removed-event", "`guest_cpu_enter` is gone"));
    let count = |rule: &str| found.iter().filter(|it| it.rule == rule).count();
    assert_eq!(count("removed-event") + count("renamed-event"), 163);
    assert_eq!(count("added-event") + count("renamed-event"), 929);
}

#[test]
fn catalogues_and_revisions_say_the_same_as_trees() {
    let folder = scratch::folder("real-compat");
    let repository = folder.join("repository");
    std::fs::create_dir_all(&repository).expect("a folder");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=T", "-c", "user.email=t@localhost"]).args(arguments);
        assert!(git.current_dir(&repository).status().expect("git is installed").success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    for version in ["7.2", "10.0"] {
        let tree = qemu_tree(version);
        let mut all = Vec::new();
        for path in trace_events_files(&tree) {
            let text = std::fs::read(&path).expect("a file");
            all.extend(&text);
            scratch::write(&repository.join(path.strip_prefix(&tree).expect("in the tree")), text);
        }
        for name in ["meson.build", "VERSION"] {
            scratch::write(&repository.join(name), std::fs::read(tree.join(name)).expect("a file"));
        }
        scratch::write(&folder.join(version).join("trace-events-all"), all);
        git(&["add", "-A"]);
        git(&["commit", "-qm", version]);
        git(&["tag", &format!("v{version}")]);
    }
    let counts = |folder: &Path, old: &str, new: &str| {
        let run = try_run(folder, &["compat", old, new, "--output-format", "short"]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for line in run.stdout.lines() {
            *found.entry(line.rsplit('(').next().expect("a rule").to_owned()).or_default() += 1;
        }
        found
    };
    let (old, new) = (qemu_tree("7.2"), qemu_tree("10.0"));
    let trees = counts(&folder, old.to_str().expect("text"), new.to_str().expect("text"));
    assert_eq!(counts(&repository, "v7.2", "v10.0"), trees);
    // In a catalogue nothing tells which events stand in one file: fewer new names are guessed.
    let gone = |counts: &BTreeMap<String, usize>| counts["removed-event)"] + counts["renamed-event)"];
    let new = new.to_str().expect("text");
    for (old, new) in [("7.2/trace-events-all", "10.0/trace-events-all"), ("7.2", "10.0"), ("7.2", new)] {
        let catalogues = counts(&folder, old, new);
        assert_eq!(gone(&catalogues), gone(&trees), "{old} {new}");
        assert!(catalogues["renamed-event)"] > 40, "{catalogues:?}");
    }
}

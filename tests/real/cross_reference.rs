//! What trace-lint says of three real QEMU trees about calls, guards, headings, headers and groups, held
//! against what can be found out in a second way, here and now.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::Arc;

use trace_lint_tests::independent_reader::{Plain, join};
use trace_lint_tests::overlay::{Overlay, is_source};
use trace_lint_tests::parallel::in_parallel;
use trace_lint_tests::program::{Finding, check, trace_lint};
use trace_lint_tests::scratch;
use trace_lint_tests::shared::Shared;
use trace_lint_tests::tree::qemu_tree;

/// The rules about more than one file.
pub const RULES: &str =
    "TL201,TL202,TL701,TL702,TL703,TL704,TL705,TL706,TL707,TL708,TL709,TL710,TL711,TL712,TL713";

fn findings(version: &str) -> Arc<BTreeMap<String, Vec<Finding>>> {
    static FINDINGS: Shared<String, BTreeMap<String, Vec<Finding>>> = Shared::new();
    FINDINGS.get(version.to_owned(), || {
        let mut by_rule: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in check(&qemu_tree(version), &["--select", RULES, "."]) {
            by_rule.entry(finding.rule.clone()).or_default().push(finding);
        }
        by_rule
    })
}

/// The places of findings, for a list that a second way gives.
fn places(findings: &[Finding], says: &str) -> BTreeSet<(String, usize)> {
    let wanted = findings.iter().filter(|finding| finding.message.contains(says));
    wanted.map(|finding| (finding.path.clone(), finding.line)).collect()
}

#[test]
fn unused_events_are_those_that_no_text_has() {
    for version in ["7.2", "10.0", "10.2"] {
        let plain = Plain::of(version);
        let found = findings(version);
        let mut reported: BTreeSet<&str> = BTreeSet::new();
        let mut twice: BTreeSet<&str> = BTreeSet::new();
        for finding in &found["unused-event"] {
            let declarations = plain.declared.iter().filter(|event| event.name == finding.event).count();
            if declarations == 1 {
                reported.insert(&finding.event);
            } else {
                assert_eq!((declarations, finding.path.as_str()), (2, "bsd-user/trace-events"));
                twice.insert(&finding.event);
            }
        }
        assert_eq!(reported, plain.unused_names(), "{version}");
        // Of two declarations only that is unused which no caller includes: here all is text again.
        let users = plain.code.iter().filter(|(path, _)| !path.starts_with("linux-user/"));
        let users: Vec<_> = users.map(|(_, (_, code))| String::from_utf8_lossy(code)).collect();
        let is_called = |name: &str| users.iter().any(|code| code.contains(&format!("trace_{name}(")));
        let unused = plain.declared.iter().filter(|event| event.path == "bsd-user/trace-events");
        let unused: BTreeSet<&str> =
            unused.map(|event| event.name.as_str()).filter(|name| !is_called(name)).collect();
        assert_eq!(twice, unused, "{version}");
    }
}

#[test]
fn guards_are_those_that_the_text_has() {
    for version in ["7.2", "10.0", "10.2"] {
        let guards = Plain::of(version).guards();
        let weak = guards.iter().filter(|guard| !guard.asks_backends);
        let weak: BTreeSet<(String, usize)> = weak.map(|guard| (guard.path.clone(), guard.line)).collect();
        assert_eq!(places(&findings(version)["guard-not-backends"], ""), weak, "{version}");
    }
}

#[test]
fn headings_that_name_nothing_or_stand_twice() {
    for (version, nothing, twice) in [("7.2", 12, 2), ("10.0", 16, 3), ("10.2", 17, 3)] {
        let tree = qemu_tree(version);
        let plain = Plain::of(version);
        let (mut no_file, mut repeated) = (BTreeSet::new(), BTreeSet::new());
        for path in plain.declared.iter().map(|event| &event.path).collect::<BTreeSet<_>>() {
            let text = std::fs::read_to_string(tree.join(path)).expect("events are UTF-8");
            let directory = path.strip_suffix("trace-events").expect("its name").trim_end_matches('/');
            let mut seen = BTreeSet::new();
            for (line, text) in text.lines().enumerate() {
                let heading = text.strip_prefix('#').map(str::trim).filter(|text| !text.contains(' '));
                let Some(heading) = heading.filter(|heading| is_source(heading)) else { continue };
                let is_there = match heading.split_once('*') {
                    Some((_, rest)) => plain
                        .sources
                        .iter()
                        .any(|source| source.starts_with(directory) && source.ends_with(rest)),
                    None => {
                        tree.join(join(directory, heading)).exists()
                            || (heading.contains('/') && tree.join(heading).exists())
                    }
                };
                if !is_there {
                    no_file.insert((path.clone(), line + 1));
                }
                if !seen.insert(heading) {
                    repeated.insert((path.clone(), line + 1));
                }
            }
        }
        let found = &findings(version)["stale-heading"];
        assert_eq!(places(found, "names no source"), no_file, "{version}");
        assert_eq!(places(found, "stands twice"), repeated, "{version}");
        assert_eq!((no_file.len(), repeated.len()), (nothing, twice), "{version}");
    }
}

/// QEMU's own script drops the events that nothing in their directory names; it is asked about those that
/// trace-lint calls unused, and about some that are used.
#[test]
fn cleanup_trace_events_drops_what_is_unused() {
    let tree = qemu_tree("10.0");
    let overlay = Overlay::new("cleanup", &tree);
    let git = |arguments: &[&str]| {
        let status =
            Command::new("git").args(arguments).current_dir(&overlay.root).status().expect("git runs");
        assert!(status.success(), "git {arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "--intent-to-add", "--force", "."]);
    let plain = Plain::of("10.0");
    let found = findings("10.0");
    let mut by_file: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for finding in &found["unused-event"] {
        by_file.entry(&finding.path).or_default().insert(&finding.event);
    }
    let is_near = |path: &str, name: &str| {
        let directory = path.strip_suffix("trace-events").expect("its name");
        let mut code = plain
            .code
            .iter()
            .filter(|(source, _)| source.strip_prefix(directory).is_some_and(|rest| !rest.contains('/')));
        code.any(|(_, (_, code))| String::from_utf8_lossy(code).contains(&format!("trace_{name}(")))
    };
    let mut kept = BTreeSet::new();
    let files: Vec<_> = by_file.into_iter().collect();
    let answers = in_parallel(&files, |(path, unused)| {
        let events: Vec<&str> = plain
            .declared
            .iter()
            .filter(|event| event.path == *path)
            .map(|event| event.name.as_str())
            .collect();
        let used =
            events.iter().copied().filter(|name| !unused.contains(name) && is_near(path, name)).take(4);
        let used: BTreeSet<&str> = used.collect();
        let asked: String = unused.iter().chain(&used).map(|name| format!("{name}(void)\n")).collect();
        scratch::write(&overlay.root.join(format!("{path}-asked")), asked);
        let output = Command::new("perl")
            .arg(tree.join("scripts/cleanup-trace-events.pl"))
            .arg(format!("{path}-asked"))
            .current_dir(&overlay.root)
            .output()
            .expect("perl runs");
        let text = String::from_utf8(output.stdout).expect("events are UTF-8");
        let kept: Vec<String> =
            text.lines().filter_map(|line| line.strip_suffix("(void)")).map(str::to_owned).collect();
        (kept, used.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>())
    });
    let mut used = BTreeSet::new();
    for (one, other) in answers {
        kept.extend(one);
        used.extend(other);
    }
    // One is named in a comment, which the script takes for a use.
    let only_mentioned: Vec<&String> = kept.difference(&used).collect();
    assert_eq!(only_mentioned.len(), 1, "{only_mentioned:?}");
    assert!(used.is_subset(&kept), "{:?}", used.difference(&kept).collect::<Vec<_>>());
    assert!(used.len() > 100, "{} were asked about", used.len());
}

/// QAPI's events, as the tree's own generator makes them, are declared; others of their prefix are not.
#[test]
fn events_of_qapi_are_known() {
    for (version, count) in [("7.2", 438), ("10.0", 478), ("10.2", 486)] {
        let tree = qemu_tree(version);
        let out = scratch::folder(&format!("qapi-{version}"));
        let status = Command::new("python3")
            .args(["-B", "scripts/qapi-gen.py", "-b", "-o"])
            .arg(&out)
            .arg("qapi/qapi-schema.json")
            .current_dir(&tree)
            .status()
            .expect("python3 runs");
        assert!(status.success(), "qapi-gen.py");
        let mut names = BTreeSet::new();
        for entry in std::fs::read_dir(&out).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "trace-events") {
                let text = std::fs::read_to_string(&path).expect("events are UTF-8");
                names.extend(
                    text.lines().filter_map(|line| line.split_once('(')).map(|(name, _)| name.to_owned()),
                );
            }
        }
        assert_eq!(names.len(), count, "{version}");
        let mut overlay = Overlay::new(&format!("qapi-tree-{version}"), &tree);
        let unknown = ["qmp_enter_device_add", "qmp_enter_no_such", "qmp_exit_no_such"];
        let calls =
            names.iter().map(String::as_str).chain(unknown).map(|name| format!("    trace_{name}();\n"));
        overlay.write(
            "qom/zz.c",
            format!("#include \"trace.h\"\nvoid f(void)\n{{\n{}}}\n", calls.collect::<String>()),
        );
        let found = check(&overlay.root, &["--select", "undeclared-event", "."]);
        let found: Vec<&str> = found.iter().map(|finding| finding.event.as_str()).collect();
        assert_eq!(found, unknown, "{version}");
    }
}

/// What a run on a real tree takes of memory, in KiB.
#[test]
fn memory_stays_below_60_mb() {
    let script = "import resource, subprocess, sys\n\
        subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n\
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
    for arguments in [&["check", "."][..], &["check", "hw/misc/virt_ctrl.c"]] {
        let output = Command::new("python3")
            .args(["-c", script])
            .arg(trace_lint())
            .args(arguments)
            .current_dir(qemu_tree("10.2"))
            .output()
            .expect("python3 runs");
        let peak: usize = String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number");
        assert!((1000..60 << 10).contains(&peak), "{arguments:?} takes {peak} KiB");
    }
}

//! `--fix` and `--diff` as a user meets them: what is written, what is shown, and what is left alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use trace_lint_tests::fixture::{self, line, unindented};
use trace_lint_tests::program::{run_on, trace_lint, try_run};
use trace_lint_tests::random::Random;
use trace_lint_tests::scratch;

/// A folder with a file, fixed with further arguments: what the file is then, and the exit status.
fn fixed(name: &str, text: &str, arguments: &[&str]) -> (String, i32) {
    let folder = scratch::folder(name);
    scratch::write(&folder.join("trace-events"), text);
    let mut all = vec!["check", "--no-index", "--fix", "trace-events"];
    all.extend(arguments);
    let status = try_run(&folder, &all).status;
    (fs::read_to_string(folder.join("trace-events")).expect("the file is there"), status)
}

#[test]
fn safe_fixes_are_made_and_the_rest_is_reported() {
    let check = |text: &str, arguments: &[&str], expected: &str, status: i32| {
        assert_eq!(fixed("fixes-safe", text, arguments), (expected.into(), status), "{text:?}");
    };
    check(r#"f(int a) "%d""#, &[], &line(r#"f(int a) "%d""#), 0);
    check(&line(r#"f(uint64_t a) "%lx""#), &[], &line(r#"f(uint64_t a) "0x%" PRIx64"#), 0);
    check(r#"f(int a, char *b) "%s %d""#, &[], &line(r#"f(int a, char *b) "%d %s""#), 0);
    check(r#"f(int a) "%d""#, &["--ignore", "TL002"], r#"f(int a) "%d""#, 0);
    check("f(", &[], "f(\n", 1);
    check("# a\r\nf(int a) \"%d\"", &[], "# a\r\nf(int a) \"%d\"\r\n", 0);
    check("", &[], "", 0);
    check(&line(r#"dsable f(void) """#), &[], &line(r#"dsable f(void) """#), 1);
    check(&line(r#"dsable f(void) """#), &["--unsafe"], &line(r#"disable f(void) """#), 0);
}

/// A tree with a defect in each of `count` groups that `--fix` mends, and one that only `--unsafe` does.
fn tree(name: &str, count: usize) -> PathBuf {
    let folder = scratch::folder(name);
    let names: Vec<String> = (0..count).map(|number| format!("hw/g{number}")).collect();
    for (number, group) in names.iter().enumerate() {
        // As deep as the lines round it.
        let comments = vec![format!("# comment {number}"); 200].join("\n            ");
        let files = format!(
            r#"
            --- {group}/trace-events
            g{number}_used(uint64_t x) "0x%lx"
            {comments}
            g{number}_unused(void) ""
            --- {group}/a.c
            #include "qemu/osdep.h"
            void f(void) {{ trace_g{number}_used(1); }}
            --- {group}/trace.h
            #include "trace/trace-hw_g{number}.h"
            "#
        );
        fixture::write(&folder, &files);
    }
    scratch::write(
        &folder.join("meson.build"),
        format!("trace_events_subdirs = {names:?}\n").replace('"', "'"),
    );
    folder
}

/// The texts of all files of a folder.
fn texts(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
    found
}

#[test]
fn a_tree_is_fixed_at_once_and_for_all() {
    let folder = tree("fixes-tree", 3);
    let before = texts(&folder);
    let diff = try_run(&folder, &["check", "--diff"]);
    assert_eq!(diff.status, 1);
    assert_eq!(texts(&folder), before, "--diff writes nothing");
    let output = try_run(&folder, &["check", "--fix"]);
    assert!(output.stderr.contains("6 findings in 6 files fixed"), "{output:?}");
    assert_eq!(output.status, 1, "the unused events are left: {output:?}");
    let after = texts(&folder);
    let source = String::from_utf8_lossy(&after[&folder.join("hw/g0/a.c")]).into_owned();
    let beginning = unindented(
        r#"
        #include "qemu/osdep.h"
        #include "trace.h"
        "#,
    );
    assert!(source.starts_with(&beginning), "{source}");
    assert_eq!(after.len(), before.len(), "nothing is left behind");
    let again = try_run(&folder, &["check", "--diff"]);
    assert_eq!((again.status, &*again.stdout), (0, ""));

    let patched = tree("fixes-patched", 3);
    let mut patch = Command::new("git")
        .args(["apply", "--unsafe-paths", "-p1", "-"])
        .env("GIT_CEILING_DIRECTORIES", patched.parent().expect("a folder"))
        .current_dir(&patched)
        .stdin(Stdio::piped())
        .spawn()
        .expect("git is installed");
    std::io::Write::write_all(&mut patch.stdin.take().expect("a pipe"), diff.stdout.as_bytes())
        .expect("git reads");
    assert!(patch.wait().expect("git ends").success());
    let relative = |texts: BTreeMap<PathBuf, Vec<u8>>, root: &Path| -> Vec<(PathBuf, Vec<u8>)> {
        texts
            .into_iter()
            .map(|(path, text)| (path.strip_prefix(root).expect("inside").into(), text))
            .collect()
    };
    assert_eq!(relative(texts(&patched), &patched), relative(after, &folder), "the diff is what --fix does");

    assert_eq!(try_run(&folder, &["check", "--fix", "--unsafe"]).status, 0);
    assert!(!String::from_utf8_lossy(&texts(&folder)[&folder.join("hw/g1/trace-events")]).contains("unused"));
}

#[test]
fn what_the_build_lacks_is_written() {
    let folder = tree("fixes-wiring", 3);
    fixture::write(
        &folder,
        r"
        --- meson.build
        trace_events_subdirs = [
          'hw/g1',
        ]
        ",
    );
    fs::remove_file(folder.join("hw/g0/trace.h")).expect("the header goes");
    fixture::write(
        &folder,
        r#"
        --- hw/g0/a.c
        #include "trace.h"
        void f(void) { trace_g0_used(1); }
        "#,
    );
    let diff = try_run(&folder, &["check", "--diff"]).stdout;
    let head = unindented(
        r"
        --- /dev/null
        +++ b/hw/g0/trace.h
        @@ -0,0 +1 @@
        ",
    );
    assert!(diff.contains(&head), "{diff}");
    try_run(&folder, &["check", "--fix", "hw/g0"]);
    let read = |path: &str| fs::read_to_string(folder.join(path)).expect("a file");
    assert_eq!(read("hw/g0/trace.h"), line(r#"#include "trace/trace-hw_g0.h""#));
    assert!(!read("meson.build").contains("g0"), "the file is not asked about");
    try_run(&folder, &["check", "--fix"]);
    assert_eq!(
        read("meson.build"),
        unindented(
            r"
            trace_events_subdirs = [
              'hw/g0',
              'hw/g1',
              'hw/g2',
            ]
            "
        )
    );
    assert_eq!(try_run(&folder, &["check", "--diff"]).status, 0);
}

#[test]
fn what_the_build_lacks_is_in_the_reports() {
    let folder = tree("fixes-wiring-reports", 1);
    for (meson, expected) in [
        ("trace_events_subdirs = []\n", "trace_events_subdirs = ['hw/g0']\n"),
        ("trace_events_subdirs = [\n]\n", "trace_events_subdirs = [\n  'hw/g0',\n]\n"),
        ("trace_events_subdirs = ['x']\n", "trace_events_subdirs = ['hw/g0', 'x']\n"),
    ] {
        scratch::write(&folder.join("meson.build"), meson);
        let arguments = ["check", "--select", "unlisted-directory", "--output-format"];
        let report = try_run(&folder, &[&arguments[..], &["json", "hw/g0"]].concat()).stdout;
        let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
        let fix = &report["findings"][0]["fix"];
        assert_eq!(fix["path"], "meson.build", "{report}");
        let edit = &fix["edits"][0];
        let offset = |key: &str| edit[key].as_u64().expect("an offset") as usize;
        let (start, end) = (offset("offset"), offset("end_offset"));
        let after = [&meson[..start], edit["text"].as_str().expect("a text"), &meson[end..]].concat();
        assert_eq!(after, expected);
        let sarif = try_run(&folder, &[&arguments[..], &["sarif", "hw/g0"]].concat()).stdout;
        let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
        let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["artifactLocation"]["uri"], "meson.build", "{sarif}");
    }
}

#[test]
fn only_what_is_asked_about_is_fixed() {
    let folder = tree("fixes-scope", 2);
    let before = texts(&folder);
    try_run(&folder, &["check", "--fix", "hw/g1/trace-events"]);
    let after = texts(&folder);
    let changed: Vec<_> = before.keys().filter(|path| before[*path] != after[*path]).collect();
    assert_eq!(changed, [&folder.join("hw/g1/trace-events")]);
}

#[test]
fn standard_input_is_not_written_but_shown() {
    let folder = scratch::folder("fixes-stdin");
    assert_eq!(run_on(&folder, &["check", "--fix", "-"], b"").status, 2);
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
    let arguments = ["check", "--diff", "-", "--stdin-filename", "trace-events"];
    let diff = run_on(&folder, &arguments, b"f(int a) \"%d\"");
    assert_eq!(diff.status, 1);
    let lines = [
        "--- a/trace-events",
        "+++ b/trace-events",
        "@@ -1 +1 @@",
        r#"-f(int a) "%d""#,
        "\\ No newline at end of file",
        r#"+f(int a) "%d""#,
    ];
    assert_eq!(diff.stdout.lines().collect::<Vec<_>>(), lines);
}

#[cfg(unix)]
#[test]
fn the_mode_stays_and_links_are_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = scratch::folder("fixes-mode");
    scratch::write(&folder.join("real/trace-events"), r#"f(int a) "%d""#);
    fs::set_permissions(folder.join("real/trace-events"), fs::Permissions::from_mode(0o640)).expect("a mode");
    fs::create_dir_all(folder.join("link")).expect("a folder");
    symlink("../real/trace-events", folder.join("link/trace-events")).expect("a link");
    assert_eq!(try_run(&folder, &["check", "--no-index", "--fix", "link/trace-events"]).status, 0);
    assert!(folder.join("link/trace-events").is_symlink());
    let real = folder.join("real/trace-events");
    assert_eq!(fs::read_to_string(&real).expect("the file"), line(r#"f(int a) "%d""#));
    assert_eq!(fs::metadata(&real).expect("the file").permissions().mode() & 0o777, 0o640);
}

#[test]
fn what_can_not_be_written_is_still_found() {
    let folder = scratch::folder("fixes-read-only");
    for name in ["a/trace-events", "b/trace-events"] {
        scratch::write(&folder.join(name), line(r#"foo(int a) "a=%s""#));
    }
    let path = folder.join("a/trace-events");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("a mode");
    let output = try_run(&folder, &["check", "--fix", "--output-format", "short", "."]);
    assert_eq!(output.status, 2);
    assert!(
        output.stdout.contains("a/trace-events:1:") && !output.stdout.contains("b/trace-events"),
        "{}",
        output.stdout
    );
    assert!(output.stderr.contains("1 file written, 1 file could not be."), "{}", output.stderr);
}

#[test]
fn killed_at_any_moment_each_file_is_old_or_new() {
    const RUNS: usize = 60;
    const CHANGED: usize = 80;
    let folder = tree("fixes-killed", 40);
    let old = texts(&folder);
    try_run(&folder, &["check", "--fix"]);
    let new = texts(&folder);
    let is_changed = |path: &PathBuf| old[path] != new[path];
    assert_eq!(old.keys().filter(|path| is_changed(path)).count(), CHANGED);
    let mut random = Random::new(0xfeed);
    let (mut none, mut some) = (0, 0);
    for _ in 0..RUNS {
        for (path, text) in &old {
            scratch::write(path, text);
        }
        let mut child = Command::new(trace_lint())
            .args(["check", "--fix"])
            .current_dir(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // Some are killed before the first write, the others once so many files are no more what they were.
        let moment = random.below(CHANGED + 1);
        let is_old = |(path, text): &(&PathBuf, &Vec<u8>)| fs::read(path).is_ok_and(|now| now == **text);
        let written = || old.iter().filter(|file| !is_old(file)).count();
        while written() < moment && child.try_wait().expect("the program can be asked").is_none() {}
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().expect("the program ends");
        let now = texts(&folder);
        let mut written = 0;
        for (path, text) in &now {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.starts_with(".trace-lint-") {
                fs::remove_file(path).expect("what was left behind goes");
                continue;
            }
            assert!(*text == old[path] || *text == new[path], "{} is neither", path.display());
            written += usize::from(is_changed(path) && *text == new[path]);
        }
        assert!(old.keys().all(|path| now.contains_key(path)), "a file is gone");
        none += usize::from(written == 0);
        some += usize::from(written > 0);
    }
    assert!(none + some == RUNS && some > 0, "{none} before the first write, {some} after it");
}

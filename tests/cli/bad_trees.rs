//! Trees as disks have them: without what a tree should have, with links, pipes and sockets, with files
//! too large, broken, binary or of odd names. The program works, says what it left out, and never follows
//! a link out of the tree. Needs only Rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use trace_lint_tests::fixture::{self, line, unindented};
use trace_lint_tests::process::assert_linear;
use trace_lint_tests::program::{Run, run_on};
use trace_lint_tests::scratch;

/// What a run of the program said.
struct Said {
    status: i32,
    out: String,
    errors: String,
}

impl Said {
    /// The findings, one a line, by path, line and rule.
    fn findings(&self) -> Vec<String> {
        let line = |line: &str| {
            let (place, rest) = line.split_once(": ")?;
            let (path, line) = place.rsplit_once(':')?.0.rsplit_once(':')?;
            let rule = rest.rsplit_once('(').map_or(rest, |(_, rule)| rule.trim_end_matches(')'));
            Some(format!("{path}:{line} {}", rule.split(':').next()?))
        };
        self.out.lines().filter_map(line).collect()
    }
}

fn run_with(folder: &Path, arguments: &[&str], input: &[u8]) -> Said {
    let Run { status, stdout, stderr } = run_on(folder, arguments, input);
    Said { status, out: stdout, errors: stderr }
}

/// Checks paths, and prints one line a finding.
fn check(folder: &Path, paths: &[&str]) -> Said {
    run_with(folder, &[&["check", "--output-format", "short"], paths].concat(), b"")
}

/// A folder in which no tree lies.
struct Outside(PathBuf);

impl Outside {
    fn new(name: &str) -> Outside {
        let folder = std::env::temp_dir().join(format!("trace-lint-{name}-{}", std::process::id()));
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the folder can be removed");
        }
        fs::create_dir_all(&folder).expect("a folder is made");
        Outside(folder)
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const MESON: &str = "trace_events_subdirs = [ 'hw/foo' ]\n";
const EVENTS: &str = r#"foo_read(int a) "a=%d"
"#;
const HEADER: &str = r#"#include "trace/trace-hw_foo.h"
"#;
const SOURCE: &str = r#"#include "trace.h"
void f(void) { trace_foo_read(1); }
"#;

/// Writes a tree without a mistake.
fn write_tree(root: &Path) {
    scratch::write(&root.join("meson.build"), MESON);
    scratch::write(&root.join("hw/foo/trace-events"), EVENTS);
    scratch::write(&root.join("hw/foo/trace.h"), HEADER);
    scratch::write(&root.join("hw/foo/foo.c"), SOURCE);
}

#[track_caller]
fn assert_said(said: &Said, status: i32, findings: &[&str], notes: &[&str]) {
    assert_eq!(said.findings(), findings, "{}\n{}", said.out, said.errors);
    assert_eq!(said.status, status, "{}\n{}", said.out, said.errors);
    for note in notes {
        assert!(said.errors.contains(note), "{note}\n{}", said.errors);
    }
    assert_eq!(said.errors.lines().count(), notes.len(), "{}", said.errors);
}

#[test]
fn a_tree_that_lacks_what_makes_it_one() {
    let outside = Outside::new("lacking");
    let root = outside.0.join("qemu");
    write_tree(&root);
    fs::remove_file(root.join("meson.build")).expect("it is there");
    scratch::write(&root.join("hw/foo/foo.c"), SOURCE.replace("read", "raed"));
    // No tree: the file stands for itself.
    assert_said(&check(&root, &["."]), 0, &[], &[]);
    assert_said(
        &check(&root, &["hw/foo/foo.c"]),
        0,
        &[],
        &["hw/foo/foo.c: left out: it lies in no source tree"],
    );
    // A tree by what it holds, one by its repository.
    let findings = ["hw/foo/foo.c:2 undeclared-event", "hw/foo/trace-events:1 unused-event"];
    scratch::write(&root.join("trace/control.h"), "");
    assert_said(&check(&root, &["."]), 1, &findings, &[]);
    fs::remove_dir_all(root.join("trace")).expect("it is there");
    fs::create_dir(root.join(".git")).expect("a folder is made");
    assert_said(&check(&root, &["."]), 1, &findings, &[]);
    assert_said(&check(&root, &["--no-index", "."]), 0, &[], &[]);
}

#[test]
fn an_empty_tree() {
    let outside = Outside::new("empty");
    scratch::write(&outside.0.join("meson.build"), MESON);
    assert_said(&check(&outside.0, &["."]), 1, &["meson.build:1 unlisted-directory"], &[]);
    fs::create_dir_all(outside.0.join("hw/foo/trace-events")).expect("a folder is made");
    assert_said(&check(&outside.0, &["."]), 1, &["meson.build:1 unlisted-directory"], &[]);
    scratch::write(&outside.0.join("meson.build"), "\u{feff}trace_events_subdirs = [\n'hw/foo', ''', '\n");
    let said = check(&outside.0, &["."]);
    assert!(matches!(said.status, 0 | 1), "{}", said.errors);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = Outside::new("links");
    let (root, other) = (outside.0.join("qemu"), outside.0.join("other"));
    write_tree(&root);
    fixture::write(
        &other,
        r#"
        --- trace-events
        bad(int a) "%s"
        --- bad.c
        void f(void) { trace_nowhere(1); }
        --- meson.build
        trace_events_subdirs = [ 'hw/elsewhere' ]
        --- VERSION
        7.2.0
        "#,
    );
    symlink("..", root.join("hw/loop")).expect("a link");
    symlink("itself", root.join("hw/itself")).expect("a link");
    symlink(&root, root.join("hw/foo/root")).expect("a link");
    symlink("foo.c", root.join("hw/foo/again.c")).expect("a link");
    symlink("foo.c", root.join("hw/foo/readme.txt")).expect("a link");
    symlink("nowhere.txt", root.join("hw/foo/nowhere.txt")).expect("a link");
    assert_said(&check(&root, &["."]), 0, &[], &[]);
    symlink(&other, root.join("hw/other")).expect("a link");
    symlink(other.join("bad.c"), root.join("hw/foo/bad.c")).expect("a link");
    symlink("nowhere.c", root.join("hw/foo/dangling.c")).expect("a link");
    symlink(other.join("VERSION"), root.join("VERSION")).expect("a link");
    let notes = [
        "note: hw/other: left out: a link out of the tree",
        "note: hw/foo/bad.c: left out: a link out of the tree",
        "note: hw/foo/dangling.c: left out: a link that leads nowhere",
    ];
    assert_said(&check(&root, &["."]), 0, &[], &notes);
    // A tree is none by a list that lies elsewhere.
    fs::remove_file(root.join("meson.build")).expect("it is there");
    symlink(other.join("meson.build"), root.join("meson.build")).expect("a link");
    assert_said(&check(&root, &["."]), 0, &[], &[]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_left_out() {
    let outside = Outside::new("pipes");
    write_tree(&outside.0);
    let made = Command::new("mkfifo").arg(outside.0.join("hw/foo/pipe.c")).status().expect("mkfifo runs");
    assert!(made.success());
    let _socket =
        std::os::unix::net::UnixListener::bind(outside.0.join("hw/foo/socket.h")).expect("a socket");
    fs::create_dir_all(outside.0.join("hw/foo/folder.c/trace-events")).expect("a folder is made");
    let notes = [
        "note: hw/foo/pipe.c: left out: neither a file nor a folder",
        "note: hw/foo/socket.h: left out: neither a file nor a folder",
    ];
    assert_said(&check(&outside.0, &["."]), 0, &[], &notes);
}

#[test]
fn a_source_of_a_terabyte_is_left_out() {
    let outside = Outside::new("large");
    write_tree(&outside.0);
    let large = fs::File::create(outside.0.join("hw/foo/generated.c")).expect("a file is made");
    // Whoever reads it finds no end.
    large.set_len(1 << 40).expect("a file without blocks");
    let notes = ["note: hw/foo/generated.c: left out: larger than 16 MiB"];
    assert_said(&check(&outside.0, &["."]), 0, &[], &notes);
    assert_said(&check(&outside.0, &["hw/foo/foo.c"]), 0, &[], &notes);
}

#[test]
fn sources_of_any_bytes() {
    let outside = Outside::new("bytes");
    write_tree(&outside.0);
    let mut binary: Vec<u8> = (0..=255u8).cycle().take(100_000).collect();
    binary.extend_from_slice(b"\0trace_foo_raed(\0");
    scratch::write(&outside.0.join("hw/foo/binary.c"), binary);
    scratch::write(&outside.0.join("hw/foo/empty.c"), "");
    scratch::write(
        &outside.0.join("hw/foo/latin.c"),
        b"#include \"trace.h\"\n/* caf\xe9 */ void \xe9(void) { trace_foo_raed(1); }\n",
    );
    scratch::write(&outside.0.join("hw/foo/crlf.c"), SOURCE.replace("read", "raed").replace('\n', "\r\n"));
    scratch::write(&outside.0.join("hw/foo/mac.c"), SOURCE.replace("read", "raed").replace('\n', "\r"));
    fixture::write(
        &outside.0,
        r#"
        --- hw/foo/joined.c
        #include "trace.h"
        void f(void) { trace_foo_\
        read(1); }
        "#,
    );
    let findings = [
        "hw/foo/crlf.c:2 undeclared-event",
        "hw/foo/latin.c:2 undeclared-event",
        "hw/foo/mac.c:2 undeclared-event",
    ];
    let said = check(&outside.0, &["."]);
    let mut found = said.findings();
    found.retain(|finding| !finding.starts_with("hw/foo/binary.c"));
    assert_eq!(found, findings, "{}{}", said.out, said.errors);
    assert!(said.out.contains("hw/foo/latin.c:2:27: "), "a byte that is no text is one column: {}", said.out);
    // What git would have made of the tree for Windows is the same tree.
    let windows = Outside::new("windows");
    write_tree(&windows.0);
    for path in ["meson.build", "hw/foo/trace-events", "hw/foo/trace.h", "hw/foo/foo.c"] {
        let text = fs::read_to_string(windows.0.join(path)).expect("it is there");
        scratch::write(&windows.0.join(path), text.replace('\n', "\r\n"));
    }
    assert_said(&check(&windows.0, &["."]), 0, &[], &[]);
}

#[test]
fn texts_made_to_take_long() {
    let outside = Outside::new("long");
    write_tree(&outside.0);
    let pieces = [
        ("open", "("),
        ("calls", "trace_foo_read("),
        ("guards", "if (trace_event_get_state(TRACE_FOO_READ) && "),
        ("quotes", r#"trace_foo_read(""#),
        (
            "includes",
            r#"#include "loop.h"
"#,
        ),
        ("undeclared", "trace_foo_reed();"),
        ("comments", "/* trace_foo_read */"),
        ("defines", "#define A(x) trace_##x(A(x))\n"),
    ];
    // A megabyte of each in the end.
    let fill = |size: usize| {
        for (name, piece) in pieces {
            let text = piece.repeat((size << 19) / piece.len());
            let text = line(r#"#include "trace.h""#) + &text;
            scratch::write(&outside.0.join(format!("hw/foo/{name}.c")), text);
        }
    };
    fixture::write(
        &outside.0,
        r#"
        --- hw/foo/loop.h
        #include "pool.h"
        --- hw/foo/pool.h
        #include "loop.h"
        --- hw/foo/lost.c
        #include "loop.h"
        void f(void) { trace_foo_read(1); }
        "#,
    );
    let arguments = ["check", "--statistics", "."];
    assert_linear("texts made to take long", &outside.0, &arguments, fill);
    let said = run_with(&outside.0, &arguments, b"");
    assert_eq!(said.status, 1, "{}", said.errors);
    assert!(said.out.contains("  1  TL709  missing-trace-include"), "{}", said.out);
}

#[test]
fn twenty_thousand_files() {
    let outside = Outside::new("many");
    write_tree(&outside.0);
    let fill = |size: usize| {
        for number in (size - 1) * 10_000..size * 10_000 {
            let text = if number % 100 == 0 { SOURCE } else { "int x;\n" };
            let path = outside.0.join(format!("hw/foo/d{}/f{number}.c", number % 200));
            scratch::write(&path, text.replace("trace.h", "hw/foo/trace.h"));
        }
    };
    assert_linear("many files", &outside.0, &["check", "."], fill);
    assert_said(&check(&outside.0, &["."]), 0, &[], &[]);
}

#[test]
fn folders_far_down() {
    let outside = Outside::new("deep");
    write_tree(&outside.0);
    let deep = "d/".repeat(300);
    scratch::write(
        &outside.0.join(&deep).join("deep.c"),
        unindented(
            r#"
            #include "hw/foo/trace.h"
            void f(void) { trace_foo_raed(1); }
            "#,
        ),
    );
    let finding = format!("{deep}deep.c:2 undeclared-event");
    assert_said(&check(&outside.0, &["."]), 1, &[&finding], &[]);
}

#[test]
fn folders_that_tools_made() {
    let outside = Outside::new("made");
    write_tree(&outside.0);
    for (folder, marker) in
        [("build", "build.ninja"), ("out", "CACHEDIR.TAG"), ("old", "config-host.mak"), (".hidden", "x")]
    {
        scratch::write(&outside.0.join(folder).join(marker), "");
        scratch::write(&outside.0.join(folder).join("bad.c"), "void f(void) { trace_nowhere(1); }\n");
        scratch::write(&outside.0.join(folder).join("trace-events"), line(r#"bad(int a) "%s""#));
    }
    assert_said(&check(&outside.0, &["."]), 0, &[], &[]);
    // Asked for by name they are looked at, each file for itself.
    assert_said(&check(&outside.0, &["build"]), 1, &["build/trace-events:1 format-type-mismatch"], &[]);
    assert_said(
        &check(&outside.0, &["build/bad.c"]),
        0,
        &[],
        &["build/bad.c: left out: it is no part of the source tree"],
    );
}

#[test]
fn trees_in_trees() {
    let outside = Outside::new("nested");
    fs::create_dir_all(outside.0.join(".git")).expect("a folder is made");
    write_tree(&outside.0.join("one"));
    write_tree(&outside.0.join("two"));
    scratch::write(&outside.0.join("two/hw/foo/foo.c"), SOURCE.replace("read", "raed"));
    let findings = ["two/hw/foo/foo.c:2 undeclared-event", "two/hw/foo/trace-events:1 unused-event"];
    let said = check(&outside.0, &["."]);
    assert_eq!(said.findings(), findings, "{}{}", said.out, said.errors);
    fs::remove_dir_all(outside.0.join(".git")).expect("it is there");
    let said = check(&outside.0, &["."]);
    assert_eq!(said.findings(), findings, "{}{}", said.out, said.errors);
    // From elsewhere they are named whole; from within, by the way up.
    let root = outside.0.canonicalize().expect("it is there");
    let said = check(&outside.0.join("one"), &[".."]);
    assert_eq!(said.findings(), findings.map(|finding| format!("{}/{finding}", root.display())));
    let said = check(&outside.0.join("two/hw"), &["..", "../../one"]);
    assert_eq!(said.findings(), ["foo/foo.c:2 undeclared-event", "foo/trace-events:1 unused-event"]);
}

#[test]
fn paths_as_people_write_them() {
    let outside = Outside::new("paths");
    let root = outside.0.join("a tree with blanks");
    write_tree(&root);
    scratch::write(&root.join("hw/foo/foo.c"), SOURCE.replace("read", "raed"));
    scratch::write(&root.join("hw/bar/bar.c"), "int x;\n");
    let both = ["foo.c:2 undeclared-event", "trace-events:1 unused-event"];
    let foo = root.join("hw/foo");
    let absolute = foo.join("foo.c");
    let absolute = absolute.to_str().expect("it is UTF-8");
    for (folder, path) in [
        (&root, "."),
        (&root, "hw/foo"),
        (&root, "hw/foo/"),
        (&root, "./hw/../hw/foo/foo.c"),
        (&foo, "foo.c"),
        (&foo, "."),
        (&foo, "../foo/./foo.c"),
        (&foo, "../.."),
        (&outside.0, "a tree with blanks"),
        (&outside.0, "a tree with blanks/hw/foo/foo.c"),
        (&outside.0, absolute),
    ] {
        let way = foo.strip_prefix(folder).expect("it is below").display().to_string();
        let way = if way.is_empty() { way } else { way + "/" };
        let both = both.map(|finding| format!("{way}{finding}"));
        assert_said(&check(folder, &[path]), 1, &both.each_ref().map(String::as_str), &[]);
    }
    let bar = root.join("hw/bar");
    let both_above = both.map(|finding| format!("../foo/{finding}"));
    assert_said(&check(&bar, &["../foo"]), 1, &both_above.each_ref().map(String::as_str), &[]);
    assert_said(&check(&foo, &["../bar"]), 0, &[], &[]);
    assert_said(&check(&foo, &["../bar/bar.c", "../../meson.build"]), 0, &[], &[]);
    assert_said(&check(&foo, &["foo.c", "../foo/foo.c", absolute, "trace-events"]), 1, &both, &[]);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let outside = Outside::new("names");
    let root = outside.0.join(OsStr::from_bytes(b"tr\xe9e"));
    write_tree(&root);
    let bad = SOURCE.replace("read", "raed");
    scratch::write(&root.join("hw/foo").join(OsStr::from_bytes(b"caf\xe9.c")), &bad);
    scratch::write(&root.join(OsStr::from_bytes(b"hw/f\xff/b.c")), bad.replace("trace.h", "hw/foo/trace.h"));
    scratch::write(&root.join(OsStr::from_bytes(b"hw/\xfe/trace-events")), line(r#"bad(int a) "%s""#));
    let findings = [
        "hw/foo/caf\u{fffd}.c:2 undeclared-event",
        "hw/f\u{fffd}/b.c:2 undeclared-event",
        "hw/\u{fffd}/trace-events:1 format-type-mismatch",
        "hw/\u{fffd}/trace-events:1 unused-event",
        "hw/\u{fffd}/trace-events:1 unlisted-directory",
    ];
    let said = check(&root, &["."]);
    let mut found = said.findings();
    found.sort();
    let mut expected: Vec<&str> = findings.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{}{}", said.out, said.errors);
    let said = run_with(&root, &["check", "."], b"");
    assert!(said.out.contains("trace_foo_raed(1)"), "the line is shown: {}", said.out);
}

#[test]
fn texts_from_standard_input_stand_in_a_tree() {
    let outside = Outside::new("stdin");
    write_tree(&outside.0);
    let check = |path: &str, text: &str| {
        let arguments = ["check", "-", "--stdin-filename", path, "--output-format", "short"];
        run_with(&outside.0, &arguments, text.as_bytes())
    };
    let bad = SOURCE.replace("read", "raed");
    let both = ["hw/foo/foo.c:2 undeclared-event", "hw/foo/trace-events:1 unused-event"];
    assert_said(&check("hw/foo/foo.c", &bad), 1, &both, &[]);
    assert_said(&check("hw/foo/foo.c", SOURCE), 0, &[], &[]);
    assert_said(
        &check("hw/foo/new.c", &bad),
        1,
        &both[..1].iter().map(|_| "hw/foo/new.c:2 undeclared-event").collect::<Vec<_>>(),
        &[],
    );
    assert_said(&check("hw/foo/trace-events", &line(r#"foo_raed(int a) "a=%d""#)), 1, &both, &[]);
    assert_said(
        &check("hw/foo/trace-events", &line(r#"foo_read(void) """#)),
        1,
        &["hw/foo/foo.c:2 call-argument-count"],
        &[],
    );
    assert_said(
        &check("meson.build", "trace_events_subdirs = [ 'hw/bar' ]\n"),
        1,
        &["hw/foo/trace-events:1 unlisted-directory", "meson.build:1 unlisted-directory"],
        &[],
    );
    assert_said(
        &check("hw/foo/trace.h", &line(r#"#include "trace/trace-root.h""#)),
        1,
        &["hw/foo/foo.c:2 missing-trace-include", "hw/foo/trace.h:1 trace-header"],
        &[],
    );
}

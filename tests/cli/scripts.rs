//! Scripts as a user names them: which are read, against which events, and what is said of those that can't
//! be.

use std::path::{Path, PathBuf};
use trace_lint_tests::fixture;
use trace_lint_tests::process::assert_linear;
use trace_lint_tests::program::{check, try_run};
use trace_lint_tests::scratch;

const EVENTS: &str = r#"a_read(int fd, int size) "%d %d"
a_write(int fd) "%d"
"#;
const SCRIPT: &str = r"import simpletrace
class A(simpletrace.Analyzer):
    def a_read(self, fd):
        print(fd)
    def a_wirte(self, fd):
        print(fd)
simpletrace.run(A())
";
const TAP: &str = "probe qemu.kvm.a_wirte { println(fd) }\n";

/// A folder that lies in no tree.
struct Outside(PathBuf);

impl Outside {
    fn new(name: &str) -> Outside {
        let folder = std::env::temp_dir().join(format!("trace-lint-{name}-{}", std::process::id()));
        scratch::write(&folder.join("all"), EVENTS);
        fixture::write(
            &folder,
            r"
            --- names
            a_read
            a_write
            ",
        );
        scratch::write(&folder.join("x.py"), SCRIPT);
        scratch::write(&folder.join("x.stp"), TAP);
        Outside(folder)
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        // What is left there harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let findings = check(folder, arguments);
    findings.iter().map(|it| format!("{}:{}:{}", it.path, it.line, it.rule)).collect()
}

#[test]
fn events_that_are_named_stand_for_a_tree() {
    let folder = Outside::new("script-events");
    let said = ["x.py:3:analyzer-arguments", "x.py:5:unknown-event-method"];
    let case = |arguments: &[&str], expected: &[&str]| {
        assert_eq!(found(&folder.0, arguments), expected, "{arguments:?}");
    };
    case(&["x.py", "--events", "all"], &said);
    case(&["--no-index", "x.py", "--events", "all"], &said);
    case(
        &["x.py", "x.stp", "--events", "all", "--events", "names"],
        &[said[0], said[1], "x.stp:1:systemtap-unknown-event"],
    );
    case(&["x.py"], &[]);
    case(&["x.py", "--events", "names"], &[]);
    let run = try_run(&folder.0, &["check", "x.py"]);
    assert!(run.stderr.contains("it lies in no source tree, and --events names no events"), "{run:?}");
    let run = try_run(&folder.0, &["check", "x.py", "--events", "all"]);
    assert!(
        run.stdout.contains("def a_read(self, fd)") && run.stdout.contains("a_read(int fd, int size)"),
        "{run:?}"
    );
    // Nor do the events of a tree count that the script lies in.
    let inside = folder.0.join("tree");
    fixture::write(
        &inside,
        r#"
        --- meson.build
        trace_events_subdirs = ['hw']
        --- hw/trace-events
        a_wirte(int fd) "%d"
        "#,
    );
    scratch::write(&inside.join("x.py"), SCRIPT);
    assert_eq!(found(&inside, &["x.py"]), ["x.py:3:unknown-event-method"]);
    assert_eq!(found(&inside, &["x.py", "--events", "../all"]), said);
    // What a comment allows is allowed, and a configuration governs.
    scratch::write(
        &folder.0.join("x.py"),
        SCRIPT.replace("    def a_r", "    # trace-lint: allow(TL941) old\n    def a_r"),
    );
    scratch::write(&folder.0.join("trace-lint.toml"), "ignore = ['TL940']\n");
    case(&["x.py", "--events", "all"], &[]);
}

/// A script of at least so many bytes.
fn of_size(bytes: usize) -> String {
    let mut text = SCRIPT.replace("simpletrace.run(A())\n", "");
    let mut number = 0;
    while text.len() < bytes {
        text += &format!(
            "    def helper_{number}(self, x=[1, 2], *y):\n        return [z for z in y if z > {number}]\n"
        );
        number += 1;
    }
    text + "simpletrace.run(A())\n"
}

#[test]
fn large_scripts_and_those_that_are_none() {
    let folder = Outside::new("script-sizes");
    let arguments = ["check", "y.py", "--events", "all", "--select", "TL941", "--quiet"];
    let write = |text: &[u8]| scratch::write(&folder.0.join("y.py"), text);
    let case = |text: &[u8], status: i32, said: &str| {
        write(text);
        let run = try_run(&folder.0, &arguments);
        let out = run.stdout.clone() + &run.stderr;
        assert!(run.status == status && out.contains(said), "{said:?} {status} {out}");
    };
    let linear = |what: &str, text: &dyn Fn(usize) -> Vec<u8>| {
        assert_linear(what, &folder.0, &arguments, |size| write(&text(size)));
    };
    let deep = |size: usize| {
        let (open, close) = ("(".repeat(size), ")".repeat(size));
        format!("{SCRIPT}x = {open}{close}\n").into_bytes()
    };
    linear("a large script", &|size| of_size(size << 18).into_bytes());
    linear("open parentheses", &|size| vec![b'('; size << 18]);
    linear("deep parentheses", &|size| deep(size << 17));
    case(of_size(1 << 20).as_bytes(), 1, "analyzer-arguments");
    case(of_size(10 << 20).as_bytes(), 2, "y.py: a script of more than 2 MiB is not read");
    case(&vec![0xff; 1 << 20], 2, "y.py: not understood from line 1, column 1");
    case(b"import simpletrace\nx = = 1\n", 2, "y.py: not understood from line 2, column 5");
    case("(".repeat(1 << 20).as_bytes(), 2, "not understood from line 1");
    case(&deep(1 << 19), 1, "analyzer-arguments");
    case(b"", 0, "");
}

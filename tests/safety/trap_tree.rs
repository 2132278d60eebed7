//! A tree of traps: under every name that is read, what should not be.

use crate::ground::{Ground, SECRET, make_fifo};
use crate::repository::{Marks, commit, set_all};
use std::os::unix::net::UnixListener;
use trace_lint_tests::fixture::line;

/// What may be found where a file should be.
const KINDS: [&str; 8] = ["text", "nowhere", "fifo", "fifolink", "device", "socket", "sparse", "folder"];

/// Names that are read in any directory, the header aside, which is one of a directory with events.
const NAMES: [&str; 17] = [
    "trace-events",
    "trap.c",
    "trap.h",
    "trap.inc",
    "trap.m",
    "trap.cc",
    "trap.rs",
    "trap.py",
    "trap.stp",
    "trap.sh",
    "trap.rst",
    "trap.json",
    "trap.trace-list",
    "trace-events-list",
    "trace-events-all",
    "meson.build",
    ".gitignore",
];

/// What a file outside says, whatever it is read as.
fn text(name: &str) -> String {
    match name {
        "trap.c" | "trap.h" | "trap.inc" | "trap.m" | "trap.cc" | "trap.rs" => {
            format!("#define {SECRET} 1\nvoid f(void) {{ trace_{SECRET}(1); }}\n")
        }
        "trap.py" => format!("class A(Analyzer):\n    def {SECRET}(self, a):\n        pass\n"),
        "trap.stp" => format!("probe qemu.system.x86_64.{SECRET} {{ }}\n"),
        "trap.sh" | "trap.rst" | "trap.json" => format!("$ qemu-system-x86_64 -trace {SECRET}\n"),
        "meson.build" => format!("trace_events_subdirs = [ '{SECRET}' ]\n"),
        "trap.trace-list" | "trace-events-list" | ".gitignore" | "VERSION" | "MAINTAINERS" => {
            format!("{SECRET}\n")
        }
        "trace-lint.toml" | ".trace-lint.toml" => format!("ignore = ['{SECRET}']\n"),
        _ => line(&format!(r#"{SECRET}(int a) "%s""#)),
    }
}

/// Puts one kind of trap at a path; the last part of the path is the name that it bears.
fn spring(ground: &Ground, kind: &str, path: &str) {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    match kind {
        "text" => ground.link(ground.secret(&format!("text/{name}"), text(name)), path),
        "nowhere" => ground.link(ground.outside(&format!("missing/{name}")), path),
        "fifo" => ground.fifo(path),
        "fifolink" => ground.link(ground.outside("fifo"), path),
        "device" => ground.link("/dev/zero", path),
        "socket" => drop(UnixListener::bind(ground.vacant(path)).expect("a socket")),
        "sparse" => ground.sparse(path),
        _ => std::fs::create_dir(ground.vacant(path)).expect("a folder is made"),
    }
}

/// A tree with all traps but those that take the place of a configuration: one of its files has a finding.
pub fn trapped(name: &str) -> (Ground, Marks) {
    let ground = Ground::new(name);
    make_fifo(&ground.outside("fifo"));
    let mut listed = String::from("'hw/foo', '../outside', '/etc'");
    for kind in KINDS {
        listed += &format!(", 'hw/h_{kind}', 'hw/e_{kind}'");
        ground.add(&format!(
            r#"
            --- hw/h_{kind}/trace-events
            {kind}_go(int a) "a=%d"
            --- hw/h_{kind}/a.c
            #include "trace.h"
            void {kind}(void) {{ trace_{kind}_go(1); }}
            --- hw/tracked/{kind}.c
            int x;
            "#
        ));
    }
    ground.write("meson.build", format!("trace_events_subdirs = [ {listed} ]\n"));
    commit(&ground);
    ground.write("VERSION", "10.0.0\n"); // untracked: its place is taken by a file that git would read
    // What git has is another thing now; a file of 10 GB it would read itself.
    for kind in KINDS.iter().filter(|kind| **kind != "sparse") {
        spring(&ground, kind, &format!("hw/tracked/{kind}.c"));
    }
    for kind in KINDS {
        spring(&ground, kind, &format!("hw/h_{kind}/trace.h"));
        for name in NAMES {
            spring(&ground, kind, &format!("hw/e_{kind}/{name}"));
        }
    }
    spring(&ground, "fifo", "MAINTAINERS");
    spring(&ground, "text", ".gitignore");
    spring(&ground, "fifo", "qapi/trace.json");
    spring(&ground, "text", "qapi/block.json");
    ground.link(ground.outside(""), "hw/out");
    ground.link("..", "hw/loop");
    ground.link("itself", "hw/itself");
    ground.add(
        r#"
        --- hw/foo/trace-events
        # ../../outside/trap.c
        foo_read(int a) "a=%d"
        foo_wrong(int  a) "a=%s"
        --- hw/foo/foo.c
        #include "trace.h"
        #include "../../../outside/text/trap.h"
        #include "/dev/zero"
        void f(void) { trace_foo_read(1); trace_foo_wrong(1); }
        "#,
    );
    let marks = Marks::new(&ground);
    set_all(&marks, &ground);
    marks.left();
    (ground, marks)
}

/// Puts a kind of trap in the place of each file that governs others.
pub fn spring_configuration(ground: &Ground, kind: &str) {
    for path in ["trace-lint.toml", ".trace-lint.toml", "hw/foo/trace-lint.toml", "VERSION", "MAINTAINERS"] {
        spring(ground, kind, path);
    }
}

/// The kinds of traps.
pub fn kinds() -> [&'static str; 8] {
    KINDS
}

/// Paths of traps, some of them out of the tree.
pub fn paths() -> Vec<String> {
    let mut paths: Vec<_> = KINDS
        .iter()
        .flat_map(|kind| {
            NAMES
                .map(|name| format!("hw/e_{kind}/{name}"))
                .into_iter()
                .chain([format!("hw/h_{kind}/trace.h")])
        })
        .collect();
    paths.extend(
        ["hw/out/text/trap.c", "../outside/text/trap.c", "MAINTAINERS", "../outside/fifo"].map(String::from),
    );
    paths
}

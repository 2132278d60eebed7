//! Links out of a tree: what is behind them is neither read nor written, whatever their names.

use crate::bounded::{lint, lint_on};
use crate::ground::{Ground, HEADER, SECRET};
use std::fs;
use trace_lint_tests::fixture::line;

/// `check --fix` would put the line that it lacks into a header.
#[test]
fn a_header_that_is_a_link_out_of_the_tree_is_not_fixed() {
    for text in [format!("{SECRET}\n"), format!("# {SECRET}"), String::new()] {
        let ground = Ground::new("header-link");
        ground.link(ground.secret("profile", &text), "hw/foo/trace.h");
        let before = ground.beside();
        for arguments in [&["check", "--fix"][..], &["check", "--fix", "--unsafe"], &["check", "--diff"]] {
            let ended = lint(&ground.tree(), arguments);
            ended.came_to(&[0, 1, 2]).says_nothing_of(SECRET);
            assert_eq!(ground.beside(), before, "{arguments:?}\n{}", ended.said());
            ended.told(&["hw/foo/trace.h", "link"]);
        }
        assert!(ground.path("hw/foo/trace.h").is_symlink(), "the link is there still");
    }
}

#[test]
fn a_header_that_is_a_link_to_nothing_is_not_replaced() {
    let ground = Ground::new("header-nowhere");
    ground.link(ground.outside("nothing"), "hw/foo/trace.h");
    let before = ground.beside();
    lint(&ground.tree(), &["check", "--fix"]).came_to(&[0, 1, 2]).told(&["hw/foo/trace.h", "link"]);
    assert_eq!(ground.beside(), before);
    assert!(ground.path("hw/foo/trace.h").is_symlink(), "the link is there still");
}

/// The commands that write to a tree, and whether they look at the named file alone.
const WRITERS: [&[&str]; 4] = [
    &["fmt"],
    &["check", "--fix"],
    &["check", "--fix", "--no-index"],
    &["check", "--add-suppressions", "--no-index"],
];

const CROOKED: &str = r#"foo_read(int  a) "a=%s"
"#;

#[test]
fn a_named_file_that_is_a_link_out_of_the_tree_is_refused() {
    for writer in WRITERS {
        let ground = Ground::new("named-link");
        ground.link(ground.secret("events", CROOKED), "hw/foo/trace-events");
        let before = ground.beside();
        let ended = lint(&ground.tree(), &[writer, &["hw/foo/trace-events"]].concat());
        assert_eq!(ground.beside(), before, "{writer:?}: {}", ended.said());
        assert!(ground.path("hw/foo/trace-events").is_symlink(), "{writer:?}");
        ended.came_to(&[1, 2]).told(&["hw/foo/trace-events", "link"]);
    }
}

#[test]
fn a_folder_that_is_a_link_out_of_the_tree_is_refused() {
    for writer in WRITERS {
        let ground = Ground::new("named-folder");
        ground.secret("foo/trace-events", CROOKED);
        ground.link(ground.outside("foo"), "hw/foo");
        let before = ground.beside();
        for path in ["hw/foo/trace-events", "hw/foo", "."] {
            let ended = lint(&ground.tree(), &[writer, &[path]].concat());
            assert_eq!(ground.beside(), before, "{writer:?} {path}: {}", ended.said());
        }
    }
}

#[test]
fn a_link_to_a_file_of_the_tree_is_followed_and_kept() {
    for writer in WRITERS {
        let ground = Ground::new("inner-link");
        ground.write("shared/events", CROOKED);
        ground.link("../../shared/events", "hw/foo/trace-events");
        lint(&ground.tree(), &[writer, &["hw/foo/trace-events"]].concat()).came_to(&[0, 1]);
        assert!(ground.path("hw/foo/trace-events").is_symlink(), "{writer:?}");
        assert_ne!(ground.read("shared/events"), CROOKED.as_bytes(), "{writer:?}: the target is written");
    }
}

#[test]
fn a_configuration_that_is_a_link_out_of_the_tree_is_none() {
    for name in ["trace-lint.toml", ".trace-lint.toml", "hw/trace-lint.toml", "hw/foo/.trace-lint.toml"] {
        let ground = Ground::new("config-link");
        ground.write("hw/foo/trace-events", line(r#"foo_read(int a) "a=%s""#));
        ground.link(ground.secret("key", format!("-----BEGIN {SECRET}-----\n")), name);
        for arguments in [
            &["check"][..],
            &["check", "hw/foo/trace-events"],
            &["check", "--diff"],
            &["audit"],
            &["fmt", "--check"],
            &["config", "hw/foo/trace-events"],
            &["refs", "foo_read"],
        ] {
            let ended = lint(&ground.tree(), arguments);
            ended.came_to(&[0, 1, 2]).says_nothing_of(SECRET).says_nothing_of("BEGIN");
            ended.says_nothing_of("outside/key");
        }
        let ended = lint(&ground.tree(), &["check"]);
        ended.told(&[name, "link"]);
        // One that could be read has no say either.
        ground.secret("key", "ignore = ['format-type-mismatch']\n");
        let ended = lint(&ground.tree(), &["check"]);
        assert!(ended.status == Some(2) || ended.said().contains("TL303"), "{name}: {}", ended.said());
    }
}

/// What is read beside the events.
#[test]
fn nothing_behind_a_link_is_seen() {
    for name in [
        "VERSION",
        "MAINTAINERS",
        "meson.build",
        ".gitignore",
        "hw/foo/foo.c",
        "hw/foo/trace.h",
        "hw/foo/trace-events",
        "hw/foo/.gitignore",
        "hw/foo/more.trace-list",
        "hw/foo/trace-events-list",
        "hw/foo/analyse.py",
        "hw/foo/reads.stp",
        "hw/foo/run.sh",
        "hw/foo/all.rst",
        "qapi/trace.json",
        "include/foo.h",
    ] {
        let ground = Ground::new("seen");
        ground.link(ground.secret("file", format!("{SECRET} trace_foo_{SECRET}(1);\n")), name);
        for arguments in [&["check"][..], &["check", "--diff", "--unsafe"], &["audit"], &["check", name]] {
            lint(&ground.tree(), arguments).came_to(&[0, 1, 2]).says_nothing_of(SECRET);
        }
    }
}

/// Paths that meson.build, headings, includes and a configuration name.
#[test]
fn paths_that_lead_out_of_the_tree_are_not_followed() {
    let ground = Ground::new("named-paths");
    let outer = ground.outside("");
    let outer = outer.to_str().expect("it is UTF-8").trim_end_matches('/');
    ground.secret("trace-events", line(&format!(r#"{SECRET}(int a) "%s""#)));
    ground.secret("trace.h", format!("#define {SECRET} 1\n"));
    ground.secret("foo.c", format!("void f(void) {{ trace_{SECRET}(1); }}\n"));
    ground.write("hw/foo/trace.h", HEADER);
    let before = ground.beside();
    for directory in ["../outside", outer, "hw/../../outside", "hw/foo/../../../outside"] {
        ground.add(&format!(
            r#"
            --- meson.build
            trace_events_subdirs = [ 'hw/foo', '{directory}' ]
            --- hw/foo/trace-events
            # {directory}/foo.c
            foo_read(int a) "a=%d"
            --- hw/foo/foo.c
            #include "{directory}/trace.h"
            #include "trace.h"
            void f(void) {{ trace_foo_read(1); }}
            --- trace-lint.toml
            event-lists = ['{directory}/*']
            exclude = ['{directory}']
            "#
        ));
        for arguments in
            [&["check"][..], &["check", "--fix", "--unsafe"], &["check", "--diff"], &["audit"], &["fmt"]]
        {
            let ended = lint(&ground.tree(), arguments);
            ended.came_to(&[0, 1, 2]).says_nothing_of(SECRET);
            assert_eq!(ground.beside(), before, "{directory} {arguments:?}");
        }
    }
}

/// The name that a text from standard input bears is no path to be read.
#[test]
fn the_name_of_standard_input_leads_nowhere() {
    let ground = Ground::new("stdin-name");
    let outer = ground.secret("foo.c", format!("{SECRET}\n"));
    for name in ["../outside/foo.c", outer.to_str().expect("UTF-8"), "hw/../../outside/foo.c", "/dev/zero"] {
        let arguments = ["check", "-", "--stdin-filename", name];
        lint_on(&ground.tree(), &arguments, b"trace_x(1);\n").came_to(&[0, 1, 2]).says_nothing_of(SECRET);
    }
    assert_eq!(fs::read(outer).expect("it is there"), format!("{SECRET}\n").as_bytes());
}

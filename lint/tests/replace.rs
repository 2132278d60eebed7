//! An edit of one file is settled without reading the tree again only where it means nothing to other files.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use trace_lint::check::request::check_all;
use trace_lint::files::{Overlay, Progress, SourceTree};
use trace_lint::linter::Settings;
use trace_lint::model::index::Content;
use trace_lint::qemu::era::Era;
use trace_lint::rules::RULES;
use trace_lint::text::fixture;

const FILES: &str = r#"
--- meson.build
trace_events_subdirs = ['hw/a']
--- hw/a/trace.h
#include "trace/trace-hw_a.h"
--- hw/a/trace-events
# a.c
a_read(int x, int y) "x=%d y=%d"
--- hw/a/args.h
#define ARGS 1, 2
--- hw/a/a.c
#include "trace.h"
#include "args.h"
void f(void)
{
    trace_a_read(ARGS);
}
"#;

const HEADER: &str = "hw/a/args.h";

fn read(name: &str) -> SourceTree {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&root));
    for (path, text) in fixture::files(FILES) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    SourceTree::whole(&root, &Progress::default()).0
}

#[test]
fn a_header_that_defines_arguments_is_settled_while_its_definitions_stay() {
    let index = read("replace-settled").index;
    let check = |text: Option<&str>, is_settled: bool| {
        let replaced = index.replace(&Arc::from(HEADER), Content::from(text.map(str::as_bytes)));
        assert_eq!(replaced.is_settled, is_settled, "{text:?}");
    };
    check(Some("#define ARGS 1, 2\n"), true);
    check(Some("/* Both. */\n#define ARGS 1, 2\n"), true);
    check(Some("#define ARGS 1, 2, 3\n"), false);
    check(Some("#define ARGS 1\n"), false);
    check(Some("\n"), false);
    let more = r#"
        #define ARGS 1, 2
        #include "more.h"
        "#;
    check(Some(&fixture::unindented(more)), false);
    check(None, false);
}

#[test]
fn calls_are_counted_by_the_header_as_it_is_now() {
    let tree = read("replace-counted");
    let miscounted = |header: &str| {
        let overlay = Overlay::from_iter([(Arc::from(HEADER), Some(header.as_bytes().into()))]);
        let settings = Settings::new(RULES.to_vec(), Era::NEWEST);
        let found = check_all(&tree.with(&overlay), &settings);
        found.iter().any(|finding| finding.rule.name == "call-argument-count")
    };
    assert!(!miscounted("#define ARGS 1, 2\n"));
    assert!(miscounted("#define ARGS 1, 2, 3\n"));
    assert!(!miscounted("#define ARGS 3, 4\n"));
}

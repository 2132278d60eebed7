//! A tree in which some files have other texts, as `--staged`, `--since`, `--diff-filter` and `--fix` look at
//! it, is what reading it from the disk would give: every finding is the same, whatever of it was read again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use trace_lint::check::request::check_all;
use trace_lint::files::{Overlay, Progress, SourceTree};
use trace_lint::linter::Settings;
use trace_lint::linter::config::Policy;
use trace_lint::text::fixture;

/// Files of a tree; one that comes again has another text.
const FILES: &str = r#"
--- meson.build
trace_events_subdirs = ['hw/a', 'hw/b']
--- meson.build
trace_events_subdirs = ['hw/a', 'hw/gone']
--- meson.build
trace_events_subdirs = [
  'hw/a',
  # trace-lint: allow(unlisted-directory)
  'hw/gone',
]
--- hw/a/trace.h
#include "trace/trace-hw_a.h"
--- hw/a/trace.h
#include "trace/trace-hw_b.h"
--- hw/b/trace.h
#include "trace/trace-hw_b.h"
--- hw/b/trace.h
/* moved */
#include "trace/trace-hw_b.h"
--- hw/b/trace.h
/* trace-lint: allow(trace-header) */
#include "trace/trace-hw_c.h"
--- hw/b/trace.h
#include "trace/trace-hw_c.h"
--- hw/a/trace-events
# a.c
a_read(int x) "x=%d"
a_write(int x) "x=%s"
--- hw/a/trace-events
# b.c
a_read(int x, int y) "x=%d"
b_get(void) ""
--- hw/a/trace-events
A_READ(void) ""
a_read(void) ""
# trace-lint: allow(unused-event)
a_odd(void) "%q"
--- hw/a/trace-events
--- hw/b/trace-events
b_get(void) ""
b_set(void) ""
--- hw/b/trace-events
b_set(int v) "v=%d"
a_read(int x) ""
--- hw/b/trace-events
b_get disable(void)
--- hw/a/a.c
#include "trace.h"
void a_write(int x)
{
    trace_a_read(x);
}
--- hw/a/a.c
#include "trace.h"
void f(void)
{
    if (TRACE_A_READ_ENABLED) {
        trace_a_write(1, 2);
    }
}
--- hw/a/a.c
#include "a.h"
#include "part.c.inc"
void f(void)
{
    trace_b_get();
}
--- hw/a/a.c
/* trace_a_read */
--- hw/a/a.h
#include "hw/b/trace.h"
--- hw/a/a.h
#define ARGS 1, 2
#include "trace.h"
--- hw/a/a.h

--- hw/a/part.c.inc
static void p(void)
{
    trace_a_read(ARGS);
    trace_b_set();
}
--- hw/a/part.c.inc
int none;
--- hw/b/b.c
#include "trace.h"
void g(void)
{
    trace_b_get();
    trace_b_set();
}
--- hw/b/b.c
#include "hw/a/trace.h"
void b_set(void)
{
    trace_b_get();
    trace_nowhere();
}
--- all.trace-list
a_read
b_*
--- trace-lint.toml
ignore = ["unused-event"]
--- trace-lint.toml
"#;

/// The paths of the files, each with the texts that it may have.
fn files() -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    // The last line of this one has no end.
    let unfinished = ("all.trace-list".to_owned(), "a_gone\nb_set".to_owned());
    for (path, text) in fixture::files(FILES).into_iter().chain([unfinished]) {
        match found.iter_mut().find(|(other, _)| *other == path) {
            Some((_, texts)) => texts.push(text),
            None => found.push((path, vec![text])),
        }
    }
    found
}

fn findings(tree: &SourceTree) -> String {
    let configs: Vec<_> = tree.configs().cloned().collect();
    let policy = Policy::new(&configs, &[]).expect("a right configuration");
    format!("{:#?}", check_all(tree, &Settings::of_policy(policy, tree.release.as_ref())))
}

fn read(root: &Path) -> SourceTree {
    let (tree, failures) = SourceTree::whole(root, &Progress::default());
    assert!(failures.is_empty(), "{failures:?}");
    tree
}

#[test]
fn other_texts_are_what_the_disk_would_give() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("overlays");
    drop(fs::remove_dir_all(&root));
    let write = |path: &Path, text: &[u8]| {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let mut state = 11_u64;
    let mut any = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    let (mut seen, mut equal) = (std::collections::BTreeSet::new(), 0);
    let files = files();
    for (path, texts) in &files {
        write(&root.join(path), texts[0].as_bytes());
    }
    let mut tree = read(&root);
    for round in 0..400 {
        let mut overlay = Overlay::default();
        for _ in 0..=any(3) {
            let (path, texts) = &files[any(files.len())];
            // Without its trace-events files a tree is none.
            let is_gone = path != "hw/b/trace-events" && any(5) == 0;
            overlay
                .insert(path.as_str().into(), (!is_gone).then(|| texts[any(texts.len())].as_bytes().into()));
        }
        let after = tree.with(&overlay);
        for (path, text) in &overlay {
            let path = root.join(&**path);
            match text {
                Some(text) => write(&path, text),
                None => drop(fs::remove_file(path)),
            }
        }
        tree = read(&root);
        let (with, fresh) = (findings(&after), findings(&tree));
        assert_eq!(with, fresh, "round {round}: {:?}", overlay.keys().collect::<Vec<&Arc<str>>>());
        equal += usize::from(!seen.insert(fresh));
    }
    assert!(seen.len() > 150 && equal < 250, "{} kinds of trees", seen.len());
}

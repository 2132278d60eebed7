//! A tree in which some files have other texts, as `--staged`, `--since`, `--diff-filter` and `--fix` look at
//! it, is what reading it from the disk would give: every finding is the same, whatever of it was read again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use trace_lint::check::request::check_all;
use trace_lint::files::{Overlay, Progress, SourceTree};
use trace_lint::linter::Settings;
use trace_lint::linter::config::Policy;

/// Files of a tree, and the texts that each may have.
const FILES: [(&str, &[&str]); 11] = [
    (
        "meson.build",
        &[
            "trace_events_subdirs = ['hw/a', 'hw/b']\n",
            "trace_events_subdirs = ['hw/a', 'hw/gone']\n",
            "trace_events_subdirs = [\n  'hw/a',\n  # trace-lint: allow(unlisted-directory)\n  'hw/gone',\n]\n",
        ],
    ),
    ("hw/a/trace.h", &["#include \"trace/trace-hw_a.h\"\n", "#include \"trace/trace-hw_b.h\"\n"]),
    (
        "hw/b/trace.h",
        &[
            "#include \"trace/trace-hw_b.h\"\n",
            "/* moved */\n#include \"trace/trace-hw_b.h\"\n",
            "/* trace-lint: allow(trace-header) */\n#include \"trace/trace-hw_c.h\"\n",
            "#include \"trace/trace-hw_c.h\"\n",
        ],
    ),
    (
        "hw/a/trace-events",
        &[
            "# a.c\na_read(int x) \"x=%d\"\na_write(int x) \"x=%s\"\n",
            "# b.c\na_read(int x, int y) \"x=%d\"\nb_get(void) \"\"\n",
            "A_READ(void) \"\"\na_read(void) \"\"\n# trace-lint: allow(unused-event)\na_odd(void) \"%q\"\n",
            "",
        ],
    ),
    (
        "hw/b/trace-events",
        &[
            "b_get(void) \"\"\nb_set(void) \"\"\n",
            "b_set(int v) \"v=%d\"\na_read(int x) \"\"\n",
            "b_get disable(void)\n",
        ],
    ),
    (
        "hw/a/a.c",
        &[
            "#include \"trace.h\"\nvoid a_write(int x)\n{\n    trace_a_read(x);\n}\n",
            "#include \"trace.h\"\nvoid f(void)\n{\n    if (TRACE_A_READ_ENABLED) {\n        trace_a_write(1, 2);\n    }\n}\n",
            "#include \"a.h\"\n#include \"part.c.inc\"\nvoid f(void)\n{\n    trace_b_get();\n}\n",
            "/* trace_a_read */\n",
        ],
    ),
    ("hw/a/a.h", &["#include \"hw/b/trace.h\"\n", "#define ARGS 1, 2\n#include \"trace.h\"\n", "\n"]),
    (
        "hw/a/part.c.inc",
        &["static void p(void)\n{\n    trace_a_read(ARGS);\n    trace_b_set();\n}\n", "int none;\n"],
    ),
    (
        "hw/b/b.c",
        &[
            "#include \"trace.h\"\nvoid g(void)\n{\n    trace_b_get();\n    trace_b_set();\n}\n",
            "#include \"hw/a/trace.h\"\nvoid b_set(void)\n{\n    trace_b_get();\n    trace_nowhere();\n}\n",
        ],
    ),
    ("all.trace-list", &["a_read\nb_*\n", "a_gone\nb_set"]),
    ("trace-lint.toml", &["ignore = [\"unused-event\"]\n", ""]),
];

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
    for (path, texts) in FILES {
        write(&root.join(path), texts[0].as_bytes());
    }
    let mut tree = read(&root);
    for round in 0..400 {
        let mut overlay = Overlay::default();
        for _ in 0..=any(3) {
            let (path, texts) = FILES[any(FILES.len())];
            // Without its trace-events files a tree is none.
            let is_gone = path != "hw/b/trace-events" && any(5) == 0;
            overlay.insert(path.into(), (!is_gone).then(|| texts[any(texts.len())].into()));
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

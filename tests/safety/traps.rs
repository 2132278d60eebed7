//! Every command and the server in a tree of traps: nothing outside is written or told, no program runs, and
//! each ends within its limits.

use crate::bounded::{Ended, MEMORY, lint, lint_on};
use crate::editor::Editor;
use crate::ground::{Ground, SECRET};
use crate::repository::Marks;
use crate::trap_tree::{kinds, paths, spring_configuration, trapped};
use serde_json::{Value, json};
use std::fs;
use trace_lint_tests::fixture::unindented;

/// Every form of every command that reads a tree; those that write it come last.
const COMMANDS: [&[&str]; 37] = [
    &["check"],
    &["check", "."],
    &["check", "hw/foo/trace-events", "hw/foo/foo.c"],
    &["check", "--no-index"],
    &["check", "--statistics"],
    &["check", "--output-format", "json"],
    &["check", "--output-format", "sarif"],
    &["check", "--diff", "--unsafe"],
    &["check", "--staged"],
    &["check", "--since", "one"],
    &["check", "--since", "HEAD"],
    &["check", "--output-file", "json=made.json", "--output-file", "junit=made.xml"],
    &["check", "--baseline", "known.json", "--write-baseline"],
    &["check", "--baseline", "known.json"],
    &["audit"],
    &["audit", "--output-format", "json"],
    &["audit", "--output-format", "markdown"],
    &["audit", "--output-format", "html", "-o", "made.html"],
    &["refs", "foo_read"],
    &["expand", "foo_read"],
    &["match", "foo*"],
    &["match", "*"],
    &["compat", "one", "."],
    &["compat", "HEAD", "."],
    &["compat", ".", "."],
    &["config"],
    &["config", "hw/foo/trace-events"],
    &["generate", "man", "--out", "made"],
    &["generate", "completions", "--out", "made"],
    &["generate", "rules", "--out", "made"],
    &["explain", "unused-event"],
    &["rules"],
    &["fmt", "--check"],
    &["fmt", "--diff"],
    &["check", "--add-suppressions"],
    &["check", "--fix", "--unsafe"],
    &["fmt"],
];

/// What must hold after each step: nothing ran, nothing outside has changed, nothing of it was told.
struct Watch<'a> {
    ground: &'a Ground,
    marks: &'a Marks,
    before: crate::ground::Snapshot,
}

impl Watch<'_> {
    fn new<'a>(ground: &'a Ground, marks: &'a Marks) -> Watch<'a> {
        Watch { ground, marks, before: ground.beside() }
    }

    #[track_caller]
    fn is_quiet(&self, name: &str, said: &str) {
        assert!(!said.contains(SECRET), "{name} tells what is outside: {said}");
        let left = self.marks.left();
        assert!(left.is_empty(), "{name} ran {left:?}");
        let after = self.ground.beside();
        let changed: Vec<_> = after.iter().filter(|(path, it)| self.before.get(*path) != Some(it)).collect();
        assert!(
            after == self.before,
            "{name} changed {:?}",
            changed.iter().map(|it| it.0).collect::<Vec<_>>()
        );
    }

    #[track_caller]
    fn lint(&self, arguments: &[&str], input: &str) -> Ended {
        let ended = lint_on(&self.ground.tree(), arguments, input.as_bytes());
        ended.came_to(&[0, 1, 2]);
        self.is_quiet(&format!("{arguments:?}"), &ended.said());
        ended
    }
}

/// A patch of all traps, the tree's own file first.
fn patch() -> String {
    let own = ["hw/foo/trace-events".to_owned()].into_iter();
    let paths = own.chain(paths()).chain(["/dev/zero".into(), "../../../../../../dev/zero".into()]);
    let change = unindented(
        r#"
        --- a/PATH
        +++ b/PATH
        @@ -1,0 +2 @@
        +foo_read(int a) "a=%d"
        "#,
    );
    paths.map(|path| change.replace("PATH", &path)).collect()
}

#[test]
fn every_command_passes_all_traps() {
    let (ground, marks) = trapped("traps");
    assert!(paths().len() >= 40);
    let watch = Watch::new(&ground, &marks);
    // The traps don't keep it from its work.
    let found = watch.lint(&["check", "--output-format", "short"], "");
    assert!(found.said().contains("hw/foo/trace-events:3:"), "{}", found.said());
    watch.lint(&["check", "--diff-filter"], &patch());
    watch.lint(&["check", "-", "--stdin-filename", "hw/h_text/trace.h"], "");
    watch.lint(&["check", "-", "--stdin-filename", "hw/e_fifo/trap.c"], "trace_foo_read(1);\n");
    for arguments in COMMANDS {
        watch.lint(arguments, "");
    }
    for path in paths().iter().filter(|path| path.contains("_h_text/") || path.contains("e_text/")) {
        watch.lint(&["check", path], "");
        watch.lint(&["check", "--fix", "--unsafe", path], "");
        watch.lint(&["check", "--add-suppressions", path], "");
        watch.lint(&["fmt", path], "");
    }
    ground.write("trace-events-made", crate::ground::EVENTS);
    ground.write(
        "recording",
        [&[0xff; 8][..], &0xf2b1_77cb_0aa4_26b4_u64.to_le_bytes(), &4u64.to_le_bytes()].concat(),
    );
    watch.lint(&["trace", "recording", "--events", "trace-events-made"], "");
}

#[test]
fn a_configuration_may_be_a_trap() {
    let (ground, marks) = trapped("trap-configuration");
    for kind in kinds() {
        spring_configuration(&ground, kind);
        let watch = Watch::new(&ground, &marks);
        for arguments in [
            &["check"][..],
            &["check", "hw/foo/trace-events"],
            &["check", "--since", "HEAD"],
            &["audit"],
            &["fmt", "--check"],
            &["config", "hw/foo/trace-events"],
            &["refs", "foo_read"],
            &["expand", "foo_read"],
            &["match", "foo*"],
            &["compat", "HEAD", "."],
        ] {
            watch.lint(arguments, "");
        }
    }
}

#[test]
fn the_server_passes_all_traps() {
    let (ground, marks) = trapped("trap-server");
    for kind in ["none", "text", "fifo", "device", "sparse"] {
        if kind != "none" {
            spring_configuration(&ground, kind);
        }
        let watch = Watch::new(&ground, &marks);
        let mut editor = Editor::new(&ground);
        let said = visit(&ground, &mut editor);
        assert!(said.contains("TL303"), "the tree's own findings are there: {said}");
        let memory = editor.client.memory().unwrap_or(0);
        assert!(memory < MEMORY, "{} MB", memory / 1_000_000);
        editor.client.leave();
        watch.is_quiet("the server", &said);
    }
    lint(&ground.tree(), &["rules"]).came_to(&[0]);
}

/// Does what an editor does, in each file that is one; all that the server said.
fn visit(ground: &Ground, editor: &mut Editor) -> String {
    let mut said = String::new();
    let own = ["hw/foo/trace-events", "hw/foo/foo.c", "hw/foo/trace.h", "meson.build"];
    let own = own.map(String::from).into_iter();
    let beside =
        kinds().into_iter().flat_map(|kind| ["trace-events", "a.c"].map(|it| format!("hw/h_{kind}/{it}")));
    let files: Vec<String> = own.chain(beside).collect();
    for path in &files {
        editor.open(path, &fs::read_to_string(ground.path(path)).expect("a text"));
    }
    for path in &files {
        let saved = json!({ "textDocument": { "uri": editor.uri(path) } });
        editor.client.notify("textDocument/didSave", &saved);
        for (line, character) in [(0, 2), (1, 28), (2, 6)] {
            let at = json!({
                "position": { "line": line, "character": character },
                "context": { "includeDeclaration": true },
                "newName": "foo_other",
            });
            for method in ["hover", "references", "definition", "completion", "rename", "documentHighlight"] {
                said += &editor.ask(&format!("textDocument/{method}"), path, &at).to_string();
            }
        }
        said += &Value::from(editor.actions(path, [0, 20])).to_string();
        for method in ["diagnostic", "documentSymbol", "codeLens", "formatting", "documentLink"] {
            let options = json!({ "options": { "tabSize": 4, "insertSpaces": true } });
            said += &editor.ask(&format!("textDocument/{method}"), path, &options).to_string();
        }
    }
    let changes: Vec<_> = paths().iter().map(|it| json!({ "uri": editor.uri(it), "type": 2 })).collect();
    editor.client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    for path in paths() {
        said += &editor.ask("textDocument/diagnostic", &path, &json!({})).to_string();
    }
    said += &editor.client.ask("workspace/diagnostic", &json!({ "previousResultIds": [] })).to_string();
    for query in ["", "foo", "xyzzy"] {
        said += &editor.client.ask("workspace/symbol", &json!({ "query": query })).to_string();
    }
    for method in ["window/logMessage", "window/showMessage", "textDocument/publishDiagnostics"] {
        said += &Value::from(editor.client.heard(method)).to_string();
    }
    said
}

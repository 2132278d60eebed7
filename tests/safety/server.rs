//! The server: what a large selection, a burst of changes and a hostile tree cost it.

use crate::editor::Editor;
use crate::ground::{Ground, HEADER, SECRET, make_fifo};
use serde_json::{Value, json};
use std::fs;
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;

/// Events that each have a finding with fixes.
fn wrong(count: usize) -> String {
    (0..count).map(|it| line(&format!(r#"foo_{it}(uint64_t a) "a=%lx""#))).collect()
}

/// As many as diagnostics are sent at most, and one.
const MOST: usize = 10_001;

#[test]
fn code_actions_for_a_large_selection_are_limited() {
    let ground = Ground::new("actions");
    let mut editor = Editor::new(&ground);
    for count in [5_000, 20_000] {
        editor.open("hw/foo/trace-events", &wrong(count));
        let actions = editor.actions("hw/foo/trace-events", [0, count]);
        assert!(actions.len() <= MOST, "{count} events have {} actions", actions.len());
        let size = Value::from(actions).to_string().len();
        assert!(size < 8_000_000, "{count} events: an answer of {size} bytes");
        // Of a line there are all.
        let actions = editor.actions("hw/foo/trace-events", [count / 2, count / 2]);
        assert!(actions.iter().any(|it| it["kind"] == "quickfix"), "{actions:?}");
        let uri = editor.uri("hw/foo/trace-events");
        editor.client.close(&uri);
    }
    let memory = editor.client.memory().unwrap_or(0);
    assert!(memory < 400_000_000, "{} MB", memory / 1_000_000);
    editor.client.leave();
}

/// A message about files that are none of the tree's costs what its length costs, and no more.
#[test]
fn a_burst_of_changed_files_is_no_burden() {
    let ground = Ground::new("burst");
    let changes: Vec<_> = (0..200_000)
        .map(|it| json!({ "uri": format!("file://{}/hw/foo/f{it}.c", ground.tree().display()), "type": 2 }))
        .collect();
    let changes = json!({ "changes": changes });
    let mut peaks = [0; 2];
    // What any message of that length costs, and what this one does.
    for (peak, method) in peaks.iter_mut().zip(["$/unknown", "workspace/didChangeWatchedFiles"]) {
        let mut editor = Editor::new(&ground);
        editor.open("hw/foo/trace-events", &line(r#"foo_read(int a) "a=%d""#));
        editor.settled("hw/foo/trace-events");
        editor.client.notify(method, &changes);
        let at = json!({ "position": { "line": 0, "character": 2 } });
        let hover = editor.ask("textDocument/hover", "hw/foo/trace-events", &at);
        assert!(hover.to_string().contains("foo_read"), "{hover}");
        *peak = editor.client.memory().unwrap_or(0) / 1_000_000;
        editor.client.leave();
    }
    let [plain, burst] = peaks;
    assert!(burst < 2 * plain + 50, "{burst} MB, and {plain} MB for a message that is passed over");
}

#[test]
fn no_action_leads_through_a_link_out_of_the_tree() {
    let ground = Ground::new("action-link");
    ground.link(ground.secret("profile", format!("{SECRET}\n")), "hw/foo/trace.h");
    let before = ground.beside();
    let mut editor = Editor::new(&ground);
    editor.open("hw/foo/trace-events", crate::ground::EVENTS);
    editor.settled("hw/foo/trace-events");
    let actions = Value::from(editor.actions("hw/foo/trace-events", [0, 1])).to_string();
    assert!(!actions.contains("Write hw/foo/trace.h") && !actions.contains(r#""create""#), "{actions}");
    assert!(!actions.contains(SECRET), "{actions}");
    editor.client.leave();
    assert_eq!(ground.beside(), before);
}

/// A client may ask for the findings of a file that is not open: it is read only where the tree has it.
#[test]
fn no_file_is_read_for_its_uri() {
    let ground = Ground::new("uris");
    ground.secret("foo.c", format!("void f(void) {{ trace_{SECRET}(1); }}\n"));
    ground.secret("trace-events", line(&format!(r#"{SECRET}(int a) "%s""#)));
    make_fifo(&ground.outside("fifo.c"));
    ground.link(ground.outside("foo.c"), "hw/foo/link.c");
    ground.link(ground.outside("trace-events"), "hw/bar/trace-events");
    ground.link("/dev/zero", "hw/foo/zero.c");
    ground.fifo("hw/foo/pipe.c");
    ground.sparse("hw/foo/large.c");
    ground.sparse("hw/baz/trace-events");
    let mut editor = Editor::new(&ground);
    let outside = format!("file://{}", ground.outside("").display());
    let mut uris: Vec<_> = ["hw/foo/link.c", "hw/bar/trace-events", "hw/foo/zero.c", "hw/foo/pipe.c"]
        .iter()
        .chain(&["hw/foo/large.c", "hw/baz/trace-events", "../outside/foo.c", "../outside/trace-events"])
        .chain(&["hw/../../outside/fifo.c", "hw", "hw/foo/../../../outside/foo.c"])
        .map(|path| editor.uri(path))
        .collect();
    uris.extend(["foo.c", "trace-events", "fifo.c"].map(|name| format!("{outside}{name}")));
    uris.extend(
        ["file:///dev/zero", "file:///dev/stdin", "file:///proc/self/mem", "file:///"].map(String::from),
    );
    let at = json!({ "position": { "line": 0, "character": 2 }, "context": { "includeDeclaration": true } });
    for uri in &uris {
        for method in ["diagnostic", "hover", "references", "documentSymbol", "definition", "codeLens"] {
            let answer = editor.ask_uri(&format!("textDocument/{method}"), uri, &at).to_string();
            assert!(!answer.contains(SECRET), "{method} {uri}: {answer}");
        }
    }
    let symbols = editor.client.ask("workspace/symbol", &json!({ "query": "foo" })).to_string();
    assert!(symbols.contains("foo_read") && !symbols.contains(SECRET), "{symbols}");
    let memory = editor.client.memory().unwrap_or(0);
    assert!(memory < crate::bounded::MEMORY, "{} MB", memory / 1_000_000);
    editor.client.leave();
}

#[test]
fn a_tree_that_goes_while_it_is_open() {
    let ground = Ground::new("goes");
    let mut editor = Editor::new(&ground);
    editor.open("hw/foo/trace-events", &line(r#"foo_read(int a) "a=%s""#));
    editor.settled("hw/foo/trace-events");
    fs::remove_dir_all(ground.tree()).expect("the tree goes");
    for path in ["hw/foo/trace.h", "meson.build", "hw/foo/foo.c"] {
        let change = json!({ "changes": [{ "uri": editor.uri(path), "type": 3 }] });
        editor.client.notify("workspace/didChangeWatchedFiles", &change);
    }
    let report = editor.settled("hw/foo/trace-events").to_string();
    assert!(report.contains("TL303"), "{report}");
    editor.client.leave();
}

#[test]
fn three_thousand_documents() {
    let ground = Ground::new("opens");
    let mut editor = Editor::new(&ground);
    for number in 0..3_000 {
        editor.open(&format!("hw/d{number}/trace-events"), &line(r#"x(int a) "a=%s""#));
    }
    let report = editor.settled("hw/d2999/trace-events").to_string();
    assert!(report.contains("TL303"), "{report}");
    let memory = editor.client.memory().unwrap_or(0);
    assert!(memory < crate::bounded::MEMORY, "{} MB", memory / 1_000_000);
    editor.client.leave();
}

/// Frames that no client sends: the next one is read.
#[test]
fn odd_frames() {
    let ground = Ground::new("frames");
    ground.write("hw/foo/trace.h", HEADER);
    let header = [b"X-Long: ".to_vec(), vec![b'x'; 20 << 20], b"\r\n\r\n".to_vec()].concat();
    let nested = "[".repeat(200_000) + &"]".repeat(200_000);
    let nested = format!("Content-Length: {}\r\n\r\n{nested}", nested.len()).into_bytes();
    for frame in [
        b"Content-Length: -1\r\n\r\n".to_vec(),
        b"Content-Length: 99999999999999999999999\r\n\r\n".to_vec(),
        b"Content-Length: 3\r\n\r\n{}\n".to_vec(),
        b"Content-Length: 0\r\n\r\n".to_vec(),
        b"\r\n\r\n\r\n".to_vec(),
        header,
        nested,
    ] {
        let mut client = Client::ready(&json!({}));
        client.write(&frame);
        client.write(b"\r\n");
        let answer = client.ask("workspace/symbol", &json!({ "query": "x" }));
        assert!(answer.get("result").is_some(), "{answer}");
        let memory = client.memory().unwrap_or(0);
        assert!(memory < crate::bounded::MEMORY, "{} MB", memory / 1_000_000);
        client.leave();
    }
}

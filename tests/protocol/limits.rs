//! Requests and messages of any size: what the server answers grows with what is of use, not with the size, and
//! nothing leads out of the tree.

use crate::tree::{EVENTS, Tree};
use crate::{about, ask_at, capabilities, change};
use serde_json::{Value, json};
use trace_lint_tests::fixture::{line, unindented};
use trace_lint_tests::lsp::Client;

const URI: &str = "file:///tree/trace-events";

fn actions(client: &mut Client, uri: &str, lines: usize) -> Vec<Value> {
    let mut params = about(uri);
    params["range"] = change([0, 0, lines, 0], "")["range"].clone();
    params["context"] = json!({ "diagnostics": [] });
    let answer = client.ask("textDocument/codeAction", &params);
    answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

fn titled(actions: &[Value], part: &str) -> usize {
    actions.iter().filter(|action| action["title"].as_str().is_some_and(|title| title.contains(part))).count()
}

/// Twice the findings: as many actions, for clients that take edits later and at once.
#[test]
fn actions_over_a_whole_document() {
    let mut at_once = capabilities();
    at_once["textDocument"]["codeAction"] =
        json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    for (capabilities, edits) in [(capabilities(), false), (at_once, true)] {
        let of = |events: usize| {
            let mut client = Client::ready(&capabilities);
            let text: String =
                (0..events).map(|it| line(&format!(r#"event_{it}(char *b) "b=%d""#))).collect();
            client.open(URI, &text);
            let found = actions(&mut client, URI, events);
            assert!(found.iter().all(|action| action.get("edit").is_some() == edits), "{found:?}");
            client.leave();
            let all = titled(&found, "Fix all");
            (found.len(), titled(&found, "Write `%s`"), titled(&found, "Allow"), all)
        };
        let (total, written, allowed, all) = of(1_500);
        assert_eq!((total, written, allowed, all), of(3_000));
        // Each event has findings of one rule: one comment is offered.
        assert!(
            written >= 50 && allowed == 1 && all == 1 && total <= 201,
            "{total} {written} {allowed} {all}"
        );
    }
}

#[test]
fn declarations_that_a_source_lacks() {
    let tree = Tree::new("lsp-limits-source");
    let mut client = Client::ready(&capabilities());
    let uri = tree.uri("hw/foo/foo.c");
    let of = |calls: usize| -> String {
        let before = r#"
            #include "trace.h"
            void f(void)
            {
            "#;
        let calls: String = (0..calls).map(|it| format!("    trace_new_{it}();\n")).collect();
        unindented(before) + &calls + "}\n"
    };
    client.open(&uri, &of(30));
    ask_at(&mut client, "definition", &uri, 3, 5);
    assert_eq!(titled(&actions(&mut client, &uri, 40), "Declare"), 30);
    client.change(&uri, 2, &json!([{ "text": of(2_000) }]));
    assert_eq!(titled(&actions(&mut client, &uri, 2_010), "Declare"), 100);
    client.leave();
}

/// After `git checkout` a client names each file: the tree is read anew, and no name takes memory.
#[test]
fn a_burst_of_changed_files() {
    let tree = Tree::new("lsp-limits-burst");
    let mut client = Client::ready(&capabilities());
    let uri = tree.uri("hw/foo/trace-events");
    client.open(&uri, &line(&format!(r#"{EVENTS}foo_new(void) """#)));
    client.shows(&uri, &["TL702"]);
    tree.add(
        r#"
        --- hw/foo/bar.c
        #include "trace.h"
        void f(void) { trace_foo_new(); }
        "#,
    );
    let before = client.memory();
    let changes: Vec<Value> =
        (0..100_000).map(|it| json!({ "uri": tree.uri(&format!("build/{it}.c")), "type": 1 })).collect();
    let message = json!({ "changes": changes });
    let size = message.to_string().len() as u64;
    client.notify("workspace/didChangeWatchedFiles", &message);
    let hover = ask_at(&mut client, "hover", &uri, 0, 3);
    assert!(hover["result"].is_object(), "{hover}");
    client.shows(&uri, &[]);
    if let (Some(before), Some(after)) = (before, client.memory()) {
        assert!(after - before < 4 * size, "{} of memory for {size}", after - before);
    }
    client.leave();
}

/// What the listing left out is neither offered to be written nor read.
#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_tree() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let outside = trace_lint_tests::scratch::folder("lsp-limits-outside");
    trace_lint_tests::scratch::write(&outside.join("there"), "mine\n");
    for (target, offered) in [(None, 1), (Some("there"), 0), (Some("nowhere"), 0)] {
        let tree = Tree::new("lsp-limits-links");
        let header = tree.0.join("hw/foo/trace.h");
        std::fs::remove_file(&header).expect("it is there");
        if let Some(target) = target {
            std::os::unix::fs::symlink(outside.join(target), &header).expect("a link");
        }
        let mut client = Client::ready(&capabilities);
        let uri = tree.uri("hw/foo/trace-events");
        client.open(&uri, EVENTS);
        ask_at(&mut client, "definition", &uri, 0, 3);
        let found = actions(&mut client, &uri, 0);
        assert_eq!(titled(&found, "Write hw/foo/trace.h"), offered, "{target:?}: {found:?}");
        client.leave();
    }
}

/// A file that a client names by a way out of the tree is none of the tree's.
#[test]
fn ways_out_of_the_tree() {
    let tree = Tree::new("lsp-limits-ways");
    let outside = trace_lint_tests::scratch::folder("lsp-limits-ways-outside");
    let source = &unindented(
        r#"
        #include "trace.h"
        void f(void) { trace_foo_new(); }
        "#,
    );
    trace_lint_tests::scratch::write(&outside.join("bar.c"), source);
    let mut client = Client::ready(&capabilities());
    let uri = tree.uri("hw/foo/trace-events");
    client.open(&uri, &line(&format!(r#"{EVENTS}foo_new(void) """#)));
    client.shows(&uri, &["TL702"]);
    let way = tree.uri("hw/foo/../../../lsp-limits-ways-outside/bar.c");
    let params = json!({ "changes": [{ "uri": way, "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &params);
    let found = client.ask("textDocument/references", &{
        let mut params = about(&uri);
        params["position"] = json!({ "line": 1, "character": 3 });
        params["context"] = json!({ "includeDeclaration": false });
        params
    });
    assert_eq!(found["result"], json!([]), "a call in a file outside the tree");
    // The path of an item of the call hierarchy comes back from the client.
    let mut params = about(&uri);
    params["position"] = json!({ "line": 0, "character": 3 });
    let mut item = client.ask("textDocument/prepareCallHierarchy", &params)["result"][0].clone();
    item["data"]["path"] = json!(outside.join("bar.c"));
    let calls = client.ask("callHierarchy/outgoingCalls", &json!({ "item": item }));
    assert!(calls["error"].is_null() && calls["result"].as_array().is_none_or(Vec::is_empty), "{calls}");
    client.leave();
}

//! `traceLint/status`: what the server tells of its trees to a client that asks for it.

use crate::capabilities;
use crate::tree::Tree;
use serde_json::{Value, json};
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;

/// Waits for the next status; gives its trees.
fn trees(client: &mut Client) -> Value {
    client.told("traceLint/status")["params"]["trees"].clone()
}

fn one(tree: &Tree, state: &str, version: Value, counts: [u32; 3]) -> Value {
    let [files, events, sources] = counts;
    let root = tree.uri("").trim_end_matches('/').to_owned();
    json!([{
        "root": root,
        "state": state,
        "version": version,
        "files": files,
        "events": events,
        "sources": sources,
    }])
}

#[test]
fn a_tree_is_read_and_read_again() {
    let tree = Tree::new("lsp-status");
    let mut client = Client::start();
    let options = json!({ "statusNotifications": true });
    let folder = tree.uri("").trim_end_matches('/').to_owned();
    client.hello_with(&capabilities(), &[&folder], &options);
    assert_eq!(trees(&mut client), json!([]));
    assert_eq!(trees(&mut client), one(&tree, "reading", json!(null), [0, 0, 0]));
    assert_eq!(trees(&mut client), one(&tree, "ready", json!("10.0"), [1, 1, 1]));
    tree.add(
        r#"
        --- hw/bar/trace-events
        bar_a(void) ""
        bar_b(void) ""
        --- hw/bar/bar.c
        #include "trace.h"
        void f(void)
        {
            trace_bar_a();
        }
        "#,
    );
    let changes = json!([{ "uri": tree.uri("hw/bar/trace-events"), "type": 1 }]);
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    assert_eq!(trees(&mut client), one(&tree, "reading", json!("10.0"), [1, 1, 1]));
    assert_eq!(trees(&mut client), one(&tree, "ready", json!("10.0"), [2, 3, 2]));
    let settings = json!({ "traceLint": { "qemuVersion": "7.2" } });
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": settings }));
    assert_eq!(trees(&mut client), one(&tree, "ready", json!("7.2"), [2, 3, 2]));
    client.leave();
}

#[test]
fn nobody_is_told_unasked() {
    let tree = Tree::new("lsp-status-unasked");
    let check = |options: &Value| {
        let mut client = Client::start();
        let folder = tree.uri("").trim_end_matches('/').to_owned();
        client.hello_with(&capabilities(), &[&folder], options);
        client.open(&tree.uri("hw/foo/trace-events"), &line(r#"foo_reset(void *dev) "dev=%d""#));
        client.shows(&tree.uri("hw/foo/trace-events"), &["TL303"]);
        assert!(client.heard("traceLint/status").is_empty(), "{options}");
        client.leave();
    };
    check(&Value::Null);
    check(&json!({ "statusNotifications": false }));
    check(&json!({ "statusNotifications": "true" }));
}

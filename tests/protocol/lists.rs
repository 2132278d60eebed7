//! Event lists as the server has them: by name, by configuration, by a comment, in a tree and outside any.

use crate::tree::{EVENTS, Tree};
use crate::{ask_at, capabilities};
use serde_json::{Value, json};
use std::time::Instant;
use trace_lint_tests::lsp::Client;
use trace_lint_tests::process::LIMIT;

/// A name that no event bears, and one that an event bears.
const LIST: &str = r"foo_rest
foo_reset
";
const MARK: &str = "# trace-lint: event-list\n";
/// It is not there, and so in no tree.
const OUTSIDE: &str = "file:///nowhere/at/all/x.trace-list";

/// Checks all that the server says of `LIST`, which begins on that line of a document.
fn check(tree: &Tree, client: &mut Client, uri: &str, line: u32) {
    client.shows(uri, &["TL901"]);
    let hover = ask_at(client, "hover", uri, line + 1, 2);
    assert!(hover.to_string().contains("foo_reset is an event."), "{hover}");
    let items = ask_at(client, "completion", uri, line + 1, 5);
    assert_eq!(items["result"]["items"][0]["label"], "foo_reset", "{items}");
    let events = tree.uri("hw/foo/trace-events");
    let definition = ask_at(client, "definition", uri, line + 1, 2);
    assert_eq!(definition["result"][0]["uri"], events, "{definition}");
    let edits = ask_at(client, "rename", uri, line + 1, 2);
    let edits = edits["result"]["documentChanges"].as_array().unwrap_or_else(|| panic!("{edits}"));
    let mut edited: Vec<&str> = edits.iter().filter_map(|it| it["textDocument"]["uri"].as_str()).collect();
    edited.sort_unstable();
    let source = tree.uri("hw/foo/foo.c");
    let mut expected = [&*source, &events, uri];
    expected.sort_unstable();
    assert_eq!(edited, expected);
}

/// A tree, and a client that has its folder open.
fn both(name: &str) -> (Tree, Client) {
    let tree = Tree::new(name);
    let mut client = Client::start();
    client.hello_in(&capabilities(), &[&tree.uri("")]);
    (tree, client)
}

#[test]
fn lists_of_each_kind_are_lists() {
    let (tree, mut client) = both("lsp-lists-kinds");
    tree.write("trace-lint.toml", "event-lists = ['/lists/*.txt']\n");
    tree.write("lists/all.txt", "");
    let marked = format!("# mine\n{MARK}{LIST}");
    let cases = [
        (tree.uri("x.trace-list"), "plaintext", LIST, 0),
        (tree.uri("lists/all.txt"), "plaintext", LIST, 0),
        (tree.uri("notes"), "plaintext", &*marked, 2),
        (tree.uri("notes"), "trace-events", &*marked, 2),
        (tree.uri("other"), "trace-event-list", LIST, 0),
        // What a build makes is no part of the tree that is read.
        (tree.uri(".hidden/x.trace-list"), "plaintext", LIST, 0),
        (OUTSIDE.into(), "plaintext", LIST, 0),
        ("file:///nowhere/at/all/notes".into(), "plaintext", &*marked, 2),
        ("untitled:Untitled-1".into(), "trace-event-list", LIST, 0),
    ];
    for (uri, language, text, line) in cases {
        client.open_as(&uri, language, text);
        check(&tree, &mut client, &uri, line);
        client.close(&uri);
        client.shows(&uri, &[]);
    }
    client.leave();
}

#[test]
fn a_document_becomes_a_list_while_it_is_typed() {
    let (tree, mut client) = both("lsp-lists-typed");
    let uri = tree.uri("notes");
    client.open_as(&uri, "plaintext", LIST);
    client.change(&uri, 2, &json!([{ "text": format!("{MARK}{LIST}") }]));
    check(&tree, &mut client, &uri, 1);
    client.change(&uri, 3, &json!([{ "text": LIST }]));
    client.shows(&uri, &[]);
    let hover = ask_at(&mut client, "hover", &uri, 1, 2);
    assert_eq!(hover["result"], Value::Null, "{hover}");
    client.change(&uri, 4, &json!([{ "text": format!("{MARK}{LIST}") }]));
    check(&tree, &mut client, &uri, 1);
    client.leave();
}

#[test]
fn a_configured_list_is_one_when_the_configuration_says_so() {
    let (tree, mut client) = both("lsp-lists-configured");
    tree.write("lists/all.txt", LIST);
    let uri = tree.uri("lists/all.txt");
    client.open_as(&uri, "plaintext", LIST);
    let config = json!([{ "uri": tree.uri("trace-lint.toml"), "type": 1 }]);
    tree.write("trace-lint.toml", "event-lists = ['/lists/*.txt']\n");
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": config }));
    check(&tree, &mut client, &uri, 0);
    // Closed, what is on the disk still counts.
    client.close(&uri);
    client.shows(&uri, &[]);
    let events = tree.uri("hw/foo/trace-events");
    client.open_as(&events, "trace-events", EVENTS);
    // The tree may still be read again, for the configuration.
    let end = Instant::now() + LIMIT;
    loop {
        let found = ask_at(&mut client, "references", &events, 0, 2);
        if found["result"].to_string().contains(&uri) {
            break;
        }
        assert!(Instant::now() < end, "{found}");
    }
    client.leave();
}

/// With no tree, or with several, names are not looked up; bytes are.
#[test]
fn without_one_tree_no_name_is_looked_up() {
    let (one, mut client) = both("lsp-lists-one");
    client.open_as(OUTSIDE, "plaintext", "foo_rest\nfoo_reset \n");
    client.shows(OUTSIDE, &["TL901", "TL906"]);
    let other = Tree::new("lsp-lists-other");
    let folders = json!({ "added": [{ "uri": other.uri(""), "name": "other" }], "removed": [] });
    client.notify("workspace/didChangeWorkspaceFolders", &json!({ "event": folders }));
    client.shows(OUTSIDE, &["TL906"]);
    let folders = json!({ "added": [], "removed": [{ "uri": one.uri(""), "name": "one" }] });
    client.notify("workspace/didChangeWorkspaceFolders", &json!({ "event": folders }));
    client.shows(OUTSIDE, &["TL901", "TL906"]);
    client.leave();
}

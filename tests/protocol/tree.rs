//! One tree: findings that follow from several files, as these change in buffers and on the disk.

use crate::capabilities;
use crate::findings::uri_of;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use trace_lint_tests::fixture::{self, line};
use trace_lint_tests::lsp::Client;
use trace_lint_tests::scratch;

pub const EVENTS: &str = r#"foo_reset(void *dev) "dev=%p"
"#;
pub const CALLER: &str = r#"#include "trace.h"
void foo_reset(Foo *dev)
{
    trace_foo_reset(dev);
}
"#;
pub const SILENT: &str = r#"#include "trace.h"
void foo_reset(Foo *dev)
{
}
"#;
const CHANGED: u32 = 2;
const DELETED: u32 = 3;

/// A tree in which nothing is wrong.
pub struct Tree(pub PathBuf);

impl Tree {
    pub fn new(name: &str) -> Tree {
        let tree = Tree(scratch::folder(name));
        tree.add(
            r#"
            --- VERSION
            10.0.0
            --- trace/control.h
            --- meson.build
            trace_events_subdirs = [
              'hw/foo',
            ]
            --- hw/foo/trace.h
            #include "trace/trace-hw_foo.h"
            "#,
        );
        tree.write("hw/foo/trace-events", EVENTS);
        tree.write("hw/foo/foo.c", CALLER);
        tree
    }

    pub fn write(&self, path: &str, text: &str) {
        scratch::write(&self.0.join(path), text);
    }

    /// Adds the files of a fixture.
    pub fn add(&self, fixture: &str) {
        fixture::write(&self.0, fixture);
    }

    pub fn uri(&self, path: &str) -> String {
        uri_of(&self.0.join(path))
    }

    /// Opens a file as it is on the disk.
    pub fn open(&self, client: &mut Client, path: &str) -> String {
        let text = fs::read_to_string(self.0.join(path)).expect("the file is text");
        client.open(&self.uri(path), &text);
        self.uri(path)
    }

    /// Tells the client's server of a change on the disk.
    pub fn changed(&self, client: &mut Client, path: &str, kind: u32) {
        let changes = json!([{ "uri": self.uri(path), "type": kind }]);
        client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    }
}

pub fn all(text: &str) -> Value {
    json!([{ "text": text }])
}

/// A client with both files open, once the tree is read.
fn both(tree: &Tree) -> (Client, String, String) {
    let mut client = Client::ready(&capabilities());
    tree.write("hw/foo/trace-events", &line(&format!(r#"{EVENTS}foo_gone(void) """#)));
    let events = tree.open(&mut client, "hw/foo/trace-events");
    client.shows(&events, &["TL702"]);
    client.change(&events, 2, &all(EVENTS));
    client.shows(&events, &[]);
    let source = tree.open(&mut client, "hw/foo/foo.c");
    (client, events, source)
}

#[test]
fn a_call_that_goes_from_a_buffer() {
    let tree = Tree::new("lsp-tree-buffer");
    let (mut client, events, source) = both(&tree);
    client.change(&source, 2, &all(SILENT));
    client.shows(&events, &["TL702"]);
    client.change(&source, 3, &all(CALLER));
    client.shows(&events, &[]);
    client.change(&source, 4, &all(&CALLER.replace("trace_foo_reset", "// trace_foo_reset")));
    let found = client.shows(&events, &["TL702"]);
    let related = &found[0]["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], source);
    assert_eq!(related["range"]["start"], json!({ "line": 3, "character": 7 }));
    // What is on the disk counts again.
    client.close(&source);
    client.shows(&events, &[]);
    client.leave();
}

#[test]
fn a_call_that_goes_from_the_disk() {
    let tree = Tree::new("lsp-tree-disk");
    let (mut client, events, source) = both(&tree);
    client.close(&source);
    tree.write("hw/foo/foo.c", SILENT);
    tree.changed(&mut client, "hw/foo/foo.c", CHANGED);
    client.shows(&events, &["TL702"]);
    tree.write("hw/foo/foo.c", CALLER);
    tree.changed(&mut client, "hw/foo/foo.c", CHANGED);
    client.shows(&events, &[]);
    fs::remove_file(tree.0.join("hw/foo/foo.c")).expect("it is there");
    tree.changed(&mut client, "hw/foo/foo.c", DELETED);
    client.shows(&events, &["TL702"]);
    // An open document stands for what is on the disk.
    client.open(&source, CALLER);
    client.shows(&events, &[]);
    tree.write("hw/foo/foo.c", SILENT);
    tree.changed(&mut client, "hw/foo/foo.c", CHANGED);
    client.change(&source, 2, &all(SILENT));
    client.shows(&events, &["TL702"]);
    client.leave();
}

#[test]
fn a_declaration_that_is_not_saved() {
    let tree = Tree::new("lsp-tree-declaration");
    let (mut client, events, source) = both(&tree);
    let calls = CALLER.replace("trace_foo_reset(dev);", "trace_foo_reset(dev);\n    trace_foo_start(1);");
    client.change(&source, 2, &all(&calls));
    client.shows(&source, &["TL701"]);
    client.change(&events, 3, &all(&line(&format!(r#"{EVENTS}foo_start(int a) "a=%d""#))));
    client.shows(&source, &[]);
    client.change(&events, 4, &all(&line(&format!(r#"{EVENTS}foo_start(int a, int b) "a=%d b=%d""#))));
    client.shows(&source, &["TL703"]);
    client.close(&source);
    let cleared = client.shows(&source, &[]);
    assert_eq!(cleared.len(), 0);
    client.leave();
}

/// An edit whose meaning lies in files that were not read: the tree is read again.
#[test]
fn includes_that_change() {
    let tree = Tree::new("lsp-tree-includes");
    tree.write("hw/foo/deep.h", &line(r#"#include "trace.h""#));
    let (mut client, _, source) = both(&tree);
    client.change(&source, 2, &all(&CALLER.replace("trace.h", "other.h")));
    client.shows(&source, &["TL709"]);
    client.change(&source, 3, &all(&CALLER.replace("trace.h", "deep.h")));
    client.shows(&source, &[]);
    let meson = tree.open(&mut client, "meson.build");
    client.change(&meson, 2, &all("trace_events_subdirs = [ 'hw/foo', 'hw/bar' ]\n"));
    client.shows(&meson, &["TL710"]);
    tree.write("hw/bar/trace-events", "");
    tree.changed(&mut client, "hw/bar/trace-events", 1);
    client.shows(&meson, &[]);
    client.leave();
}

#[test]
fn two_trees_that_name_the_same() {
    let (one, other) = (Tree::new("lsp-tree-one"), Tree::new("lsp-tree-other"));
    other.write("hw/foo/foo.c", SILENT);
    let (mut client, events, source) = both(&one);
    let others = other.open(&mut client, "hw/foo/trace-events");
    client.shows(&others, &["TL702"]);
    client.change(&source, 2, &all(SILENT));
    client.shows(&events, &["TL702"]);
    let other_source = other.open(&mut client, "hw/foo/foo.c");
    client.change(&other_source, 2, &all(CALLER));
    client.shows(&others, &[]);
    client.leave();
}

#[test]
fn a_tree_that_vanishes() {
    let tree = Tree::new("lsp-tree-vanishes");
    let (mut client, events, source) = both(&tree);
    client.change(&source, 2, &all(SILENT));
    client.shows(&events, &["TL702"]);
    fs::remove_dir_all(&tree.0).expect("it is there");
    tree.changed(&mut client, "meson.build", DELETED);
    tree.changed(&mut client, "hw/foo/foo.c", DELETED);
    // The folder lies in a repository, whose tree it is part of now: or in none.
    client.change(&events, 3, &all(&line(r#"foo_reset(void *dev) "dev=%d""#)));
    client.wait("a finding", |message| {
        let found = &message["params"]["diagnostics"];
        message["params"]["uri"] == events
            && found.as_array().is_some_and(|found| found.iter().any(|it| it["code"] == "TL303"))
    });
    assert_eq!(client.text(&source), SILENT);
    client.leave();
}

#[test]
fn a_configuration_file_governs_the_tree_as_soon_as_it_is_there() {
    let tree = Tree::new("lsp-tree-config");
    let (mut client, events, source) = both(&tree);
    client.change(&source, 2, &all(SILENT));
    client.shows(&events, &["TL702"]);
    tree.write("trace-lint.toml", "ignore = ['unused-event']\n");
    tree.changed(&mut client, "trace-lint.toml", 1);
    client.shows(&events, &[]);
    tree.write("trace-lint.toml", "severity = { unused-event = 'error' }\n");
    tree.changed(&mut client, "trace-lint.toml", CHANGED);
    assert_eq!(client.shows(&events, &["TL702"])[0]["severity"], 1);
    tree.write("hw/foo/.trace-lint.toml", "exclude = ['trace-events']\n");
    tree.changed(&mut client, "hw/foo/.trace-lint.toml", 1);
    client.shows(&events, &[]);
    // Of one in which something is wrong nothing holds, and that is said.
    tree.write("hw/foo/.trace-lint.toml", "exlude = []\n");
    tree.changed(&mut client, "hw/foo/.trace-lint.toml", CHANGED);
    client.wait("the problem", |message| {
        let said = message["params"]["message"].as_str().unwrap_or_default();
        said.contains("hw/foo/.trace-lint.toml:1: unknown key `exlude`; did you mean `exclude`?")
    });
    // A comment allows what is found, in a buffer as on the disk.
    let allowed = format!("# trace-lint: allow(unused-event)\n{EVENTS}");
    client.change(&events, 3, &all(&allowed));
    client.shows(&events, &[]);
    client.change(&source, 3, &all(CALLER));
    client.shows(&events, &["TL801"]);
    client.leave();
}

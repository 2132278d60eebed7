//! Workspace folders, settings, and what is found in files that are not open.

use crate::findings::{Found, by_server, pull, told_by_program, uri_of};
use crate::tree::Tree;
use crate::{about, capabilities};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;
use trace_lint_tests::program::repository;

fn demo() -> PathBuf {
    repository().join("corpus/demo")
}

/// Every file of a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// What the program finds in the demonstration, by URI.
fn expected() -> BTreeMap<String, Vec<Found>> {
    let mut expected: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for (path, found) in told_by_program(&demo(), ".") {
        expected.entry(uri_of(&demo().join(path))).or_default().push(found);
    }
    assert!(expected.len() > 8, "{expected:?}");
    expected
}

fn pulling() -> Value {
    let mut capabilities = capabilities();
    capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    capabilities["textDocument"]["diagnostic"] = json!({ "relatedInformation": true });
    capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    capabilities
}

#[test]
fn every_file_of_a_tree_has_the_findings_of_the_program() {
    let expected = expected();
    let mut paths = Vec::new();
    files(&demo(), &mut paths);
    let mut capabilities = capabilities();
    capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    let mut pushed = Client::ready(&capabilities);
    let mut pulled = Client::ready(&pulling());
    for path in &paths {
        let (uri, text) = (uri_of(path), fs::read_to_string(path).expect("the file is text"));
        if path.ends_with("README.md") {
            continue;
        }
        pushed.open(&uri, &text);
        pulled.open(&uri, &text);
        let report = pull(&mut pulled, &uri);
        let items = report["result"]["items"].as_array().unwrap_or_else(|| panic!("{report}"));
        assert_eq!(by_server(items), expected.get(&uri).cloned().unwrap_or_default(), "{uri}");
    }
    for (uri, expected) in &expected {
        let codes: Vec<&str> = expected.iter().map(|(code, ..)| &**code).collect();
        assert_eq!(by_server(&pushed.shows(uri, &codes)), *expected, "{uri}");
    }
    pushed.leave();
    pulled.leave();
}

/// A client may ask for a file that is not open: of a tab in the background, or as it closes it.
#[test]
fn a_file_that_is_not_open_has_its_findings() {
    let expected = expected();
    let mut client = Client::start();
    client.hello_with(&pulling(), &[], &told());
    let folder = uri_of(&demo());
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        &json!({ "event": { "added": [{ "uri": folder, "name": "demo" }], "removed": [] } }),
    );
    let nowhere = uri_of(&demo().join("nowhere.c"));
    wait_for(&mut client, &uri_of(&demo().join("ui/keymap.c")));
    for uri in expected.keys().chain([&nowhere, &"untitled:Untitled-1".to_owned()]) {
        let report = client.ask("textDocument/diagnostic", &about(uri))["result"].clone();
        let items = report["items"].as_array().unwrap_or_else(|| panic!("{uri}: {report}"));
        assert_eq!(by_server(items), expected.get(uri).cloned().unwrap_or_default(), "{uri}");
        let again = json!({ "textDocument": { "uri": uri }, "previousResultId": report["resultId"] });
        let again = client.ask("textDocument/diagnostic", &again);
        assert_eq!(again["result"]["kind"], "unchanged", "{uri}");
    }
    client.leave();
}

/// The reports of `workspace/diagnostic`, without those that say nothing.
fn reports(client: &mut Client, previous: &Value) -> BTreeMap<String, Value> {
    let answer = client.ask("workspace/diagnostic", &json!({ "previousResultIds": previous }));
    let items = answer["result"]["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    items.iter().map(|item| (item["uri"].as_str().expect("a text").to_owned(), item.clone())).collect()
}

/// The options of a client that is told when a tree has been read.
fn told() -> Value {
    json!({ "statusNotifications": true })
}

/// Asks until a file's report is there, each time that the state of the trees has changed.
fn wait_for(client: &mut Client, uri: &str) -> BTreeMap<String, Value> {
    loop {
        let found = reports(client, &json!([]));
        if found.contains_key(uri) {
            return found;
        }
        client.told("traceLint/status");
    }
}

#[test]
fn files_that_are_not_open() {
    let expected = expected();
    let folder = uri_of(&demo());
    let mut client = Client::start();
    client.hello_with(&pulling(), &[&folder], &told());
    let first = expected.keys().next().expect("a file");
    let found = wait_for(&mut client, first);
    let by_uri: BTreeMap<String, Vec<Found>> = found
        .iter()
        .map(|(uri, report)| (uri.clone(), by_server(report["items"].as_array().expect("a list"))))
        .collect();
    assert_eq!(by_uri, expected);
    let previous: Vec<Value> =
        found.iter().map(|(uri, report)| json!({ "uri": uri, "value": report["resultId"] })).collect();
    for report in reports(&mut client, &json!(previous)).values() {
        assert_eq!(report["kind"], "unchanged");
    }
    client.leave();
}

#[test]
fn folders_come_and_go() {
    let (one, other) = (Tree::new("lsp-folder-one"), Tree::new("lsp-folder-other"));
    let wrong = &line(r#"foo_reset(void *dev) "dev=%d""#);
    one.write("hw/foo/trace-events", wrong);
    other.write("hw/foo/trace-events", wrong);
    let [first, second] = [&one, &other].map(|tree| tree.uri("hw/foo/trace-events"));
    let folder = |tree: &Tree| json!({ "uri": uri_of(&tree.0), "name": "a tree" });
    let mut client = Client::start();
    client.hello_with(&pulling(), &[&uri_of(&one.0)], &told());
    assert!(!wait_for(&mut client, &first).contains_key(&second));
    let change = json!({ "added": [folder(&other)], "removed": [] });
    client.notify("workspace/didChangeWorkspaceFolders", &json!({ "event": change }));
    assert!(wait_for(&mut client, &second).contains_key(&first));
    let change = json!({ "added": [], "removed": [folder(&one)] });
    client.notify("workspace/didChangeWorkspaceFolders", &json!({ "event": change }));
    let found = reports(&mut client, &json!([{ "uri": first, "value": "known" }]));
    assert_eq!(found[&first]["items"], json!([]), "what was known is cleared");
    assert!(found.contains_key(&second));
    client.leave();
}

#[test]
fn settings_are_asked_for() {
    let tree = Tree::new("lsp-settings");
    tree.write("hw/foo/foo.c", "");
    let mut capabilities = capabilities();
    capabilities["workspace"]["configuration"] = json!(true);
    let mut client = Client::ready(&capabilities);
    let answer = |client: &mut Client, settings: Value| {
        let asked = client.told("workspace/configuration");
        assert_eq!(asked["params"]["items"], json!([{ "section": "traceLint" }]));
        client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": [settings] }));
    };
    answer(&mut client, Value::Null);
    let events = tree.uri("hw/foo/trace-events");
    client.open(&events, &line(r#"vcpu foo_reset(void *dev) "dev=%d""#));
    client.shows(&events, &["TL702", "TL303"]);
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    answer(&mut client, json!({ "ignore": ["unused-event"], "qemuVersion": "10.2" }));
    client.shows(&events, &["TL005", "TL303"]);
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    answer(&mut client, json!({ "select": ["no-such-rule", "unused-event"] }));
    client.shows(&events, &["TL702"]);
    client.told("window/logMessage");
    client.leave();

    // A client that can't be asked tells.
    let mut client = Client::ready(&self::capabilities());
    client.open(&events, &line(r#"foo_reset(void *dev) "dev=%d""#));
    client.shows(&events, &["TL702", "TL303"]);
    let settings = json!({ "traceLint": { "ignore": ["TL702"] } });
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": settings }));
    client.shows(&events, &["TL303"]);
    client.leave();
}

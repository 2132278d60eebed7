//! Clients as they greet the server, and as they act upon what it answers: whatever a client can, what it shows is
//! never old. The greetings in `handshakes/` are what the programs sent, without what the server does not look at.

use crate::about;
use crate::tree::{CALLER, EVENTS, SILENT, Tree, all};
use serde_json::{Value, json};
use std::fs;
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;
use trace_lint_tests::program::repository;

const PATH: &str = "hw/foo/trace-events";
const SOURCE: &str = "hw/foo/foo.c";

/// How a client gets findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Push,
    Pull,
}

/// What a client reports of the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reports {
    Nothing,
    /// What is written into a file that is there; nothing that comes by renaming.
    Writes,
    Everything,
}

/// A client: its greeting, how findings must reach it, and what it does with a registration of watched files.
struct Kind {
    name: &'static str,
    way: Way,
    reports: Reports,
    /// True for one that refuses a pattern with a wildcard in braces, and all that is registered with it.
    refuses_braces: bool,
}

const fn kind(name: &'static str, way: Way, reports: Reports, refuses_braces: bool) -> Kind {
    Kind { name, way, reports, refuses_braces }
}

const KINDS: [Kind; 9] = [
    kind("neovim-0.10", Way::Push, Reports::Nothing, false),
    kind("neovim-0.12", Way::Push, Reports::Nothing, false),
    kind("eglot-1.9", Way::Push, Reports::Writes, true),
    kind("eglot-1.17", Way::Push, Reports::Writes, true),
    kind("eglot-1.24", Way::Push, Reports::Writes, false),
    kind("lsp-mode-10", Way::Push, Reports::Nothing, false),
    kind("helix-25.01", Way::Push, Reports::Nothing, false),
    kind("helix-25.07", Way::Pull, Reports::Nothing, false),
    kind("vscode", Way::Pull, Reports::Everything, false),
];

/// What a client says first: who it is and what it can.
pub fn greeting(name: &str) -> Value {
    let path = repository().join("tests/protocol/handshakes").join(format!("{name}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A client at work.
struct Editor {
    kind: &'static Kind,
    client: Client,
    /// True once it has agreed to watch files.
    watches: bool,
    /// What it was last given by a pull, of each document: the name of the result and the codes of its findings. It
    /// forgets the codes when it closes a document, and, as Neovim, not the name.
    pulled: Option<String>,
    codes: Vec<String>,
}

impl Editor {
    fn start(kind: &'static Kind, tree: &Tree) -> Editor {
        let mut client = Client::start();
        let mut params = greeting(kind.name);
        let folder = tree.uri("").trim_end_matches('/').to_owned();
        params["processId"] = Value::Null;
        params["rootUri"] = json!(folder);
        if params["capabilities"]["workspace"]["workspaceFolders"] == true {
            params["workspaceFolders"] = json!([{ "uri": folder, "name": "tree" }]);
        }
        let offered = client.ask("initialize", &params)["result"]["capabilities"].clone();
        let is_offered = !offered["diagnosticProvider"].is_null();
        assert_eq!(is_offered, kind.way == Way::Pull, "{}: {offered}", kind.name);
        client.notify("initialized", &json!({}));
        Editor { kind, client, watches: false, pulled: None, codes: Vec::new() }
    }

    /// Answers what the server has asked by now, as this client does.
    fn agree(&mut self) {
        for asked in self.client.take("client/registerCapability") {
            let mut answer = json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null });
            for registration in asked["params"]["registrations"].as_array().expect("a list") {
                if registration["method"] != "workspace/didChangeWatchedFiles" {
                    continue;
                }
                let watchers = registration["registerOptions"]["watchers"].to_string();
                if self.kind.refuses_braces && watchers.contains("{*") {
                    let error = json!({ "code": -32603, "message": "Internal error" });
                    answer = json!({ "jsonrpc": "2.0", "id": asked["id"], "error": error });
                } else {
                    self.watches = true;
                }
            }
            self.client.send(&answer);
        }
        for method in ["window/workDoneProgress/create", "workspace/configuration"] {
            for asked in self.client.take(method) {
                let result = if method == "workspace/configuration" { json!([null]) } else { Value::Null };
                self.client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": result }));
            }
        }
    }

    /// Waits until this client shows findings of these rules, without any doing of its user.
    fn shows(&mut self, uri: &str, codes: &[&str], when: &str) {
        if self.kind.way == Way::Push {
            assert_eq!(self.client.heard("workspace/diagnostic/refresh").len(), 0, "{}", self.kind.name);
            self.client.shows(uri, codes);
            return;
        }
        loop {
            let mut params = about(uri);
            params["identifier"] = json!("trace-lint");
            if let Some(id) = &self.pulled {
                params["previousResultId"] = json!(id);
            }
            let answer = self.client.ask("textDocument/diagnostic", &params);
            let report = &answer["result"];
            if report["kind"] == "full" {
                let items = report["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
                self.codes = items.iter().map(|it| it["code"].as_str().expect("a code").into()).collect();
            }
            self.pulled = report["resultId"].as_str().map(str::to_owned);
            if self.codes == codes {
                break;
            }
            let waited =
                format!("{}: {when}: {codes:?} instead of {:?}: refresh", self.kind.name, self.codes);
            let asked = self.client.wait(&waited, |it| it["method"] == "workspace/diagnostic/refresh");
            self.client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
        }
        assert_eq!(self.client.heard("textDocument/publishDiagnostics").len(), 0, "{}", self.kind.name);
    }

    /// Opens a file as it is on the disk.
    fn open(&mut self, tree: &Tree, path: &str) -> String {
        tree.open(&mut self.client, path)
    }

    fn close(&mut self, uri: &str) {
        self.client.close(uri);
        self.codes.clear();
    }

    /// Another program puts another file in the place of one.
    fn replaced(&mut self, tree: &Tree, path: &str, text: &str) {
        tree.write(&format!("{path}.new"), text);
        fs::rename(tree.0.join(format!("{path}.new")), tree.0.join(path)).expect("it can be renamed");
        if self.watches && self.kind.reports == Reports::Everything {
            tree.changed(&mut self.client, path, 1);
        }
    }
}

#[test]
fn nothing_that_a_client_shows_is_old() {
    for kind in &KINDS {
        let tree = Tree::new(&format!("lsp-client-{}", kind.name));
        tree.write(PATH, &line(&format!(r#"{EVENTS}foo_gone(void) """#)));
        tree.write(".git/HEAD", "ref: refs/heads/master\n");
        // Of the form that has no mark for files that are left out: git need not be asked.
        tree.write(".git/index", "DIRC\0\0\0\u{2}");
        let mut editor = Editor::start(kind, &tree);
        let events = editor.open(&tree, PATH);
        editor.shows(&events, &["TL702"], "opened");
        editor.agree();

        // The call of the other event goes away, and comes back.
        let source = editor.open(&tree, SOURCE);
        editor.client.change(&source, 2, &all(SILENT));
        editor.shows(&events, &["TL702", "TL702"], "edited in another buffer");
        editor.client.change(&source, 3, &all(CALLER));
        editor.shows(&events, &["TL702"], "edited back");
        editor.client.close(&source);

        // On the disk, by another program: it is seen when something is saved.
        editor.replaced(&tree, SOURCE, SILENT);
        if kind.reports != Reports::Everything {
            editor.client.notify("textDocument/didSave", &about(&events));
        }
        editor.shows(&events, &["TL702", "TL702"], "changed on the disk");

        // git checks something out: it is seen when anything is asked.
        editor.replaced(&tree, SOURCE, CALLER);
        editor.replaced(&tree, ".git/index", "DIRC\0\0\0\u{2} of another commit");
        if kind.reports != Reports::Everything {
            let mut params = about(&events);
            params["position"] = json!({ "line": 0, "character": 0 });
            editor.client.ask("textDocument/hover", &params);
        }
        editor.shows(&events, &["TL702"], "checked out");

        editor.close(&events);
        let events = editor.open(&tree, PATH);
        editor.shows(&events, &["TL702"], "opened again");
        editor.client.leave();
    }
}

/// What is written into files that a client watches need not be looked for.
#[test]
fn what_a_client_reports_is_seen_without_another_word() {
    for kind in KINDS.iter().filter(|kind| kind.reports != Reports::Nothing) {
        let tree = Tree::new(&format!("lsp-client-writes-{}", kind.name));
        let mut editor = Editor::start(kind, &tree);
        // The server asks once it has been greeted.
        let asked = editor.client.told("client/registerCapability");
        let registration = &asked["params"]["registrations"][0];
        assert_eq!(registration["method"], "workspace/didChangeWatchedFiles", "{}: {asked}", kind.name);
        for watcher in registration["registerOptions"]["watchers"].as_array().expect("a list") {
            let glob = watcher["globPattern"].as_str().unwrap_or_else(|| panic!("{watcher}"));
            assert!(!glob.contains(['{', ',']), "{glob}");
        }
        editor.client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
        let events = editor.open(&tree, PATH);
        editor.shows(&events, &[], "opened");
        tree.write(SOURCE, SILENT);
        tree.changed(&mut editor.client, SOURCE, 2);
        editor.shows(&events, &["TL702"], "written");
        editor.client.leave();
    }
}

/// A folder that lies in a tree, of which the rest is watched as well: the call lies beside the folder.
#[test]
fn the_tree_round_a_folder_is_watched() {
    let vscode = KINDS.iter().find(|kind| kind.name == "vscode").expect("it is there");
    let tree = Tree::new("lsp-client-folder");
    let mut client = Client::start();
    let mut params = greeting(vscode.name);
    let folders = |path: &str| json!([{ "uri": tree.uri(path), "name": path }]);
    params["processId"] = Value::Null;
    params["workspaceFolders"] = folders("hw/foo");
    client.ask("initialize", &params);
    client.notify("initialized", &json!({}));
    let mut ids = Vec::new();
    let mut is_base_named = false;
    while !is_base_named {
        let asked = client.told("client/registerCapability");
        client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
        for registration in asked["params"]["registrations"].as_array().expect("a list") {
            let glob = &registration["registerOptions"]["watchers"][0]["globPattern"];
            if glob["baseUri"] == tree.uri("").trim_end_matches('/') {
                assert_eq!(glob["pattern"], "**/trace-events");
                is_base_named = true;
                ids.push(registration["id"].clone());
            }
        }
    }
    // The client opens the tree itself: it is watched with the folders, and not twice.
    let event =
        json!({ "added": [{ "uri": tree.uri("").trim_end_matches('/'), "name": "tree" }], "removed": [] });
    client.notify("workspace/didChangeWorkspaceFolders", &json!({ "event": event }));
    let asked = client.told("client/unregisterCapability");
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    let gone = asked["params"]["unregisterations"].as_array().unwrap_or_else(|| panic!("{asked}"));
    assert_eq!(gone.iter().map(|it| it["id"].clone()).collect::<Vec<_>>(), ids);
    client.leave();
}

/// Neovim takes files that an edit makes, without saying that it takes other edits of that form.
#[test]
fn files_are_made_where_resource_operations_are_taken() {
    for (name, expected) in
        [("neovim-0.10", true), ("neovim-0.12", true), ("eglot-1.9", false), ("vscode", true)]
    {
        let tree = Tree::new(&format!("lsp-client-creates-{name}"));
        fs::remove_file(tree.0.join("hw/foo/trace.h")).expect("it is there");
        let mut client = Client::start();
        let mut params = greeting(name);
        params["processId"] = Value::Null;
        client.ask("initialize", &params);
        client.notify("initialized", &json!({}));
        let uri = tree.open(&mut client, SOURCE);
        let place = json!({ "line": 0, "character": 12 });
        let mut wanted = about(&uri);
        wanted["range"] = json!({ "start": place, "end": place });
        wanted["context"] = json!({ "diagnostics": [] });
        // What is offered follows from the tree.
        client.ask("textDocument/codeLens", &about(&uri));
        let offered = client.ask("textDocument/codeAction", &wanted);
        let actions = offered["result"].as_array().unwrap_or_else(|| panic!("{offered}")).clone();
        let found =
            actions.iter().find(|it| it["title"].as_str().is_some_and(|title| title.contains("trace.h")));
        assert_eq!(found.is_some(), expected, "{name}: {offered}");
        if let Some(found) = found {
            let resolved = match found["edit"].is_null() {
                true => client.ask("codeAction/resolve", found)["result"].clone(),
                false => found.clone(),
            };
            assert_eq!(resolved["edit"]["documentChanges"][0]["kind"], "create", "{name}: {resolved}");
        }
        client.leave();
    }
}

/// Reading a tree costs: it is not read again where the client would have reported a change, nor announced where
/// nothing has changed.
#[test]
fn trees_are_read_again_only_where_changes_may_be_missed() {
    // The last one refuses to watch.
    for (name, refuses, is_read) in
        [("vscode", false, false), ("helix-25.07", false, true), ("vscode", true, true)]
    {
        let tree = Tree::new(&format!("lsp-client-reads-{name}"));
        let mut client = Client::start();
        let mut params = greeting(name);
        params["processId"] = Value::Null;
        params["workspaceFolders"] = json!([{ "uri": tree.uri("").trim_end_matches('/'), "name": "tree" }]);
        params["initializationOptions"] = json!({ "statusNotifications": true });
        client.ask("initialize", &params);
        client.notify("initialized", &json!({}));
        loop {
            let asked = client.told("client/registerCapability");
            let mut answer = json!({ "jsonrpc": "2.0", "id": asked["id"] });
            match refuses {
                true => answer["error"] = json!({ "code": -32603, "message": "Internal error" }),
                false => answer["result"] = Value::Null,
            }
            client.send(&answer);
            if asked["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles" {
                break;
            }
        }
        let state = |message: &Value| message["params"]["trees"][0]["state"].clone();
        while state(&client.told("traceLint/status")) != "ready" {}
        client.told("workspace/diagnostic/refresh");
        let source = tree.open(&mut client, SOURCE);
        client.ask("textDocument/codeLens", &about(&source));
        client.notify("textDocument/didSave", &about(&source));
        if is_read {
            let read =
                client.wait("reading", |it| it["method"] == "traceLint/status" && state(it) == "reading");
            assert_eq!(state(&read), "reading");
            while state(&client.told("traceLint/status")) != "ready" {}
        }
        // The save itself asks for a refresh; that nothing else was found is not announced.
        client.told("workspace/diagnostic/refresh");
        client.ask(
            "textDocument/hover",
            &json!({ "textDocument": { "uri": source }, "position": { "line": 0, "character": 0 } }),
        );
        assert_eq!(client.heard("workspace/diagnostic/refresh").len(), 0, "{name}");
        let reads = client.heard("traceLint/status").iter().filter(|it| state(it) == "reading").count();
        assert!(is_read || reads == 0, "{name}");
        client.leave();
    }
}

//! The server with a tree of the ground, as an editor has it.

use crate::ground::Ground;
use serde_json::{Value, json};
use trace_lint_tests::lsp::Client;

/// A client of a server, and the tree that it has open.
pub struct Editor<'a> {
    ground: &'a Ground,
    pub client: Client,
}

impl Editor<'_> {
    /// Opens the tree in an editor that pulls diagnostics, as well as those of files that are not open.
    pub fn new(ground: &Ground) -> Editor<'_> {
        let mut client = Client::start();
        let able = json!({
            "general": { "positionEncodings": ["utf-32"] },
            "textDocument": {
                "diagnostic": { "relatedInformation": true },
                "codeAction": {
                    "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "source"] } },
                },
            },
            "workspace": {
                "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
            },
        });
        let root = format!("file://{}", ground.tree().display());
        client.hello_in(&able, &[&root]);
        Editor { ground, client }
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}", self.ground.path(path).display())
    }

    /// Opens a file with a text.
    pub fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.client.open(&uri, text);
    }

    /// Asks about a whole document, which is that of a path.
    pub fn ask(&mut self, method: &str, path: &str, more: &Value) -> Value {
        let uri = self.uri(path);
        self.ask_uri(method, &uri, more)
    }

    /// As [`Editor::ask`], with any URI.
    pub fn ask_uri(&mut self, method: &str, uri: &str, more: &Value) -> Value {
        let mut params = json!({ "textDocument": { "uri": uri } });
        for (key, value) in more.as_object().expect("an object") {
            params[key] = value.clone();
        }
        self.client.ask(method, &params)
    }

    /// The code actions for some lines.
    pub fn actions(&mut self, path: &str, lines: [usize; 2]) -> Vec<Value> {
        let [start, end] = lines.map(|line| json!({ "line": line, "character": 0 }));
        let range = json!({ "range": { "start": start, "end": end }, "context": { "diagnostics": [] } });
        let answer = self.ask("textDocument/codeAction", path, &range);
        answer["result"].as_array().cloned().unwrap_or_default()
    }

    /// Waits until the server has read the tree: a view of a file says what it finds in others.
    pub fn settled(&mut self, path: &str) -> Value {
        self.ask("textDocument/diagnostic", path, &json!({}))
    }
}

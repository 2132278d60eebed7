//! A client out of its mind: documents opened twice, edited while closed, closed while edited; wrong
//! versions, broken messages, files that come and go on disk. The server keeps every text right.

use crate::model::{Model, PIECES};
use crate::tree::Tree;
use crate::{about, capabilities, change};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use trace_lint_tests::lsp::Client;
use trace_lint_tests::random::Random;
use trace_lint_tests::scratch;

const NOT_OPEN: i64 = -32602;
const REFUSED: i64 = -32803;
const OTHER_EVENTS: &str = r#"foo_reset(void *dev) "dev=%s"
foo_done(void) ""
"#;
const OTHER_SOURCE: &str = r#"#include "trace.h"
void f(void) { trace_foo_done(1); }
"#;

struct Session {
    client: Client,
    random: Random,
    uris: Vec<String>,
    texts: HashMap<String, Model>,
    /// What was asked, whether the document was open then, or need not be, and whether it may be refused.
    asked: Vec<(i64, bool, bool)>,
}

impl Session {
    fn step(&mut self, folder: &Path) {
        let uri = self.random.pick(&self.uris).clone();
        match self.random.below(20) {
            0 => self.open(&uri),
            1 => {
                self.client.notify("textDocument/didClose", &about(&uri));
                self.texts.remove(&uri);
            }
            2..=4 => self.ask(&uri),
            5 => self.disk(folder),
            6 => self.noise(),
            7 => self.compare(&uri),
            _ => self.edit(&uri),
        }
    }

    fn open(&mut self, uri: &str) {
        let text = self.random.pick(&PIECES).repeat(self.random.below(50));
        self.client.open(uri, &text);
        self.texts.insert(uri.to_owned(), Model { text, encoding: "utf-16" });
    }

    fn edit(&mut self, uri: &str) {
        let new = *self.random.pick(&PIECES);
        let version = i64::from(self.random.next_u64() as i32);
        // Without an open document any range will do.
        let mut range = [3, 1, 4, 1];
        if let Some(model) = self.texts.get_mut(uri) {
            range = model.any_range(&mut self.random);
            model.change(range, new);
        }
        self.client.change(uri, version, &json!([change(range, new)]));
    }

    fn ask(&mut self, uri: &str) {
        let methods = [
            "documentSymbol",
            "semanticTokens/full",
            "diagnostic",
            "completion",
            "hover",
            "signatureHelp",
            "inlayHint",
            "formatting",
            "documentHighlight",
            "codeLens",
            "codeAction",
            "definition",
            "references",
            "foldingRange",
            "prepareCallHierarchy",
            "prepareRename",
            "rename",
        ];
        let mut params = about(uri);
        params["range"] = change([0, 0, self.random.below(50), 0], "")["range"].clone();
        params["position"] = json!({ "line": self.random.below(60), "character": self.random.below(40) });
        params["options"] = json!({ "tabSize": 8, "insertSpaces": true });
        params["context"] =
            json!({ "includeDeclaration": true, "diagnostics": [], "triggerKind": 1, "isRetrigger": false });
        params["newName"] = json!(self.random.pick::<&str>(&["foo_done", "foo_reset", "dev", "", "no name"]));
        let method = format!("textDocument/{}", self.random.pick::<&str>(&methods));
        let id = self.client.request(&method, &params);
        let is_open = self.texts.contains_key(uri) || method == "textDocument/diagnostic";
        self.asked.push((id, is_open, method.ends_with("ename")));
        if self.random.one_in(5) {
            self.client.notify("$/cancelRequest", &json!({ "id": id }));
        }
    }

    /// Something happens on the disk, and the client tells of it, or of something else.
    fn disk(&mut self, folder: &Path) {
        let names = [
            "VERSION",
            "meson.build",
            "hw/foo/trace-events",
            "hw/foo/foo.c",
            "hw/foo/trace.h",
            "hw/bar/trace-events",
        ];
        let path = folder.join(self.random.pick::<&str>(&names));
        match self.random.below(6) {
            0 => scratch::write(&path, "7.2.0"),
            1 => scratch::write(&path, "trace_events_subdirs = [ 'hw/bar' ]\n"),
            2 => scratch::write(&path, OTHER_EVENTS),
            3 => scratch::write(&path, OTHER_SOURCE),
            // They may be gone already.
            4 => drop(std::fs::rename(&path, path.with_extension("moved"))),
            _ => drop(std::fs::remove_file(&path)),
        }
        if self.random.one_in(20) {
            drop(std::fs::remove_dir_all(folder.join("hw")));
        }
        let change = json!({ "uri": format!("file://{}", path.display()), "type": 1 + self.random.below(3) });
        self.client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [change] }));
    }

    fn noise(&mut self) {
        let broken: [&[u8]; 5] = [
            b"Content-Length: 1\r\n\r\n{",
            b"Content-Length: 4\r\n\r\ntrue",
            b"Content-Type: x\r\n\r\n",
            b"\r\n\r\n",
            b"no header at all\r\n",
        ];
        self.client.write(self.random.pick::<&[u8]>(&broken));
        self.client.notify("textDocument/didChange", &json!({ "contentChanges": "none" }));
        self.client.notify("$/setTrace", &json!({ "value": "off" }));
    }

    fn compare(&mut self, uri: &str) {
        match self.texts.get(uri) {
            Some(model) => assert_eq!(self.client.text(uri), model.text, "{uri}"),
            None => {
                let answer = self.client.ask("traceLint/debug/text", &json!({ "uri": uri }));
                assert_eq!(answer["error"]["code"], NOT_OPEN, "{answer}");
            }
        }
    }

    fn answers(&mut self) {
        for (id, was_open, may_fail) in std::mem::take(&mut self.asked) {
            let answer = self.client.answer(id);
            match answer["error"]["code"].as_i64() {
                None => assert!(was_open && answer.get("result").is_some(), "{answer}"),
                Some(code) if may_fail => {
                    assert!(matches!(code, -32800 | -32801 | REFUSED | NOT_OPEN), "{answer}")
                }
                Some(code) if was_open => assert!(matches!(code, -32800 | -32801), "{answer}"),
                Some(code) => assert!(matches!(code, -32800 | NOT_OPEN), "{answer}"),
            }
        }
    }
}

fn check(seed: u64, steps: usize) {
    let folder = Tree::new(&format!("lsp-session-{seed}")).0;
    let names = [
        "hw/foo/trace-events",
        "hw/foo/foo.c",
        "hw/bar/trace-events",
        "a%20b/trace-events",
        "c/trace-events-all",
    ];
    let mut uris: Vec<String> =
        names.iter().map(|name| format!("file://{}/{name}", folder.display())).collect();
    uris.push("untitled:Untitled-1".into());
    let client = Client::ready(&capabilities());
    let mut session =
        Session { client, random: Random::new(seed), uris, texts: HashMap::new(), asked: Vec::new() };
    for _ in 0..steps {
        session.step(&folder);
    }
    session.answers();
    for uri in session.uris.clone() {
        session.compare(&uri);
    }
    session.client.ask("shutdown", &Value::Null);
    session.client.notify("exit", &Value::Null);
    assert_eq!(session.client.status().code(), Some(0));
    let errors = session.client.errors();
    assert!(!errors.contains("panicked"), "{errors}");
}

/// Three sessions; as many as `$TRACE_LINT_FUZZ_SESSIONS` says, from the seed `$TRACE_LINT_SEED` on.
#[test]
fn anything_goes() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let first = number("TRACE_LINT_SEED").unwrap_or_default();
    for seed in first..first + number("TRACE_LINT_FUZZ_SESSIONS").unwrap_or(3) {
        check(seed, 2_000);
    }
}

//! Every message of the protocol tests against the protocol's own meta model, both ways: the tests are
//! run once more and what is said is recorded; `messages/validate.py` looks at it with lsprotocol's types,
//! which are made from the meta model. `tests/run` installs it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use trace_lint_tests::program::{repository, trace_lsp};
use trace_lint_tests::python;
use trace_lint_tests::record::FOLDER;
use trace_lint_tests::scratch;

/// The requests that the server answers; each must have had an answer that says something.
const ANSWERED: [&str; 34] = [
    "callHierarchy/incomingCalls",
    "callHierarchy/outgoingCalls",
    "codeAction/resolve",
    "codeLens/resolve",
    "completionItem/resolve",
    "initialize",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/diagnostic",
    "textDocument/documentHighlight",
    "textDocument/documentLink",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/formatting",
    "textDocument/hover",
    "textDocument/implementation",
    "textDocument/inlayHint",
    "textDocument/onTypeFormatting",
    "textDocument/prepareCallHierarchy",
    "textDocument/prepareRename",
    "textDocument/rangeFormatting",
    "textDocument/rangesFormatting",
    "textDocument/references",
    "textDocument/rename",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/signatureHelp",
    "workspace/diagnostic",
    "workspace/symbol",
    "workspace/textDocumentContent",
];

/// What else the client says.
const UNDERSTOOD: [&str; 13] = [
    "$/cancelRequest",
    "exit",
    "initialized",
    "shutdown",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didOpen",
    "textDocument/didSave",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
    "workspace/executeCommand",
    "$/setTrace",
];

/// What the server says unasked.
const SENT: [&str; 12] = [
    "$/progress",
    "client/registerCapability",
    "client/unregisterCapability",
    "textDocument/publishDiagnostics",
    "window/logMessage",
    "window/showDocument",
    "window/workDoneProgress/create",
    "workspace/codeLens/refresh",
    "workspace/configuration",
    "workspace/diagnostic/refresh",
    "workspace/inlayHint/refresh",
    "workspace/textDocumentContent/refresh",
];

/// Looks at the sessions in a folder.
fn validate(folder: &Path) -> Output {
    Command::new(python::program("python"))
        .arg(repository().join("tests/oracles/messages/validate.py"))
        .arg(folder)
        .output()
        .expect("Python runs")
}

#[test]
fn every_message_is_valid() {
    let folder = scratch::folder("messages");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["test", "--quiet", "--workspace", "--all-features", "--test", "protocol"])
        .env("TRACE_LSP", trace_lsp())
        .env(FOLDER, &folder)
        .current_dir(repository())
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the protocol tests fail: {status}");
    let output = validate(&folder);
    let said = String::from_utf8_lossy(&output.stdout);
    let problems: Vec<&str> = said.lines().filter(|line| line.starts_with("error: ")).collect();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{errors}", problems.join("\n"));

    // Sender and method; how often it was said, and how many answers said something.
    let mut counts: BTreeMap<(&str, &str), [usize; 2]> = BTreeMap::new();
    for line in said.lines() {
        if let [from @ ("client" | "server"), method, asked, answered] =
            line.split(' ').collect::<Vec<_>>()[..]
        {
            let count = |text: &str| text.parse().expect("a number");
            counts.insert((from, method), [count(asked), count(answered)]);
        }
    }
    for method in ANSWERED {
        assert!(counts.remove(&("client", method)).is_some_and(|count| count[1] > 0), "{method}\n{said}");
    }
    for method in UNDERSTOOD {
        assert!(counts.remove(&("client", method)).is_some_and(|count| count[0] > 0), "{method}\n{said}");
    }
    for method in SENT {
        assert!(counts.remove(&("server", method)).is_some_and(|count| count[0] > 0), "{method}\n{said}");
    }
    assert!(counts.is_empty(), "not in the lists: {counts:?}");
    println!("{}", said.lines().last().unwrap_or_default());
}

/// The validation finds what is wrong: each of these has one mistake.
#[test]
fn the_validation_is_strict() {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 } });
    let publish = |diagnostic: Value| {
        let params = json!({ "uri": "file:///a", "diagnostics": [diagnostic] });
        json!(["server", { "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params }])
    };
    let ask = |method: &str, params: Value| json!(["client", { "jsonrpc": "2.0", "id": 1, "method": method, "params": params }]);
    let answer = |result: Value| json!(["server", { "jsonrpc": "2.0", "id": 1, "result": result }]);
    let place = json!({ "textDocument": { "uri": "file:///a" }, "position": { "line": 0, "character": 0 } });
    let check = |messages: &[Value], expected: &str| {
        let folder = scratch::folder("messages-wrong");
        let lines: Vec<String> = messages.iter().map(Value::to_string).collect();
        scratch::write(&folder.join("wrong.jsonl"), lines.join("\n"));
        let output = validate(&folder);
        let said = String::from_utf8_lossy(&output.stdout);
        let is_found = !output.status.success() && said.contains(expected);
        assert_eq!(is_found, !expected.is_empty(), "{expected} is expected in {said}");
    };
    check(&[publish(json!({ "range": range, "message": "m" }))], "");
    check(&[publish(json!({ "range": range }))], "lacks `message`");
    check(&[publish(json!({ "range": range, "message": 1 }))], "1 is no str");
    check(&[publish(json!({ "range": range, "message": "m", "severity": 9 }))], "severity: 9");
    check(&[publish(json!({ "range": range, "message": "m", "hosts": [] }))], "has no `hosts`");
    check(&[publish(json!({ "range": range, "message": "m", "source": null }))], "source: null");
    check(&[publish(json!({ "range": { "start": range["start"] }, "message": "m" }))], "lacks `end`");
    check(&[json!(["server", { "jsonrpc": "2.0", "method": "a/b", "params": {} }])], "is no method");
    check(&[json!(["server", { "method": "exit" }])], "no JSON-RPC");
    let hover = "textDocument/hover";
    check(&[ask(hover, place.clone()), answer(json!({ "contents": "text" }))], "");
    check(&[ask(hover, place.clone()), answer(Value::Null)], "");
    check(&[ask(hover, place.clone()), answer(json!({ "range": range }))], "lacks `contents`");
    check(&[ask(hover, json!({})), answer(Value::Null)], "an answer to what is wrong");
    check(&[answer(Value::Null)], "an answer to nothing");
    check(&[ask("textDocument/rename", place), answer(Value::Null)], "an answer to what is wrong");
    let below = json!({ "line": -1, "character": 0 });
    let wrong = json!([{ "uri": "file:///a", "range": { "start": below, "end": range["end"] } }]);
    let asked = json!({
        "textDocument": { "uri": "file:///a" },
        "position": range["start"],
        "context": { "includeDeclaration": true },
    });
    check(&[ask("textDocument/references", asked), answer(wrong)], "line");
}

//! How the server begins and ends.

use crate::{about, capabilities, large};
use serde_json::{Value, json};
use std::process::{Child, Command, Stdio};
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;
use trace_lint_tests::process::ended;
use trace_lint_tests::program::trace_lsp;

const URI: &str = "file:///tree/trace-events";

#[test]
fn exit_statuses() {
    let mut client = Client::ready(&capabilities());
    client.notify("exit", &Value::Null);
    assert_eq!(client.status().code(), Some(1), "exit without shutdown");

    let mut client = Client::start();
    client.notify("exit", &Value::Null);
    assert_eq!(client.status().code(), Some(1), "exit without initialize");

    let mut client = Client::ready(&capabilities());
    client.close_input();
    assert_eq!(client.status().code(), Some(1), "end of input without shutdown");

    let mut client = Client::ready(&capabilities());
    assert_eq!(client.ask("shutdown", &Value::Null)["result"], Value::Null);
    client.close_input();
    assert_eq!(client.status().code(), Some(0), "end of input after shutdown");

    let mut client = Client::ready(&capabilities());
    assert_eq!(client.ask("shutdown", &json!({}))["result"], Value::Null, "with parameters");
    client.notify("exit", &json!({}));
    assert_eq!(client.status().code(), Some(0));

    let mut client = Client::ready(&capabilities());
    let id = client.request("shutdown", &Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.answer(id)["result"], Value::Null, "what was said is still delivered");
    assert_eq!(client.status().code(), Some(0));
}

#[test]
fn what_is_asked_before_the_end_of_input_is_answered() {
    let mut client = Client::ready(&capabilities());
    client.open(URI, &line(r#"foo(void) """#));
    let id = client.request("textDocument/documentSymbol", &about(URI));
    client.close_input();
    assert_eq!(client.answer(id)["result"][0]["name"], "foo");
    assert_eq!(client.status().code(), Some(1));
}

/// More than the server answers at once.
const REQUESTS: usize = 8;

/// The server has asked us for things that we never answer, and has slow work to do.
fn waiting() -> Client {
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    capabilities["window"] = json!({ "workDoneProgress": true });
    let mut client = Client::ready(&capabilities);
    client.open(URI, &large(8_000_000));
    client.told("client/registerCapability");
    client.told("window/workDoneProgress/create");
    for _ in 0..REQUESTS {
        client.request("textDocument/semanticTokens/full", &about(URI));
    }
    client
}

/// Checks that the server ends before its slow work does.
fn ends(client: &mut Client, status: i32) {
    assert_eq!(client.status().code(), Some(status));
    let answers = client.rest().into_iter().filter(|message| message["result"]["data"].is_array()).count();
    assert!(answers < REQUESTS / 2, "{answers} requests were worked off first");
}

#[test]
fn nothing_holds_up_the_end() {
    let mut client = waiting();
    client.close_input();
    ends(&mut client, 1);

    let mut client = waiting();
    client.notify("exit", &Value::Null);
    ends(&mut client, 1);

    let mut client = waiting();
    client.ask("shutdown", &Value::Null);
    client.notify("exit", &Value::Null);
    ends(&mut client, 0);
}

/// A client that sends and never reads, not even our log, holds up neither edits nor the end.
#[test]
fn a_client_that_does_not_read() {
    let mut child = Command::new(trace_lsp())
        .args(["--log", "trace"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut send = |message: Value| {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        std::io::Write::write_all(&mut stdin, frame.as_bytes()).expect("the server reads");
    };
    send(json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } }));
    for id in 1..5000 {
        let document = json!({ "uri": URI, "version": id });
        let params = json!({ "textDocument": document, "contentChanges": [] });
        send(json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }));
        send(
            json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/foldingRange", "params": about(URI) }),
        );
    }
    send(json!({ "jsonrpc": "2.0", "id": 9999, "method": "shutdown" }));
    send(json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(ended(&mut child).code(), Some(0));
}

/// A process that has ended and is no more.
#[cfg(unix)]
fn dead() -> u32 {
    let mut child = Command::new("true").spawn().expect("a program that ends at once");
    child.wait().expect("it ends");
    child.id()
}

/// A process that waits until it is ended.
#[cfg(unix)]
fn editor() -> Child {
    Command::new("sleep").arg("600").spawn().expect("a program that waits")
}

#[cfg(unix)]
fn end(editor: &mut Child) {
    editor.kill().expect("it can be ended");
    editor.wait().expect("it ends");
}

#[cfg(unix)]
#[test]
fn a_dead_editor_ends_the_server() {
    let start = |editor: &Child| {
        let mut client = Client::start();
        client.ask("initialize", &json!({ "processId": editor.id(), "capabilities": {} }));
        client.notify("initialized", &json!({}));
        client
    };
    let (mut editor, mut other) = (editor(), self::editor());
    let mut client = start(&editor);
    // Servers look for their editors at one interval: once the one that began later has missed its own, the
    // first has looked, too.
    let mut later = start(&other);
    end(&mut other);
    assert_eq!(later.status().code(), Some(1));
    client.open(URI, &line(r#"foo(void) """#));
    assert!(client.ask("textDocument/documentSymbol", &about(URI))["result"].is_array(), "still there");
    end(&mut editor);
    assert_eq!(client.status().code(), Some(1));

    let mut client = Client::start();
    client.ask("initialize", &json!({ "processId": dead(), "capabilities": {} }));
    assert_eq!(client.status().code(), Some(1));

    let mut client = Client::start_with(&["--stdio", "--clientProcessId", &dead().to_string()]);
    assert_eq!(client.status().code(), Some(1));
}

#[test]
fn the_command_line() {
    let run = |arguments: &[&str]| {
        let output = Command::new(trace_lsp()).args(arguments).stdin(Stdio::null()).output();
        let output = output.expect("the server runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("the output is text"))
    };
    let (status, out) = run(&["--version"]);
    assert_eq!((status, out.split(' ').next()), (Some(0), Some("trace-lsp")));
    let (status, out) = run(&["--help"]);
    assert!(status == Some(0) && out.contains("--stdio") && out.contains("--log"), "{out}");
    assert_eq!(run(&["--port", "1"]).0, Some(2));
    assert_eq!(run(&["--stdio"]), (Some(1), String::new()));
}

#[test]
fn problems_are_logged_and_standard_output_is_the_protocols_alone() {
    let mut client = Client::ready(&capabilities());
    client.change(URI, 2, &json!([]));
    let told = client.told("window/logMessage");
    assert!(told["params"]["message"].as_str().is_some_and(|text| text.contains("is not open")), "{told}");
    client.ask("shutdown", &Value::Null);
    client.notify("exit", &Value::Null);
    client.status();
    assert!(client.errors().contains("is not open"));
}

//! What no client should send: an error answer or a line in the log, and the server goes on.

use crate::{about, capabilities, change, large};
use serde_json::{Value, json};
use trace_lint_tests::fixture::{line, unindented};
use trace_lint_tests::lsp::Client;

const URI: &str = "file:///tree/trace-events";

/// The server still answers, and has this text.
fn is_alive(client: &mut Client, text: &str) {
    assert_eq!(client.text(URI), text);
}

fn opened() -> Client {
    let mut client = Client::ready(&capabilities());
    client.open(URI, &line(r#"foo(void) """#));
    client
}

#[test]
fn malformed_messages() {
    let check = |bytes: &[u8]| {
        let mut client = opened();
        client.write(bytes);
        let answer =
            client.wait("an error", |message| message["id"].is_null() && message["error"].is_object());
        assert_eq!(answer["error"]["code"], -32700, "{answer}");
        client.told("window/logMessage");
        is_alive(&mut client, &line(r#"foo(void) """#));
        client.leave();
    };
    check(b"Content-Length: 9\r\n\r\n{\"jsonrpc");
    check(b"Content-Length: 2\r\n\r\n[]");
    check(b"Content-Length: 4\r\n\r\nnull");
    check(b"Content-Length: 14\r\n\r\n{\"jsonrpc\":\"1\"");
    check(b"Content-Length: 2\r\n\r\n\xff\xfe");
    check(b"Content-Length: x\r\n\r\n");
    check(b"Content-Length: -5\r\n\r\n");
    check(b"Content-Length: 18446744073709551616\r\n\r\n");
    check(b"\x00\x01garbage\r\n\r\n");
    check(&[b'z'; 100_000]);
    check(format!("Content-Length: 4000\r\n\r\n{}{}", "[".repeat(2000), "]".repeat(2000)).as_bytes());
}

#[test]
fn a_wrong_content_length() {
    let body = r#"{"jsonrpc":"2.0","id":77,"method":"shutdown"}"#;
    let mut client = opened();
    // Too long: the message is still found, and so is the next.
    client.write(format!("Content-Length: {}\r\n\r\n{body}", body.len() + 9).as_bytes());
    let id = client.request("textDocument/foldingRange", &about(URI));
    assert!(client.answer(77).get("result").is_some());
    assert_eq!(client.answer(id)["error"]["code"], -32600, "after shutdown");

    let mut client = opened();
    // Too short: the message is lost, the next is not.
    client.write(format!("Content-Length: {}\r\n\r\n{body}", body.len() - 9).as_bytes());
    client.wait("an error", |message| message["error"]["code"] == -32700);
    is_alive(&mut client, &line(r#"foo(void) """#));
    client.leave();
}

#[test]
fn unknown_methods() {
    let mut client = opened();
    let check = |client: &mut Client, method: &str, params: &Value, code: i64| {
        assert_eq!(client.ask(method, params)["error"]["code"], code, "{method}");
    };
    check(&mut client, "textDocument/noSuch", &json!({}), -32601);
    check(&mut client, "$/noSuch", &json!({}), -32601);
    check(&mut client, "$/cancelRequest", &json!({ "id": 1 }), -32601);
    check(&mut client, "", &json!({}), -32601);
    check(&mut client, "textDocument/rename", &json!({ "nonsense": 1 }), -32602);
    check(&mut client, "textDocument/didOpen", &json!({}), -32600);
    check(&mut client, "textDocument/documentSymbol", &Value::Null, -32602);
    check(&mut client, "textDocument/documentSymbol", &json!([1, 2]), -32602);
    check(&mut client, "initialize", &json!({ "capabilities": {} }), -32600);
    check(&mut client, "codeAction/resolve", &json!({ "title": "x" }), -32602);
    check(&mut client, "codeAction/resolve", &json!({ "title": "x", "data": [] }), -32602);
    client.notify("$/noSuch", &json!({}));
    client.notify("noSuch", &json!({}));
    client.notify("$/cancelRequest", &json!({ "id": 12345 }));
    client.notify("$/cancelRequest", &json!("nonsense"));
    client.send(&json!({ "jsonrpc": "2.0", "id": 4711, "result": null }));
    client.send(&json!({ "jsonrpc": "2.0", "id": null, "error": { "code": 1, "message": "" } }));
    is_alive(&mut client, &line(r#"foo(void) """#));
    client.leave();
}

#[test]
fn requests_outside_their_time() {
    let mut client = Client::start();
    for method in ["textDocument/documentSymbol", "shutdown", "noSuch"] {
        assert_eq!(client.ask(method, &about(URI))["error"]["code"], -32002, "{method}");
    }
    client.open(URI, "lost");
    assert_eq!(client.ask("initialize", &json!({ "capabilities": 1 }))["error"]["code"], -32602);
    client.hello(&capabilities());
    assert_eq!(client.ask("textDocument/documentSymbol", &about(URI))["error"]["code"], -32602, "not open");
    client.ask("shutdown", &Value::Null);
    for method in ["textDocument/documentSymbol", "shutdown", "initialize", "noSuch"] {
        assert_eq!(client.ask(method, &about(URI))["error"]["code"], -32600, "{method}");
    }
    client.notify("exit", &Value::Null);
    assert_eq!(client.status().code(), Some(0));
}

#[test]
fn edits_that_should_not_be() {
    let mut client = opened();
    let log = |client: &mut Client, part: &str| {
        client.wait(part, |message| {
            let text = message["params"]["message"].as_str();
            message["method"] == "window/logMessage" && text.is_some_and(|text| text.contains(part))
        });
    };
    client.change("file:///other/trace-events", 2, &json!([change([0, 0, 0, 0], "x")]));
    log(&mut client, "is not open");
    client.notify("textDocument/didClose", &about("file:///other/trace-events"));
    log(&mut client, "is not open");
    client.change(URI, 1, &json!([change([0, 0, 0, 0], "# a\n")]));
    log(&mut client, "version 1 follows version 1");
    client.change(URI, -7, &json!([change([0, 0, 0, 0], "# b\n")]));
    log(&mut client, "version -7");
    let malformed = json!({ "textDocument": { "uri": URI }, "contentChanges": [] });
    client.notify("textDocument/didChange", &malformed);
    log(&mut client, "`textDocument/didChange` was ignored");
    client.change(URI, 5, &json!([{ "range": { "start": { "line": -1, "character": 0 } }, "text": "" }]));
    log(&mut client, "`textDocument/didChange` was ignored");
    is_alive(
        &mut client,
        &unindented(
            r#"
            # b
            # a
            foo(void) ""
            "#,
        ),
    );
    client.open(URI, "new");
    log(&mut client, "opened twice");
    is_alive(&mut client, "new");
    client.leave();
}

#[test]
fn odd_names() {
    let text = &line(r#"foo(int a) "a=%s""#);
    for uri in [
        "untitled:Untitled-1",
        "file:///a%20b/%F0%9F%98%80/trace-events",
        "file:///a%FF/trace-events",
        "file://host/share/trace-events",
        "file:///c%3A/qemu/trace-events",
        "git:/a/trace-events?ref=HEAD#1",
        "vscode-remote://ssh-remote%2Bhost/a/trace-events",
        "file:",
        "x:",
    ] {
        let mut client = Client::ready(&capabilities());
        client.open(uri, text);
        let found = client.diagnostics(uri, 1);
        assert_eq!(found.len(), 1, "{uri}");
        assert_eq!(found[0]["relatedInformation"][0]["location"]["uri"], uri);
        client.leave();
    }
    for uri in ["", "not a uri", "file:///a b", "file:///%zz", "\0"] {
        let mut client = opened();
        client.open(uri, text);
        client.told("window/logMessage");
        assert_eq!(client.ask("textDocument/documentSymbol", &about(uri))["error"]["code"], -32602, "{uri}");
        is_alive(&mut client, &line(r#"foo(void) """#));
        client.leave();
    }
}

#[test]
fn other_languages_are_kept_and_left_alone() {
    let mut client = Client::ready(&capabilities());
    let uri = "file:///tree/a.c";
    let document = json!({ "uri": uri, "languageId": "c", "version": 1, "text": "int x;\n" });
    client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    assert_eq!(client.ask("textDocument/documentSymbol", &about(uri))["result"], Value::Null);
    assert_eq!(client.text(uri), "int x;\n");
    client.notify("textDocument/didClose", &about(uri));
    client.ask("shutdown", &Value::Null);
    assert_eq!(client.heard("textDocument/publishDiagnostics").len(), 0);
}

#[test]
fn a_document_of_50_megabytes() {
    let mut client = Client::ready(&capabilities());
    let mut text = large(50_000_000);
    client.open(URI, &text);
    client.change(URI, 2, &json!([change([3, 0, 3, 5], "disable event")]));
    let at = text.match_indices('\n').nth(2).expect("four lines").0 + 1;
    text.replace_range(at..at + 5, "disable event");
    assert!(client.text(URI) == text);
    let mut params = about(URI);
    params["range"] = json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 4, "character": 0 } });
    let answer = client.ask("textDocument/semanticTokens/range", &params);
    assert!(answer["result"]["data"].as_array().is_some_and(|data| data.len() > 50), "{answer}");
    client.notify("textDocument/didClose", &about(URI));
    client.leave();
}

//! What LSP 3.18 brought: documents that the server makes, and several ranges formatted at once. `ls-types` has neither.

use crate::clients::greeting;
use crate::tree::{EVENTS, Tree, all};
use crate::{about, capabilities};
use serde_json::{Value, json};
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;

/// A client that shows documents of the server, with the tree as its folder, once the tree is read.
fn able(tree: &Tree) -> (Client, Value) {
    let mut client = Client::start();
    let mut params = greeting("vscode");
    let folder = tree.uri("").trim_end_matches('/').to_owned();
    params["processId"] = Value::Null;
    params["workspaceFolders"] = json!([{ "uri": folder, "name": "tree" }]);
    let offered = client.ask("initialize", &params)["result"]["capabilities"].clone();
    client.notify("initialized", &json!({}));
    (client, offered)
}

/// The options that the server has registered a method with.
fn registered(client: &mut Client, method: &str) -> Value {
    loop {
        let asked = client.told("client/registerCapability");
        client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
        let registrations = asked["params"]["registrations"].as_array().expect("a list");
        if let Some(found) = registrations.iter().find(|it| it["method"] == method) {
            return found["registerOptions"].clone();
        }
    }
}

fn content(client: &mut Client, uri: &str) -> Value {
    client.ask("workspace/textDocumentContent", &json!({ "uri": uri }))
}

#[test]
fn what_backends_make_of_an_event_is_a_document() {
    let tree = Tree::new("lsp-contents");
    let (mut client, offered) = able(&tree);
    assert_eq!(offered["executeCommandProvider"]["commands"], json!(["traceLint.expand"]));
    let options = registered(&mut client, "workspace/textDocumentContent");
    assert_eq!(options, json!({ "schemes": ["trace-lint"] }));

    let events = tree.open(&mut client, "hw/foo/trace-events");
    client.ask("textDocument/codeLens", &about(&events));
    let place = json!({ "line": 0, "character": 3 });
    let mut wanted = about(&events);
    wanted["range"] = json!({ "start": place, "end": place });
    let titled = |client: &mut Client, wanted: &Value| {
        let answer = client.ask("textDocument/codeAction", wanted);
        let actions = answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
        actions.into_iter().find(|it| it["title"] == "Show what tracetool writes for `foo_reset`")
    };
    // Not where the client asks by itself at each move of the cursor.
    wanted["context"] = json!({ "diagnostics": [], "triggerKind": 2 });
    assert_eq!(titled(&mut client, &wanted), None);
    wanted["context"] = json!({ "diagnostics": [], "triggerKind": 1 });
    let action = titled(&mut client, &wanted).expect("the action");
    let command = &action["command"];
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    assert_eq!(client.ask("workspace/executeCommand", &params)["result"], Value::Null);
    let shown = client.told("window/showDocument");
    client.send(&json!({ "jsonrpc": "2.0", "id": shown["id"], "result": { "success": true } }));
    let uri = shown["params"]["uri"].as_str().expect("a URI").to_owned();
    assert_eq!(uri, "trace-lint:expand/foo_reset");

    // By the configured backends, or `log`; or by the one that is named. It is what the program prints.
    let text =
        |answer: Value| answer["result"]["text"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
    let by_log = text(content(&mut client, &uri));
    let output = trace_lint_tests::program::run(&tree.0, &["expand", "foo_reset"]);
    assert_eq!(by_log, String::from_utf8(output.stdout).expect("text"));
    assert!(by_log.contains("dev=%p"), "{by_log}");
    let by_simple = text(content(&mut client, &format!("{uri}?backend=simple")));
    assert!(by_simple.contains("foo_reset by simple"), "{by_simple}");

    // It follows the event.
    client.change(&events, 2, &all(&EVENTS.replace("dev=", "device=")));
    let refreshed = client.wait("the refresh", |it| {
        it["method"] == "workspace/textDocumentContent/refresh" && it["params"]["uri"] == uri.as_str()
    });
    client.send(&json!({ "jsonrpc": "2.0", "id": refreshed["id"], "result": null }));
    let after = text(content(&mut client, &uri));
    assert!(after.contains("device=%p"), "{after}");

    for (wrong, expected) in [
        ("trace-lint:expand/foo_rest", "no event is named `foo_rest` in the open trees"),
        ("trace-lint:expand/foo_reset?backend=lgo", "no backend is named `lgo`; did you mean `log`?"),
        ("trace-lint:other/foo_reset", "found `trace-lint:other/foo_reset`"),
    ] {
        let answer = content(&mut client, wrong);
        assert!(answer["error"]["message"].as_str().is_some_and(|it| it.contains(expected)), "{answer}");
    }
    for arguments in [json!([]), json!([3]), json!(["trace-lint:other"])] {
        let params = json!({ "command": "traceLint.expand", "arguments": arguments });
        assert_eq!(client.ask("workspace/executeCommand", &params)["error"]["code"], -32602, "{arguments}");
    }
    client.leave();
}

/// A client that shows no such documents is offered nothing of them.
#[test]
fn other_clients_are_offered_no_such_document() {
    let tree = Tree::new("lsp-contents-none");
    let mut client = Client::start();
    let offered = client.hello(&capabilities())["capabilities"].clone();
    assert!(offered["executeCommandProvider"].is_null(), "{offered}");
    let events = tree.open(&mut client, "hw/foo/trace-events");
    client.ask("textDocument/codeLens", &about(&events));
    let place = json!({ "line": 0, "character": 3 });
    let mut wanted = about(&events);
    wanted["range"] = json!({ "start": place, "end": place });
    wanted["context"] = json!({ "diagnostics": [], "triggerKind": 1 });
    let answer = client.ask("textDocument/codeAction", &wanted);
    assert_eq!(answer["result"], json!([]));
    client.leave();
}

/// "Format Modified Lines": each range at its place, each line once.
#[test]
fn ranges_are_formatted_at_once() {
    let tree = Tree::new("lsp-ranges");
    let (mut client, _) = able(&tree);
    assert_eq!(registered(&mut client, "textDocument/rangeFormatting")["rangesSupport"], true);
    let uri = tree.uri("hw/foo/trace-events");
    client.open(&uri, &line(r#"one( int  a ) "a=%d""#).repeat(4));
    let range = |first: u32, last: u32| {
        json!({
            "start": { "line": first, "character": 1 },
            "end": { "line": last, "character": 2 },
        })
    };
    let mut format = |ranges: Value| {
        let mut params = about(&uri);
        params["ranges"] = ranges;
        params["options"] = json!({ "tabSize": 8, "insertSpaces": true });
        let answer = client.ask("textDocument/rangesFormatting", &params);
        let edits = answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
        let lines: Vec<u64> =
            edits.iter().filter_map(|edit| edit["range"]["start"]["line"].as_u64()).collect();
        let one = lines.iter().filter(|line| Some(*line) == lines.first()).count();
        let mut found = lines.clone();
        found.dedup();
        assert_eq!(lines.len(), one * found.len(), "{answer}");
        found
    };
    assert_eq!(format(json!([range(0, 0), range(2, 3)])), [0, 2, 3]);
    assert_eq!(format(json!([range(2, 2), range(1, 2), range(2, 2)])), [1, 2]);
    assert_eq!(format(json!([])), [0; 0]);
    client.leave();
}

//! What the server says unasked: what it is busy with, what it wants to be told, and what is to be asked
//! for again.

use crate::tree::{EVENTS, Tree};
use crate::{capabilities, findings};
use serde_json::{Value, json};
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;

/// A client that can be told anything.
fn able() -> Value {
    let mut able = capabilities();
    able["window"] = json!({ "workDoneProgress": true });
    able["textDocument"]["diagnostic"] = json!({});
    able["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    able["workspace"]["codeLens"] = json!({ "refreshSupport": true });
    able["workspace"]["inlayHint"] = json!({ "refreshSupport": true });
    able["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    able["workspace"]["didChangeConfiguration"] = json!({ "dynamicRegistration": true });
    able
}

/// Answers what the server asks.
fn agree(client: &mut Client, method: &str) -> Value {
    let asked = client.told(method);
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    asked["params"].clone()
}

const REFRESHES: [&str; 3] =
    ["workspace/diagnostic/refresh", "workspace/codeLens/refresh", "workspace/inlayHint/refresh"];

#[test]
fn progress_registrations_and_refreshes() {
    let tree = Tree::new("lsp-telling");
    let mut client = Client::start();
    client.hello_in(&able(), &[&findings::uri_of(&tree.0)]);

    for method in ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"] {
        let asked = agree(&mut client, "client/registerCapability");
        let wanted: Vec<&Value> =
            asked["registrations"].as_array().expect("a list").iter().map(|it| &it["method"]).collect();
        assert_eq!(wanted, [method]);
    }

    let token = agree(&mut client, "window/workDoneProgress/create")["token"].clone();
    let mut kinds = Vec::new();
    while kinds.last().is_none_or(|kind| kind != "end") {
        let told = client.told("$/progress")["params"].clone();
        assert_eq!(told["token"], token);
        assert!(told["value"]["percentage"].as_u64().is_none_or(|percent| percent <= 100), "{told}");
        kinds.push(told["value"]["kind"].as_str().expect("a kind").to_owned());
    }
    assert!(kinds.len() > 2 && kinds[0] == "begin", "{kinds:?}");
    assert!(kinds[1..kinds.len() - 1].iter().all(|kind| kind == "report"), "{kinds:?}");
    // The tree is read: what was asked before it was is asked again.
    for method in REFRESHES {
        agree(&mut client, method);
    }

    let uri = tree.uri("hw/foo/foo.c");
    client.open(&uri, &line(r#"#include "trace.h""#));
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri } }));
    for method in REFRESHES {
        agree(&mut client, method);
    }

    // What is shown of a document follows from others that are edited, and not saved.
    let other = tree.uri("hw/foo/trace-events");
    client.open(&other, EVENTS);
    for version in 2..5 {
        client.change(&other, version, &json!([{ "text": line(r#"foo_reset(void *device) "dev=%p""#) }]));
    }
    for method in REFRESHES {
        agree(&mut client, method);
    }
    client.leave();
}

#[test]
fn a_client_that_can_not_be_told_is_not() {
    let tree = Tree::new("lsp-not-telling");
    let mut client = Client::start();
    client.hello_in(&capabilities(), &[&findings::uri_of(&tree.0)]);
    let uri = tree.uri("hw/foo/trace-events");
    client.open(&uri, &line(r#"foo_reset(void *dev) "dev=%d""#));
    client.shows(&uri, &["TL303"]);
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri } }));
    client.ask("shutdown", &Value::Null);
    for method in REFRESHES.iter().chain(&["client/registerCapability", "window/workDoneProgress/create"]) {
        assert_eq!(client.heard(method), Vec::<Value>::new());
    }
}

/// What a client does not take later it must know at once; the rest is registered for our files alone.
#[test]
fn other_documents_are_formatted_by_others() {
    const ALL: [(&str, &str); 3] = [
        ("formatting", "documentFormattingProvider"),
        ("rangeFormatting", "documentRangeFormattingProvider"),
        ("onTypeFormatting", "documentOnTypeFormattingProvider"),
    ];
    let check = |able: &[&str]| {
        let mut capabilities = capabilities();
        for what in able {
            capabilities["textDocument"][what] = json!({ "dynamicRegistration": true });
        }
        let mut client = Client::start();
        let offered = client.hello(&capabilities)["capabilities"].clone();
        for (what, provider) in ALL {
            assert_eq!(offered[provider].is_null(), able.contains(&what), "{able:?} {offered}");
        }
        if !able.is_empty() {
            let asked = agree(&mut client, "client/registerCapability");
            let registrations = asked["registrations"].as_array().expect("a list");
            let methods: Vec<_> = registrations.iter().filter_map(|it| it["method"].as_str()).collect();
            assert_eq!(methods, able.iter().map(|what| format!("textDocument/{what}")).collect::<Vec<_>>());
            for registration in registrations {
                let documents = registration["registerOptions"]["documentSelector"].as_array();
                let are_ours = |it: &Value| it.to_string().contains("trace-events");
                assert!(documents.is_some_and(|all| all.iter().all(are_ours)), "{registration}");
            }
        }
        client.leave();
    };
    check(&["formatting", "rangeFormatting", "onTypeFormatting"]);
    // As Neovim: a formatter of ranges that it takes for one of C files would replace its own.
    check(&["formatting", "rangeFormatting"]);
    check(&["onTypeFormatting"]);
    check(&[]);
}

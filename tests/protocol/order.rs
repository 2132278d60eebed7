//! The hazards of a transport that runs handlers side by side: edits behind slow requests, cancels
//! behind slow requests. What is slow here is a large document, nothing else.

use crate::{about, capabilities, change, large};
use serde_json::json;
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;

const LARGE: &str = "file:///large/trace-events";
const SMALL: &str = "file:///small/trace-events";
/// More than the transport runs at once, and more than there are workers.
const REQUESTS: usize = 12;
const BYTES: usize = 8_000_000;

fn ask_slowly(client: &mut Client) -> Vec<i64> {
    let ask = |_| client.request("textDocument/semanticTokens/full", &about(LARGE));
    (0..REQUESTS).map(ask).collect()
}

#[test]
fn edits_behind_slow_requests() {
    let mut client = Client::ready(&capabilities());
    let mut text = large(BYTES);
    client.open(LARGE, &text);
    let slow = ask_slowly(&mut client);
    // More than any queue of the transport holds.
    for version in 2..500 {
        client.change(LARGE, version, &json!([change([0, 0, 0, 0], &format!("# {version}\n"))]));
        text.insert_str(0, &format!("# {version}\n"));
    }
    client.open(SMALL, "");
    client.change(SMALL, 2, &json!([change([0, 0, 0, 0], &line(r#"foo(int a) "a=%s""#))]));
    // The small document is done long before the large one.
    assert_eq!(client.diagnostics(SMALL, 2).len(), 1);
    let shown = client.heard("textDocument/publishDiagnostics");
    assert!(shown.iter().all(|message| message["params"]["uri"] == SMALL), "{shown:?}");
    for id in slow {
        assert_eq!(client.answer(id)["error"]["code"], -32801, "the edit made it stale");
    }
    assert!(client.text(LARGE) == text, "the edits were made in order");
    client.leave();
}

#[test]
fn cancels_behind_slow_requests() {
    let mut client = Client::ready(&capabilities());
    client.open(LARGE, &large(BYTES));
    let before = client.cpu_time();
    assert!(client.ask("textDocument/semanticTokens/full", &about(LARGE))["result"].is_object());
    let answered = client.cpu_time();

    client.change(LARGE, 2, &json!([change([0, 0, 0, 0], "# again\n")]));
    let ids = ask_slowly(&mut client);
    for id in &ids {
        client.notify("$/cancelRequest", &json!({ "id": id }));
    }
    for id in ids {
        assert_eq!(client.answer(id)["error"]["code"], -32800);
    }
    if let (Some(before), Some(answered), Some(cancelled)) = (before, answered, client.cpu_time()) {
        let (one, all) = (answered - before, cancelled - answered);
        assert!(all < one * REQUESTS as u64 / 4, "one takes {one}, {REQUESTS} that are cancelled {all}");
    }
    client.leave();
}

/// What is asked before an edit is answered about the text before it, or not at all.
#[test]
fn an_answer_belongs_to_the_text_it_was_asked_about() {
    let mut client = Client::ready(&capabilities());
    client.open(SMALL, "");
    for version in 2..500 {
        let name = format!("event_{version}");
        client.change(SMALL, version, &json!([{ "text": line(&format!(r#"{name}(void) """#)) }]));
        let id = client.request("textDocument/documentSymbol", &about(SMALL));
        if version % 2 == 0 {
            continue;
        }
        assert_eq!(client.answer(id)["result"][0]["name"], name);
    }
    client.leave();
}

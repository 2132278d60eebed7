//! The server's text is the client's, whatever is edited, asked and cancelled in between.

use crate::model::{Model, PIECES};
use crate::{about, capabilities, change};
use serde_json::{Value, json};
use std::collections::HashSet;
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;
use trace_lint_tests::random::Random;

const URI: &str = "untitled:trace-events";
/// The most memory that edits of a small file may ever take, in bytes.
const MEMORY: u64 = 80_000_000;
const CANCELLED: i64 = -32800;
const MODIFIED: i64 = -32801;

fn ready(encoding: &str) -> Client {
    let mut capabilities = capabilities();
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    let mut client = Client::start();
    let offered = client.hello(&capabilities);
    assert_eq!(offered["capabilities"]["positionEncoding"], encoding);
    client
}

/// Edits at random; asks and cancels in between; compares the texts now and then.
fn check(encoding: &'static str, edits: usize) {
    let mut random = Random::new(edits as u64);
    let mut model = Model { text: line(r#"foo(int a) "a=%d""#).repeat(20), encoding };
    let mut client = ready(encoding);
    client.open(URI, &model.text);
    let mut asked = Vec::new();
    let mut cancelled = HashSet::new();
    for version in 2..edits as i64 + 2 {
        let mut changes = Vec::new();
        for _ in 0..=random.below(3) {
            let new = random.pick(&PIECES);
            if random.one_in(400) || model.text.len() > 20_000 {
                model.text = new.repeat(9);
                changes.push(json!({ "text": model.text }));
            } else {
                let range = model.any_range(&mut random);
                model.change(range, new);
                changes.push(change(range, new));
            }
        }
        client.change(URI, version, &Value::from(changes));
        if random.one_in(3) {
            asked.push(ask_anything(&mut client, &mut random));
        }
        if random.one_in(9) && !asked.is_empty() {
            let id = *random.pick(&asked);
            client.notify("$/cancelRequest", &json!({ "id": id }));
            cancelled.insert(id);
        }
        if random.one_in(500) {
            assert_eq!(client.text(URI), model.text, "after version {version}");
        }
    }
    assert_eq!(client.text(URI), model.text, "{encoding}");
    for id in asked {
        let answer = client.answer(id);
        match answer["error"]["code"].as_i64() {
            None => assert!(answer.get("result").is_some(), "{answer}"),
            Some(code) => {
                let is_ours = code == MODIFIED || (code == CANCELLED && cancelled.contains(&id));
                assert!(is_ours, "{answer}");
            }
        }
    }
    client.diagnostics(URI, edits as i64 + 1);
    assert!(client.memory().is_none_or(|bytes| bytes < MEMORY), "{:?} bytes", client.memory());
    client.leave();
}

fn ask_anything(client: &mut Client, random: &mut Random) -> i64 {
    let range = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 5, "character": 900 } });
    let mut params = about(URI);
    let methods = [
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/selectionRange",
        "textDocument/semanticTokens/full",
        "textDocument/semanticTokens/full/delta",
        "textDocument/semanticTokens/range",
        "textDocument/diagnostic",
        "textDocument/codeAction",
    ];
    let method = *random.pick(&methods);
    match method {
        "textDocument/selectionRange" => params["positions"] = json!([range["start"], range["end"]]),
        "textDocument/semanticTokens/full/delta" => params["previousResultId"] = json!("1"),
        "textDocument/semanticTokens/range" => params["range"] = range,
        "textDocument/codeAction" => {
            params["range"] = range;
            params["context"] = json!({ "diagnostics": [] });
        }
        _ => {}
    }
    client.request(method, &params)
}

#[test]
fn ten_thousand_edits_in_utf_16() {
    check("utf-16", 10_000);
}

#[test]
fn edits_in_utf_8() {
    check("utf-8", 2_000);
}

#[test]
fn edits_in_utf_32() {
    check("utf-32", 2_000);
}

/// The client's first wish is granted; without one it is UTF-16.
#[test]
fn position_encodings() {
    let check = |general: Value, expected: &str| {
        let mut client = Client::start();
        let offered = client.hello(&json!({ "general": general }));
        assert_eq!(offered["capabilities"]["positionEncoding"], expected);
        client.leave();
    };
    check(json!({ "positionEncodings": ["utf-8", "utf-16"] }), "utf-8");
    check(json!({ "positionEncodings": ["utf-32", "utf-8"] }), "utf-32");
    check(json!({ "positionEncodings": ["utf-7", "utf-16"] }), "utf-16");
    check(json!({ "positionEncodings": ["utf-7"] }), "utf-16");
    check(json!({ "positionEncodings": [] }), "utf-16");
    check(json!({}), "utf-16");
}

/// The very column of a finding behind an emoji tells wrong units at once.
#[test]
fn columns_behind_an_emoji() {
    let check = |encoding, column| {
        let mut client = ready(encoding);
        client.open(URI, &line(r#"foo(int a) "😀é a=%s""#));
        let found = client.diagnostics(URI, 1);
        assert_eq!(found[0]["range"]["start"]["character"], column, "{encoding}");
        client.leave();
    };
    check("utf-8", 21);
    check("utf-16", 18);
    check("utf-32", 17);
}

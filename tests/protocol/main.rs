//! The language server as a client meets it, over pipes. Needs only Rust.

mod bad_input;
mod clients;
mod commands;
mod contents;
mod features;
mod findings;
mod lifecycle;
mod limits;
mod lists;
mod memory;
mod model;
mod navigation;
mod order;
mod scripts;
mod session;
mod status;
mod sync;
mod telling;
mod tree;
mod typing;
mod workspace;

use serde_json::{Value, json};
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;

/// What a client of today says that it can.
fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true,
                "versionSupport": true,
                "codeDescriptionSupport": true,
                "dataSupport": true,
                "tagSupport": { "valueSet": [1, 2] },
            },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "codeAction": {
                "dataSupport": true,
                "isPreferredSupport": true,
                "resolveSupport": { "properties": ["edit"] },
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "source"] } },
            },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    })
}

/// The parameters of a request about a document.
fn about(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

/// Asks about a place by a method of text documents; a new name is `foo_halt`.
fn ask_at(client: &mut Client, method: &str, uri: &str, line: u32, character: u32) -> Value {
    let mut params = about(uri);
    params["position"] = json!({ "line": line, "character": character });
    match method {
        "rename" => params["newName"] = json!("foo_halt"),
        "references" => params["context"] = json!({ "includeDeclaration": true }),
        "completion" => params["context"] = json!({ "triggerKind": 1 }),
        _ => {}
    }
    client.ask(&format!("textDocument/{method}"), &params)
}

/// A change of a range, as line, column, line, column.
fn change(range: [usize; 4], text: &str) -> Value {
    let [line, column, end_line, end_column] = range;
    json!({
        "range": {
            "start": { "line": line, "character": column },
            "end": { "line": end_line, "character": end_column },
        },
        "text": text,
    })
}

/// Events of about this many bytes, under headings; nothing is wrong with them.
fn large(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let mut number = 0;
    while text.len() < bytes {
        if number % 100 == 0 {
            text.push_str(&format!("\n# file{number}.c\n"));
        }
        text.push_str(&line(&format!(r#"event_{number}(uint32_t id, const char *name) "id=%u name=%s""#)));
        number += 1;
    }
    text
}

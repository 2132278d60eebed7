//! Measures the language server with a QEMU tree open, and prints a table:
//!
//! ```text
//! cargo build --release -p trace-lsp
//! TRACE_LSP=target/release/trace-lsp cargo run --release -p trace-lint-tests --example latency -- TREE
//! ```

use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use trace_lint_tests::lsp::Client;

/// How many edits are measured.
const EDITS: usize = 1_000;

fn main() {
    let root = std::env::args().nth(1).expect("the path of a QEMU tree");
    let root = Path::new(&root).canonicalize().expect("the tree is there");
    let events = root.join("hw/net/trace-events");
    let text = std::fs::read_to_string(&events).expect("hw/net/trace-events is text");
    let uri = format!("file://{}", events.display());

    let started = Instant::now();
    let mut client = Client::start();
    let capabilities = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    client.hello(&capabilities);
    row("initialize is answered, process start included", started.elapsed());

    let opened = Instant::now();
    client.open(&uri, &text);
    let alone = client.diagnostics(&uri, 1).len();
    row("didOpen to diagnostics of the file alone", opened.elapsed());
    let all = client.diagnostics(&uri, 1).len();
    row("didOpen to diagnostics with the index", opened.elapsed());
    println!("| findings in hw/net/trace-events | {alone}, {all} with the index |");
    memory("memory with the index", &client);

    let mut times = Vec::new();
    let mut version = 1;
    for kind in ["an edit in a format", "an edit of an event's name"] {
        let line = text.lines().position(|line| line.starts_with("e1000x_") || line.starts_with("lance_"));
        let line = line.expect("an event");
        let column =
            if kind.ends_with("name") { 2 } else { text.lines().nth(line).map_or(0, |it| it.len() - 1) };
        times.clear();
        for edit in 0..EDITS {
            version += 1;
            let (end, new) = if edit % 2 == 0 { (column, "x") } else { (column + 1, "") };
            let range = json!({
                "start": { "line": line, "character": column },
                "end": { "line": line, "character": end },
            });
            let edited = Instant::now();
            client.change(&uri, version, &json!([{ "range": range, "text": new }]));
            client.diagnostics(&uri, version);
            times.push(edited.elapsed());
        }
        percentiles(&format!("{kind} to diagnostics"), &mut times);
    }

    let caller = root.join("hw/net/e1000e_core.c");
    let source = std::fs::read_to_string(&caller).expect("hw/net/e1000e_core.c is text");
    let caller = format!("file://{}", caller.display());
    client.open(&caller, &source);
    let line = source.lines().position(|line| line.contains("trace_e1000e_")).expect("a call");
    let column = source.lines().nth(line).and_then(|it| it.find("trace_")).expect("a call") + 10;
    times.clear();
    for edit in 0..200 {
        let (end, new) = if edit % 2 == 0 { (column, "x") } else { (column + 1, "") };
        let range = json!({
            "start": { "line": line, "character": column },
            "end": { "line": line, "character": end },
        });
        let edited = Instant::now();
        client.change(&caller, edit + 2, &json!([{ "range": range, "text": new }]));
        client.wait("diagnostics of the source", |message: &Value| {
            message["params"]["uri"] == caller && message["params"]["version"] == edit + 2
        });
        times.push(edited.elapsed());
    }
    percentiles("an edit of a call in hw/net/e1000e_core.c to its diagnostics", &mut times);
    memory("memory after all edits", &client);
    client.leave();
}

fn row(name: &str, time: Duration) {
    println!("| {name} | {:.1} ms |", time.as_secs_f64() * 1000.0);
}

fn percentiles(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    row(&format!("{name}, p50"), times[times.len() / 2]);
    row(&format!("{name}, p99"), times[times.len() * 99 / 100]);
}

fn memory(name: &str, client: &Client) {
    if let Some(bytes) = client.memory() {
        println!("| {name}, at most | {} MB |", bytes / 1_000_000);
    }
}

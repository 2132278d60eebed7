//! Measures the language server with a QEMU tree open, and prints a table in Markdown:
//!
//! ```text
//! cargo build --release -p trace-lsp -p trace-lint
//! cargo run --release -p trace-lint-tests --example latency -- TREE
//! ```
//!
//! The programs are those of `target/release`, unless `$TRACE_LSP` and `$TRACE_LINT` name others.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use trace_lint_tests::lsp::Client;
use trace_lint_tests::program::target_folder;

/// How many edits of one kind are measured.
const EDITS: usize = 5_000;

/// How often each request is made.
const REQUESTS: usize = 200;

/// How often the server is started, and the tree audited.
const STARTS: usize = 5;

fn main() {
    let root = std::env::args().nth(1).expect("the path of a QEMU tree");
    let root = Path::new(&root).canonicalize().expect("the tree is there");
    let events = root.join("hw/net/trace-events");
    let text = std::fs::read_to_string(&events).expect("hw/net/trace-events is text");
    let uri = format!("file://{}", events.display());

    println!("| with {} open | time |", version(&root));
    println!("|---|---|");
    let mut starts = [const { Vec::new() }; 3];
    for _ in 1..STARTS {
        start(&root, &uri, &text, &mut starts).leave();
    }
    let mut client = start(&root, &uri, &text, &mut starts);
    let [initialized, alone, indexed] = &mut starts;
    row("process start to the answer to `initialize`", &median(initialized));
    row("`didOpen` to diagnostics of the file alone", &median(alone));
    row("`didOpen` to diagnostics with the index of the tree", &median(indexed));
    row("`trace-lint audit` of the tree, for comparison", &audit(&root));
    memory("memory with the index, at most", &client);

    let mut version = 1;
    edits(&mut client, &uri, &text, &mut version);
    memory("memory after 10,000 edits, at most", &client);

    let line = line_of(&text, "e1000");
    let name = json!({ "line": line, "character": 3 });
    let format = text.lines().nth(line).and_then(|line| line.find('%')).expect("a conversion") + 1;
    let format = json!({ "line": line, "character": format });
    for (method, position) in [
        ("completion", &format),
        ("hover", &name),
        ("hover", &format),
        ("definition", &name),
        ("references", &name),
    ] {
        let params = json!({
            "textDocument": { "uri": uri },
            "position": position,
            "context": { "includeDeclaration": true, "triggerKind": 1 },
        });
        let mut times: Vec<Duration> = (0..REQUESTS)
            .map(|_| {
                // Each after an edit: nothing is known yet of the text.
                version += 1;
                let at = json!({ "line": 0, "character": 0 });
                let new = if version % 2 == 0 { " " } else { "" };
                let end = json!({ "line": 0, "character": version % 2 });
                let change = json!([{ "range": { "start": at, "end": end }, "text": new }]);
                client.change(&uri, version, &change);
                let asked = Instant::now();
                let answer = client.ask(&format!("textDocument/{method}"), &params);
                assert!(!answer["result"].is_null(), "{method}: {answer}");
                asked.elapsed()
            })
            .collect();
        let what = if position == &name { "an event" } else { "a conversion" };
        percentiles(&format!("`{method}` of {what}, right after an edit"), &mut times);
    }
    source(&mut client, &root);
    memory("memory in the end, at most", &client);
    client.leave();
}

/// The program of this name.
fn program(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| target_folder().join("release").join(name), PathBuf::from)
}

fn version(root: &Path) -> String {
    let version = std::fs::read_to_string(root.join("VERSION")).expect("the tree has a VERSION");
    format!("QEMU {}", version.trim())
}

/// Starts the server in the tree and opens the file; notes how long it took.
fn start(root: &Path, uri: &str, text: &str, times: &mut [Vec<Duration>; 3]) -> Client {
    let started = Instant::now();
    let mut client = Client::run(&program("TRACE_LSP", "trace-lsp"), &[]);
    let capabilities = json!({
        "textDocument": { "publishDiagnostics": { "relatedInformation": true } },
        "workspace": { "workspaceFolders": true },
    });
    client.hello_in(&capabilities, &[&format!("file://{}", root.display())]);
    times[0].push(started.elapsed());
    let opened = Instant::now();
    client.open(uri, text);
    client.diagnostics(uri, 1);
    times[1].push(opened.elapsed());
    client.diagnostics(uri, 1);
    times[2].push(opened.elapsed());
    client
}

fn audit(root: &Path) -> Duration {
    let mut times: Vec<Duration> = (0..STARTS)
        .map(|_| {
            let started = Instant::now();
            let mut command = Command::new(program("TRACE_LINT", "trace-lint"));
            command.arg("audit").arg(root).stdout(Stdio::null()).stderr(Stdio::null());
            command.status().expect("trace-lint runs");
            started.elapsed()
        })
        .collect();
    median(&mut times)
}

fn line_of(text: &str, start: &str) -> usize {
    text.lines().position(|line| line.starts_with(start)).expect("an event")
}

/// Edits the trace-events file as somebody who types and takes back what was typed.
fn edits(client: &mut Client, uri: &str, text: &str, version: &mut i64) {
    let line = line_of(text, "e1000");
    let end = text.lines().nth(line).map_or(0, str::len);
    for (kind, column) in [("an edit in a format", end - 1), ("an edit of an event's name", 2)] {
        let mut times = Vec::new();
        for edit in 0..EDITS {
            *version += 1;
            times.push(edit_at(client, uri, *version, (line, column), edit % 2 == 0));
        }
        percentiles(&format!("{kind} to diagnostics"), &mut times);
    }
}

/// How long an edit takes until its diagnostics are there: a letter comes, or goes again.
fn edit_at(
    client: &mut Client,
    uri: &str,
    version: i64,
    (line, column): (usize, usize),
    comes: bool,
) -> Duration {
    let (end, new) = if comes { (column, "x") } else { (column + 1, "") };
    let range = json!({
        "start": { "line": line, "character": column },
        "end": { "line": line, "character": end },
    });
    let edited = Instant::now();
    client.change(uri, version, &json!([{ "range": range, "text": new }]));
    client.wait("diagnostics", |message: &Value| {
        message["params"]["uri"] == uri && message["params"]["version"] == version
    });
    edited.elapsed()
}

/// Edits a call of an event in a source.
fn source(client: &mut Client, root: &Path) {
    let path = root.join("hw/net/e1000e_core.c");
    let text = std::fs::read_to_string(&path).expect("hw/net/e1000e_core.c is text");
    let uri = format!("file://{}", path.display());
    client.open(&uri, &text);
    let line = text.lines().position(|line| line.contains("trace_e1000e_")).expect("a call");
    let column = text.lines().nth(line).and_then(|it| it.find("trace_")).expect("a call") + 10;
    let mut times: Vec<Duration> = (0..REQUESTS)
        .map(|edit| edit_at(client, &uri, edit as i64 + 2, (line, column), edit % 2 == 0))
        .collect();
    percentiles("an edit of a call in hw/net/e1000e_core.c to its diagnostics", &mut times);
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn row(name: &str, time: &Duration) {
    println!("| {name} | {:.1} ms |", time.as_secs_f64() * 1000.0);
}

fn percentiles(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    row(&format!("{name}, p50"), &times[times.len() / 2]);
    row(&format!("{name}, p99"), &times[times.len() * 99 / 100]);
}

fn memory(name: &str, client: &Client) {
    if let Some(bytes) = client.memory() {
        println!("| {name} | {} MB |", bytes / 1_000_000);
    }
}

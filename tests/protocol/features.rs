//! What the server says of a trace-events file.

use crate::{about, capabilities, change};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use trace_lint_tests::lsp::Client;
use trace_lint_tests::program::{repository, run};
use trace_lint_tests::work;

const URI: &str = "file:///tree/trace-events";

fn uri_of(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.to_str().expect("the path is text").bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Where and what: code, severity, start, end, message and help.
type Found = (String, u64, [u64; 4], String);

fn by_server(found: &[Value]) -> Vec<Found> {
    let each = found.iter().map(|it| {
        let number = |pointer: &str| it.pointer(pointer).and_then(Value::as_u64).expect("a number");
        let place = [
            number("/range/start/line"),
            number("/range/start/character"),
            number("/range/end/line"),
            number("/range/end/character"),
        ];
        let text = |key: &str| it[key].as_str().expect("a text").to_owned();
        (text("code"), number("/severity"), place, text("message"))
    });
    each.collect()
}

fn by_program(path: &Path) -> Vec<Found> {
    let folder = path.parent().expect("a file lies in a folder");
    let name = path.file_name().and_then(|name| name.to_str()).expect("the name is text");
    let output = run(folder, &["check", "--output-format", "json", name]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    let each = report["findings"].as_array().expect("a list").iter().map(|it| {
        let number = |key: &str| it[key].as_u64().expect("a number") - 1;
        let severity = match it["severity"].as_str() {
            Some("error") => 1,
            Some("warning") => 2,
            _ => 3,
        };
        let message = it["message"].as_str().expect("a text");
        let message = match it["help"].as_str() {
            Some(help) => format!("{message}\nhelp: {help}"),
            None => message.to_owned(),
        };
        let place = [number("line"), number("column"), number("end_line"), number("end_column")];
        (it["code"].as_str().expect("a text").to_owned(), severity, place, message)
    });
    each.collect()
}

/// Files with defects of many kinds, below a tree of this release.
fn files() -> Vec<PathBuf> {
    let folder = work::scratch_folder("lsp-findings");
    let defects = "\
# é😀\r
vcpu foo(int a, char *b) \"a=%s 😀 b=%d\"\r
foo(uint64_t x, size_t y) \"%lx %d\" PRIx65\r
disable disable bar(unsigned) \"%m\\n\" junk\r
 broken( \"x\r
qux(void *p,) \"p=0x%p \" \"\"\r
no_newline(int64_t é) \"%\" PRId64 \"%q";
    for version in ["6.2.0", "10.2.0"] {
        work::write(&folder.join(version).join("VERSION"), version);
        work::write(&folder.join(version).join("trace/control.h"), "");
        work::write(&folder.join(version).join("hw/a b/trace-events"), defects);
        work::write(&folder.join(version).join("hw/trace-events-all"), defects.repeat(2));
    }
    let mut files: Vec<PathBuf> = ["hw/block", "hw/char", "hw/net", "target/kestrel", "ui", "util"]
        .iter()
        .map(|group| repository().join("corpus/demo").join(group).join("trace-events"))
        .collect();
    for version in ["6.2.0", "10.2.0"] {
        files.push(folder.join(version).join("hw/a b/trace-events"));
        files.push(folder.join(version).join("hw/trace-events-all"));
    }
    files
}

#[test]
fn the_findings_are_those_of_the_program() {
    let mut capabilities = capabilities();
    capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    let mut pushed = Client::ready(&capabilities);
    capabilities["textDocument"]["diagnostic"] = json!({ "relatedInformation": true });
    let mut pulled = Client::ready(&capabilities);
    let mut count = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("the file is text");
        let (uri, expected) = (uri_of(&path), by_program(&path));
        pushed.open(&uri, &text);
        assert_eq!(by_server(&pushed.diagnostics(&uri, 1)), expected, "{uri}");
        pulled.open(&uri, &text);
        let report = pulled.ask("textDocument/diagnostic", &about(&uri));
        let items = report["result"]["items"].as_array().unwrap_or_else(|| panic!("{report}"));
        assert_eq!(by_server(items), expected, "{uri}");
        let mut again = about(&uri);
        again["previousResultId"] = report["result"]["resultId"].clone();
        assert_eq!(pulled.ask("textDocument/diagnostic", &again)["result"]["kind"], "unchanged");
        count += expected.len();
    }
    assert!(count > 40, "{count}");
    assert_eq!(pulled.heard("textDocument/publishDiagnostics").len(), 0, "one way or the other");
    pushed.leave();
    pulled.leave();
}

#[test]
fn what_a_diagnostic_says() {
    let mut client = Client::ready(&capabilities());
    client.open(URI, "disable disable foo(uint64_t a) \"a=%lx\"\n");
    let found = client.diagnostics(URI, 1);
    let of = |code: &str| found.iter().find(|it| it["code"] == code).unwrap_or_else(|| panic!("{found:?}"));
    let width = of("TL304");
    assert_eq!(width["source"], "trace-lint");
    assert!(
        width["codeDescription"]["href"].as_str().is_some_and(|page| page.contains("format-host-mismatch"))
    );
    assert_eq!(width["data"]["event"], "foo");
    assert!(width["data"]["hosts"].as_array().is_some_and(|hosts| !hosts.is_empty()));
    assert!(width["relatedInformation"].as_array().is_some_and(|places| places.len() == 2));
    assert_eq!(of("TL006")["tags"], json!([1]), "unnecessary");
    client.notify("textDocument/didClose", &about(URI));
    let cleared = client.told("textDocument/publishDiagnostics");
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    client.leave();

    // A client that promises nothing is sent nothing more than it must know.
    let mut client = Client::ready(&json!({}));
    client.open(URI, "disable disable foo(uint64_t a) \"a=%lx\"\n");
    for found in client.diagnostics(URI, 1) {
        for key in ["codeDescription", "relatedInformation", "tags", "data"] {
            assert!(found.get(key).is_none(), "{found}");
        }
    }
    client.leave();
}

#[test]
fn the_release_is_read_again_when_its_file_changes() {
    let folder = work::scratch_folder("lsp-release");
    work::write(&folder.join("trace/control.h"), "");
    work::write(&folder.join("VERSION"), "6.2.0");
    let uri = uri_of(&folder.join("trace-events"));
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    let mut client = Client::ready(&capabilities);
    let registered = client.told("client/registerCapability");
    client.send(&json!({ "jsonrpc": "2.0", "id": registered["id"], "result": null }));
    let registration = &registered["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    client.open(&uri, "vcpu foo(void *cpu) \"cpu=%p\"\n");
    assert_eq!(client.diagnostics(&uri, 1).len(), 0);
    work::write(&folder.join("VERSION"), "10.2.0");
    let changes = json!([{ "uri": uri_of(&folder.join("VERSION")), "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    assert_eq!(client.diagnostics(&uri, 1).len(), 1);
    client.leave();
}

fn actions(client: &mut Client, range: [usize; 4], only: Option<&str>) -> Vec<Value> {
    let mut params = about(URI);
    params["range"] = change(range, "")["range"].clone();
    params["context"] = json!({ "diagnostics": [], "only": only.map(|kind| vec![kind]) });
    let answer = client.ask("textDocument/codeAction", &params);
    answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

#[test]
fn fixes() {
    let mut client = Client::ready(&capabilities());
    client.open(URI, "foo(uint64_t 😀, char *b) \"😀 a=%d b=%d\"\n");
    let found = actions(&mut client, [0, 37, 0, 37], None);
    let titles: Vec<_> = found.iter().map(|action| &action["title"]).collect();
    assert_eq!(titles, ["Write `%s`", "Fix all that trace-lint is sure of"], "{found:?}");
    assert_eq!(found[0]["kind"], "quickfix");
    assert_eq!(found[0]["isPreferred"], true);
    assert_eq!(found[0]["diagnostics"][0]["code"], "TL303");
    assert!(found[0].get("edit").is_none(), "edits come when they are wanted");
    let resolved = client.ask("codeAction/resolve", &found[0]);
    let edit = &resolved["result"]["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"], json!({ "uri": URI, "version": 1 }));
    let range = change([0, 37, 0, 39], "")["range"].clone();
    assert_eq!(edit["edits"], json!([{ "range": range, "newText": "%s" }]));

    assert_eq!(actions(&mut client, [0, 0, 0, 0], Some("source")).len(), 1);
    assert_eq!(actions(&mut client, [0, 0, 0, 0], Some("source.fixAll.traceLint")).len(), 1);
    assert_eq!(actions(&mut client, [0, 0, 0, 0], Some("quickfix")).len(), 0);
    assert_eq!(actions(&mut client, [0, 0, 0, 0], Some("refactor")).len(), 0);

    client.change(URI, 2, &json!([change([0, 0, 0, 0], "# a\n")]));
    assert_eq!(client.ask("codeAction/resolve", &found[0])["error"]["code"], -32801, "the text is another");
    client.leave();
}

#[test]
fn fix_all_for_a_client_that_wants_edits_at_once() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["codeAction"] =
        json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    capabilities["workspace"] = json!({});
    let mut client = Client::ready(&capabilities);
    client.open(URI, "foo(int a, char *b) \"a=%s b=%d\"");
    let found = actions(&mut client, [0, 0, 0, 0], Some("source.fixAll"));
    let edits = found[0]["edit"]["changes"][URI].as_array().expect("edits").clone();
    for edit in edits.iter().rev() {
        client.change(URI, 2, &json!([{ "range": edit["range"], "text": edit["newText"] }]));
    }
    assert_eq!(client.text(URI), "foo(int a, char *b) \"a=%d b=%s\"\n");
    client.leave();
}

const OUTLINE: &str = "first(void) \"\"\n\n# a.c\n😀é(int a)\nfoo(int a) \"a=%d\"\ndisable bar(void) \"\"\n\n# b.c\nqux(void) \"\"\n";

#[test]
fn outline_and_folds() {
    let mut client = Client::ready(&capabilities());
    client.open(URI, OUTLINE);
    let symbols = client.ask("textDocument/documentSymbol", &about(URI))["result"].clone();
    let names = |symbols: &Value| -> Vec<Value> {
        symbols.as_array().map(|all| all.iter().map(|it| it["name"].clone()).collect()).unwrap_or_default()
    };
    assert_eq!(names(&symbols), ["first", "a.c", "b.c"]);
    assert_eq!(names(&symbols[1]["children"]), ["é", "foo", "bar"]);
    assert_eq!(symbols[1]["range"]["end"], json!({ "line": 5, "character": 20 }));
    let folds = client.ask("textDocument/foldingRange", &about(URI))["result"].clone();
    let lines: Vec<_> =
        folds.as_array().expect("folds").iter().map(|it| [&it["startLine"], &it["endLine"]]).collect();
    assert_eq!(lines, [[2, 5], [7, 8]]);
    let mut params = about(URI);
    params["positions"] = json!([{ "line": 4, "character": 13 }]);
    let selected = client.ask("textDocument/selectionRange", &params)["result"][0].clone();
    assert_eq!(selected["range"]["start"], json!({ "line": 4, "character": 12 }));
    let file = &selected["parent"]["parent"]["parent"]["parent"];
    assert_eq!(file["range"]["start"], json!({ "line": 0, "character": 0 }), "{selected}");
    client.leave();

    let mut client = Client::ready(&json!({}));
    client.open(URI, OUTLINE);
    let symbols = client.ask("textDocument/documentSymbol", &about(URI))["result"].clone();
    assert_eq!(names(&symbols), ["first", "a.c", "é", "foo", "bar", "b.c", "qux"]);
    assert_eq!(symbols[3]["containerName"], "a.c");
    client.leave();
}

fn apply(tokens: &mut Vec<Value>, edits: &Value) {
    for edit in edits.as_array().expect("edits").iter().rev() {
        let number = |key: &str| usize::try_from(edit[key].as_u64().expect("a number")).expect("small");
        let (start, end) = (number("start"), number("start") + number("deleteCount"));
        let data = edit["data"].as_array().cloned().unwrap_or_default();
        tokens.splice(start..end, data);
    }
}

#[test]
fn tokens_by_deltas_are_those_in_full() {
    let mut client = Client::ready(&capabilities());
    client.open(URI, OUTLINE);
    let full = client.ask("textDocument/semanticTokens/full", &about(URI))["result"].clone();
    let mut tokens = full["data"].as_array().expect("tokens").clone();
    assert!(tokens.len() > 50 && tokens.len() % 5 == 0);
    let mut known = full["resultId"].clone();
    let edits = [
        change([4, 0, 4, 3], "longer"),
        change([0, 0, 0, 0], "# é\n"),
        change([2, 0, 4, 0], ""),
        change([0, 0, 99, 0], ""),
        change([0, 0, 0, 0], OUTLINE),
    ];
    for (version, edit) in (2..).zip(edits) {
        client.change(URI, version, &json!([edit]));
        let mut params = about(URI);
        params["previousResultId"] = known;
        let delta = client.ask("textDocument/semanticTokens/full/delta", &params)["result"].clone();
        apply(&mut tokens, &delta["edits"]);
        known = delta["resultId"].clone();
        let mut params = about(URI);
        params["range"] = change([0, 0, 99, 0], "")["range"].clone();
        let range = client.ask("textDocument/semanticTokens/range", &params)["result"].clone();
        assert_eq!(Value::from(tokens.clone()), range["data"], "version {version}");
    }
    let mut params = about(URI);
    params["previousResultId"] = json!("unknown");
    let all = client.ask("textDocument/semanticTokens/full/delta", &params)["result"].clone();
    assert_eq!(all["data"], full["data"]);
    client.leave();
}

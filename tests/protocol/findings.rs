//! The findings the server shows: which, how, and when again.

use crate::{about, capabilities};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use trace_lint_tests::fixture::{line, unindented};
use trace_lint_tests::lsp::Client;
use trace_lint_tests::program::{repository, run};
use trace_lint_tests::scratch;

const URI: &str = "file:///tree/trace-events";

pub fn uri_of(path: &Path) -> String {
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
pub type Found = (String, u64, [u64; 4], String);

pub fn by_server(found: &[Value]) -> Vec<Found> {
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
    let found = told_by_program(folder, name).into_iter().filter(|(other, _)| path.ends_with(other));
    found.map(|(_, found)| found).collect()
}

/// What the program finds, with the paths.
pub fn told_by_program(folder: &Path, name: &str) -> Vec<(String, Found)> {
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
        let path = it["path"].as_str().expect("a text").to_owned();
        (path, (it["code"].as_str().expect("a text").to_owned(), severity, place, message))
    });
    each.collect()
}

/// Files with defects of many kinds, below a tree of this release.
fn files() -> Vec<PathBuf> {
    let folder = scratch::folder("lsp-findings");
    let defects = r#"
        # é😀
        vcpu foo(int a, char *b) "a=%s 😀 b=%d"
        foo(uint64_t x, size_t y) "%lx %d" PRIx65
        disable disable bar(unsigned) "%m\n" junk
         broken( "x
        qux(void *p,) "p=0x%p " ""
        no_newline(int64_t é) "%" PRId64 "%q
        "#;
    let defects = unindented(defects).trim_end().replace('\n', "\r\n");
    for version in ["6.2.0", "10.2.0"] {
        scratch::write(&folder.join(version).join("VERSION"), version);
        scratch::write(&folder.join(version).join("trace/control.h"), "");
        scratch::write(&folder.join(version).join("hw/a b/trace-events"), &defects);
        scratch::write(&folder.join(version).join("hw/trace-events-all"), defects.repeat(2));
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

/// The first report of a document once its tree is read: lenses wait for that, which a client that can be told to ask
/// again need not.
pub fn pull(client: &mut Client, uri: &str) -> Value {
    client.ask("textDocument/codeLens", &about(uri));
    client.ask("textDocument/diagnostic", &about(uri))
}

#[test]
fn the_findings_are_those_of_the_program() {
    let mut capabilities = capabilities();
    capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    let mut pushed = Client::ready(&capabilities);
    capabilities["textDocument"]["diagnostic"] = json!({ "relatedInformation": true });
    capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    let mut pulled = Client::ready(&capabilities);
    let mut count = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("the file is text");
        let (uri, expected) = (uri_of(&path), by_program(&path));
        pushed.open(&uri, &text);
        let codes: Vec<&str> = expected.iter().map(|(code, ..)| &**code).collect();
        assert_eq!(by_server(&pushed.shows(&uri, &codes)), expected, "{uri}");
        pulled.open(&uri, &text);
        let report = pull(&mut pulled, &uri);
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
    client.open(URI, &line(r#"disable disable foo(uint64_t a) "a=%lx""#));
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
    client.open(URI, &line(r#"disable disable foo(uint64_t a) "a=%lx""#));
    for found in client.diagnostics(URI, 1) {
        for key in ["codeDescription", "relatedInformation", "tags", "data"] {
            assert!(found.get(key).is_none(), "{found}");
        }
    }
    client.leave();
}

/// No editor is drowned: what is too much is counted.
#[test]
fn more_findings_than_anybody_reads() {
    let mut client = Client::ready(&capabilities());
    client.open(URI, &line(r#"foo(int a) "a=%s""#).repeat(12_000));
    let found = client.diagnostics(URI, 1);
    assert_eq!(found.len(), 10_001);
    assert_eq!(found[10_000]["message"], "13999 more findings are not shown");
    client.leave();
}

#[test]
fn the_release_is_read_again_when_its_file_changes() {
    let folder = scratch::folder("lsp-release");
    scratch::write(&folder.join("trace/control.h"), "");
    scratch::write(&folder.join("VERSION"), "6.2.0");
    let uri = uri_of(&folder.join("trace-events"));
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    let mut client = Client::ready(&capabilities);
    let registered = client.told("client/registerCapability");
    client.send(&json!({ "jsonrpc": "2.0", "id": registered["id"], "result": null }));
    let registration = &registered["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    client.open(&uri, &line(r#"vcpu foo(void *cpu) "cpu=%p""#));
    client.shows(&uri, &["TL702"]);
    scratch::write(&folder.join("VERSION"), "10.2.0");
    let changes = json!([{ "uri": uri_of(&folder.join("VERSION")), "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    client.shows(&uri, &["TL005", "TL702"]);
    client.leave();
}

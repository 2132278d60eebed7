//! What the server makes of a trace-events file besides its findings.

use crate::{about, capabilities, change};
use serde_json::{Value, json};
use trace_lint_tests::fixture::line;
use trace_lint_tests::lsp::Client;

const URI: &str = "file:///tree/trace-events";

fn actions(client: &mut Client, range: [usize; 4], only: Option<&str>) -> Vec<Value> {
    let mut params = about(URI);
    params["range"] = change(range, "")["range"].clone();
    params["context"] = json!({ "diagnostics": [] });
    if let Some(kind) = only {
        params["context"]["only"] = json!([kind]);
    }
    let answer = client.ask("textDocument/codeAction", &params);
    answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

#[test]
fn fixes() {
    let mut client = Client::ready(&capabilities());
    client.open(URI, &line(r#"foo(uint64_t 😀, char *b) "😀 a=%d b=%d""#));
    let found = actions(&mut client, [0, 37, 0, 37], None);
    let titles: Vec<_> = found.iter().map(|action| &action["title"]).collect();
    let allow = "Allow `format-type-mismatch` here by a comment";
    assert_eq!(titles, ["Write `%s`", allow, "Fix all auto-fixable problems"], "{found:?}");
    assert_eq!(found[0]["kind"], "quickfix");
    assert_eq!(found[0]["isPreferred"], true);
    assert_eq!(found[0]["diagnostics"][0]["code"], "TL303");
    assert!(found[0].get("edit").is_none(), "edits come when they are wanted");
    let resolved = client.ask("codeAction/resolve", &found[0]);
    let edit = &resolved["result"]["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"], json!({ "uri": URI, "version": 1 }));
    let range = change([0, 37, 0, 39], "")["range"].clone();
    assert_eq!(edit["edits"], json!([{ "range": range, "newText": "%s" }]));
    let allowed = client.ask("codeAction/resolve", &found[1]);
    let edit = &allowed["result"]["edit"]["documentChanges"][0]["edits"][0];
    let comment = "# trace-lint: allow(format-type-mismatch)\n";
    assert_eq!(*edit, json!({ "range": change([0, 0, 0, 0], "")["range"], "newText": comment }));

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
    client.open(URI, r#"foo(int a, char *b) "a=%s b=%d""#);
    let found = actions(&mut client, [0, 0, 0, 0], Some("source.fixAll"));
    let edits = found[0]["edit"]["changes"][URI].as_array().expect("edits").clone();
    for edit in edits.iter().rev() {
        client.change(URI, 2, &json!([{ "range": edit["range"], "text": edit["newText"] }]));
    }
    assert_eq!(client.text(URI), line(r#"foo(int a, char *b) "a=%d b=%s""#));
    client.leave();
}

const OUTLINE: &str = r#"first(void) ""

# a.c
😀é(int a)
foo(int a) "a=%d"
disable bar(void) ""

# b.c
qux(void) ""
"#;

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
    assert!(tokens.len() > 50 && tokens.len().is_multiple_of(5));
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

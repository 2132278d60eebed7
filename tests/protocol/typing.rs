//! What helps while typing in a trace-events file, and what is shown beside its text.

use crate::{about, capabilities, change};
use serde_json::{Value, json};
use std::path::PathBuf;
use trace_lint_tests::fixture::{self, line};
use trace_lint_tests::lsp::Client;
use trace_lint_tests::scratch;

const URI: &str = "file:///nowhere/trace-events";
const EVENTS: &str = r#"# foo.c
foo_reset(void *dev) "dev=%p"
foo_idle(void) ""
"#;

/// A client that knows snippets, Markdown and how to show places.
fn able() -> Value {
    let mut able = capabilities();
    able["textDocument"]["completion"] =
        json!({ "completionItem": { "snippetSupport": true, "documentationFormat": ["markdown"] } });
    able["textDocument"]["hover"] = json!({ "contentFormat": ["markdown", "plaintext"] });
    able["textDocument"]["signatureHelp"] =
        json!({ "signatureInformation": { "parameterInformation": { "labelOffsetSupport": true } } });
    able["experimental"] = json!({ "commands": { "commands": ["traceLint.showReferences"] } });
    able
}

fn at(uri: &str, line: usize, column: usize) -> Value {
    let mut params = about(uri);
    params["position"] = json!({ "line": line, "character": column });
    params
}

fn list(client: &mut Client, method: &str, params: &Value) -> Vec<Value> {
    let answer = client.ask(method, params);
    answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

/// Makes an edit of the server's.
fn make(client: &mut Client, uri: &str, version: i64, edit: &Value) {
    client.change(uri, version, &json!([{ "range": edit["range"], "text": edit["newText"] }]));
}

/// A tree with one group, whose source calls an event that is not declared.
struct Tree(PathBuf);

impl Tree {
    fn new(name: &str) -> Tree {
        let folder = scratch::folder(name);
        fixture::write(
            &folder,
            r#"
            --- VERSION
            10.0.0
            --- trace/control.h
            --- meson.build
            trace_events_subdirs = [
              'hw/foo',
            ]
            --- hw/foo/trace.h
            #include "trace/trace-hw_foo.h"
            --- hw/foo/foo.c
            #include "trace.h"
            void f(Foo *dev) { trace_foo_reset(dev); }
            --- hw/foo/bar.c
            #include "trace.h"
            void g(Foo *dev) { trace_bar_go(dev, 1); }
            "#,
        );
        scratch::write(&folder.join("hw/foo/trace-events"), EVENTS);
        Tree(folder)
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}", self.0.join(path).display())
    }
}

#[test]
fn completion_behind_an_emoji() {
    for line_end in ["\n", "\r\n"] {
        let mut client = Client::ready(&able());
        client.open(URI, &format!(r#"# a{line_end}foo(uint64_t addr, int n) "😀 addr=0x%"{line_end}"#));
        let items = list(&mut client, "textDocument/completion", &at(URI, 1, 38));
        assert_eq!(items[0]["label"], r#"%" PRIx64"#);
        assert_eq!(items[0]["textEdit"]["range"], change([1, 37, 1, 38], "")["range"]);
        let resolved = client.ask("completionItem/resolve", &items[0])["result"].clone();
        assert_eq!(resolved["documentation"]["kind"], "markdown");
        let said = resolved["documentation"]["value"].as_str().expect("text").to_owned();
        assert!(said.contains("`uint64_t addr`") && said.contains("| macOS, Windows"), "{said}");
        make(&mut client, URI, 2, &items[0]["textEdit"]);
        let expected = format!(r#"# a{line_end}foo(uint64_t addr, int n) "😀 addr=0x%" PRIx64 ""{line_end}"#);
        assert_eq!(client.text(URI), expected);
        client.leave();
    }
}

/// Clients resolve each item that is selected: none of them is an error, and arguments are counted as in the event.
#[test]
fn every_item_can_be_resolved() {
    let mut client = Client::ready(&able());
    client.open(URI, "");
    let mut version = 1;
    let mut said = |text: &str, column: usize| {
        version += 1;
        client.change(URI, version, &json!([{ "text": text }]));
        let items = list(&mut client, "textDocument/completion", &at(URI, 0, column));
        assert!(!items.is_empty(), "{text}");
        let resolve = |item: &Value| {
            let answer = client.ask("completionItem/resolve", item);
            assert_eq!(answer["result"]["label"], item["label"], "{answer}");
            answer["result"]["documentation"]["value"].as_str().unwrap_or_default().to_owned()
        };
        items.iter().map(resolve).collect::<Vec<_>>().join("\n")
    };
    said("", 0);
    said("foo(", 4);
    said("foo(int ", 8);
    said("foo(int a, int b)", 17);
    let text = r#"foo(int a, int b, void *c) "a=%d b=%"#;
    assert!(said(text, text.len()).contains("prints `int b`, argument 2."));
    let text = r#"foo(int a, int b, void *c) "a=%d b=%d c=%"#;
    assert!(said(text, text.len()).contains("`%p` prints `void *c`, argument 3.\n\nFits on every host."));
    assert!(said("foo(", 4).contains("Printed by `%d`."));
    client.leave();
}

#[test]
fn completion_of_a_label() {
    let line = r#"foo(uint64_t addr) """#;
    for (able, expected) in [(able(), r#"${1:addr}=0x%" PRIx64$0"#), (capabilities(), r#"addr=0x%" PRIx64"#)]
    {
        let mut client = Client::ready(&able);
        client.open(URI, line);
        let items = list(&mut client, "textDocument/completion", &at(URI, 0, 20));
        assert_eq!(items[0]["textEdit"]["newText"], expected);
        let is_snippet = items[0]["insertTextFormat"] == 2;
        assert_eq!(is_snippet, expected.contains('$'));
        let sorted: Vec<_> = items.iter().map(|item| item["sortText"].as_str().expect("text")).collect();
        assert!(sorted.is_sorted(), "{sorted:?}");
        client.leave();
    }
}

#[test]
fn completion_of_what_sources_call() {
    let tree = Tree::new("lsp-typing-completion");
    let uri = tree.uri("hw/foo/trace-events");
    let mut client = Client::ready(&capabilities());
    client.open(&uri, EVENTS);
    let items = list(&mut client, "textDocument/completion", &at(&uri, 3, 0));
    assert_eq!(items[0]["label"], "bar_go");
    assert_eq!(items[0]["textEdit"]["newText"], r#"bar_go(void *dev, int value) "dev=%p value=%d""#);
    let resolved = client.ask("completionItem/resolve", &items[0])["result"].clone();
    let said = resolved["documentation"]["value"].as_str().expect("text");
    assert_eq!(resolved["documentation"]["kind"], "plaintext");
    assert!(said.contains("guessed from the call in hw/foo/bar.c"), "{said}");
    let labels: Vec<_> = items.iter().map(|item| item["label"].as_str().expect("text")).collect();
    assert!(labels.contains(&"# bar.c") && !labels.contains(&"# foo.c"), "{labels:?}");
    client.leave();
}

#[test]
fn hovers() {
    let tree = Tree::new("lsp-typing-hover");
    let uri = tree.uri("hw/foo/trace-events");
    let mut client = Client::ready(&able());
    client.open(&uri, EVENTS);
    // Once this is answered the tree is read.
    list(&mut client, "textDocument/codeLens", &about(&uri));
    let hover = client.ask("textDocument/hover", &at(&uri, 1, 2))["result"].clone();
    let said = hover["contents"]["value"].as_str().expect("text").to_owned();
    for part in
        ["trace_foo_reset(void *dev);", "Group `hw_foo`", r#""trace.h""#, "Called once: `f` in hw/foo/foo.c"]
    {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert_eq!(hover["range"], change([1, 0, 1, 9], "")["range"]);
    assert_eq!(client.ask("textDocument/hover", &at(&uri, 0, 0))["result"], Value::Null);
    client.leave();

    let mut client = Client::ready(&capabilities());
    client.open(URI, "foo(int 😀, uint64_t a) \"😀 %d %lx\"\r\n");
    let hover = client.ask("textDocument/hover", &at(URI, 0, 32))["result"].clone();
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert_eq!(hover["range"], change([0, 31, 0, 34], "")["range"]);
    client.leave();
}

#[test]
fn signatures_hints_and_highlights() {
    let text = "foo(int a, char *b) \"😀 %d to %s\"\r\n";
    for (able, label) in [(able(), json!([11, 18])), (capabilities(), json!("char *b"))] {
        let mut client = Client::ready(&able);
        client.open(URI, text);
        let help = client.ask("textDocument/signatureHelp", &at(URI, 0, 30))["result"].clone();
        assert_eq!(help["activeParameter"], 1);
        assert_eq!(help["signatures"][0]["label"], "foo(int a, char *b)");
        assert_eq!(help["signatures"][0]["parameters"][1]["label"], label);
        assert_eq!(client.ask("textDocument/signatureHelp", &at(URI, 0, 5))["result"], Value::Null);
        client.leave();
    }
    let mut client = Client::ready(&able());
    client.open(URI, text);
    let mut params = about(URI);
    params["range"] = change([0, 0, 1, 0], "")["range"].clone();
    let hints = list(&mut client, "textDocument/inlayHint", &params);
    let shown: Vec<_> = hints.iter().map(|hint| (&hint["label"], &hint["position"]["character"])).collect();
    assert_eq!(shown, [(&json!("a:"), &json!(24)), (&json!("b:"), &json!(30))]);
    let found = list(&mut client, "textDocument/documentHighlight", &at(URI, 0, 18));
    let ranges: Vec<_> = found.iter().map(|it| (&it["range"]["start"]["character"], &it["kind"])).collect();
    assert_eq!(ranges, [(&json!(17), &json!(3)), (&json!(30), &json!(2))]);
    client.leave();
}

#[test]
fn formatting() {
    let mut client = Client::ready(&capabilities());
    let options = json!({ "tabSize": 8, "insertSpaces": true });
    let text = "# 😀 \r\nfoo( int a ,char * b )\"😀\"PRIx64  \r\nbar( void)  \"\"";
    let with = |mut params: Value| {
        params["options"] = options.clone();
        params
    };
    client.open(URI, text);
    let mut range = about(URI);
    range["range"] = change([2, 0, 2, 3], "")["range"].clone();
    let edits = list(&mut client, "textDocument/rangeFormatting", &with(range));
    assert!(edits.len() == 2 && edits.iter().all(|edit| edit["range"]["start"]["line"] == 2), "{edits:?}");
    let mut typed = at(URI, 1, 0);
    typed["ch"] = json!("\n");
    let edits = list(&mut client, "textDocument/onTypeFormatting", &with(typed));
    assert_eq!(edits.len(), 1);
    let edits = list(&mut client, "textDocument/formatting", &with(about(URI)));
    for (version, edit) in (2..).zip(edits.iter().rev()) {
        make(&mut client, URI, version, edit);
    }
    let expected = "# 😀\r\nfoo(int a, char *b) \"😀\" PRIx64\r\nbar(void) \"\"\r\n";
    assert_eq!(client.text(URI), expected);
    assert!(list(&mut client, "textDocument/formatting", &with(about(URI))).is_empty());
    client.leave();
}

#[test]
fn lenses_links_and_symbols() {
    let tree = Tree::new("lsp-typing-lenses");
    let uri = tree.uri("hw/foo/trace-events");
    for (able, command) in [(able(), "traceLint.showReferences"), (capabilities(), "")] {
        let mut client = Client::ready(&able);
        client.open(&uri, EVENTS);
        let lenses = list(&mut client, "textDocument/codeLens", &about(&uri));
        let resolved: Vec<_> = lenses
            .iter()
            .map(|lens| client.ask("codeLens/resolve", lens)["result"]["command"].clone())
            .collect();
        let titles: Vec<_> = resolved.iter().map(|command| &command["title"]).collect();
        assert_eq!(titles, ["1 call site", "never called"]);
        assert_eq!(resolved[0]["command"], command);
        if !command.is_empty() {
            let location = &resolved[0]["arguments"][2][0];
            assert_eq!(location["uri"], tree.uri("hw/foo/foo.c"));
            assert_eq!(location["range"], change([1, 19, 1, 34], "")["range"]);
        }
        assert_eq!(resolved[1]["command"], "");
        client.change(&uri, 2, &json!([change([0, 0, 0, 0], "# a\n")]));
        assert_eq!(client.ask("codeLens/resolve", &lenses[0])["error"]["code"], -32801);

        let links = list(&mut client, "textDocument/documentLink", &about(&uri));
        assert_eq!(links.len(), 1);
        assert_eq!(links[0]["target"], tree.uri("hw/foo/foo.c"));
        assert_eq!(links[0]["range"], change([1, 2, 1, 7], "")["range"]);

        let symbols = list(&mut client, "workspace/symbol", &json!({ "query": "idle" }));
        assert_eq!(symbols.len(), 1);
        assert_eq!(symbols[0]["name"], "foo_idle");
        assert_eq!(symbols[0]["location"]["range"], change([3, 0, 3, 8], "")["range"], "of the buffer");
        client.leave();
    }
}

#[test]
fn other_documents_have_none_of_it() {
    let mut client = Client::ready(&able());
    let uri = "file:///nowhere/a.txt";
    let document =
        json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": line(r#"foo(int a) "%d""#) });
    client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    for method in ["hover", "completion", "signatureHelp", "documentHighlight"] {
        let answer = client.ask(&format!("textDocument/{method}"), &at(uri, 0, 1));
        assert_eq!(answer["result"], Value::Null, "{method}: {answer}");
    }
    for method in ["codeLens", "documentLink"] {
        let answer = client.ask(&format!("textDocument/{method}"), &about(uri));
        assert_eq!(answer["result"], Value::Null, "{method}: {answer}");
    }
    client.leave();
}

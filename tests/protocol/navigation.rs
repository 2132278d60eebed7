//! From events to their calls and back, across files that are open and files that are not.

use crate::model::Model;
use crate::{about, capabilities, change};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use trace_lint_tests::fixture::{self, line, unindented};
use trace_lint_tests::lsp::Client;
use trace_lint_tests::program::repository;
use trace_lint_tests::scratch;

/// Files of a tree in a folder of its own, and a client that edits them.
struct Tree {
    client: Client,
    folder: PathBuf,
    /// What the client has: the text of an open file, or that on the disk.
    texts: HashMap<String, String>,
    versions: HashMap<String, i64>,
}

const SMALL: &str = r#"
--- hw/a/trace-events
# a.c
x_y(void *dev, int n) "dev=%p n=%d"
other(void) ""

# b.c
unused(void) ""
--- hw/a/trace.h
#include "trace/trace-hw_a.h"
--- hw/a/a.c
#include "trace.h"
/* 😀 trace_x_y */
void f(void *s)
{
    /* 😀 */ if (trace_event_get_state_backends(TRACE_X_Y)) { trace_x_y(s, 1); }
    trace_x_y(s, 2);
}
--- hw/a/b.c
#include "trace.h"
void g(void)
{
    puts("😀"); trace_x_y(0, 3); trace_a_new("é");
}
"#;

impl Tree {
    fn new(name: &str, capabilities: &Value, fixture: &str) -> Tree {
        let folder = scratch::folder(name);
        scratch::write(&folder.join("trace/control.h"), "");
        scratch::write(&folder.join("VERSION"), "10.2.0\n");
        let client = Client::ready(capabilities);
        let mut tree = Tree { client, folder, texts: HashMap::new(), versions: HashMap::new() };
        tree.add(fixture);
        tree
    }

    fn small(name: &str, capabilities: &Value) -> Tree {
        Tree::new(name, capabilities, SMALL)
    }

    /// Adds the files of a fixture.
    fn add(&mut self, fixture: &str) {
        fixture::write(&self.folder, fixture);
        self.texts.extend(fixture::files(fixture));
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.folder.display())
    }

    fn open(&mut self, path: &str) {
        let language = if path.ends_with("trace-events") { "trace-events" } else { "c" };
        let text = &self.texts[path];
        let document = json!({ "uri": self.uri(path), "languageId": language, "version": 1, "text": text });
        self.client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        self.versions.insert(path.into(), 1);
    }

    /// Writes a line over a file that is open.
    fn prepend(&mut self, path: &str, text: &str) {
        let version = self.versions[path] + 1;
        let uri = self.uri(path);
        self.client.change(&uri, version, &json!([change([0, 0, 0, 0], text)]));
        self.versions.insert(path.into(), version);
        self.texts.insert(path.into(), format!("{text}{}", self.texts[path]));
    }

    /// The parameters of a request about the place that `|` marks in a part of a file.
    fn at(&self, path: &str, place: &str) -> Value {
        let mut params = about(&self.uri(path));
        let text = &self.texts[path];
        let (before, after) = place.split_once('|').expect("a mark");
        let found = text.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("{place} in {text}"));
        params["position"] = position(text, found + before.len());
        params
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.client.ask(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Places as `path:line: text`, the line counted from 1.
    fn shown(&self, places: &Value) -> Vec<String> {
        let Some(places) = places.as_array() else { return Vec::new() };
        let each = places.iter().map(|place| {
            let uri = place.get("targetUri").unwrap_or(&place["uri"]).as_str().expect("a URI");
            let path = uri.strip_prefix(&self.uri("")).unwrap_or_else(|| panic!("{uri}"));
            let range = place.get("targetSelectionRange").unwrap_or(&place["range"]);
            let line = range["start"]["line"].as_u64().expect("a number") + 1;
            format!("{path}:{line}: {}", inside(&self.texts[path], range))
        });
        each.collect()
    }

    /// Edits files as a client does; returns the paths, each with the version it was edited at.
    fn apply(&mut self, edit: &Value) -> Vec<(String, Value)> {
        let mut edited = Vec::new();
        for change in edit["documentChanges"].as_array().unwrap_or_else(|| panic!("{edit}")) {
            let uri = change.get("uri").unwrap_or(&change["textDocument"]["uri"]).as_str().expect("a URI");
            let path = uri.strip_prefix(&self.uri("")).expect("a file of the tree").to_owned();
            if change["kind"] == "create" {
                assert!(self.texts.insert(path, String::new()).is_none());
                continue;
            }
            let mut model = Model { text: self.texts[&path].clone(), encoding: "utf-16" };
            let mut edits: Vec<_> = change["edits"].as_array().expect("edits").iter().collect();
            edits.sort_by_key(|edit| std::cmp::Reverse(numbers(&edit["range"])));
            for edit in edits {
                model.change(numbers(&edit["range"]), edit["newText"].as_str().expect("a text"));
            }
            self.texts.insert(path.clone(), model.text);
            edited.push((path, change["textDocument"]["version"].clone()));
        }
        edited.sort_by(|one, other| one.0.cmp(&other.0));
        edited
    }
}

/// A position of UTF-16.
fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.rsplit('\n').next().unwrap_or_default();
    json!({ "line": before.matches('\n').count(), "character": line.encode_utf16().count() })
}

fn numbers(range: &Value) -> [usize; 4] {
    ["/start/line", "/start/character", "/end/line", "/end/character"]
        .map(|pointer| range.pointer(pointer).and_then(Value::as_u64).expect("a number") as usize)
}

/// The text in a range of one line, in UTF-16.
fn inside(text: &str, range: &Value) -> String {
    let [line, start, end_line, end] = numbers(range);
    assert_eq!(line, end_line);
    let line: Vec<u16> = text.split('\n').nth(line).expect("a line").encode_utf16().collect();
    String::from_utf16(&line[start..end]).expect("whole characters")
}

fn with_links() -> Value {
    let mut capabilities = capabilities();
    for method in ["definition", "implementation"] {
        capabilities["textDocument"][method] = json!({ "linkSupport": true });
    }
    capabilities["textDocument"]["rename"] = json!({ "prepareSupport": true });
    let completion = json!({ "completionItem": { "snippetSupport": true } });
    capabilities["textDocument"]["completion"] = completion;
    let support =
        json!({ "documentChanges": true, "resourceOperations": ["create"], "changeAnnotationSupport": {} });
    capabilities["workspace"] = json!({ "workspaceEdit": support });
    capabilities
}

const USES: [&str; 3] = ["hw/a/a.c:5: trace_x_y", "hw/a/a.c:6: trace_x_y", "hw/a/b.c:4: trace_x_y"];

#[test]
fn there_and_back() {
    for (name, capabilities) in [("plain", capabilities()), ("links", with_links())] {
        let mut tree = Tree::small(&format!("lsp-go-{name}"), &capabilities);
        tree.open("hw/a/trace-events");
        let params = tree.at("hw/a/trace-events", "x|_y");
        for method in ["textDocument/definition", "textDocument/implementation"] {
            let found = tree.ask(method, &params);
            assert_eq!(tree.shown(&found), USES, "{method}");
            assert_eq!(found[0].get("originSelectionRange").is_some(), name == "links");
        }
        let heading = tree.at("hw/a/trace-events", "# |b.c");
        let found = tree.ask("textDocument/definition", &heading);
        assert_eq!(tree.shown(&found), ["hw/a/b.c:1: "]);

        // The declaration moves in the buffer alone.
        tree.prepend("hw/a/trace-events", "# 😀\n");
        tree.open("hw/a/a.c");
        for place in ["{ tra|ce_x_y", "(TRACE|_X_Y", "😀 trace|_x_y", "    |trace_x_y(s, 2"] {
            let params = tree.at("hw/a/a.c", place);
            let found = tree.ask("textDocument/definition", &params);
            assert_eq!(tree.shown(&found), ["hw/a/trace-events:3: x_y"], "{place}");
        }
        let include = tree.at("hw/a/a.c", r#""tr|ace.h"#);
        let found = tree.ask("textDocument/definition", &include);
        assert_eq!(tree.shown(&found), ["hw/a/trace-events:1: "]);
        // What is not ours is left to others.
        for place in ["void |f(", "(s, |1)", "|#include"] {
            let params = tree.at("hw/a/a.c", place);
            assert_eq!(tree.ask("textDocument/definition", &params), Value::Null, "{place}");
        }

        // A call that is only in the buffer.
        tree.prepend("hw/a/a.c", "void é(void) { /* 😀 */ trace_other(); }\n");
        let mut params = tree.at("hw/a/trace-events", "oth|er");
        params["context"] = json!({ "includeDeclaration": true });
        let found = tree.ask("textDocument/references", &params);
        assert_eq!(tree.shown(&found), ["hw/a/a.c:1: trace_other", "hw/a/trace-events:4: other"]);
        let mut params = tree.at("hw/a/a.c", "{ tra|ce_x_y");
        params["context"] = json!({ "includeDeclaration": false });
        let found = tree.ask("textDocument/references", &params);
        let expected = [
            "hw/a/a.c:6: TRACE_X_Y",
            "hw/a/a.c:6: trace_x_y",
            "hw/a/a.c:7: trace_x_y",
            "hw/a/b.c:4: trace_x_y",
        ];
        assert_eq!(tree.shown(&found), expected);
        tree.client.leave();
    }
}

#[test]
fn renaming_in_every_file() {
    for annotated in [false, true] {
        let capabilities = if annotated { with_links() } else { capabilities() };
        let mut tree = Tree::small(&format!("lsp-rename-{annotated}"), &capabilities);
        tree.open("hw/a/a.c");
        tree.prepend("hw/a/a.c", "/* 😀 */\n");
        let mut params = tree.at("hw/a/a.c", "{ tra|ce_x_y");
        let prepared = tree.ask("textDocument/prepareRename", &params);
        assert_eq!(prepared["placeholder"], "x_y");
        assert_eq!(inside(&tree.texts["hw/a/a.c"], &prepared["range"]), "x_y");

        params["newName"] = json!("x_😀");
        let refused = tree.client.ask("textDocument/rename", &params);
        assert_eq!(refused["error"]["code"], -32803, "{refused}");
        params["newName"] = json!("other");
        let refused = tree.client.ask("textDocument/rename", &params);
        assert_eq!(refused["error"]["message"], "hw/a/trace-events declares an event `other`");

        params["newName"] = json!("new_name");
        let edit = tree.ask("textDocument/rename", &params);
        assert_eq!(edit.get("changeAnnotations").is_some(), annotated);
        let expected: HashMap<_, _> = tree
            .texts
            .iter()
            .map(|(path, text)| (path.clone(), text.replace("x_y", "new_name").replace("X_Y", "NEW_NAME")))
            .collect();
        let edited = tree.apply(&edit);
        let versions =
            [("hw/a/a.c", json!(2)), ("hw/a/b.c", Value::Null), ("hw/a/trace-events", Value::Null)];
        assert_eq!(edited, versions.map(|(path, version)| (path.to_owned(), version)));
        assert_eq!(tree.texts, expected);
        tree.client.leave();
    }
}

#[test]
fn renaming_an_argument() {
    let mut tree = Tree::small("lsp-rename-argument", &capabilities());
    tree.open("hw/a/trace-events");
    let events = tree.texts["hw/a/trace-events"].clone();
    let mut params = tree.at("hw/a/trace-events", "n=%|d");
    params["newName"] = json!("count");
    let edit = tree.ask("textDocument/rename", &params);
    assert_eq!(tree.apply(&edit), [("hw/a/trace-events".to_owned(), json!(1))]);
    assert_eq!(tree.texts["hw/a/trace-events"], events.replace("int n", "int count"));
    params["newName"] = json!("dev");
    assert_eq!(tree.client.ask("textDocument/rename", &params)["error"]["code"], -32803);
    tree.client.leave();
}

#[test]
fn who_calls_it() {
    let mut tree = Tree::small("lsp-calls", &capabilities());
    tree.open("hw/a/trace-events");
    let params = tree.at("hw/a/trace-events", "x|_y");
    let items = tree.ask("textDocument/prepareCallHierarchy", &params);
    assert_eq!((items.as_array().map(Vec::len), &items[0]["name"]), (Some(1), &json!("x_y")));
    let callers = tree.ask("callHierarchy/incomingCalls", &json!({ "item": items[0] }));
    let shown: Vec<_> = callers
        .as_array()
        .expect("callers")
        .iter()
        .map(|call| (call["from"]["name"].as_str(), call["fromRanges"].as_array().map(Vec::len)))
        .collect();
    assert_eq!(shown, [(Some("f"), Some(2)), (Some("g"), Some(1))]);
    assert_eq!(inside(&tree.texts["hw/a/a.c"], &callers[0]["fromRanges"][0]), "trace_x_y");
    assert_eq!(inside(&tree.texts["hw/a/a.c"], &callers[0]["from"]["selectionRange"]), "f");
    // Neither the caller's source nor, after this, the events are open.
    tree.open("hw/a/a.c");
    tree.ask("textDocument/definition", &tree.at("hw/a/a.c", "{ tra|ce_x_y"));
    tree.client.notify("textDocument/didClose", &about(&tree.uri("hw/a/trace-events")));
    let called = tree.ask("callHierarchy/outgoingCalls", &json!({ "item": callers[1]["from"] }));
    assert_eq!(called[0]["to"]["name"], "x_y", "{called}");
    assert_eq!(inside(&tree.texts["hw/a/b.c"], &called[0]["fromRanges"][0]), "trace_x_y");
    tree.client.leave();
}

/// The actions at a place, by their titles.
fn actions(tree: &mut Tree, path: &str, place: &str) -> HashMap<String, Value> {
    let position = tree.at(path, place)["position"].clone();
    let mut params = about(&tree.uri(path));
    params["range"] = json!({ "start": position, "end": position });
    params["context"] = json!({ "diagnostics": [], "only": ["quickfix"] });
    let found = tree.ask("textDocument/codeAction", &params);
    let each = found.as_array().expect("actions").iter();
    each.map(|action| (action["title"].as_str().expect("a title").to_owned(), action.clone())).collect()
}

/// Does what the only action of that title says.
fn act(tree: &mut Tree, path: &str, place: &str, title: &str) {
    let found = actions(tree, path, place);
    let action = found.get(title).unwrap_or_else(|| panic!("{title} is not in {found:?}"));
    assert!(action.get("edit").is_none(), "edits come when they are wanted");
    let resolved = tree.ask("codeAction/resolve", action);
    tree.apply(&resolved["edit"]);
}

/// What keeps the event comes before what takes it away; nothing can be allowed that no build takes.
#[test]
fn the_harmless_come_first_and_removals_last() {
    let mut tree = Tree::new(
        "lsp-action-order",
        &capabilities(),
        r#"
        --- meson.build
        trace_events_subdirs = [
          'hw/a',
        ]
        --- hw/a/trace-events
        # a.c
        a_read(uint64_t a) "a=%d"
        this is free text
        --- hw/a/a.c
        #include "trace.h"
        "#,
    );
    let uri = tree.uri("hw/a/trace-events");
    tree.open("hw/a/trace-events");
    // Lenses wait for the tree.
    tree.ask("textDocument/codeLens", &about(&uri));
    let mut titles = |line: usize| {
        let mut params = about(&uri);
        params["range"] = change([line, 0, line, 90], "")["range"].clone();
        params["context"] = json!({ "diagnostics": [], "only": ["quickfix"] });
        let found = tree.ask("textDocument/codeAction", &params);
        let titles = found.as_array().expect("actions").iter().map(|action| action["title"].to_string());
        titles.collect::<Vec<_>>()
    };
    let found = titles(1);
    let at =
        |part: &str| found.iter().position(|it| it.contains(part)).unwrap_or_else(|| panic!("{found:?}"));
    assert!(at("Write") == 0 && at("Allow") < at("Remove"), "{found:?}");
    let found = titles(2);
    assert!(!found.iter().any(|title| title.contains("syntax-error")), "{found:?}");
    let distinct: std::collections::BTreeSet<_> = found.iter().collect();
    assert_eq!(distinct.len(), found.len(), "{found:?}");
    tree.client.leave();
}

#[test]
fn what_a_source_lacks() {
    let mut tree = Tree::small("lsp-actions", &with_links());
    tree.add(
        r#"
        --- meson.build
        trace_events_subdirs = [
          'block',
        ]
        --- hw/b/trace-events
        far(void) ""
        --- hw/b/b.c
        #include "trace.h"
        void f(void) { trace_far(); }
        --- hw/c/c.c
        #include "c.h"
        void f(void) { trace_far(); }
        --- hw/c/c.h
        "#,
    );
    let (events, meson) = (tree.texts["hw/a/trace-events"].clone(), tree.texts["meson.build"].clone());
    tree.open("hw/a/b.c");
    tree.ask("textDocument/definition", &tree.at("hw/a/b.c", "|trace_x_y"));
    let declare = "Declare `a_new` in hw/a/trace-events";
    // By this the extension of VS Code finds it: vscode-extension/src/declaration.ts.
    let offered = &actions(&mut tree, "hw/a/b.c", "|trace_a_new")[declare];
    assert_eq!(offered["data"]["step"]["assist"][0], "declare", "{offered}");
    act(&mut tree, "hw/a/b.c", "|trace_a_new", declare);
    let declared = events + &line(r#"a_new(const char *value) "value=%s""#);
    assert_eq!(tree.texts["hw/a/trace-events"], declared);

    tree.open("hw/b/trace-events");
    act(&mut tree, "hw/b/trace-events", "f|ar", "Write hw/b/trace.h");
    assert_eq!(tree.texts["hw/b/trace.h"], line(r#"#include "trace/trace-hw_b.h""#));
    act(&mut tree, "hw/b/trace-events", "f|ar", "Add 'hw/b' to trace_events_subdirs in meson.build");
    assert_eq!(tree.texts["meson.build"], meson.replace("'block'", "'block',\n  'hw/b'"));

    tree.open("hw/c/c.c");
    tree.ask("textDocument/definition", &tree.at("hw/c/c.c", "|trace_far"));
    act(&mut tree, "hw/c/c.c", "|trace_far", "Include trace/trace-hw_b.h");
    let expected = unindented(
        r#"
        #include "c.h"
        #include "trace/trace-hw_b.h"
        void f(void) { trace_far(); }
        "#,
    );
    assert_eq!(tree.texts["hw/c/c.c"], expected);

    tree.open("hw/a/trace-events");
    act(&mut tree, "hw/a/trace-events", "un|used", "Remove the event");
    assert!(!tree.texts["hw/a/trace-events"].contains("unused"));
    tree.client.leave();
}

#[test]
fn an_unsuitable_type() {
    let mut tree = Tree::new(
        "lsp-types",
        &with_links(),
        r#"
        --- hw/a/trace-events
        x(hwaddr 😀addr, struct foo *s) "addr=0x%x s=%p"
        "#,
    );
    tree.open("hw/a/trace-events");
    let events = tree.texts["hw/a/trace-events"].clone();
    act(&mut tree, "hw/a/trace-events", "|struct", "Declare it as `void *`");
    assert_eq!(tree.texts["hw/a/trace-events"], events.replace("struct foo *", "void *"));
    tree.client.leave();
}

#[test]
fn in_sources() {
    let mut tree = Tree::small("lsp-sources", &with_links());
    tree.open("hw/a/a.c");
    let wait = tree.at("hw/a/a.c", "{ tra|ce_x_y");
    tree.ask("textDocument/definition", &wait);
    let hover = tree.ask("textDocument/hover", &wait);
    let said = hover["contents"]["value"].as_str().expect("a text");
    assert!(said.contains("void trace_x_y(void *dev, int n);") && said.contains("3 call sites"), "{said}");
    let params = tree.at("hw/a/a.c", "void |f");
    assert_eq!(tree.ask("textDocument/hover", &params), Value::Null);

    let params = tree.at("hw/a/a.c", "trace_x_y(s, |1");
    let help = tree.ask("textDocument/signatureHelp", &params);
    assert_eq!(help["signatures"][0]["label"], "trace_x_y(void *dev, int n)");
    assert_eq!(help["activeParameter"], 1);

    let mut params = about(&tree.uri("hw/a/a.c"));
    params["range"] = change([0, 0, 99, 0], "")["range"].clone();
    let hints = tree.ask("textDocument/inlayHint", &params);
    let shown: Vec<_> = hints
        .as_array()
        .expect("hints")
        .iter()
        .map(|hint| (hint["label"].as_str(), hint["position"]["line"].as_u64()))
        .collect();
    let expected = [("dev:", 4), ("n:", 4), ("dev:", 5), ("n:", 5)];
    assert_eq!(shown, expected.map(|(label, line)| (Some(label), Some(line))));
    assert_eq!(hints[1]["position"], tree.at("hw/a/a.c", "trace_x_y(s, |1")["position"]);

    tree.prepend("hw/a/a.c", "void é(void) { /* 😀 */ trace_x }\n");
    let params = tree.at("hw/a/a.c", "trace_x| }");
    let list = tree.ask("textDocument/completion", &params);
    let item = &list[0];
    assert_eq!(item["label"], "trace_x_y");
    assert_eq!(item["textEdit"]["newText"], "trace_x_y(${1:dev}, ${2:n})$0");
    assert_eq!(inside(&tree.texts["hw/a/a.c"], &item["textEdit"]["range"]), "trace_x");
    let resolved = tree.ask("completionItem/resolve", item);
    assert!(
        resolved["documentation"]["value"].as_str().is_some_and(|said| said.contains("hw/a/trace-events"))
    );
    tree.client.leave();
}

/// Every call in the demonstration tree leads to a declaration whose references lead back to it.
#[test]
fn every_call_of_the_demonstration() {
    let folder = repository().join("corpus/demo");
    let mut tree = Tree {
        client: Client::ready(&capabilities()),
        folder,
        texts: HashMap::new(),
        versions: HashMap::new(),
    };
    let mut paths = Vec::new();
    gather(&tree.folder, &tree.folder, &mut paths);
    for path in &paths {
        let text = std::fs::read_to_string(tree.folder.join(path)).expect("the file is text");
        tree.texts.insert(path.clone(), text);
    }
    let mut count = 0;
    for path in
        paths.iter().filter(|path| path.ends_with(".c") || path.ends_with(".m") || path.ends_with(".inc"))
    {
        tree.open(path);
        let text = tree.texts[path].clone();
        for (at, _) in text.match_indices("    trace_") {
            let mut params = about(&tree.uri(path));
            let start = position(&text, at + 4);
            params["position"] = start.clone();
            let found = tree.ask("textDocument/definition", &params);
            let Some(declared) = found.get(0).cloned() else { continue };
            params["context"] = json!({ "includeDeclaration": true });
            let references = tree.ask("textDocument/references", &params);
            let references = references.as_array().expect("references");
            assert!(references.contains(&declared), "{path} {start}");
            let uri = tree.uri(path);
            let is_here = |it: &&Value| it["uri"] == uri && it["range"]["start"] == start;
            assert!(references.iter().any(|it| is_here(&it)), "{path} {start}");
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
    tree.client.leave();
}

fn gather(root: &Path, folder: &Path, paths: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            gather(root, &path, paths);
        } else {
            let relative = path.strip_prefix(root).expect("it lies there");
            paths.push(relative.to_str().expect("the path is text").to_owned());
        }
    }
}

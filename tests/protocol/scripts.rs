//! Analysis scripts as the server has them: findings, fixes, and the way from methods to events and back.

use crate::findings::pull;
use crate::tree::{EVENTS, Tree};
use crate::{about, ask_at, capabilities};
use serde_json::{Value, json};
use trace_lint_tests::fixture::{line, unindented};
use trace_lint_tests::lsp::Client;

const WRONG: &str = r"import simpletrace
class Files(simpletrace.Analyzer):
    def foo_reset(self, timestamp, dev, more, x):
        print(dev)
    def foo_rest(self, dev):
        self.foo_reset(1)
        print('foo_reset')
simpletrace.run(Files())
";

#[test]
fn a_script_is_checked_while_it_is_typed() {
    let tree = Tree::new("lsp-scripts-typed");
    let uri = tree.uri("scripts/foo.py");
    let mut client = Client::ready(&capabilities());
    client.open(&uri, WRONG);
    let found = client.shows(&uri, &["TL941", "TL940"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 2, "character": 8 }));
    let mut params = about(&uri);
    params["range"] = found[1]["range"].clone();
    params["context"] = json!({ "diagnostics": [found[1]] });
    let actions = client.ask("textDocument/codeAction", &params);
    let titles: Vec<_> = actions["result"].as_array().into_iter().flatten().map(|it| &it["title"]).collect();
    assert!(titles.iter().any(|title| title.to_string().contains("unknown-event-method")), "{actions}");
    // Broken while it is typed, it is Python's servers that say so.
    client.change(&uri, 2, &json!([{ "text": WRONG.replace("print(dev)", "print(dev") }]));
    client.shows(&uri, &[]);
    client.change(&uri, 3, &json!([{ "text": WRONG.replace(", more, x", "") }]));
    client.shows(&uri, &["TL940"]);
    // An event that is no longer there.
    let events = tree.uri("hw/foo/trace-events");
    client.open(&events, EVENTS);
    client.change(&events, 2, &json!([{ "text": line(r#"foo_reset(int a, int b, int c) "%d %d %d""#) }]));
    client.shows(&uri, &["TL941", "TL940"]);
    client.close(&uri);
    client.shows(&uri, &[]);
    client.leave();
}

#[test]
fn methods_and_events_lead_to_each_other() {
    let tree = Tree::new("lsp-scripts-navigation");
    tree.write("scripts/foo.py", WRONG);
    let (uri, events) = (tree.uri("scripts/foo.py"), tree.uri("hw/foo/trace-events"));
    let mut client = Client::ready(&capabilities());
    client.open(&uri, WRONG);
    client.shows(&uri, &["TL941", "TL940"]);
    let hover = ask_at(&mut client, "hover", &uri, 2, 10);
    assert!(hover.to_string().contains("void trace_foo_reset(void *dev);"), "{hover}");
    let definition = ask_at(&mut client, "definition", &uri, 2, 10);
    assert_eq!(definition["result"][0]["uri"], events, "{definition}");
    client.close(&uri);
    client.open(&events, EVENTS);
    let references = ask_at(&mut client, "references", &events, 0, 2);
    assert!(references.to_string().contains(&uri), "{references}");
    // Nor is it asked about what is Python's.
    client.open(&uri, WRONG);
    for (method, line, character) in [("hover", 4, 10), ("definition", 5, 15), ("completion", 3, 12)] {
        let answer = ask_at(&mut client, method, &uri, line, character);
        assert_eq!(answer["result"], Value::Null, "{answer}");
    }
    let edits = ask_at(&mut client, "rename", &events, 0, 2);
    let changes = edits["result"]["documentChanges"].as_array().unwrap_or_else(|| panic!("{edits}"));
    let script = changes.iter().find(|it| it["textDocument"]["uri"] == uri).expect("the script");
    let mut lines: Vec<_> =
        script["edits"].as_array().into_iter().flatten().map(|it| &it["range"]["start"]["line"]).collect();
    lines.sort_by_key(|line| line.as_u64());
    assert_eq!(lines, [2, 5, 6], "{edits}");
    client.leave();
}

#[test]
fn closed_scripts_have_their_findings() {
    let tree = Tree::new("lsp-scripts-closed");
    tree.write("scripts/foo.py", WRONG);
    tree.add(
        r"
        --- scripts/bar.py
        import simpletrace # Analyzer
        x = = 1
        ",
    );
    let uri = tree.uri("scripts/foo.py");
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({ "relatedInformation": true });
    capabilities["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    let mut client = Client::start();
    client.hello_in(&capabilities, &[&tree.uri("")]);
    let events = tree.uri("hw/foo/trace-events");
    client.open(&events, EVENTS);
    pull(&mut client, &events);
    let codes = |client: &mut Client| {
        let report = client.ask("textDocument/diagnostic", &about(&uri))["result"].clone();
        let items = report["items"].as_array().cloned().unwrap_or_default();
        items.iter().map(|it| it["code"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&mut client), ["TL941", "TL940"]);
    tree.write("scripts/foo.py", &WRONG.replace("foo_rest(", "begin(").replace(", more, x", ""));
    let changes = json!([{ "uri": uri, "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    assert_eq!(codes(&mut client), [] as [&str; 0]);
    client.leave();
}

#[test]
fn systemtap_scripts_are_checked_and_renamed() {
    let tree = Tree::new("lsp-scripts-systemtap");
    let (uri, events) = (tree.uri("scripts/foo.stp"), tree.uri("hw/foo/trace-events"));
    let mut client = Client::ready(&capabilities());
    let text = &unindented(
        r"
        probe qemu.kvm.foo_reset { println(dve) }
        probe qemu.kvm.foo_rest { }
        ",
    );
    client.open_as(&uri, "systemtap", text);
    let found = client.shows(&uri, &["TL953", "TL950"]);
    let mut params = about(&uri);
    params["range"] = found[1]["range"].clone();
    params["context"] = json!({ "diagnostics": [found[1]] });
    let actions = client.ask("textDocument/codeAction", &params);
    assert!(actions.to_string().contains("Write `foo_reset`"), "{actions}");
    let hover = ask_at(&mut client, "hover", &uri, 0, 18);
    assert!(hover.to_string().contains("void trace_foo_reset(void *dev);"), "{hover}");
    let edits = ask_at(&mut client, "rename", &uri, 0, 18);
    let edited = edits.to_string();
    assert!(edited.contains(&uri) && edited.contains(&events), "{edits}");
    client.change(&uri, 2, &json!([{ "text": "probe qemu.kvm.foo_reset { println(dev) }\n" }]));
    client.shows(&uri, &[]);
    client.leave();
}

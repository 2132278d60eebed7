//! Commands in documents as the server has them: findings, fixes, and the way from names to events and back.

use crate::findings::{by_server, told_by_program};
use crate::tree::{EVENTS, Tree};
use crate::{about, ask_at, capabilities};
use serde_json::{Value, json};
use trace_lint_tests::fixture::{line, unindented};
use trace_lint_tests::lsp::Client;

const REFRESH: &str = "workspace/codeLens/refresh";
const SHELL: &str = r"./configure --enable-trace-backend=log
qemu-system-x86_64 -trace foo_rest
";
const MARKDOWN: &str = r"```
qemu-system-x86_64 -trace foo_reset -trace 'foo_*' -trace foo_rest
```
";

/// The actions that are offered for a finding.
fn actions(client: &mut Client, uri: &str, finding: &Value) -> Vec<Value> {
    let mut params = about(uri);
    params["range"] = finding["range"].clone();
    params["context"] = json!({ "diagnostics": [finding] });
    client.ask("textDocument/codeAction", &params)["result"].as_array().cloned().unwrap_or_default()
}

#[test]
fn the_server_finds_what_the_program_finds() {
    let tree = Tree::new("lsp-commands-program");
    let mut client = Client::ready(&capabilities());
    let check = |client: &mut Client, path: &str, language: &str, text: &str, codes: &[&str]| {
        tree.write(path, text);
        let uri = tree.uri(path);
        client.open_as(&uri, language, text);
        let found = by_server(&client.shows(&uri, codes));
        let told = told_by_program(&tree.0, ".").into_iter().filter(|(other, _)| other == path);
        assert_eq!(found, told.map(|(_, found)| found).collect::<Vec<_>>(), "{path}");
        client.close(&uri);
        client.shows(&uri, &[]);
    };
    let python = &unindented(
        r"
        #!/usr/bin/env python3
        vm.add_args('-trace', 'foo_rest')
        vm.hmp('trace-event foo_aio_* on')
        ",
    );
    check(&mut client, "scripts/x.sh", "shellscript", SHELL, &["TL929", "TL921"]);
    check(&mut client, "tests/qemu-iotests/045", "python", python, &["TL921", "TL922"]);
    check(&mut client, "scripts/x.py", "python", python, &["TL921", "TL922"]);
    let json = &line(r#"["qemu-img", "-T", "foo_rest"]"#);
    check(&mut client, "docs/x.json", "json", json, &["TL921"]);
    let rst = "Watch::\r\n\r\n  qemu-system-x86_64 -trace foo_rest -trace-file x\r\n";
    check(&mut client, "docs/x.rst", "restructuredtext", rst, &["TL921", "TL928"]);
    let hx = &unindented(
        r"
        SRST
        ``-trace foo_rest`` of qemu
        ERST
        ",
    );
    check(&mut client, "x.hx", "plaintext", hx, &["TL921"]);
    check(&mut client, "docs/x.md", "markdown", MARKDOWN, &["TL921"]);
    // Where other rules look too, the comments are counted once.
    let both = &unindented(
        r"
        import simpletrace
        class A(simpletrace.Analyzer):
            def foo_rest(self):
                pass
        # trace-lint: allow(command-unknown-event)
        run('qemu-system-x86_64 -trace foo_rest')
        simpletrace.run(A())
        ",
    );
    check(&mut client, "scripts/a.py", "python", both, &["TL940"]);
    client.leave();
}

#[test]
fn findings_come_and_go() {
    let tree = Tree::new("lsp-commands-typed");
    let (uri, events) = (tree.uri("scripts/x.sh"), tree.uri("hw/foo/trace-events"));
    let mut client = Client::ready(&capabilities());
    client.open_as(&uri, "shellscript", SHELL);
    let found = client.shows(&uri, &["TL929", "TL921"]);
    for (finding, title, text) in
        [(&found[0], "Write `--enable-trace-backends`", "s"), (&found[1], "Write `foo_reset`", "foo_reset")]
    {
        let offered = actions(&mut client, &uri, finding);
        let fix = offered.iter().find(|it| it["title"] == title).unwrap_or_else(|| panic!("{offered:?}"));
        let fix = client.ask("codeAction/resolve", fix)["result"].clone();
        assert_eq!(fix["edit"]["documentChanges"][0]["edits"][0]["newText"], text, "{fix}");
        // No comment can stand in a command.
        assert!(!offered.iter().any(|it| it["title"].to_string().contains("Allow")), "{offered:?}");
    }
    let allowed = SHELL.replace("qemu", "# trace-lint: allow(command-unknown-event)\nqemu");
    client.change(&uri, 2, &json!([{ "text": allowed }]));
    client.shows(&uri, &["TL929"]);
    client.change(&uri, 3, &json!([{ "text": "qemu-system-x86_64 -trace foo_reset\n" }]));
    client.shows(&uri, &[]);
    // An event that is no longer there.
    client.open(&events, EVENTS);
    client.change(&events, 2, &json!([{ "text": EVENTS.replace("reset", "halt") }]));
    client.shows(&uri, &["TL921"]);
    client.change(&events, 3, &json!([{ "text": EVENTS }]));
    client.shows(&uri, &[]);
    client.leave();
}

#[test]
fn names_and_events_lead_to_each_other() {
    let tree = Tree::new("lsp-commands-navigation");
    tree.write("docs/x.md", "nothing\n");
    let (uri, events) = (tree.uri("docs/x.md"), tree.uri("hw/foo/trace-events"));
    let mut client = Client::ready(&capabilities());
    client.open_as(&uri, "markdown", "");
    client.open(&events, EVENTS);
    ask_at(&mut client, "hover", &events, 0, 2);
    client.change(&uri, 2, &json!([{ "text": MARKDOWN }]));
    client.shows(&uri, &["TL921"]);
    let hover = ask_at(&mut client, "hover", &uri, 1, 28);
    assert!(hover.to_string().contains("void trace_foo_reset(void *dev);"), "{hover}");
    let hover = ask_at(&mut client, "hover", &uri, 1, 46);
    assert!(hover.to_string().contains("foo_* switches 1 event."), "{hover}");
    let definition = ask_at(&mut client, "definition", &uri, 1, 28);
    assert_eq!(definition["result"][0]["uri"], events, "{definition}");
    for (method, character) in [("hover", 4), ("definition", 46), ("definition", 63), ("completion", 28)] {
        let answer = ask_at(&mut client, method, &uri, 1, character);
        assert_eq!(answer["result"], Value::Null, "{method} {character} {answer}");
    }
    // What is typed counts, not what is on the disk; and it moves.
    client.change(&uri, 3, &json!([{ "text": format!("\n\n{MARKDOWN}") }]));
    let references = ask_at(&mut client, "references", &events, 0, 2);
    let places = references["result"].as_array().into_iter().flatten();
    let lines: Vec<_> =
        places.filter(|it| it["uri"] == uri).map(|it| &it["range"]["start"]["line"]).collect();
    assert_eq!(lines, [3], "{references}");
    for (start, line, character) in [(&events, 0, 2), (&uri, 3, 28)] {
        let edits = ask_at(&mut client, "rename", start, line, character);
        let changes = edits["result"]["documentChanges"].as_array().unwrap_or_else(|| panic!("{edits}"));
        assert!(changes.iter().any(|it| it["textDocument"]["uri"] == events), "{edits}");
        let edited = changes.iter().find(|it| it["textDocument"]["uri"] == uri).expect("the document");
        assert_eq!(edited["textDocument"]["version"], 3, "{edits}");
        assert_eq!(edited["edits"].as_array().map(Vec::len), Some(1), "{edits}");
        assert_eq!(edited["edits"][0]["range"]["start"], json!({ "line": 3, "character": 26 }), "{edits}");
    }
    client.close(&uri);
    let references = ask_at(&mut client, "references", &events, 0, 2);
    assert!(!references.to_string().contains(&uri), "{references}");
    client.leave();
}

#[test]
fn other_documents_are_left_alone() {
    let tree = Tree::new("lsp-commands-other");
    let mut client = Client::ready(&capabilities());
    // Plain text, what a build made, and what lies in no QEMU tree.
    for (uri, language) in [
        (tree.uri("docs/x.txt"), "plaintext"),
        (tree.uri(".hidden/x.md"), "markdown"),
        ("file:///nowhere/at/all/x.md".into(), "markdown"),
        (tree.uri("../x.sh"), "shellscript"),
        ("untitled:Untitled-1.md".into(), "markdown"),
    ] {
        client.open_as(&uri, language, MARKDOWN);
        let answer = ask_at(&mut client, "hover", &uri, 1, 28);
        assert_eq!(answer["result"], Value::Null, "{uri}");
        client.close(&uri);
    }
    assert_eq!(client.heard("textDocument/publishDiagnostics"), [] as [Value; 0]);
    client.leave();
}

#[test]
fn an_edit_is_none_of_the_business_of_others() {
    let (tree, other) = (Tree::new("lsp-commands-edit"), Tree::new("lsp-commands-edit-other"));
    let (uri, events) = (tree.uri("docs/x.md"), tree.uri("hw/foo/trace-events"));
    let mut capabilities = capabilities();
    capabilities["workspace"]["codeLens"] = json!({ "refreshSupport": true });
    let mut client = Client::start();
    let folders = [&tree, &other].map(|tree| tree.uri("").trim_end_matches('/').to_owned());
    client.hello_in(&capabilities, &[&folders[0], &folders[1]]);
    // Each tree has been read.
    client.told(REFRESH);
    client.told(REFRESH);
    client.open(&events, EVENTS);
    client.open_as(&uri, "markdown", MARKDOWN);
    client.shows(&uri, &["TL921"]);
    let clock = [other.uri("hw/foo/trace-events"), other.uri("docs/x.md")];
    client.open(&clock[0], EVENTS);
    client.open_as(&clock[1], "markdown", MARKDOWN);
    client.shows(&clock[1], &["TL921"]);
    let mut version = 1;
    // How often the client is to ask again because of an edit. An edit of the other tree is one of those, and
    // the server waits for it as long as for what was edited before.
    let mut refreshes = |client: &mut Client| {
        version += 1;
        let text = format!("{EVENTS}{}", "\n".repeat(version as usize));
        client.change(&clock[0], version, &json!([{ "text": text }]));
        client.told(REFRESH);
        client.ask("traceLint/debug/text", &json!({ "uri": clock[0] }));
        client.take(REFRESH).len()
    };
    assert_eq!(refreshes(&mut client), 0);
    client.change(&uri, 2, &json!([{ "text": MARKDOWN.replace("rest", "reset") }]));
    client.shows(&uri, &[]);
    assert_eq!(refreshes(&mut client), 0);
    // The server may join two at once: this one comes alone.
    client.change(&events, 2, &json!([{ "text": format!("{EVENTS}\n") }]));
    client.told(REFRESH);
    client.leave();
}

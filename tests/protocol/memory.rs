//! However long a session lasts, the server's memory stays what it was.

use crate::tree::Tree;
use crate::{about, capabilities, change};
use serde_json::json;
use trace_lint_tests::fixture::{line, unindented};
use trace_lint_tests::lsp::Client;

/// How many edits make a round.
const EDITS: i64 = 1_500;

/// What a round may add, in bytes: what the allocator keeps differs from round to round.
const SLACK: u64 = 4_000_000;

#[test]
fn memory_is_flat() {
    let tree = Tree::new("lsp-memory");
    let mut client = Client::ready(&capabilities());
    let (events, source) = (tree.uri("hw/foo/trace-events"), tree.uri("hw/foo/foo.c"));
    client.open(&events, &line(r#"foo_reset(void *dev) "dev=%p""#).repeat(200));
    let text = unindented(
        r#"
        #include "trace.h"
        void f(void) { trace_foo_reset(dev); }
        "#,
    );
    client.open(&source, &text);
    let mut rounds = Vec::new();
    let mut version = 1;
    for _ in 0..4 {
        for edit in 0..EDITS {
            version += 1;
            // Names that never come again, in lines that do.
            let line = (edit % 200) as usize;
            let name = change([line, 0, line, 3], &format!("f{version:05}"));
            client.change(&events, version, &json!([name]));
            client.change(&source, version, &json!([change([1, 17, 1, 17], "")]));
            let back = change([line, 0, line, 6], "foo");
            version += 1;
            client.change(&events, version, &json!([back]));
            if edit % 50 == 0 {
                client.ask("textDocument/semanticTokens/full", &about(&events));
                client.ask("textDocument/codeLens", &about(&events));
            }
        }
        client.text(&events);
        client.heard("textDocument/publishDiagnostics");
        rounds.push(client.memory_now());
    }
    let Some(rounds) = rounds.into_iter().collect::<Option<Vec<u64>>>() else { return };
    assert!(rounds[3] < rounds[1] + SLACK, "{rounds:?}");
    client.leave();
}

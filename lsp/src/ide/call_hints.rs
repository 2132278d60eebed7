//! Inlay hints at the calls of events in sources: the name of the argument, where what is passed
//! bears another.

use super::call_signature::has_cpu;
use super::inlay_hints::Hint;
use trace_lint::model::index::{Index, Site};
use trace_lint::parse::source::{Argument, Kind};
use trace_lint::text::{Span, printable};

/// The hints at the calls that `range` touches. Where the arguments can't be told apart there are none.
pub fn hints(index: &Index, path: &str, range: Span) -> Vec<Hint> {
    let Some(source) = index.find_source(path) else { return Vec::new() };
    let file = &index.sources[source];
    let mut found = Vec::new();
    for reference in &file.source.references {
        let Kind::Call(call) = &reference.kind else { continue };
        let is_near = call.parentheses.start <= range.end && range.start <= call.parentheses.end;
        if call.is_pasted || !is_near || index.facts.given(path, call) != Some(call.arguments.len()) {
            continue;
        }
        let Some(&declaration) = index.meant(Site { source, file, reference }).first() else { continue };
        let skipped = usize::from(has_cpu(index, declaration));
        if call.arguments.len() != skipped + declaration.event.arguments.len() {
            continue;
        }
        for (passed, declared) in call.arguments[skipped..].iter().zip(&declaration.event.arguments) {
            let text = |span: Span| printable(&span.text(&declaration.file.text)).into_owned();
            let name = text(declared.name);
            if !name.is_empty() && !says(passed, &name) {
                let label = format!("{name}:");
                found.push(Hint { offset: passed.span.start, label, tooltip: text(declared.span) });
            }
        }
    }
    found
}

/// True when what is passed already bears the name.
fn says(passed: &Argument, name: &str) -> bool {
    passed.name.as_ref().is_some_and(|passed| passed.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Tree;
    use super::*;

    #[test]
    fn names_that_are_not_said() {
        let check = |statement: &str, expected: &[&str]| {
            let tree = Tree::new(&format!(
                r#"
                --- hw/a/trace-events
                x(void *dev, int n) ""
                --- hw/a/a.c
                #include "trace.h"
                void f(void)
                {{
                    {statement}
                }}
                "#
            ));
            let (index, source) = (&tree.index, tree.text("hw/a/a.c"));
            let all = hints(index, "hw/a/a.c", Span::new(0, source.len()));
            let shown: Vec<_> =
                all.iter().map(|it| format!("{}{}", it.label, &source[it.offset as usize..][..1])).collect();
            assert_eq!(shown, expected, "{statement}");
            assert_eq!(hints(index, "hw/a/a.c", Span::new(0, 5)), []);
        };
        check("trace_x(s, 1);", &["dev:s", "n:1"]);
        check("trace_x(s->dev, N);", &[]);
        check("trace_x(&s->dev, n + 1);", &["n:n"]);
        check("trace_x(s);", &[]);
        check("trace_x(s, 1", &[]);
        check("trace_y(s, 1);", &[]);
    }
}

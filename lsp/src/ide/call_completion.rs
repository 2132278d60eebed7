//! Completion of `trace_…` calls and `TRACE_…` guards in sources. It offers nothing before one of
//! these prefixes is written, so that the servers of C and Rust are not disturbed.

use super::call_signature::{has_cpu, label};
use super::completion::item::{Completions, Item, ItemKind, Subject, escaped};
use trace_lint::model::index::{Declaration, Index};
use trace_lint::parse::groups::group_name;
use trace_lint::text::{Span, printable};

/// The most names that are offered at once.
const MOST: usize = 200;

/// What is offered at an offset of a source.
pub fn complete(index: &Index, path: &str, text: &[u8], offset: u32) -> Completions {
    let Some(before) = text.get(..offset as usize) else { return Completions::default() };
    let is_letter = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    let start = before.len() - before.iter().rev().take_while(is_letter).count();
    let rest = &text[before.len()..];
    let end = before.len() + rest.iter().take_while(is_letter).count();
    let word = String::from_utf8_lossy(&before[start..]);
    let (is_guard, typed) = match (word.strip_prefix("trace_"), word.strip_prefix("TRACE_")) {
        (Some(typed), _) => (false, typed),
        (None, Some(typed)) => (true, typed),
        (None, None) => return Completions::default(),
    };
    let head = before[..start].trim_ascii_end();
    if head.ends_with(b"->") || head.ends_with(b".") {
        return Completions::default();
    }
    let is_called = text[end..].trim_ascii_start().starts_with(b"(");
    let seen = index.find_source(path).map(|source| index.groups_seen(source));
    let sees = |it: &Declaration| seen.is_some_and(|seen| seen.sees(&group_name(it.directory())));
    let typed = typed.to_lowercase();
    let mut found: Vec<(bool, String, Declaration)> = Vec::new();
    for file in &index.events {
        for event in &file.events {
            let name = file.name(event);
            if name.to_lowercase().contains(&typed) {
                let declaration = Declaration { file, event };
                found.push((!sees(&declaration), name.into_owned(), declaration));
            }
        }
    }
    // What is included first, then what begins with what is typed.
    found.sort_by_cached_key(|(is_far, name, _)| {
        (*is_far, !name.to_lowercase().starts_with(&typed), name.clone())
    });
    found.dedup_by(|one, other| one.1 == other.1);
    let is_complete = found.len() <= MOST;
    let span = Span::new(start, end);
    let item = |(_, name, declaration): (bool, String, Declaration)| {
        let subject = Subject::Declared(declaration.file.path.to_string(), name.clone());
        let (kind, text) = match is_guard {
            true => (ItemKind::Guard, format!("TRACE_{}", name.to_uppercase())),
            false => (ItemKind::Call, format!("trace_{name}")),
        };
        let snippet = (!is_guard && !is_called).then(|| snippet(&text, &arguments(index, declaration)));
        let (detail, filter) = (label(index, declaration).0, text.clone());
        Item { label: text.clone(), kind, detail, filter, span, text, snippet, subject: Some(subject) }
    };
    let items = found.into_iter().take(MOST).map(item).collect();
    Completions { items, is_complete }
}

/// A call with its arguments, each a word to be written over.
fn snippet(name: &str, arguments: &[String]) -> String {
    let each = arguments.iter().enumerate();
    let each = each.map(|(index, name)| format!("${{{}:{}}}", index + 1, escaped(name)));
    format!("{}({})$0", escaped(name), each.collect::<Vec<_>>().join(", "))
}

fn arguments(index: &Index, declaration: Declaration) -> Vec<String> {
    let Declaration { file, event } = declaration;
    let cpu = has_cpu(index, declaration).then(|| "cpu".to_owned());
    let names = event.arguments.iter().map(|it| printable(&it.name.text(&file.text)).into_owned());
    cpu.into_iter().chain(names).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Tree, index_of};
    use super::*;
    use trace_lint::text::fixture::line;

    #[test]
    fn calls_and_guards() {
        let check = |statement: &str, expected: &[&str]| {
            let (tree, path, offset) = Tree::with_cursor(&format!(
                r#"
                --- hw/a/trace-events
                b_x(void *dev, int n) ""
                x(void) ""
                --- a/trace-events
                a_x(void) ""
                y(void) ""
                --- hw/a/a.c
                #include "trace.h"
                void f(void)
                {{
                    {statement}
                }}
                "#
            ));
            let found = complete(&tree.index, &path, tree.text(&path).as_bytes(), offset);
            let shown = |item: &Item| item.snippet.clone().unwrap_or(item.text.clone());
            assert_eq!(found.items.iter().map(shown).collect::<Vec<_>>(), expected, "{statement}");
        };
        let with_two = "trace_b_x(${1:dev}, ${2:n})$0";
        check("trace_|", &[with_two, "trace_x()$0", "trace_a_x()$0", "trace_y()$0"]);
        check("trace_x|", &["trace_x()$0", with_two, "trace_a_x()$0"]);
        check("trace_b|_x(1, 2);", &["trace_b_x"]);
        check("if (TRACE_X|)", &["TRACE_X", "TRACE_B_X", "TRACE_A_X"]);
        check("tra|", &[]);
        check("|trace_x", &[]);
        check("s->trace_|", &[]);
        check("s.trace_|", &[]);
    }

    #[test]
    fn the_whole_identifier_is_replaced() {
        let index = index_of(
            r#"
            --- a/trace-events
            xy(void) ""
            "#,
        );
        let found = complete(&index, "a.c", b"a trace_xy;", 9);
        assert_eq!(found.items[0].span, Span::new(2, 10));
    }

    #[test]
    fn too_many_to_show() {
        let events: String = (0..300).map(|number| line(&format!(r#"e{number}(void) """#))).collect();
        let index = index_of(&format!("--- hw/a/trace-events\n{events}"));
        let found = complete(&index, "hw/a/a.c", b"trace_", 6);
        assert_eq!((found.items.len(), found.is_complete), (MOST, false));
    }
}

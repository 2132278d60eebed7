//! The outline of a file: events, under the headings they stand under.

use super::headings::{Heading, headings};
use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::text::{Span, printable};

/// What an outline shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    /// What is shown beside the name.
    pub detail: String,
    pub kind: SymbolKind,
    pub span: Span,
    pub name_span: Span,
    /// What stands under it.
    pub children: Vec<Symbol>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// The heading over the events of a source file.
    Heading,
    Event,
}

/// The outline of a file.
pub fn symbols(file: &File) -> Vec<Symbol> {
    let mut found = Vec::new();
    let mut events = file.events.iter().peekable();
    let mut before = |line: usize| {
        let mut children = Vec::new();
        while let Some(event) = events.next_if(|event| event.line < line) {
            children.push(symbol(file, event));
        }
        children
    };
    let headings = headings(file);
    let end_of = |index: usize| headings.get(index).map_or(usize::MAX, |next: &Heading| next.line);
    found.extend(before(end_of(0)));
    for (index, heading) in headings.iter().enumerate() {
        found.push(Symbol {
            name: shown(file, heading.name),
            detail: String::new(),
            kind: SymbolKind::Heading,
            span: heading.comment.to(file.tree.lines[heading.last_line].span),
            name_span: heading.name,
            children: before(end_of(index + 1)),
        });
    }
    found
}

fn symbol(file: &File, event: &Event) -> Symbol {
    let line = file.tree.lines[event.line].span;
    let parts = event.properties.first().copied().unwrap_or(event.name);
    let arguments: Vec<String> = event.arguments.iter().map(|argument| shown(file, argument.span)).collect();
    let state = if event.is_disabled { "disabled " } else { "" };
    Symbol {
        name: shown(file, event.name),
        detail: format!("{state}({})", arguments.join(", ")),
        kind: SymbolKind::Event,
        span: Span { start: parts.start.min(event.name.start), end: line.end },
        name_span: event.name,
        children: Vec::new(),
    }
}

fn shown(file: &File, span: Span) -> String {
    printable(&span.text(&file.text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace_lint::text::fixture::unindented;

    fn outline(symbols: &[Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            out.push_str(&format!("{}{} {}\n", "  ".repeat(depth), symbol.name, symbol.detail));
            assert!(symbol.span.start <= symbol.name_span.start && symbol.name_span.end <= symbol.span.end);
            outline(&symbol.children, depth + 1, out);
        }
    }

    #[test]
    fn events_under_headings() {
        let text: &str = &unindented(
            r#"
            first(void) ""

            # a.c
            foo(int a, char *b) "a=%d b=%s"
            disable bar(void) ""
            # note

            # b.c
             broken( "x
            "#,
        );
        let file = File::new("trace-events", text.into());
        let mut out = String::new();
        outline(&symbols(&file), 0, &mut out);
        let expected = unindented(
            r"
            first ()
            a.c
              foo (int a, char *b)
              bar disabled ()
            b.c
              broken ()
            ",
        );
        assert_eq!(out.replace(" \n", "\n"), expected);
    }
}

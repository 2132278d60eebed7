//! What grows around the cursor: the word or conversion, the argument or string, the arguments or
//! the format, the event, what stands under its heading, the file.

use super::headings::{Heading, headings};
use trace_lint::parse::events::File;
use trace_lint::parse::events::token::TokenKind;
use trace_lint::parse::events::{ArgumentKind, EventNode, LineKind, PieceKind};
use trace_lint::text::Span;

/// The spans around each of some offsets, each larger than the one before; the last is the file.
pub fn selections(file: &File, offsets: &[u32]) -> Vec<Vec<Span>> {
    let headings = headings(file);
    offsets.iter().map(|offset| grown(file, &headings, *offset)).collect()
}

fn grown(file: &File, headings: &[Heading], offset: u32) -> Vec<Span> {
    let offset = offset.min(file.text.len() as u32);
    let line = file.lines.line(offset);
    let mut spans = vec![Span::new(0, file.text.len())];
    if let Some(index) = headings.partition_point(|heading| heading.line <= line).checked_sub(1) {
        let heading = headings[index];
        spans.push(heading.comment.to(file.tree.lines[heading.last_line].span));
    }
    if let Some(node) = file.tree.lines.get(line) {
        spans.push(node.span);
        let tokens = &file.tree.tokens;
        let next = tokens.partition_point(|token| token.span.end < offset);
        let words = tokens[next..].iter().take(2).filter(|token| token.kind == TokenKind::Word);
        spans.extend(words.map(|token| token.span));
        match &node.kind {
            LineKind::Blank => {}
            LineKind::Comment(comment) => spans.push(*comment),
            LineKind::Event(event) => inside_event(file, line, event, &mut spans),
        }
    }
    spans.retain(|span| span.start <= offset && offset <= span.end && !span.is_empty());
    // Of two that touch the cursor from both sides, the one behind it wins.
    spans.sort_by_key(|span| (span.len(), std::cmp::Reverse(span.start)));
    let mut found: Vec<Span> = Vec::new();
    for span in spans {
        let is_larger =
            |last: &Span| span.start <= last.start && last.end <= span.end && span.len() > last.len();
        if found.last().is_none_or(is_larger) {
            found.push(span);
        }
    }
    if found.is_empty() {
        found.push(Span::empty(offset as usize));
    }
    found
}

fn inside_event(file: &File, line: usize, event: &EventNode, spans: &mut Vec<Span>) {
    spans.push(event.span);
    spans.extend(event.parentheses);
    for argument in &event.arguments {
        spans.push(argument.span);
        if let ArgumentKind::Declaration { ctype, name } = argument.kind {
            spans.extend([ctype, name]);
        }
    }
    let Some(format) = &event.format else { return };
    spans.push(format.span);
    for piece in &format.pieces {
        spans.push(piece.span);
        if piece.kind == (PieceKind::String { closed: true }) {
            spans.push(Span { start: piece.span.start + 1, end: piece.span.end - 1 });
        }
    }
    if let Ok(index) = file.events.binary_search_by_key(&line, |event| event.line)
        && let Some(format) = &file.events[index].format
    {
        spans.extend(format.conversions.iter().map(|conversion| conversion.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace_lint::text::fixture::unindented;

    #[test]
    fn what_grows_around_the_cursor() {
        let text: &str = &unindented(
            r#"
            # a.c
            foo(int a, char *b) "a=%d b=%s"

            x(void) ""
            "#,
        );
        let file = File::new("trace-events", text.into());
        let check = |at: &str, expected: &[&str]| {
            let found = grown(&file, &headings(&file), text.find(at).unwrap() as u32);
            let shown: Vec<_> = found.iter().map(|span| &text[span.range()]).collect();
            let all = [expected, &[text]].concat();
            assert_eq!(shown, all, "{at}");
        };
        let event = r#"foo(int a, char *b) "a=%d b=%s""#;
        let section = text.trim_end();
        check("foo", &["foo", event, section]);
        check("char", &["char", "char *", "char *b", "int a, char *b", event, section]);
        check("%d", &["%d", "a=%d b=%s", r#""a=%d b=%s""#, event, section]);
        check("# a", &["# a.c", section]);
    }

    #[test]
    fn anywhere_at_all() {
        for text in ["", "\n", "\r\n", "f(", "# a.c", r#"f(int a) ""#, r#"""#, "é"] {
            let file = File::new("trace-events", text.into());
            for offset in 0..text.len() as u32 + 3 {
                let found = grown(&file, &headings(&file), offset);
                assert!(found.windows(2).all(|pair| pair[0].len() < pair[1].len()), "{text:?}");
                assert_eq!(found.last().map(|span| span.len()), Some(text.len()), "{text:?}");
            }
        }
    }
}

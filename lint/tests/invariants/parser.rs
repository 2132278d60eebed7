//! The tree is the text: nothing is lost, and what tracetool refuses is an error.

use super::{in_order, sound, tracetool};
use trace_lint::parse::events::token::{TokenKind, tokenize};
use trace_lint::parse::events::{ArgumentKind, EventNode, LineKind, PieceKind, SyntaxError, Tree, parse};
use trace_lint::text::{LineIndex, Span, is_unprintable};

/// Checks the tree of a text.
pub fn parser(text: &[u8]) {
    let tree = parse(text);
    assert_eq!(tree.tokens, tokenize(text));
    cover(text, &tree);
    let mut errors = &tree.errors[..];
    for line in &tree.lines {
        sound(text, line.span);
        let count = errors.iter().take_while(|error| error.span.start <= line.span.end).count();
        let (own, rest) = errors.split_at(count);
        errors = rest;
        own.iter().for_each(|error| refusal(text, line.span, error));
        let bytes = line.span.of(text);
        match &line.kind {
            LineKind::Blank => assert!(own.is_empty() && tracetool::is_blank_line(bytes)),
            LineKind::Comment(span) => {
                assert!(own.is_empty() && span.of(text)[0] == b'#');
                in_order(line.span, [*span]);
            }
            LineKind::Event(node) => {
                assert_eq!(node.broken, !own.is_empty(), "{:?}", line.span.text(text));
                event(text, line.span, node);
                agreement(text, line.span, node);
            }
        }
    }
    assert!(errors.is_empty(), "errors on no line: {errors:?}");
}

/// The lines of the tree are the lines of the file.
fn cover(text: &[u8], tree: &Tree) {
    let index = LineIndex::new(text);
    let mut lines: Vec<Span> = (0..index.count()).map(|line| index.span(text, line)).collect();
    if matches!(text.last(), None | Some(b'\n' | b'\r')) {
        lines.pop();
    }
    assert_eq!(tree.lines.iter().map(|line| line.span).collect::<Vec<_>>(), lines);
}

fn refusal(text: &[u8], line: Span, error: &SyntaxError) {
    sound(text, error.span);
    in_order(line, [error.span]);
    assert!(!error.message.is_empty() && !error.message.contains(is_unprintable), "{error:?}");
}

fn event(text: &[u8], line: Span, node: &EventNode) {
    in_order(line, [node.span]);
    let format = node.format.as_ref().map(|format| format.span);
    let parts = [node.name, node.parentheses, node.ignored, format];
    in_order(node.span, node.properties.iter().copied().chain(parts.into_iter().flatten()));
    match node.parentheses {
        Some(parentheses) => {
            assert!(!node.arguments.is_empty());
            in_order(parentheses, node.arguments.iter().map(|argument| argument.span));
        }
        None => assert!(node.arguments.is_empty() && node.ignored.is_none()),
    }
    let words = node.properties.iter().chain(&node.name).chain(&node.ignored);
    words.for_each(|span| assert!(!span.is_empty(), "{span:?}"));
    for argument in &node.arguments {
        sound(text, argument.span);
        match argument.kind {
            ArgumentKind::Empty => assert!(argument.span.is_empty()),
            ArgumentKind::Void => assert_eq!(argument.span.of(text), b"void"),
            ArgumentKind::Single => assert!(!argument.span.is_empty()),
            ArgumentKind::Declaration { ctype, name } => {
                assert!(
                    ctype.start == argument.span.start && name.end == argument.span.end && !ctype.is_empty()
                );
                in_order(argument.span, [ctype, name]);
                [ctype, name].into_iter().for_each(|span| sound(text, span));
            }
        }
    }
    let Some(format) = &node.format else { return };
    assert!(text[format.span.start as usize] == b'"');
    in_order(format.span, format.pieces.iter().map(|piece| piece.span));
    // What is in no piece is white space.
    let mut at = format.span.start;
    for piece in &format.pieces {
        sound(text, piece.span);
        assert!(tracetool::is_blank_line(Span { start: at, end: piece.span.start }.of(text)));
        let is_string = matches!(piece.kind, PieceKind::String { .. });
        assert_eq!(is_string, piece.span.of(text)[0] == b'"');
        at = piece.span.end;
    }
    assert!(at == format.span.end && at == node.span.end);
}

/// tracetool reads the line as the tree has it, or refuses it and the tree says so.
fn agreement(text: &[u8], line: Span, node: &EventNode) {
    let Ok(bytes) = std::str::from_utf8(line.of(text)) else { return };
    let Some(declared) = tracetool::declaration(bytes) else {
        assert!(node.broken, "tracetool refuses {bytes:?}");
        return;
    };
    // A quote or a C comment between the parentheses: tracetool goes on to refuse the type.
    let arguments = &bytes[declared.arguments.clone()];
    if arguments.contains('"') || arguments.contains("/*") {
        return;
    }
    assert!(!node.broken, "tracetool accepts {bytes:?}");
    let range = |span: Span| (span.start - line.start) as usize..(span.end - line.start) as usize;
    assert_eq!(node.name.map(range), Some(declared.name));
    assert_eq!(node.parentheses.map(range), Some(declared.arguments.clone()));
    let properties: Vec<_> = node.properties.iter().map(|span| &bytes[range(*span)]).collect();
    assert_eq!(properties, declared.properties);
    let parts = node.arguments.iter().map(|argument| match argument.kind {
        ArgumentKind::Declaration { ctype, name } => {
            Ok((bytes[range(ctype)].to_owned(), bytes[range(name)].to_owned()))
        }
        kind => Err(kind),
    });
    assert_eq!(parts.collect::<Vec<_>>(), tracetool::arguments(arguments));
    let format = node.format.as_ref().filter(|_| node.ignored.is_none());
    let start = format.map(|format| range(format.span).start);
    // tracetool drops a quote with nothing behind it; for us it is an unterminated string.
    let is_lone_quote = |start: usize| start + 1 == bytes.len();
    assert_eq!(start.filter(|&start| !is_lone_quote(start)), declared.format);
    let strings = tokenize(bytes.as_bytes()).iter().filter(|token| token.kind == TokenKind::String).count();
    assert!(strings > 0 || node.format.is_none());
}

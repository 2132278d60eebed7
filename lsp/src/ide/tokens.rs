//! Semantic tokens: what each word of a file means.

use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::parse::events::token::TokenKind as Word;
use trace_lint::parse::events::{ArgumentKind, ArgumentNode, EventNode, LineKind, Piece, PieceKind};
use trace_lint::text::Span;

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Comment,
    /// A property of an event, such as `disable`.
    Property,
    /// The name of an event.
    Event,
    /// A word of C's own, such as `const`.
    Keyword,
    Type,
    /// The name of an argument.
    Argument,
    /// A format's text.
    String,
    /// A conversion specification.
    Conversion,
    /// A macro, such as `PRIx64`.
    Macro,
}

impl TokenKind {
    /// Every kind, in the order in which the legend has them.
    pub const ALL: [TokenKind; 9] = [
        TokenKind::Comment,
        TokenKind::Property,
        TokenKind::Event,
        TokenKind::Keyword,
        TokenKind::Type,
        TokenKind::Argument,
        TokenKind::String,
        TokenKind::Conversion,
        TokenKind::Macro,
    ];
}

/// A word and what it means. It lies in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

/// The tokens of the lines that `range` touches, in order and without overlap.
pub fn tokens(file: &File, range: Span) -> Vec<Token> {
    let mut found = Vec::new();
    let first = file.lines.line(range.start.min(file.text.len() as u32));
    let mut event = file.events.partition_point(|event| event.line < first);
    for (line, node) in file.tree.lines.iter().enumerate().skip(first) {
        if node.span.start > range.end {
            break;
        }
        match &node.kind {
            LineKind::Blank => {}
            LineKind::Comment(comment) => found.push(Token { span: *comment, kind: TokenKind::Comment }),
            LineKind::Event(syntax) => {
                let meaning = file.events.get(event).filter(|event| event.line == line);
                event += usize::from(meaning.is_some());
                event_tokens(file, syntax, meaning, &mut found);
            }
        }
    }
    found.retain(|token| !token.span.is_empty());
    found
}

fn event_tokens(file: &File, syntax: &EventNode, meaning: Option<&Event>, found: &mut Vec<Token>) {
    found.extend(syntax.properties.iter().map(|span| Token { span: *span, kind: TokenKind::Property }));
    found.extend(syntax.name.map(|span| Token { span, kind: TokenKind::Event }));
    for argument in &syntax.arguments {
        argument_tokens(file, argument, found);
    }
    let mut conversions =
        meaning.and_then(|event| event.format.as_ref()).map_or(&[][..], |format| &format.conversions[..]);
    for piece in syntax.format.iter().flat_map(|format| &format.pieces) {
        let kind = match piece.kind {
            PieceKind::Macro => TokenKind::Macro,
            PieceKind::Comment => TokenKind::Comment,
            PieceKind::Junk => continue,
            PieceKind::String { .. } => {
                let done = conversions.partition_point(|conversion| conversion.span.end <= piece.span.start);
                conversions = &conversions[done..];
                let spans = conversions.iter().map(|conversion| conversion.span);
                string_tokens(*piece, spans.take_while(|span| span.start < piece.span.end), found);
                continue;
            }
        };
        found.push(Token { span: piece.span, kind });
    }
}

fn argument_tokens(file: &File, argument: &ArgumentNode, found: &mut Vec<Token>) {
    let (ctype, name) = match argument.kind {
        ArgumentKind::Empty => return,
        ArgumentKind::Void => (argument.span, Span::empty(argument.span.end as usize)),
        ArgumentKind::Single => (argument.span, Span::empty(argument.span.end as usize)),
        ArgumentKind::Declaration { ctype, name } => (ctype, name),
    };
    let all = &file.tree.tokens;
    let first = all.partition_point(|token| token.span.start < ctype.start);
    let words = all[first..].iter().take_while(|token| token.span.end <= ctype.end);
    found.extend(words.filter(|token| token.kind == Word::Word).map(|token| {
        let is_keyword =
            matches!(token.span.of(&file.text), b"const" | b"volatile" | b"restrict" | b"struct");
        Token { span: token.span, kind: if is_keyword { TokenKind::Keyword } else { TokenKind::Type } }
    }));
    found.push(Token { span: name, kind: TokenKind::Argument });
}

/// Cuts a string where conversions stand in it.
fn string_tokens(piece: Piece, conversions: impl Iterator<Item = Span>, found: &mut Vec<Token>) {
    let mut at = piece.span.start;
    let mut push = |end: u32, kind| {
        if at < end {
            found.push(Token { span: Span { start: at, end }, kind });
            at = end;
        }
    };
    for conversion in conversions {
        push(conversion.start, TokenKind::String);
        push(conversion.end.min(piece.span.end), TokenKind::Conversion);
    }
    push(piece.span.end, TokenKind::String);
}

/// Where two lists differ: how much of the beginning is the same, how much of the old one goes after
/// it, and how much of the new one comes in its place.
pub fn difference<Item: PartialEq>(old: &[Item], new: &[Item]) -> (usize, usize, usize) {
    let same = |pairs: &mut dyn Iterator<Item = (&Item, &Item)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let start = same(&mut old.iter().zip(new));
    let end = same(&mut old[start..].iter().rev().zip(new[start..].iter().rev()));
    (start, old.len() - start - end, new.len() - start - end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace_lint::text::fixture::{line, unindented};

    fn check(text: &str, expected: &[(&str, TokenKind)]) {
        let file = File::new("trace-events", text.into());
        let found = tokens(&file, Span::new(0, text.len()));
        let shown: Vec<_> = found.iter().map(|token| (&text[token.span.range()], token.kind)).collect();
        assert_eq!(shown, expected, "{text}");
        assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text}");
    }

    #[test]
    fn what_words_mean() {
        use TokenKind::*;
        check("# a\n", &[("# a", Comment)]);
        check(
            &line(r#"disable foo(const char *s, uint64_t x) "s=%s 0x%" PRIx64 ".""#),
            &[
                ("disable", Property),
                ("foo", Event),
                ("const", Keyword),
                ("char", Type),
                ("s", Argument),
                ("uint64_t", Type),
                ("x", Argument),
                (r#""s="#, String),
                ("%s", Conversion),
                (" 0x", String),
                (r#"%""#, Conversion),
                ("PRIx64", Macro),
                (r#"".""#, String),
            ],
        );
        check("f(void)", &[("f", Event), ("void", Type)]);
        check(r#"f(int) "%d"#, &[("f", Event), ("int", Type), (r#"""#, String), ("%d", Conversion)]);
        check(
            r#"f( "" % PRIx64 "%""#,
            &[("f", Event), (r#""""#, String), ("PRIx64", Macro), (r#""%""#, String)],
        );
    }

    #[test]
    fn lines_of_a_range() {
        let text: &str = &unindented(
            r#"
            a(void) ""
            b(void) ""
            c(void) ""
            "#,
        );
        let file = File::new("trace-events", text.into());
        let names: Vec<_> = tokens(&file, Span::new(13, 14)).iter().map(|token| token.span.start).collect();
        assert_eq!(names, [11, 13, 19]);
        assert_eq!(tokens(&file, Span::new(99, 99)), []);
    }

    #[test]
    fn differences() {
        let check = |old: &[u32], new: &[u32], expected| assert_eq!(difference(old, new), expected);
        check(&[1, 2, 3], &[1, 2, 3], (3, 0, 0));
        check(&[1, 2, 3], &[1, 9, 3], (1, 1, 1));
        check(&[1, 1], &[1, 1, 1], (2, 0, 1));
        check(&[1, 1, 1], &[1], (1, 2, 0));
        check(&[], &[1], (0, 0, 1));
    }
}

//! The parser: tokens to a tree. It never fails: what can be read of a bad line is read.
//!
//! It accepts exactly what the regular expression `Event._CRE` of scripts/tracetool/__init__.py
//! matches (QEMU 2.2 and later); facts about later stages are the rules' business.

use super::conflict::Conflict;
use super::token::{Token, TokenKind, tokenize};
use super::tree::*;
use crate::qemu::printf::{FormatNode, Piece, PieceKind};
use crate::text::{Span, cut};

/// Parses a whole file, any bytes at all.
pub fn parse(text: &[u8]) -> Tree {
    let mut tree = Tree { tokens: tokenize(text), ..Tree::default() };
    let mut conflict = Conflict::default();
    let mut start = 0;
    while start < tree.tokens.len() {
        let length = tree.tokens[start..].iter().take_while(|token| token.kind != TokenKind::Newline).count();
        let tokens = &tree.tokens[start..start + length];
        let offset = tree.tokens[start].span.start as usize;
        let span = Span::new(offset, tokens.last().map_or(offset, |last| last.span.end as usize));
        let kind = match conflict.passes(text, span, &mut tree.errors) {
            true => LineKind::Blank,
            false => LineParser { text, tokens, at: 0, errors: &mut tree.errors }.line(span),
        };
        let kind = if conflict.repeats(text, &kind) { LineKind::Blank } else { kind };
        tree.lines.push(Line { span, kind });
        start += length + 1;
    }
    tree
}

struct LineParser<'a> {
    text: &'a [u8],
    tokens: &'a [Token],
    at: usize,
    errors: &'a mut Vec<SyntaxError>,
}

impl LineParser<'_> {
    fn line(mut self, span: Span) -> LineKind {
        let mut written = self.tokens.iter().filter(|token| token.kind != TokenKind::Blank);
        let Some(first) = written.next() else { return LineKind::Blank };
        if first.kind == TokenKind::Comment {
            return LineKind::Comment(first.span);
        }
        let last = written.next_back().unwrap_or(first);
        let before = self.errors.len();
        let mut event = EventNode { span: first.span.to(last.span), ..EventNode::default() };
        self.head(&mut event, span);
        let closed = self.arguments(&mut event);
        self.format(&mut event, closed);
        event.broken = self.errors.len() > before;
        LineKind::Event(Box::new(event))
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|token| token.kind == TokenKind::Blank) {
            self.at += 1;
        }
    }

    fn error(&mut self, span: Span, message: String, help: impl Into<Option<&'static str>>) {
        self.errors.push(SyntaxError { span, message, help: help.into().map(str::to_owned) });
    }

    fn shown(&self, span: Span) -> String {
        cut(span.of(self.text), 40)
    }

    /// Properties and name, up to the `(`, or to what begins the format.
    fn head(&mut self, event: &mut EventNode, line: Span) {
        let mut words = Vec::new();
        let mut junk: Option<Span> = None;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::OpenParen | TokenKind::String => break,
                TokenKind::Word => words.push(token.span),
                TokenKind::Blank => {}
                _ if junk.is_none() => junk = Some(token.span),
                _ => {}
            }
            self.at += 1;
        }
        event.name = words.pop();
        event.properties = words;
        if let Some(span) = junk {
            let message = format!("expected a property or the event's name, found `{}`", self.shown(span));
            let help = if span.of(self.text).starts_with(b"/") {
                "a comment begins with `#`"
            } else {
                "a declaration reads: [disable] name(type argument, ...) \"format\""
            };
            self.error(span, message, help);
        }
        self.check_name(event, line, junk.is_some());
    }

    fn check_name(&mut self, event: &EventNode, line: Span, reported: bool) {
        let found_paren = self.peek().is_some_and(|token| token.kind == TokenKind::OpenParen);
        let here = self.peek().map_or(Span::empty(line.end as usize), |token| token.span);
        let Some(name) = event.name else {
            if !reported {
                let found = if here.is_empty() {
                    "the end of the line".into()
                } else {
                    format!("`{}`", self.shown(here))
                };
                self.error(here, format!("expected an event name, found {found}"), None);
            }
            return;
        };
        if !found_paren {
            if !reported {
                let shown = self.shown(name);
                let message = format!("expected `(` after the event name `{shown}`");
                self.error(name, message, "list the arguments as `(type argument, ...)`, or write `(void)`");
            }
            return;
        }
        if reported {
            return;
        }
        if name.end < here.start {
            let gap = Span { start: name.end, end: here.start };
            let shown = self.shown(name);
            let message = format!("expected `(` right after the event name `{shown}`, found a blank");
            self.error(gap, message, "tracetool allows no blank between the name and `(`");
        } else if event.properties.is_empty() && self.leading_blanks(line) == 1 {
            let blank = Span { start: line.start, end: event.span.start };
            let shown = self.shown(name);
            self.error(
                blank,
                format!("expected the event `{shown}` at the beginning of the line, found a blank"),
                "tracetool stops at a line with one leading blank",
            );
        }
    }

    /// The number of white-space characters at the beginning of the line.
    fn leading_blanks(&self, line: Span) -> usize {
        match self.tokens.first() {
            Some(first) if first.kind == TokenKind::Blank => {
                debug_assert_eq!(first.span.start, line.start);
                first.span.text(self.text).chars().count()
            }
            _ => 0,
        }
    }

    /// The arguments in their parentheses; true when both parentheses are there.
    fn arguments(&mut self, event: &mut EventNode) -> bool {
        let Some(open) = self.peek().filter(|token| token.kind == TokenKind::OpenParen) else { return false };
        self.at += 1;
        let mut first = self.at;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::CloseParen | TokenKind::String => break,
                TokenKind::Comma => {
                    event.arguments.push(self.argument(first, self.at));
                    first = self.at + 1;
                }
                _ => {}
            }
            self.at += 1;
        }
        event.arguments.push(self.argument(first, self.at));
        let end = self.peek();
        let close = end.map_or(event.span.end, |token| token.span.start);
        event.parentheses = Some(Span { start: open.span.end, end: close });
        if let Some(Token { kind: TokenKind::CloseParen, .. }) = end {
            self.at += 1;
            return true;
        }
        let found = if end.is_some() { "the format" } else { "the end of the line" };
        let last = event.arguments.last().map_or(open.span, |argument| argument.span);
        self.error(last.to(open.span), format!("expected `)` after the arguments, found {found}"), None);
        false
    }

    /// The argument between two token indices.
    fn argument(&self, first: usize, end: usize) -> ArgumentNode {
        let tokens = &self.tokens[first..end];
        let is_written = |token: &Token| token.kind != TokenKind::Blank;
        let (Some(from), Some(to)) =
            (tokens.iter().position(is_written), tokens.iter().rposition(is_written))
        else {
            let offset =
                tokens.first().map_or_else(|| self.tokens[first - 1].span.end, |blank| blank.span.start);
            return ArgumentNode { span: Span::empty(offset as usize), kind: ArgumentKind::Empty };
        };
        let tokens = &tokens[from..=to];
        let span = tokens[0].span.to(tokens[tokens.len() - 1].span);
        let split = |at: u32, rest: &[Token]| {
            let name = rest.iter().find(|token| is_written(token)).map_or(span.end, |token| token.span.start);
            ArgumentKind::Declaration {
                ctype: Span { start: span.start, end: at },
                name: Span { start: name, end: span.end },
            }
        };
        let kind = if let Some(star) = self.last_star(tokens, span) {
            let rest = tokens.partition_point(|token| token.span.start < star);
            split(star, &tokens[rest..])
        } else if let Some(blank) = tokens.iter().rposition(|token| token.kind == TokenKind::Blank) {
            split(tokens[blank].span.start, &tokens[blank..])
        } else if span.of(self.text) == b"void" {
            ArgumentKind::Void
        } else {
            ArgumentKind::Single
        };
        ArgumentNode { span, kind }
    }

    /// The offset just past the last `*`, which may stand inside a C comment.
    fn last_star(&self, tokens: &[Token], span: Span) -> Option<u32> {
        let starred = tokens
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Star | TokenKind::CComment | TokenKind::Unknown));
        if !starred {
            return None;
        }
        memchr::memrchr(b'*', span.of(self.text)).map(|star| span.start + star as u32 + 1)
    }

    fn format(&mut self, event: &mut EventNode, closed: bool) {
        self.skip_blanks();
        let Some(first) = self.peek() else { return };
        if first.kind != TokenKind::String {
            if closed {
                let end = self.tokens[self.at..].iter().find(|token| token.kind == TokenKind::String);
                let end = end.map_or(event.span.end, |string| string.span.start);
                event.ignored = Some(trim(self.text, Span { start: first.span.start, end }));
            }
            let string = self.tokens[self.at..].iter().position(|token| token.kind == TokenKind::String);
            let Some(string) = string else { return };
            self.at += string;
        }
        let tokens = &self.tokens[self.at..];
        let pieces: Vec<Piece> = tokens
            .iter()
            .filter(|token| token.kind != TokenKind::Blank)
            .map(|token| self.piece(*token))
            .collect();
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let blanks = tokens.iter().filter(|token| token.kind == TokenKind::Blank);
        let odd_blanks = blanks.filter_map(|blank| odd_blank(self.text, blank.span)).collect();
        event.format = Some(FormatNode { span: first.span.to(last.span), pieces, odd_blanks });
    }

    fn piece(&self, token: Token) -> Piece {
        let kind = match token.kind {
            TokenKind::String => PieceKind::String { closed: is_closed(token.span.of(self.text)) },
            TokenKind::Word => PieceKind::Macro,
            TokenKind::CComment => PieceKind::Comment,
            _ => PieceKind::Junk,
        };
        Piece { kind, span: token.span }
    }
}

/// True when a string token ends in a quote that closes it.
fn is_closed(string: &[u8]) -> bool {
    let Some((b'"', inner)) = string[1..].split_last() else { return false };
    inner.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 0
}

/// The part of a run of white space that C does not take for such.
fn odd_blank(text: &[u8], blank: Span) -> Option<Span> {
    let is_odd = |byte: &u8| !matches!(byte, b' ' | b'\t' | b'\x0b' | b'\x0c');
    let bytes = blank.of(text);
    let (first, last) = (bytes.iter().position(is_odd)?, bytes.iter().rposition(is_odd)?);
    Some(Span::new(blank.start as usize + first, blank.start as usize + last + 1))
}

/// `span` without the ASCII blanks at its end.
fn trim(text: &[u8], span: Span) -> Span {
    let length = span.of(text).trim_ascii_end().len();
    Span::new(span.start as usize, span.start as usize + length)
}

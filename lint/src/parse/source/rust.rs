//! Rust: events are functions of a module `trace` that `include_trace!` makes.
//!
//! A method is never an event, nor is a function of any other path. Attributes are not read.

use super::classify::event;
use super::enclosing_function::EnclosingFunction;
use super::guard::{form, function_named};
use super::hits::Hits;
use super::model::*;
use crate::text::Span;
use arguments::call;
use lexer::{Lexer, Token, TokenKind};

mod arguments;
mod lexer;

/// Reads a Rust source.
pub(super) fn scan(text: &[u8]) -> Source {
    let (comments, tokens): (Vec<Token>, Vec<Token>) =
        Lexer::new(text).partition(|token| token.kind == TokenKind::Comment);
    let mut reader = Reader {
        text,
        tokens: &tokens,
        source: Source::default(),
        open: Vec::new(),
        functions: Vec::new(),
        declared: None,
        imports: None,
        budget: tokens.len() * 8,
    };
    let mut comments = comments.iter().peekable();
    for (index, token) in tokens.iter().enumerate() {
        while let Some(comment) = comments.next_if(|comment| comment.span < token.span) {
            reader.mentions(comment.span);
        }
        reader.visit(index);
    }
    comments.for_each(|comment| reader.mentions(comment.span));
    reader.finish()
}

struct Reader<'a> {
    text: &'a [u8],
    tokens: &'a [Token],
    source: Source,
    /// The indices of the tokens that opened what is open.
    open: Vec<usize>,
    /// The functions whose bodies are open, each with the length of `open` at its brace.
    functions: Vec<(usize, EnclosingFunction)>,
    /// The function whose declaration is being read, with the length of `open` there.
    declared: Option<(usize, Function)>,
    /// In a `use`: whether `trace` is on its path.
    imports: Option<bool>,
    /// How many tokens may still be read ahead.
    budget: usize,
}

impl<'a> Reader<'a> {
    fn is(&self, index: usize, symbol: u8) -> bool {
        self.tokens.get(index).is_some_and(|token| token.is(symbol))
    }

    /// The word `count` tokens before `index`.
    fn word_before(&self, index: usize, count: usize) -> Option<&'a [u8]> {
        self.tokens[index.checked_sub(count)?].word(self.text)
    }

    fn visit(&mut self, index: usize) {
        let token = self.tokens[index];
        match token.kind {
            TokenKind::Symbol(b'{') => {
                if let Some((_, function)) = self.declared.take_if(|declared| declared.0 == self.open.len()) {
                    self.functions.push((self.open.len(), EnclosingFunction::new(function)));
                }
                self.open.push(index);
            }
            TokenKind::Symbol(b'(' | b'[') => self.open.push(index),
            TokenKind::Symbol(b')' | b']') => {
                self.open.pop_if(|&mut open| !self.tokens[open].is(b'{'));
            }
            TokenKind::Symbol(b'}') => self.close_brace(token.span),
            TokenKind::Symbol(b';') => {
                self.imports = None;
                self.declared.take_if(|declared| declared.0 == self.open.len());
            }
            TokenKind::Word => self.visit_word(index, token.span),
            _ => {}
        }
    }

    fn close_brace(&mut self, brace: Span) {
        let Some(found) = self.open.iter().rposition(|&open| self.tokens[open].is(b'{')) else { return };
        self.open.truncate(found);
        if let Some((_, owner)) = self.functions.pop_if(|function| function.0 == found)
            && let Some(index) = owner.listed()
        {
            self.source.functions[index as usize].span.end = brace.end;
        }
    }

    fn visit_word(&mut self, index: usize, span: Span) {
        let word = span.of(self.text);
        match word {
            b"fn" => self.visit_function(index),
            b"use" => self.imports = Some(false),
            b"trace" => self.imports = self.imports.map(|_| true),
            b"include_trace" if self.is(index + 1, b'!') => self.visit_group(index + 2),
            _ if word.starts_with(b"trace_") => self.visit_event(index, span),
            _ if word.starts_with(b"TRACE_") || word.starts_with(b"_TRACE_") => self.visit_guard(index, span),
            _ => {}
        }
    }

    fn visit_function(&mut self, index: usize) {
        let Some(name) = self.tokens.get(index + 1).filter(|name| name.kind == TokenKind::Word) else {
            return;
        };
        let function = Function {
            name: name.span.text(self.text).into(),
            name_span: name.span,
            span: self.tokens[index].span.to(name.span),
            kind: FunctionKind::Function,
        };
        self.declared = Some((self.open.len(), function));
    }

    fn visit_event(&mut self, index: usize, span: Span) {
        let Some(name) = event(span.of(self.text)) else { return };
        let kind = if let Some(what) = self.definition(index) {
            Kind::Definition(what)
        } else if self.imports.is_some() {
            Kind::Import
        } else if self.is(index + 1, b'(') {
            Kind::Call(call(self.text, self.tokens, index + 1, &mut self.budget))
        } else {
            Kind::Value
        };
        self.refer(name, span, kind);
    }

    fn visit_guard(&mut self, index: usize, span: Span) {
        let word = span.of(self.text);
        if word.iter().any(u8::is_ascii_lowercase) {
            return;
        }
        let is_argument = self.is(index.wrapping_sub(1), b'(') && self.is(index + 1, b')');
        let is_macro = index > 1 && self.is(index - 2, b'!');
        let callee = index.checked_sub(if is_macro { 3 } else { 2 }).filter(|_| is_argument);
        let function = callee.and_then(|callee| function_named(self.tokens[callee].word(self.text)?));
        let is_asked = function.as_ref().is_some_and(GuardFunction::asks_for_id);
        let Some((name, form)) = form(word, is_asked) else { return };
        let start = callee.filter(|_| function.is_some()).unwrap_or(index);
        if let Some(what) = self.definition(index) {
            // What something else bears is the whole name.
            self.refer(event(word).unwrap_or(name), span, Kind::Definition(what));
            return;
        }
        let is_negated = self.is(start.wrapping_sub(1), b'!');
        let guard = Guard { form, function, is_negated, is_in_directive: false, body: None };
        self.refer(name, span, Kind::Guard(guard));
    }

    /// What else bears the name at `index`.
    fn definition(&self, index: usize) -> Option<Definition> {
        if self.is(index.wrapping_sub(1), b'.') {
            return Some(Definition::Member);
        }
        if self.is(index + 1, b'!') && !self.is(index + 2, b'=') {
            return Some(Definition::Other);
        }
        if index > 0 && self.tokens[index - 1].kind == TokenKind::Scope {
            let module = self.word_before(index, 2).unwrap_or(b"crate");
            let is_near = matches!(module, b"trace" | b"self" | b"super" | b"crate");
            return (!is_near).then_some(Definition::Other);
        }
        match self.word_before(index, 1) {
            Some(b"fn") => return Some(Definition::Function),
            Some(b"let" | b"mut" | b"ref" | b"const" | b"static") => return Some(Definition::Variable),
            Some(b"mod" | b"struct" | b"enum" | b"type" | b"trait" | b"union") => {
                return Some(Definition::Other);
            }
            _ => {}
        }
        if self.imports == Some(false) {
            return Some(Definition::Other);
        }
        let opener = self.open.last().filter(|_| self.is(index + 1, b':'));
        opener.map(|&open| if self.is(open, b'{') { Definition::Member } else { Definition::Parameter })
    }

    fn visit_group(&mut self, open: usize) {
        let is_open = self.is(open, b'(') || self.is(open, b'{') || self.is(open, b'[');
        let string = self.tokens.get(open + 1).filter(|token| is_open && token.kind == TokenKind::String);
        let Some(string) = string.map(|token| token.span) else { return };
        let literal = string.of(self.text);
        if let (Some(first), Some(last)) = (memchr::memchr(b'"', literal), memchr::memrchr(b'"', literal))
            && first < last
        {
            let start = string.start as usize;
            let span = Span::new(start + first + 1, start + last);
            self.source.groups.push(IncludedGroup { name: span.text(self.text).into(), span });
        }
    }

    fn mentions(&mut self, comment: Span) {
        let mut hits = Hits::new(comment.of(self.text));
        while let Some(hit) = hits.next(comment.len()) {
            let start = comment.start as usize;
            let span = Span::new(start + hit.start, start + hit.end);
            let word = span.of(self.text);
            let is_guard = !word.starts_with(b"trace_");
            let name = if is_guard { form(word, false).map(|(name, _)| name) } else { event(word) };
            if let Some(name) = name.filter(|_| !is_guard || !word.iter().any(u8::is_ascii_lowercase)) {
                self.refer(name, span, Kind::Mention);
            }
        }
    }

    fn refer(&mut self, name: Box<str>, span: Span, kind: Kind) {
        let function = self.functions.last_mut();
        let function = function.and_then(|(_, owner)| owner.index(&mut self.source.functions));
        self.source.references.push(Reference { name, span, function, is_dead: false, kind });
    }

    /// Ends what is still open with the text.
    fn finish(mut self) -> Source {
        for (_, owner) in &self.functions {
            if let Some(index) = owner.listed() {
                self.source.functions[index as usize].span.end = self.text.len() as u32;
            }
        }
        self.source
    }
}

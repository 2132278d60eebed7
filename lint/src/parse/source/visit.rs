//! What the walk does at its stops: it notes a reference, takes a directive apart, follows a macro that
//! pastes.

use super::arguments::{Protection, list, split};
use super::bytes::directive_end;
use super::classify::{event, kind};
use super::directive::{Branch, Define, Directive};
use super::enclosing_function::EnclosingFunction;
use super::expansion::is_several;
use super::guard;
use super::hits::{Hit, HitKind};
use super::lexer::{Lexer, Token, TokenKind};
use super::model::{Call, Definition, Function, FunctionKind, Kind, PastingMacro, Reference};
use super::pasting::pasted_names;
use super::site::{Scope, Site};
use super::walker::{Region, Walker};
use crate::text::Span;

impl<'a> Walker<'a> {
    /// Looks at a word in code. The region that it is in ends at `end`.
    pub fn visit(&mut self, hit: Hit, end: usize) {
        if hit.kind == HitKind::Macro {
            self.visit_pasting(hit, end);
            return;
        }
        let text = &self.text[..end];
        self.before.read(text, self.statement, hit.start);
        let scope = self.scope();
        let define = self.region.as_ref().and_then(|region| region.define.as_ref());
        let site = Site { text, hit, before: &self.before, scope, define };
        if let Some((name, kind)) = kind(&site, &mut self.budget) {
            self.refer(name, Span::new(hit.start, hit.end), kind);
        }
    }

    /// Looks at a word in a comment.
    pub fn mention(&mut self, hit: Hit) {
        let word = &self.text[hit.start..hit.end];
        let name = match hit.kind {
            HitKind::Lower => event(word),
            HitKind::Upper if word.iter().any(u8::is_ascii_lowercase) => None,
            HitKind::Upper => guard::form(word, false).map(|(name, _)| name),
            HitKind::Macro => None,
        };
        if let Some(name) = name {
            self.refer(name, Span::new(hit.start, hit.end), Kind::Mention);
        }
    }

    fn refer(&mut self, name: Box<str>, span: Span, kind: Kind) {
        let function = self.function();
        if let Some(index) = function {
            let end = &mut self.source.functions[index as usize].span.end;
            *end = span.end.max(*end);
        }
        let is_dead = self.conditionals.is_dead();
        self.source.references.push(Reference { name, span, function, is_dead, kind });
    }

    /// Looks at the name of a macro that pastes: its use is a call of the event.
    fn visit_pasting(&mut self, hit: Hit, end: usize) {
        let text = &self.text[..end];
        let Some(open) = Lexer::new(text, hit.end).next().filter(|open| open.is(b'(')) else { return };
        let list = list(text, open.start(), Protection::Parentheses, &mut self.budget);
        let parts = split(&list.tokens, Protection::Parentheses);
        let name = Span::new(hit.start, hit.end);
        let is_used = |macro_: &&PastingMacro| macro_.name.as_bytes() == name.of(text);
        let macros: Vec<PastingMacro> = self.pasting.iter().filter(is_used).cloned().collect();
        for macro_ in macros {
            let define = self.region.as_ref().and_then(|region| region.define.as_ref());
            if let Some(derived) = define.and_then(|define| macro_.used_in(text, define, &parts)) {
                self.learn(derived, end);
                continue;
            }
            let Some([word @ Token { kind: TokenKind::Word, .. }]) = parts.get(macro_.parameter).copied()
            else {
                continue;
            };
            let call = macro_.arguments.is_some().then(|| Call {
                arguments: macro_.pass(text, &parts, name, list.span.end as usize),
                parentheses: list.span,
                is_complete: list.is_complete,
                is_pasted: true,
            });
            let event = macro_.event(text, *word);
            self.refer(event.into(), word.span, call.map_or(Kind::Value, Kind::Call));
        }
    }

    /// Remembers a macro that pastes, for the text from `from` on.
    fn learn(&mut self, macro_: PastingMacro, from: usize) {
        if self.conditionals.is_dead() {
            return;
        }
        self.hits.add_macro(&macro_.name, from);
        if !self.pasting.iter().any(|other| other.has_name_of(&macro_)) {
            self.pasting.push(macro_.clone());
        }
        if !self.source.pasting.iter().any(|other| other.has_name_of(&macro_)) {
            self.source.pasting.push(macro_);
        }
    }

    /// Passes the directive whose `#` is at `start`.
    pub(crate) fn pass_directive(&mut self, start: usize) -> usize {
        let end = directive_end(self.text, start + 1);
        let directive = Directive::read(self.text, Span::new(start, end));
        let include = directive.include();
        let define = directive.define();
        if let Some(define) = define.as_ref().filter(|define| is_several(&self.text[..end], define)) {
            self.source.several.push(define.name.span.text(self.text).into());
        }
        if self.hits.peek(end).is_some() {
            let rest = include.as_ref().map_or(directive.rest, |include| include.span.end as usize + 1);
            match define {
                Some(define) => self.pass_define(define, Span::new(start, end)),
                None if is_prose(directive.word) => self.hits.skip(end),
                None => self.pass_region(rest, end, Scope::Directive, None, EnclosingFunction::default()),
            }
        }
        if let Some(include) = include.filter(|_| !self.conditionals.is_dead()) {
            self.source.includes.push(include);
        }
        self.pause_function(end);
        match directive.branch() {
            Some(Branch::Open) => self.conditionals.open(directive.condition(), self.place),
            Some(Branch::Turn) => self.place = self.conditionals.turn(directive.condition(), self.place),
            Some(Branch::Close) => self.place = self.conditionals.close(self.place),
            None => {}
        }
        self.statement = end;
        end
    }

    fn pass_define(&mut self, define: Define<'a>, span: Span) {
        let name = define.name.span;
        while let Some(hit) = self.hits.next(define.body) {
            let what =
                if hit.start == define.name.start() { Definition::Macro } else { Definition::Parameter };
            if let Some(event) = event(&self.text[hit.start..hit.end]).filter(|_| hit.kind != HitKind::Macro)
            {
                self.refer(event, Span::new(hit.start, hit.end), Kind::Definition(what));
            }
        }
        let end = span.end as usize;
        let owner =
            Function { name: name.text(self.text).into(), name_span: name, span, kind: FunctionKind::Macro };
        for pasting in pasted_names(&self.text[..end], &define) {
            self.learn(pasting, end);
        }
        self.pass_region(define.body, end, Scope::Macro, Some(define), EnclosingFunction::new(owner));
    }

    fn pass_region(
        &mut self,
        from: usize,
        end: usize,
        scope: Scope,
        define: Option<Define<'a>>,
        owner: EnclosingFunction,
    ) {
        self.hits.skip(from);
        self.statement = from;
        self.region = Some(Region { scope, define, owner });
        self.walk(from, end);
        self.region = None;
    }
}

/// True for a directive whose text is not C.
fn is_prose(word: &[u8]) -> bool {
    !matches!(
        word,
        b"if"
            | b"ifdef"
            | b"ifndef"
            | b"elif"
            | b"elifdef"
            | b"elifndef"
            | b"else"
            | b"endif"
            | b"undef"
            | b"include"
            | b"include_next"
            | b"import"
    )
}

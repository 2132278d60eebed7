//! Whether a word is declared where it stands, or belongs to something that only bears the name.
//!
//! C can't be read for certain without its types: what looks like both is taken for what no compiler
//! would warn about, so `a * trace_x;` is a declaration.

use super::block::is_capitals;
use super::lexer::{Lexer, Token, TokenKind};
use super::model::Definition;
use super::site::{Scope, Site};

/// What else bears the name at a place, before `next`; `None` when it is a use of the word itself.
pub(super) fn definition(site: &Site, next: Option<Token>) -> Option<Definition> {
    if site.scope == Scope::Directive {
        return Some(Definition::Macro);
    }
    let is_next = |symbol: u8| next.is_some_and(|next| next.is(symbol));
    let Some(previous) = site.before.back(0) else { return at_start(site, &is_next) };
    match previous.kind {
        TokenKind::Arrow | TokenKind::Symbol(b'.') => Some(Definition::Member),
        TokenKind::Word | TokenKind::Symbol(b']') if site.is_in_message() => Some(Definition::Other),
        TokenKind::Word => after_word(site, previous, &is_next),
        TokenKind::Symbol(b'*') => after_star(site, &is_next),
        TokenKind::Symbol(b')') => after_parenthesis(site, &is_next),
        TokenKind::Symbol(b',') if site.scope == Scope::Constants => at_start(site, &is_next),
        TokenKind::Symbol(b',') if site.is_declaration() => Some(site.variable()),
        TokenKind::Symbol(b':') if site.before.open.is_empty() && is_next(b':') => Some(Definition::Label),
        _ => None,
    }
}

fn at_start(site: &Site, is_next: &dyn Fn(u8) -> bool) -> Option<Definition> {
    let ends_declarator = is_next(b';') || is_next(b'=') || is_next(b',') || is_next(b'[');
    match site.scope {
        Scope::Constants if is_next(b'}') || ends_declarator => Some(Definition::Other),
        Scope::Function | Scope::Macro | Scope::File if is_next(b':') => Some(Definition::Label),
        Scope::Members if ends_declarator => Some(Definition::Member),
        Scope::File if ends_declarator => Some(Definition::Variable),
        _ => None,
    }
}

fn after_word(site: &Site, previous: Token, is_next: &dyn Fn(u8) -> bool) -> Option<Definition> {
    let word = previous.span.of(site.text);
    match word {
        b"goto" => Some(Definition::Label),
        b"struct" | b"union" | b"enum" | b"class" | b"namespace" => Some(Definition::Other),
        _ if is_operator(word) => None,
        _ if !is_next(b'(') => Some(site.variable()),
        _ if !site.before.open.is_empty() => Some(Definition::Parameter),
        // A macro that takes no semicolon, on the line before a call.
        _ if site.is_in_code() && site.before.tokens.len() == 1 && is_capitals(word) => None,
        _ => Some(Definition::Function),
    }
}

fn after_star(site: &Site, is_next: &dyn Fn(u8) -> bool) -> Option<Definition> {
    let tokens = &site.before.tokens;
    let is_qualifier = |token: &Token| {
        token.is(b'*')
            || token.word(site.text).is_some_and(|word| matches!(word, b"const" | b"volatile" | b"restrict"))
    };
    let base = tokens.iter().rposition(|token| !is_qualifier(token))?;
    let in_list = !site.before.open.is_empty();
    match tokens[base].kind {
        TokenKind::Symbol(b'(') => {
            let is_type = |token: Token| match token.word(site.text) {
                Some(word) => !is_operator(word),
                None => token.is(b'*') || token.is(b')'),
            };
            let is_declarator = base.checked_sub(1).is_some_and(|index| is_type(tokens[index]));
            (is_declarator && is_next(b')') && site.is_function_pointer()).then(|| {
                match site.before.open.len() {
                    0 | 1 => site.variable_in(false),
                    _ => Definition::Parameter,
                }
            })
        }
        TokenKind::Word if is_operator(tokens[base].span.of(site.text)) => None,
        TokenKind::Word | TokenKind::Symbol(b')') if site.is_outside() => match is_next(b'(') {
            true if !in_list => Some(Definition::Function),
            _ => Some(site.variable()),
        },
        TokenKind::Word if !in_list && site.is_declaration() => {
            Some(if is_next(b'(') { Definition::Function } else { site.variable() })
        }
        TokenKind::Symbol(b',') if site.is_declaration() => Some(site.variable()),
        _ => None,
    }
}

fn after_parenthesis(site: &Site, is_next: &dyn Fn(u8) -> bool) -> Option<Definition> {
    let is_method = site.before.tokens[0].is(b'-') || site.before.tokens[0].is(b'+');
    match site.scope {
        Scope::File if is_method || is_next(b'(') => Some(Definition::Function),
        Scope::File | Scope::Members if is_next(b';') || is_next(b'=') || is_next(b'[') => {
            Some(site.variable())
        }
        _ => None,
    }
}

/// True for a keyword after which an expression follows.
pub(super) fn is_operator(word: &[u8]) -> bool {
    matches!(
        word,
        b"return"
            | b"else"
            | b"do"
            | b"case"
            | b"sizeof"
            | b"typeof"
            | b"__typeof__"
            | b"throw"
            | b"in"
            | b"co_return"
            | b"co_yield"
            | b"co_await"
            | b"and"
            | b"or"
            | b"not"
            | b"defined"
    )
}

impl Site<'_> {
    /// True where statements stand.
    fn is_in_code(&self) -> bool {
        matches!(self.scope, Scope::Function | Scope::Macro)
    }

    /// True where only declarations stand.
    fn is_outside(&self) -> bool {
        matches!(self.scope, Scope::File | Scope::Members)
    }

    /// True when the declarator goes on as that of a pointer to a function, `(*trace_x)(`.
    fn is_function_pointer(&self) -> bool {
        Lexer::new(self.text, self.hit.end).nth(1).is_some_and(|open| open.is(b'('))
    }

    /// True directly in the brackets of a message to an Objective-C object.
    fn is_in_message(&self) -> bool {
        self.before.innermost().is_some_and(|open| open.is(b'['))
    }

    /// True when the statement so far declares something: it begins with two words, perhaps with stars
    /// between them, and stands in no parentheses.
    fn is_declaration(&self) -> bool {
        let tokens = &self.before.tokens;
        let Some(first) = tokens.first().and_then(|first| first.word(self.text)) else { return false };
        if self.scope == Scope::Values
            || !self.before.open.is_empty()
            || is_operator(first)
            || first == b"goto"
        {
            return false;
        }
        match tokens.iter().skip(1).find(|token| !token.is(b'*')) {
            Some(second) => second.kind == TokenKind::Word,
            // All stars: what is declared is the place itself.
            None => tokens.len() > 1,
        }
    }

    /// What is declared here.
    fn variable(&self) -> Definition {
        self.variable_in(!self.before.open.is_empty())
    }

    fn variable_in(&self, in_list: bool) -> Definition {
        match self.scope {
            _ if in_list => Definition::Parameter,
            Scope::Members => Definition::Member,
            Scope::Constants => Definition::Other,
            _ => Definition::Variable,
        }
    }
}

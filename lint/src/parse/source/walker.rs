//! The walk over a C source: past comments and literals, in and out of blocks, from directive to
//! directive, and a stop at each word that may name an event.
//!
//! It looks closely at nothing else: tokens are made only round its stops.

use super::arguments::Budget;
use super::block::{BlockKind, block_kind, is_transparent};
use super::bytes::{comment_end, is_blank, is_digit_separator, literal_end};
use super::conditional::Conditionals;
use super::directive::Define;
use super::enclosing_function::EnclosingFunction;
use super::hits::Hits;
use super::model::{PastingMacro, Source};
use super::site::Scope;
use super::statement::Statement;
use super::structure::Structure;
use crate::text::Span;

/// The state of the walk.
pub(super) struct Walker<'a> {
    pub text: &'a [u8],
    pub source: Source,
    pub hits: Hits<'a>,
    pub budget: Budget,
    /// The macros that paste and are known by now.
    pub pasting: Vec<PastingMacro>,
    pub place: Place,
    pub conditionals: Conditionals<Place>,
    /// Where the statement begins, and what was read of it.
    pub statement: usize,
    pub before: Statement,
    /// The directive that is walked.
    pub region: Option<Region<'a>>,
    /// The block that was looked at last.
    known: Option<Known>,
    comment: Span,
}

/// Where the walk is in the structure of the file.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// Where the words begin that declare the next block.
    header: usize,
    /// The block at the top level that it is in.
    block: Option<Block>,
}

#[derive(Clone, Copy)]
struct Block {
    header: usize,
    open: usize,
    depth: usize,
}

/// A directive whose text is walked by itself.
pub(super) struct Region<'a> {
    pub scope: Scope,
    pub define: Option<Define<'a>>,
    pub owner: EnclosingFunction,
}

struct Known {
    open: usize,
    scope: Scope,
    owner: EnclosingFunction,
}

impl<'a> Walker<'a> {
    /// Begins at the top of `text`, with the macros that paste known from other files.
    pub fn new(text: &'a [u8], hits: Hits<'a>, pasting: Vec<PastingMacro>) -> Walker<'a> {
        Walker {
            text,
            source: Source::default(),
            hits,
            budget: Budget::new(text.len()),
            pasting,
            place: Place::default(),
            conditionals: Conditionals::new(),
            statement: 0,
            before: Statement::default(),
            region: None,
            known: None,
            comment: Span::default(),
        }
    }

    /// Walks to the end and returns what was found.
    pub fn run(mut self) -> Source {
        let end = self.text.len();
        self.walk(0, end);
        self.pause_function(end);
        self.source
    }

    /// Walks a stretch of text: the file, or the rest of a directive.
    pub fn walk(&mut self, from: usize, end: usize) {
        let text = &self.text[..end];
        let mut structure = Structure::new(text);
        let mut at = from;
        loop {
            let stop = structure.next(at);
            while let Some(hit) = self.hits.next(stop) {
                self.visit(hit, end);
            }
            let Some(&byte) = text.get(stop) else { return };
            at = match byte {
                b'/' => match comment_end(text, stop) {
                    Some(end) => self.pass_comment(stop, end),
                    None => stop + 1,
                },
                b'\'' if is_digit_separator(text, stop) => stop + 1,
                b'"' | b'\'' => {
                    let end = literal_end(text, stop);
                    self.hits.skip(end);
                    end
                }
                b'#' if self.region.is_none() && self.starts_line(stop) => self.pass_directive(stop),
                b'#' => stop + 1,
                _ => {
                    if self.region.is_none() {
                        self.pass_structure(byte, stop);
                    }
                    self.statement = stop + 1;
                    stop + 1
                }
            };
        }
    }

    fn pass_comment(&mut self, start: usize, end: usize) -> usize {
        self.comment = Span::new(start, end);
        while let Some(hit) = self.hits.next(end) {
            self.mention(hit);
        }
        end
    }

    /// True when only blanks and comments stand before `at` on its line, or the mark of UTF-8.
    fn starts_line(&self, at: usize) -> bool {
        let last = |end: usize| self.text[..end].iter().rposition(|&byte| !is_blank(byte));
        let is_start = |found: Option<usize>| {
            found.is_none_or(|at| {
                matches!(self.text[at], b'\n' | b'\r') || &self.text[..=at] == b"\xef\xbb\xbf"
            })
        };
        let found = last(at);
        let is_comment = found.is_some_and(|found| found + 1 == self.comment.end as usize);
        is_start(found) || (is_comment && is_start(last(self.comment.start as usize)))
    }

    /// Passes a brace or semicolon that is in no directive.
    fn pass_structure(&mut self, byte: u8, at: usize) {
        let Some(block) = self.place.block else { return self.pass_outside(byte, at) };
        match byte {
            b'{' if self.is_in_first_column(at) && self.begins_function(at) => {
                self.pause_function(self.statement);
                self.place.block = Some(Block { header: self.statement, open: at, depth: 1 });
            }
            b'{' => self.place.block = Some(Block { depth: block.depth + 1, ..block }),
            b'}' if block.depth == 1 || self.is_in_first_column(at) => {
                self.pause_function(at + 1);
                self.place = Place { header: at + 1, block: None };
            }
            b'}' => self.place.block = Some(Block { depth: block.depth - 1, ..block }),
            _ => {}
        }
    }

    fn pass_outside(&mut self, byte: u8, at: usize) {
        let header = self.place.header;
        if byte == b'{' && !(self.budget.take(header, at) && is_transparent(self.text, header, at)) {
            self.place.block = Some(Block { header, open: at, depth: 1 });
        } else {
            self.place.header = at + 1;
        }
    }

    /// True when the brace at `at` begins a function by the statement before it, though another block
    /// was not closed.
    fn begins_function(&mut self, at: usize) -> bool {
        self.budget.take(self.statement, at)
            && matches!(block_kind(self.text, self.statement, at), BlockKind::Function(_))
    }

    /// A brace there belongs to a block at the top level, whatever is missing in that before.
    fn is_in_first_column(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| matches!(self.text[before], b'\n' | b'\r'))
    }

    /// The function that the walk is in goes at least to `end`, wherever the walk goes on.
    pub(crate) fn pause_function(&mut self, end: usize) {
        let open = self.place.block.map(|block| block.open);
        let known = self.known.as_ref().filter(|known| Some(known.open) == open);
        if let Some(index) = known.and_then(|known| known.owner.listed()) {
            let function = &mut self.source.functions[index as usize];
            function.span.end = function.span.end.max(end as u32);
        }
    }

    /// What the walk is in.
    pub fn scope(&mut self) -> Scope {
        if let Some(region) = &self.region {
            return region.scope;
        }
        let Some(block) = self.place.block else { return Scope::File };
        if let Some(known) = self.known.as_ref().filter(|known| known.open == block.open) {
            return known.scope;
        }
        let kind = if self.budget.take(block.header, block.open) {
            block_kind(self.text, block.header, block.open)
        } else {
            BlockKind::Values
        };
        let (scope, owner) = match kind {
            BlockKind::Function(function) => (Scope::Function, EnclosingFunction::new(function)),
            BlockKind::Statements => (Scope::Function, EnclosingFunction::default()),
            BlockKind::Members => (Scope::Members, EnclosingFunction::default()),
            BlockKind::Constants => (Scope::Constants, EnclosingFunction::default()),
            BlockKind::Values | BlockKind::Transparent => (Scope::Values, EnclosingFunction::default()),
        };
        self.known = Some(Known { open: block.open, scope, owner });
        scope
    }

    /// The index of the function that the walk is in.
    pub fn function(&mut self) -> Option<u32> {
        self.scope();
        let in_block = self.region.is_none() && self.place.block.is_some();
        let owner = match &mut self.region {
            Some(region) if region.define.is_some() => Some(&mut region.owner),
            _ => self.known.as_mut().filter(|_| in_block).map(|known| &mut known.owner),
        };
        owner?.index(&mut self.source.functions)
    }
}

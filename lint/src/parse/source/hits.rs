//! Where a text may name an event: the words that begin with `trace_` or `TRACE_`, and the names of
//! macros that paste. Found as the walker asks for them, by substring search.

use super::bytes::{is_word, word_end};
use memchr::memmem::Finder;
use std::sync::LazyLock;

static LOWER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("trace_"));
static UPPER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("TRACE_"));

/// More macros that paste than this are not looked for in one file, so that the search stays linear.
const MOST_MACROS: usize = 64;

/// True when the text may name an event at all.
pub(super) fn any(text: &[u8]) -> bool {
    LOWER.find(text).is_some() || UPPER.find(text).is_some()
}

/// A word to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    pub kind: HitKind,
}

/// The kinds of words to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HitKind {
    /// `trace_…`
    Lower,
    /// `TRACE_…` or `_TRACE_…`
    Upper,
    /// The name of a macro that pastes.
    Macro,
}

/// The words to look at in a text, in order.
pub(super) struct Hits<'a> {
    text: &'a [u8],
    needles: Vec<Needle<'a>>,
    next: Option<Hit>,
}

struct Needle<'a> {
    finder: Finder<'a>,
    kind: HitKind,
    /// The hit found last, `None` when there is none left.
    found: Option<Hit>,
}

impl<'a> Hits<'a> {
    /// The words of `text`.
    pub fn new(text: &'a [u8]) -> Hits<'a> {
        let mut hits = Hits::none(text);
        hits.add(LOWER.as_ref(), HitKind::Lower, 0);
        hits.add(UPPER.as_ref(), HitKind::Upper, 0);
        hits
    }

    /// No words of `text`.
    pub fn none(text: &'a [u8]) -> Hits<'a> {
        Hits { text, needles: Vec::new(), next: None }
    }

    /// Looks for the name of a macro, too, from `from` on.
    pub(crate) fn add_macro(&mut self, name: &str, from: usize) {
        let is_known = |needle: &Needle| needle.finder.needle() == name.as_bytes();
        if name.is_empty() || self.needles.len() == MOST_MACROS || self.needles.iter().any(is_known) {
            return;
        }
        self.add(Finder::new(name).into_owned(), HitKind::Macro, from);
    }

    fn add(&mut self, finder: Finder<'a>, kind: HitKind, from: usize) {
        let mut needle = Needle { finder, kind, found: None };
        needle.find(self.text, from);
        self.needles.push(needle);
        self.choose();
    }

    fn choose(&mut self) {
        let found = self.needles.iter().filter_map(|needle| needle.found);
        self.next = found.min_by_key(|hit| (hit.start, hit.kind != HitKind::Macro));
    }

    /// The next word, if it begins before `end`.
    pub(crate) fn peek(&self, end: usize) -> Option<Hit> {
        self.next.filter(|hit| hit.start < end)
    }

    /// Takes the next word, if it begins before `end`.
    pub fn next(&mut self, end: usize) -> Option<Hit> {
        let hit = self.peek(end)?;
        self.skip(hit.end);
        Some(hit)
    }

    /// Leaves out the words before `end`.
    pub fn skip(&mut self, end: usize) {
        if self.peek(end).is_none() {
            return;
        }
        for needle in &mut self.needles {
            if needle.found.is_some_and(|hit| hit.start < end) {
                needle.find(self.text, end);
            }
        }
        self.choose();
    }
}

impl Needle<'_> {
    fn find(&mut self, text: &[u8], from: usize) {
        let length = self.finder.needle().len();
        let mut from = from;
        self.found = None;
        while let Some(found) = self.finder.find(&text[from..]) {
            let at = from + found;
            from = at + length;
            let start =
                if self.kind == HitKind::Upper && at > 0 && text[at - 1] == b'_' { at - 1 } else { at };
            if start > 0 && is_word(text[start - 1]) {
                continue;
            }
            let end = word_end(text, from);
            if self.kind != HitKind::Macro || end == from {
                self.found = Some(Hit { start, end, kind: self.kind });
                return;
            }
        }
    }
}

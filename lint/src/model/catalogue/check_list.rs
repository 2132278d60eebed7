//! The verdict on each line of a list: once for all rules. What is wrong in two ways is told in both, so
//! that mending the one does not bring the other to light.

use super::events::{Catalogue, Covered};
use super::list_problem::{NotAName, Problem, ProblemKind};
use super::undone::{Switch, undone};
use crate::parse::event_list::{EventList, ExtraBytes, IntendedEntry, Line, Reading, intended_entry};
use crate::qemu::pattern::{PatternKind, is_wild, shape};
use crate::text::Span;
use crate::text::nearest::MOST_GUESSES;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// So many parts of one line that is too long are judged.
const MOST_PARTS: usize = 8;

/// What is wrong with the lines of a list, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CheckedList {
    pub problems: Vec<Problem>,
}

/// Judges a list. Without a catalogue only what no catalogue is needed for is told.
pub(crate) fn check_list(list: &EventList, catalogue: Option<&Catalogue>) -> CheckedList {
    let empty = Catalogue::default();
    let known = catalogue.filter(|catalogue| !catalogue.is_empty());
    let mut judge = Judge {
        list,
        catalogue: known.unwrap_or(&empty),
        has_catalogue: known.is_some(),
        covered: FxHashMap::default(),
        guesses: MOST_GUESSES,
        problems: Vec::new(),
    };
    let mut settings = Vec::new();
    let mut part = 0;
    for (index, line) in list.lines.iter().enumerate() {
        part = if line.is_rest { part + 1 } else { 0 };
        if part == 1 {
            judge.too_long(index - 1);
        }
        if part < MOST_PARTS
            && let Some(intended_entry) = judge.line(line)
        {
            settings.push((index as u32, intended_entry));
        }
    }
    judge.order(&settings);
    judge.problems.sort_by_key(|problem| problem.span);
    CheckedList { problems: judge.problems }
}

struct Judge<'a> {
    list: &'a EventList,
    catalogue: &'a Catalogue,
    has_catalogue: bool,
    /// What the patterns cover that were there.
    covered: FxHashMap<&'a [u8], Rc<Covered>>,
    guesses: usize,
    problems: Vec<Problem>,
}

impl<'a> Judge<'a> {
    fn report(&mut self, span: Span, kind: ProblemKind) {
        self.problems.push(Problem { span, kind });
    }

    fn covered(&mut self, pattern: &'a [u8]) -> Rc<Covered> {
        let catalogue = self.catalogue;
        self.covered.entry(pattern).or_insert_with(|| Rc::new(catalogue.covered(pattern))).clone()
    }

    /// Judges one line; what it is intended_entry to switch, if that is clear.
    fn line(&mut self, line: &Line) -> Option<IntendedEntry> {
        if line.reading == Reading::Comment {
            return None;
        }
        let intended_entry = intended_entry(self.list, line);
        if line.reading == Reading::Skipped
            && self.list.is_ended(line)
            && intended_entry.extra_bytes.is_empty()
        {
            return None;
        }
        let has_nul = intended_entry.extra_bytes.iter().any(|(_, stray)| *stray == ExtraBytes::Nul);
        // The byte that QEMU cuts off may be one that is too many.
        let is_as_meant =
            matches!(line.reading, Reading::Setting { pattern, .. } if pattern == intended_entry.pattern);
        let is_lost = !is_as_meant && (line.reading != Reading::Skipped || has_nul);
        if let Some((first, _)) = intended_entry.extra_bytes.first().filter(|_| is_lost) {
            let span = intended_entry.extra_bytes[1..]
                .iter()
                .fold(*first, |span, (next, _)| if span.end == next.start { span.to(*next) } else { span });
            self.report(span, ProblemKind::Strays(intended_entry.extra_bytes.clone()));
        }
        if intended_entry.pattern.is_empty() {
            if line.reading != Reading::Skipped && intended_entry.extra_bytes.is_empty() {
                // A `-` alone.
                self.report(trimmed(self.list, line), ProblemKind::NotAName(NotAName::Byte));
            }
            return None;
        }
        if !is_as_meant {
            self.final_newline(line, &intended_entry);
        }
        let list = self.list;
        let pattern = list.bytes(intended_entry.pattern);
        if intended_entry.is_enabled && matches!(pattern, b"help" | b"?") {
            self.report(intended_entry.pattern, ProblemKind::Help);
            return None;
        }
        self.pattern(intended_entry.pattern).then_some(intended_entry)
    }

    /// A last line without its newline.
    fn final_newline(&mut self, line: &Line, intended_entry: &IntendedEntry) {
        let is_last = line.span.end as usize == self.list.text.len();
        if !is_last || self.list.is_ended(line) {
            return;
        }
        let list = self.list;
        let (read, is_known) = match line.reading {
            Reading::Setting { pattern, .. } => {
                (pattern, !self.covered(list.bytes(pattern)).settable.is_empty())
            }
            Reading::Skipped | Reading::Comment | Reading::Help => {
                (Span::empty(intended_entry.pattern.start as usize), false)
            }
        };
        self.report(intended_entry.pattern, ProblemKind::NotEnded { read, is_known });
    }

    /// Judges what is intended_entry for a name or a pattern; false when it switches nothing.
    fn pattern(&mut self, span: Span) -> bool {
        let list = self.list;
        let pattern = list.bytes(span);
        let covered = self.covered(pattern);
        if !covered.settable.is_empty() {
            if shape(pattern) == PatternKind::First && covered.settable.len() + covered.disabled.len() > 1 {
                self.report(span, ProblemKind::OnlyFirst { count: covered.settable.len() });
            }
            return true;
        }
        if let Some((at, not_a_name)) = self.not_a_name(span) {
            self.report(at, ProblemKind::NotAName(not_a_name));
            return false;
        }
        if !self.has_catalogue {
            return false;
        }
        if let Some(no_match) = self.catalogue.why_no_match(pattern, &covered, &mut self.guesses) {
            self.report(span, ProblemKind::NoMatch(no_match));
        }
        false
    }

    /// What makes that a text can be no name, where something does.
    fn not_a_name(&mut self, span: Span) -> Option<(Span, NotAName)> {
        let list = self.list;
        let bytes = list.bytes(span);
        let start = span.start as usize;
        let place = |from: usize, to: usize| Span::new(start + from, start + to);
        let Ok(text) = std::str::from_utf8(bytes) else {
            let valid = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
            return Some((place(valid, bytes.len()), NotAName::NotUtf8));
        };
        let is_part =
            |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || is_wild(byte) || byte >= 0x80;
        let Some(odd) = bytes.iter().position(|byte| !is_part(*byte)) else {
            let lower = text.strip_prefix("trace_").map(str::to_owned);
            let lower = lower.or_else(|| text.strip_prefix("TRACE_").map(str::to_lowercase))?;
            let is_known = !self.catalogue.covered(lower.as_bytes()).settable.is_empty();
            return is_known.then_some((span, NotAName::Prefix { name: lower }));
        };
        let word = |from: usize| bytes[from..].iter().take_while(|byte| is_part(**byte)).count();
        let rest = bytes[odd..].trim_ascii_start();
        let quote = bytes[0];
        let not_a_name = if matches!(quote, b'"' | b'\'')
            && bytes.len() > 2
            && bytes.ends_with(&[quote])
            && word(1) == bytes.len() - 2
        {
            NotAName::Quoted { inner: place(1, bytes.len() - 1) }
        } else if odd > 0 && (rest.starts_with(b"(") || rest.starts_with(b"\"")) {
            let is_known = !self.catalogue.covered(&bytes[..odd]).settable.is_empty();
            NotAName::Signature { name: place(0, odd), is_known }
        } else if matches!(bytes[odd], b'[' | b'{') {
            return Some((place(odd, odd + 1), NotAName::Class));
        } else if let Some(names) = several(bytes, is_part) {
            NotAName::Several { names: names.iter().map(|(from, to)| place(*from, *to)).collect() }
        } else {
            let width = text[odd..].chars().next().map_or(1, char::len_utf8);
            return Some((place(odd, odd + width), NotAName::Byte));
        };
        Some((span, not_a_name))
    }

    fn too_long(&mut self, first: usize) {
        let lines = &self.list.lines[first..];
        let parts = 1 + lines[1..].iter().take_while(|line| line.is_rest).count();
        // Of a rest of one byte nothing is read: the line only loses its last byte, which of a comment is
        // no loss.
        let is_harmless = lines[0].reading == Reading::Comment
            && lines[1..parts].iter().all(|line| matches!(line.reading, Reading::Skipped | Reading::Comment));
        if !is_harmless {
            let span = lines[1].span;
            self.report(
                Span { start: span.start, end: lines[parts - 1].span.end },
                ProblemKind::TooLong { parts },
            );
        }
    }

    /// The lines that later ones undo.
    fn order(&mut self, settings: &[(u32, IntendedEntry)]) {
        let list = self.list;
        let all: Vec<_> = settings
            .iter()
            .map(|(_, intended_entry)| self.covered(list.bytes(intended_entry.pattern)))
            .collect();
        let switches: Vec<_> = settings
            .iter()
            .zip(&all)
            // Which of several events is the first is not known.
            .filter(|((_, intended_entry), covered)| {
                shape(list.bytes(intended_entry.pattern)) != PatternKind::First || covered.settable.len() == 1
            })
            .map(|((line, intended_entry), covered)| Switch {
                line: *line,
                is_enabled: intended_entry.is_enabled,
                pattern: list.bytes(intended_entry.pattern),
                events: &covered.settable,
            })
            .collect();
        for (line, by) in undone(&switches, self.catalogue.all().len()) {
            let (span, by) =
                (trimmed(list, &list.lines[line as usize]), trimmed(list, &list.lines[by as usize]));
            self.report(span, ProblemKind::Undone { by });
        }
    }
}

/// The bytes of a line without the white space at its end.
fn trimmed(list: &EventList, line: &Line) -> Span {
    let length = list.bytes(line.span).trim_ascii_end().len();
    Span::new(line.span.start as usize, line.span.start as usize + length)
}

/// The places of several names with commas or blanks between them; `None` where something else is there.
fn several(bytes: &[u8], is_part: impl Fn(u8) -> bool) -> Option<Vec<(usize, usize)>> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| is_part(**byte)).count();
        if length == 0 {
            return None;
        }
        names.push((at, at + length));
        at += length;
        let gap = bytes[at..].iter().take_while(|byte| b", \t;".contains(byte)).count();
        if gap == 0 && at < bytes.len() {
            return None;
        }
        at += gap;
    }
    (names.len() > 1).then_some(names)
}

#[cfg(test)]
mod tests;

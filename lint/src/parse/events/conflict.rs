//! Marks of a merge conflict that was never resolved: one error for each, in place of one for each line. What both
//! sides declare is read once.

use super::tree::{LineKind, SyntaxError};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// Where in a conflict a line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    None,
    Ours,
    /// What both sides began with, which git shows by `merge.conflictStyle = diff3`.
    Base,
    Theirs,
}

/// The conflict that is open.
#[derive(Debug, Default)]
pub(super) struct Conflict<'a> {
    side: Side,
    /// The names of the events of the first side.
    names: FxHashSet<&'a [u8]>,
    /// True when no conflict is closed any more.
    is_over: bool,
}

impl<'a> Conflict<'a> {
    /// True for a mark, and for a line of neither side; the first mark of a conflict is an error.
    pub fn passes(&mut self, text: &[u8], line: Span, errors: &mut Vec<SyntaxError>) -> bool {
        let is_mark = |mark: &[u8]| {
            let rest = line.of(text).strip_prefix(mark);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b" ") || rest == b"\r")
        };
        let side = self.side;
        let next = match side {
            Side::None if is_mark(b"<<<<<<<") && self.begins(text, line) => Side::Ours,
            Side::Ours if is_mark(b"|||||||") => Side::Base,
            Side::Ours | Side::Base if is_mark(b"=======") => Side::Theirs,
            Side::Theirs if is_mark(b">>>>>>>") => Side::None,
            side => return side == Side::Base,
        };
        if next == Side::Ours {
            self.names.clear();
            errors.push(SyntaxError {
                span: line,
                message: "unresolved merge conflict".to_owned(),
                help: Some("keep what is right of both sides, and remove the marks".to_owned()),
            });
        }
        self.side = next;
        true
    }

    /// True when the other marks follow; where they don't, they don't later either.
    fn begins(&mut self, text: &[u8], line: Span) -> bool {
        self.is_over = self.is_over || !is_closed(text, line);
        !self.is_over
    }

    /// True for an event of the second side that the first has too.
    pub(crate) fn repeats(&mut self, text: &'a [u8], kind: &LineKind) -> bool {
        let LineKind::Event(event) = kind else { return false };
        let Some(name) = event.name.map(|name| name.of(text)) else { return false };
        if self.side == Side::Ours {
            self.names.insert(name);
        }
        self.side == Side::Theirs && self.names.contains(name)
    }
}

/// True when the marks of the middle and of the end follow.
fn is_closed(text: &[u8], from: Span) -> bool {
    let mut marks = [&b"======="[..], b">>>>>>>"].into_iter().peekable();
    for line in text[from.end as usize..].split(|byte| *byte == b'\n') {
        match marks.peek() {
            Some(mark) if line.starts_with(mark) => drop(marks.next()),
            Some(_) => {}
            None => break,
        }
    }
    marks.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn conflicts() {
        let check = |text: &str, errors: usize, events: usize| {
            let tree = parse(text.as_bytes());
            let found =
                tree.lines.iter().filter(|line| matches!(line.kind, super::LineKind::Event(_))).count();
            assert_eq!((tree.errors.len(), found), (errors, events), "{text}{:?}", tree.errors);
            assert_eq!(tree.lines.len(), text.lines().count(), "{text}");
        };
        check("<<<<<<< HEAD\na(void)\n=======\na(int b)\nc(void)\n>>>>>>> x\nd(void)\n", 1, 3);
        check("<<<<<<< a\r\na(void)\r\n=======\r\n>>>>>>> x\r\n", 1, 1);
        check("<<<<<<< HEAD\na(void)\n||||||| 1\nb(void)\n=======\nc(void)\n>>>>>>> x\n", 1, 2);
        let one = "<<<<<<< HEAD\na(void)\n=======\nb(void)\n>>>>>>> x\n";
        check(&one.repeat(2), 2, 4);
        // What ends nowhere is no conflict.
        check("<<<<<<< HEAD\na(void)\n", 1, 2);
        check("=======\na(void)\n>>>>>>> x\n", 2, 3);
        check("<<<<<<<x\na(void)\n=======\n>>>>>>> x\n", 3, 4);
    }
}

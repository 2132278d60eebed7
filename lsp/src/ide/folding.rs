//! What can be folded: what stands under a heading, and comments of several lines.

use super::headings::headings;
use trace_lint::parse::events::File;
use trace_lint::parse::events::LineKind;

/// Lines that fold into the first of them, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The line that stays.
    pub first: usize,
    /// The last line that goes.
    pub last: usize,
    /// True for a comment.
    pub is_comment: bool,
}

/// The folds of a file, in the order of their first lines.
pub fn folds(file: &File) -> Vec<Fold> {
    let headings = headings(file);
    let mut found: Vec<Fold> = headings
        .iter()
        .map(|heading| Fold { first: heading.line, last: heading.last_line, is_comment: false })
        .collect();
    let is_comment = |line: usize| {
        matches!(file.tree.lines[line].kind, LineKind::Comment(_))
            && headings.binary_search_by_key(&line, |heading| heading.line).is_err()
    };
    let mut line = 0;
    while line < file.tree.lines.len() {
        let first = line;
        while line < file.tree.lines.len() && is_comment(line) {
            line += 1;
        }
        if line > first {
            found.push(Fold { first, last: line - 1, is_comment: true });
        }
        line = line.max(first + 1);
    }
    found.retain(|fold| fold.last > fold.first);
    found.sort_by_key(|fold| fold.first);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace_lint::text::fixture::unindented;

    #[test]
    fn headings_and_comments() {
        let text: &str = &unindented(
            r#"
            # one
            # two

            # a.c
            f(void) ""
            g(void) ""
            # x
            # y

            # b.c
            # c.c
            h(void) ""
            "#,
        );
        let file = File::new("trace-events", text.into());
        let found: Vec<_> =
            folds(&file).iter().map(|fold| (fold.first, fold.last, fold.is_comment)).collect();
        assert_eq!(found, [(0, 1, true), (3, 7, false), (6, 7, true), (10, 11, false)]);
    }
}

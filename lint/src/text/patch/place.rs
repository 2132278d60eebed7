//! Holds a diff against a text: is it applied there, and what would it make of the text? Lines that were added or
//! removed above it since do not count, nor do the ends of lines, which mail and git's settings change.

use super::{Block, FilePatch, Hunk, hunks, undone};

/// How far a block may have moved, in lines.
const FARTHEST: usize = 2000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl FilePatch {
    /// The same changes where they are in a text that has them all.
    ///
    /// # Errors
    /// A line that the text does not have in its place.
    pub fn found_in(&self, after: &[u8]) -> Result<FilePatch, &[u8]> {
        let mut placed = self.clone();
        let mut text = after.to_vec();
        for (stage, own) in placed.stages.iter_mut().zip(&self.stages).rev() {
            *stage = place(own, &text, Side::After).map_err(|block| missing(block, &text))?;
            text = undone(stage, &text);
        }
        Ok(placed)
    }

    /// The same changes where they are in the text that they make of another, and that text.
    pub fn applied_to(&self, before: &[u8]) -> Option<(FilePatch, Vec<u8>)> {
        let mut placed = self.clone();
        let mut text = before.to_vec();
        for stage in &mut placed.stages {
            *stage = place(stage, &text, Side::Before).ok()?;
            text = done(stage, &text);
        }
        Some((placed, text))
    }
}

impl Block {
    fn lines(&self, side: Side) -> Vec<&[u8]> {
        let mut lines = Vec::new();
        let (mut hunks, mut context) = (self.hunks.iter().peekable(), self.context.iter().peekable());
        let mut at = self.after;
        loop {
            if let Some(hunk) = hunks.next_if(|hunk| hunk.start == at) {
                let own = if side == Side::Before { &hunk.before } else { &hunk.after };
                lines.extend(own.iter().map(Vec::as_slice));
                at += hunk.after.len();
            } else if let Some((_, line)) = context.next_if(|(line, _)| *line == at) {
                lines.push(line);
                at += 1;
            } else {
                return lines;
            }
        }
    }

    /// True when there are lines only below the changes, as at the beginning of a file, and only above them, as at its
    /// end. What was added there and has changed since would else be added again.
    fn is_at_ends(&self) -> (bool, bool) {
        let first = self.hunks.first().map_or(0, |hunk| hunk.start);
        let last = self.hunks.last().map_or(0, |hunk| hunk.start + hunk.after.len());
        let has = |is_there: &dyn Fn(usize) -> bool| self.context.iter().any(|(line, _)| is_there(*line));
        let (above, below) = (has(&|line| line < first), has(&|line| line >= last));
        (below && !above, above && !below)
    }

    /// The same block at another line of the text after it.
    fn moved_to(&self, after: usize) -> Block {
        let moved = |line: usize| line - self.after + after;
        let hunk = |hunk: &Hunk| Hunk { start: moved(hunk.start), ..hunk.clone() };
        let context = self.context.iter().map(|(line, text)| (moved(*line), text.clone())).collect();
        Block { before: self.before, after, hunks: self.hunks.iter().map(hunk).collect(), context }
    }
}

fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.trim_ascii_end() == other.trim_ascii_end()
}

fn lines_of(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

/// The blocks of a stage at the lines where they are in a text; else the first that is not there.
fn place<'a>(stage: &'a [Block], text: &[u8], side: Side) -> Result<Vec<Block>, &'a Block> {
    let lines = lines_of(text);
    let (mut placed, mut least, mut offset, mut growth) = (Vec::new(), 0, 0_isize, 0_isize);
    for block in stage {
        let own = block.lines(side);
        let is_at = |at: usize| {
            lines
                .get(at..at + own.len())
                .is_some_and(|found| found.iter().zip(&own).all(|(found, own)| is_same(found, own)))
        };
        let (is_begin, is_end) = if side == Side::Before { block.is_at_ends() } else { (false, false) };
        let is_at =
            |at: usize| is_at(at) && (!is_begin || at == 0) && (!is_end || at + own.len() == lines.len());
        let named = if side == Side::Before { block.before } else { block.after };
        let expected = named.saturating_add_signed(offset);
        // Without lines around it nothing tells the place but the number.
        let farthest = if block.context.is_empty() { 0 } else { FARTHEST };
        let around = (0..=farthest).flat_map(|far| [expected.checked_sub(far), expected.checked_add(far)]);
        let at = around.flatten().find(|at| *at >= least && is_at(*at)).ok_or(block)?;
        offset = at as isize - named as isize;
        least = at + own.len();
        let mut moved = match side {
            Side::After => block.moved_to(at),
            Side::Before => block.moved_to(at.saturating_add_signed(growth)),
        };
        moved.before = if side == Side::Before { at } else { at.saturating_add_signed(-growth) };
        growth += block.lines(Side::After).len() as isize - block.lines(Side::Before).len() as isize;
        placed.push(moved);
    }
    Ok(placed)
}

/// The text after some changes, from the one before them. The changes get that text's own lines for those before.
fn done(stage: &mut [Block], before: &[u8]) -> Vec<u8> {
    let lines = lines_of(before);
    let has_crlf = lines.first().is_some_and(|line| line.ends_with(b"\r\n"));
    let (mut after, mut at, mut growth) = (Vec::with_capacity(before.len()), 0, 0_isize);
    for hunk in stage.iter_mut().flat_map(|block| &mut block.hunks) {
        let start = hunk.start.saturating_add_signed(-growth).clamp(at, lines.len());
        after.extend(lines[at..start].iter().copied().flatten());
        at = (start + hunk.before.len()).min(lines.len());
        hunk.before = lines[start..at].iter().map(|line| line.to_vec()).collect();
        for line in &mut hunk.after {
            if has_crlf && line.ends_with(b"\n") && !line.ends_with(b"\r\n") {
                line.truncate(line.len() - 1);
                line.extend(b"\r\n");
            }
            after.extend(&*line);
        }
        growth += hunk.after.len() as isize - hunk.before.len() as isize;
    }
    after.extend(lines[at..].iter().copied().flatten());
    after
}

/// A line of a block that the text after it does not have in its place: one that is new, if there is one.
fn missing<'a>(block: &'a Block, text: &[u8]) -> &'a [u8] {
    let lines = lines_of(text);
    let is_missing = |at: usize, line: &[u8]| !lines.get(at).is_some_and(|found| is_same(found, line));
    let new = hunks(std::slice::from_ref(block));
    let mut new =
        new.flat_map(|hunk| hunk.after.iter().enumerate().map(|(at, line)| (hunk.start + at, line)));
    let around = || block.context.iter().map(|(at, line)| (*at, line));
    let found = new.find(|(at, line)| is_missing(*at, line));
    let found = found.or_else(|| around().find(|(at, line)| is_missing(*at, line)));
    found.map_or(&b""[..], |(_, line)| line.trim_ascii_end())
}

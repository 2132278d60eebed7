//! A unified diff as git writes it: which lines it touches, and the texts that were there before it.

mod place;
mod read;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// What a diff changes, by the paths of the files after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Patch {
    /// The files that are there after it.
    pub files: FxHashMap<String, FilePatch>,
    /// The texts of the files that it removes or renames, by their paths before it.
    pub removed: FxHashMap<String, Vec<u8>>,
}

/// What a diff changes in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FilePatch {
    /// The changes, in the order of the file, by each patch that has it: a series in a mailbox has several.
    pub stages: Vec<Vec<Block>>,
    /// Its path before, where that is another; `None` also for a new file.
    pub renamed_from: Option<String>,
    /// True for a file that is new.
    pub is_new: bool,
    /// True when the diff says that it changes, and not how.
    pub is_binary: bool,
    /// What git calls its text after the last change: the beginning of a hexadecimal name.
    pub blob: Option<String>,
}

/// What follows one `@@`: changes that are near each other, and the lines around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its first line before the change, counted from 0.
    pub before: usize,
    /// Its first line after the change, counted from 0.
    pub after: usize,
    /// The changes.
    pub hunks: Vec<Hunk>,
    /// The lines around them, with their ends, by their numbers after the change.
    pub context: Vec<(usize, Vec<u8>)>,
}

/// A change without the lines around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hunk {
    /// The first line after the change, counted from 0.
    pub start: usize,
    /// The lines that are new, with their ends.
    pub after: Vec<Vec<u8>>,
    /// The lines that were there before, with their ends.
    pub before: Vec<Vec<u8>>,
}

/// The changes of one patch to a file.
fn hunks(stage: &[Block]) -> impl Iterator<Item = &Hunk> {
    stage.iter().flat_map(|block| &block.hunks)
}

impl FilePatch {
    /// True for a line of the file, counted from 0, that is new or stands beside lines that are gone.
    pub fn touches(&self, line: usize) -> bool {
        let mut line = line;
        self.stages.iter().rev().any(|stage| {
            let is_touched = hunks(stage).any(|hunk| match hunk.after.len() {
                0 => line == hunk.start || line + 1 == hunk.start,
                added => hunk.start <= line && line < hunk.start + added,
            });
            let above = hunks(stage).filter(|hunk| hunk.start <= line);
            let (gone, new) =
                above.fold((0, 0), |(gone, new), hunk| (gone + hunk.before.len(), new + hunk.after.len()));
            line = (line + gone).saturating_sub(new);
            is_touched
        })
    }

    /// The text before the change, from the one after it.
    pub fn before(&self, after: &[u8]) -> Vec<u8> {
        self.stages.iter().rev().fold(after.to_vec(), |text, stage| undone(stage, &text))
    }
}

/// The text before some changes of it, from the one after them.
fn undone(stage: &[Block], after: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = after.split_inclusive(|byte| *byte == b'\n').collect();
    let (mut before, mut at) = (Vec::with_capacity(after.len()), 0);
    for hunk in hunks(stage) {
        let start = hunk.start.clamp(at, lines.len());
        before.extend(lines[at..start].iter().copied().flatten());
        before.extend(hunk.before.iter().flatten());
        at = (start + hunk.after.len()).min(lines.len());
    }
    before.extend(lines[at..].iter().copied().flatten());
    before
}

impl Patch {
    /// Reads what a user gives for a diff.
    ///
    /// # Errors
    /// A sentence, when that is something else.
    pub fn given(text: &[u8]) -> Result<Patch, String> {
        let has = |start: &[u8]| text.split(|byte| *byte == b'\n').any(|line| line.starts_with(start));
        if has(b"diff --cc ") || has(b"diff --combined ") {
            return Err("a diff of a merge, which has two sides; take one of them: `git diff HEAD^1`".into());
        }
        let patch = Patch::read(&with_plain_ends(text));
        let is_empty = patch.files.is_empty() && patch.removed.is_empty();
        // A change of modes alone has no lines.
        if is_empty && !text.trim_ascii().is_empty() && !has(b"diff --git ") {
            let colour =
                if text.contains(&0x1b) { ": it is in colour; see `git diff --no-color`" } else { "" };
            return Err(format!("no unified diff{colour}"));
        }
        Ok(patch)
    }
}

/// A diff of which each line, `diff --git` among them, ends in CRLF, as a mail program saves it, with the ends that it
/// was sent with.
fn with_plain_ends(text: &[u8]) -> Cow<'_, [u8]> {
    let mut heads =
        text.split_inclusive(|byte| *byte == b'\n').filter(|line| line.starts_with(b"+++ ")).peekable();
    if heads.peek().is_none() || !heads.all(|line| line.ends_with(b"\r\n")) {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let plain = lines.flat_map(|line| match line.strip_suffix(b"\r\n") {
        Some(line) => [line, b"\n"],
        None => [line, b""],
    });
    Cow::Owned(plain.flatten().copied().collect())
}

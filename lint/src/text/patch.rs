//! A unified diff as git writes it: which lines it touches, and the texts that were there before it.

#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

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
    pub stages: Vec<Vec<Hunk>>,
    /// Its path before, where that is another; `None` also for a new file.
    pub renamed_from: Option<String>,
    /// True for a file that is new.
    pub is_new: bool,
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

impl FilePatch {
    /// True for a line of the file, counted from 0, that is new or stands beside lines that are gone.
    pub fn touches(&self, line: usize) -> bool {
        let mut line = line;
        self.stages.iter().rev().any(|hunks| {
            let is_touched = hunks.iter().any(|hunk| match hunk.after.len() {
                0 => line == hunk.start || line + 1 == hunk.start,
                added => hunk.start <= line && line < hunk.start + added,
            });
            let above = hunks.iter().filter(|hunk| hunk.start <= line);
            let (gone, new) =
                above.fold((0, 0), |(gone, new), hunk| (gone + hunk.before.len(), new + hunk.after.len()));
            line = (line + gone).saturating_sub(new);
            is_touched
        })
    }

    /// The text before the change, from the one after it.
    pub fn before(&self, after: &[u8]) -> Vec<u8> {
        self.stages.iter().rev().fold(after.to_vec(), |text, hunks| undone(hunks, &text))
    }

    /// A line that is new and that the text does not have in its place, which is then not the one after the
    /// change. The ends of lines, which mail and git's settings change, do not count.
    pub fn missing(&self, after: &[u8]) -> Option<&[u8]> {
        let mut text = after.to_vec();
        for hunks in self.stages.iter().rev() {
            let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
            let is_there = |at: usize, line: &[u8]| {
                lines.get(at).is_some_and(|found| found.trim_ascii_end() == line.trim_ascii_end())
            };
            for hunk in hunks {
                let mut numbered = hunk.after.iter().enumerate();
                if let Some((_, line)) = numbered.find(|(at, line)| !is_there(hunk.start + at, line)) {
                    return Some(line.trim_ascii_end());
                }
            }
            text = undone(hunks, &text);
        }
        None
    }
}

/// The text before some changes of it, from the one after them.
fn undone(hunks: &[Hunk], after: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = after.split_inclusive(|byte| *byte == b'\n').collect();
    let (mut before, mut at) = (Vec::with_capacity(after.len()), 0);
    for hunk in hunks {
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
        let patch = Patch::read(text);
        let is_empty = patch.files.is_empty() && patch.removed.is_empty();
        // A change of modes alone has no lines.
        if is_empty && !text.trim_ascii().is_empty() && !has(b"diff --git ") {
            let colour =
                if text.contains(&0x1b) { ": it is in colour; see `git diff --no-color`" } else { "" };
            return Err(format!("no unified diff{colour}"));
        }
        Ok(patch)
    }

    /// Reads a diff; what is none in it is passed over.
    pub fn read(text: &[u8]) -> Patch {
        let mut patch = Patch::default();
        let (mut old, mut new): (Option<String>, Option<String>) = (None, None);
        // True before the first change of a file.
        let mut is_next = true;
        let mut lines = text.split_inclusive(|byte| *byte == b'\n').peekable();
        while let Some(line) = lines.next() {
            if let Some(path) = line.strip_prefix(b"rename to ") {
                patch.files.entry(plain(path)).or_default().renamed_from = old.take();
            } else if let Some(path) = line.strip_prefix(b"rename from ") {
                old = Some(plain(path));
            } else if let Some(path) = line.strip_prefix(b"--- ") {
                old = path_of(path);
            } else if let Some(path) = line.strip_prefix(b"+++ ") {
                new = path_of(path);
                is_next = true;
            } else if let Some((start, removed, added)) = header(line) {
                let mut hunks = Vec::new();
                let (mut left, mut right, mut at) = (removed, added, start);
                while left + right > 0 {
                    let Some(line) = lines.next() else { break };
                    match line.first() {
                        Some(b'-') => {
                            left = left.saturating_sub(1);
                            hunk(&mut hunks, at).before.push(line[1..].to_vec());
                            if lines.peek().is_some_and(|next| next.starts_with(b"\\")) {
                                trim(hunk(&mut hunks, at));
                                lines.next();
                            }
                        }
                        Some(b'+') => {
                            right = right.saturating_sub(1);
                            hunk(&mut hunks, at).after.push(line[1..].to_vec());
                            at += 1;
                        }
                        Some(b'\\') => {}
                        _ => {
                            (left, right) = (left.saturating_sub(1), right.saturating_sub(1));
                            at += 1;
                        }
                    }
                }
                match (&new, &old) {
                    (Some(new), old) => {
                        let file = patch.files.entry(new.clone()).or_default();
                        // A later patch of a series may change what an earlier one made.
                        file.is_new |= old.is_none() && file.renamed_from.is_none();
                        match file.stages.last_mut() {
                            Some(stage) if !is_next => stage.extend(hunks),
                            _ => file.stages.push(hunks),
                        }
                        is_next = false;
                    }
                    (None, Some(old)) => {
                        let text = hunks.into_iter().flat_map(|hunk| hunk.before).flatten().collect();
                        patch.removed.insert(old.clone(), text);
                    }
                    (None, None) => {}
                }
            }
        }
        patch
    }
}

/// The last hunk, or a new one where lines stand between.
fn hunk(hunks: &mut Vec<Hunk>, at: usize) -> &mut Hunk {
    if hunks.last().is_none_or(|last| last.start + last.after.len() != at) {
        hunks.push(Hunk { start: at, after: Vec::new(), before: Vec::new() });
    }
    let last = hunks.len() - 1;
    &mut hunks[last]
}

/// Takes the newline off the last line, which had none.
fn trim(hunk: &mut Hunk) {
    if let Some(last) = hunk.before.last_mut() {
        last.pop();
    }
}

/// `@@ -1,2 +3,4 @@`: the first line after, from 0, and how many lines go and come.
fn header(line: &[u8]) -> Option<(usize, usize, usize)> {
    let line = std::str::from_utf8(line.strip_prefix(b"@@ -")?.split(|byte| *byte == b'@').next()?).ok()?;
    let (old, new) = line.trim().split_once(" +")?;
    let numbers = |text: &str| -> Option<(usize, usize)> {
        match text.split_once(',') {
            Some((start, count)) => Some((start.parse().ok()?, count.parse().ok()?)),
            None => Some((text.parse().ok()?, 1)),
        }
    };
    let ((_, removed), (start, added)) = (numbers(old)?, numbers(new)?);
    // Where nothing is new, the number is that of the line before.
    Some((if added == 0 { start } else { start.saturating_sub(1) }, removed, added))
}

fn path_of(text: &[u8]) -> Option<String> {
    let path = plain(text.split(|byte| *byte == b'\t').next().unwrap_or(text));
    if path == "/dev/null" {
        return None;
    }
    // git's own prefixes, and those of diff.mnemonicPrefix: commit, index, work tree, object.
    let plain = ["a/", "b/", "c/", "i/", "w/", "o/"].iter().find_map(|prefix| path.strip_prefix(prefix));
    Some(plain.unwrap_or(&path).to_owned())
}

/// A path without the end of its line, and without git's quotes.
fn plain(text: &[u8]) -> String {
    let text = text.trim_ascii_end();
    let Some(quoted) = text.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\"")) else {
        return String::from_utf8_lossy(text).into_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = quoted;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        let octal = after.get(..3).filter(|digits| digits.iter().all(|digit| (b'0'..b'8').contains(digit)));
        match (byte, octal, after.first()) {
            (b'\\', Some(digits), _) => {
                bytes.push(digits.iter().fold(0_u8, |value, digit| value.wrapping_mul(8) | (digit - b'0')));
                rest = &after[3..];
            }
            (b'\\', None, Some(escaped)) => {
                bytes.push(match escaped {
                    b't' => b'\t',
                    b'n' => b'\n',
                    other => *other,
                });
                rest = &after[1..];
            }
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

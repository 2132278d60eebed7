//! Reads a unified diff.

use super::{Block, Hunk, Patch};
use std::iter::Peekable;

impl Patch {
    /// Reads a diff; what is none in it is passed over.
    pub fn read(text: &[u8]) -> Patch {
        let mut patch = Patch::default();
        let (mut old, mut new): (Option<String>, Option<String>) = (None, None);
        // The file of `diff --git`, and git's name of its text.
        let (mut named, mut blob) = (None, None);
        // True before the first change of a file.
        let mut is_next = true;
        let mut lines = text.split_inclusive(|byte| *byte == b'\n').peekable();
        while let Some(line) = lines.next() {
            if let Some(paths) = line.strip_prefix(b"diff --git ") {
                (named, blob) = (one_of_two(paths, b" "), None);
            } else if let Some(names) = line.strip_prefix(b"index ") {
                blob = blob_of(names);
            } else if let Some(path) = line.strip_prefix(b"rename to ") {
                patch.files.entry(plain(path)).or_default().renamed_from = old.take();
            } else if let Some(path) = line.strip_prefix(b"rename from ") {
                old = Some(plain(path));
            } else if let Some(path) = line.strip_prefix(b"--- ") {
                old = path_of(path);
            } else if let Some(path) = line.strip_prefix(b"+++ ") {
                new = path_of(path);
                is_next = true;
            } else if let Some(path) = binary(line, &named) {
                patch.files.entry(path).or_default().is_binary = true;
            } else if let Some(header) = header(line) {
                let block = block(header, &mut lines);
                match (&new, &old) {
                    (Some(new), old) => {
                        let file = patch.files.entry(new.clone()).or_default();
                        // A later patch of a series may change what an earlier one made.
                        file.is_new |= old.is_none() && file.renamed_from.is_none();
                        file.blob.clone_from(&blob);
                        match file.stages.last_mut() {
                            Some(stage) if !is_next => stage.push(block),
                            _ => file.stages.push(vec![block]),
                        }
                        is_next = false;
                    }
                    (None, Some(old)) => {
                        let text = block.hunks.into_iter().flat_map(|hunk| hunk.before).flatten().collect();
                        patch.removed.insert(old.clone(), text);
                    }
                    (None, None) => {}
                }
            }
        }
        patch
    }
}

/// Where a block begins, from 0, and how many lines it has before and after.
struct Header {
    before: usize,
    after: usize,
    removed: usize,
    added: usize,
}

/// Reads the lines of a block.
fn block<'a>(header: Header, lines: &mut Peekable<impl Iterator<Item = &'a [u8]>>) -> Block {
    let Header { before, after, removed, added } = header;
    let mut block = Block { before, after, ..Block::default() };
    let (mut left, mut right, mut at) = (removed, added, after);
    while left + right > 0 {
        let Some(line) = lines.next() else { break };
        let has_no_end = lines.peek().is_some_and(|next| next.starts_with(b"\\"));
        let text = |line: &[u8]| {
            let line = line.get(1..).unwrap_or_default();
            if has_no_end { line.strip_suffix(b"\n").unwrap_or(line) } else { line }.to_vec()
        };
        match line.first() {
            Some(b'-') => {
                left = left.saturating_sub(1);
                hunk(&mut block.hunks, at).before.push(text(line));
            }
            Some(b'+') => {
                right = right.saturating_sub(1);
                hunk(&mut block.hunks, at).after.push(text(line));
                at += 1;
            }
            Some(b'\\') => {}
            first => {
                (left, right) = (left.saturating_sub(1), right.saturating_sub(1));
                // Mail programs take the blank off an empty line.
                let line = if first == Some(&b' ') { text(line) } else { line.to_vec() };
                block.context.push((at, line));
                at += 1;
            }
        }
    }
    block
}

/// The file of a line that says that a diff has no lines of it.
fn binary(line: &[u8], named: &Option<String>) -> Option<String> {
    let line = line.trim_ascii_end();
    if line == b"GIT binary patch" {
        return named.clone();
    }
    let paths = line.strip_prefix(b"Binary files ")?.strip_suffix(b" differ")?;
    named.clone().or_else(|| one_of_two(paths, b" and "))
}

/// The path of two that name one file, before and after: `a/x b/x`. It may have the separator in it.
fn one_of_two(paths: &[u8], separator: &[u8]) -> Option<String> {
    let paths = paths.trim_ascii_end();
    let mut known = None;
    for at in memchr::memmem::find_iter(paths, separator) {
        let (old, new) = (path_of(&paths[..at]), path_of(&paths[at + separator.len()..]));
        if old == new || old.is_none() || new.is_none() {
            return new.or(old);
        }
        known = new;
    }
    known
}

/// `1234567..89abcde 100644`: the name of the text after the change.
fn blob_of(names: &[u8]) -> Option<String> {
    let names = std::str::from_utf8(names.trim_ascii_end()).ok()?;
    let (_, after) = names.split(' ').next()?.split_once("..")?;
    let is_name = (7..=64).contains(&after.len()) && after.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_name && after.bytes().any(|byte| byte != b'0')).then(|| after.to_owned())
}

/// The last hunk, or a new one where lines stand between.
fn hunk(hunks: &mut Vec<Hunk>, at: usize) -> &mut Hunk {
    if hunks.last().is_none_or(|last| last.start + last.after.len() != at) {
        hunks.push(Hunk { start: at, after: Vec::new(), before: Vec::new() });
    }
    let last = hunks.len() - 1;
    &mut hunks[last]
}

/// `@@ -1,2 +3,4 @@`.
fn header(line: &[u8]) -> Option<Header> {
    let line = std::str::from_utf8(line.strip_prefix(b"@@ -")?.split(|byte| *byte == b'@').next()?).ok()?;
    let (old, new) = line.trim().split_once(" +")?;
    // No file has more lines than a u32 counts.
    let number = |text: &str| Some(text.parse::<u32>().ok()? as usize);
    let numbers = |text: &str| match text.split_once(',') {
        Some((start, count)) => Some((number(start)?, number(count)?)),
        None => Some((number(text)?, 1)),
    };
    // Where there are no lines, the number is that of the line before.
    let first = |(start, count): (usize, usize)| if count == 0 { start } else { start.saturating_sub(1) };
    let (old, new) = (numbers(old)?, numbers(new)?);
    Some(Header { before: first(old), after: first(new), removed: old.1, added: new.1 })
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

//! A diff that a user gives, held against the tree: where it is not applied, its texts are made in memory.

use crate::files::{Change, Overlay, SourceTree, blobs_by_name};
use crate::text::mail::{decoded, place_in_series};
use crate::text::patch::{FilePatch, Patch};
use std::sync::Arc;

/// A diff as it is given.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    patch: Patch,
    /// True for a mail that is one patch of several: what it names may be declared in another.
    is_part: bool,
}

/// Why a diff can't be judged: a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// The tree is neither as the diff leaves it nor as it expects it.
    Unplaced(String),
    /// The diff does not say how a file changes.
    Binary(String),
}

impl Given {
    /// Reads a diff, a mail with one, or a mailbox.
    ///
    /// # Errors
    /// A sentence, when it is none.
    pub(crate) fn read(text: &[u8]) -> Result<Given, String> {
        let is_part = place_in_series(text).is_some_and(|(_, count)| count > 1);
        Ok(Given { patch: Patch::given(&decoded(text))?, is_part })
    }

    /// True when a patch that it builds on may be missing.
    pub(crate) fn is_part(&self) -> bool {
        self.is_part
    }

    /// True when none of its files is in the tree.
    pub(crate) fn is_elsewhere(&self, tree: &SourceTree) -> bool {
        let is_there = |path: &String, file: &FilePatch| {
            tree.has(path)
                || tree.text_of(&path.as_str().into()).is_some()
                || base(tree, path, file).is_some()
        };
        !self.patch.files.is_empty()
            && self.patch.removed.is_empty()
            && !self.patch.files.iter().any(|(path, file)| is_there(path, file))
    }

    /// The change that it is of a tree: what it makes of the files in which it is not applied yet, and the lines that
    /// it touches.
    ///
    /// # Errors
    /// Why it can't be known.
    pub(crate) fn change(&self, tree: &SourceTree) -> Result<Change, Unfit> {
        let mut change = Change { patch: self.patch.clone(), ..Change::default() };
        let files = self.patch.files.iter().filter(|(path, _)| tree.may_hold(path));
        let mut open = Vec::new();
        for (path, file) in files {
            if file.is_binary && tree.may_read(path) {
                return Err(Unfit::Binary(format!(
                    "the diff has no lines of {path}, which git takes for binary; see `git diff --text`"
                )));
            }
            let text = tree.text_of(&path.as_str().into());
            match text.as_deref().map(|text| file.found_in(text)) {
                Some(Ok(placed)) => drop(change.patch.files.insert(path.clone(), placed)),
                Some(Err(line)) => open.push((path, file, line)),
                None => open.push((path, file, &b""[..])),
            }
        }
        // A patch in the middle of a series, whose lines later ones change again, can't be applied to what they have
        // made of the file, and has itself made a text that git has.
        let names: Vec<_> =
            open.iter().map(|(_, file, _)| file.blob.as_deref().unwrap_or_default()).collect();
        for ((path, file, line), text) in open.iter().zip(blobs_by_name(tree, &names)) {
            let made = base(tree, path, file).and_then(|before| file.applied_to(&before));
            let made = made.or_else(|| text.and_then(|text| Some((file.found_in(&text).ok()?, text))));
            match made {
                Some((placed, text)) => lay_over(&mut change, path, placed, text),
                // Of another tree.
                None if !file.is_new && tree.text_of(&path.as_str().into()).is_none() => {}
                None => return Err(self.unplaced(path, line)),
            }
        }
        for (path, text) in self.patch.removed.iter().filter(|(path, _)| tree.may_hold(path)) {
            let path: Arc<str> = path.as_str().into();
            let is_there = |found: &[u8]| found.trim_ascii_end() == text.trim_ascii_end();
            if !self.patch.files.contains_key(&*path)
                && tree.text_of(&path).is_some_and(|found| is_there(&found))
            {
                change.after.insert(path, None);
            }
        }
        change.is_part = self.is_part && !change.after.is_empty();
        Ok(change)
    }

    fn unplaced(&self, path: &str, line: &[u8]) -> Unfit {
        let line = String::from_utf8_lossy(line);
        let part = if self.is_part { "; a patch before it in its series may be missing" } else { "" };
        Unfit::Unplaced(format!(
            "the diff is not applied, and can't be: {path} does not have its line `{line}` in place{part}"
        ))
    }
}

/// The text of a file before the diff, if the diff is not applied.
fn base(tree: &SourceTree, path: &str, file: &FilePatch) -> Option<Vec<u8>> {
    match &file.renamed_from {
        Some(from) => tree.text_of(&from.as_str().into()).filter(|_| tree.may_hold(from)),
        None if file.is_new => Some(Vec::new()).filter(|_: &Vec<u8>| tree.text_of(&path.into()).is_none()),
        None => tree.text_of(&path.into()),
    }
}

fn lay_over(change: &mut Change, path: &str, placed: FilePatch, text: Vec<u8>) {
    let after: &mut Overlay = &mut change.after;
    if let Some(from) = &placed.renamed_from {
        after.entry(from.as_str().into()).or_insert(None);
    }
    after.insert(path.into(), Some(text));
    change.patch.files.insert(path.to_owned(), placed);
}

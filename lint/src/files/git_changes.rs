//! What has changed in a tree, as git tells it. git answers while the tree is read.

use super::git::{commit, contents, diff, git};
use super::listing::EXCLUDED_DIRS;
use super::overlay::Overlay;
use super::source_tree::SourceTree;
use crate::linter::config::is_config;
use crate::text::patch::Patch;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// What is compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Range<'a> {
    /// The index with the last commit.
    Staged,
    /// The files as they are with a commit.
    Since(&'a str),
    /// A commit with the one from which it and another have come, as `git diff OTHER...COMMIT` has it.
    Between(&'a str, &'a str),
}

/// A change of a tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    /// The change as git reports it.
    pub patch: Patch,
    /// Texts that replace those on disk: those of the index or of a commit, where that is judged.
    pub after: Overlay,
    /// Files that git does not know, and that count as new.
    pub untracked: Vec<Arc<str>>,
    /// True where patches may be missing that the change builds on.
    pub is_part: bool,
}

/// What git was asked of a tree. It answers while the tree is read.
#[derive(Debug)]
pub(crate) struct PendingDiff {
    root: PathBuf,
    diff: Answer,
    listed: Answer,
    /// What is judged in place of the files on the disk, where that is asked about.
    judged: Option<Judged>,
}

/// A state of the tree that git has and that need not be on the disk.
#[derive(Debug)]
struct Judged {
    /// What git calls it before the `:` of a file: nothing for the index, else a commit.
    name: String,
    /// The files that differ from it on the disk.
    others: Answer,
}

/// What a run of git will print.
type Answer = JoinHandle<Result<Vec<u8>, String>>;

/// Asks git what has changed in the tree with this root.
///
/// # Errors
/// A sentence, when there can be no such change.
pub(crate) fn start_diff(root: &Path, range: Range) -> Result<PendingDiff, String> {
    let begin = |command: fn(&Path, &[&str]) -> Result<Vec<u8>, String>, arguments: &[&str]| {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let root = root.to_owned();
        thread::spawn(move || command(&root, &arguments.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    let known = |revision: &str| {
        commit(root, revision).map_err(|failure| {
            failure.unwrap_or_else(|| format!("`{revision}` is not a commit of {}", root.display()))
        })
    };
    // The index, or the commit, that is judged; what is on the disk, where there is none.
    let (compared, judged) = match range {
        Range::Since(revision) if revision.contains("..") => {
            return Err(format!("`{revision}` is a range: give the revision at its beginning"));
        }
        Range::Since(revision) => (vec![known(revision)?], None),
        Range::Staged => (vec!["--cached".to_owned()], Some(String::new())),
        Range::Between(from, to) => {
            let (from, to) = (known(from)?, known(to)?);
            let base = git(root, &["merge-base", &from, &to]).map_err(|_| {
                format!("no common commit of {from} and {to}: fetch more of the history, as `git fetch --unshallow` does")
            })?;
            let base = String::from_utf8_lossy(base.trim_ascii()).into_owned();
            (vec![base, to.clone()], Some(to))
        }
    };
    // Half of a QEMU tree's files lie where nothing is read.
    let passed_over = EXCLUDED_DIRS.map(|folder| format!(":(exclude){folder}"));
    let passed_over: Vec<_> = passed_over.iter().map(String::as_str).collect();
    let below = [&["--", "."][..], &passed_over].concat();
    // Attributes and a stray byte must not hide lines.
    let form = ["--text", "--no-color", "--no-renames", "-U0", "--src-prefix=a/", "--dst-prefix=b/"];
    let compared: Vec<_> = compared.iter().map(String::as_str).collect();
    let listed = match &judged {
        Some(commit) if !commit.is_empty() => begin(git, &["ls-tree", "-r", "-z", commit]),
        _ => begin(git, &[&["ls-files", "--stage", "-z"][..], &below].concat()),
    };
    Ok(PendingDiff {
        root: root.to_owned(),
        diff: begin(diff, &[&form[..], &compared, &below].concat()),
        listed,
        judged: judged.map(|name| {
            let against: &[&str] = if name.is_empty() { &[] } else { &[&name] };
            let others = begin(diff, &[&["--name-only", "-z"][..], against, &below].concat());
            Judged { name, others }
        }),
    })
}

/// The files that differ between the index of the tree with this root and the last commit, those that are gone
/// left out.
///
/// # Errors
/// A sentence that says what git could not do.
pub(crate) fn staged_files(root: &Path) -> Result<FxHashSet<Arc<str>>, String> {
    let form = ["--cached", "--name-only", "--no-renames", "--diff-filter=d", "-z", "--", "."];
    Ok(separated(&diff(root, &form)?))
}

/// The texts to which git gives these hexadecimal names, or names that begin so; `None` for one that it lacks.
pub(crate) fn blobs_by_name(tree: &SourceTree, names: &[&str]) -> Vec<Option<Vec<u8>>> {
    let root = tree.root.as_deref().filter(|_| names.iter().any(|name| !name.is_empty()));
    let found = root.and_then(|root| contents(root, names.iter().map(|&name| name.to_owned())).ok());
    found.unwrap_or_else(|| vec![None; names.len()])
}

impl PendingDiff {
    /// What has changed in the tree. The files that git does not know are a part of what has come since a
    /// revision, as they would be in the next commit of everything. Where the index or a commit is judged, neither
    /// they nor other changes on the disk are looked at.
    ///
    /// # Errors
    /// A sentence that says what git could not do.
    pub(crate) fn changes(self, tree: &SourceTree) -> Result<Change, String> {
        let PendingDiff { root, diff, listed, judged } = self;
        // Outside a repository the diff fails too, and says less.
        let listed = answered(listed)?;
        let untracked = untracked(tree, &listed);
        let mut change = Change { patch: Patch::read(&answered(diff)?), ..Change::default() };
        match judged {
            Some(Judged { name, others }) => {
                change.after = texts_of(&name, tree, &root, &answered(others)?, &listed)?;
                // A configuration that git does not know is the user's own, and holds.
                let removed = change.patch.removed.keys().filter(|path| is_config(path));
                change.after.extend(removed.map(|path| (path.as_str().into(), None)));
                change.after.extend(untracked.into_iter().map(|path| (path, None)));
            }
            None if untracked.is_empty() => {}
            None => {
                let others = ["ls-files", "--others", "--exclude-standard", "-z", "--", "."];
                let others = separated(&git(&root, &others)?);
                change.untracked = untracked;
                change.untracked.retain(|path| others.contains(path));
            }
        }
        Ok(change)
    }
}

fn answered(answer: Answer) -> Result<Vec<u8>, String> {
    answer.join().unwrap_or_else(|_| Err("git can't be run".into()))
}

/// The texts in git's index, or in a commit, of the files that differ from it on the disk.
fn texts_of(
    name: &str,
    tree: &SourceTree,
    root: &Path,
    others: &[u8],
    listed: &[u8],
) -> Result<Overlay, String> {
    // The text of a link is the path that it leads to.
    let links: FxHashSet<_> = entries(listed).filter(|(mode, _)| *mode == b"120000").map(|it| it.1).collect();
    let is_text = |path: &Arc<str>| tree.may_hold(path) && !links.contains(&**path);
    let other: Vec<_> = separated(others).into_iter().filter(is_text).collect();
    if other.is_empty() {
        return Ok(Overlay::default());
    }
    let found = contents(root, other.iter().map(|path| format!("{name}:./{path}")))?;
    // A file that is not in it, or that is in conflict, stays as it is.
    Ok(other.into_iter().zip(found).filter_map(|(path, text)| Some((path, Some(text?)))).collect())
}

/// The files that were read and that are not in git's index, the parts of other repositories aside.
fn untracked(tree: &SourceTree, listed: &[u8]) -> Vec<Arc<str>> {
    let mut tracked = FxHashSet::default();
    let mut repositories = Vec::new();
    for (mode, path) in entries(listed) {
        match mode == b"160000" {
            true => repositories.push(format!("{path}/")),
            false => drop(tracked.insert(path)),
        }
    }
    let is_other = |path: &str| {
        !tracked.contains(path) && !repositories.iter().any(|folder| path.starts_with(folder.as_str()))
    };
    let mut others: Vec<_> = tree.paths().filter(|path| is_other(path)).cloned().collect();
    others.sort();
    others
}

/// The modes and paths of what git lists with `--stage`.
fn entries(listed: &[u8]) -> impl Iterator<Item = (&[u8], Cow<'_, str>)> {
    listed.split(|byte| *byte == 0).filter_map(|entry| {
        let tab = memchr::memchr(b'\t', entry)?;
        Some((entry.get(..6)?, String::from_utf8_lossy(&entry[tab + 1..])))
    })
}

/// Names that end in NUL; one that is no UTF-8 is left out.
fn separated(text: &[u8]) -> FxHashSet<Arc<str>> {
    let names = text.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.filter_map(|name| Some(std::str::from_utf8(name).ok()?.into())).collect()
}

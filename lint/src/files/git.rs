//! What git knows of a tree: asked of the program itself.

use super::disk::LARGEST_TEXT;
use super::failure::io_reason;
use super::listing::EXCLUDED_DIRS;
use super::overlay::Overlay;
use super::source_tree::SourceTree;
use crate::linter::config::is_config;
use crate::text::patch::Patch;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// What is compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Range<'a> {
    /// The index with the last commit.
    Staged,
    /// The files as they are with a commit.
    Since(&'a str),
}

/// A change of a tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    /// What git tells of it.
    pub patch: Patch,
    /// What stands for what is on the disk: the texts of the index, where that is asked about.
    pub after: Overlay,
    /// Files that git does not know, and that count as new.
    pub untracked: Vec<Arc<str>>,
}

/// What git was asked of a tree. It answers while the tree is read.
#[derive(Debug)]
pub(crate) struct PendingDiff {
    root: PathBuf,
    diff: Answer,
    listed: Answer,
    /// The files that differ on the disk from the index, where that is what is asked about.
    unstaged: Option<Answer>,
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
    let from = match range {
        Range::Since(revision) if revision.contains("..") => {
            return Err(format!("`{revision}` is a range: give the revision at its beginning"));
        }
        Range::Since(revision) => commit(root, revision).map_err(|failure| {
            failure.unwrap_or_else(|| format!("`{revision}` is not a commit of {}", root.display()))
        })?,
        Range::Staged => "--cached".to_owned(),
    };
    // Half of a QEMU tree's files lie where nothing is read.
    let passed_over = EXCLUDED_DIRS.map(|folder| format!(":(exclude){folder}"));
    let passed_over: Vec<_> = passed_over.iter().map(String::as_str).collect();
    let unstaged = || begin(diff, &[&["--name-only", "-z", "--", "."][..], &passed_over].concat());
    let unstaged = (range == Range::Staged).then(unstaged);
    let form = ["--no-color", "--no-renames", "-U0", "--src-prefix=a/", "--dst-prefix=b/", &from, "--", "."];
    Ok(PendingDiff {
        root: root.to_owned(),
        diff: begin(diff, &form),
        listed: begin(git, &[&["ls-files", "--stage", "-z", "--", "."][..], &passed_over].concat()),
        unstaged,
    })
}

impl PendingDiff {
    /// What has changed in the tree. The files that git does not know are a part of what has come since a
    /// revision, as they would be in the next commit of everything; of what is staged they are none, and
    /// neither they nor what is not staged yet are looked at.
    ///
    /// # Errors
    /// A sentence that says what git could not do.
    pub(crate) fn changes(self, tree: &SourceTree) -> Result<Change, String> {
        let PendingDiff { root, diff, listed, unstaged } = self;
        // Outside a repository the diff fails too, and says less.
        let listed = answered(listed)?;
        let untracked = untracked(tree, &listed);
        let mut change = Change { patch: Patch::read(&answered(diff)?), ..Change::default() };
        match unstaged {
            Some(unstaged) => {
                change.after = staged(tree, &root, &answered(unstaged)?, &listed)?;
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

/// The texts in git's index of the files that differ from it on the disk.
fn staged(tree: &SourceTree, root: &Path, unstaged: &[u8], listed: &[u8]) -> Result<Overlay, String> {
    // The text of a link is the path that it leads to.
    let links: FxHashSet<_> = entries(listed).filter(|(mode, _)| *mode == b"120000").map(|it| it.1).collect();
    let is_text = |path: &Arc<str>| tree.may_hold(path) && !links.contains(&**path);
    let other: Vec<_> = separated(unstaged).into_iter().filter(is_text).collect();
    if other.is_empty() {
        return Ok(Overlay::default());
    }
    let found = contents(root, other.iter().map(|path| format!(":./{path}")))?;
    // A file that is not in the index, or that is in conflict, stays as it is.
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

/// The texts of files of a revision, by their paths from a folder; `None` for one that is not in it.
///
/// # Errors
/// A sentence that says what git could not do.
pub(super) fn blobs(root: &Path, revision: &str, paths: &[String]) -> Result<Vec<Option<Vec<u8>>>, String> {
    let tree = tree(root, revision)?;
    contents(root, paths.iter().map(|path| format!("{tree}:./{path}")))
}

/// The texts that git has under some names; `None` for what is no file, is not there or is too large.
fn contents(root: &Path, names: impl Iterator<Item = String>) -> Result<Vec<Option<Vec<u8>>>, String> {
    // A name with a newline in it can't be asked for.
    let mut asked: Vec<String> = names.map(|name| name.replace('\n', "?") + "\n").collect();
    // Many gigabytes of one byte take no room in a repository.
    let sizes = git_on(root, &["cat-file", "--batch-check=%(objectsize)"], asked.concat().into_bytes())?;
    for (name, size) in asked.iter_mut().zip(sizes.split(|byte| *byte == b'\n')) {
        let size = std::str::from_utf8(size).ok().and_then(|size| size.parse::<u64>().ok());
        if size.is_some_and(|size| size > LARGEST_TEXT) {
            *name = ":?\n".to_owned();
        }
    }
    let text = git_on(root, &["cat-file", "--batch"], asked.concat().into_bytes())?;
    let mut rest = &text[..];
    let one = |_| blob(&mut rest).ok_or("git cat-file failed: its answer is cut short".to_owned());
    asked.iter().map(one).collect()
}

/// Takes one answer of `git cat-file --batch` off a text.
fn blob(text: &mut &[u8]) -> Option<Option<Vec<u8>>> {
    let end = memchr::memchr(b'\n', text)?;
    let (head, rest) = (std::str::from_utf8(&text[..end]).unwrap_or_default(), &text[end + 1..]);
    let Some((_, length)) = head.split_once(" blob ") else {
        *text = match head.rsplit_once(' ').and_then(|(_, length)| length.parse::<usize>().ok()) {
            Some(length) => rest.get(length + 1..)?, // a folder of that name
            None => rest,
        };
        return Some(None);
    };
    let length: usize = length.parse().ok()?;
    let found = rest.get(..length)?.to_vec();
    *text = rest.get(length + 1..)?;
    Some(Some(found))
}

/// The paths of all files of a revision below a folder, those that are no UTF-8 left out.
///
/// # Errors
/// A sentence that says what git could not do.
pub(super) fn names(root: &Path, revision: &str) -> Result<Vec<String>, String> {
    let tree = tree(root, revision)?;
    let text = git(root, &["ls-tree", "-r", "-z", "--name-only", &tree])?;
    let names = text.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
    Ok(names.filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// The name of a revision's tree.
fn tree(root: &Path, revision: &str) -> Result<String, String> {
    let nothing = || format!("`{revision}` is neither a file or folder nor a revision of {}", root.display());
    let told = |failure: Option<String>| failure.filter(|message| message.contains("can't be run"));
    commit(root, revision).map_err(|failure| told(failure).unwrap_or_else(nothing))
}

/// The name of the commit that a revision is. Git takes more for one than a commit, as `HEAD^!` or a folder.
///
/// # Errors
/// A sentence when git could not look; nothing when the revision is not a commit.
fn commit(root: &Path, revision: &str) -> Result<String, Option<String>> {
    if revision.starts_with('-') {
        return Err(None);
    }
    let name = format!("{revision}^{{commit}}");
    // Of what is not a commit it says nothing, being quiet.
    let found = git(root, &["rev-parse", "--verify", "--quiet", &name])
        .map_err(|message| Some(message).filter(|message| !message.ends_with(": ")))?;
    let found = String::from_utf8_lossy(found.trim_ascii()).into_owned();
    // Of `^HEAD` the answer is `^` and a name.
    let is_name = found.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_name { Ok(found) } else { Err(None) }
}

/// What `git diff` prints in a folder, of what has no other repository in it.
///
/// To compare files git would run the programs that the configuration names as their filters. A filter
/// without a command does nothing.
fn diff(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let filters = ["config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|required)$"];
    // It fails where there are none.
    let names = git(root, &filters).unwrap_or_default();
    let names: FxHashSet<&[u8]> = names.split(|byte| *byte == 0).filter(|name| !name.is_empty()).collect();
    let off = |name: &[u8]| (os_string(name), if name.ends_with(b".required") { "false" } else { "" });
    let off: Vec<_> = names.into_iter().map(off).collect();
    let always = ["diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--relative"];
    printed(run(root, &[&always, arguments].concat(), &off, Vec::new()), "diff")
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// What git prints in a folder.
fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    git_on(root, arguments, Vec::new())
}

/// As [`git`], with something on standard input.
fn git_on(root: &Path, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, String> {
    printed(run(root, arguments, &[], input), arguments.first().copied().unwrap_or_default())
}

fn printed(output: io::Result<Output>, command: &str) -> Result<Vec<u8>, String> {
    let output = output.map_err(|error| format!("git can't be run: {}", io_reason(&error)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("git {command} failed: {}", errors.lines().next().unwrap_or_default()))
}

/// What keeps git from running programs of the repository's configuration, and from writing its index.
const HARMLESS: [&str; 6] =
    ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.autoRefreshIndex=false"];

/// Runs git in a folder with some more of a configuration.
fn run(root: &Path, arguments: &[&str], settings: &[(OsString, &str)], input: Vec<u8>) -> io::Result<Output> {
    let mut command = Command::new("git");
    command.args(["-c", "core.quotePath=false"]).args(HARMLESS).args(arguments).current_dir(root);
    // A repository that lacks objects fetches none: neither by a program that it names nor from the network.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none").env("GIT_OPTIONAL_LOCKS", "0");
    // Unlike `-c`, this takes a name with a `=` in it.
    let given = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse().ok());
    let given: usize = given.unwrap_or(0);
    command.env("GIT_CONFIG_COUNT", (given + settings.len()).to_string());
    for (at, (name, value)) in settings.iter().enumerate() {
        command.env(format!("GIT_CONFIG_KEY_{}", given + at), name);
        command.env(format!("GIT_CONFIG_VALUE_{}", given + at), value);
    }
    // What git tells its hooks is meant from the folder in which they run.
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, std::env::current_dir()?.join(value));
        }
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let stdin = child.stdin.take();
    // Written beside, so that neither side waits for the other; git may end before it has read all.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let output = child.wait_with_output();
    drop(writer.join());
    output
}

//! What git knows of a repository: asked of the program itself.

use super::disk::{LARGEST_TEXT, beginning};
use super::failure::io_reason;
use rustc_hash::FxHashSet;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::thread;

/// What git's index has of a tree: paths from its root, files of other repositories aside.
#[derive(Debug, Default)]
pub(super) struct Tracked {
    /// Those that a sparse checkout leaves out.
    pub skipped: Vec<String>,
    /// All others.
    pub present: Vec<String>,
}

/// What git's index has of the tree with this root; `None` where git does not know.
pub(super) fn tracked(root: &Path) -> Option<Tracked> {
    let listed = git(root, &["ls-files", "-t", "--stage", "-z", "--", "."]).ok()?;
    let mut found = Tracked::default();
    for entry in listed.split(|byte| *byte == 0) {
        // `S 100644 2a… 0<tab>hw/char/x.c`
        let Some(tab) = memchr::memchr(b'\t', entry).filter(|_| entry.get(2..5) == Some(b"100")) else {
            continue;
        };
        let Ok(path) = std::str::from_utf8(&entry[tab + 1..]) else { continue };
        match entry[0] {
            b'S' => found.skipped.push(path.to_owned()),
            _ => found.present.push(path.to_owned()),
        }
    }
    // In a merge conflict each side has an entry.
    found.present.dedup();
    Some(found)
}

/// The texts that git's index has of files, by their paths from the root; `None` for one that git lacks.
pub(super) fn texts(root: &Path, paths: &[Arc<str>]) -> Vec<Option<Vec<u8>>> {
    let found = contents(root, paths.iter().map(|path| format!(":./{path}")));
    found.unwrap_or_else(|_| vec![None; paths.len()])
}

/// True when git's index may leave files out of the checkout of the tree with this root, as far as can be told
/// without asking git: the form that most have can't say so of a file.
pub(super) fn may_skip(root: &Path) -> bool {
    let Some(folder) = root.ancestors().find(|folder| folder.join(".git").exists()) else { return false };
    if ["GIT_DIR", "GIT_INDEX_FILE"].iter().any(|name| std::env::var_os(name).is_some()) {
        return true;
    }
    let link = beginning(&folder.join(".git"));
    let link = String::from_utf8_lossy(&link);
    let repository = folder.join(link.strip_prefix("gitdir: ").map_or(".git", str::trim_end));
    let head = beginning(&repository.join("index"));
    // Without an index nothing is tracked.
    !head.is_empty() && head.get(..8) != Some(b"DIRC\0\0\0\x02")
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
pub(super) fn contents(
    root: &Path,
    names: impl Iterator<Item = String>,
) -> Result<Vec<Option<Vec<u8>>>, String> {
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
pub(super) fn commit(root: &Path, revision: &str) -> Result<String, Option<String>> {
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
pub(super) fn diff(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let filters = ["config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|required)$"];
    // It fails where there are none.
    let names = git(root, &filters).unwrap_or_default();
    let names: FxHashSet<&[u8]> = names.split(|byte| *byte == 0).filter(|name| !name.is_empty()).collect();
    let off = |name: &[u8]| (os_string(name), if name.ends_with(b".required") { "false" } else { "" });
    let off: Vec<_> = names.into_iter().map(off).collect();
    let always = ["diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--relative"];
    printed(root, run(root, &[&always, arguments].concat(), &off, Vec::new()), "diff")
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
pub(super) fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    git_on(root, arguments, Vec::new())
}

/// As [`git`], with something on standard input.
fn git_on(root: &Path, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, String> {
    printed(root, run(root, arguments, &[], input), arguments.first().copied().unwrap_or_default())
}

fn printed(root: &Path, output: io::Result<Output>, command: &str) -> Result<Vec<u8>, String> {
    let output = output.map_err(|error| format!("git can't be run: {}", io_reason(&error)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    if errors.contains("not a git repository") {
        return Err(format!("{} is not a git repository", root.display()));
    }
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
    // What it says is read and passed on.
    command.env("LC_ALL", "C");
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

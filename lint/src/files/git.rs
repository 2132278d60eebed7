//! What git knows of a tree: asked of the program itself.

use super::told;
use crate::fix::Texts;
use crate::patch::Patch;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// What is compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range<'a> {
    /// The index with the last commit.
    Staged,
    /// The files as they are with a commit.
    Since(&'a str),
}

/// What has changed in a tree, and the texts that stand for what is on the disk: those of the index,
/// where that is asked about.
///
/// # Errors
/// A sentence that says what git could not do.
pub fn changes(root: &Path, range: Range) -> Result<(Patch, Texts), String> {
    let diff = ["diff", "--no-color", "--no-ext-diff", "--no-renames", "--relative", "-U0"];
    let mut texts = Texts::default();
    let patch = match range {
        Range::Since(revision) if revision.starts_with('-') => {
            return Err(format!("`{revision}` is no revision"));
        }
        Range::Since(revision) => git(root, &[&diff[..], &[revision, "--", "."]].concat())?,
        Range::Staged => {
            let names = ["diff", "--name-only", "--relative", "-z", "--no-ext-diff", "--", "."];
            for name in git(root, &names)?.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
                // A file whose name is no UTF-8 stays as it is on the disk.
                let Ok(name) = std::str::from_utf8(name) else { continue };
                texts.insert(name.into(), git(root, &["show", &format!(":./{name}")])?);
            }
            git(root, &[&diff[..], &["--cached", "--", "."]].concat())?
        }
    };
    Ok((Patch::read(&patch), texts))
}

/// The texts of files of a revision, by their paths from a folder; `None` for one that is not in it.
///
/// # Errors
/// A sentence that says what git could not do.
pub(super) fn blobs(root: &Path, revision: &str, paths: &[String]) -> Result<Vec<Option<Vec<u8>>>, String> {
    let tree = tree(root, revision)?;
    let mut child = Command::new("git")
        .args(["cat-file", "--batch"])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("git can't be run: {}", told(&error)))?;
    let failed = |error: std::io::Error| format!("git cat-file failed: {}", told(&error));
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let text = std::thread::scope(|scope| {
        let asked = scope.spawn(move || {
            // A name with a newline in it can't be asked for, and no folder that is built has one.
            let names = paths.iter().map(|path| path.replace('\n', "?"));
            let requests: String = names.map(|path| format!("{tree}:./{path}\n")).collect();
            stdin.map_or(Ok(()), |mut stdin| stdin.write_all(requests.as_bytes()))
        });
        let mut text = Vec::new();
        let read = stdout.map_or(Ok(0), |mut stdout| stdout.read_to_end(&mut text));
        let asked = asked.join().unwrap_or(Ok(()));
        read.and(asked).map(|()| text).map_err(failed)
    })?;
    child.wait().map_err(failed)?;
    let mut rest = &text[..];
    let mut found = Vec::with_capacity(paths.len());
    for _ in paths {
        found.push(blob(&mut rest).ok_or("git cat-file failed: its answer is cut short")?);
    }
    Ok(found)
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
    if revision.starts_with('-') {
        return Err(nothing());
    }
    let name = format!("{revision}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", &name])
        .map_err(|message| if message.contains("can't be run") { message } else { nothing() })?;
    Ok(String::from_utf8_lossy(found.trim_ascii()).into_owned())
}

/// What git prints in a folder.
fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .args(["-c", "core.quotePath=false"])
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("git can't be run: {}", told(&error)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let first = errors.lines().next().unwrap_or_default();
    Err(format!("git {} failed: {first}", arguments.first().copied().unwrap_or_default()))
}

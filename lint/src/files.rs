//! Finding and reading files: the only place of the library that touches the disk.

use crate::file::File;
use crate::groups::{Groups, is_list_start};
use crate::version::Version;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files to check of one source tree.
#[derive(Debug, Default)]
pub struct SourceTree {
    /// The folder that paths are relative to; `None` for files that lie in no tree.
    pub root: Option<PathBuf>,
    /// The release that the tree's file VERSION names.
    pub version: Option<Version>,
    /// The groups that the tree's meson.build names.
    pub groups: Groups,
    /// The files, in the order of their paths.
    pub files: Vec<File>,
}

/// What could not be done: which path, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The path, as given or as found below the one given.
    pub path: PathBuf,
    /// A sentence without a full stop.
    pub reason: String,
}

impl Failure {
    fn new(path: &Path, reason: impl ToString) -> Failure {
        Failure { path: path.to_owned(), reason: reason.to_string() }
    }
}

/// The file names that a walk looks for.
const GROUP_NAME: &str = "trace-events";
const CATALOGUE_NAME: &str = "trace-events-all";

/// Reads the files that `paths` name: a file as it is, a folder with every `trace-events` below
/// it. A folder without any is searched for `trace-events-all` instead, which a build generates
/// from the others. Links are not followed. What can't be read is told, and the rest is read.
pub fn read(paths: &[PathBuf]) -> (Vec<SourceTree>, Vec<Failure>) {
    let mut reader = Reader::default();
    for path in paths {
        reader.path(path);
    }
    reader.finish()
}

/// A tree of one file whose bytes are given, as if it were found at `path`.
pub fn stand_in(path: &Path, text: Vec<u8>) -> SourceTree {
    let mut reader = Reader::default();
    reader.add(path, text);
    reader.finish().0.pop().unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    /// For each folder asked about, the root of its tree.
    roots: FxHashMap<PathBuf, Option<PathBuf>>,
    seen: FxHashSet<PathBuf>,
    texts: Vec<(Option<PathBuf>, PathBuf, Vec<u8>)>,
    failures: Vec<Failure>,
}

impl Reader {
    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => self.failures.push(Failure::new(path, told(&error))),
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) => self.file(path),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let is_wanted = |entry: &DirEntry| {
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            entry.depth() == 0 || !(is_hidden && entry.file_type().is_dir())
        };
        let mut catalogues = Vec::new();
        let mut count = 0;
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_wanted) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let reason = error.io_error().map_or_else(|| error.to_string(), told);
                    self.failures.push(Failure { path, reason });
                    continue;
                }
            };
            let is_group = entry.file_name() == GROUP_NAME;
            if !is_group && entry.file_name() != CATALOGUE_NAME {
                continue;
            }
            if entry.file_type().is_symlink() {
                self.link(folder, entry.path());
            } else if entry.file_type().is_file() && is_group {
                count += 1;
                self.file(entry.path());
            } else if entry.file_type().is_file() {
                catalogues.push(entry.into_path());
            } else if !entry.file_type().is_dir() {
                self.failures.push(Failure::new(entry.path(), "neither a file nor a folder"));
            }
        }
        if count == 0 {
            for path in catalogues {
                self.file(&path);
            }
        }
    }

    /// A link found in a walk: its target is checked in its own place, if that is in the folder.
    fn link(&mut self, folder: &Path, link: &Path) {
        let target = match link.canonicalize() {
            Ok(target) => target,
            Err(error) => {
                self.failures
                    .push(Failure::new(link, format!("a link that leads nowhere: {}", told(&error))));
                return;
            }
        };
        let is_inside = folder.canonicalize().is_ok_and(|folder| target.starts_with(folder));
        let is_renamed = target.file_name().is_none_or(|name| name != GROUP_NAME && name != CATALOGUE_NAME);
        if is_inside && is_renamed && target.is_file() {
            self.file(link);
        }
    }

    fn file(&mut self, path: &Path) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if !self.seen.insert(identity) {
            return;
        }
        match fs::read(path) {
            Ok(text) => self.add(path, text),
            Err(error) => self.failures.push(Failure::new(path, told(&error))),
        }
    }

    fn add(&mut self, path: &Path, text: Vec<u8>) {
        if u32::try_from(text.len()).is_err() {
            self.failures.push(Failure::new(path, "larger than 4 GiB"));
            return;
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let absolute = match (absolute.parent(), absolute.file_name()) {
            (Some(folder), Some(name)) => {
                folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).join(name)
            }
            _ => absolute,
        };
        let root = absolute.parent().and_then(|folder| root_of(folder, &mut self.roots));
        let shown =
            root.as_ref().and_then(|root| absolute.strip_prefix(root).ok()).unwrap_or(path).to_owned();
        self.texts.push((root, shown, text));
    }

    fn finish(mut self) -> (Vec<SourceTree>, Vec<Failure>) {
        self.texts.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
        let mut trees: Vec<SourceTree> = Vec::new();
        for (root, path, text) in self.texts {
            if trees.last().is_none_or(|tree| tree.root != root) {
                trees.push(tree(root));
            }
            if let Some(tree) = trees.last_mut() {
                tree.files.push(File::new(shown_path(&path), text));
            }
        }
        if trees.len() > 1 {
            qualify(&mut trees);
        }
        for tree in &mut trees {
            tree.files.sort_by(|one, other| one.path.cmp(&other.path));
        }
        self.failures.sort_by(|one, other| one.path.cmp(&other.path));
        (trees, self.failures)
    }
}

/// With several trees a relative path is not enough to tell which file is meant.
fn qualify(trees: &mut [SourceTree]) {
    for tree in trees {
        let Some(root) = &tree.root else { continue };
        for file in &mut tree.files {
            file.path = shown_path(&root.join(&*file.path)).into();
        }
    }
}

/// The path with `/` between its parts and without `.` at its beginning.
fn shown_path(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        shown.into_owned()
    } else {
        shown.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The root of the tree that holds `folder`: the nearest folder, it or above it, whose
/// meson.build (up to QEMU 5.1 Makefile.objs) lists the trace-events directories; else the
/// nearest that holds a `.git`.
fn root_of(folder: &Path, known: &mut FxHashMap<PathBuf, Option<PathBuf>>) -> Option<PathBuf> {
    if let Some(root) = known.get(folder) {
        return root.clone();
    }
    let is_tree = |folder: &Path| meson_of(folder).is_some() || folder.join("trace/control.h").is_file();
    let root = folder
        .ancestors()
        .find(|folder| is_tree(folder))
        .or_else(|| folder.ancestors().find(|folder| folder.join(".git").exists()));
    let root = root.map(Path::to_owned);
    known.insert(folder.to_owned(), root.clone());
    root
}

/// The text of the meson.build that lists the tree's trace-events directories.
fn meson_of(root: &Path) -> Option<String> {
    let text = String::from_utf8_lossy(&fs::read(root.join("meson.build")).ok()?).into_owned();
    text.lines().any(is_list_start).then_some(text)
}

fn tree(root: Option<PathBuf>) -> SourceTree {
    let meson = root.as_deref().and_then(meson_of);
    let version = root.as_deref().and_then(|root| fs::read_to_string(root.join("VERSION")).ok());
    SourceTree {
        version: version.and_then(|version| version.trim().parse().ok()),
        groups: meson.map(|text| Groups::from_meson(&text)).unwrap_or_default(),
        root,
        files: Vec::new(),
    }
}

/// What an operating system's error means, without its number.
fn told(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}

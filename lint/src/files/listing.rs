//! Lists what is of interest in a tree: one walk, in which no link is followed.

use super::failure::{Failure, io_reason};
use super::git::may_skip;
use super::gitignore::{GitIgnore, Ignored};
use super::overlay::Overlay;
use super::paths::{is_passed_over, shown_path};
use super::roots::is_tree;
use crate::parse::FileKind;
use crate::parse::source::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// Folders of a QEMU tree, from its root, that belong to other projects or hold data: nothing in
/// them is built with QEMU's trace events.
pub(super) const EXCLUDED_DIRS: [&str; 5] = ["roms", "linux-headers", "pc-bios", "po", "tests/tracetool"];

/// True for the path, from the root, of a file that a walk comes to, if nothing but its path is known.
pub(super) fn is_listed(path: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') || part == "node_modules";
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let is_below = |folder: &&str| path.strip_prefix(*folder).is_some_and(|rest| rest.starts_with('/'));
    !folders.split('/').any(is_hidden) && !EXCLUDED_DIRS.iter().any(is_below)
}

/// What a tree holds. All paths are as shown.
#[derive(Default)]
pub(super) struct Listing {
    /// The trace-events files.
    pub events: Vec<Arc<str>>,
    pub sources: Vec<Listed>,
    /// The files that may be analysis scripts, or SystemTap's.
    pub scripts: Vec<Arc<str>>,
    /// The files of the QAPI schema.
    pub schemas: Vec<Arc<str>>,
    pub configs: Vec<Arc<str>>,
    pub lists: Vec<Arc<str>>,
    /// All other files, ignored ones among them.
    pub others: Vec<Arc<str>>,
    /// Those of the files above that a sparse checkout leaves out.
    pub absent: Vec<Arc<str>>,
    /// What `.gitignore` leaves out, but for what was added all the same.
    pub ignored: Ignored,
    /// As [`crate::model::index::TreeFacts::non_utf8_paths`].
    pub non_utf8_paths: FxHashMap<Arc<str>, PathBuf>,
    /// The folders that are trees of their own, and were not looked into.
    pub nested: Vec<PathBuf>,
    /// What was left out.
    pub failures: Vec<Failure>,
}

/// A source.
pub(super) struct Listed {
    pub path: Arc<str>,
    pub language: Language,
}

/// What a file is read for.
enum Interest {
    Events,
    Source(Language),
    Script,
    Schema,
    Config,
    List,
}

/// Lists what is of interest below `root`, which is a path without links. git's index decides over `.gitignore`.
pub(super) fn list(root: &Path) -> Listing {
    let mut listing = Listing::default();
    listing.walk(root, root);
    // To ask takes longer than the walk.
    if !listing.ignored.is_empty() || may_skip(root) {
        listing.add_tracked(root);
    }
    if !listing.ignored.folders.is_empty() {
        listing.add_groups(root);
    }
    listing
}

fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

fn interest(root: &Path, entry: &DirEntry) -> Option<Interest> {
    let name = entry.file_name().to_string_lossy();
    match FileKind::of(&name) {
        FileKind::Events => Some(Interest::Events),
        FileKind::Source(language) => Some(Interest::Source(language)),
        // A name that is not UTF-8 is shown as another; of a source that does no harm.
        _ if matches!(name, Cow::Owned(_)) => None,
        kind if kind.is_script() => Some(Interest::Script),
        FileKind::Config => Some(Interest::Config),
        FileKind::EventList => Some(Interest::List),
        FileKind::Other if name.ends_with(".json") && entry.path().parent() == Some(&root.join("qapi")) => {
            Some(Interest::Schema)
        }
        _ => None,
    }
}

impl Listing {
    /// Lists what is of interest in the folder `from` of the tree with this root.
    pub(super) fn walk(&mut self, root: &Path, from: &Path) {
        let is_excluded = |entry: &DirEntry| {
            entry.depth() <= 2
                && EXCLUDED_DIRS.iter().any(|folder| relative(root, entry.path()) == Path::new(folder))
        };
        let may_hold_trees = !is_tree(root);
        let mut nested = Vec::new();
        let mut ignored = Ignored::default();
        let mut gitignore = GitIgnore::default();
        let mut is_wanted = |entry: &DirEntry| {
            if !entry.file_type().is_dir() {
                let is_ignored = interest(root, entry).is_some() && gitignore.ignores(entry);
                if is_ignored {
                    ignored.files.insert(shown_path(&relative(root, entry.path())).into());
                }
                return !is_ignored;
            }
            if entry.depth() == 0 {
                return !gitignore.ignores(entry);
            }
            if is_passed_over(entry.path(), entry.file_name().as_encoded_bytes()) || is_excluded(entry) {
                return false;
            }
            if gitignore.ignores(entry) {
                ignored.folders.push(shown_path(&relative(root, entry.path())) + "/");
                return false;
            }
            let is_nested = may_hold_trees && is_tree(entry.path());
            if is_nested {
                nested.push(entry.path().to_owned());
            }
            !is_nested
        };
        for entry in WalkDir::new(from).into_iter().filter_entry(&mut is_wanted) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_symlink() => self.link(root, &entry),
                Ok(entry) => {
                    let Some(interest) = interest(root, &entry) else {
                        if entry.file_type().is_file() {
                            self.others.push(shown_path(&relative(root, entry.path())).into());
                        }
                        continue;
                    };
                    if entry.file_type().is_file() {
                        self.add(relative(root, entry.path()), interest);
                    } else {
                        let reason = "left out: neither a file nor a folder";
                        self.failures.push(Failure::note(entry.path(), reason));
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(root);
                    let reason = error.io_error().map_or_else(|| error.to_string(), io_reason);
                    self.failures.push(Failure::new(path, reason));
                }
            }
        }
        self.nested.extend(nested);
        self.ignored.extend(ignored);
    }

    fn add(&mut self, relative: PathBuf, interest: Interest) {
        let path: Arc<str> = shown_path(&relative).into();
        if relative.to_str().is_none()
            && let Some(other) = self.non_utf8_paths.insert(path.clone(), relative)
        {
            self.failures.push(Failure::note(&other, "left out: another file is shown by the same name"));
            return;
        }
        match interest {
            Interest::Events => self.events.push(path),
            Interest::Source(language) => self.sources.push(Listed { path, language }),
            Interest::Script => self.scripts.push(path),
            Interest::Schema => self.schemas.push(path),
            Interest::Config => self.configs.push(path),
            Interest::List => self.lists.push(path),
        }
    }

    /// Adds the files of which there is a text, unless they are on the disk, and takes away those that
    /// are to be thought away.
    pub fn lay_over(&mut self, overlay: &Overlay) {
        if overlay.is_empty() {
            return;
        }
        let is_gone = |path: &Arc<str>| overlay.get(path).is_some_and(Option::is_none);
        self.retain(|path| !is_gone(path));
        let mut known: FxHashSet<Arc<str>> = self.events.iter().cloned().collect();
        known.extend(self.sources.iter().map(|listed| listed.path.clone()));
        known.extend(self.lists.iter().chain(&self.scripts).chain(&self.configs).cloned());
        known.extend(self.schemas.iter().cloned());
        for (path, _) in overlay.iter().filter(|(path, text)| text.is_some() && !known.contains(*path)) {
            self.add_path(path);
        }
    }

    /// Takes away files that are read for what they say.
    pub(super) fn retain(&mut self, is_kept: impl Fn(&Arc<str>) -> bool) {
        self.sources.retain(|listed| is_kept(&listed.path));
        for paths in
            [&mut self.events, &mut self.schemas, &mut self.lists, &mut self.scripts, &mut self.configs]
        {
            paths.retain(&is_kept);
        }
    }

    /// A link: what it leads to is read in its own place if that is in the tree, and else left out.
    fn link(&mut self, root: &Path, entry: &DirEntry) {
        let target = entry.path().canonicalize();
        if let Some(Interest::Config) = interest(root, entry)
            && target.as_ref().is_ok_and(|target| target.is_file())
        {
            // It speaks of the folder that it stands in.
            return self
                .add(entry.path().strip_prefix(root).unwrap_or(entry.path()).to_owned(), Interest::Config);
        }
        let is_of_interest =
            interest(root, entry).is_some() || target.as_ref().is_ok_and(|target| target.is_dir());
        let reason = match target {
            _ if !is_of_interest => return,
            Ok(target) if target.starts_with(root) => return,
            Ok(_) => "left out: a link out of the tree".to_owned(),
            Err(error) => format!("left out: a link that leads nowhere: {}", io_reason(&error)),
        };
        self.failures.push(Failure::note(entry.path(), reason));
    }
}

//! What `.gitignore` leaves out of a tree, and belongs to it all the same: what git tracks, and what a heading or the
//! list of groups names. Also what git tracks and a sparse checkout leaves out.

use super::disk::{self, read_top};
use super::git::{texts, tracked};
use super::listing::{Listed, Listing, is_listed};
use crate::parse::FileKind;
use crate::parse::events::File;
use crate::parse::events::headings::sections;
use crate::parse::file_kind::{MESON, TRACE_EVENTS, TRACE_HEADER};
use crate::parse::groups::{Groups, directory_of};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;
use std::sync::Arc;

/// The texts of the files that a sparse checkout leaves out.
#[derive(Debug, Default)]
pub(super) struct Absent {
    pub texts: FxHashMap<Arc<str>, Vec<u8>>,
    /// True when git lacks the text of some.
    pub is_partial: bool,
}

impl Listing {
    /// Adds what git tracks and the walk did not come to.
    pub(super) fn add_tracked(&mut self, root: &Path) {
        let Some(tracked) = tracked(root) else { return };
        let mut present = tracked.present;
        present.retain(|path| self.ignored.holds(path) && is_listed(path));
        present.iter().for_each(|path| self.add_ignored(root, path));
        let is_taken = |path: &str| disk::is_taken(&root.join(path));
        // A configuration that is not there governs nothing that is.
        let is_read =
            |path: &str| is_listed(path) && FileKind::of(path) != FileKind::Config && !is_taken(path);
        for path in tracked.skipped.iter().filter(|path| is_read(path)) {
            if self.add_path(path) {
                self.absent.push(path.as_str().into());
            }
        }
    }

    /// Adds the ignored folders that meson.build lists as groups.
    pub(super) fn add_groups(&mut self, root: &Path) {
        let groups = read_top(root, MESON).map(|text| Groups::from_meson(&text)).unwrap_or_default();
        for directory in groups.directories.iter().map(|directory| &directory.path) {
            let events: Arc<str> = format!("{directory}/{TRACE_EVENTS}").into();
            let header: Arc<str> = format!("{directory}/{TRACE_HEADER}").into();
            let is_ignored = |path: &&Arc<str>| self.ignored.files.contains(*path);
            let of_group: Vec<_> = [&events, &header].into_iter().filter(is_ignored).collect();
            if !of_group.is_empty() {
                of_group.into_iter().for_each(|path| self.add_ignored(root, path));
            } else if self.ignored.holds(&events) && !self.events.contains(&events) {
                // What the folder itself ignores stays left out.
                if let Ok(folder) = disk::within(root, Path::new(&**directory)) {
                    self.walk(root, &folder);
                }
            }
        }
    }

    /// Adds the ignored sources that headings of these files name.
    pub(super) fn add_headed(&mut self, root: &Path, events: &[Arc<File>]) {
        let mut known: FxHashSet<Arc<str>> = self.sources.iter().map(|listed| listed.path.clone()).collect();
        for file in events {
            let directory = directory_of(&file.path);
            for heading in sections(file).iter().flat_map(|section| &section.headings) {
                let mut named: Vec<Arc<str>> =
                    heading.sources(directory, &self.ignored.files).into_iter().cloned().collect();
                let places = heading.places(directory).map(Arc::from);
                named.extend(places.into_iter().find(|path| self.ignored.holds(path)));
                named.retain(|path| is_listed(path) && known.insert(path.clone()));
                named.iter().for_each(|path| self.add_ignored(root, path));
            }
        }
    }

    /// Adds an ignored file, if it is one.
    fn add_ignored(&mut self, root: &Path, path: &str) {
        let full = root.join(path);
        // No link leads there.
        let is_file = disk::within(root, Path::new(path)).is_ok_and(|found| found == full && found.is_file());
        if is_file {
            self.ignored.files.remove(path);
            self.add_path(path);
        }
    }

    /// Adds a file by its path; false where it is of no interest.
    pub(super) fn add_path(&mut self, path: &str) -> bool {
        let path: Arc<str> = path.into();
        match FileKind::of(&path) {
            FileKind::Events => self.events.push(path),
            FileKind::EventList => self.lists.push(path),
            FileKind::Source(language) => self.sources.push(Listed { path, language }),
            kind if kind.is_script() => self.scripts.push(path),
            FileKind::Config => self.configs.push(path),
            FileKind::Schema => self.schemas.push(path),
            _ => {
                self.others.push(path);
                return false;
            }
        }
        true
    }

    /// Reads the files that a sparse checkout leaves out from git's index. Those that it lacks are taken away.
    pub(super) fn read_absent(&mut self, root: &Path) -> Absent {
        let mut found = Absent::default();
        if self.absent.is_empty() {
            return found;
        }
        let mut lacking = FxHashSet::default();
        for (path, text) in self.absent.iter().zip(texts(root, &self.absent)) {
            match text {
                Some(text) => drop(found.texts.insert(path.clone(), text)),
                None => drop(lacking.insert(path.clone())),
            }
        }
        found.is_partial = !lacking.is_empty();
        self.retain(|path| !lacking.contains(path));
        found
    }
}

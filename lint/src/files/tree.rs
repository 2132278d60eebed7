//! Reading a whole tree: one walk lists it, all cores read and scan it, and what the files say together is
//! linked at the end.

use super::configs;
use super::failure::Failure;
use super::listing::{Listed, list};
use super::overlay::Overlay;
use super::progress::Progress;
use super::reader::{Reader, Scanned};
use super::roots::is_marked;
use crate::model::index::{Includes, Index, TreeFacts};
use crate::parse::events::File;
use crate::parse::file_kind::{MAKEFILE, MESON};
use crate::parse::groups::Groups;
use crate::parse::release::release;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is said where a sparse checkout leaves out what git can't give.
const LACKING: &str =
    "git lacks files that the sparse checkout leaves out: what needs the whole tree is not checked";

/// What was read of a tree.
pub(super) struct Reading {
    pub index: Index,
    /// What could not be read, or was left out.
    pub failures: Vec<Failure>,
    /// The files that were not read, and those of the others that may have commands with events in them.
    pub others: Vec<Arc<str>>,
    /// The folders below the root that are trees of their own, and were not read.
    pub nested: Vec<PathBuf>,
}

/// Reads the tree below `root`. Texts in `overlay`, by their paths as shown, stand for those on
/// the disk. Links are not followed. Each file that was read is counted in `progress`.
pub fn read_tree(root: &Path, overlay: &Overlay, progress: &Progress) -> (Index, Vec<Failure>) {
    let reading = read(root, overlay, progress);
    (reading.index, reading.failures)
}

/// As [`read_tree`], with the trees below it.
pub(super) fn read(root: &Path, overlay: &Overlay, progress: &Progress) -> Reading {
    let mut listing = list(root);
    listing.lay_over(overlay);
    progress.expect(listing.events.len() + listing.sources.len());

    // Each file by itself. The configurations come before the event lists, which they name.
    let mut failures = std::mem::take(&mut listing.failures);
    let (non_utf8_paths, absent) = (listing.non_utf8_paths.clone(), listing.read_absent(root));
    if absent.is_partial {
        failures.push(Failure::note(root, LACKING));
    }
    let reader = Reader { root, overlay, absent: &absent.texts, non_utf8_paths: &non_utf8_paths, progress };
    let events = reader.events(&listing.events, &mut failures);
    if !listing.ignored.is_empty() {
        listing.add_headed(root, &events);
    }
    let scanned = reader.sources(&listing.sources, &mut failures);
    let (configs, errors) = configs::of_tree(root, &listing.configs, overlay);
    failures.extend(errors);
    let lists = reader.lists(&listing.lists, &listing.others, &configs, &mut failures);
    let scripts = reader.scripts(&listing.scripts, &mut failures);
    let systemtap_files = reader.systemtap_files(&listing.scripts);
    let schemas = reader.schemas(&listing.schemas);

    // What they say together.
    let tree = TreeFacts {
        release: release(|name| reader.top(name)),
        groups: Groups::read(reader.top(MESON).as_deref(), reader.top(MAKEFILE).as_deref()),
        paths: listing.sources.iter().map(|listed| listed.path.clone()).collect(),
        commands: schemas.commands,
        configs,
        is_fragment: !is_marked(|name| reader.has(name), || reader.top(MESON)),
        is_partial: absent.is_partial,
        absent: listing.absent.iter().cloned().collect(),
        non_utf8_paths: non_utf8_paths.clone(),
        ..TreeFacts::default()
    };
    let mut index = link(&reader, &listing.sources, events, scanned, tree);
    index.has_sources = !index.facts.is_partial;
    (index.lists, index.scripts, index.systemtap_files) = (lists, scripts.scripts, systemtap_files);

    failures.sort_by(|one, other| one.path.cmp(&other.path));
    let mut others = listing.others;
    others.extend(scripts.with_commands);
    others.extend(schemas.with_commands);
    Reading { index, failures, others, nested: listing.nested }
}

/// Ties events to sources. What the sources say decides which other files are looked into, again and again
/// until nothing is open.
fn link(
    reader: &Reader,
    listed: &[Listed],
    events: Vec<Arc<File>>,
    scanned: Vec<Scanned>,
    mut tree: TreeFacts,
) -> Index {
    let includes = scanned.iter().filter(|scanned| !scanned.includes.is_empty());
    let includes = includes.map(|scanned| (&scanned.path, &*scanned.includes));
    tree.includes = Includes::new(includes, &tree.paths);
    reader.read_neighbours(&events, listed, &mut tree);
    let sources = reader.with_pasting(scanned, listed, &mut tree);
    let mut index = Index::new(events, sources, Arc::new(tree));
    while let Some(next) = reader.read_further(&index, listed) {
        index = next;
    }
    index
}

//! What is known of a tree beside its events and its sources.

use super::argument_macros::ArgumentMacros;
use super::includes::Includes;
use crate::parse::config_file::ConfigFile;
use crate::parse::groups::Groups;
use crate::parse::release::Release;
use crate::parse::source::PastingMacro;
use crate::qemu::era::{Era, Wiring};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What is known of a tree beside its events and its sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeFacts {
    /// The release that it is of; `None` where nothing tells it.
    pub release: Option<Release>,
    /// The groups that its meson.build or Makefile.objs names.
    pub groups: Groups,
    /// Every source file, whether it concerns tracing or not.
    pub paths: FxHashSet<Arc<str>>,
    /// What headers include, and who includes what has no includes of its own.
    pub includes: Includes,
    /// The commands of its QAPI schema, with `_` for `-`.
    pub commands: FxHashSet<Box<str>>,
    /// Macros that stand for several arguments of calls.
    pub macros: ArgumentMacros,
    /// For each source that uses macros of headers which paste names of events together, those.
    pub pasting: FxHashMap<Arc<str>, Vec<PastingMacro>>,
    /// Its configuration files, and the one above it that governs it.
    pub configs: Vec<ConfigFile>,
    /// True when nothing marks the root of a QEMU tree: of its groups and headings nothing is known.
    pub is_fragment: bool,
    /// True when some files could not be read: what is not found may be in them.
    pub is_partial: bool,
    /// The files that a sparse checkout leaves out. They are read, and nothing is reported in them.
    pub absent: FxHashSet<Arc<str>>,
    /// The paths on the disk, from the root, of the files whose names are no UTF-8, by those shown.
    pub non_utf8_paths: FxHashMap<Arc<str>, PathBuf>,
}

impl TreeFacts {
    /// The releases that it may be of.
    pub fn era(&self) -> Era {
        self.release.as_ref().map_or(Era::UNKNOWN, |release| release.era)
    }

    /// Which header declares the events of a source.
    pub fn wiring(&self) -> Wiring {
        self.era().wiring()
    }
}

//! What is known of a tree beside its events and its sources.

use super::argument_macros::ArgumentMacros;
use super::includes::Includes;
use crate::parse::config_file::ConfigFile;
use crate::parse::groups::Groups;
use crate::parse::source::PastingMacro;
use crate::qemu::version::Version;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What is known of a tree beside its events and its sources.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The release that the tree's file VERSION names.
    pub version: Option<Version>,
    /// The groups that its meson.build names.
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
    /// The paths on the disk, from the root, of the files whose names are no UTF-8, by those shown.
    pub non_utf8_paths: FxHashMap<Arc<str>, PathBuf>,
}

//! Paths: how they are shown, and which folders no walk enters.

use std::path::{MAIN_SEPARATOR, Path};

/// The path with `/` between its parts and without `.` at its beginning.
pub(super) fn shown_path(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let shown = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(MAIN_SEPARATOR, "/") }
}

/// Names that mark folders whose contents are made by tools.
const MADE_BY_TOOLS: [&str; 3] = ["CACHEDIR.TAG", "build.ninja", "config-host.mak"];

/// True for a folder that no walk enters: hidden ones, and what a build or a package manager made.
pub(super) fn is_passed_over(path: &Path, name: &[u8]) -> bool {
    name.starts_with(b".")
        || name == b"node_modules"
        || MADE_BY_TOOLS.iter().any(|marker| path.join(marker).exists())
}

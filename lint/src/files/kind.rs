//! What a file is read as where its name does not say it, for the program and the language server alike.

use crate::parse::FileKind;

/// True for the path of what is checked only against its tree.
pub(super) fn is_part(path: &str) -> bool {
    FileKind::of(path).is_part()
}

/// True for an event list: by its name; and where that stands for nothing else, by a comment in its first
/// lines or by the configuration that governs it.
pub fn is_event_list(
    path: &str,
    text: impl FnOnce() -> Vec<u8>,
    is_configured: impl FnOnce() -> bool,
) -> bool {
    FileKind::of_named(path, text, is_configured) == FileKind::EventList
}

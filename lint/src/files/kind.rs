//! What a file is read as where its name does not say it: decided here for the program and for the language
//! server alike. It reads no file.

use super::GROUP_NAME;
use crate::event_list::{is_list_name, is_marked};
use crate::script::is_script;
use crate::source::language;
use crate::systemtap::is_tap_script;

/// True for the path of what is checked only against its tree.
pub(super) fn is_part(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "meson.build" || is_script(name) || is_tap_script(name) || language(name.as_bytes()).is_some()
}

/// True for an event list: by its name; and where that stands for nothing else, by a comment in its first
/// lines or by the configuration that governs it.
pub fn is_event_list(
    path: &str,
    text: impl FnOnce() -> Vec<u8>,
    is_configured: impl FnOnce() -> bool,
) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if is_list_name(name) {
        return true;
    }
    let is_other = is_part(name) || name.starts_with(GROUP_NAME);
    !is_other && (is_marked(&text()) || is_configured())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let check = |path: &str, text: &str, is_configured: bool, expected: bool| {
            let found = is_event_list(path, || text.into(), || is_configured);
            assert_eq!(found, expected, "{path} {text:?} {is_configured}");
        };
        let marked = "# trace-lint: event-list\r\na\n";
        check("a/x.trace-list", "", false, true);
        check("trace-events-list", "", false, true);
        check("a/x.txt", "a\n", false, false);
        check("a/x.txt", "a\n", true, true);
        check("a/x", marked, false, true);
        check("a/x", &format!("{}{marked}", "#\n".repeat(9)), false, true);
        check("a/x", &format!("{}{marked}", "#\n".repeat(10)), false, false);
        for other in ["trace-events", "trace-events-all", "a.c", "a.rs", "a.py", "a.stp", "a/meson.build"] {
            check(other, marked, true, false);
        }
    }
}

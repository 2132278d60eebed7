//! What a document is to us.

use super::uri::to_path;
use ropey::Rope;
use std::path::Path;
use tower_lsp::ls_types::Uri;
use trace_lint::linter::config::is_config;
use trace_lint::parse::FileKind;
use trace_lint::parse::command;
use trace_lint::parse::event_list::is_list_name;
use trace_lint::parse::release::TELLING;
use trace_lint::parse::script::is_script;
use trace_lint::parse::source::language;
use trace_lint::parse::systemtap::is_tap_script;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// A trace-events file.
    Events,
    /// An event list.
    List,
    /// Something else, such as a source.
    Other,
}

/// What a document is: by its language where that is one of ours alone, by its name, by what its first lines
/// say, and by the configuration.
pub fn kind(language: &str, uri: &Uri, text: &Rope, is_configured: bool) -> DocumentKind {
    let name = match to_path(uri) {
        Some(path) => path.file_name().map_or_else(Default::default, |name| name.to_string_lossy().into()),
        None => uri.path().decode().to_string_lossy().into_owned(),
    };
    let name = name.rsplit('/').next().unwrap_or_default();
    if language == "trace-event-list"
        || FileKind::of_named(name, || beginning(text), || is_configured) == FileKind::EventList
    {
        return DocumentKind::List;
    }
    match language == "trace-events" || matches!(name, "trace-events" | "trace-events-all") {
        true => DocumentKind::Events,
        false => DocumentKind::Other,
    }
}

/// How the commands in a document of this path as shown are read; `None` where none are looked for. What stands
/// in plain text may be about anything.
pub fn commands(path: &str, text: &Rope) -> Option<command::Kind> {
    command::kind_of(path, &beginning(text)).filter(|kind| *kind != command::Kind::Plain)
}

/// The first bytes of a text, more than what is looked at in them.
fn beginning(text: &Rope) -> Vec<u8> {
    text.bytes().take(4096).collect()
}

/// True for a path as shown of a file that a tree is read from and that may be open.
pub fn is_part(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    TELLING.contains(&path)
        || name == "trace-events"
        || is_list_name(name)
        || is_script(name)
        || is_tap_script(name)
        || language(name.as_bytes()).is_some()
}

/// True for a path as shown of a file that a tree is read from.
pub fn is_read(path: &str) -> bool {
    is_part(path)
        || is_config(path)
        || path.rsplit('/').next() == Some(".gitignore")
        || (path.starts_with("qapi/") && path.ends_with(".json"))
}

/// True for a file by which it is told what is a tree of QEMU, and of which release.
pub fn decides_roots(path: &Path) -> bool {
    TELLING.iter().any(|telling| path.ends_with(telling)) || path.ends_with("trace/control.h")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let check = |language, uri: &str, text: &str, is_configured, expected| {
            let found = kind(language, &uri.parse().unwrap(), &Rope::from_str(text), is_configured);
            assert_eq!(found, expected, "{language} {uri} {text:?}");
        };
        check("plaintext", "file:///hw/trace-events", "", true, DocumentKind::Events);
        check("", "file:///hw/trace%2Devents-all", "", false, DocumentKind::Events);
        check("trace-events", "untitled:Untitled-1", "", false, DocumentKind::Events);
        check("plaintext", "git:/hw/trace-events", "", false, DocumentKind::Events);
        check("c", "file:///hw/trace-events/a.c", "", true, DocumentKind::Other);
        check("plaintext", "untitled:Untitled-1", "", false, DocumentKind::Other);
        check("plaintext", "file:///x.trace-list", "", false, DocumentKind::List);
        check("plaintext", "file:///x.txt", "", true, DocumentKind::List);
        check("trace-event-list", "untitled:Untitled-1", "", false, DocumentKind::List);
        check("trace-events", "file:///x", "#\n# trace-lint: event-list\n", false, DocumentKind::List);
        check(
            "trace-events",
            "file:///trace-events",
            "# trace-lint: event-list\n",
            false,
            DocumentKind::Events,
        );
    }
}

//! From the protocol's types to ours.

use crate::buffer::Kind;
use crate::document::Point;
use crate::snapshot::Snapshot;
use ropey::Rope;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::PathBuf;
use tower_lsp::ls_types::{CodeAction, InitializeParams, Position, Range, Uri};
use trace_lint::command;
use trace_lint::diagnostic::Diagnostic as Finding;
use trace_lint::event_list::is_list_name;
use trace_lint::files::is_event_list;
use trace_lint::script::is_script;
use trace_lint::source::language;
use trace_lint::systemtap::is_tap_script;
use trace_lint::text::Span;

/// A place.
pub fn point(position: Position) -> Point {
    Point { line: position.line, column: position.character }
}

/// Two places.
pub fn points(range: Range) -> (Point, Point) {
    (point(range.start), point(range.end))
}

/// The bytes of a range.
pub fn span(snapshot: &Snapshot, range: Range) -> Span {
    snapshot.span(point(range.start), point(range.end))
}

/// The offset of a position.
pub fn offset(snapshot: &Snapshot, position: Position) -> u32 {
    snapshot.span(point(position), point(position)).start
}

/// The path that a URI names; `None` for what is no file of this machine. The bytes of the path are
/// kept, whether they are UTF-8 or not.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let host = uri.authority().map_or("", |authority| authority.host());
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file") && matches!(host, "" | "localhost");
    let bytes = uri.path().decode().to_bytes();
    (is_file && !bytes.is_empty()).then(|| native(bytes))
}

#[cfg(unix)]
fn native(bytes: Cow<'_, [u8]>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes.into_owned()).into()
}

/// `/c:/folder` is the drive `c:`.
#[cfg(not(unix))]
fn native(bytes: Cow<'_, [u8]>) -> PathBuf {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match text.as_bytes() {
        [b'/', letter, b':', ..] if letter.is_ascii_alphabetic() => text[1..].into(),
        _ => text.into(),
    }
}

/// The folders that a client shows, however old its way to say so.
#[expect(deprecated, reason = "older clients say nothing else")]
pub fn folders(params: &InitializeParams) -> Vec<Uri> {
    match &params.workspace_folders {
        Some(folders) => folders.iter().map(|folder| folder.uri.clone()).collect(),
        None => params.root_uri.iter().cloned().collect(),
    }
}

/// What a document is: by its language where that is one of ours alone, by its name, by what its first lines
/// say, and by the configuration.
pub fn kind(language: &str, uri: &Uri, text: &Rope, is_configured: bool) -> Kind {
    let name = match path(uri) {
        Some(path) => path.file_name().map_or_else(Default::default, |name| name.to_string_lossy().into()),
        None => uri.path().decode().to_string_lossy().into_owned(),
    };
    let name = name.rsplit('/').next().unwrap_or_default();
    if language == "trace-event-list" || is_event_list(name, || beginning(text), || is_configured) {
        return Kind::List;
    }
    match language == "trace-events" || matches!(name, "trace-events" | "trace-events-all") {
        true => Kind::Events,
        false => Kind::Other,
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
    matches!(path, "meson.build" | "VERSION")
        || name == "trace-events"
        || is_list_name(name)
        || is_script(name)
        || is_tap_script(name)
        || language(name.as_bytes()).is_some()
}

/// What a code action carries until it is wanted.
#[derive(Debug, Serialize, Deserialize)]
pub struct ActionData {
    /// The document.
    pub uri: Uri,
    /// The revision the action was offered for.
    pub revision: u64,
    /// The finding that it mends; `None` for all.
    pub finding: Option<FindingKey>,
    /// True when the finding is allowed by a comment, not mended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allows: bool,
    /// What it does beside mending findings, and where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assist: Option<AssistKey>,
}

/// What tells one action that mends no finding from the others.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssistKey {
    /// Its name.
    pub name: String,
    /// The offset at which it was offered.
    pub at: u32,
}

/// What tells one finding of a document from the others.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingKey {
    /// The code of its rule.
    pub code: String,
    /// The offset of its first byte.
    pub start: u32,
    /// The offset just past its last byte.
    pub end: u32,
}

impl FindingKey {
    /// True for the finding that it tells from the others.
    pub fn names(&self, finding: &Finding) -> bool {
        (&*self.code, self.start, self.end) == (finding.rule.code, finding.span.start, finding.span.end)
    }
}

/// What a code action of ours carries.
pub fn action_data(action: &CodeAction) -> Option<ActionData> {
    ActionData::deserialize(action.data.as_ref()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let check = |uri: &str, expected: Option<&[u8]>| {
            let path = path(&uri.parse().unwrap());
            assert_eq!(path.as_deref().map(|path| path.as_os_str().as_encoded_bytes()), expected, "{uri}");
        };
        check("file:///a/trace-events", Some(b"/a/trace-events"));
        check("file://localhost/a", Some(b"/a"));
        check("FILE:///a", Some(b"/a"));
        check("file:///a%20b/%F0%9F%98%80%25", Some("/a b/😀%".as_bytes()));
        check("file://other/a", None);
        check("untitled:Untitled-1", None);
        check("git:/a/trace-events?ref=HEAD", None);
        check("file:", None);
        #[cfg(unix)]
        check("file:///a%FFb", Some(b"/a\xffb"));
    }

    #[test]
    fn kinds() {
        let check = |language, uri: &str, text: &str, is_configured, expected| {
            let found = kind(language, &uri.parse().unwrap(), &Rope::from_str(text), is_configured);
            assert_eq!(found, expected, "{language} {uri} {text:?}");
        };
        check("plaintext", "file:///hw/trace-events", "", true, Kind::Events);
        check("", "file:///hw/trace%2Devents-all", "", false, Kind::Events);
        check("trace-events", "untitled:Untitled-1", "", false, Kind::Events);
        check("plaintext", "git:/hw/trace-events", "", false, Kind::Events);
        check("c", "file:///hw/trace-events/a.c", "", true, Kind::Other);
        check("plaintext", "untitled:Untitled-1", "", false, Kind::Other);
        check("plaintext", "file:///x.trace-list", "", false, Kind::List);
        check("plaintext", "file:///x.txt", "", true, Kind::List);
        check("trace-event-list", "untitled:Untitled-1", "", false, Kind::List);
        check("trace-events", "file:///x", "#\n# trace-lint: event-list\n", false, Kind::List);
        check("trace-events", "file:///trace-events", "# trace-lint: event-list\n", false, Kind::Events);
    }
}

//! What we ask of the client once it has started: to watch files, to tell settings, and to have us format
//! trace-events files alone, so that nobody need choose between us and the formatters of other languages.

use crate::proto::capabilities::FORMATTED_AT;
use crate::proto::newest::{SCHEME, TextDocumentContent};
use crate::view::config::SECTION;
use crate::view::features::Features;
use serde_json::{Value, json};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{Registration, Uri};
use trace_lint::parse::watched_patterns;

/// A root that lies in no workspace folder, and is watched all the same.
pub struct WatchedRoot {
    /// No two that are watched at a time have the same.
    pub number: u64,
    /// The root as the client names it.
    pub uri: Uri,
}

impl WatchedRoot {
    /// Names the registration.
    pub fn id(&self) -> String {
        format!("trace-lint/watches/{}", self.number)
    }

    /// What is registered.
    pub fn method(&self) -> &'static str {
        WATCHES
    }
}

const WATCHES: &str = "workspace/didChangeWatchedFiles";

/// Files to watch in the workspace folders.
pub fn watches() -> Registration {
    watchers("trace-lint/watches".into(), |pattern| json!(pattern))
}

/// The same files in another folder, for a client that knows relative patterns.
pub fn watches_of(root: &WatchedRoot) -> Registration {
    watchers(root.id(), |pattern| json!({ "baseUri": root.uri, "pattern": pattern }))
}

fn watchers(id: String, glob: impl Fn(&str) -> Value) -> Registration {
    let watchers: Vec<_> =
        watched_patterns().map(|pattern| json!({ "globPattern": glob(&pattern) })).collect();
    let register_options = Some(json!({ "watchers": watchers }));
    Registration { id, method: WATCHES.into(), register_options }
}

/// What else we ask of a client that can do this.
pub fn registrations(features: &Features) -> Vec<Registration> {
    let documents = json!([
        { "language": "trace-events" },
        { "pattern": "**/trace-events" },
        { "pattern": "**/trace-events-all" },
    ]);
    let formatting = |name: &str, method: &str, more: Value| {
        let mut options = more;
        options["documentSelector"] = documents.clone();
        let method = format!("textDocument/{method}");
        Registration { id: format!("trace-lint/{name}"), method, register_options: Some(options) }
    };
    let ranges = match features.formats_ranges {
        true => json!({ "rangesSupport": true }),
        false => json!({}),
    };
    let contents = Registration {
        id: "trace-lint/contents".into(),
        method: TextDocumentContent::METHOD.into(),
        register_options: Some(json!({ "schemes": [SCHEME] })),
    };
    let typed = json!({ "firstTriggerCharacter": FORMATTED_AT });
    let settings = Registration {
        id: "trace-lint/settings".into(),
        method: "workspace/didChangeConfiguration".into(),
        register_options: Some(json!({ "section": SECTION })),
    };
    let all = [
        (features.registers_formatting, formatting("formatting", "formatting", json!({}))),
        (features.registers_range_formatting, formatting("range-formatting", "rangeFormatting", ranges)),
        (features.registers_typed_formatting, formatting("on-type-formatting", "onTypeFormatting", typed)),
        (features.registers_configuration, settings),
        (features.shows_contents, contents),
    ];
    all.into_iter().filter_map(|(is_able, registration)| is_able.then_some(registration)).collect()
}

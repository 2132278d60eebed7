//! What we ask of the client once it has started: to watch files, to tell settings, and to have us format
//! trace-events files alone, so that nobody need choose between us and the formatters of other languages.

use crate::proto::capabilities::FORMATTED_AT;
use crate::view::config::SECTION;
use crate::view::features::Features;
use serde_json::json;
use tower_lsp::ls_types::Registration;

/// What we ask of a client that can do this.
pub fn registrations(features: &Features) -> Vec<Registration> {
    let mut found = Vec::new();
    if features.watches_files {
        // What a tree is read from.
        let globs = [
            "**/{trace-events,trace-events-list,*.trace-list,VERSION,meson.build,trace-lint.toml,.trace-lint.toml,.gitignore}",
            "**/*.{c,h,m,mm,cc,cpp,inc,rs,py,stp,bt}",
            "**/qapi/*.json",
        ];
        let watchers = globs.map(|glob| json!({ "globPattern": glob }));
        found.push(Registration {
            id: "trace-lint/watches".into(),
            method: "workspace/didChangeWatchedFiles".into(),
            register_options: Some(json!({ "watchers": watchers })),
        });
    }
    if features.registers_formatting {
        let documents = json!([
            { "language": "trace-events" },
            { "pattern": "**/trace-events" },
            { "pattern": "**/trace-events-all" },
        ]);
        for (name, method) in [
            ("formatting", "textDocument/formatting"),
            ("range-formatting", "textDocument/rangeFormatting"),
            ("on-type-formatting", "textDocument/onTypeFormatting"),
        ] {
            let mut options = json!({ "documentSelector": documents });
            if name == "on-type-formatting" {
                options["firstTriggerCharacter"] = FORMATTED_AT.into();
            }
            found.push(Registration {
                id: format!("trace-lint/{name}"),
                method: method.into(),
                register_options: Some(options),
            });
        }
    }
    if features.registers_configuration {
        found.push(Registration {
            id: "trace-lint/settings".into(),
            method: "workspace/didChangeConfiguration".into(),
            register_options: Some(json!({ "section": SECTION })),
        });
    }
    found
}

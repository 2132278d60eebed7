//! What the tree around a document says of it: its path there and the QEMU release. Together with `main`, `server` and `logging` it is all of the server that touches the
//! disk or the terminal.

use std::path::Path;
use std::sync::Arc;
use trace_lint::files::{Progress, Request};
use trace_lint::linter::Settings;
use trace_lint::rules::RULES;
use trace_lint::version::Version;

/// What the tree says.
#[derive(Debug)]
pub struct Project {
    /// The document's path as shown.
    pub path: Arc<str>,
    /// The rules that run, and the release they ask about.
    pub settings: Settings,
}

impl Project {
    /// Asks the disk about a file.
    pub fn of(path: &Path) -> Project {
        let stand_in = Some((path.to_owned(), Vec::new()));
        let (trees, _) = Request { stand_in, alone: true, ..Request::default() }.read(&Progress::default());
        let tree = trees.first();
        let shown = tree.and_then(|tree| tree.lone.first()).map(|file| Arc::clone(&file.path));
        Project {
            path: shown.unwrap_or_else(|| path.to_string_lossy().into()),
            settings: settings(tree.and_then(|tree| tree.version)),
        }
    }

    /// What is said of a document that is no file, under the name the client gives it.
    pub fn none(name: &str) -> Project {
        Project { path: name.into(), settings: settings(None) }
    }
}

fn settings(version: Option<Version>) -> Settings {
    let rules = RULES.iter().copied().filter(|rule| rule.is_default).collect();
    Settings { rules, version: version.unwrap_or(Version::NEWEST) }
}

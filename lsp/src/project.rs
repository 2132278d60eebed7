//! What the tree around a document says of it: its path there, the QEMU release, the groups that one
//! build links. Together with `main`, `server` and `logging` it is all of the server that touches the
//! disk or the terminal.

use std::path::Path;
use std::sync::Arc;
use trace_lint::files::stand_in;
use trace_lint::groups::Groups;
use trace_lint::linter::Settings;
use trace_lint::rules::RULES;
use trace_lint::version::Version;

/// What the tree says.
#[derive(Debug)]
pub struct Project {
    /// The document's path as shown.
    pub path: Arc<str>,
    /// The groups.
    pub groups: Groups,
    /// The rules that run, and the release they ask about.
    pub settings: Settings,
}

impl Project {
    /// Asks the disk about a file.
    pub fn of(path: &Path) -> Project {
        let tree = stand_in(path, Vec::new());
        let shown = tree.files.first().map(|file| Arc::clone(&file.path));
        Project {
            path: shown.unwrap_or_else(|| path.to_string_lossy().into()),
            groups: tree.groups,
            settings: settings(tree.version),
        }
    }

    /// What is said of a document that is no file, under the name the client gives it.
    pub fn none(name: &str) -> Project {
        Project { path: name.into(), groups: Groups::default(), settings: settings(None) }
    }
}

fn settings(version: Option<Version>) -> Settings {
    let rules = RULES.iter().copied().filter(|rule| rule.is_default).collect();
    Settings { rules, version: version.unwrap_or(Version::NEWEST) }
}

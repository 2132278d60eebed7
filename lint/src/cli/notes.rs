//! What is said once of a tree, beside its findings: of a release that is in doubt, and of rules that can't be judged
//! in its era.

use crate::files::SourceTree;
use crate::linter::Settings;
use crate::text::plural;

/// What is to be known of the release of a tree, and of the rules that can't be judged there.
pub(super) fn of(tree: &SourceTree, settings: &Settings) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(release) = tree.release.as_ref().filter(|release| release.is_doubtful) {
        notes.push(format!("note: checked for QEMU {}: {}", settings.era, release.origin));
    }
    if !settings.unjudged.is_empty() {
        let names: Vec<_> = settings.unjudged.iter().map(|rule| rule.name).collect();
        let count = plural(names.len(), "rule");
        let release = tree.release.as_ref().map_or(settings.era, |release| release.era);
        notes.push(format!("note: {count} not checked for QEMU {release}: {}", names.join(", ")));
    }
    notes
}

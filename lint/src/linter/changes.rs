//! The rules of `compat` over what has changed. Pure: it reads and writes nothing.

use super::settings::Settings;
use super::suppress::take_out_allowed;
use crate::model::compat::pair;
use crate::model::compat::{Consumers, EventSet};
use crate::rules::RULES;
use crate::rules::context::{ChangeContext, Findings};
use crate::rules::diagnostic::{Diagnostic, sort};
use crate::rules::lint::{Check, Lint};
use rustc_hash::FxHashSet;

/// The rules that look at changes.
pub(crate) fn changes() -> impl Iterator<Item = &'static Lint> {
    RULES.iter().copied().filter(|rule| rule.is_of_changes)
}

/// What has changed between two sides, for whom it matters: findings of weight are those that break what
/// `counted` use. In the order of the paths, then of the text.
pub(crate) fn compare(
    old: &EventSet,
    new: &EventSet,
    settings: &Settings,
    counted: Consumers,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let changed = pair(old, new);
    for rule in &settings.rules {
        let Check::Change(check) = rule.check else { continue };
        let context = &mut ChangeContext { counted, findings: Findings { rule, found: &mut found } };
        changed.iter().for_each(|change| check(context, change));
    }
    let paths: FxHashSet<&str> = old.files.iter().map(|file| &*file.path).collect();
    let is_old = |finding: &Diagnostic| paths.contains(&*finding.path);
    let (mut before, mut after): (Vec<_>, Vec<_>) = found.into_iter().partition(is_old);
    for (side, found) in [(old, &mut before), (new, &mut after)] {
        apply(side, settings, found);
        take_out_allowed(&side.files, found);
    }
    before.extend(after);
    sort(&mut before);
    before
}

/// Applies what is decided for each file, by its path in its tree.
fn apply(side: &EventSet, settings: &Settings, found: &mut Vec<Diagnostic>) {
    for finding in found.iter_mut() {
        if let Some(path) = finding.path.strip_prefix(&*side.prefix) {
            finding.path = path.into();
        }
    }
    found.retain(|finding| !settings.policy.excludes(&finding.path));
    settings.policy.apply(found);
    for finding in found {
        finding.path = format!("{}{}", side.prefix, finding.path).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compat::Consumer;
    use crate::parse::events::File;
    use crate::qemu::era::Era;
    use crate::rules::rule::Severity;
    use crate::text::fixture::{line, unindented};
    use std::sync::Arc;

    /// Events, one a line; the last line needs no end.
    fn side(prefix: &str, text: &str) -> EventSet {
        let text = line(unindented(text).trim_end());
        let file = Arc::new(File::new(format!("{prefix}hw/trace-events"), text.into_bytes()));
        EventSet { files: vec![file], prefix: prefix.into(), ..EventSet::default() }
    }

    /// Checks rule and weight of what is found for some consumers, and whom it breaks.
    fn check(old: &str, new: &str, counted: Consumers, expected: &[(&str, Severity, &str)]) {
        let rules: Vec<_> = changes().filter(|rule| rule.is_default).collect();
        let settings = Settings::new(rules, Era::NEWEST);
        let found = compare(&side("old/", old), &side("", new), &settings, counted);
        let found: Vec<_> =
            found.iter().map(|it| (it.rule.name, it.severity, it.breaks.names().join(" "))).collect();
        let found: Vec<_> = found.iter().map(|(rule, weight, breaks)| (*rule, *weight, &**breaks)).collect();
        assert_eq!(found, expected, "{old} {new}");
    }

    #[test]
    fn what_breaks_whom() {
        let firm = Consumers::FIRM;
        let (error, warning, info) = (Severity::Error, Severity::Warning, Severity::Info);
        let all = "recordings analyzer analyzer2 event-lists systemtap log ust";
        check(r#"a(int x) "%d""#, r#"a(int x) "%d""#, firm, &[]);
        check(r#"a(int x) "%d""#, "", firm, &[("removed-event", error, all)]);
        check("", r#"a(void) """#, firm, &[]);
        check(r#"a(int x) "%d""#, r#"a(int x) "x=%d""#, firm, &[("changed-format", info, "log")]);
        let log = Consumers::new(&[Consumer::Log]);
        check(r#"a(int x) "%d""#, r#"a(int x) "x=%d""#, log, &[("changed-format", warning, "log")]);
        check(r#"a(int x) "%d""#, r#"a(int x) "%" "d""#, log, &[]);
        check("a(int x)", "a(int y)", firm, &[("renamed-argument", warning, "systemtap ust")]);
        let shape = "recordings analyzer analyzer2 systemtap ust";
        check("a(int x, int y)", "a(int y)", firm, &[("removed-argument", error, shape)]);
        let grown = "recordings analyzer analyzer2";
        check("a(int x)", "a(int x, int y)", firm, &[("added-argument", error, grown)]);
        let before = "recordings analyzer analyzer2 systemtap";
        check("a(int x)", "a(int y, int x)", firm, &[("added-argument", error, before)]);
        check("a(int x, int y)", "a(int y, int x)", firm, &[("reordered-arguments", error, before)]);
        check("a(char *x)", "a(uint8_t *x)", firm, &[("retyped-argument", error, shape)]);
        check("a(int x)", "a(long x)", firm, &[("retyped-argument", info, "ust")]);
        check("a(unsigned x)", "a(unsigned int x)", firm, &[]);
        let off = "analyzer analyzer2 event-lists systemtap log";
        check("a(void)", "disable a(void)", firm, &[("changed-disable", error, off)]);
        check("disable a(void)", "a(void)", firm, &[("changed-disable", info, "")]);
        check("disable a(int x)", "", firm, &[("removed-event", info, "")]);
        check("disable a(int x)", "disable a(void)", firm, &[("removed-argument", info, "")]);
        let allowed = r"
            # trace-lint: allow(renamed-argument) a reason
            a(int y)
            ";
        check("a(int x)", allowed, firm, &[]);
    }
}

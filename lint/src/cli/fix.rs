//! `--fix` and `--diff`: the fixes of what is found, written or shown.

use super::tell;
use crate::check::request::{check_all, concerns};
use crate::files::{Failure, Overlay, SourceTree, create, replace};
use crate::fix::apply::{State, Tally, Texts, fix};
use crate::fix::build_files::{Elsewhere, elsewhere, is_mended_elsewhere};
use crate::linter::Settings;
use crate::model::index::Index;
use crate::parse::source::{language, scan};
use crate::rules::RULES;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::rule::Rule;
use crate::text::lines_printable;
use similar::TextDiff;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Fixing {
    /// Make the fixes that can't change what is meant, and report what is left
    #[arg(long, group = "fixes")]
    pub fix: bool,
    /// Make also the fixes that may change what is meant, with --fix or --diff
    #[arg(long = "unsafe", requires = "fixes")]
    is_unsafe: bool,
    /// Show what --fix would change as a unified diff, in place of the findings; exit 1 if anything
    #[arg(long, group = "fixes", conflicts_with_all = ["fix", "output_file"])]
    pub diff: bool,
    /// Put a comment that allows it above each finding, and report what is left
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub add_suppressions: bool,
}

/// A file that fixes change.
pub(super) struct Change {
    pub path: Arc<str>,
    /// `None` for a file that is new.
    pub before: Option<Vec<u8>>,
    pub after: Vec<u8>,
}

/// A tree as it is after some fixes.
struct Fixed<'a> {
    tree: SourceTree,
    settings: &'a Settings,
    is_unsafe: bool,
    /// With the rules that run by default, so that no fix adds what is only not asked for.
    findings: Vec<Diagnostic>,
    /// The texts before all fixes of the files that they change.
    before: Before,
}

type Before = BTreeMap<Arc<str>, Option<Vec<u8>>>;

impl<'a> Fixed<'a> {
    fn new(tree: SourceTree, settings: &'a Settings, is_unsafe: bool, before: Before) -> Fixed<'a> {
        let is_asked = |rule: &str| settings.rules.iter().any(|other| other.code == rule);
        let is_judged = |rule: &Rule| !settings.unjudged.iter().any(|other| other.code == rule.code);
        let rules = RULES.iter().copied();
        let rules = rules.filter(|rule| (rule.is_default && is_judged(rule)) || is_asked(rule.code));
        let all =
            Settings { events: settings.events.clone(), ..Settings::new(rules.collect(), settings.era) };
        let findings = check_all(&tree, &all);
        Fixed { tree, settings, is_unsafe, findings, before }
    }

    /// True for a finding that is asked for, in a file that is asked about.
    fn is_asked(&self, finding: &Diagnostic) -> bool {
        let mut admitted = vec![finding.clone()];
        self.settings.policy.apply(&mut admitted);
        !admitted.is_empty() && concerns(&self.tree, finding) && self.tree.scope.holds(&finding.path)
    }
}

impl State for Fixed<'_> {
    fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    fn is_wanted(&self, finding: &Diagnostic) -> bool {
        let is_fit = finding.fix.as_ref().is_some_and(|fix| fix.is_safe || self.is_unsafe);
        is_fit && self.is_asked(finding)
    }

    fn elsewhere(&self, finding: &Diagnostic) -> Option<Elsewhere> {
        if !is_mended_elsewhere(finding) {
            return None;
        }
        let list = || self.text(&self.tree.index.tree.groups.path().into());
        let found = elsewhere(&self.tree.index, finding, list().as_deref())?;
        if self.tree.is_taken(&found.path) {
            return None;
        }
        let is_fit = (found.is_safe || self.is_unsafe) && self.tree.scope.holds(&found.path);
        (is_fit && self.is_asked(finding)).then_some(found)
    }

    fn text(&self, path: &Arc<str>) -> Option<Vec<u8>> {
        self.tree.text_of(path)
    }

    fn with(&self, texts: &Texts) -> Self {
        let mut before = self.before.clone();
        for path in texts.keys() {
            before.entry(path.clone()).or_insert_with(|| self.text(path));
        }
        Fixed::new(self.tree.with_texts(texts), self.settings, self.is_unsafe, before)
    }
}

impl Fixing {
    /// Fixes what is found in a tree, which is then as it would be, and tells what changes.
    /// The last are the texts of files that were changed meanwhile, which is told: they stay as they are.
    pub(super) fn change(&self, tree: &mut SourceTree, settings: &Settings) -> (Vec<Change>, Tally, Overlay) {
        let index = tree.index.clone();
        let begin = Fixed::new(std::mem::take(tree), settings, self.is_unsafe, BTreeMap::new());
        let (end, tally) = fix(begin);
        let (mut changes, mut stale) = (Vec::new(), Overlay::default());
        for (path, before) in &end.before {
            let after = end.text(path).unwrap_or_default();
            if before.as_ref().is_some_and(|before| is_stale(&index, path, before)) {
                tell(&[Failure::changed(&end.tree.on_disk(path))]);
                stale.insert(path.clone(), before.clone());
            } else if before.as_ref() != Some(&after) {
                changes.push(Change { path: path.clone(), before: before.clone(), after });
            }
        }
        *tree = end.tree;
        (changes, tally, stale)
    }
}

/// True for a source that was changed between the reading of the tree, which keeps no text of it, and this text.
pub(super) fn is_stale(index: &Index, path: &str, text: &[u8]) -> bool {
    let Some(known) = index.find_source(path).map(|source| &index.sources[source].source) else {
        return false;
    };
    let Some(now) = language(path.as_bytes()).map(|language| scan(text, language, &[])) else { return false };
    // Names that macros of headers paste are not found anew.
    let is_moved = now.references.len() == known.references.len()
        && now.references.iter().zip(&known.references).any(|(now, known)| now.span != known.span);
    is_moved || now.includes != known.includes || now.allows != known.allows
}

/// Writes what was changed, and tells why what could not be could not. Returns the texts of those files as
/// they are still.
pub(super) fn write(tree: &SourceTree, changes: &[Change]) -> Overlay {
    let mut unwritten = Overlay::default();
    let mut failures = Vec::new();
    for Change { path, before, after } in changes {
        let on_disk = tree.on_disk(path);
        let written = match before {
            Some(before) => replace(&on_disk, before, after),
            None => create(&on_disk, after),
        };
        match written {
            Ok(note) => failures.extend(note),
            Err(failure) => {
                failures.push(failure);
                unwritten.insert(path.clone(), before.clone());
            }
        }
    }
    tell(&failures);
    unwritten
}

/// Shows what would change, with paths that `patch -p1` and `git apply` take.
pub(super) fn show(out: &mut dyn Write, tree: &SourceTree, changes: &[Change]) -> io::Result<()> {
    for Change { path, before, after } in changes {
        let path = format!("{}{path}", tree.prefix);
        let diff = TextDiff::from_lines(before.as_deref().unwrap_or_default(), after.as_slice());
        let old = if before.is_some() { format!("a/{path}") } else { "/dev/null".into() };
        let new = format!("b/{path}");
        let mut text = Vec::new();
        diff.unified_diff().context_radius(3).header(&old, &new).to_writer(&mut text)?;
        match io::stdout().is_terminal() {
            true => out.write_all(lines_printable(&String::from_utf8_lossy(&text)).as_bytes())?,
            false => out.write_all(&text)?, // for `patch`, byte for byte
        }
    }
    Ok(())
}

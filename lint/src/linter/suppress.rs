//! Suppression: findings that a comment allows are taken out, and a comment that allows none, or names no
//! rule, is itself found.

use super::selection::rule;
use super::settings::Settings;
use crate::model::index::Index;
use crate::parse::FileKind;
use crate::parse::allow::{Allow, Marks, allows};
use crate::parse::events::File;
use crate::rules::diagnostic::{Diagnostic, Edit, Fix};
use crate::rules::rule::Rule;
use crate::rules::{RULES, UNKNOWN_SUPPRESSION, UNUSED_SUPPRESSION, find};
use crate::text::nearest::nearest;
use crate::text::{Span, newline};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Takes out of the findings of a tree, or of one of its files, what comments allow, and adds what is
/// wrong with the comments.
pub(super) fn suppress(index: &Index, settings: &Settings, only: Option<&str>, found: &mut Vec<Diagnostic>) {
    let is_asked = |path: &str| only.is_none_or(|only| only == path);
    let list: Arc<str> = index.facts.groups.path().into();
    let groups = Some(&index.facts.groups).filter(|_| is_asked(&list));
    let groups = groups.map(|groups| (&list, Cow::Borrowed(&*groups.allows)));
    let files = match only {
        Some(path) => index.at(path).collect::<Vec<_>>(),
        None => index.files().collect(),
    };
    let mut files: FxHashMap<Arc<str>, Comments> = files
        .iter()
        .map(|file| (file.path(), file.allows()))
        .chain(groups)
        .filter(|(_, allows)| !allows.is_empty())
        .map(|(path, allows)| (path.clone(), Comments::new(allows.into_owned())))
        .collect();
    if files.is_empty() {
        return;
    }
    found.retain(|finding| files.get_mut(&finding.path).is_none_or(|comments| !comments.allow(finding)));
    let mut paths: Vec<_> = files.into_iter().collect();
    paths.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (path, comments) in paths {
        comments.report(&path, index, settings, found);
    }
}

/// Takes out of findings in these files what comments allow.
pub(super) fn take_out_allowed(files: &[Arc<File>], found: &mut Vec<Diagnostic>) {
    let wanted: FxHashSet<&str> = found.iter().map(|finding| &*finding.path).collect();
    let asked = files.iter().filter(|file| wanted.contains(&*file.path));
    let mut comments: FxHashMap<Arc<str>, Comments> =
        asked.map(|file| (file.path.clone(), Comments::new(allows(&file.text, Marks::Hash)))).collect();
    found.retain(|finding| comments.get_mut(&finding.path).is_none_or(|comments| !comments.allow(finding)));
}

/// The comments of one file, and which of their names were of use.
struct Comments {
    allows: Vec<Allow>,
    /// The rules of the names, in their order, and whether they allowed something.
    rules: Vec<Vec<(Option<&'static Rule>, bool)>>,
}

impl Comments {
    fn new(allows: Vec<Allow>) -> Comments {
        let rules =
            |allow: &Allow| allow.names.iter().map(|(name, _)| (find(name), false)).collect::<Vec<_>>();
        Comments { rules: allows.iter().map(rules).collect(), allows }
    }

    /// True for a finding that a comment allows.
    fn allow(&mut self, finding: &Diagnostic) -> bool {
        let mut is_allowed = false;
        for (allow, rules) in self.allows.iter().zip(&mut self.rules) {
            let at = finding.span.start;
            if !allow.covers.is_none_or(|covers| covers.start <= at && at <= covers.end) {
                continue;
            }
            let is_it =
                |rule: &Option<&'static Rule>| rule.is_some_and(|rule| rule.code == finding.rule.code);
            if let Some((_, is_used)) = rules.iter_mut().find(|(rule, _)| is_it(rule)) {
                (*is_used, is_allowed) = (true, true);
            }
        }
        is_allowed
    }

    /// Adds what is wrong with the comments. Whether a rule that does not run, or can't without the
    /// sources, would have found something is not known.
    fn report(&self, path: &Arc<str>, index: &Index, settings: &Settings, found: &mut Vec<Diagnostic>) {
        let running = |rule: &'static Rule| Some(rule).filter(|rule| settings.policy.runs(rule, path));
        let (unused, unknown) = (running(&UNUSED_SUPPRESSION), running(&UNKNOWN_SUPPRESSION));
        for (allow, rules) in self.allows.iter().zip(&self.rules) {
            if let Some(unknown) = unknown.filter(|_| allow.names.is_empty()) {
                let mut finding =
                    Diagnostic::new(unknown, path.clone(), allow.comment, "this comment allows nothing");
                finding
                    .help("write `trace-lint: allow(rule) reason`, or `allow-file(rule)` for the whole file")
                    .fix(Fix { is_safe: false, ..removal(allow, 0) });
                found.push(finding);
            }
            for (place, ((_, span), (known, is_used))) in allow.names.iter().zip(rules).enumerate() {
                let Some(known) = known else {
                    found.extend(unknown.map(|unknown| not_known(unknown, path, allow, place)));
                    continue;
                };
                let is_it = |(rule, _): &(Option<&Rule>, bool)| rule.is_some_and(|it| it.code == known.code);
                let message = if rules[..place].iter().any(is_it) {
                    format!("this comment allows `{}` already", known.name)
                } else if !is_used && settings.judges(known, path, index) {
                    format!("nothing here is found by `{}`", known.name)
                } else {
                    continue;
                };
                found.extend(unused.map(|unused| {
                    let mut finding = Diagnostic::new(unused, path.clone(), *span, message);
                    finding.fix(removal(allow, place));
                    finding
                }));
            }
        }
    }
}

/// A name that no rule has. Whoever wrote it meant something by it, perhaps a rule of a newer release: it
/// is removed only on demand.
fn not_known(unknown: &'static Rule, path: &Arc<str>, allow: &Allow, place: usize) -> Diagnostic {
    let (name, span) = &allow.names[place];
    let message = rule(name).err().unwrap_or_default();
    let mut finding = Diagnostic::new(unknown, path.clone(), *span, message);
    let is_there =
        |rule: &str| allow.names.iter().any(|(name, _)| find(name).is_some_and(|it| it.name == rule));
    finding.fix(match nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(meant) if is_there(meant) => removal(allow, place),
        Some(meant) => Fix::new(format!("Write `{meant}`"), true, *span, meant),
        None => Fix { is_safe: false, ..removal(allow, place) },
    });
    finding
}

/// Removes a name, and the comment with its last one or where it has none.
fn removal(allow: &Allow, place: usize) -> Fix {
    let names = &allow.names;
    let span = match (names.get(place + 1), place.checked_sub(1)) {
        (Some((_, next)), _) => Span { start: names[place].1.start, end: next.start },
        (None, Some(before)) => Span { start: names[before].1.end, end: names[place].1.end },
        (None, None) => allow.whole,
    };
    let what = if names.len() > 1 { "Remove the name" } else { "Remove the comment" };
    Fix::new(what, true, span, "")
}

/// The edit that puts a comment above a place which allows what some rules find there; `None` where none
/// can stand.
pub fn comment(path: &str, text: &[u8], at: u32, rules: &[&str]) -> Option<Edit> {
    let marks = FileKind::of(path).comment_marks()?;
    let at = (at as usize).min(text.len());
    let start = memchr::memrchr2(b'\n', b'\r', &text[..at]).map_or(0, |newline| newline + 1);
    if text[..start].trim_ascii_end().ends_with(b"\\") {
        return None; // the body of a macro goes on
    }
    let line = &text[start..];
    let indent = line.iter().take_while(|byte| b" \t".contains(byte)).count();
    let indent = String::from_utf8_lossy(&line[..indent]);
    let newline = newline(text);
    let rules = rules.join(", ");
    let written = match marks {
        Marks::Hash => format!("# trace-lint: allow({rules}){newline}"),
        Marks::C => format!("{indent}/* trace-lint: allow({rules}) */{newline}"),
        Marks::Meson => format!("{indent}# trace-lint: allow({rules}){newline}"),
        Marks::Rust => format!("{indent}// trace-lint: allow({rules}){newline}"),
    };
    Some(Edit { span: Span::empty(start), text: written })
}

/// The edits of one file that allow findings in it.
pub(crate) fn comments(path: &str, text: &[u8], found: &[&Diagnostic]) -> Vec<Edit> {
    let mut by_line: BTreeMap<u32, (Edit, Vec<&str>)> = BTreeMap::new();
    for finding in found.iter().filter(|finding| finding.rule.takes_comment) {
        let Some(edit) = comment(path, text, finding.span.start, &[]) else { continue };
        let (_, rules) = by_line.entry(edit.span.start).or_insert((edit, Vec::new()));
        if !rules.contains(&finding.rule.name) {
            rules.push(finding.rule.name);
        }
    }
    let edits =
        by_line.into_values().filter_map(|(edit, rules)| comment(path, text, edit.span.start, &rules));
    edits.collect()
}

//! What every format is given: the findings with the files that they are in, and how many there are.

use crate::rules::diagnostic::{Diagnostic, Fix, Related};
use crate::rules::rule::Severity;
use crate::text::{Document, Position, RelativeTo};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::Arc;

/// A finding, and the files in which its places are shown.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    pub diagnostic: &'a Diagnostic,
    /// What reports for programs put before its paths.
    pub prefix: &'a str,
    /// How people are shown its paths, where they are those of a tree.
    pub here: Option<&'a RelativeTo>,
    pub documents: &'a Documents<'a>,
    /// What mends it in another file, by that file's path.
    pub elsewhere: Option<&'a (Arc<str>, Fix)>,
}

impl<'a> Finding<'a> {
    /// A finding whose paths are shown as they are, and that no other file fixes.
    pub fn new(diagnostic: &'a Diagnostic, documents: &'a Documents<'a>) -> Finding<'a> {
        Finding { diagnostic, prefix: "", here: None, documents, elsewhere: None }
    }

    /// A path as programs are given it.
    pub(super) fn shown(&self, path: &'a str) -> Cow<'a, str> {
        match self.prefix {
            "" => Cow::Borrowed(path),
            prefix => Cow::Owned(format!("{prefix}{path}")),
        }
    }

    /// A path as people are shown it: from the current folder, so that terminals and editors open it.
    pub(super) fn near(&self, path: &'a str) -> Cow<'a, str> {
        self.here.map_or_else(|| self.shown(path), |here| here.name(path))
    }

    /// The path of its file as it is shown.
    pub fn path(&self) -> Cow<'a, str> {
        self.shown(&self.diagnostic.path)
    }

    /// The line and column at which it begins.
    pub fn position(&self) -> Position {
        self.document().position(self.diagnostic.span.start)
    }

    /// The line and column just past it.
    pub fn end(&self) -> Position {
        self.document().position(self.diagnostic.span.end)
    }

    pub(super) fn document(&self) -> &'a Document {
        self.documents.get(&self.diagnostic.path)
    }

    /// What mends it, with the path and the text of the file that is to be changed.
    pub(super) fn fix(&self) -> Option<(&'a str, &'a Document, &'a Fix)> {
        match (&self.diagnostic.fix, self.elsewhere) {
            (Some(fix), _) => Some((&self.diagnostic.path, self.document(), fix)),
            (None, Some((path, fix))) => Some((path, self.documents.get(path), fix)),
            (None, None) => None,
        }
    }

    /// The path of a related place, and its file.
    pub(super) fn related(&self, related: &'a Related) -> (&'a str, &'a Document) {
        let path = related.path.as_ref().unwrap_or(&self.diagnostic.path);
        (path, self.documents.get(path))
    }
}

/// The files in which findings are shown, by their paths.
#[derive(Clone, Debug)]
pub struct Documents<'a> {
    known: FxHashMap<&'a str, &'a Document>,
    /// Stands for a file that can't be read any more.
    gone: Document,
}

impl<'a> Documents<'a> {
    /// These files.
    pub fn new(files: impl Iterator<Item = &'a Document>) -> Documents<'a> {
        let known = files.map(|document| (&*document.path, document)).collect();
        Documents { known, gone: Document::new("", Vec::new()) }
    }

    fn get(&'a self, path: &str) -> &'a Document {
        self.known.get(path).copied().unwrap_or(&self.gone)
    }
}

/// What a whole run found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The trace-events files that were checked.
    pub files: usize,
    /// True when there was none, neither asked about nor in the tree of what was asked about.
    pub is_empty: bool,
    /// The events declared in them.
    pub events: usize,
    /// The findings by weight.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// See `errors`.
    pub infos: usize,
    /// The findings with a fix.
    pub fixable: usize,
    /// Those of them with a fix that `--fix` applies by itself.
    pub safely_fixable: usize,
}

impl Summary {
    /// Counts the findings.
    pub fn count(&mut self, findings: &[Finding]) {
        for finding in findings {
            match finding.diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            let fix = finding.fix().map(|(_, _, fix)| fix);
            self.fixable += usize::from(fix.is_some());
            self.safely_fixable += usize::from(fix.is_some_and(|fix| fix.is_safe));
        }
    }

    /// True when something of weight was found.
    pub fn fails(&self) -> bool {
        self.errors + self.warnings > 0
    }
}

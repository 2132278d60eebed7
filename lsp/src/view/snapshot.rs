//! What a worker sees: one document as it was at one revision, and the tree round it. It never
//! changes, and each thing is found out once, by whoever needs it first.

use crate::ide::analysis::Analysis;
use crate::ide::source::{Source, Tree};
use crate::view::buffer::Buffer;
use crate::view::config::Config;
use crate::view::tree::TreeView;
use std::ops::Deref;
use std::sync::{Arc, LazyLock, OnceLock};
use trace_lint::linter::{Settings, lint_alone, lint_list_alone};
use trace_lint::model::index::Index;
use trace_lint::parse::command::CommandFile;
use trace_lint::parse::events::File;
use trace_lint::rules::diagnostic::Diagnostic;
use trace_lint::text::Document;

/// One document at one revision, in its tree.
pub struct Snapshot {
    buffer: Arc<Buffer>,
    /// Its tree; `None` for a document that is no part of one, and as long as the tree is not read.
    pub tree: Option<Arc<TreeView>>,
    config: Arc<Config>,
    findings: OnceLock<Vec<Diagnostic>>,
}

impl Deref for Snapshot {
    type Target = Buffer;

    fn deref(&self) -> &Buffer {
        &self.buffer
    }
}

impl Snapshot {
    /// A snapshot of which nothing is found out yet.
    pub fn new(buffer: Arc<Buffer>, tree: Option<Arc<TreeView>>, config: Arc<Config>) -> Snapshot {
        Snapshot { buffer, tree, config, findings: OnceLock::new() }
    }

    /// True once another document or file of its tree has changed: findings are to be looked for again.
    pub fn is_outdated(&self) -> bool {
        self.is_stale() || self.tree.as_ref().is_some_and(|tree| tree.is_stale())
    }

    /// What may be asked of its places.
    pub fn analysis(&self) -> Analysis<'_> {
        Analysis::of(self)
    }

    /// The index of its tree; an empty one for a document that is no part of a tree.
    pub fn index(&self) -> &Index {
        static NONE: LazyLock<Index> = LazyLock::new(Index::default);
        self.tree.as_ref().map_or(&*NONE, |tree| &**tree.index())
    }

    /// Its path, as findings and places name it.
    pub fn path(&self) -> &Arc<str> {
        &self.info.location(&self.uri).path
    }

    /// The findings of `trace-lint check` in this file, in the same order.
    pub fn findings(&self) -> &[Diagnostic] {
        self.findings.get_or_init(|| match (&self.tree, self.file(), self.list()) {
            (_, _, Some(list)) if !self.info.is_part(&self.uri) => {
                self.alone(|settings| lint_list_alone(list, self.index(), settings))
            }
            (Some(tree), ..) => tree.findings(self.path()),
            (None, Some(file), _) => {
                self.alone(|settings| lint_alone(file, settings, Some(&mut self.info.lines())))
            }
            (None, None, _) => Vec::new(),
        })
    }

    /// What is found by what governs this file by itself.
    fn alone(&self, lint: impl FnOnce(&Settings) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
        let location = self.info.location(&self.uri);
        let settings = self.config.settings(location.config.as_slice(), location.release.as_ref());
        if settings.policy.excludes(&location.path) {
            return Vec::new();
        }
        lint(&settings)
    }
}

impl Source for Snapshot {
    fn path(&self) -> &Arc<str> {
        self.path()
    }

    fn document(&self) -> Option<&Document> {
        self.buffer.document()
    }

    fn events(&self) -> Option<&Arc<File>> {
        self.file()
    }

    fn commands(&self) -> Option<&Arc<CommandFile>> {
        self.buffer.commands()
    }

    fn findings(&self) -> &[Diagnostic] {
        self.findings()
    }

    fn tree(&self) -> Option<&dyn Tree> {
        self.tree.as_deref().map(|tree| tree as &dyn Tree)
    }
}

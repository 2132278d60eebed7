//! What a worker sees: one document as it was at one revision, with what was found out about it since.
//! It never changes, and each thing is found out once, by whoever needs it first.

use crate::capabilities::Features;
use crate::document::positions::Positions;
use crate::document::{Point, offset};
use crate::project::Project;
use ropey::Rope;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tower_lsp::ls_types::{SemanticToken, Uri};
use trace_lint::diagnostic::Diagnostic;
use trace_lint::file::File;
use trace_lint::linter::lint_alone;
use trace_lint::text::Span;

/// One document at one revision.
pub struct Snapshot {
    /// Its name.
    pub uri: Uri,
    /// The client's number for this state of it.
    pub version: i32,
    /// Our own: no two states of any documents have the same.
    pub revision: u64,
    /// Its text.
    pub text: Rope,
    /// What the client can.
    pub features: Arc<Features>,
    /// What does not change with the text.
    pub about: Arc<About>,
    /// The revision that the document has by now.
    pub current: Arc<AtomicU64>,
    analysis: OnceLock<Option<Analysis>>,
}

/// What is known of a document whatever its text.
pub struct About {
    /// True for trace-events files; others are only kept.
    pub is_trace_events: bool,
    /// Where it lies, if it is a file.
    pub path: Option<PathBuf>,
    /// The semantic tokens that the client has.
    pub tokens: Mutex<Option<SentTokens>>,
    project: OnceLock<Project>,
}

/// Semantic tokens as they were sent.
pub struct SentTokens {
    /// The revision they were sent for.
    pub revision: u64,
    /// The tokens.
    pub tokens: Vec<SemanticToken>,
}

struct Analysis {
    file: Arc<File>,
    findings: OnceLock<Vec<Diagnostic>>,
}

impl About {
    /// Nothing is known yet but what it is.
    pub fn new(is_trace_events: bool, path: Option<PathBuf>) -> About {
        About { is_trace_events, path, tokens: Mutex::default(), project: OnceLock::new() }
    }

    fn project(&self, uri: &Uri) -> &Project {
        self.project.get_or_init(|| match &self.path {
            Some(path) => Project::of(path),
            None => Project::none(uri.as_str()),
        })
    }
}

impl Snapshot {
    /// A snapshot of which nothing is found out yet.
    pub fn new(
        uri: Uri,
        version: i32,
        revision: u64,
        text: Rope,
        features: Arc<Features>,
        about: Arc<About>,
        current: Arc<AtomicU64>,
    ) -> Snapshot {
        Snapshot { uri, version, revision, text, features, about, current, analysis: OnceLock::new() }
    }

    /// True once the document was edited or closed: what is found in this state is of no use.
    pub fn is_stale(&self) -> bool {
        self.current.load(Ordering::SeqCst) != self.revision
    }

    /// The parsed file; `None` for what is no trace-events file.
    pub fn file(&self) -> Option<&Arc<File>> {
        self.analysis().map(|analysis| &analysis.file)
    }

    /// The parsed file with what tells lines and columns in it.
    pub fn positions(&self) -> Option<Positions<'_>> {
        let file = self.file()?;
        Some(Positions { text: &self.text, file, encoding: self.features.encoding })
    }

    /// The findings of `trace-lint check` in this file alone, in the same order.
    pub fn findings(&self) -> &[Diagnostic] {
        let Some(Analysis { file, findings }) = self.analysis() else { return &[] };
        findings.get_or_init(|| {
            let Project { settings, .. } = self.about.project(&self.uri);
            lint_alone(file, settings)
        })
    }

    /// The bytes between two points.
    pub fn span(&self, start: Point, end: Point) -> Span {
        let offset = |point| offset(&self.text, point, self.features.encoding);
        let (one, other) = (offset(start), offset(end));
        Span::new(one.min(other), one.max(other))
    }

    fn analysis(&self) -> Option<&Analysis> {
        let is_read = self.about.is_trace_events && u32::try_from(self.text.len_bytes()).is_ok();
        let analyse = || {
            let mut text = Vec::with_capacity(self.text.len_bytes());
            self.text.chunks().for_each(|chunk| text.extend_from_slice(chunk.as_bytes()));
            let path = Arc::clone(&self.about.project(&self.uri).path);
            Analysis { file: Arc::new(File::new(path, text)), findings: OnceLock::new() }
        };
        self.analysis.get_or_init(|| is_read.then(analyse)).as_ref()
    }
}

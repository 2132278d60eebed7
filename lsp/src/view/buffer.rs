//! One open document at one revision, with what was read from its text since. It never changes, and
//! each thing is read once, by whoever needs it first.

use super::kind::{self, DocumentKind};
use crate::document::positions::Positions;
use crate::document::{Point, offset};
use crate::view::features::Features;
use ropey::Rope;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tower_lsp::ls_types::{SemanticToken, Uri};
use trace_lint::files::{Location, locate};
use trace_lint::linter::LineCache;
use trace_lint::parse::command::{self, CommandFile};
use trace_lint::parse::event_list::EventList;
use trace_lint::parse::events::File;
use trace_lint::text::{Document, Span};

/// One document at one revision.
pub struct Buffer {
    pub uri: Uri,
    /// The client's number for this state of it.
    pub version: i32,
    /// Our own: no two states of any documents have the same.
    pub revision: u64,
    pub kind: DocumentKind,
    pub text: Rope,
    /// What the client can.
    pub features: Arc<Features>,
    /// What does not change with the text.
    pub info: Arc<DocumentInfo>,
    /// The revision that the document has by now.
    pub current: Arc<AtomicU64>,
    content: OnceLock<Option<Content>>,
    commands: OnceLock<Option<Arc<CommandFile>>>,
}

/// What is known of a document whatever its text.
pub struct DocumentInfo {
    /// What language the client takes it for.
    pub language: String,
    /// Where it lies, if it is a file.
    pub path: Option<PathBuf>,
    /// The revision at which it was opened: another when it is opened again.
    pub opened: u64,
    /// The semantic tokens that the client has.
    pub tokens: Mutex<Option<SentTokens>>,
    /// What was found in its lines.
    lines: Mutex<LineCache>,
    location: OnceLock<Location>,
}

/// Semantic tokens as they were sent.
pub struct SentTokens {
    /// The revision they were sent for.
    pub revision: u64,
    pub tokens: Vec<SemanticToken>,
}

/// The bytes of a document, parsed where they are events or a list of some.
enum Content {
    Events(Arc<File>),
    List(Arc<EventList>),
    Other(Arc<Document>),
}

impl DocumentInfo {
    /// Nothing is known yet but what the client says.
    pub fn new(language: String, path: Option<PathBuf>, opened: u64) -> DocumentInfo {
        DocumentInfo {
            language,
            path,
            opened,
            tokens: Mutex::default(),
            lines: Mutex::default(),
            location: OnceLock::new(),
        }
    }

    /// What was found in its lines, to be found again.
    pub fn lines(&self) -> MutexGuard<'_, LineCache> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it lies; the first to ask asks the disk. A document that is no file lies in no tree.
    pub fn location(&self, uri: &Uri) -> &Location {
        self.location.get_or_init(|| match &self.path {
            Some(path) => locate(path),
            None => Location {
                root: None,
                path: uri.as_str().into(),
                is_qemu: false,
                is_reached: false,
                release: None,
                config: None,
            },
        })
    }

    /// True when reading its tree comes by it, whatever its text.
    pub fn is_part(&self, uri: &Uri) -> bool {
        let location = self.location(uri);
        location.is_reached && kind::is_part(&location.path)
    }
}

impl Buffer {
    /// A document of which nothing is read yet.
    pub fn new(
        uri: Uri,
        version: i32,
        kind: DocumentKind,
        text: Rope,
        features: Arc<Features>,
        info: Arc<DocumentInfo>,
        current: Arc<AtomicU64>,
    ) -> Buffer {
        let revision = current.load(Ordering::SeqCst);
        let (content, commands) = (OnceLock::new(), OnceLock::new());
        Buffer { uri, version, revision, kind, text, features, info, current, content, commands }
    }

    /// True once the document was edited or closed: what is found in this state is of no use.
    pub fn is_stale(&self) -> bool {
        self.current.load(Ordering::SeqCst) != self.revision
    }

    /// The parsed file; `None` for what is no trace-events file.
    pub fn file(&self) -> Option<&Arc<File>> {
        match self.content()? {
            Content::Events(file) => Some(file),
            Content::List(_) | Content::Other(_) => None,
        }
    }

    /// The list; `None` for what is no event list, of which nothing is read.
    pub fn list(&self) -> Option<&Arc<EventList>> {
        if self.kind != DocumentKind::List {
            return None;
        }
        match self.content()? {
            Content::List(list) => Some(list),
            Content::Events(_) | Content::Other(_) => None,
        }
    }

    /// The commands in it that name events; `None` where there are none, or none are looked for.
    pub fn commands(&self) -> Option<&Arc<CommandFile>> {
        let read = || {
            let path = &self.info.location(&self.uri).path;
            let kind = kind::commands(path, &self.text).filter(|_| self.kind == DocumentKind::Other)?;
            command::read(path, &self.document()?.text, kind)
        };
        self.commands.get_or_init(read).as_ref()
    }

    /// Its bytes and lines; `None` when it is larger than 4 GiB.
    pub fn document(&self) -> Option<&Document> {
        match self.content()? {
            Content::Events(file) => Some(file),
            Content::List(list) => Some(list),
            Content::Other(document) => Some(document),
        }
    }

    /// What tells lines and columns in it.
    pub fn positions(&self) -> Option<Positions<'_>> {
        let document = self.document()?;
        Some(Positions { text: Some(&self.text), document, encoding: self.features.encoding })
    }

    /// The bytes between two points.
    pub fn span(&self, start: Point, end: Point) -> Span {
        let offset = |point| offset(&self.text, point, self.features.encoding);
        let (one, other) = (offset(start), offset(end));
        Span::new(one.min(other), one.max(other))
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.text.len_bytes());
        self.text.chunks().for_each(|chunk| bytes.extend_from_slice(chunk.as_bytes()));
        bytes
    }

    fn content(&self) -> Option<&Content> {
        let read = || {
            u32::try_from(self.text.len_bytes()).ok()?;
            let path = Arc::clone(&self.info.location(&self.uri).path);
            Some(match self.kind {
                DocumentKind::Events => Content::Events(Arc::new(File::new(path, self.bytes()))),
                DocumentKind::List => Content::List(Arc::new(EventList::new(path, self.bytes()))),
                DocumentKind::Other => Content::Other(Arc::new(Document::new(path, self.bytes()))),
            })
        };
        self.content.get_or_init(read).as_ref()
    }
}

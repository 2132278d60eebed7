//! Analysis scripts: Python files with classes on simpletrace's `Analyzer` and `Analyzer2`, whose methods
//! are called by the names of events.
//!
//! ```text
//! bytes ─► tree-sitter ─► python ─► Script ─► verdict (with an event) ─► rules
//! ```
//!
//! It reads no file, runs nothing and knows no declared event. What a script does otherwise than by the
//! plain statements that are known here, it is quiet about.

mod python;
mod verdict;

pub use python::scan;
pub(crate) use python::{nodes, parse};
pub use verdict::{GIVEN, Verdict, verdict};

use crate::parse::FileKind;
use crate::parse::allow::Allow;
use crate::text::Span;
use memchr::memmem;
use std::sync::Arc;

/// A script in the index.
#[derive(Clone, Debug)]
pub struct ScriptFile {
    /// Its path as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    /// What it says.
    pub script: Script,
}

/// What a script says of events.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// Its classes that are analysers.
    pub classes: Vec<Class>,
    /// Where it is no Python; its classes are not known then.
    pub error: Option<Span>,
    /// Where else the name of one of their methods stands, in the order of the text.
    pub mentions: Vec<Mention>,
    /// The comments that allow findings.
    pub allows: Vec<Allow>,
}

/// The name of a method where it is not defined: of an attribute, or all of a string.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The name.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// True behind `self.`, where nothing else can be meant.
    pub is_own: bool,
}

/// The classes of simpletrace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// `Analyzer`: the number of parameters decides what a method is given.
    Analyzer,
    /// `Analyzer2`: event, time and process come as keywords.
    Analyzer2,
}

/// A class that is an analyser.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its name.
    pub name: Box<str>,
    /// What it is built on, perhaps by way of other classes of the file.
    pub base: Base,
    /// The methods that it defines itself, of those of one name the last.
    pub methods: Vec<Method>,
}

/// A method that stands in a class without a decorator.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name.
    pub name: Box<str>,
    /// Where the name stands.
    pub span: Span,
    /// The parameters that can be given by position, `self` left out.
    pub positional: Vec<Parameter>,
    /// How many of those can be given by position alone.
    pub position_only: usize,
    /// True when it takes any further ones by position.
    pub takes_rest: bool,
    /// The parameters that can be given by name alone.
    pub keywords: Vec<Parameter>,
    /// True when it takes any further ones by name.
    pub takes_keywords: bool,
    /// True when nobody in the file can mean it but simpletrace, and simpletrace is set to work there.
    pub is_for_simpletrace: bool,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// True when it need not be given.
    pub has_default: bool,
}

/// True for the methods that simpletrace calls by themselves; and records that were dropped.
pub fn is_api(name: &str) -> bool {
    matches!(name, "begin" | "end" | "catchall" | "Dropped_Event")
}

/// True for a word that can't be a name in Python.
pub fn is_python_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 35] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
        "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
        "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];
    KEYWORDS.contains(&word)
}

/// True for the path of a file that may be a script.
pub fn is_script(path: &str) -> bool {
    FileKind::of(path) == FileKind::Script
}

/// A script of more bytes than this was made by a tool, and is not read: at worst its tree takes some 370
/// bytes of memory for each of its own.
pub const LARGEST: usize = 2 << 20;

/// Reads a text that may have a class on one of simpletrace's; `None` for any other.
pub fn read(text: &[u8]) -> Option<Script> {
    let speaks_of = |word: &str| memmem::find(text, word.as_bytes()).is_some();
    (text.len() <= LARGEST && speaks_of("simpletrace") && speaks_of("Analyzer")).then(|| scan(text))
}

//! Analysis scripts: Python files with classes on simpletrace's `Analyzer` and `Analyzer2`, whose methods
//! are called by the names of events.
//!
//! ```text
//! bytes ─► tree-sitter ─► python ─► Script ─► verdict (with an event) ─► rules
//! ```
//!
//! It reads no file, runs nothing and knows no declared event. What a script does otherwise than by the
//! plain statements that are known here, it is quiet about.

mod model;
mod python;
mod verdict;

pub use model::{Base, Mention, Method, ScriptFile};
pub(crate) use model::{Class, Script};
pub use python::scan;
pub(crate) use python::{nodes, parse};
pub(crate) use verdict::GIVEN;
pub use verdict::{Verdict, verdict};

use crate::parse::FileKind;
use memchr::memmem;

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
pub(crate) const LARGEST: usize = 2 << 20;

/// Reads a text that may have a class on one of simpletrace's; `None` for any other.
pub fn read(text: &[u8]) -> Option<Script> {
    let speaks_of = |word: &str| memmem::find(text, word.as_bytes()).is_some();
    (text.len() <= LARGEST && speaks_of("simpletrace") && speaks_of("Analyzer")).then(|| scan(text))
}

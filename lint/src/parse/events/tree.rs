//! The shape of a parsed file. Nodes are spans into the text, so nothing of it is lost or copied.

use super::token::Token;
use crate::qemu::printf::FormatNode;
use crate::text::Span;

/// A parsed trace-events file.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Every token; together they are the file, byte for byte.
    pub tokens: Vec<Token>,
    /// Every line, in order.
    pub lines: Vec<Line>,
    /// What tracetool's grammar refuses, in order.
    pub errors: Vec<SyntaxError>,
}

/// One line. One line is one declaration, so that a bad one never hides the next.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its bytes, without the newline.
    pub span: Span,
    pub kind: LineKind,
}

/// What a line says.
#[derive(Clone, Debug)]
pub enum LineKind {
    /// Nothing but white space.
    Blank,
    /// A comment, from its `#`.
    Comment(Span),
    /// An event, complete or not.
    Event(Box<EventNode>),
}

/// A declaration as far as it can be read.
#[derive(Clone, Debug, Default)]
pub struct EventNode {
    /// From the first word to the last that is not blank.
    pub span: Span,
    /// The words before the name.
    pub properties: Vec<Span>,
    /// The word before `(`.
    pub name: Option<Span>,
    /// The arguments, separated by commas; `()` holds one that is empty.
    pub arguments: Vec<ArgumentNode>,
    /// What stands between `(` and `)`.
    pub parentheses: Option<Span>,
    /// What stands between `)` and the format, or the end of the line. tracetool drops the
    /// format after it without a word.
    pub ignored: Option<Span>,
    /// The format and all that follows it.
    pub format: Option<FormatNode>,
    /// True when the line holds a syntax error: what was read may not be what was meant.
    pub broken: bool,
}

/// One argument, split where tracetool splits it.
#[derive(Clone, Debug)]
pub struct ArgumentNode {
    /// Its text, without blanks around it.
    pub span: Span,
    pub kind: ArgumentKind,
}

/// The parts of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// Nothing between two commas.
    Empty,
    /// The word `void`, which tracetool drops wherever it stands.
    Void,
    /// A single word: a type without a name, or a name without a type.
    Single,
    /// A type and a name; the name may be empty, as in `char *`.
    Declaration {
        /// Up to and with the last `*`, or up to the last word.
        ctype: Span,
        name: Span,
    },
}

/// What tracetool's grammar refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub span: Span,
    /// What was found and what was expected.
    pub message: String,
    /// What to do, where that is known.
    pub help: Option<String>,
}

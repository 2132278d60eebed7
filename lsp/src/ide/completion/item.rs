//! What completion lists.

use serde::{Deserialize, Serialize};
use trace_lint::text::Span;

/// What may stand at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    pub items: Vec<Item>,
    /// False when more letters would bring others.
    pub is_complete: bool,
}

/// Something that may stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How it is listed.
    pub label: String,
    pub kind: ItemKind,
    /// What is shown beside the label.
    pub detail: String,
    /// What it is found by, when some of it is typed.
    pub filter: String,
    /// What it replaces: in one line, and round the cursor.
    pub span: Span,
    pub text: String,
    /// The same with tab stops, where there are any.
    pub snippet: Option<String>,
    /// What its documentation is about.
    pub subject: Option<Subject>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A property of an event.
    Property,
    /// The declaration of an event.
    Event,
    Type,
    Argument,
    /// A conversion, or what a macro adds to it.
    Conversion,
    /// A conversion with its label, or several.
    Labelled,
    Heading,
    /// A call of an event.
    Call,
    /// What asks whether an event is on.
    Guard,
}

/// What documentation is about: little, so that it can be kept until it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    Property(String),
    Type(String),
    /// A declaration as a whole.
    Event(String),
    /// The first conversion of a declaration, whose first argument is the one of this index in its event.
    Conversion(String, usize),
    /// An event that is declared: the path of its file, and its name.
    Declared(String, String),
}

/// Text as a snippet has it.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

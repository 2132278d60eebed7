//! What an analysis script says: its classes, their methods, and names that it mentions.

use crate::parse::allow::Allow;
use crate::text::Span;
use std::sync::Arc;

/// A script in the index.
#[derive(Clone, Debug)]
pub struct ScriptFile {
    /// Its path as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    pub script: Script,
}

/// What a script says of events.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// Its classes that are analysers.
    pub classes: Vec<Class>,
    /// Where the first thing is that is not understood; classes with such a thing in them are not known.
    pub error: Option<Span>,
    /// Where else the name of one of their methods stands, in the order of the text.
    pub mentions: Vec<Mention>,
    /// The comments that allow findings.
    pub allows: Vec<Allow>,
}

/// The name of a method where it is not defined: of an attribute, or all of a string.
#[derive(Clone, Debug)]
pub struct Mention {
    pub name: Box<str>,
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
    pub name: Box<str>,
    /// What it is built on, perhaps by way of other classes of the file.
    pub base: Base,
    /// The methods that it defines itself, of those of one name the last.
    pub methods: Vec<Method>,
}

/// A method that stands in a class without a decorator.
#[derive(Clone, Debug)]
pub struct Method {
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
    pub name: Box<str>,
    pub span: Span,
    /// True when it need not be given.
    pub has_default: bool,
}

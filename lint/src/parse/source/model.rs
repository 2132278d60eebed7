//! What a source says about trace events: plain data, with spans of the file it was read from.
//!
//! Nothing here knows which events are declared: every name is only what stands in the text.

use crate::parse::allow::Allow;
use crate::text::Span;

/// All that a source says about trace events, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The places that name an event, or something that looks like one.
    pub references: Vec<Reference>,
    /// The functions and macros that hold references.
    pub functions: Vec<Function>,
    /// The files it includes, save those in `#if 0`.
    pub includes: Vec<Include>,
    /// The macros of this file that paste the name of an event together.
    pub pasting: Vec<PastingMacro>,
    /// The names of its macros that stand for several arguments: `#define MAC_ARG(x) (x)[0], (x)[1]`.
    pub several: Vec<Box<str>>,
    /// The groups of events that Rust's `include_trace!` brings in.
    pub groups: Vec<IncludedGroup>,
    /// The comments that allow findings.
    pub allows: Vec<Allow>,
}

/// A function, method or macro that holds references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name; of an Objective-C method the selector (`handleKey:`), empty where none can be read.
    pub name: Box<str>,
    /// Where the name stands; of a selector the first word.
    pub name_span: Span,
    /// From its first word to its last brace; of a macro the whole `#define`.
    pub span: Span,
    pub kind: FunctionKind,
}

/// The kinds of functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// A function of C, C++ or Rust.
    Function,
    /// A method of Objective-C.
    Method,
    /// The body of a `#define`.
    Macro,
}

/// A place that names an event, or something that looks like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The event's name, without `trace_`; of a guard the name in lower case, whatever the event's is.
    pub name: Box<str>,
    /// The identifier, with `trace_` or `TRACE_`; of a pasted name the argument that is pasted.
    pub span: Span,
    /// The index in [`Source::functions`] of the innermost function or macro round it.
    pub function: Option<u32>,
    /// True inside of `#if 0`: no compiler reads it.
    pub is_dead: bool,
    /// What is done with the name.
    pub kind: Kind,
}

impl Source {
    /// The identifiers in its calls that may be macros for several arguments.
    pub(crate) fn may_expand(&self) -> impl Iterator<Item = &Box<str>> {
        self.references.iter().flat_map(Reference::may_expand)
    }
}

impl GuardForm {
    /// The identifier of an event in this form.
    pub fn of(self, name: &str) -> String {
        let name = name.to_uppercase();
        match self {
            GuardForm::EventId => format!("TRACE_{name}"),
            GuardForm::Enabled => format!("TRACE_{name}_ENABLED"),
            GuardForm::BackendDstate => format!("TRACE_{name}_BACKEND_DSTATE"),
            GuardForm::Event => format!("_TRACE_{name}_EVENT"),
            GuardForm::Dstate => format!("_TRACE_{name}_DSTATE"),
        }
    }
}

impl Reference {
    /// The identifiers in a call that may be macros for several arguments.
    pub(crate) fn may_expand(&self) -> impl Iterator<Item = &Box<str>> {
        let arguments = match &self.kind {
            Kind::Call(call) => &*call.arguments,
            _ => &[],
        };
        arguments.iter().flat_map(|argument| &argument.may_expand)
    }

    /// True for a call and an import: without a declaration the build breaks there.
    pub fn needs_declaration(&self) -> bool {
        !self.is_dead && matches!(self.kind, Kind::Call(_) | Kind::Import)
    }
}

/// What is done with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is called: `trace_x(…)`, `(trace_x)(…)`, or by a macro that pastes the name.
    Call(Call),
    /// It is used without a call: `&trace_x`, or as an argument.
    Value,
    /// The state of the event is asked for: `TRACE_X` and its like.
    Guard(Guard),
    /// A `use` of Rust brings it in.
    Import,
    /// It stands in a comment.
    Mention,
    /// Something else bears the name here.
    Definition(Definition),
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// What is passed to the event; of `#ifdef` branches between them the first counts.
    pub arguments: Vec<Argument>,
    /// The parentheses and what is in them; of a pasted call those of the macro.
    pub parentheses: Span,
    /// True when the closing parenthesis was found: only then the arguments can be counted.
    pub is_complete: bool,
    /// True when a macro pastes the name.
    pub is_pasted: bool,
}

/// What is passed to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The expression, empty where none is written. Where the macro that pastes the name gives the
    /// expression, the name of that macro at the call.
    pub span: Span,
    /// The one identifier that the expression is about: `x` in `s->x`, `&s->a.x`, `(uint64_t)x`, `x[i]`.
    pub name: Option<Box<str>>,
    /// The identifiers that may be macros for several arguments: called, as `MAC_ARG(x)`, or in
    /// capitals; [`super::REST`] for the variadic parameter of a macro.
    pub may_expand: Vec<Box<str>>,
}

/// A place that asks for the state of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// The form of the name.
    pub form: GuardForm,
    /// The function that gets it as its only argument.
    pub function: Option<GuardFunction>,
    /// True when `!` stands before it.
    pub is_negated: bool,
    /// True in a directive such as `#if`: it decides what is compiled.
    pub is_in_directive: bool,
    /// The statement or block that runs only when the event is enabled: that of an `if` whose condition
    /// is this guard, not negated, alone or joined with others by `&&`.
    pub body: Option<Span>,
}

/// The forms in which a guard names its event `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuardForm {
    /// `TRACE_X`
    EventId,
    /// `TRACE_X_ENABLED`; it may also be the `TRACE_X` of an event `x_enabled`.
    Enabled,
    /// `TRACE_X_BACKEND_DSTATE`
    BackendDstate,
    /// `_TRACE_X_EVENT`
    Event,
    /// `_TRACE_X_DSTATE`
    Dstate,
}

/// The functions that a guard is passed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuardFunction {
    /// `trace_event_get_state_backends`
    Backends,
    /// `trace_event_get_state`
    State,
    /// `trace_event_get_vcpu_state`, of a CPU and an event: QEMU 2.6 to 9.0.
    VcpuState,
    /// Any other.
    Other(Box<str>),
}

/// What else bears the name of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definition {
    /// A function that is declared or defined.
    Function,
    /// A macro that is defined, or asked for by a directive.
    Macro,
    /// A variable that is declared.
    Variable,
    /// A parameter of a function or macro.
    Parameter,
    /// A member of a structure or class, declared or used.
    Member,
    /// A label, or the `goto` to one.
    Label,
    /// A tag, an enumeration constant, a selector, a Rust item.
    Other,
}

/// An `#include`, or `#import`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// The path as written.
    pub path: Box<str>,
    /// The path, without its quotes.
    pub span: Span,
    /// True for `"path"`, false for `<path>`.
    pub is_quoted: bool,
}

/// A group of events brought into a Rust module by `include_trace!("hw_char")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncludedGroup {
    /// The group: its directory with `_` for `/`.
    pub name: Box<str>,
    /// The name, without its quotes.
    pub span: Span,
}

/// A macro that pastes the name of an event together, `trace_##name`; one that pastes several has
/// several entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastingMacro {
    pub name: Box<str>,
    /// Where its name stands in its `#define`.
    pub span: Span,
    /// The parameter that is pasted, counted from 0.
    pub parameter: usize,
    /// What stands between `trace_` and the parameter.
    pub prefix: Box<str>,
    /// What is pasted after the parameter.
    pub suffix: Box<str>,
    /// What it passes to the event; `None` where it does not call it.
    pub arguments: Option<Vec<PastedArgument>>,
}

/// What a pasting macro passes to the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastedArgument {
    /// The argument of the macro with this index.
    Parameter(usize),
    /// All arguments of the macro from this index on: `__VA_ARGS__`.
    Rest(usize),
    /// An expression of its own.
    Expression {
        /// As [`Argument::name`].
        name: Option<Box<str>>,
        /// As [`Argument::may_expand`].
        may_expand: Vec<Box<str>>,
    },
}

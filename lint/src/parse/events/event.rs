//! Events: what the tree of a trace-events file means, by tracetool's reading of it.
//!
//! It judges nothing: a type that is refused, a name that is none, a format that is broken are
//! kept as they are for the rules.

use super::tree::{ArgumentKind, EventNode, LineKind, Tree};
use crate::qemu::printf::{CType, Format, TypeProblem};
use crate::text::Span;

/// A declared event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its line, counted from 0.
    pub line: usize,
    /// Its name.
    pub name: Span,
    /// The words before the name.
    pub properties: Vec<Span>,
    /// Its arguments, in the order of the format's conversions; `void` is not among them.
    pub arguments: Vec<Argument>,
    /// The format; `None` where none is written, which is the same as an empty one.
    pub format: Option<Format>,
    /// True when it carries the property `disable`: no compiler reads its format.
    pub is_disabled: bool,
    /// True when its line holds a syntax error, or text for which tracetool drops the format:
    /// arguments and format may not be what was meant.
    pub is_broken: bool,
}

/// An argument of an event.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Type and name.
    pub span: Span,
    /// The type.
    pub ctype_span: Span,
    /// The name, perhaps empty.
    pub name: Span,
    /// The type as C reads it; `None` where tracetool or C refuses it.
    pub ctype: Option<CType>,
}

impl Argument {
    /// Why its type is refused, if it is.
    pub fn type_problem<'a>(&self, text: &'a [u8]) -> Option<TypeProblem<'a>> {
        if self.ctype.is_some() {
            return None;
        }
        match std::str::from_utf8(self.ctype_span.of(text)) {
            Ok(ctype) => CType::parse(ctype).err(),
            Err(_) => Some(TypeProblem::NotAllowed("what is not UTF-8")),
        }
    }
}

/// The events of a file, in order. A line without a name declares none.
pub fn events(text: &[u8], tree: &Tree) -> Vec<Event> {
    let nodes = tree.lines.iter().enumerate().filter_map(|(line, kind)| match &kind.kind {
        LineKind::Event(node) => Some((line, node)),
        LineKind::Blank | LineKind::Comment(_) => None,
    });
    nodes.filter_map(|(line, node)| event(text, line, node)).collect()
}

fn event(text: &[u8], line: usize, node: &EventNode) -> Option<Event> {
    let arguments = node.arguments.iter().filter_map(|argument| match argument.kind {
        ArgumentKind::Declaration { ctype, name } => Some(Argument {
            span: argument.span,
            ctype_span: ctype,
            name,
            ctype: std::str::from_utf8(ctype.of(text)).ok().and_then(|ctype| CType::parse(ctype).ok()),
        }),
        ArgumentKind::Empty | ArgumentKind::Void | ArgumentKind::Single => None,
    });
    Some(Event {
        line,
        name: node.name?,
        properties: node.properties.clone(),
        arguments: arguments.collect(),
        format: node.format.as_ref().map(|format| Format::new(text, format)),
        is_disabled: node.properties.iter().any(|property| property.of(text) == b"disable"),
        is_broken: node.broken || node.ignored.is_some(),
    })
}

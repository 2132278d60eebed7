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
    /// Its name, or the beginning of it that a half has.
    pub name: Span,
    /// Which of the two events it is that a line of the property `tcg` declares.
    pub half: Option<Half>,
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

/// The two events that a line of the property `tcg` with two formats declares (QEMU 2.2 to 6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// `NAME_trans`: the arguments of native types, in the first format.
    Trans,
    /// `NAME_exec`: all arguments, in the second format.
    Exec,
}

impl Half {
    /// What stands behind the name on the line.
    pub fn suffix(self) -> &'static str {
        match self {
            Half::Trans => "_trans",
            Half::Exec => "_exec",
        }
    }
}

/// What stands behind the name on the line in that of the function which calls `NAME_trans`, and lets the guest
/// call `NAME_exec`.
pub(crate) const TCG_FUNCTION: &str = "_tcg";

/// The type that a value of TCG has when the guest runs (scripts/tracetool/transform.py).
pub(crate) fn type_of_tcg(written: &str) -> Option<&'static str> {
    match written {
        "TCGv" | "TCGv_i64" => Some("uint64_t"),
        "TCGv_i32" => Some("uint32_t"),
        "TCGv_ptr" => Some("void *"),
        _ => None,
    }
}

/// An argument of an event.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Type and name.
    pub span: Span,
    pub ctype_span: Span,
    /// The name, perhaps empty.
    pub name: Span,
    /// The type as C reads it; `None` where tracetool or C refuses it.
    pub ctype: Option<CType>,
}

impl Argument {
    /// Why its type is refused, if it is.
    pub(crate) fn type_problem<'a>(&self, text: &'a [u8]) -> Option<TypeProblem<'a>> {
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
    nodes.flat_map(|(line, node)| declared(text, line, node)).collect()
}

/// What a line declares: an event, or two.
fn declared(text: &[u8], line: usize, node: &EventNode) -> Vec<Event> {
    let Some(whole) = event(text, line, node) else { return Vec::new() };
    let is_tcg = node.properties.iter().any(|property| property.of(text) == b"tcg");
    let Some((first, second)) = node.format.as_ref().filter(|_| is_tcg).and_then(|it| it.halves(text)) else {
        return vec![whole];
    };
    let is_native = |argument: &Argument| type_of_tcg(&argument.ctype_span.text(text)).is_none();
    let native = whole.arguments.iter().filter(|argument| is_native(argument)).cloned().collect();
    let trans = Event {
        half: Some(Half::Trans),
        arguments: native,
        format: Some(Format::new(text, &first)),
        ..whole.clone()
    };
    let exec = Event { half: Some(Half::Exec), format: Some(Format::new(text, &second)), ..whole };
    vec![trans, exec]
}

fn event(text: &[u8], line: usize, node: &EventNode) -> Option<Event> {
    let arguments = node.arguments.iter().filter_map(|argument| match argument.kind {
        ArgumentKind::Declaration { ctype, name } => Some(Argument {
            span: argument.span,
            ctype_span: ctype,
            name,
            ctype: std::str::from_utf8(ctype.of(text))
                .ok()
                .and_then(|ctype| CType::parse(type_of_tcg(ctype).unwrap_or(ctype)).ok()),
        }),
        ArgumentKind::Empty | ArgumentKind::Void | ArgumentKind::Single => None,
    });
    Some(Event {
        line,
        name: node.name?,
        half: None,
        properties: node.properties.clone(),
        arguments: arguments.collect(),
        format: node.format.as_ref().map(|format| Format::new(text, format)),
        is_disabled: node.properties.iter().any(|property| property.of(text) == b"disable"),
        is_broken: node.broken || node.ignored.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::events::File;

    /// Names, arguments and formats of what a line declares.
    fn told(line: &str) -> Vec<(String, Vec<String>, String)> {
        let file = File::new("trace-events", line.as_bytes().to_vec());
        let shown = |span: Span| span.text(&file.text).into_owned();
        let tell = |event: &Event| {
            let arguments = event.arguments.iter().map(|argument| shown(argument.name)).collect();
            let format = event.format.as_ref().map_or(String::new(), |format| shown(format.span));
            (file.name(event).into_owned(), arguments, format)
        };
        file.events.iter().map(tell).collect()
    }

    #[test]
    fn a_line_of_tcg_declares_two_events() {
        let event = |name: &str, arguments: &[&str], format: &str| {
            (name.to_owned(), arguments.iter().map(|it| (*it).to_owned()).collect(), format.to_owned())
        };
        assert_eq!(
            told("vcpu tcg a(TCGv x, int y, TCGv_ptr z) \"y=%d, \", \"x=%\"PRIx64\" y=%d z=%p\"\n"),
            [
                event("a_trans", &["y"], "\"y=%d, \""),
                event("a_exec", &["x", "y", "z"], "\"x=%\"PRIx64\" y=%d z=%p\""),
            ]
        );
        // One format, no property, no second string: one event, as it is written.
        for (line, format) in [
            ("tcg a(TCGv x) \"x=%d\"\n", "\"x=%d\""),
            ("vcpu a(TCGv x) \"x\", \"y\"\n", "\"x\", \"y\""),
            ("tcg a(TCGv x) \"x\",\n", "\"x\","),
        ] {
            assert_eq!(told(line), [event("a", &["x"], format)], "{line}");
        }
    }

    #[test]
    fn types_of_tcg_are_those_of_the_host() {
        let file = File::new("trace-events", b"tcg a(TCGv x, TCGv_i32 y) \"\", \"%d\"\n".to_vec());
        let exec = &file.events[1];
        let types: Vec<_> = exec.arguments.iter().map(|argument| argument.ctype).collect();
        assert_eq!(types, [CType::parse("uint64_t").ok(), CType::parse("uint32_t").ok()]);
    }
}

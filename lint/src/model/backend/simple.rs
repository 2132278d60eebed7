//! What the simple backend records of an event, and its analysers read back: values by their places, each
//! a string or a number. It looks at no recording.

use crate::parse::events::Event;
use crate::parse::events::File;
use crate::parse::events::type_of_tcg;
use crate::qemu::era::Era;
use crate::qemu::printf::CType;
use crate::text::Span;
use std::borrow::Cow;

/// How a value is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Eight bytes.
    Number,
    /// A length and that many bytes.
    String,
}

/// A value that an event records, and its argument.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// The argument's name.
    pub name: Cow<'a, str>,
    /// Its type as written.
    pub written: Cow<'a, str>,
    /// Its type as C reads it; `None` where tracetool or C refuses it.
    pub ctype: Option<CType>,
    /// How it is recorded.
    pub kind: Kind,
    /// Where it stands: type and name; `None` for the CPU of an event of the property `vcpu`.
    pub span: Option<Span>,
}

/// True for a type that the simple backend and the tapsets take for a string (`is_string` of
/// scripts/tracetool/backend/simple.py): they read what it points at, up to a NUL.
pub(crate) fn is_simple_string(ctype: &str) -> bool {
    let ctype = ctype.trim_start();
    let starts =
        ["const char*", "char*", "const char *", "char *"].iter().any(|start| ctype.starts_with(start));
    starts && ctype.matches('*').count() == 1
}

/// What an event of a tree of this release records, in order. Without a release the property `vcpu` is
/// taken for what it was as long as events had it.
pub fn parameters<'a>(file: &'a File, event: &'a Event, era: Option<Era>) -> Vec<Parameter<'a>> {
    let mut found = Vec::with_capacity(event.arguments.len());
    let is_vcpu = event.properties.iter().any(|property| file.bytes(*property) == b"vcpu");
    if is_vcpu && era.is_none_or(Era::may_add_vcpu_argument) {
        found.push(Parameter {
            name: "__cpu".into(),
            written: "void *".into(),
            ctype: CType::parse("void *").ok(),
            kind: Kind::Number,
            span: None,
        });
    }
    found.extend(event.arguments.iter().map(|argument| {
        let written = argument.ctype_span.text(&file.text);
        let written = type_of_tcg(&written).map_or(written, Cow::Borrowed);
        let kind = if is_simple_string(&written) { Kind::String } else { Kind::Number };
        let name = argument.name.text(&file.text);
        Parameter { name, written, ctype: argument.ctype, kind, span: Some(argument.span) }
    }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_as_the_backend_records_them() {
        let check = |ctype: &str, expected: bool| assert_eq!(is_simple_string(ctype), expected, "{ctype}");
        check("const char *", true);
        check("const char*", true);
        check("char *", true);
        check("char const *", false);
        check("const  char *", false);
        check("const char **", false);
        check("unsigned char *", false);
        check("uint8_t *", false);
    }

    #[test]
    fn a_vcpu_event_records_its_cpu() {
        let check = |text: &str, era: Option<&str>, expected: &[&str]| {
            let file = File::new("trace-events", text.into());
            let era = era.map(|era| Era::of(era.parse().unwrap()));
            let found = parameters(&file, &file.events[0], era);
            assert_eq!(found.iter().map(|it| &*it.name).collect::<Vec<_>>(), expected, "{text}");
        };
        check("vcpu a(int x)\n", Some("7.2.0"), &["__cpu", "x"]);
        check("vcpu a(int x)\n", Some("9.1.0"), &["x"]);
        check("vcpu a(int x)\n", None, &["__cpu", "x"]);
        check("a(void)\n", None, &[]);
    }
}

//! An event as tracetool's generators have it: texts, in the release's own reading.

use crate::model::backend::simple::parameters;
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::parse::events::LineKind;
use crate::qemu::era::Era;

/// The texts that generated code is made of.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The event's name.
    pub name: String,
    /// The name in upper case.
    pub upper: String,
    /// Type and name of each argument.
    pub arguments: Vec<(String, String)>,
    /// The arguments' names.
    pub names: Vec<String>,
    /// The arguments as a C parameter list.
    pub declaration: String,
    /// The format as written.
    pub format: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The file's path.
    pub path: String,
    /// The group's name.
    pub group: String,
    /// True when it carries `disable`.
    pub is_disabled: bool,
    /// True when it carries `vcpu`, as far as the release knows the word.
    pub is_vcpu: bool,
}

impl Shape {
    /// The shape of an event.
    pub fn new(file: &File, event: &Event, era: Era) -> Shape {
        let text = |span: crate::text::Span| span.text(&file.text).into_owned();
        let is_vcpu = event.properties.iter().any(|property| file.bytes(*property) == b"vcpu");
        let has_cpu = is_vcpu && era.adds_vcpu_argument();
        let parameters = parameters(file, event, Some(era)).into_iter();
        let arguments: Vec<_> =
            parameters.map(|it| (it.written.into_owned(), it.name.into_owned())).collect();
        let declared = arguments.iter().map(|(ctype, name)| match ctype.ends_with('*') {
            true => format!("{ctype}{name}"),
            false => format!("{ctype} {name}"),
        });
        let declaration = match arguments.is_empty() {
            true => "void".to_owned(),
            false => declared.collect::<Vec<_>>().join(", "),
        };
        let written = match file.tree.lines.get(event.line).map(|line| &line.kind) {
            Some(LineKind::Event(node)) if event.half.is_none() => {
                node.format.as_ref().map(|format| text(format.span))
            }
            _ => event.format.as_ref().map(|format| text(format.span)),
        };
        let name = file.name(event).into_owned();
        Shape {
            upper: name.to_uppercase(),
            names: arguments.iter().map(|(_, name)| name.clone()).collect(),
            declaration,
            format: if has_cpu { "\"cpu=%p \"".to_owned() } else { String::new() }
                + &written.unwrap_or_default(),
            line: event.line + 1,
            path: file.path.to_string(),
            group: file.group(),
            is_disabled: event.is_disabled,
            is_vcpu,
            name,
            arguments,
        }
    }
}

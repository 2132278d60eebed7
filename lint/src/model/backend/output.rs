//! What a backend records of an event: a line as it is printed, or fields.

use super::generator_input::Shape;
use super::lttng::{Loss, fields, other_bases};
use super::strings::LONGEST;
use super::{Backend, sample};
use crate::model::backend::simple::is_simple_string;
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::qemu::era::Era;

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub kind: String,
    /// Where it begins and how long it is, in bytes, where that is laid down. The first string moves what
    /// is behind it.
    pub place: Option<(usize, usize)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// A line with made up values, without its newline.
    pub line: Option<String>,
    pub fields: Vec<Field>,
    /// What is to be known of it.
    pub notes: Vec<String>,
}

/// What is recorded of an event.
pub fn recorded(file: &File, event: &Event, shape: &Shape, backend: Backend, era: Era) -> Recorded {
    let mut found = Recorded::default();
    let mut note = |text: &str| found.notes.push(text.to_owned());
    if shape.is_disabled {
        note("the event is disabled: it is never recorded");
        return found;
    }
    let has_string = shape.arguments.iter().any(|(ctype, _)| is_simple_string(ctype));
    match backend {
        Backend::Ftrace => note("the line is cut after 511 bytes, newline and all"),
        Backend::Simple | Backend::SimpletraceStap | Backend::LogStap if has_string => {
            note(&format!("strings are cut after {LONGEST} bytes"));
        }
        _ => {}
    }
    let cpu = if shape.is_vcpu && era.adds_vcpu_argument() { "cpu=0x55d8c0a41e90 " } else { "" };
    let line = || {
        let line = sample::line(file, event);
        match line.split_once(' ') {
            Some((name, rest)) => format!("{name} {cpu}{rest}"),
            None => format!("{line} {cpu}").trim_end().to_owned(),
        }
    };
    match backend {
        Backend::Log | Backend::Ftrace | Backend::Syslog => found.line = Some(line()),
        Backend::LogStap => found.line = Some(format!("4242@1700000000000000000 {}", line())),
        Backend::Simple | Backend::SimpletraceStap => found.fields = record(shape),
        Backend::Ust => {
            let kinds = fields(shape.arguments.iter().map(|(ctype, _)| ctype.as_str()), &shape.format);
            let shown = shape.arguments.iter().zip(kinds).map(|((_, name), kind)| {
                let kind = match kind {
                    Ok(kind) => kind.macro_name().to_owned(),
                    Err(Loss::NoMatch) => {
                        "not recorded: too few conversions were found in the format".to_owned()
                    }
                    Err(Loss::NoBranch) => "not recorded: there is no field for its type".to_owned(),
                };
                Field { name: name.clone(), kind, place: None }
            });
            found.fields = shown.collect();
            found.notes.extend(other_bases(file, event).into_iter().map(|(_, text)| text));
        }
        Backend::Dtrace => {
            let shown = shape.arguments.iter().enumerate();
            let field = |(index, (ctype, name)): (usize, &(String, String))| Field {
                name: format!("arg{}", index + 1),
                kind: format!("{name}: {ctype}"),
                place: None,
            };
            found.fields = shown.map(field).collect();
        }
    }
    found
}

/// The layout of a record, each string four bytes long.
fn record(shape: &Shape) -> Vec<Field> {
    const HEADER: [(&str, &str, usize); 4] = [
        ("event", "number", 8),
        ("timestamp", "nanoseconds", 8),
        ("length", "bytes of the record", 4),
        ("pid", "number", 4),
    ];
    let mut at = 0;
    let mut fields = Vec::new();
    let mut add = |name: &str, kind: &str, size: usize| {
        fields.push(Field { name: name.to_owned(), kind: kind.to_owned(), place: Some((at, size)) });
        at += size;
    };
    for (name, kind, size) in HEADER {
        add(name, kind, size);
    }
    for (ctype, name) in &shape.arguments {
        match is_simple_string(ctype) {
            true => add(name, "length of 4 bytes, then the text: here `text`", 8),
            false => add(name, "number", 8),
        }
    }
    fields
}

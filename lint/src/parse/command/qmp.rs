//! Commands of QMP that are written as objects.

use super::gather::Gather;
use super::model::{Taker, Usage};
use super::monitor;
use super::object::{Object, Value, object};
use super::problem::{Argument, CommandProblemKind};
use super::text::Text;
use crate::text::Span;
use memchr::memmem;

/// Commands of the human monitor, and what QMP has in their place.
const MONITOR: [(&str, &str); 3] = [
    ("info trace-events", "trace-event-get-state"),
    ("trace-event", "trace-event-set-state"),
    ("trace-file", "human-monitor-command"),
];

/// The commands of QMP about events.
const COMMANDS: [&[u8]; 2] = [b"trace-event-get-state", b"trace-event-set-state"];

/// Looks for commands in a text, whatever else stands there.
pub(super) fn scan(gather: &mut Gather) {
    let source = gather.source;
    for at in memmem::find_iter(source, b"execute").filter(|at| is_quoted(source, *at)) {
        let Some(found) = enclosing(source, at) else { continue };
        let Some(Value::Text(command)) = found.get(source, "execute") else { continue };
        problem(gather, *command);
        match found.get(source, "arguments") {
            Some(Value::Object(arguments)) => scan_arguments(gather, *command, arguments),
            None if !found.is_open => scan_arguments(gather, *command, &Object::default()),
            _ => {}
        }
    }
}

fn is_quoted(source: &[u8], at: usize) -> bool {
    source[..at].last().is_some_and(|byte| matches!(byte, b'"' | b'\''))
}

/// The object that has the key which stands at a place.
fn enclosing(source: &[u8], at: usize) -> Option<Object> {
    const FARTHEST: usize = 1000;
    const MOST: usize = 8;
    let from = at.saturating_sub(FARTHEST);
    let opens = memchr::memrchr_iter(b'{', &source[from..at]).take(MOST);
    opens
        .filter_map(|open| object(source, from + open))
        .find(|object| object.members.iter().any(|(key, _)| key.start as usize == at))
}

/// Looks at the name of a command: those of the human monitor are none.
pub(super) fn problem(gather: &mut Gather, command: Span) {
    let text = command.of(gather.source);
    let is = |name: &str| {
        text.strip_prefix(name.as_bytes()).is_some_and(|rest| rest.first().is_none_or(|it| *it == b' '))
    };
    let known = MONITOR.into_iter().find(|(name, _)| is(name));
    if let Some((name, instead)) = known {
        gather.problem(command, CommandProblemKind::Monitor { command: name, instead });
    } else if text.starts_with(b"trace-") && !COMMANDS.contains(&text) {
        gather.problem(command, CommandProblemKind::Argument(Argument::Command));
    }
}

/// Looks at the arguments of a command.
pub(super) fn scan_arguments(gather: &mut Gather, span: Span, arguments: &Object) {
    let source = gather.source;
    let command = span.of(source);
    let text = |key: &str| match arguments.get(source, key) {
        Some(Value::Text(span)) => Some(Text::of_string(source, *span)),
        _ => None,
    };
    if command == b"human-monitor-command" {
        if let Some(line) = text("command-line") {
            monitor::line(gather, &line);
        }
        return;
    }
    let Some(usage) = usage(gather, command, arguments) else { return };
    if let Some(name) = text("name") {
        gather.mention(&name, 0, name.bytes.len(), usage, Taker::Any);
    }
    for key in keys(command) {
        match arguments.get(source, key.name) {
            None if key.is_needed && !arguments.is_open => missing(gather, span, key.name),
            Some(value) if !key.takes(value, source) => {
                let place = match value {
                    Value::Text(text) => *text,
                    _ => place(arguments, source, key.name).unwrap_or(span),
                };
                wrong_type(gather, place, key);
            }
            _ => {}
        }
    }
    for (key, _) in &arguments.members {
        unknown(gather, command, *key, '-');
    }
}

/// A parameter of a command.
pub(super) struct Key {
    pub name: &'static str,
    expected: &'static str,
    pub is_needed: bool,
}

const NAME: Key = Key { name: "name", expected: "string", is_needed: true };
const ENABLE: Key = Key { name: "enable", expected: "boolean", is_needed: true };
const IGNORE: Key = Key { name: "ignore-unavailable", expected: "boolean", is_needed: false };

impl Key {
    /// True for a value of its type, or one that is not known.
    fn takes(&self, value: &Value, source: &[u8]) -> bool {
        match value {
            Value::Text(span) => self.expected == "string" || is_filled(span.of(source)),
            Value::Bool(_) => self.expected == "boolean",
            Value::Number => false,
            Value::Object(_) | Value::Other => true,
        }
    }

    /// True for a value of its type, or one that is not known, by the kind of an expression of Python.
    pub(crate) fn is_of_kind(&self, kind: &str) -> bool {
        match kind {
            "string" => self.expected == "string",
            "true" | "false" => self.expected == "boolean",
            "integer" | "float" | "none" => false,
            _ => true,
        }
    }
}

/// True for a text that a template fills in.
fn is_filled(text: &[u8]) -> bool {
    text.iter().any(|byte| matches!(byte, b'$' | b'%' | b'{' | b'<' | b'\\'))
}

/// The parameters of a command (qapi/trace.json).
pub(super) fn keys(command: &[u8]) -> &'static [Key] {
    match command {
        b"trace-event-get-state" => &[NAME],
        b"trace-event-set-state" => &[NAME, ENABLE, IGNORE],
        _ => &[],
    }
}

fn place(arguments: &Object, source: &[u8], key: &str) -> Option<Span> {
    arguments.members.iter().find(|(name, _)| name.of(source) == key.as_bytes()).map(|(name, _)| *name)
}

pub(super) fn missing(gather: &mut Gather, command: Span, key: &'static str) {
    gather.problem(command, CommandProblemKind::Argument(Argument::Missing { key }));
}

pub(super) fn wrong_type(gather: &mut Gather, span: Span, key: &Key) {
    let argument = Argument::Type { key: key.name, expected: key.expected };
    gather.problem(span, CommandProblemKind::Argument(argument));
}

/// Looks at the name of an argument, whose words the byte joins.
pub(super) fn unknown(gather: &mut Gather, command: &[u8], span: Span, joint: char) {
    let written = String::from_utf8_lossy(span.of(gather.source)).into_owned();
    let keys = keys(command);
    let known = |name: &str| keys.iter().any(|key| key.name == name);
    if keys.is_empty() || known(&written.replace(joint, "-")) && (joint == '_' || !written.contains('_')) {
        return;
    }
    let argument = match &*written {
        "vcpu" => Argument::Vcpu,
        _ => {
            let instead = match &*written.replace('_', "-") {
                "event" | "pattern" | "trace-event" => Some("name"),
                "enabled" | "on" | "state" | "option" if known("enable") => Some("enable"),
                "ignore-unavailable" if known("ignore-unavailable") => Some("ignore-unavailable"),
                _ => None,
            };
            Argument::Unknown { key: written, instead }
        }
    };
    gather.problem(span, CommandProblemKind::Argument(argument));
}

fn usage(gather: &Gather, command: &[u8], arguments: &Object) -> Option<Usage> {
    match command {
        b"trace-event-get-state" => Some(Usage::Query),
        b"trace-event-set-state" => {
            let ignored = arguments.get(gather.source, "ignore-unavailable");
            let is_not =
                matches!(ignored, Some(Value::Bool(false))) || ignored.is_none() && !arguments.is_open;
            Some(Usage::Set { ignores_unavailable: !is_not })
        }
        _ => None,
    }
}

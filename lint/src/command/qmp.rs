//! Commands of QMP that are written as objects.

use super::gather::Gather;
use super::object::{Object, Value, object};
use super::text::Text;
use super::{SlipKind, Usage, monitor};
use crate::text::Span;
use memchr::memmem;

/// Commands of the human monitor, and what QMP has in their place.
const MONITOR: [(&str, &str); 3] = [
    ("info trace-events", "trace-event-get-state"),
    ("trace-event", "trace-event-set-state"),
    ("trace-file", "human-monitor-command"),
];

/// Looks for commands in a text, whatever else stands there.
pub(super) fn look(gather: &mut Gather) {
    let source = gather.source;
    for at in memmem::find_iter(source, b"execute").filter(|at| is_quoted(source, *at)) {
        let Some(found) = enclosing(source, at) else { continue };
        let Some(Value::Text(command)) = found.get(source, "execute") else { continue };
        slip(gather, *command);
        if let Some(Value::Object(arguments)) = found.get(source, "arguments") {
            look_at_arguments(gather, command.of(source), arguments);
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
pub(super) fn slip(gather: &mut Gather, command: Span) {
    let text = command.of(gather.source);
    let is = |name: &str| {
        text.strip_prefix(name.as_bytes()).is_some_and(|rest| rest.first().is_none_or(|it| *it == b' '))
    };
    let known = MONITOR.into_iter().find(|(name, _)| is(name));
    if let Some((name, instead)) = known {
        gather.slip(command, SlipKind::Monitor { command: name, instead });
    }
}

/// Looks at the arguments of a command.
pub(super) fn look_at_arguments(gather: &mut Gather, command: &[u8], arguments: &Object) {
    let source = gather.source;
    let text = |key: &str| match arguments.get(source, key) {
        Some(Value::Text(span)) => Some(Text::verbatim(source, span.start as usize, span.end as usize)),
        _ => None,
    };
    if command == b"human-monitor-command" {
        if let Some(line) = text("command-line") {
            monitor::line(gather, &line);
        }
        return;
    }
    let (Some(usage), Some(name)) = (usage(gather, command, arguments), text("name")) else { return };
    gather.mention(&name, 0, name.bytes.len(), usage);
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

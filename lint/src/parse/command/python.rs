//! Python: options in lists and in calls, commands in strings, QMP by keywords.

mod strings;
mod written;

use super::arguments;
use super::gather::Gather;
use super::gather::OptionEvidence;
use super::model::{Taker, Usage};
use super::monitor;
use super::program::of_speaking_name;
use super::qmp;
use super::split::commands;
use super::text::{HOLE, Text};
use super::words::Word;
use crate::parse::script::{nodes, parse};
use strings::{decoded, span};
use tree_sitter::Node;

/// The methods that send what they are given by QMP.
const SENDERS: [&[u8]; 5] = [b"qmp", b"qmp_log", b"cmd", b"command", b"execute"];

/// The methods that give the human monitor a line.
const MONITORS: [&[u8]; 2] = [b"hmp", b"human_monitor_command"];

/// The keywords of the methods themselves.
const OF_SENDERS: [&[u8]; 6] = [b"conv_keys", b"args_dict", b"filters", b"indent", b"arguments", b"oob"];

/// Looks at a script. One that is no Python is not looked at.
pub(super) fn scan(gather: &mut Gather) {
    let Ok(tree) = parse(gather.source) else { return };
    for node in nodes(&tree) {
        match node.kind() {
            "list" | "tuple" => {
                let evidence = owner(gather, node).map_or_else(|| gather.loose(), |_| OptionEvidence::Any);
                list(gather, node, None, evidence);
            }
            "argument_list" => call(gather, node),
            "string" if !is_part(node) => text(gather, node),
            "concatenated_string" => text(gather, node),
            _ => {}
        }
    }
    written::scan(gather, &tree);
}

fn is_part(node: Node) -> bool {
    node.parent().is_some_and(|parent| parent.kind() == "concatenated_string")
}

/// What a list is for by a name that speaks of QEMU: a variable that it goes to, or that it is added to.
fn owner(gather: &Gather, node: Node) -> Option<()> {
    let parent = node.parent()?;
    let named = match parent.kind() {
        "assignment" | "augmented_assignment" | "binary_operator" => parent.child_by_field_name("left"),
        "argument_list" => parent.parent()?.child_by_field_name("function"),
        "keyword_argument" => parent.child_by_field_name("name"),
        _ => None,
    }?;
    of_speaking_name(&gather.source[named.byte_range()].to_ascii_lowercase()).map(|_| ())
}

fn list(gather: &mut Gather, node: Node, first: Option<Word>, evidence: OptionEvidence) {
    let mut cursor = node.walk();
    let named = node.named_children(&mut cursor).filter(|node| node.kind() != "comment");
    let words: Vec<Word> = first.into_iter().chain(named.map(|node| word(gather, node))).collect();
    arguments::scan(gather, &words, evidence, 0);
}

/// Looks at the arguments of a call.
fn call(gather: &mut Gather, node: Node) {
    let Some(function) = node.parent().and_then(|call| call.child_by_field_name("function")) else { return };
    let name = &gather.source[function.byte_range()];
    let method = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let mut cursor = node.walk();
    let arguments: Vec<Node> =
        node.named_children(&mut cursor).filter(|node| node.kind() != "comment").collect();
    if method == b"add_args" {
        // A machine's method takes options of QEMU, whatever it is called.
        let words: Vec<Word> = arguments.iter().map(|node| word(gather, *node)).collect();
        arguments::scan_machine(gather, &words);
    } else {
        let callee = Word {
            text: Text::verbatim(gather.source, function.start_byte(), function.start_byte()),
            raw: span(function),
            is_quoted: false,
        };
        let evidence = gather.loose();
        list(gather, node, Some(callee), evidence);
    }
    let Some(command) = arguments.first().and_then(|first| plain(gather, *first)) else { return };
    if matches!(method, b"qmp" | b"qmp_log") {
        qmp::problem(gather, command.whole());
    }
    if MONITORS.contains(&method) {
        monitor::line(gather, &command);
    }
    if SENDERS.contains(&method) {
        send(gather, &command, &arguments[1..]);
    }
}

/// Looks at the arguments of a command that is sent: keywords, or a dictionary.
fn send(gather: &mut Gather, sent: &Text, arguments: &[Node]) {
    let command = &*sent.bytes;
    let mut given = Vec::new();
    let mut is_open = false;
    for argument in arguments {
        let keyword = argument.child_by_field_name("name").zip(argument.child_by_field_name("value"));
        match (argument.kind(), keyword) {
            ("keyword_argument", Some((key, value))) => {
                let name = &gather.source[key.byte_range()];
                is_open |= matches!(name, b"args_dict" | b"arguments");
                if !OF_SENDERS.contains(&name) {
                    given.push((span(key), value));
                }
            }
            ("dictionary", _) => {
                is_open = true;
                if let Some(object) = super::object::object(gather.source, argument.start_byte()) {
                    qmp::scan_arguments(gather, sent.whole(), &object);
                }
            }
            _ => is_open = true,
        }
    }
    let source = gather.source;
    let value = |key: &[u8]| given.iter().find(|(name, _)| name.of(source) == key).map(|(_, value)| *value);
    if command == b"human-monitor-command" {
        let line = value(b"command_line").and_then(|value| plain(gather, value));
        line.iter().for_each(|line| monitor::line(gather, line));
        return;
    }
    let usage = match command {
        b"trace-event-get-state" => Usage::Query,
        b"trace-event-set-state" => {
            let ignored = value(b"ignore_unavailable").map(|value| value.kind());
            let is_not = ignored == Some("false") || ignored.is_none() && !is_open;
            Usage::Set { ignores_unavailable: !is_not }
        }
        _ => return,
    };
    if let Some(name) = value(b"name").and_then(|value| plain(gather, value)) {
        gather.mention(&name, 0, name.bytes.len(), usage, Taker::Any);
    }
    for key in qmp::keys(command) {
        match value(key.name.replace('-', "_").as_bytes()) {
            None if key.is_needed && !is_open => qmp::missing(gather, sent.whole(), key.name),
            Some(value) if !key.is_of_kind(value.kind()) => qmp::wrong_type(gather, span(value), key),
            _ => {}
        }
    }
    for (key, _) in &given {
        qmp::unknown(gather, command, *key, '_');
    }
}

/// Looks at a string that stands where any may.
fn text(gather: &mut Gather, node: Node) {
    let Some(mut text) = decoded(gather.source, node) else { return };
    let is_documentation = node.parent().is_some_and(|parent| parent.kind() == "expression_statement");
    if is_documentation || !text.bytes.iter().any(u8::is_ascii_whitespace) {
        return;
    }
    // What is put before or behind it is not known.
    if node.parent().is_some_and(|parent| parent.kind() == "binary_operator") {
        let (start, end) = (text.span(0, 0), text.span(text.bytes.len(), text.bytes.len()));
        let mut open = Text::default();
        open.push(HOLE, start);
        open.take(&text, 0, text.bytes.len());
        open.push(HOLE, end);
        text = open;
    }
    let is_option = text.bytes.trim_ascii_start().starts_with(b"-");
    let evidence = if is_option { gather.loose() } else { OptionEvidence::Named };
    for words in commands(&text) {
        arguments::scan(gather, &words, evidence, 1);
    }
}

/// An argument as a word: what is no string is filled in at run time.
fn word(gather: &Gather, node: Node) -> Word {
    let raw = span(node);
    match decoded(gather.source, node) {
        Some(text) => Word { text, raw, is_quoted: false },
        None => {
            let mut text = Text::default();
            text.push(HOLE, raw);
            Word { text, raw, is_quoted: false }
        }
    }
}

/// A string without anything that is filled in.
fn plain(gather: &Gather, node: Node) -> Option<Text> {
    decoded(gather.source, node).filter(|text| !text.bytes.contains(&HOLE) && !text.bytes.is_empty())
}

//! Hover: what an event prints and where it is called, what an argument is, what a conversion takes.

#[cfg(test)]
mod tests;

use super::format_arguments::{argument_at, conversion_at, conversions_of, taken};
use super::hosts::{conversion_hosts, type_table};
use super::markup::{Block, code};
use std::sync::Arc;
use trace_lint::linter::findings_of_backend;
use trace_lint::model::backend::generator_input::Shape;
use trace_lint::model::backend::output::recorded;
use trace_lint::model::backend::{Backend, sample};
use trace_lint::model::index::{Declaration, Index, sections};
use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::parse::events::LineKind;
use trace_lint::parse::groups::{directory_of, group_name};
use trace_lint::qemu::era::Era;
use trace_lint::qemu::printf::{HostSet, Role};
use trace_lint::text::{Span, printable};

/// How many callers are named.
const CALLERS: usize = 5;

/// What is said of a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is said of.
    pub span: Span,
    pub blocks: Vec<Block>,
}

/// What is to be said of what is at an offset.
pub fn hover(file: &Arc<File>, index: &Index, offset: u32) -> Option<Hover> {
    let is_at = |span: Span| span.start <= offset && offset <= span.end;
    let line = file.tree.lines.get(file.lines.line(offset))?;
    if matches!(line.kind, LineKind::Comment(_)) {
        return heading(file, index, offset);
    }
    let event = file.event_at(offset)?;
    if is_at(event.name) {
        return Some(Hover { span: event.name, blocks: event_blocks(file, index, event) });
    }
    if let Some(span) = event.properties.iter().find(|property| is_at(**property)) {
        let text = property(&span.text(&file.text))?;
        return Some(Hover { span: *span, blocks: vec![Block::Text(text.into())] });
    }
    let hosts = index.facts.era().hosts();
    if let Some(argument) = argument_at(event, offset) {
        let span = event.arguments[argument].span;
        return Some(Hover { span, blocks: argument_blocks(file, event, argument, hosts) });
    }
    let format = event.format.as_ref()?;
    let conversion = conversion_at(format, offset)?;
    let span = format.conversions[conversion].span;
    Some(Hover { span, blocks: conversion_blocks(file, event, conversion, 0, hosts)? })
}

/// What a property means.
pub fn property(name: &str) -> Option<&'static str> {
    Some(match name {
        "disable" => {
            "The event is disabled: calling it does nothing in any build, and no compiler reads its format."
        }
        "vcpu" => {
            "The event is about one virtual CPU. Up to 9.0 it gets the CPU for its first argument, from 9.1 to 10.1 \
             it means nothing, and later releases refuse it."
        }
        "tcg" | "tcg-trans" | "tcg-exec" => {
            "The event is raised when guest code is translated and again when it runs. Releases from 7.0 on refuse it."
        }
        _ => return None,
    })
}

fn shown(file: &File, span: Span) -> String {
    printable(&span.text(&file.text)).into_owned()
}

/// The prototype of the function that tracetool generates.
fn prototype(file: &File, event: &Event) -> String {
    let arguments: Vec<_> = event.arguments.iter().map(|argument| shown(file, argument.span)).collect();
    let arguments = if arguments.is_empty() { "void".into() } else { arguments.join(", ") };
    format!("static inline void trace_{}({arguments});", printable(&file.name(event)))
}

/// What is said of an event.
pub fn event_blocks(file: &Arc<File>, index: &Index, event: &Event) -> Vec<Block> {
    let mut blocks = vec![Block::Code("c", prototype(file, event))];
    blocks.push(Block::Code("text", sample::line(file, event)));
    if event.is_disabled {
        blocks.extend(property("disable").map(|text| Block::Text(text.into())));
    }
    if file.is_of_build {
        return blocks;
    }
    let directory = directory_of(&file.path);
    let group = group_name(directory);
    let wrapper = format!("{directory}/trace.h");
    let header = match index.facts.paths.contains(wrapper.trim_start_matches('/')) && !directory.is_empty() {
        true => "trace.h".to_owned(),
        false => format!("trace/trace-{group}.h"),
    };
    blocks.push(Block::Text(format!(
        "Group {}: sources include {}.",
        code(&group),
        code(&format!("\"{header}\""))
    )));
    if index.has_sources {
        let users: Vec<_> = index.users(Declaration { file, event }).collect();
        let mut named: Vec<String> = Vec::new();
        for site in users.iter().take(CALLERS) {
            let function = site.function().map(|name| format!("{} in ", code(name))).unwrap_or_default();
            named.push(format!("{function}{}", site.file.path));
        }
        named.dedup();
        let more = if users.len() > CALLERS { ", …" } else { "" };
        let count = call_count(users.len());
        blocks.push(Block::Text(match users.is_empty() {
            true => format!("{count}."),
            false => format!("{count}: {}{more}.", named.join(", ")),
        }));
    }
    blocks
}

/// What backends make of an event: what each loses or breaks, in few words.
pub fn backend_blocks(file: &File, event: &Event, backends: &[Backend], era: Era) -> Vec<Block> {
    let shape = Shape::new(file, event, era);
    let said = backends.iter().map(|backend| {
        let mut parts: Vec<_> = findings_of_backend(*backend, file, event, era)
            .into_iter()
            .map(|finding| finding.message)
            .collect();
        parts.extend(recorded(file, event, &shape, *backend, era).notes);
        let parts = if parts.is_empty() { "records all of it".to_owned() } else { parts.join("; ") };
        Block::Text(format!("Backend {}: {parts}.", backend.name()))
    });
    said.collect()
}

/// How often an event is called, in words.
pub fn call_count(count: usize) -> String {
    match count {
        0 => "Never called".into(),
        1 => "Called once".into(),
        count => format!("Called {count} times"),
    }
}

fn argument_blocks(file: &File, event: &Event, argument: usize, hosts: HostSet) -> Vec<Block> {
    let declared = &event.arguments[argument];
    let mut blocks = vec![Block::Code("c", shown(file, declared.span))];
    let printed: Vec<_> =
        conversions_of(event, argument).into_iter().map(|span| code(&shown(file, span))).collect();
    let place = format!("Argument {} of {}", argument + 1, event.arguments.len());
    blocks.push(Block::Text(match printed.is_empty() {
        true => format!("{place}; the format does not print it."),
        false => format!("{place}, printed by {}.", printed.join(" and ")),
    }));
    let written = shown(file, declared.ctype_span);
    match declared.ctype {
        Some(ctype) if ctype.pointer.is_none() => blocks.extend(type_table(ctype, &written, hosts)),
        Some(_) => {}
        None => {
            blocks.push(Block::Text(format!("{} is no type that tracetool and C allow.", code(&written))))
        }
    }
    blocks
}

/// What is said of a conversion on these hosts; `None` for what takes nothing.
/// Arguments are counted from `first`, for an event of which only some are written.
pub fn conversion_blocks(
    file: &File,
    event: &Event,
    index: usize,
    first: usize,
    hosts: HostSet,
) -> Option<Vec<Block>> {
    let conversion = &event.format.as_ref()?.conversions[index];
    let mut blocks = Vec::new();
    for slot in taken(event).into_iter().filter(|slot| slot.conversion == index) {
        let mut written = shown(file, conversion.span);
        if written.matches('"').count() % 2 == 1 {
            // The string goes on after the macro: `%" PRIx64 "`.
            written.push_str(" \"");
        }
        let written = code(&written);
        let what = match slot.role {
            Role::Value => format!("{written} prints"),
            Role::Width => format!("The width of {written} is"),
            Role::Precision => format!("The precision of {written} is"),
        };
        let argument = event.arguments.get(slot.argument);
        let text = match argument {
            Some(argument) => {
                format!(
                    "{what} {}, argument {}.",
                    code(&shown(file, argument.span)),
                    first + slot.argument + 1
                )
            }
            None => format!("{what} argument {}, which the event does not have.", first + slot.argument + 1),
        };
        blocks.push(Block::Text(text));
        let ctype = argument.and_then(|it| Some((it.ctype?, shown(file, it.ctype_span))));
        let ctype = ctype.as_ref().map(|(ctype, written)| (*ctype, &**written));
        blocks.push(conversion_hosts(conversion, slot.role, ctype, hosts));
    }
    (!blocks.is_empty()).then_some(blocks)
}

/// What a heading names.
fn heading(file: &Arc<File>, index: &Index, offset: u32) -> Option<Hover> {
    let sections = sections(file);
    let is_at = |span: Span| span.start <= offset && offset <= span.end;
    let mut all = sections.iter().flat_map(|section| section.headings.iter().map(move |it| (section, it)));
    let (section, heading) = all.find(|(_, heading)| is_at(heading.span))?;
    let mut blocks = Vec::new();
    if !index.facts.paths.is_empty() {
        let sources = heading.sources(directory_of(&file.path), &index.facts.paths);
        let names: Vec<_> = sources.iter().map(|path| code(path)).collect();
        blocks.push(Block::Text(match names.is_empty() {
            true => "No source of this name is in the tree.".into(),
            false => format!("The events of {}.", names.join(" and ")),
        }));
    }
    let count = section.events.len();
    let disabled = section.events.iter().filter(|event| file.events[**event].is_disabled).count();
    blocks.push(Block::Text(format!("Events below: {count}, of these disabled: {disabled}.")));
    Some(Hover { span: heading.span, blocks })
}

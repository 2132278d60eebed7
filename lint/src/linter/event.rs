//! The rules that look at one event, and what is added to a finding in one.

use super::settings::Settings;
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::qemu::printf::Format;
use crate::rules::context::{Context, Findings};
use crate::rules::diagnostic::Diagnostic;
use crate::rules::lint::Check;
use crate::text::Span;
use rustc_hash::FxHashSet;

/// The findings of the rules that look at one event in a line, which mostly declares one. What is wrong with both
/// events of a line is said once.
pub(super) fn lint_line(file: &File, events: &[Event], settings: &Settings) -> Vec<Diagnostic> {
    let mut found: Vec<_> = events.iter().flat_map(|event| lint_event(file, event, settings)).collect();
    if events.len() > 1 {
        say_once(&mut found);
    }
    found
}

/// The events of a file, line by line.
pub(super) fn lines(file: &File) -> impl Iterator<Item = &[Event]> {
    file.events.chunk_by(|one, other| one.line == other.line)
}

/// Takes out what is said a second time of the same place.
pub(super) fn say_once(found: &mut Vec<Diagnostic>) {
    let mut said = FxHashSet::default();
    found.retain(|finding| said.insert((finding.rule.code, finding.span)));
}

/// The findings of the rules that look at one event: its line is all that they see.
pub(super) fn lint_event(file: &File, event: &Event, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let none = Format::default();
    for rule in &settings.rules {
        let findings = Findings { rule, found: &mut found };
        let context = &mut Context { file, era: settings.era, findings };
        match rule.check {
            Check::Event(check) => check(context, event),
            Check::Format(check) if !event.is_broken => {
                check(context, event, event.format.as_ref().unwrap_or(&none));
            }
            _ => {}
        }
    }
    found
}

/// Names the event that each finding is in. A defect in the format of a disabled one has stayed unseen because
/// no compiler has ever read it: that is said too.
pub(super) fn place(file: &File, found: &mut [Diagnostic]) {
    // The property of the disabled event that was last looked at: files have many findings in few events.
    let mut disable: Option<(usize, Span)> = None;
    for finding in found {
        let Some(event) = file.event_at(finding.span.start) else { continue };
        finding.event = Some(file.name(event).into_owned());
        let in_format = event.format.as_ref().is_some_and(|format| finding.span.start >= format.span.start);
        let about_format = in_format || finding.rule.is_about_format;
        if !event.is_disabled || !about_format {
            continue;
        }
        if disable.is_none_or(|(line, _)| line != event.line) {
            let property = event.properties.iter().find(|property| file.bytes(**property) == b"disable");
            disable = property.map(|property| (event.line, *property));
        }
        if let Some((_, property)) = disable {
            finding.label(property, "the event is disabled: no compiler has ever read its format");
        }
    }
}

//! Which argument each conversion of a format prints, and what stands at a cursor in a format.

use trace_lint::parse::events::Event;
use trace_lint::qemu::printf::{Format, Slot, slots};
use trace_lint::text::Span;

/// The index of the conversion at an offset; of two that touch it, of the one behind it.
pub fn conversion_at(format: &Format, offset: u32) -> Option<usize> {
    let before = format.conversions.partition_point(|conversion| conversion.span.start <= offset);
    let index = before.checked_sub(1)?;
    (offset <= format.conversions[index].span.end).then_some(index)
}

/// The index of the argument whose type or name is at an offset.
pub fn argument_at(event: &Event, offset: u32) -> Option<usize> {
    event.arguments.iter().position(|argument| argument.span.start <= offset && offset <= argument.span.end)
}

/// The arguments that each conversion takes, in the order of the format.
pub fn taken(event: &Event) -> Vec<Slot> {
    event.format.as_ref().map(slots).unwrap_or_default()
}

/// The spans of the conversions that take an argument.
pub fn conversions_of(event: &Event, argument: usize) -> Vec<Span> {
    let Some(format) = &event.format else { return Vec::new() };
    let takes = slots(format).into_iter().filter(|slot| slot.argument == argument);
    takes.map(|slot| format.conversions[slot.conversion].span).collect()
}

//! `swapped-labels`

use super::labels::label_of;
use crate::event::Event;
use crate::printf::{Format, Role, slots};
use crate::rule::*;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports two labels in a format that name each other's argument.
    ///
    /// ## Why it is wrong
    /// Whoever reads the log takes each value for the other.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_copy(int from, int to) "to=%d from=%d"
    ///                             ^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_copy(int from, int to) "from=%d to=%d"
    /// ```
    "swapped-labels", "TL501", Warning, ON, Check::Format(check)
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    let file = cx.file;
    let name = |index: usize| event.arguments.get(index).map(|argument| file.bytes(argument.name));
    let labelled: Vec<_> = slots(format)
        .into_iter()
        .filter(|slot| slot.role == Role::Value)
        .filter_map(|slot| {
            label_of(format, slot.conversion).map(|(start, end)| (slot.argument, start, end))
        })
        .collect();
    let same = |(start, end): (usize, usize), argument: usize| {
        name(argument).is_some_and(|name| name.eq_ignore_ascii_case(&format.text[start..end]))
    };
    for (place, &(argument, start, end)) in labelled.iter().enumerate() {
        for &(other, other_start, other_end) in &labelled[place + 1..] {
            let differ = !same((start, end), argument) && !same((other_start, other_end), other);
            if differ && same((start, end), other) && same((other_start, other_end), argument) {
                let (one, two) = (&event.arguments[argument], &event.arguments[other]);
                let here = format.source(start, end);
                let there = format.source(other_start, other_end);
                let message = format!(
                    "the labels `{}` and `{}` name each other's argument",
                    cx.shown(here),
                    cx.shown(there)
                );
                let (one_name, two_name) = (cx.shown(one.name), cx.shown(two.name));
                cx.report(Span { start: here.start, end: there.end }, message)
                    .help(format!("`{one_name}` is printed first, then `{two_name}`"))
                    .label(one.span, "printed first")
                    .label(two.span, "printed second");
            }
        }
    }
}

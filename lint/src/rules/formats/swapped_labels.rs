//! `swapped-labels`

use crate::parse::events::{Argument, Event};
use crate::qemu::printf::{Format, Role, slots};
use crate::rules::context::Context;
use crate::rules::conversion_label::label_of;
use crate::rules::lint::declare_rule;
use crate::text::Span;
use rustc_hash::FxHashMap;

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
    name: "swapped-labels",
    code: "TL501",
    severity: Warning,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    let file = cx.file;
    let name = |index: usize| event.arguments.get(index).map(|argument| file.bytes(argument.name));
    let labelled: Vec<_> = slots(format)
        .into_iter()
        .filter(|slot| slot.role == Role::Value)
        .filter_map(|slot| label_of(format, slot.conversion).map(|(start, end)| (slot.argument, start, end)))
        .filter(|&(argument, start, end)| {
            name(argument).is_some_and(|name| !name.eq_ignore_ascii_case(&format.text[start..end]))
        })
        .collect();
    if labelled.len() < 2 {
        return;
    }
    let text = format.text.to_ascii_lowercase();
    let names: Vec<_> =
        event.arguments.iter().map(|argument| file.bytes(argument.name).to_ascii_lowercase()).collect();
    // By label, and by the name of the argument that is printed behind it.
    let mut seen: FxHashMap<_, (&Argument, Span)> = FxHashMap::default();
    for (argument, start, end) in labelled {
        let (label, name) = (&text[start..end], &names[argument][..]);
        let (two, there) = (&event.arguments[argument], format.source(start, end));
        if let Some(&(one, here)) = seen.get(&(name, label)) {
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
        seen.insert((label, name), (two, there));
    }
}

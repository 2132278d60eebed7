//! `swapped-call-arguments`

use crate::model::index::Declaration;
use crate::parse::events::Event;
use crate::parse::source::{Call, Kind};
use crate::qemu::printf::{Role, slots};
use crate::rules::context::{Source, TreeContext};
use crate::rules::conversion_label::label_of;
use crate::rules::lint::declare_rule;
use crate::text::printable;
use rustc_hash::{FxHashMap, FxHashSet};

declare_rule! {
    /// ## What it does
    /// Reports a call that passes two expressions in each other's place, by their names: declared
    /// with `(x, y, w, h)`, called with `(w, h, x, y)`. Silent where the labels of the format name
    /// the expressions as they are passed: then it is the declaration's names that are swapped.
    ///
    /// ## Why it is wrong
    /// Two arguments of one type are accepted in any order; the trace shows each for the other.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_move(int x, int y) "x=%d y=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_move(Foo *s) { trace_foo_move(s->y, s->x); }
    ///                                        ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_move(int x, int y) "x=%d y=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_move(Foo *s) { trace_foo_move(s->x, s->y); }
    /// ```
    name: "swapped-call-arguments",
    code: "TL705",
    severity: Warning,
    default: ON,
    check: Source(check),
}

fn check(cx: &mut TreeContext, Source { file, .. }: Source) {
    let index = cx.index;
    for reference in file.source.references.iter().filter(|reference| !reference.is_dead) {
        let Kind::Call(call) = &reference.kind else { continue };
        let declarations: Vec<_> = index.declarations(&reference.name).collect();
        let [declaration] = declarations[..] else { continue };
        let Some((one, other)) = swapped(declaration, call) else { continue };
        let parameter = |place: usize| {
            let name = declaration.event.arguments[place].name;
            printable(&name.text(&declaration.file.text)).into_owned()
        };
        let passed = |place: usize| call.arguments[place].name.as_deref().unwrap_or_default();
        let message = format!(
            "`{}` is passed as `{}`, and `{}` as `{}`",
            passed(one),
            parameter(one),
            passed(other),
            parameter(other)
        );
        let (first, second) = (call.arguments[one].span, call.arguments[other].span);
        cx.report(&file.path, first, message)
            .event(&*reference.name)
            .label(second, format!("this is passed as `{}`", parameter(other)))
            .label_in(&declaration.file.path, declaration.event.name, "declared here");
    }
}

/// The first two arguments that are passed in each other's place.
fn swapped(declaration: Declaration, call: &Call) -> Option<(usize, usize)> {
    let event = declaration.event;
    if event.arguments.len() != call.arguments.len() || event.is_broken {
        return None;
    }
    let text = &declaration.file.text;
    let parameters: Vec<String> =
        event.arguments.iter().map(|argument| plain(&argument.name.text(text))).collect();
    let passed: Vec<Option<String>> =
        call.arguments.iter().map(|argument| argument.name.as_deref().map(plain)).collect();
    // Where each parameter stands whose name no other has.
    let mut places: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for (place, parameter) in parameters.iter().enumerate() {
        places.entry(parameter).and_modify(|place| *place = None).or_insert(Some(place));
    }
    let place_of = |argument: usize| places.get(passed[argument].as_deref()?).copied().flatten();
    let mut crossed = (0..passed.len()).filter_map(|one| {
        let other = place_of(one)?;
        (one < other && place_of(other) == Some(one)).then_some((one, other))
    });
    let first = crossed.next()?;
    let labels = labels(event);
    std::iter::once(first).chain(crossed).find(|pair| !labels_agree(&labels, *pair, &parameters))
}

/// True when the labels of the format take the side of the call: one at least names what is passed,
/// which is the other parameter's name, and none the parameter.
fn labels_agree(
    labels: &FxHashMap<usize, String>,
    (one, other): (usize, usize),
    parameters: &[String],
) -> bool {
    let names = |argument: usize, place: usize| labels.get(&argument) == Some(&parameters[place]);
    let for_call = names(one, other) || names(other, one);
    for_call && !names(one, one) && !names(other, other)
}

/// The labels of the arguments in the format, each by its first conversion.
fn labels(event: &Event) -> FxHashMap<usize, String> {
    let mut labels = FxHashMap::default();
    let Some(format) = event.format.as_ref() else { return labels };
    let mut seen = FxHashSet::default();
    for slot in slots(format) {
        if slot.role == Role::Value
            && seen.insert(slot.argument)
            && let Some((start, end)) = label_of(format, slot.conversion)
        {
            labels.insert(slot.argument, plain(&String::from_utf8_lossy(&format.text[start..end])));
        }
    }
    labels
}

/// A name without what tells nothing: case, and which of the usual words stands for a value.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    match lower.as_str() {
        "val" | "data" => "value".into(),
        "address" => "addr".into(),
        _ => lower,
    }
}

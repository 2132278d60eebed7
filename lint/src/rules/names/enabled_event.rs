//! `enabled-event`

use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use rustc_hash::FxHashMap;

declare_rule! {
    /// ## What it does
    /// Reports an event `X_enabled` beside an event `X` in one file.
    ///
    /// ## Why it is wrong
    /// The generated C defines the macro `TRACE_X_ENABLED` for the event `X`, and uses the same
    /// name for the event `X_enabled`: it does not compile.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_irq(int level) "level=%d"
    /// foo_irq_enabled(int mask) "mask=%d"
    /// ^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_irq(int level) "level=%d"
    /// foo_irq_is_enabled(int mask) "mask=%d"
    /// ```
    name: "enabled-event",
    code: "TL203",
    severity: Error,
    default: ON,
    check: File(check),
}

fn check(cx: &mut Context) {
    let file = cx.file;
    if file.is_of_build {
        return;
    }
    const SUFFIX: &[u8] = b"_enabled";
    let ends_so = |name: &[u8]| {
        name.len() > SUFFIX.len() && name[name.len() - SUFFIX.len()..].eq_ignore_ascii_case(SUFFIX)
    };
    if !file.events.iter().any(|event| ends_so(file.bytes(event.name))) {
        return;
    }
    let names: FxHashMap<String, usize> = file
        .events
        .iter()
        .enumerate()
        .map(|(index, event)| (file.name(event).to_uppercase(), index))
        .collect();
    for event in file.events.iter().filter(|event| ends_so(file.bytes(event.name))) {
        let name = file.name(event).to_uppercase();
        let Some(&first) = name.strip_suffix("_ENABLED").and_then(|plain| names.get(plain)) else { continue };
        let plain = file.name(&file.events[first]);
        cx.report(
            event.name,
            format!("the event collides with the macro `TRACE_{name}` of the event `{plain}`"),
        )
        .help("choose another name, such as one that ends in `_is_enabled` or `_enable`")
        .label(file.events[first].name, "the event with that macro");
    }
}

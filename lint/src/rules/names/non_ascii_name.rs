//! `non-ascii-name`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::rules::rule::Severity;

declare_rule! {
    /// ## What it does
    /// Reports an event whose name has a letter outside ASCII; and, from QEMU 10.2 on, an argument
    /// whose name has a character that Rust's identifiers lack.
    ///
    /// ## Why it is wrong
    /// rustc refuses such names of variables in `extern` blocks, which tracetool writes since QEMU 10.2
    /// where Rust is enabled. Before, gcc and clang take them; DTrace's and
    /// SystemTap's tools do not.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_größe(int size) "size=%d"
    /// ^^^^^^^^^^^
    /// foo_area(int m²) "m2=%d"
    ///              ^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_size(int size) "size=%d"
    /// foo_area(int m2) "m2=%d"
    /// ```
    name: "non-ascii-name",
    code: "TL205",
    severity: Error,
    default: ON,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    let has_rust = cx.era.has_rust();
    if !cx.file.bytes(event.name).is_ascii() {
        let name = cx.file.name(event);
        let shown = cx.shown(event.name);
        // The variable has the name in upper case, the function as it is: rustc minds the variable.
        let (who, severity) = match has_rust && !name.to_uppercase().is_ascii() {
            true => ("rustc", Severity::Error),
            false => ("DTrace's and SystemTap's tools", Severity::Warning),
        };
        cx.report(
            event.name,
            format!("the event name `{shown}` has a letter outside ASCII, which {who} can't read"),
        )
        .severity(severity)
        .help("use the letters a to z, digits and `_`");
    }
    for argument in event.arguments.iter().filter(|_| has_rust) {
        if cx.file.bytes(argument.name).is_ascii() {
            continue;
        }
        let name = argument.name.text(&cx.file.text).into_owned();
        // Rust's generated code puts a `_` before the name.
        let Some(odd) = name.chars().find(|letter| !unicode_ident::is_xid_continue(*letter)) else {
            continue;
        };
        // What C does not take either is `invalid-argument`'s.
        if odd.is_alphanumeric() {
            cx.report(
                argument.name,
                format!("Rust's identifiers lack the character `{odd}` of the argument's name"),
            )
            .help("use the letters a to z, digits and `_`");
        }
    }
}

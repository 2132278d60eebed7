//! `unknown-macro`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, MacroFamily};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::nearest::nearest;

declare_rule! {
    /// ## What it does
    /// Reports a word between the strings of a format that is no macro of `<inttypes.h>`, such
    /// as a misspelt `PRIx64`, `HWADDR_PRIx` or `TARGET_FMT_lx`; and the `SCN` macros, which are
    /// scanf's.
    ///
    /// ## Why it is wrong
    /// tracetool copies the word into a C file that includes none of QEMU's own headers, where
    /// it does not compile. Up to QEMU 4.1, and up to 9.0 in the root's trace-events, it knows `HWADDR_PRIx`,
    /// `VADDR_PRIx` and `TARGET_FMT_plx`: these are not reported there.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x%" HWADDR_PRIx
    ///                                    ^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x%" PRIx64
    /// ```
    name: "unknown-macro",
    code: "TL309",
    severity: Error,
    default: ON,
    check: Format(check),
}

/// The macros that fit the types of trace events.
const USUAL: [&str; 12] = [
    "PRIx64", "PRIu64", "PRId64", "PRIX64", "PRIx32", "PRIu32", "PRId32", "PRIx16", "PRIu16", "PRIx8",
    "PRIu8", "PRIxPTR",
];

/// QEMU's own macros for addresses, which the trace code of some releases knows.
const ADDRESSES: [&str; 10] = [
    "HWADDR_PRId",
    "HWADDR_PRIi",
    "HWADDR_PRIo",
    "HWADDR_PRIu",
    "HWADDR_PRIx",
    "HWADDR_PRIX",
    "TARGET_FMT_plx",
    "VADDR_PRIX",
    "VADDR_PRIu",
    "VADDR_PRIx",
];

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    let is_root = !cx.file.is_of_build && cx.file.group() == "root";
    for word in &format.macros {
        let family = word.known.map(|known| known.family);
        if word.is_text || matches!(family, Some(MacroFamily::Pri | MacroFamily::Glib)) {
            continue;
        }
        let name = cx.shown(word.span);
        match family {
            Some(_) => {
                let help = format!("write `PRI{}`", &name[3..]);
                cx.report(word.span, format!("`{name}` is scanf's"))
                    .severity(crate::rules::rule::Severity::Warning)
                    .help(help);
            }
            None if ADDRESSES.contains(&name.as_str()) && cx.era.may_know_address_macros(is_root) => {}
            None => {
                let help = match name.as_str() {
                    name if name.starts_with("HWADDR_") || name.starts_with("VADDR_") => {
                        format!(
                            "declare the argument as `uint64_t` and write `PRI{}64`",
                            name.chars().last().unwrap_or('x')
                        )
                    }
                    name => match nearest(name, USUAL.into_iter()) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "write the conversion itself, or a macro of <inttypes.h>".to_owned(),
                    },
                };
                cx.report(word.span, format!("`{name}` is no macro that trace code knows")).help(help);
            }
        }
    }
}

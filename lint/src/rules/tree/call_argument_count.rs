//! `call-argument-count`

use crate::model::index::Miscount;
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;
use crate::text::plural;

declare_rule! {
    /// ## What it does
    /// Reports a call with more or fewer arguments than the event is declared with. Macros of the
    /// file and its headers that stand for several arguments count as many; where one passes on all
    /// that it is given, nothing is said. Of `#if` branches inside the parentheses one counts.
    ///
    /// ## Why it is wrong
    /// It does not compile. Where the file is not built here, nobody notices.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(uint64_t addr, uint32_t value) "addr=0x%" PRIx64 " value=0x%x"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(uint64_t addr) { trace_foo_read(addr); }
    ///                                ^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(uint64_t addr, uint32_t value) "addr=0x%" PRIx64 " value=0x%x"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(uint64_t addr) { trace_foo_read(addr, 0); }
    /// ```
    name: "call-argument-count",
    code: "TL703",
    severity: Error,
    default: ON,
    check: Source(check),
}

fn check(cx: &mut TreeContext, Source { index: source, file }: Source) {
    let index = cx.index;
    for reference in &file.source.references {
        let Some(miscount) = index.miscount(source, reference, cx.era) else { continue };
        let Miscount { given, wanted, declaration } = miscount;
        let name = &reference.name;
        let wanted = plural(wanted, "argument");
        cx.report(&file.path, reference.span, format!("`trace_{name}` wants {wanted}, and is given {given}"))
            .event(&**name)
            .label_in(&declaration.file.path, declaration.event.name, "declared here");
    }
}

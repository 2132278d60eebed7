//! `call-argument-count`

use crate::report::plural;
use crate::rule::*;

declare_rule! {
    /// ## What it does
    /// Reports a call with more or fewer arguments than the event is declared with. Macros of the
    /// file and its headers that stand for several arguments count as many; of `#if` branches
    /// inside the parentheses one counts.
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
    "call-argument-count", "TL703", Error, ON, Check::Source(check)
}

fn check(cx: &mut TreeContext, Source { file, .. }: Source) {
    let index = cx.index;
    for reference in &file.source.references {
        let Some(given) = index.miscount(&file.path, reference, cx.version) else { continue };
        let Some(declaration) = index.declarations(&reference.name).next() else { continue };
        let name = &reference.name;
        let wanted = plural(declaration.wanted(cx.version), "argument");
        cx.report(&file.path, reference.span, format!("`trace_{name}` wants {wanted}, and is given {given}"))
            .event(&**name)
            .label_in(&declaration.file.path, declaration.event.name, "declared here");
    }
}

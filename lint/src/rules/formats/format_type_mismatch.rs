//! `format-type-mismatch`

use super::type_misfits::report;
use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an argument whose type does not fit its conversion on any host that the release builds on.
    ///
    /// ## Why it is wrong
    /// printf reads the wrong number of bytes; the compiler (`-Wformat`, C11 7.21.6.1) refuses
    /// it. In a disabled event nobody notices.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t addr, const char *name) "addr=0x%x name=%d"
    ///                                                   ^^
    ///                                                           ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t addr, const char *name) "addr=0x%" PRIx64 " name=%s"
    /// ```
    ///
    /// ## Fix
    /// Writes the conversion that fits the type on every host. Safe: the argument stays the same.
    /// Unsafe where the conversion is `PRIo64` or its like and the release generates Rust, which does
    /// not know these macros.
    name: "format-type-mismatch",
    code: "TL303",
    severity: Error,
    default: ON,
    check: Format(check),
    fix: Varies,
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    report(cx, event, format, |hosts, all| hosts == all);
}

//! `format-type-mismatch`

use super::mismatch::report;
use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::rule::*;

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
    /// Writes the conversion that fits the type on every host.
    "format-type-mismatch", "TL303", Error, ON, Check::Format(check)
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    report(cx, event, format, |hosts, all| hosts == all);
}

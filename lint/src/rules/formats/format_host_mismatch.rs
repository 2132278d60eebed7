//! `format-host-mismatch`

use super::type_misfits::report;
use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an argument whose type fits its conversion on some hosts and not on others, and
    /// names them: `%lx` of a `uint64_t` is right on 64-bit Linux, FreeBSD and NetBSD alone.
    ///
    /// ## Why it is wrong
    /// It builds here, and breaks the build, or prints nonsense, on a host of somebody else.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t addr, size_t len) "addr=0x%lx len=%lu"
    ///                                             ^^^
    ///                                                     ^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t addr, size_t len) "addr=0x%" PRIx64 " len=%zu"
    /// ```
    ///
    /// ## Fix
    /// Writes the conversion that fits the type on every host. Safe: the argument stays the same.
    /// Unsafe where the conversion is `PRIo64` or its like and the release generates Rust, which does
    /// not know these macros.
    name: "format-host-mismatch",
    code: "TL304",
    severity: Error,
    default: ON,
    check: Format(check),
    fix: Varies,
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    report(cx, event, format, |hosts, all| hosts != all);
}

//! `dtrace-rust-call`

use super::rust_calls;
use crate::model::backend::Backend;
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a source of Rust that calls events, at its first call, in QEMU 10.2.
    ///
    /// ## Why it is wrong
    /// tracetool of QEMU 10.2 has no generator of Rust for the backend `dtrace`: the functions have no bodies,
    /// and no probe fires. Later releases have one. Another backend of the same build records the events.
    ///
    /// ## Example
    /// ```tree
    /// --- VERSION
    /// 10.2.0
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- rust/hw/foo/src/lib.rs
    /// ::trace::include_trace!("hw_foo");
    /// fn reset() { trace::trace_foo_reset(); }
    ///                     ^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_reset(void) { trace_foo_reset(); }
    /// ```
    name: "dtrace-rust-call",
    code: "TL616",
    severity: Warning,
    default: OFF,
    check: Source(check),
    backends: [Dtrace],
}

fn check(cx: &mut TreeContext, source: Source) {
    rust_calls::check(cx, source, Backend::Dtrace);
}

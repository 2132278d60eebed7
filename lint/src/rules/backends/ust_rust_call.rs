//! `ust-rust-call`

use super::rust_calls;
use crate::model::backend::Backend;
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a source of Rust that calls events, at its first call.
    ///
    /// ## Why it is wrong
    /// tracetool has no generator of Rust for the backend `ust`: the functions have no bodies, and LTTng
    /// never sees the events. Another backend of the same build records them.
    ///
    /// ## Example
    /// ```tree
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
    name: "ust-rust-call",
    code: "TL654",
    severity: Warning,
    default: OFF,
    check: Source(check),
    backends: [Ust],
}

fn check(cx: &mut TreeContext, source: Source) {
    rust_calls::check(cx, source, Backend::Ust);
}

//! `unknown-suppression`

use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a comment `trace-lint: …` that allows nothing, or names a rule that there is not.
    ///
    /// ## Why it is wrong
    /// It allows nothing: what it is meant for is still reported.
    ///
    /// ## Example
    /// ```trace-events
    /// # trace-lint: allow(unused-evnt)
    ///                     ^^^^^^^^^^^
    /// foo_read(int size) "size=%d"
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// # trace-lint: allow(unused-event)
    /// foo_read(int size) "size=%d"
    /// ```
    ///
    /// ## Fix
    /// Safe: names the rule that is nearest. Unsafe where none is near: removes the name, and the
    /// comment with its last name or without one. Something was meant by it, perhaps a rule of a newer
    /// release.
    name: "unknown-suppression",
    code: "TL802",
    severity: Warning,
    default: ON,
    check: Comments,
    fix: Varies,
}

//! `unused-suppression`

use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a rule in a comment `trace-lint: allow(…)` that finds nothing there, or stands in the comment
    /// twice. Of a rule that does not run nothing is said.
    ///
    /// ## Why it is wrong
    /// The comment stays behind after the defect was mended, and would hide the next.
    ///
    /// ## Example
    /// ```trace-events
    /// # trace-lint: allow(format-type-mismatch) printed as text on purpose
    ///                     ^^^^^^^^^^^^^^^^^^^^
    /// foo_read(int size) "size=%d"
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int size) "size=%d"
    /// ```
    ///
    /// ## Fix
    /// Safe: removes the rule from the comment, and the comment with its last rule. No finding comes
    /// back.
    name: "unused-suppression",
    code: "TL801",
    severity: Warning,
    default: ON,
    check: Comments,
    fix: Safe,
}

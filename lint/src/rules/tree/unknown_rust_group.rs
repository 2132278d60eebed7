//! `unknown-rust-group`

use crate::parse::groups::group_name;
use crate::rules::context::{Source, TreeContext};
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::nearest::nearest;
use crate::text::printable;

declare_rule! {
    /// ## What it does
    /// Reports `include_trace!` of a group that does not exist. The name of a group is its directory with `_`
    /// for all that is neither a letter nor a digit; that of the root is `root`.
    ///
    /// ## Why it is wrong
    /// There is no such generated file: it does not compile.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- rust/hw/foo/src/lib.rs
    /// ::trace::include_trace!("hw/foo");
    ///                          ^^^^^^
    /// fn reset() { trace::trace_foo_reset(); }
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reset(void) ""
    /// --- rust/hw/foo/src/lib.rs
    /// ::trace::include_trace!("hw_foo");
    /// fn reset() { trace::trace_foo_reset(); }
    /// ```
    ///
    /// ## Fix
    /// Writes the name that is meant. Safe where only the signs between its words differ, as in `hw/foo`. Unsafe
    /// where it is the nearest name.
    name: "unknown-rust-group",
    code: "TL714",
    severity: Error,
    default: ON,
    check: Source(check),
    fix: Varies,
}

fn check(cx: &mut TreeContext, Source { file, .. }: Source) {
    let index = cx.index;
    if index.facts.is_fragment {
        return;
    }
    for group in file.source.groups.iter().filter(|group| !index.is_group(&group.name)) {
        let known = index.group_names();
        // As a path, or as the name of the generated file.
        let plain = group_name(group.name.strip_prefix("trace-").unwrap_or(&group.name));
        let near = || nearest(&plain, known.iter().map(String::as_str));
        let meant = known.get(&plain).map(String::as_str).or_else(near);
        let message = format!("no group of trace events is named `{}`", printable(&group.name));
        let finding = cx.report(&file.path, group.span, message);
        match meant {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")).fix(Fix::new(
                format!("Write `{meant}`"),
                plain == meant,
                group.span,
                meant,
            )),
            None => finding.help("write the directory of the trace-events file, with `_` for `/` and `-`"),
        };
    }
}

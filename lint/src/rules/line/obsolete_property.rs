//! `obsolete-property`

use crate::parse::events::Event;
use crate::qemu::era::Era;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a property that other releases of QEMU know and the chosen one does not:
    /// `vcpu` (2.6 to 10.0), `tcg` (2.2 to 6.2).
    ///
    /// ## Why it is wrong
    /// tracetool stops with `Unknown properties`.
    ///
    /// ## Example
    /// ```trace-events
    /// vcpu guest_reset(void)
    /// ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// guest_reset(void)
    /// ```
    name: "obsolete-property",
    code: "TL005",
    severity: Error,
    default: ON,
    check: Event(check),
    tag: Deprecated,
    stops_tracetool: true,
}

fn check(cx: &mut Context, event: &Event) {
    for &span in &event.properties {
        let property = span.text(&cx.file.text);
        let Some(releases) = Era::releases_with(&property) else { continue };
        if !cx.era.properties().contains(&property.as_ref()) {
            let message = format!("QEMU {} does not know the property `{property}`", cx.era);
            cx.report(span, message).help(format!("releases {releases} knew it; remove it"));
        }
    }
}

//! `unknown-property`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::nearest::nearest;

declare_rule! {
    /// ## What it does
    /// Reports a word before an event's name that is no property in any release of QEMU:
    /// a misspelt `disable`, or `disable` put behind the name.
    ///
    /// ## Why it is wrong
    /// tracetool stops with `Unknown properties`.
    ///
    /// ## Example
    /// ```trace-events
    /// disabled foo_read(int fd) "fd=%d"
    /// ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// disable foo_read(int fd) "fd=%d"
    /// ```
    ///
    /// ## Fix
    /// Safe where `disable` comes after the name of the event: moves it before the name. Unsafe
    /// elsewhere: writes the property whose name is nearest, which may not be the one that was meant.
    name: "unknown-property",
    code: "TL004",
    severity: Error,
    default: ON,
    check: Event(check),
    fix: Varies,
    stops_tracetool: true,
}

/// Every property that some release knows.
const PROPERTIES: [&str; 5] = ["disable", "vcpu", "tcg", "tcg-trans", "tcg-exec"];

fn check(cx: &mut Context, event: &Event) {
    let unknown: Vec<_> = event
        .properties
        .iter()
        .copied()
        .filter(|property| !PROPERTIES.contains(&property.text(&cx.file.text).as_ref()))
        .collect();
    let name_is_property = cx.file.name(event) == "disable";
    for span in unknown {
        let shown = cx.shown(span);
        if name_is_property && Some(&span) == event.properties.last() {
            let file = cx.file;
            let finding =
                cx.report(span, format!("the property `disable` stands after the event name `{shown}`"));
            finding.help(format!("write `disable {shown}(`"));
            // In a line that can't be read anything may stand between the two; tracetool takes a name of
            // other letters for none.
            if !event.is_broken && shown.is_ascii() {
                let both = span.to(event.name);
                let text = format!("disable {}", span.text(&file.text));
                finding.fix(Fix::new("Put `disable` before the name", true, both, text));
            }
            continue;
        }
        let known = cx.era.properties();
        let meant = nearest(&shown, known.iter().copied());
        let finding = cx.report(span, format!("`{shown}` is no property"));
        match meant {
            Some(meant) => {
                finding.help(format!("did you mean `{meant}`?"));
                finding.fix(Fix::new(format!("Write `{meant}`"), false, span, meant));
            }
            None => {
                finding.help(format!("this release of QEMU knows: {}", known.join(", ")));
            }
        }
    }
}

//! `reserved-argument-name`

use crate::event::Event;
use crate::diagnostic::Severity;
use crate::names::{is_keyword, reserved_argument};
use crate::printf::describe;
use crate::rule::*;

declare_rule! {
    /// ## What it does
    /// Reports an argument whose name is a keyword of C, a macro of the system's headers, or
    /// something that the generated code itself uses.
    ///
    /// ## Why it is wrong
    /// tracetool copies the name into a C function as it is.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_switch(int default, int linux) "default=%d linux=%d"
    ///                ^^^^^^^      ^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_switch(int fallback, int is_linux) "default=%d linux=%d"
    /// ```
    "reserved-argument-name", "TL106", Error, ON, Check::Event(check)
}

fn check(cx: &mut Context, event: &Event) {
    let is_size_used = cx.version.prints_twice();
    for argument in &event.arguments {
        let name = cx.shown(argument.name);
        if is_keyword(&name) {
            cx.report(argument.name, format!("`{name}` is a keyword of C")).help("choose another name");
            continue;
        }
        let Some((what, hosts)) = reserved_argument(&name) else { continue };
        let scope = if hosts.is_all() { String::new() } else { format!(": wrong on {}", describe(hosts)) };
        let finding = cx.report(argument.name, format!("`{name}` is {what}{scope}"));
        finding.help("choose another name: tracetool copies it into a C function").hosts(hosts);
        // C lets a parameter hide a typedef; up to 10.1 the generated code uses `size_t` itself.
        if name.ends_with("_t") && (name != "size_t" || !is_size_used) {
            finding.severity(Severity::Warning);
        }
    }
}

//! `syslog-null-string`

use crate::model::backend::strings::letters;
use crate::parse::source::{Call, Kind};
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;
use crate::text::printable;

declare_rule! {
    /// ## What it does
    /// Reports a call that passes `NULL` for an argument which the format prints by `%s`. For the backend
    /// `syslog`.
    ///
    /// ## Why it is wrong
    /// gcc sees through the generated function to `syslog()`, and warns `'%s' directive argument is null`
    /// (`-Wformat-overflow`): a build with `--enable-trace-backends=syslog` and `-Werror` stops. Other
    /// backends print `(null)`, or record an empty string.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_open(const char *name) "name=%s"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_open(void) { trace_foo_open(NULL); }
    ///                                      ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_open(const char *name) "name=%s"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_open(void) { trace_foo_open("none"); }
    /// ```
    name: "syslog-null-string",
    code: "TL642",
    severity: Warning,
    default: OFF,
    check: Source(check),
    backends: [Syslog],
}

fn check(cx: &mut TreeContext, Source { file, .. }: Source) {
    let index = cx.index;
    for reference in file.source.references.iter().filter(|reference| !reference.is_dead) {
        let Kind::Call(Call { arguments, .. }) = &reference.kind else { continue };
        let declarations: Vec<_> = index.declarations(&reference.name).collect();
        let [declaration] = declarations[..] else { continue };
        let event = declaration.event;
        if event.is_disabled || event.arguments.len() != arguments.len() {
            continue;
        }
        for (place, argument) in arguments.iter().enumerate() {
            let is_null = argument.name.as_deref() == Some("NULL");
            if !is_null || !letters(event, place).any(|letter| letter == b's') {
                continue;
            }
            let name = printable(&event.arguments[place].name.text(&declaration.file.text)).into_owned();
            cx.report(
                &file.path,
                argument.span,
                format!("`{name}` is NULL, and the format prints it by `%s`"),
            )
            .event(&*reference.name)
            .help("pass a text: with the syslog backend gcc refuses it")
            .label_in(&declaration.file.path, declaration.event.name, "declared here");
        }
    }
}

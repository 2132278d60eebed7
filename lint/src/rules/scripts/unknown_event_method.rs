//! `unknown-event-method`

use crate::parse::script::{ScriptFile, is_api};
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use crate::text::nearest::{MOST_GUESSES, nearest};

declare_rule! {
    /// ## What it does
    /// Reports a method of a class on simpletrace's `Analyzer` or `Analyzer2` that is named after no event,
    /// or after one that is disabled, where nothing in the script can mean it but simpletrace.
    ///
    /// ## Why it is wrong
    /// simpletrace looks for a method of the name of each event that it reads. This one is never called,
    /// and nobody says so.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- scripts/foo.py
    /// import simpletrace
    /// class Reads(simpletrace.Analyzer2):
    ///     def foo_raed(self, fd, **kwargs):
    ///         ^^^^^^^^
    ///         print(fd)
    /// simpletrace.run(Reads())
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int fd)
    /// {
    ///     trace_foo_read(fd);
    /// }
    /// --- scripts/foo.py
    /// import simpletrace
    /// class Reads(simpletrace.Analyzer2):
    ///     def foo_read(self, fd, **kwargs):
    ///         print(fd)
    /// simpletrace.run(Reads())
    /// ```
    name: "unknown-event-method",
    code: "TL940",
    severity: Warning,
    default: ON,
    check: Script(check),
}

fn check(cx: &mut TreeContext, file: &ScriptFile) {
    let index = cx.index;
    let known: Vec<_> = index.declared_names().collect();
    let mut guesses = MOST_GUESSES;
    for class in &file.script.classes {
        for method in class.methods.iter().filter(|method| method.is_for_simpletrace) {
            let name = &*method.name;
            if is_api(name) || crate::model::index::is_generated(name, &index.facts.commands) {
                continue;
            }
            let mut declarations = index.declarations(name).peekable();
            let is_declared = declarations.peek().is_some();
            if declarations.any(|declaration| !declaration.event.is_disabled) {
                continue;
            }
            let message = match is_declared {
                true => {
                    format!("the event `{name}` is disabled: this method of `{}` is never called", class.name)
                }
                false => {
                    format!("no event is called `{name}`: this method of `{}` is never called", class.name)
                }
            };
            let is_guessed = !is_declared && guesses > 0;
            guesses -= usize::from(is_guessed);
            let meant = if is_guessed { nearest(name, known.iter().map(|name| &**name)) } else { None };
            let finding = cx.report(&file.path, method.span, message);
            finding.event(name);
            if let Some(meant) = meant {
                finding.help(format!("did you mean `{meant}`?"));
            }
        }
    }
}

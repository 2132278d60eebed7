//! `analyzer-arguments`

use crate::model::backend::simple::parameters;
use crate::parse::script::{Base, Class, Method, ScriptFile, Verdict, is_api, verdict};
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use crate::text::plural;

declare_rule! {
    /// ## What it does
    /// Reports a method of an analysis script whose parameters do not fit the event that it is named after.
    ///
    /// ## Why it is wrong
    /// simpletrace gives the values of a record by position. Where there are more or fewer than the method
    /// takes, Python raises a TypeError at the first record. And of a class on the old `Analyzer` a method
    /// with one parameter more than the event has values gets the time first, with two more time and
    /// process: one that was written for an event which has lost an argument since gets the time in place
    /// of its first value, without a word.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_open(int fd, int mode, int flags) "fd=%d mode=%d flags=0x%x"
    /// foo_read(int fd) "fd=%d"
    /// --- scripts/foo.py
    /// import simpletrace
    /// class Files(simpletrace.Analyzer):
    ///     def foo_open(self, fd, mode):
    ///         ^^^^^^^^
    ///         print(fd, mode)
    ///     def foo_read(self, fd, size):
    ///         ^^^^^^^^
    ///         print(fd, size)
    /// simpletrace.run(Files())
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_open(int fd, int mode, int flags) "fd=%d mode=%d flags=0x%x"
    /// foo_read(int fd) "fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_open(int fd, int mode, int flags)
    /// {
    ///     trace_foo_open(fd, mode, flags);
    ///     trace_foo_read(fd);
    /// }
    /// --- scripts/foo.py
    /// import simpletrace
    /// class Files(simpletrace.Analyzer):
    ///     def foo_open(self, fd, mode, flags):
    ///         print(fd, mode)
    ///     def foo_read(self, timestamp, fd):
    ///         print(timestamp, fd)
    /// simpletrace.run(Files())
    /// ```
    name: "analyzer-arguments",
    code: "TL941",
    severity: Error,
    default: ON,
    check: Script(check),
}

fn check(cx: &mut TreeContext, file: &ScriptFile) {
    for class in &file.script.classes {
        class
            .methods
            .iter()
            .filter(|method| !is_api(&method.name))
            .for_each(|method| look(cx, file, class, method));
    }
}

/// Looks at a method. Of several events of its name, one that it fits is enough.
fn look(cx: &mut TreeContext, file: &ScriptFile, class: &Class, method: &Method) {
    let index = cx.index;
    let mut first = None;
    for declaration in index.declarations(&method.name) {
        let Some(text) = message(cx.era, class, method, declaration.file, declaration.event) else {
            return;
        };
        first = first.or(Some((declaration, text)));
    }
    let Some((declaration, text)) = first else { return };
    let finding = cx.report(&file.path, method.span, text);
    finding.event(&*method.name).label_in(&declaration.file.path, declaration.event.name, "the event");
    finding.cause(&declaration.file.path);
}

/// What is wrong with the parameters, if anything is.
fn message(
    era: crate::qemu::era::Era,
    class: &Class,
    method: &Method,
    file: &crate::parse::events::File,
    event: &crate::parse::events::Event,
) -> Option<String> {
    if event.is_broken {
        return None;
    }
    let values = parameters(file, event, Some(era));
    let names: Vec<&str> = values.iter().map(|value| &*value.name).collect();
    let count = plural(values.len(), "argument");
    let (name, class_name) = (&method.name, &class.name);
    match verdict(class.base, method, &names) {
        Verdict::TooMany(most) => Some(format!(
            "`{name}` of `{class_name}` takes {}, the event has {count}: TypeError",
            plural(most, "value")
        )),
        Verdict::Missing(at) => Some(format!(
            "`{name}` of `{class_name}` gets nothing for `{}`, the event has {count}: TypeError",
            method.positional[at].name
        )),
        Verdict::MissingKeyword(at) if class.base == Base::Analyzer => Some(format!(
            "`{name}` of `{class_name}` gets nothing for `{}`, `Analyzer` gives no keywords: TypeError",
            method.keywords[at].name
        )),
        Verdict::Shifted(more) => {
            let got = if more == 1 { "the time" } else { "time and process" };
            Some(format!(
                "`{name}` of `{class_name}` gets {got} first and its values behind, in `{}`: it takes {}, the \
                 event has {count}",
                method.positional[0].name,
                method.positional.len()
            ))
        }
        _ => None,
    }
}

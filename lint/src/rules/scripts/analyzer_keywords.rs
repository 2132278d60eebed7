//! `analyzer-keywords`

use crate::model::backend::simple::parameters;
use crate::parse::script::{Base, Class, GIVEN, Method, ScriptFile, Verdict, is_api, verdict};
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a method of a class on simpletrace's `Analyzer2` that does not take what it is given by
    /// name: `event`, `event_id`, `timestamp_ns` and `pid`; or that wants something else.
    ///
    /// ## Why it is wrong
    /// Each method is called with these four. One that has neither parameters for all of them nor
    /// `**kwargs` raises a TypeError at the first record.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- scripts/foo.py
    /// from simpletrace import Analyzer2, run
    /// class Reads(Analyzer2):
    ///     def foo_read(self, fd, *, timestamp_ns):
    ///         ^^^^^^^^
    ///         print(timestamp_ns, fd)
    /// run(Reads())
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
    /// from simpletrace import Analyzer2, run
    /// class Reads(Analyzer2):
    ///     def foo_read(self, fd, *, timestamp_ns, **kwargs):
    ///         print(timestamp_ns, fd)
    /// run(Reads())
    /// ```
    name: "analyzer-keywords",
    code: "TL942",
    severity: Error,
    default: ON,
    check: Script(check),
}

fn check(cx: &mut TreeContext, file: &ScriptFile) {
    for class in file.script.classes.iter().filter(|class| class.base == Base::Analyzer2) {
        for method in &class.methods {
            let Some(text) = message(cx, class, method) else { continue };
            let finding = cx.report(&file.path, method.span, text);
            finding.event(&*method.name).help("add `**kwargs`, for what is given today and later");
        }
    }
}

/// What is wrong with the keywords, if anything is. What is given by name is the same for every event.
fn message(cx: &TreeContext, class: &Class, method: &Method) -> Option<String> {
    let mut declarations = cx.index.declarations(&method.name).peekable();
    let values: Vec<usize> = match &*method.name {
        // It is called for events of any number of values.
        "catchall" => vec![0],
        name if is_api(name) => return None,
        _ => {
            declarations.peek()?;
            let counts = declarations.map(|it| parameters(it.file, it.event, Some(cx.era)).len());
            counts.collect()
        }
    };
    let (name, class_name) = (&method.name, &class.name);
    let mut found = None;
    for count in values {
        // By position no parameter is named: that is the business of other rules.
        let names = vec![""; count];
        found = Some(match verdict(class.base, method, &names) {
            Verdict::NoKeyword(given) => {
                let others = GIVEN.iter().filter(|it| **it != given).map(|it| format!("`{it}`"));
                let others: Vec<_> = others.collect();
                format!(
                    "`{name}` of `{class_name}` takes no `{given}`, which `Analyzer2` gives it beside {}: TypeError",
                    others.join(", ")
                )
            }
            Verdict::MissingKeyword(at) => format!(
                "`{name}` of `{class_name}` wants `{}` by name, which `Analyzer2` does not give: TypeError",
                method.keywords[at].name
            ),
            _ => return None,
        });
    }
    found
}

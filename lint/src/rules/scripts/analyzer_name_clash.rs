//! `analyzer-name-clash`

use crate::model::backend::simple::parameters;
use crate::parse::script::{Base, Class, Method, ScriptFile, Verdict, is_api, verdict};
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a method of a class on simpletrace's `Analyzer2` that has a parameter called `event`,
    /// `event_id`, `timestamp_ns` or `pid` where a value of the event comes by position; and a method
    /// `begin`, `end` or `catchall` where the tree has an event of that name.
    ///
    /// ## Why it is wrong
    /// `Analyzer2` gives these four by name as well: the parameter gets two values, a TypeError at the
    /// first record. Arguments of events are called so, but the parameter for one can't be. And
    /// simpletrace calls `begin`, `end` and `catchall` itself, with other arguments than an event has.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_notify(int event) "event=%d"
    /// --- scripts/foo.py
    /// from simpletrace import Analyzer2, run
    /// class Events(Analyzer2):
    ///     def foo_notify(self, event, **kwargs):
    ///                          ^^^^^
    ///         print(event)
    /// run(Events())
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_notify(int event) "event=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_notify(int event)
    /// {
    ///     trace_foo_notify(event);
    /// }
    /// --- scripts/foo.py
    /// from simpletrace import Analyzer2, run
    /// class Events(Analyzer2):
    ///     def foo_notify(self, notified, **kwargs):
    ///         print(notified)
    /// run(Events())
    /// ```
    name: "analyzer-name-clash",
    code: "TL943",
    severity: Error,
    default: ON,
    check: Script(check),
}

fn check(cx: &mut TreeContext, file: &ScriptFile) {
    for class in &file.script.classes {
        for method in &class.methods {
            let declared = cx.index.declarations(&method.name).next();
            if let Some(declaration) = declared.filter(|_| is_api(&method.name)) {
                let name = &method.name;
                let message = format!("`{name}` is called by simpletrace itself, and for the event `{name}`");
                let finding = cx.report(&file.path, method.span, message);
                finding.label_in(&declaration.file.path, declaration.event.name, "the event");
            } else if class.base == Base::Analyzer2 {
                look(cx, file, class, method);
            }
        }
    }
}

fn look(cx: &mut TreeContext, file: &ScriptFile, class: &Class, method: &Method) {
    let mut twice = None;
    for declaration in cx.index.declarations(&method.name) {
        let values = parameters(declaration.file, declaration.event, Some(cx.era));
        let names: Vec<&str> = values.iter().map(|value| &*value.name).collect();
        match verdict(class.base, method, &names) {
            Verdict::Twice(at) => twice = Some(at),
            _ => return,
        }
    }
    let Some(at) = twice else { return };
    let parameter = &method.positional[at];
    let (name, class_name) = (&parameter.name, &class.name);
    let message = format!(
        "`{name}` of `{class_name}.{}` gets a value of the event, and `{name}` by name from `Analyzer2`: TypeError",
        method.name
    );
    cx.report(&file.path, parameter.span, message).event(&*method.name).help("give it another name");
}

//! `systemtap-variable`

use super::probed_events::probed;
use crate::model::backend::simple::{Kind, parameters};
use crate::model::backend::words::in_stap;
use crate::model::index::Declaration;
use crate::parse::systemtap::{Form, Point, SystemTapFile, Variable};
use crate::qemu::era::Era;
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use crate::rules::rule::Severity;
use crate::text::nearest::nearest;

declare_rule! {
    /// ## What it does
    /// Reports a variable in a probe of a SystemTap script, on an event of QEMU by its tapset, that is set nowhere
    /// and that the event has no argument for.
    ///
    /// ## Why it is wrong
    /// stap warns `never-assigned local variable`, and goes on with 0 or an empty string. The tapset names the
    /// variables as the arguments are named today; after a word of stap, such as `next`, it writes `_`. Where a
    /// script has the word itself, stap ends with a parse error.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int fd) { trace_foo_read(fd); }
    /// --- scripts/foo.stp
    /// probe qemu.system.x86_64.foo_read { printf("%d\n", file) }
    ///                                                    ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int fd) { trace_foo_read(fd); }
    /// --- scripts/foo.stp
    /// probe qemu.system.x86_64.foo_read { printf("%d\n", fd) }
    /// ```
    name: "systemtap-variable",
    code: "TL953",
    severity: Warning,
    default: ON,
    check: SystemTap(check),
}

fn check(cx: &mut TreeContext, file: &SystemTapFile) {
    for probe in &file.script.probes {
        for point in probe.points.iter().filter(|point| point.form.has_variables()) {
            if !probe.variables.is_empty() {
                look(cx, file, point, &probe.variables);
            }
            for word in &probe.words {
                reserved(cx, file, point, word);
            }
        }
    }
}

/// Reports a word of the language that stands for an argument of that name.
fn reserved(cx: &mut TreeContext, file: &SystemTapFile, point: &Point, word: &Variable) {
    let Some(probed) = probed(cx.index, point) else { return };
    let name = &*word.name;
    let has = |it: &Declaration| {
        parameters(it.file, it.event, Some(cx.era)).iter().any(|parameter| *parameter.name == *name)
    };
    let written = in_stap(name);
    if written != name && probed.iter().any(has) {
        let text = format!("`{name}` is a word of SystemTap: the tapset names the argument `{written}`");
        let finding = cx.report(&file.path, word.span, text);
        finding.event(&*point.name).help(format!("write `{written}`")).severity(Severity::Error);
    }
}

fn look(cx: &mut TreeContext, file: &SystemTapFile, point: &Point, variables: &[Variable]) {
    let Some(probed) = probed(cx.index, point) else { return };
    let set: Vec<_> = probed.iter().flat_map(|it| set_for(it, point.form, cx.era)).collect();
    let first = probed[0];
    for variable in variables.iter().filter(|variable| !set.iter().any(|name| **name == *variable.name)) {
        let text = match point.is_pattern() {
            true => format!("no event that `{}` covers has an argument `{}`", point.name, variable.name),
            false => format!("the event `{}` has no argument `{}`", point.name, variable.name),
        };
        let finding = cx.report(&file.path, variable.span, text);
        finding.event(&*point.name);
        if let Some(nearest) = nearest(&variable.name, set.iter().map(|name| &**name)) {
            finding.help(format!("did you mean `{nearest}`?"));
        }
        if !point.is_pattern() {
            finding.label_in(&first.file.path, first.event.name, "the event");
            finding.cause(&first.file.path);
        }
    }
}

/// The variables that the tapsets set for an event.
fn set_for(declaration: &Declaration, form: Form, era: Era) -> Vec<String> {
    let mut found = Vec::new();
    for parameter in parameters(declaration.file, declaration.event, Some(era)) {
        let name = in_stap(&parameter.name);
        if parameter.kind == Kind::String && form != Form::Tapset {
            found.push(format!("arg{name}_str"));
        }
        if parameter.kind == Kind::String && form == Form::Simpletrace {
            found.push(format!("arg{name}_len"));
        }
        found.push(name);
    }
    found
}

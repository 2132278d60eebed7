//! `invalid-argument`

use crate::parse::events::{Argument, Event};
use crate::qemu::printf::TypeProblem;
use crate::qemu::reserved::is_identifier;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an argument that tracetool accepts and that is no declaration in C: `int int x`,
    /// `unsigned uint32_t x`, `const x`, `const const int x`, `9x`, `x:3`, `const char *const s`, an array.
    ///
    /// ## Why it is wrong
    /// tracetool looks at the words of a type one by one, and at the name not at all. It copies
    /// both into a C function, which does not compile; or, for an array, passes an element of it.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(unsigned uint32_t fd, char name[16], int 9x) "fd=%u name=%s x=%d"
    ///          ^^^^^^^^^^^^^^^^^          ^^^^^^^^      ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint32_t fd, const char *name, int x9) "fd=%u name=%s x=%d"
    /// ```
    name: "invalid-argument",
    code: "TL103",
    severity: Error,
    default: ON,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    for argument in &event.arguments {
        match argument.type_problem(&cx.file.text) {
            Some(TypeProblem::NotAllowed(_)) => continue,
            Some(TypeProblem::Missing) => {
                cx.report(argument.span, format!("the argument `{}` has no type", cx.shown(argument.span)))
                    .help("write its type before the name");
            }
            Some(TypeProblem::Senseless) => {
                let shown = cx.shown(argument.ctype_span);
                cx.report(argument.ctype_span, format!("`{shown}` is no type in C"));
            }
            Some(TypeProblem::Void) => {
                cx.report(argument.ctype_span, "an argument can't have the type `void`")
                    .help("an event without arguments is declared with `(void)`; a pointer is `void *`");
            }
            None => {}
        }
        repeated_const(cx, argument);
        check_name(cx, argument);
    }
}

/// `const const int`, about which gcc and clang warn.
fn repeated_const(cx: &mut Context, argument: &Argument) {
    let ctype = cx.file.bytes(argument.ctype_span);
    let count = |part: &[u8]| part.split(|byte| *byte == b' ').filter(|word| *word == b"const").count();
    if ctype.split(|byte| *byte == b'*').any(|part| count(part) > 1) {
        let shown = cx.shown(argument.ctype_span);
        cx.report(argument.ctype_span, format!("`{shown}` says `const` twice")).help("remove one");
    }
}

fn check_name(cx: &mut Context, argument: &Argument) {
    let name = cx.file.bytes(argument.name);
    if is_identifier(name) {
        return;
    }
    let shown = cx.shown(argument.name);
    if name.is_empty() {
        cx.report(argument.span, format!("the argument `{}` has no name", cx.shown(argument.span)))
            .help("tracetool passes arguments on by their names");
        return;
    }
    let help = if name.contains(&b'[') {
        "declare a pointer: tracetool would pass an element of the array"
    } else if name.starts_with(b"const") {
        "leave out the `const` after the `*`: tracetool takes it for a part of the name"
    } else {
        "a name has letters, digits and `_`, and no digit first"
    };
    cx.report(argument.name, format!("`{shown}` is no name for an argument")).help(help);
}

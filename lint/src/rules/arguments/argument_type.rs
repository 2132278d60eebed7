//! `argument-type`

use crate::parse::events::Event;
use crate::parse::events::{ArgumentKind, LineKind};
use crate::qemu::printf::{CType, TypeProblem};
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::nearest::nearest;

declare_rule! {
    /// ## What it does
    /// Reports a type that tracetool does not allow: only the standard integer types, those of
    /// fixed size and pointers to them are, so that every backend can record them.
    ///
    /// ## Why it is wrong
    /// tracetool (since QEMU 2.12) stops with `Argument type … is not allowed`.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_map(hwaddr addr, struct foo *s) "addr=0x%" PRIx64 " s=%p"
    ///         ^^^^^^       ^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_map(uint64_t addr, void *s) "addr=0x%" PRIx64 " s=%p"
    /// ```
    ///
    /// ## Fix
    /// Unsafe: declares a pointer as `void *`, an address as `uint64_t`, `uint` as `unsigned int` and an
    /// `enum` as `int`. What is recorded may have another size or sign.
    name: "argument-type",
    code: "TL102",
    severity: Error,
    default: ON,
    check: Event(check),
    fix: Unsafe,
    stops_tracetool: true,
}

fn check(cx: &mut Context, event: &Event) {
    if !cx.era.checks_types() {
        return;
    }
    for argument in &event.arguments {
        let Some(TypeProblem::NotAllowed(word)) = argument.type_problem(&cx.file.text) else { continue };
        let is_known_here = match word {
            "TCGv" => cx.era.may_have_tcg(),
            "float" | "double" => cx.era.may_have_floating_point(),
            _ => false,
        };
        if is_known_here {
            continue;
        }
        let shown = cx.shown(argument.ctype_span);
        let is_pointer = shown.contains('*');
        let fitting = match (word, is_pointer) {
            _ if word.contains('\t') => None,
            (_, true) => Some("void *"),
            (
                "hwaddr" | "vaddr" | "ram_addr_t" | "dma_addr_t" | "off_t" | "target_ulong" | "abi_ulong",
                _,
            ) => Some("uint64_t"),
            ("uint" | "u_int" | "guint", _) => Some("unsigned int"),
            ("enum", _) => Some("int"),
            _ => None,
        };
        let help = match (fitting, word) {
            (Some(fitting), _) => format!("declare it as `{fitting}`"),
            _ if word.contains('\t') => {
                "separate the words by blanks: tracetool does not split at tabs".to_owned()
            }
            (_, "float" | "double") => {
                "no backend records floating point: pass an integer, or a string".to_owned()
            }
            (_, "intptr_t") => "declare it as `ptrdiff_t`, or as `uintptr_t`".to_owned(),
            _ => match nearest(word, CType::words()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "use a standard C integer type, one of fixed size, or `void *`".to_owned(),
            },
        };
        let message = format!("tracetool does not allow the type `{shown}`");
        let finding = cx.report(argument.ctype_span, message).help(help);
        if let Some(fitting) = fitting {
            finding.fix(Fix::new(format!("Declare it as `{fitting}`"), false, argument.ctype_span, fitting));
        }
    }
    single_words(cx, event);
}

/// An argument of one word: tracetool fails to split it, with a ValueError about unpacking.
fn single_words(cx: &mut Context, event: &Event) {
    let Some(LineKind::Event(node)) = cx.file.tree.lines.get(event.line).map(|line| &line.kind) else {
        return;
    };
    for argument in node.arguments.iter().filter(|argument| argument.kind == ArgumentKind::Single) {
        let shown = cx.shown(argument.span);
        let is_type = CType::words().any(|word| word == shown) || shown == "const";
        let (missing, help) = if is_type {
            ("name", format!("write `{shown} name`"))
        } else {
            ("type", format!("write `int {shown}`, or whichever type it has"))
        };
        cx.report(argument.span, format!("the argument `{shown}` has no {missing}")).help(help);
    }
}

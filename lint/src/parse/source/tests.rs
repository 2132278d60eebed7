//! The scanner, held to texts: each is read, and what it says is compared line by line.
//!
//! A line reads: kind, name, arguments, then what is out of the ordinary: `in` the function, `dead`,
//! `pasted`, `open` without a closing parenthesis, and of a guard its form, its function and its body.

use super::*;
use crate::text::Span;
use crate::text::fixture::unindented;

mod calls;
mod declarations;
mod functions;
mod guards;
mod includes;
mod literals;
mod pasting;
mod preprocessor;
mod robust;
mod rust;

/// Holds what a C text says to the lines expected.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    check_with(text, &[], expected);
}

/// As `check`, with the macros that paste known from headers.
#[track_caller]
fn check_with(text: &str, pasting: &[PastingMacro], expected: &[&str]) {
    let text = &unindented(text);
    let source = scan(text.as_bytes(), Language::C, pasting);
    assert_eq!(lines(text.as_bytes(), &source), expected, "{text}");
}

fn lines(text: &[u8], source: &Source) -> Vec<String> {
    source.references.iter().map(|reference| line(text, source, reference)).collect()
}

fn line(text: &[u8], source: &Source, reference: &Reference) -> String {
    let mut line = match &reference.kind {
        Kind::Call(call) => format!("call {}({})", reference.name, arguments(text, call)),
        Kind::Guard(guard) => guard_line(text, &reference.name, guard),
        Kind::Definition(what) => format!("{what:?} {}", reference.name).to_lowercase(),
        kind => format!("{kind:?} {}", reference.name).to_lowercase(),
    };
    if let Some(function) = reference.function {
        line += &format!(" in {}", source.functions[function as usize].name);
    }
    if reference.is_dead {
        line += " dead";
    }
    if let Kind::Call(call) = &reference.kind {
        if call.is_pasted {
            line += &format!(" pasted {}", reference.span.text(text));
        }
        if !call.is_complete {
            line += " open";
        }
    }
    line
}

/// Each argument by what it is about, else by its text in quotes, with what may expand behind `+`.
fn arguments(text: &[u8], call: &Call) -> String {
    let shown = call.arguments.iter().map(|argument| {
        let subject = match &argument.name {
            Some(name) => name.to_string(),
            None => format!("'{}'", one_line(text, argument.span)),
        };
        argument.may_expand.iter().fold(subject, |shown, word| format!("{shown}+{word}"))
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn guard_line(text: &[u8], name: &str, guard: &Guard) -> String {
    let not = if guard.is_negated { "!" } else { "" };
    let mut line = format!("guard {not}{name} {:?}", guard.form);
    match &guard.function {
        Some(GuardFunction::Other(name)) => line += &format!(" {name}"),
        Some(function) => line += &format!(" {function:?}"),
        None => {}
    }
    if let Some(body) = guard.body {
        line += &format!(" body '{}'", one_line(text, body));
    }
    line
}

fn one_line(text: &[u8], span: Span) -> String {
    span.text(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

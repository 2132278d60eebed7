//! `rust-type`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a type that C accepts and tracetool's Rust output does not (QEMU 10.2 and later):
    /// the bare `signed`, a `const` written twice, a `const` between two stars.
    ///
    /// ## Why it is wrong
    /// Where Rust is enabled, tracetool writes Rust for every group, and dies of a `KeyError` or
    /// an `IndexError` that names neither file nor line.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(signed fd, char *const *names) "fd=%d names=%p"
    ///          ^^^^^^     ^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd, void *names) "fd=%d names=%p"
    /// ```
    name: "rust-type",
    code: "TL602",
    severity: Error,
    default: ON,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    if !cx.era.has_rust() {
        return;
    }
    for argument in event.arguments.iter().filter(|argument| argument.ctype.is_some()) {
        let is_known = std::str::from_utf8(cx.file.bytes(argument.ctype_span)).is_ok_and(is_known);
        if !is_known {
            let shown = cx.shown(argument.ctype_span);
            cx.report(
                argument.ctype_span,
                format!("tracetool's Rust output does not know the type `{shown}`"),
            )
            .help("write a plainer one: `int`, `const char *`, `void *`");
        }
    }
}

/// True when `c_type_to_rust` of scripts/tracetool/__init__.py can translate a type that C accepts.
fn is_known(ctype: &str) -> bool {
    if ctype.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return ctype != "signed";
    }
    const KEYWORDS: [&str; 7] = ["char", "int", "void", "short", "long", "signed", "unsigned"];
    let mut name = ctype.trim_end();
    if let Some(rest) = name.strip_suffix('*') {
        name = rest.trim_end();
        if name.ends_with('*') {
            return true; // a pointer to a pointer is taken for `void *`
        }
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if let Some(first) = words.iter().position(|word| *word == "const") {
        words.remove(first);
    }
    let Some(first) = words.first() else { return false };
    if !KEYWORDS.contains(first) {
        return words.len() == 1;
    }
    if let Some(signed) = words.iter().position(|word| *word == "signed") {
        words.remove(signed);
    }
    if words.len() > 1
        && let Some(int) = words.iter().position(|word| *word == "int")
    {
        words.remove(int);
    }
    words.sort_unstable();
    const KNOWN: [&str; 9] = [
        "int",
        "long",
        "long long",
        "short",
        "char",
        "unsigned",
        "long unsigned",
        "long long unsigned",
        "short unsigned",
    ];
    let name = words.join(" ");
    KNOWN.contains(&name.as_str()) || name == "char unsigned" || name == "void"
}

//! `reserved-argument-name`

use crate::event::Event;
use crate::diagnostic::Severity;
use crate::printf::{ALL_HOSTS, CType, HostSet, PriMacro, describe};
use crate::rule::*;

declare_rule! {
    /// ## What it does
    /// Reports an argument whose name is a keyword of C, a macro of the system's headers, or
    /// something that the generated code itself uses.
    ///
    /// ## Why it is wrong
    /// tracetool copies the name into a C function as it is.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_switch(int default, int linux) "default=%d linux=%d"
    ///                ^^^^^^^      ^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_switch(int fallback, int is_linux) "default=%d linux=%d"
    /// ```
    "reserved-argument-name", "TL106", Error, ON, Check::Event(check)
}

/// Keywords of gnu11, without the types (C11 6.4.1; GCC manual, Alternate Keywords).
const KEYWORDS: [&str; 54] = [
    "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float",
    "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed", "sizeof",
    "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "_Alignas", "_Alignof",
    "_Atomic", "_Bool", "_Complex", "_Generic", "_Imaginary", "_Noreturn", "_Static_assert", "_Thread_local", "asm",
    "typeof", "__asm__", "__attribute__", "__typeof__", "__inline", "__extension__", "__func__", "__FUNCTION__", "__PRETTY_FUNCTION__",
];

fn check(cx: &mut Context, event: &Event) {
    let is_size_used = cx.version.prints_twice();
    for argument in &event.arguments {
        let name = cx.shown(argument.name);
        if KEYWORDS.contains(&name.as_str()) {
            cx.report(argument.name, format!("`{name}` is a keyword of C")).help("choose another name");
            continue;
        }
        let Some((what, hosts)) = reserved(&name) else { continue };
        let scope = if hosts.is_all() { String::new() } else { format!(": wrong on {}", describe(hosts)) };
        let finding = cx.report(argument.name, format!("`{name}` is {what}{scope}"));
        finding.help("choose another name: tracetool copies it into a C function").hosts(hosts);
        // C lets a parameter hide a typedef; up to 10.1 the generated code uses `size_t` itself.
        if name.ends_with("_t") && (name != "size_t" || !is_size_used) {
            finding.severity(Severity::Warning);
        }
    }
}

/// What else bears the name, and on which hosts.
fn reserved(name: &str) -> Option<(&'static str, HostSet)> {
    let on = |part: &str| HostSet::filter(|host| host.name.starts_with(part));
    let all = ALL_HOSTS;
    Some(match name {
        "bool" | "true" | "false" => ("a macro of <stdbool.h>", all),
        "NULL" => ("a macro of <stddef.h>", all),
        "_now" => ("a variable of the generated code", all),
        "errno" => ("a macro of <errno.h>", all),
        "static_assert" => ("a macro of <assert.h>", all),
        "unix" => (
            "a macro that compilers for Unix predefine",
            on("windows").union(on("macos")).union(on("netbsd")).complement(),
        ),
        "linux" => ("a macro that compilers for Linux predefine", on("linux")),
        "i386" => (
            "a macro that compilers for 32-bit x86 predefine",
            on("linux-32").union(on("windows-32")).union(on("openbsd-32")),
        ),
        "mips" | "sparc" => ("a macro that compilers for that processor predefine", on("linux")),
        "WIN32" | "WINNT" => ("a macro that compilers for Windows predefine", on("windows")),
        "WIN64" => ("a macro that compilers for Windows predefine", on("windows-64")),
        name if PriMacro::parse(name).is_some() => ("a macro of <inttypes.h>", all),
        "near" | "far" | "pascal" | "cdecl" => ("a macro of <windows.h>", on("windows")),
        "qemu_log" | "qemu_loglevel_mask" => ("a function that the generated code calls", all),
        name if CType::words().any(|word| word == name) => ("the name of a type", all),
        _ => return None,
    })
}

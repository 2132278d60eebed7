//! Names that are taken: by QEMU's tracing itself, by C, by headers that the generated code includes.

use crate::printf::{ALL_HOSTS, CType, HostSet, PriMacro};

/// What include/qemu/module.h and trace/control*.h declare with the prefix `trace_`.
const CONTROL: [&str; 32] = [
    "enable_events",
    "event_by_name",
    "event_get_id",
    "event_get_name",
    "event_get_state",
    "event_get_state_backends",
    "event_get_state_dynamic",
    "event_get_state_dynamic_by_id",
    "event_get_state_static",
    "event_get_vcpu_id",
    "event_get_vcpu_state",
    "event_get_vcpu_state_dynamic",
    "event_get_vcpu_state_dynamic_by_vcpu_id",
    "event_id",
    "event_is_vcpu",
    "event_iter_init_all",
    "event_iter_init_group",
    "event_iter_init_pattern",
    "event_iter_next",
    "event_name",
    "event_register_group",
    "event_set_state_dynamic",
    "event_set_state_dynamic_init",
    "event_set_vcpu_state_dynamic",
    "events_enabled_count",
    "init",
    "init_backends",
    "init_events",
    "init_file",
    "init_vcpu",
    "list_events",
    "opt_parse",
];

/// True when `trace_NAME` is a function or macro of QEMU's tracing itself.
pub fn is_control(name: &str) -> bool {
    CONTROL.contains(&name)
}

/// Keywords of gnu11, without the types (C11 6.4.1; GCC manual, Alternate Keywords).
const KEYWORDS: [&str; 54] = [
    "auto",
    "break",
    "case",
    "char",
    "const",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extern",
    "float",
    "for",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "register",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "struct",
    "switch",
    "typedef",
    "union",
    "unsigned",
    "void",
    "volatile",
    "while",
    "_Alignas",
    "_Alignof",
    "_Atomic",
    "_Bool",
    "_Complex",
    "_Generic",
    "_Imaginary",
    "_Noreturn",
    "_Static_assert",
    "_Thread_local",
    "asm",
    "typeof",
    "__asm__",
    "__attribute__",
    "__typeof__",
    "__inline",
    "__extension__",
    "__func__",
    "__FUNCTION__",
    "__PRETTY_FUNCTION__",
];

/// True for a keyword of C that is no type.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// What else bears the name where the generated code has an argument's, and on which hosts.
pub fn reserved_argument(name: &str) -> Option<(&'static str, HostSet)> {
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

/// True for an identifier of C11; gcc and clang take letters of all languages.
pub fn is_identifier(name: &[u8]) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

//! Names that are taken: by QEMU's tracing itself, which no event can bear and which are no events, by
//! C, and by the headers that the generated code includes.

mod c_macros;

pub use c_macros::{is_keyword, macro_hosts};

use crate::qemu::printf::{ALL_HOSTS, CType, HostSet};

/// What include/qemu/module.h and trace/control*.h declare with the prefix `trace_`.
pub const NAMES: [&str; 24] = [
    "enable_events",
    "event_get_id",
    "event_get_name",
    "event_get_state",
    "event_get_state_backends",
    "event_get_state_dynamic",
    "event_get_state_dynamic_by_id",
    "event_get_state_static",
    "event_is_pattern",
    "event_iter_init_all",
    "event_iter_init_group",
    "event_iter_init_pattern",
    "event_iter_next",
    "event_name",
    "event_register_group",
    "event_set_state_dynamic",
    "event_set_state_dynamic_init",
    "events_enabled_count",
    "get_vcpu_event_count",
    "init",
    "init_backends",
    "init_file",
    "list_events",
    "opt_parse",
];

/// What they declared as long as events could belong to a vCPU.
pub(crate) const VCPU_NAMES: [&str; 5] =
    ["event_get_vcpu_id", "event_is_vcpu", "event_set_vcpu_state_dynamic", "fini_vcpu", "init_vcpu"];

/// What only those files see that include trace/control-vcpu.h, as the group `root` does.
pub(crate) const ROOT_NAMES: [&str; 3] =
    ["event_get_vcpu_state", "event_get_vcpu_state_dynamic", "event_get_vcpu_state_dynamic_by_vcpu_id"];

/// What tracetool declares in each file of Rust with the prefix `trace_`.
pub(crate) const RUST_NAME: &str = "event_state_is_enabled";

/// True when `trace_NAME` is a function or macro of QEMU's tracing itself, in some release.
pub fn is_control(name: &str) -> bool {
    NAMES.contains(&name) || VCPU_NAMES.contains(&name) || ROOT_NAMES.contains(&name)
}

/// What else bears the name where the generated code of some release has an argument's, and on which
/// hosts.
pub fn reserved_argument(name: &str) -> Option<(&'static str, HostSet)> {
    let hosts = macro_hosts(name);
    if !hosts.is_empty() {
        return Some(("a macro of the compiler, or of a header that trace code includes", hosts));
    }
    match name {
        "qemu_log" | "qemu_loglevel_mask" | "__builtin_expect" | "gettimeofday" | "qemu_get_thread_id" => {
            Some(("a function that the generated code calls", ALL_HOSTS))
        }
        "_now" => Some(("a variable of the generated code", ALL_HOSTS)),
        "LOG_TRACE" | "TRACE_VCPU_EVENT_NONE" => Some(("a macro that the generated code uses", ALL_HOSTS)),
        _ if CType::words().any(|word| word == name) => Some(("the name of a type", ALL_HOSTS)),
        _ => None,
    }
}

/// True for an identifier of C11 (annex D, as far as it allows letters and numbers): gcc and clang take those
/// of all languages. Marks that combine with the letter before them are left out.
pub fn is_identifier(name: &[u8]) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let is_mark = |character| matches!(character, '\u{300}'..='\u{36f}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}');
    !name.starts_with(|first: char| first.is_ascii_digit())
        && !name.is_empty()
        && name
            .chars()
            .all(|character| character == '_' || (character.is_alphanumeric() && !is_mark(character)))
}

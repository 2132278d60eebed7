//! What an argument's name meets in a generated C file: keywords, macros of the headers it includes.
//!
//! Only macros that stand for something else than one plain identifier are here: a name that is replaced
//! by another, everywhere alike, harms nobody.

use crate::qemu::printf::{ALL_HOSTS, HostSet};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Keywords of gnu11 (C11 6.4.1; gcc's and clang's own words), which no parameter can bear.
const KEYWORDS: &[&str] = &[
    "_Accum",
    "_Alignas",
    "_Alignof",
    "_Atomic",
    "_Bool",
    "_Complex",
    "_Decimal128",
    "_Decimal32",
    "_Decimal64",
    "_Float128",
    "_Float16",
    "_Float32",
    "_Float32x",
    "_Float64",
    "_Float64x",
    "_Fract",
    "_Generic",
    "_Imaginary",
    "_Noreturn",
    "_Sat",
    "_Static_assert",
    "_Thread_local",
    "__FUNCTION__",
    "__PRETTY_FUNCTION__",
    "__alignof",
    "__alignof__",
    "__asm",
    "__asm__",
    "__attribute",
    "__attribute__",
    "__auto_type",
    "__builtin_choose_expr",
    "__builtin_convertvector",
    "__builtin_offsetof",
    "__builtin_shuffle",
    "__builtin_types_compatible_p",
    "__builtin_va_arg",
    "__complex",
    "__complex__",
    "__const",
    "__const__",
    "__extension__",
    "__func__",
    "__imag",
    "__imag__",
    "__inline",
    "__inline__",
    "__int128",
    "__label__",
    "__real",
    "__real__",
    "__restrict",
    "__restrict__",
    "__signed",
    "__signed__",
    "__thread",
    "__typeof",
    "__typeof__",
    "__volatile",
    "__volatile__",
    "asm",
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
    "typeof",
    "union",
    "unsigned",
    "void",
    "volatile",
    "while",
];

/// Macros of compilers, and of `<netdb.h>`, each on hosts of its own.
const SPECIAL: &[&str] = &["h_errno", "i386", "linux", "mips", "sparc", "unix"];

/// Macros of the C library, POSIX and GLib on every host.
const EVERYWHERE: &[&str] = &[
    "BUFSIZ",
    "CHAR_BIT",
    "CLOCKS_PER_SEC",
    "EOF",
    "EXIT_FAILURE",
    "EXIT_SUCCESS",
    "FALSE",
    "NULL",
    "RAND_MAX",
    "SEEK_CUR",
    "SEEK_END",
    "SEEK_SET",
    "TRUE",
    "bool",
    "errno",
    "false",
    "g_autofree",
    "h_addr",
    "no_argument",
    "optional_argument",
    "required_argument",
    "s6_addr",
    "static_assert",
    "true",
];

/// Macros on every host with POSIX headers, which is all but Windows.
const POSIX: &[&str] = &["sa_handler", "sa_sigaction", "st_atime", "st_ctime", "st_mtime"];

/// Macros of Linux's C libraries.
const LINUX: &[&str] = &[
    "s6_addr16",
    "s6_addr32",
    "si_addr_lsb",
    "si_arch",
    "si_call_addr",
    "si_int",
    "si_lower",
    "si_overrun",
    "si_pkey",
    "si_ptr",
    "si_syscall",
    "si_timerid",
    "si_upper",
    "sigev_notify_attributes",
    "sigev_notify_function",
];

/// Macros of Linux and of most of the BSDs.
const SIGNAL_INFO: &[&str] =
    &["si_addr", "si_band", "si_fd", "si_pid", "si_status", "si_stime", "si_uid", "si_utime", "si_value"];

/// Macros of Windows, beyond those above.
const WINDOWS: &[&str] = &[
    "cdecl",
    "environ",
    "exception_code",
    "exception_info",
    "far",
    "near",
    "pascal",
    "s6_bytes",
    "s6_words",
    "s_addr",
    "s_host",
    "s_imp",
    "s_impno",
    "s_lh",
    "s_net",
    "stderr",
    "stdin",
    "stdout",
];

/// Names that GLib has renamed, whose macros warn, and its stand-ins for operators of the preprocessor.
const GLIB: &[&str] = &[
    "g_date_day",
    "g_date_day_of_year",
    "g_date_days_in_month",
    "g_date_julian",
    "g_date_monday_week_of_year",
    "g_date_monday_weeks_in_year",
    "g_date_month",
    "g_date_sunday_week_of_year",
    "g_date_sunday_weeks_in_year",
    "g_date_weekday",
    "g_date_year",
    "g_dirname",
    "g_macro__has_attribute",
    "g_macro__has_builtin",
    "g_static_mutex_get_mutex",
    "g_string_sprintf",
    "g_string_sprintfa",
];

/// The macros of `<errno.h>` that C has, and the first ones that POSIX adds.
const ERRORS: &[&str] = &[
    "E2BIG",
    "EACCES",
    "EADDRINUSE",
    "EAGAIN",
    "EALREADY",
    "EBADF",
    "EBUSY",
    "ECANCELED",
    "ECHILD",
    "ECONNREFUSED",
    "ECONNRESET",
    "EDEADLK",
    "EDOM",
    "EEXIST",
    "EFAULT",
    "EFBIG",
    "EILSEQ",
    "EINPROGRESS",
    "EINTR",
    "EINVAL",
    "EIO",
    "EISCONN",
    "EISDIR",
    "ELOOP",
    "EMFILE",
    "EMLINK",
    "EMSGSIZE",
    "ENAMETOOLONG",
    "ENETDOWN",
    "ENETUNREACH",
    "ENFILE",
    "ENOBUFS",
    "ENODEV",
    "ENOENT",
    "ENOEXEC",
    "ENOLCK",
    "ENOMEM",
    "ENOSPC",
    "ENOSYS",
    "ENOTCONN",
    "ENOTDIR",
    "ENOTEMPTY",
    "ENOTSOCK",
    "ENOTSUP",
    "ENOTTY",
    "ENXIO",
    "EOPNOTSUPP",
    "EOVERFLOW",
    "EPERM",
    "EPIPE",
    "EPROTO",
    "ERANGE",
    "EROFS",
    "ESPIPE",
    "ESRCH",
    "ETIMEDOUT",
    "EWOULDBLOCK",
    "EXDEV",
];

/// The macros of `<signal.h>` that C has.
const SIGNALS: &[&str] = &["SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM"];

/// What has limits in `<limits.h>` and `<stdint.h>`.
const LIMITED: &[&str] = &[
    "CHAR", "INT", "INT16", "INT32", "INT64", "INT8", "INTMAX", "INTPTR", "LLONG", "LONG", "PTRDIFF",
    "SCHAR", "SHRT", "SIZE", "UCHAR", "UINT", "UINT16", "UINT32", "UINT64", "UINT8", "UINTMAX", "UINTPTR",
    "ULLONG", "ULONG", "USHRT",
];

/// True when a sorted list holds the name.
fn holds(list: &[&str], name: &str) -> bool {
    list.binary_search(&name).is_ok()
}

/// Every name in lower case that the lists hold, keywords among them: nearly all names of arguments are not.
static LOWER_CASE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lists = [KEYWORDS, SPECIAL, EVERYWHERE, POSIX, LINUX, SIGNAL_INFO, WINDOWS, GLIB];
    lists.into_iter().flatten().copied().filter(|name| !is_upper_case(name)).collect()
});

fn is_upper_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// True for a keyword of C.
pub fn is_keyword(name: &str) -> bool {
    LOWER_CASE.contains(name) && holds(KEYWORDS, name)
}

/// On which hosts a header that every trace file includes makes a macro of the name, or the compiler does.
pub fn macro_hosts(name: &str) -> HostSet {
    let on = |parts: &[&str]| HostSet::filter(|host| parts.iter().any(|part| host.name.starts_with(part)));
    let windows = || on(&["windows"]);
    if !is_upper_case(name) && !LOWER_CASE.contains(name) {
        return HostSet::NONE;
    }
    match name {
        "linux" => on(&["linux"]),
        "unix" => on(&["linux", "freebsd", "openbsd", "wasm"]),
        "mips" | "sparc" => on(&["linux"]),
        "WIN32" | "WINNT" => windows(),
        "WIN64" => on(&["windows-64"]),
        "i386" => on(&["linux-32", "windows-32", "openbsd-32"]),
        "h_errno" => on(&["linux", "windows", "wasm"]),
        _ if holds(EVERYWHERE, name) || is_standard(name) => ALL_HOSTS,
        _ if name.starts_with("g_") && holds(GLIB, name) => ALL_HOSTS,
        _ if holds(POSIX, name) => windows().complement(),
        _ if holds(LINUX, name) => on(&["linux"]),
        _ if holds(SIGNAL_INFO, name) => on(&["linux", "netbsd", "openbsd", "wasm"]),
        _ if holds(WINDOWS, name) => windows(),
        _ => HostSet::NONE,
    }
}

/// True for the macros of `<errno.h>`, `<signal.h>`, `<limits.h>`, `<stdint.h>` and `<inttypes.h>` that C has,
/// and for the first ones that POSIX adds.
fn is_standard(name: &str) -> bool {
    let limit = |end: &str| name.strip_suffix(end).is_some_and(|base| holds(LIMITED, base));
    let no_least = |base: &&str| !(base.starts_with('U') || *base == "SIZE");
    if !is_upper_case(name) {
        return false;
    }
    holds(ERRORS, name)
        || holds(SIGNALS, name)
        || limit("_MAX")
        || name.strip_suffix("_MIN").filter(no_least).is_some_and(|base| holds(LIMITED, base))
        || crate::qemu::printf::PriMacro::parse(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        let lists = [
            KEYWORDS,
            SPECIAL,
            EVERYWHERE,
            POSIX,
            LINUX,
            SIGNAL_INFO,
            WINDOWS,
            GLIB,
            ERRORS,
            SIGNALS,
            LIMITED,
        ];
        for list in lists {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn hosts_of_macros() {
        let check = |name: &str, host: &str, expected: bool| {
            let hosts = macro_hosts(name);
            let found = hosts.contains(HostSet::filter(|one| one.name == host));
            assert_eq!(found, expected, "{name} on {host}");
        };
        check("linux", "linux-64", true);
        check("linux", "macos", false);
        check("unix", "macos", false);
        check("unix", "openbsd-64", true);
        check("st_mtime", "windows-64", false);
        check("st_mtime", "linux-64", true);
        check("near", "windows-64", true);
        check("near", "linux-64", false);
        check("UINT8_MAX", "macos", true);
        check("UINT8_MIN", "macos", false);
        check("PRIx64", "macos", true);
        check("addr", "linux-64", false);
    }
}

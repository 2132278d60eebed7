//! The C that stands before generated events: types and PRI macros of each host class, and what QEMU's
//! headers declare for the log backend. Written from `facts/printf.md`'s table and the systems' own headers
//! (glibc, mingw-w64, FreeBSD, NetBSD, Darwin, emscripten), for targets whose headers aren't installed; a
//! `_Static_assert` each holds the table to what the compiler itself says of its target.

use crate::fixture::unindented;
use std::fmt::Write;

/// A host class and the length modifiers that its `<inttypes.h>` uses.
pub struct HostClass {
    /// The name that trace-lint uses; behind a `+` one of the C libraries of its hosts.
    pub name: &'static str,
    /// `int64_t`'s rank.
    int64: &'static str,
    /// The type of `size_t`, without `unsigned`; `ssize_t` and `uintptr_t` have its rank.
    size: &'static str,
    /// `ptrdiff_t`'s type.
    difference: &'static str,
    /// `intmax_t`'s type.
    maximum: &'static str,
    /// The modifiers of PRI?8, PRI?16, PRI?MAX, PRI?FAST16, PRI?FAST32.
    modifiers: [&'static str; 5],
}

const fn class(
    name: &'static str,
    [int64, size, difference, maximum]: [&'static str; 4],
    modifiers: [&'static str; 5],
) -> HostClass {
    HostClass { name, int64, size, difference, maximum, modifiers }
}

const LONG_LONG: &str = "long long";

/// All host classes.
pub const HOST_CLASSES: [HostClass; 15] = [
    class("linux-64", ["long", "long", "long", "long"], ["", "", "l", "l", "l"]),
    class("linux-64+glibc-2.43", ["long", "long", "long", "long"], ["hh", "h", "l", "l", "l"]),
    class("linux-64+musl", ["long", "long", "long", "long"], ["", "", "l", "", ""]),
    class("freebsd-64", ["long", "long", "long", "long"], ["", "", "j", "", ""]),
    class("netbsd-64", ["long", "long", "long", "long"], ["hh", "h", "l", "h", ""]),
    class("macos", [LONG_LONG, "long", "long", "long"], ["hh", "h", "j", "h", ""]),
    class("windows-64", [LONG_LONG, LONG_LONG, LONG_LONG, LONG_LONG], ["", "", "ll", "", ""]),
    class("openbsd-64", [LONG_LONG, "long", "long", LONG_LONG], ["", "", "j", "", ""]),
    class("wasm64", [LONG_LONG, "long", "long", LONG_LONG], ["", "", "ll", "", ""]),
    class("linux-32", [LONG_LONG, "int", "int", LONG_LONG], ["", "", "ll", "", ""]),
    class("linux-32+glibc-2.43", [LONG_LONG, "int", "int", LONG_LONG], ["hh", "h", "ll", "", ""]),
    class("linux-32+musl", [LONG_LONG, "int", "int", LONG_LONG], ["", "", "ll", "", ""]),
    class("windows-32", [LONG_LONG, "int", "int", LONG_LONG], ["", "", "ll", "", ""]),
    class("openbsd-32", [LONG_LONG, "long", "long", LONG_LONG], ["", "", "j", "", ""]),
    class("wasm32", [LONG_LONG, "long", "long", LONG_LONG], ["", "", "ll", "", ""]),
];

/// The class of that name.
pub fn host_class(name: &str) -> &'static HostClass {
    HOST_CLASSES.iter().find(|class| class.name == name).unwrap_or_else(|| panic!("no host class {name}"))
}

fn modifier(rank: &str) -> &'static str {
    match rank {
        "int" => "",
        "long" => "l",
        "long long" => "ll",
        other => panic!("no rank {other}"),
    }
}

impl HostClass {
    fn types(&self) -> String {
        let mut text = unindented(
            r"
            #define bool _Bool
            #define true 1
            #define false 0
            #define NULL ((void *)0)
            ",
        );
        let fixed = [("8", "signed char"), ("16", "short"), ("32", "int"), ("64", self.int64)];
        for (bits, signed) in fixed {
            let unsigned = signed.trim_start_matches("signed ");
            writeln!(text, "typedef {signed} int{bits}_t; typedef unsigned {unsigned} uint{bits}_t;")
                .expect("a string");
        }
        let size = self.size;
        writeln!(text, "typedef unsigned {size} size_t; typedef {size} ssize_t;").expect("a string");
        writeln!(text, "typedef unsigned {size} uintptr_t; typedef {} ptrdiff_t;", self.difference)
            .expect("a string");
        let same = [
            ("__INT64_TYPE__", "int64_t"),
            ("__SIZE_TYPE__", "size_t"),
            ("__UINTPTR_TYPE__", "uintptr_t"),
            ("__PTRDIFF_TYPE__", "ptrdiff_t"),
            ("__INTMAX_TYPE__", self.maximum),
        ];
        for (theirs, ours) in same {
            writeln!(text, r#"_Static_assert(__builtin_types_compatible_p({theirs}, {ours}), "{ours}");"#)
                .expect("a string");
        }
        text
    }

    fn macros(&self) -> String {
        let [eight, sixteen, maximum, fast16, fast32] = self.modifiers;
        let sixty_four = modifier(self.int64);
        let suffixes = [
            ("8", eight),
            ("16", sixteen),
            ("32", ""),
            ("64", sixty_four),
            ("MAX", maximum),
            ("PTR", modifier(self.size)),
            ("LEAST8", eight),
            ("LEAST16", sixteen),
            ("LEAST32", ""),
            ("LEAST64", sixty_four),
            ("FAST8", eight),
            ("FAST16", fast16),
            ("FAST32", fast32),
            ("FAST64", sixty_four),
        ];
        let mut text = String::new();
        for letter in "diouxX".chars() {
            for (suffix, modifier) in suffixes {
                writeln!(text, r#"#define PRI{letter}{suffix} "{modifier}{letter}""#).expect("a string");
            }
        }
        let scan = [
            ("8", "hh"),
            ("16", "h"),
            ("32", ""),
            ("64", sixty_four),
            ("MAX", maximum),
            ("PTR", modifier(self.size)),
        ];
        for letter in "dioux".chars() {
            for (suffix, modifier) in scan {
                writeln!(text, r#"#define SCN{letter}{suffix} "{modifier}{letter}""#).expect("a string");
            }
        }
        text
    }

    /// Everything that generated events need, for gcc (`gnu_printf`, as glib's macro has it) or clang; with
    /// `real_headers` the system's own types and macros.
    pub fn preamble(&self, gcc: bool, real_headers: bool) -> String {
        let attribute = if gcc { "gnu_printf" } else { "printf" };
        let own = if real_headers {
            unindented(
                r"
                #include <stdbool.h>
                #include <stddef.h>
                #include <inttypes.h>
                #include <sys/types.h>
                #include <sys/time.h>
                #include <errno.h>
                ",
            )
        } else {
            let functions = unindented(
                r"
                struct timeval { long tv_sec, tv_usec; };
                int gettimeofday(struct timeval *, void *);
                int *errno_location(void);
                #define errno (*errno_location())
                ",
            );
            self.types() + &self.macros() + &functions
        };
        format!(
            "{own}void qemu_log(const char *fmt, ...) __attribute__((format({attribute}, 1, 2)));\n\
             extern bool message_with_timestamp;\nint qemu_get_thread_id(void);\n\
             #define trace_event_get_state(id) true_at_run_time()\n\
             #define qemu_loglevel_mask(mask) true_at_run_time()\n\
             int true_at_run_time(void);\n"
        )
    }
}

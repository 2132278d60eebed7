//! Truth by compilers: small trees with one mistake each are built as QEMU is, by each real tree's own
//! tracetool, gcc, clang and the linker. trace-lint reports an error where the build breaks, and none
//! where it does not.

use std::path::Path;

use trace_lint_tests::program::{Finding, check};
use trace_lint_tests::scratch;
use trace_lint_tests::small_build::{SmallTree, build};
use trace_lint_tests::tree::qemu_tree;

/// What a tree has unless a case says otherwise.
const USUAL: &str = "\
--- meson.build
trace_events_subdirs = ['hw/foo', 'hw/bar']
--- hw/foo/trace-events
foo(int a) \"a=%d\"
foo_other(int a, int b) \"a=%d b=%d\"
--- hw/foo/trace.h
#include \"trace/trace-hw_foo.h\"
--- hw/foo/foo.c
#include \"qemu/osdep.h\"
#include \"trace.h\"
void f(void);
void f(void) { trace_foo(1); trace_foo_other(1, 2); }
--- hw/bar/trace-events
bar(void) \"\"
--- hw/bar/trace.h
#include \"trace/trace-hw_bar.h\"
--- hw/bar/bar.c
#include \"qemu/osdep.h\"
#include \"trace.h\"
void g(void);
void g(void) { trace_bar(); }
";

/// Two lines that most sources of the cases begin with.
const TOP: &str = "#include \"qemu/osdep.h\"\n#include \"trace.h\"\nvoid f(int x);\n";

/// A tree with a mistake or without: its name, the rules that report errors, and its files. A text that
/// begins with `+` is put behind the usual one; in a text `@` stands for [`TOP`].
struct Case(&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

impl Case {
    fn files(&self, version: &str) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = vec![("VERSION".to_owned(), format!("{version}.0\n"))];
        for part in USUAL.split("--- ").skip(1) {
            let (path, text) = part.split_once('\n').expect("a path and a text");
            files.push((path.to_owned(), text.to_owned()));
        }
        for (path, text) in self.2 {
            let at = files.iter().position(|(other, _)| other == path);
            let text = text.replace('@', TOP);
            let text = match (text.strip_prefix('+'), at) {
                (Some(more), Some(at)) => format!("{}{more}", files[at].1),
                _ => text,
            };
            files.retain(|(other, _)| other != path);
            if text != "-" {
                files.push(((*path).to_owned(), text));
            }
        }
        files
    }
}

/// A case of one source, `hw/foo/foo.c`.
macro_rules! source {
    ($name:literal, $rules:expr, $text:literal) => {
        Case($name, &$rules, &[("hw/foo/foo.c", concat!("@", $text, "\n"))])
    };
}

const NO: [&str; 0] = [];
const COUNT: [&str; 1] = ["call-argument-count"];
const UNDECLARED: [&str; 1] = ["undeclared-event"];
const GUARD: [&str; 1] = ["unknown-guard"];
const MISSING: [&str; 1] = ["missing-trace-include"];

const CALLS: &[Case] = &[
    Case("as it is", &NO, &[]),
    source!("too few arguments", COUNT, "void f(int x) { trace_foo(); }"),
    source!("too many arguments", COUNT, "void f(int x) { trace_foo(1, 2); }"),
    source!("an argument for none", COUNT, "void f(int x) { trace_foo_other(1); }"),
    source!(
        "commas in parentheses",
        NO,
        "static int h(int a, int b) { return a; } void f(int x) { trace_foo(h(1, 2)); }"
    ),
    source!(
        "commas in braces",
        NO,
        "struct s { int a, b; }; void f(int x) { trace_foo(((struct s){ 1, 2 }).a); }"
    ),
    source!("commas in a statement", NO, "void f(int x) { trace_foo(({ int a = 1, b = 2; a + b; })); }"),
    source!("commas in literals", NO, "void f(int x) { trace_foo_other(',', sizeof(\"a, b\")); }"),
    source!("commas in comments", NO, "void f(int x) { trace_foo(1 /* , 2 */); }"),
    source!("a comma too many", COUNT, "void f(int x) { trace_foo(1,); }"),
    source!(
        "over several lines",
        NO,
        "void f(int x)\n{\n    trace_foo_other(\n        1,\n        2\n    );\n}"
    ),
    source!("lines joined", NO, "void f(int x) { trace_\\\nfoo(1); trace_foo(1 \\\n); }"),
    source!(
        "branches in the arguments",
        NO,
        "void f(int x) { trace_foo_other(1,\n#ifdef NEVER\n 2\n#else\n 3\n#endif\n ); }"
    ),
    source!("a pointer", NO, "void f(int x) { void (*p)(int) = trace_foo; p(1); }"),
    source!("in parentheses", NO, "void f(int x) { (trace_foo)(1); (*trace_foo)(2); (&trace_foo)(3); }"),
    source!("in parentheses, too many", COUNT, "void f(int x) { (trace_foo)(1, 2); }"),
    source!("in an expression", NO, "int h(int x) { return x ? (trace_foo(1), 1) : 0; }"),
    source!("after a label", NO, "void f(int x) { goto trace_out; trace_out: trace_foo(1); }"),
    source!("undeclared", UNDECLARED, "void f(int x) { trace_fooo(1); }"),
    source!(
        "undeclared, in a macro that is used",
        UNDECLARED,
        "#define M() trace_fooo(1)\nvoid f(int x) { M(); }"
    ),
    source!("undeclared, in a comment", NO, "void f(int x) { /* trace_fooo(1); */ // trace_fooo(1);\n }"),
    source!("undeclared, in a string", NO, "const char *h(void) { return \"trace_fooo(1)\"; }"),
    source!("undeclared, in #if 0", NO, "#if 0\nvoid f(int x) { trace_fooo(1); }\n#endif"),
    source!("undeclared, in the dead branch", NO, "#if 1\n#else\nvoid f(int x) { trace_fooo(1); }\n#endif"),
    source!("another case", UNDECLARED, "void f(int x) { trace_Foo(1); }"),
    source!("a function of the file", NO, "static void trace_own(int a) {}\nvoid f(int x) { trace_own(1); }"),
    source!(
        "a function that is declared",
        NO,
        "void trace_own(int a);\nvoid trace_own(int a) {}\nvoid f(int x) { trace_own(1); }"
    ),
    source!("a macro of the file", NO, "#define trace_own(a) ((void)(a))\nvoid f(int x) { trace_own(1); }"),
    source!(
        "a parameter",
        NO,
        "void h(void (*trace_fn)(int)); void h(void (*trace_fn)(int)) { trace_fn(1); }"
    ),
    source!("a variable", NO, "void f(int x) { void (*trace_fn)(int) = trace_foo; trace_fn(1); }"),
    source!(
        "a member",
        NO,
        "struct s { void (*trace_fn)(int); }; void h(struct s *s); void h(struct s *s) { s->trace_fn(1); }"
    ),
    source!("a number", NO, "void f(int x) { int trace_len = 1; trace_foo(trace_len); }"),
    source!(
        "only a label of the name",
        UNDECLARED,
        "void f(int x) { goto trace_out; trace_out: trace_out(); }"
    ),
    Case(
        "a function of a header",
        &NO,
        &[
            ("include/own.h", "void trace_own(int a);\n"),
            (
                "hw/foo/foo.c",
                "@#include \"own.h\"\nvoid trace_own(int a) {}\nvoid f(int x) { trace_own(1); }\n",
            ),
        ],
    ),
    Case(
        "a disabled event, too few",
        &COUNT,
        &[
            ("hw/foo/trace-events", "+disable off(int a) \"a=%d\"\n"),
            ("hw/foo/foo.c", "@void f(int x) { trace_off(); }\n"),
        ],
    ),
    Case(
        "a disabled event",
        &NO,
        &[
            ("hw/foo/trace-events", "+disable off(int a) \"a=%d\"\n"),
            ("hw/foo/foo.c", "@void f(int x) { trace_off(1); }\n"),
        ],
    ),
];

const MACROS: &[Case] = &[
    source!(
        "a macro for two",
        NO,
        "#define TWO(p) (p)[0], (p)[1]\nvoid f(int x) { int a[2] = { 0 }; trace_foo_other(TWO(a)); }"
    ),
    source!(
        "a macro that uses one for two",
        NO,
        "#define TWO(p) (p)[0], (p)[1]\n#define TOO(p) TWO(p)\nvoid f(int x) { int a[2] = { 0 }; trace_foo_other(TOO(a)); }"
    ),
    source!(
        "a macro for two where one is wanted",
        COUNT,
        "#define TWO(p) (p)[0], (p)[1]\nvoid f(int x) { int a[2] = { 0 }; trace_foo_other(TWO(a), 1); }"
    ),
    source!("a macro without parentheses", NO, "#define BOTH 1, 2\nvoid f(int x) { trace_foo_other(BOTH); }"),
    source!(
        "all that a macro gets",
        NO,
        "#define M(...) trace_foo_other(__VA_ARGS__)\nvoid f(int x) { M(1, 2); }"
    ),
    source!(
        "all that a macro gets, named",
        NO,
        "#define M(args...) trace_foo_other(1, args)\nvoid f(int x) { M(2); }"
    ),
    source!(
        "what else a macro gets",
        NO,
        "#define M(a, ...) trace_foo_other(a, ## __VA_ARGS__)\nvoid f(int x) { M(1, 2); }"
    ),
    source!(
        "a call in a macro",
        NO,
        "#define M(s) do { \\\n    trace_foo_other((s), sizeof(#s)); \\\n} while (0)\nvoid f(int x) { M(x); }"
    ),
    source!("too few in a macro", COUNT, "#define M(s) trace_foo_other(s)\nvoid f(int x) { M(x); }"),
    source!(
        "pasted",
        NO,
        "#define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)\nvoid f(int x) { ERR(foo_other, 1, 2); }"
    ),
    source!(
        "pasted, too few",
        COUNT,
        "#define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)\nvoid f(int x) { ERR(foo_other, 1); }"
    ),
    source!(
        "pasted, undeclared",
        UNDECLARED,
        "#define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)\nvoid f(int x) { ERR(fooo, 1, 2); }"
    ),
    source!(
        "pasted in parts",
        NO,
        "#define ERR(part, a, b) trace_foo_##part(a, b)\nvoid f(int x) { ERR(other, 1, 2); }"
    ),
    source!(
        "pasted by a macro of a macro",
        NO,
        "#define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)\n#define E2(t, a) ERR(t, a)\nvoid f(int x) { E2(foo, 1); }"
    ),
    Case(
        "a macro of a header",
        &NO,
        &[
            ("include/two.h", "#define TWO(p) (p)[0], (p)[1]\n"),
            (
                "hw/foo/foo.c",
                "@#include \"two.h\"\nvoid f(int x) { int a[2] = { 0 }; trace_foo_other(TWO(a)); }\n",
            ),
        ],
    ),
    Case(
        "a macro of that name in another's header",
        &COUNT,
        &[
            ("include/two.h", "#define two(p) (p)[0], (p)[1]\n"),
            (
                "hw/foo/foo.c",
                "@static int two(int a) { return a; }\nvoid f(int x) { trace_foo_other(two(1)); }\n",
            ),
            (
                "hw/bar/bar.c",
                "#include \"qemu/osdep.h\"\n#include \"trace.h\"\n#include \"two.h\"\nvoid g(void);\nvoid g(void) { trace_bar(); }\n",
            ),
        ],
    ),
    Case(
        "a macro of a header that pastes",
        &NO,
        &[
            ("include/err.h", "#define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)\n"),
            ("hw/foo/foo.c", "@#include \"err.h\"\nvoid f(int x) { ERR(foo, 1); }\n"),
        ],
    ),
    Case(
        "a macro of a header that pastes, undeclared",
        &UNDECLARED,
        &[
            ("include/err.h", "#define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)\n"),
            ("hw/foo/foo.c", "@#include \"err.h\"\nvoid f(int x) { ERR(fooo, 1); }\n"),
        ],
    ),
    Case(
        "a macro that pastes, and another of its name",
        &NO,
        &[
            ("include/err.h", "#define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)\n"),
            ("hw/foo/foo.c", "@#include \"err.h\"\nvoid f(int x) { ERR(foo, 1); }\n"),
            (
                "hw/bar/bar.c",
                "#include \"qemu/osdep.h\"\n#define ERR(what, ...) printf(what, ## __VA_ARGS__)\nstatic const char *what = \"\";\nvoid g(void);\nvoid g(void) { ERR(what); }\n",
            ),
        ],
    ),
];

const GUARDS: &[Case] = &[
    source!(
        "a guard",
        NO,
        "void f(int x) { if (trace_event_get_state_backends(TRACE_FOO)) { trace_foo(1); } }"
    ),
    source!(
        "a guard of QEMU alone",
        NO,
        "void f(int x) { if (trace_event_get_state(TRACE_FOO)) { trace_foo(1); } }"
    ),
    source!(
        "an unknown guard",
        GUARD,
        "void f(int x) { if (trace_event_get_state_backends(TRACE_FOOO)) { trace_foo(1); } }"
    ),
    source!(
        "an unknown guard of QEMU alone",
        GUARD,
        "void f(int x) { if (trace_event_get_state(TRACE_FOOO)) { trace_foo(1); } }"
    ),
    source!(
        "an unknown guard on the next line",
        GUARD,
        "void f(int x) { if (trace_event_get_state_backends(\n        TRACE_FOOO)) { trace_foo(1); } }"
    ),
    source!(
        "an unknown guard in #if 0",
        NO,
        "#if 0\nint h(void) { return trace_event_get_state(TRACE_FOOO); }\n#endif"
    ),
    source!(
        "what else is generated",
        NO,
        "int h(void) { return TRACE_FOO_ENABLED + TRACE_FOO_BACKEND_DSTATE() + _TRACE_FOO_DSTATE + !&_TRACE_FOO_EVENT; }"
    ),
    source!("a constant of the prefix", NO, "#define TRACE_BUF_LEN 1\nint h(void) { return TRACE_BUF_LEN; }"),
    source!(
        "a guard that traces another event",
        NO,
        "void f(int x) { if (trace_event_get_state_backends(TRACE_FOO)) { trace_foo_other(1, 2); } }"
    ),
    Case(
        "a guard of a disabled event",
        &NO,
        &[
            ("hw/foo/trace-events", "+disable off(int a) \"a=%d\"\n"),
            (
                "hw/foo/foo.c",
                "@void f(int x) { if (trace_event_get_state_backends(TRACE_OFF)) { trace_off(1); } }\n",
            ),
        ],
    ),
    Case(
        "a guard without the header",
        &MISSING,
        &[(
            "hw/foo/foo.c",
            "#include \"qemu/osdep.h\"\n#include \"trace/control.h\"\nint h(void);\nint h(void) { return trace_event_get_state(TRACE_FOO); }\n",
        )],
    ),
    Case(
        "a guard of an event that ends in _enabled",
        &NO,
        &[
            ("hw/foo/trace-events", "+irq_enabled(int a) \"a=%d\"\n"),
            (
                "hw/foo/foo.c",
                "@void f(int x) { if (trace_event_get_state(TRACE_IRQ_ENABLED)) { trace_irq_enabled(1); } }\n",
            ),
        ],
    ),
];

const DECLARATIONS: &[Case] = &[
    Case("one name twice", &["duplicate-event"], &[("hw/foo/trace-events", "+foo(int a) \"a=%d\"\n")]),
    Case(
        "one name twice, with other arguments",
        &["duplicate-event"],
        &[("hw/foo/trace-events", "+foo(int a, int b) \"%d %d\"\n")],
    ),
    Case(
        "one name in two cases",
        &["colliding-events"],
        &[("hw/foo/trace-events", "+Foo(int a) \"a=%d\"\n")],
    ),
    Case(
        "one name in two groups",
        &["duplicate-event"],
        &[("hw/bar/trace-events", "+foo(int a) \"a=%d\"\n")],
    ),
    Case(
        "one name in two groups and cases",
        &["colliding-events"],
        &[("hw/bar/trace-events", "+FOO(int a) \"a=%d\"\n")],
    ),
    Case(
        "one name in the root and a group",
        &["duplicate-event"],
        &[("trace-events", "foo(int a) \"a=%d\"\n")],
    ),
    Case(
        "an event beside its _enabled",
        &["enabled-event"],
        &[("hw/foo/trace-events", "+foo_enabled(int a) \"a=%d\"\n")],
    ),
    Case("_enabled alone", &NO, &[("hw/foo/trace-events", "+irq_enabled(int a) \"a=%d\"\n")]),
    Case("an event beside its _event", &NO, &[("hw/foo/trace-events", "+foo_event(int a) \"a=%d\"\n")]),
    Case("an event beside its _dstate", &NO, &[("hw/foo/trace-events", "+foo_dstate(int a) \"a=%d\"\n")]),
    Case(
        "an event beside its _backend_dstate",
        &NO,
        &[("hw/foo/trace-events", "+foo_backend_dstate(int a) \"a=%d\"\n")],
    ),
    Case("an event named init", &["reserved-event-name"], &[("hw/foo/trace-events", "+init(void) \"\"\n")]),
    Case(
        "an event named as a function",
        &["reserved-event-name"],
        &[("hw/foo/trace-events", "+event_get_id(int a) \"a=%d\"\n")],
    ),
    Case(
        "an argument twice",
        &["duplicate-argument"],
        &[("hw/foo/trace-events", "+twice(int a, int a) \"%d %d\"\n")],
    ),
    Case(
        "a keyword for an argument",
        &["reserved-argument-name"],
        &[("hw/foo/trace-events", "+word(int default) \"%d\"\n")],
    ),
    Case("an unused event", &NO, &[("hw/foo/trace-events", "+unused(int a) \"%d\"\n")]),
    Case("a used event in a group of none", &NO, &[("hw/bar/trace-events", ""), ("hw/bar/bar.c", "-")]),
];

const HEADERS: &[Case] = &[
    Case(
        "no header",
        &MISSING,
        &[("hw/foo/foo.c", "#include \"qemu/osdep.h\"\nvoid f(void);\nvoid f(void) { trace_foo(1); }\n")],
    ),
    Case(
        "the generated header",
        &NO,
        &[(
            "hw/foo/foo.c",
            "#include \"qemu/osdep.h\"\n#include \"trace/trace-hw_foo.h\"\nvoid f(void);\nvoid f(void) { trace_foo(1); }\n",
        )],
    ),
    Case(
        "the generated header, by its short name",
        &NO,
        &[(
            "hw/foo/foo.c",
            "#include \"qemu/osdep.h\"\n#include \"trace-hw_foo.h\"\nvoid f(void);\nvoid f(void) { trace_foo(1); }\n",
        )],
    ),
    Case(
        "the header of a directory",
        &NO,
        &[(
            "hw/bar/bar.c",
            "#include \"qemu/osdep.h\"\n#include \"trace.h\"\n#include \"hw/foo/trace.h\"\nvoid g(void);\nvoid g(void) { trace_bar(); trace_foo(1); }\n",
        )],
    ),
    Case(
        "another group's header",
        &MISSING,
        &[(
            "hw/bar/bar.c",
            "#include \"qemu/osdep.h\"\n#include \"trace.h\"\nvoid g(void);\nvoid g(void) { trace_bar(); trace_foo(1); }\n",
        )],
    ),
    Case(
        "through another header",
        &NO,
        &[
            ("include/hw/foo.h", "#include \"hw/foo-more.h\"\n"),
            ("include/hw/foo-more.h", "#include \"hw/foo/trace.h\"\n"),
            (
                "hw/foo/foo.c",
                "#include \"qemu/osdep.h\"\n#include \"hw/foo.h\"\nvoid f(void);\nvoid f(void) { trace_foo(1); }\n",
            ),
        ],
    ),
    Case(
        "through a header that has it in #if 0",
        &MISSING,
        &[
            ("include/hw/foo.h", "#if 0\n#include \"hw/foo/trace.h\"\n#endif\n"),
            (
                "hw/foo/foo.c",
                "#include \"qemu/osdep.h\"\n#include \"hw/foo.h\"\nvoid f(void);\nvoid f(void) { trace_foo(1); }\n",
            ),
        ],
    ),
    Case(
        "only in a comment",
        &MISSING,
        &[(
            "hw/foo/foo.c",
            "#include \"qemu/osdep.h\"\n/*\n#include \"trace.h\"\n*/\nvoid f(void);\nvoid f(void) { trace_foo(1); }\n",
        )],
    ),
    Case(
        "headers in a circle",
        &MISSING,
        &[
            ("include/a.h", "#ifndef A\n#define A\n#include \"b.h\"\n#endif\n"),
            ("include/b.h", "#ifndef B\n#define B\n#include \"a.h\"\n#endif\n"),
            (
                "hw/foo/foo.c",
                "#include \"qemu/osdep.h\"\n#include \"a.h\"\nvoid f(void);\nvoid f(void) { trace_foo(1); }\n",
            ),
        ],
    ),
    Case(
        "from the includer",
        &NO,
        &[
            ("hw/foo/part.c.inc", "static void part(void) { trace_foo(1); }\n"),
            ("hw/foo/foo.c", "@#include \"part.c.inc\"\nvoid f(int x) { part(); }\n"),
        ],
    ),
    Case(
        "not from the includer",
        &MISSING,
        &[
            ("hw/foo/part.c.inc", "static void part(void) { trace_foo(1); }\n"),
            (
                "hw/foo/foo.c",
                "#include \"qemu/osdep.h\"\n#include \"part.c.inc\"\nvoid f(void);\nvoid f(void) { part(); }\n",
            ),
        ],
    ),
    Case(
        "by the path of the target",
        &NO,
        &[
            ("meson.build", "trace_events_subdirs = ['hw/foo', 'hw/bar', 'target/arch']\n"),
            ("target/arch/trace-events", "arch(void) \"\"\n"),
            ("target/arch/trace.h", "#include \"trace/trace-target_arch.h\"\n"),
            ("target/arch/kvm/kvm.c", "@void k(void);\nvoid k(void) { trace_arch(); }\n"),
        ],
    ),
    Case(
        "trace.h of another group",
        &["missing-trace-include", "trace-header"],
        &[("hw/foo/trace.h", "#include \"trace/trace-hw_bar.h\"\n")],
    ),
    Case(
        "trace.h of no group",
        &["missing-trace-include", "trace-header"],
        &[("hw/foo/trace.h", "#include \"trace/trace-hw_baz.h\"\n")],
    ),
    Case(
        "trace.h without an include",
        &["missing-trace-include", "trace-header"],
        &[("hw/foo/trace.h", "/* nothing */\n")],
    ),
    Case("an empty trace.h", &["missing-trace-include", "trace-header"], &[("hw/foo/trace.h", "")]),
    Case("no trace.h", &["missing-trace-include", "trace-header"], &[("hw/foo/trace.h", "-")]),
    Case("no trace.h, and no call", &["trace-header"], &[("hw/foo/trace.h", "-"), ("hw/foo/foo.c", "@\n")]),
    Case(
        "no trace.h, and no need of it",
        &NO,
        &[
            ("hw/foo/trace.h", "-"),
            (
                "hw/foo/foo.c",
                "#include \"qemu/osdep.h\"\n#include \"trace/trace-hw_foo.h\"\nvoid f(void);\nvoid f(void) { trace_foo(1); }\n",
            ),
        ],
    ),
    Case(
        "a directory that is not listed",
        &["unlisted-directory"],
        &[("meson.build", "trace_events_subdirs = ['hw/bar']\n")],
    ),
    Case(
        "a directory that is not listed, and not used",
        &NO,
        &[("meson.build", "trace_events_subdirs = ['hw/bar']\n"), ("hw/foo/foo.c", "-")],
    ),
    Case(
        "a directory that is not listed, and included",
        &["unlisted-directory"],
        &[("meson.build", "trace_events_subdirs = ['hw/bar']\n"), ("hw/foo/foo.c", "@int trace_len;\n")],
    ),
    Case(
        "a directory without events",
        &["unlisted-directory"],
        &[("meson.build", "trace_events_subdirs = ['hw/foo', 'hw/bar', 'hw/baz']\n")],
    ),
    Case("a trace.h left behind", &NO, &[("hw/baz/trace.h", "#include \"trace/trace-hw_baz.h\"\n")]),
    Case(
        "a trace.h left behind, and included",
        &["trace-header"],
        &[
            ("hw/baz/trace.h", "#include \"trace/trace-hw_baz.h\"\n"),
            ("hw/baz/baz.c", "#include \"qemu/osdep.h\"\n#include \"trace.h\"\n"),
        ],
    ),
];

fn hold(group: &str, cases: &[Case]) {
    let mut disagreements = Vec::new();
    for version in ["7.2", "10.0", "10.2"] {
        let folder = scratch::folder(&format!("small-trees-{group}-{version}"));
        let trees: Vec<SmallTree> = cases
            .iter()
            .enumerate()
            .map(|(number, case)| SmallTree::write(&folder.join(number.to_string()), &case.files(version)))
            .collect();
        let refused = build(&qemu_tree(version), &trees, &folder);
        for ((case, tree), refused) in cases.iter().zip(&trees).zip(&refused) {
            let errors = errors(&tree.root);
            let mut rules: Vec<&str> = errors.iter().map(|finding| finding.rule.as_str()).collect();
            rules.sort_unstable();
            rules.dedup();
            if rules != case.1 || errors.is_empty() != refused.is_empty() {
                let said: Vec<&str> = refused
                    .iter()
                    .filter_map(|said| {
                        said.lines().find(|line| line.contains("error") || line.contains("multiple"))
                    })
                    .collect();
                disagreements.push(format!(
                    "{version} {}: expected {:?}, trace-lint {errors:#?}, the build {said:#?}",
                    case.0, case.1
                ));
            }
        }
    }
    assert!(disagreements.is_empty(), "{} disagreements\n{}", disagreements.len(), disagreements.join("\n"));
}

fn errors(root: &Path) -> Vec<Finding> {
    let findings = check(root, &["."]);
    findings.into_iter().filter(|finding| finding.severity == "error").collect()
}

#[test]
fn calls() {
    hold("calls", CALLS);
}

#[test]
fn macros() {
    hold("macros", MACROS);
}

#[test]
fn guards() {
    hold("guards", GUARDS);
}

#[test]
fn declarations() {
    hold("declarations", DECLARATIONS);
}

#[test]
fn headers() {
    hold("headers", HEADERS);
}

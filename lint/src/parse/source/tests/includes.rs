//! Includes, languages, and macros for several arguments.

use super::*;
use crate::text::fixture::{line, unindented};

#[test]
fn includes_are_read_with_their_quotes() {
    let check = |text: &str, expected: &[&str]| {
        let text = &unindented(text);
        let shown = |includes: Vec<Include>| {
            let lines = includes.into_iter().map(|include| {
                assert_eq!(include.span.text(text.as_bytes()), *include.path);
                if include.is_quoted {
                    format!(r#""{}""#, include.path)
                } else {
                    format!("<{}>", include.path)
                }
            });
            lines.collect::<Vec<_>>()
        };
        assert_eq!(shown(includes(text.as_bytes())), expected, "{text}");
        assert_eq!(shown(scan(text.as_bytes(), Language::C, &[]).includes), expected, "{text}");
    };
    check(&line(r#"#include "trace.h""#), &[r#""trace.h""#]);
    check("#include <sys/x.h>", &["<sys/x.h>"]);
    check("  # /* a */ include /* b */ \"a/b.h\" // c\r\n#include \"d.h\"\r\n", &[r#""a/b.h""#, r#""d.h""#]);
    check(
        r#"
        #import <A/B.h>
        #include_next "c.h"
        "#,
        &["<A/B.h>", r#""c.h""#],
    );
    check(
        r#"
        /* #include "a.h"
        #include "b.h" */
        #include "c.h"
        "#,
        &[r#""c.h""#],
    );
    check(
        r#"
        // a \
        #include "b.h"
        #include "c.h"
        "#,
        &[r#""c.h""#],
    );
    check(
        r#"
        #if 0
        #include "a.h"
        #else
        #include "b.h"
        #endif
        "#,
        &[r#""b.h""#],
    );
    check(
        r#"
        #ifdef A
        #include "a.h"
        #else
        #include "b.h"
        #endif
        "#,
        &[r#""a.h""#, r#""b.h""#],
    );
    check(
        r#"
        x = "\
        #include \"a.h\"";
        #include "b.h"
        "#,
        &[r#""b.h""#],
    );
    check("\u{feff}#include \"a.h\"\n", &[r#""a.h""#]);
    check("#include A_H\n#include\n#include \"a", &[]);
    check(
        r#"
        x #include "a.h"
        int include;
        "#,
        &[],
    );
    check("", &[]);
}

#[test]
fn languages_are_told_by_the_last_extension() {
    let check = |name: &str, expected| assert_eq!(language(name.as_bytes()), expected, "{name}");
    for name in ["a.c", "a.h", "a.m", "a.mm", "a.cc", "a.cpp", "a.c.inc", "a.h.inc", "a.inc", "x/y.z/a.c"] {
        check(name, Some(Language::C));
    }
    check("a.rs", Some(Language::Rust));
    for name in ["a.py", "c", "trace-events", "a.c.in", "a.C", ""] {
        check(name, None);
    }
}

#[test]
fn only_the_prefix_concerns_tracing() {
    let check = |text: &[u8], expected| assert_eq!(concerns_tracing(text), expected);
    check(b"trace_x", true);
    check(b"TRACE_X", true);
    check(b"a \0 xtrace_", true);
    check(b"Trace_x trace TRACE", false);
    check(b"", false);
}

#[test]
fn macros_stand_for_as_many_arguments_as_their_body_has() {
    let check = |text: &str, expected: &[(usize, &[&str])]| {
        let text = &unindented(text);
        let found = expansions(text.as_bytes(), "M");
        let found: Vec<(usize, Vec<&str>)> = found
            .iter()
            .map(|found| (found.arguments, found.may_expand.iter().map(|word| &**word).collect()))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(count, words)| (*count, words.to_vec())).collect();
        assert_eq!(found, expected, "{text}");
    };
    check(
        r"
        #define M(x) ((uint8_t*)(x))[0], \
          ((uint8_t*)(x))[1], f(a, b)
        ",
        &[(3, &["f"])],
    );
    check("#define M 1", &[(1, &[])]);
    check("#define M", &[(0, &[])]);
    check("#define M(a...) N(a), a", &[(2, &["N", "__VA_ARGS__"])]);
    check("#ifdef A\n#define M a, b\n#else\n # define M a\n#endif", &[(2, &[]), (1, &[])]);
    check("#define MM a, b\n#define N M, c\n#undef M\nint M; #define xM a", &[]);
    check("M(a, b)", &[]);
}

//! Rust.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let source = scan(text.as_bytes(), Language::Rust, &[]);
    assert_eq!(lines(text.as_bytes(), &source), expected, "{text}");
}

#[test]
fn functions_of_the_module_are_events() {
    check("fn f() { trace::trace_x(a, b); }", &["call x(a, b) in f"]);
    check("fn f() { trace::trace_x(\n  a,\n  b,\n); }", &["call x(a, b) in f"]);
    check(
        "fn f() { crate::trace::trace_x(); self::trace::trace_y(); $crate::trace::trace_z() }",
        &["call x() in f", "call y() in f", "call z() in f"],
    );
    check("use trace::trace_x;\nfn f() { trace_x(a); }", &["import x", "call x(a) in f"]);
    check("use crate::trace::{trace_x, trace_y as y};", &["import x", "import y"]);
    check("use trace::*;\nfn f() { unsafe { trace_x(a) } }", &["call x(a) in f"]);
    check("fn f() { g(trace::trace_x); }", &["value x in f"]);
}

#[test]
fn methods_and_other_paths_are_no_events() {
    check("fn f() { self.trace_x(a); a.b().trace_y(); }", &["member x in f", "member y in f"]);
    check("impl A { pub fn trace_x(&self) { Self::trace_x(); } }", &["function x", "other x in trace_x"]);
    check("use a::trace_x; use b::{c, trace_y};", &["other x", "other y"]);
    check(
        "let trace_x = 1; let mut trace_y = 2; const TRACE_Z: u32 = 1;",
        &["variable x", "variable y", "variable z"],
    );
    check("fn f(trace_x: u32) {} struct A { trace_y: u32 }", &["parameter x", "member y"]);
    check("mod trace_x; trace_y!(a); if trace_z != a {}", &["other x", "other y", "value z"]);
    check(r#"extern "C" { fn trace_x(a: u32); }"#, &["function x"]);
}

#[test]
fn arguments_are_split_as_rust_does() {
    let check = |argument: &str, expected: &str| {
        check(&format!("trace::trace_x({argument});"), &[&format!("call x({expected})")]);
    };
    check("", "");
    check("a,", "a");
    check("self.a, &mut b.c, *d", "a, c, d");
    check("a as u32, a.into(), buf.len()", "a, a, 'buf.len()'");
    check(
        r##"c"a, b", b"\"", r#"","#, br",", cr#","#"##,
        r##"'c"a, b"', 'b"\""', 'r#"","#', 'br","', 'cr#","#'"##,
    );
    check("'a', '\\'', b',', '\\u{2c}', ',', 'é'", "''a'', ''\\''', 'b','', ''\\u{2c}'', '','', ''é''");
    check(
        "f::<A, B>(a), <A as B<C, D>>::E, g::<Vec<(A, B)>>()",
        "'f::<A, B>(a)', '<A as B<C, D>>::E', 'g::<Vec<(A, B)>>()'",
    );
    check("a < b, c > d", "'a < b', 'c > d'");
    check("|a, b| a, move |a, b| { a; b }, a | b, c", "'|a, b| a', 'move |a, b| { a; b }', 'a | b', c");
    check("[a, b], (c, d), A { e, f }, [0; 4]", "'[a, b]', '(c, d)', 'A { e, f }', '[0; 4]'");
    check("a[i], a.0, a.b[1].c, A::B", "a, a, c, 'A::B'");
    check("/* , */ a // ,\n, b", "a, b");
}

#[test]
fn calls_that_are_not_closed_end_with_the_statement() {
    check("fn f() { trace::trace_x(a, b; trace::trace_y(); }", &["call x(a, b) in f open", "call y() in f"]);
    check(
        "fn f() { trace::trace_x(a } fn g() { trace::trace_y(); }",
        &["call x(a) in f open", "call y() in g"],
    );
    check("trace::trace_x(", &["call x() open"]);
}

#[test]
fn comments_nest_and_only_mention() {
    check("/* a /* trace_x */ trace_y */ trace::trace_z();", &["mention x", "mention y", "call z()"]);
    check(
        "/// trace_x \\\n//! TRACE_Y\ntrace::trace_z(); // trace_a",
        &["mention x", "mention y", "call z()", "mention a"],
    );
    check("fn f() { /* trace_x", &["mention x in f"]);
}

#[test]
fn literals_hold_no_code() {
    check("let a = \"trace_x \\\" trace_x\n trace_x\"; trace::trace_y();", &["call y()"]);
    check(r###"let a = r"\"; trace::trace_y(); let b = r##""# trace_x"##;"###, &["call y()"]);
    check(
        r#"fn f<'a>(b: &'a str) -> &'static str { trace::trace_x('"', '\\'); 'c: loop { break 'c; } }"#,
        &[r#"call x(''"'', ''\\'') in f"#],
    );
    check(r#"let r = 1; r#type; trace::trace_x(); "trace_y"#, &["call x()"]);
}

#[test]
fn groups_are_read_where_they_are_brought_in() {
    let check = |text: &str, expected: &[&str]| {
        let groups = scan(text.as_bytes(), Language::Rust, &[]).groups;
        let names: Vec<_> = groups.iter().map(|group| &*group.name).collect();
        assert_eq!(names, expected, "{text}");
        assert!(groups.iter().all(|group| group.span.text(text.as_bytes()) == *group.name));
    };
    check(r#"::trace::include_trace!("hw_char");"#, &["hw_char"]);
    check("use trace::include_trace;\ninclude_trace! { \"a\" }\ninclude_trace![\"b\"];", &["a", "b"]);
    check(r#"macro_rules! include_trace { ($name:literal) => {} } // include_trace!("c")"#, &[]);
    check(r#"include_trace!(name); include_trace!(""#, &[]);
}

#[test]
fn functions_are_told_from_what_looks_like_them() {
    check(
        "fn f(a: [u8; 4]) -> fn(u8) where A: B { trace::trace_x(); if a { fn g() { trace::trace_y(); } } trace::trace_z() }",
        &["call x() in f", "call y() in g", "call z() in f"],
    );
    check("trait A { fn f(); } impl B { const C: u8 = { trace::trace_x(); 1 }; }", &["call x()"]);
    check("fn f() { g(|a| { trace::trace_x(a) }) }", &["call x(a) in f"]);
    let text = "a; pub fn f() { trace::trace_x(); } b;";
    let source = scan(text.as_bytes(), Language::Rust, &[]);
    assert_eq!(source.functions[0].span.text(text.as_bytes()), "fn f() { trace::trace_x(); }");
}

#[test]
fn guards_are_told_by_their_form() {
    check(
        "fn f() { if !g!(TRACE_X) && a(TRACE_Y) {} unsafe { _TRACE_Z_DSTATE }; TRACE_x; }",
        &["guard !x EventId g in f", "guard y EventId a in f", "guard z Dstate in f"],
    );
}

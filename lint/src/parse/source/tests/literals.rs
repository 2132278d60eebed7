//! Comments, strings, characters: what looks like code in them is none.

use super::check;
use crate::text::fixture::unindented;

#[test]
fn comments_only_mention() {
    check("/* trace_x(a); */ // trace_y\ntrace_z();", &["mention x", "mention y", "call z()"]);
    check("// a \\\n trace_x(a);\ntrace_y();", &["mention x", "call y()"]);
    check("// a \\ \t\r\n trace_x(a);\r\ntrace_y();", &["mention x", "call y()"]);
    check("// a \\\\\n trace_x(a);", &["mention x"]);
    check("/* a // */ trace_x(); /* b */ trace_y();", &["call x()", "call y()"]);
    check("/*/ trace_x */ trace_y();", &["mention x", "call y()"]);
    check("/* trace_x /* */ trace_y(); */", &["mention x", "call y()"]);
    check("/* trace_x", &["mention x"]);
    check("/* a *\\\n/ trace_x */", &["mention x"]);
    check("a / trace_x; b /* trace_y */ / trace_z;", &["value x", "mention y", "value z"]);
    check("/* TRACE_X, TRACE_Y_ENABLED, TRACE_z, trace_*, trace_ */", &["mention x", "mention y"]);
    check("void f(void) { // trace_x\n}", &["mention x in f"]);
}

#[test]
fn strings_hold_no_code() {
    let check = |literal: &str| {
        check(&format!("f({literal}); trace_y(a);"), &["call y(a)"]);
        check(&format!("trace_y({literal});"), &[&format!("call y('{}')", oneline(literal))]);
    };
    check(r#""trace_x(a);""#);
    check(r#""\" trace_x \\""#);
    check("\"a \\\n trace_x\"");
    check("\"a \\\r\n trace_x\"");
    check("\"a \\ \n trace_x\"");
    check(r#""/* trace_x""#);
    check(r#""// trace_x""#);
    check(r#""'""#);
    check(r#""{""#);
    check(r#"L"trace_x""#);
    check(r#"@"trace_x""#);
    check(r#"'"'"#);
    check(r"'\''");
    check(r"'\\'");
    check("'{'");
    check("'}'");
    check("';'");
    check("'#'");
    check(r#"L'"'"#);
    check(r#"u8'"'"#);
    check(r#"R"(trace_x(" ; } \)""#);
    check(r#"R"ab(trace_x)" )a" )ab""#);
    check("u8R\"(\ntrace_x\n#if 0\n)\"");
    check(r#"LR"(")""#);
}

fn oneline(literal: &str) -> String {
    literal.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_word_that_ends_in_r_is_no_raw_string() {
    check(r#"f(xR"(a" trace_x) );"#, &["value x"]);
    check(r#"f(R"a b(", trace_x);"#, &["value x"]);
    check(r#"f(R"(trace_x"#, &[]);
}

#[test]
fn a_literal_that_is_not_closed_ends_with_its_line() {
    check("f(\"a);\ntrace_x(a);", &["call x(a)"]);
    check("f('a);\ntrace_x(a);", &["call x(a)"]);
    check("f('a);\rtrace_x(a);", &["call x(a)"]);
    check("#if 0\ndon't {\n#endif\nvoid f(void) { trace_x(); }", &["call x() in f"]);
    check("#error don't\ntrace_x();", &["call x()"]);
    check(r#"""#, &[]);
    check(r"trace_x(a); '\", &["call x(a)"]);
}

#[test]
fn quotes_in_numbers_are_no_literals() {
    check("int a = 1'000; trace_x(0x1'f, 1'0'0);", &["call x('0x1'f', '1'0'0')"]);
    check(r#"int a = b1'"'; trace_x();"#, &["call x()"]);
}

#[test]
fn newlines_are_of_any_kind() {
    for newline in ["\n", "\r\n", "\r"] {
        let text = &unindented(
            r#"
            // trace_a
            #define F(x) \
              trace_b(x)
            void f(void)
            {
            #if 0
              trace_c();
            #endif
              trace_d("a
            , b);
              trace_e();
            }
            "#,
        );
        check(
            &text.replace('\n', newline),
            &[
                "mention a",
                "call b(x) in F",
                "call c() in f dead",
                r#"call d('"a', b) in f"#,
                "call e() in f",
            ],
        );
    }
}

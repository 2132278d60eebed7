//! Calls and what they pass.

use super::check;

#[test]
fn a_call_is_one_wherever_a_statement_may_stand() {
    let check = |statement: &str| check(&format!("void f(void)\n{{\n{statement}\n}}\n"), &["call x(a) in f"]);
    check("trace_x(a);");
    check("return trace_x(a);");
    check("if (y) trace_x(a); else y();");
    check("if (y) y(); else trace_x(a);");
    check("for (;;) trace_x(a);");
    check("while (y) trace_x(a);");
    check("do trace_x(a); while (0);");
    check("switch (y) { case 1: trace_x(a); }");
    check("switch (y) { default: trace_x(a); }");
    check("switch (y) { case Y: case Z: trace_x(a); }");
    check("label: trace_x(a);");
    check("{ y(); } trace_x(a);");
    check("(void)trace_x(a);");
    check("(void) trace_x (a);");
    check("(trace_x)(a);");
    check("(*trace_x)(a);");
    check("return (trace_x)(a);");
    check("y(), trace_x(a);");
    check("y ? trace_x(a) : y();");
    check("y ? y() : trace_x(a);");
    check("y && trace_x(a);");
    check("y = ({ trace_x(a); 1; });");
    check("WITH_LOCK(y) trace_x(a);");
    check("BEGIN_IGNORE\ntrace_x(a);");
    check("trace_x /* why */ ( // so\n a);");
    check("trace_x \\\n (a);");
    check("    trace_x(\n        a\n    );");
    check("int y = 1; trace_x(a);");
    check("dispatch_async(y, ^{ trace_x(a); });");
    check("y(^(int z) { trace_x(a); });");
    check("y([&](int z) { trace_x(a); });");
    check("[self y:trace_x(a)];");
    check(r#"y("}"); trace_x(a);"#);
}

#[test]
fn a_call_needs_no_function_round_it() {
    check("trace_x(a);", &["call x(a)"]);
    check("} trace_x(a);", &["call x(a)"]);
    check("case 1: trace_x(a);", &["call x(a)"]);
    check("return trace_x(a)", &["call x(a)"]);
    check("\ttrace_x(a);", &["call x(a)"]);
}

#[test]
fn arguments_are_about_one_identifier_or_none() {
    let check = |argument: &str, expected: &str| {
        check(&format!("trace_x({argument});"), &[&format!("call x({expected})")]);
    };
    check("", "");
    check("  /* none */ ", "");
    check("a", "a");
    check("a, b,\n c", "a, b, c");
    check("s->a", "a");
    check("s.a", "a");
    check("&s->a.b", "b");
    check("*a", "a");
    check("**a", "a");
    check("(uint64_t)a", "a");
    check("(unsigned long)s->a", "a");
    check("(char *)&a", "a");
    check("(struct s *)*a", "a");
    check("((a))", "a");
    check("((uint8_t *)(a))[0]", "a");
    check("a[i].b", "b");
    check("a[i]", "a");
    check("a[f(i, j)][k]", "a");
    check("(s)->a", "a");
    check("S::a", "a");
    check("(a) * b", "'(a) * b'");
    check("a + 1", "'a + 1'");
    check("a ? b : c", "'a ? b : c'");
    check("-a", "'-a'");
    check("!a", "'!a'");
    check("12", "'12'");
    check("1.5e+3", "'1.5e+3'");
    check("0x1f", "'0x1f'");
    check(r#""a, b""#, r#"'"a, b"'"#);
    check(r#""a" PRIx64"#, r#"'"a" PRIx64'"#);
    check("','", "'',''");
    check("sizeof(a)", "'sizeof(a)'");
    check("sizeof a", "'sizeof a'");
    check("s->f(a)", "'s->f(a)'");
    check("f(a, b)", "'f(a, b)'+f");
    check("&f(a)->b", "'&f(a)->b'+f");
    check("[event keyCode]", "'[event keyCode]'");
    check("[event a:b, c]", "'[event a:b, c]'");
    check("(Point){ 1, 2 }", "'(Point){ 1, 2 }'");
    check("({ int i = 1; i; })", "'({ int i = 1; i; })'");
    check("x(a, (b, c), d), e", "'x(a, (b, c), d)'+x, e");
    check("a,", "a, ''");
    check(", a", "'', a");
    check("a /* , */, b // ,\n", "a, b");
}

#[test]
fn what_may_be_a_macro_for_several_arguments_is_told() {
    let check = |argument: &str, expected: &str| {
        check(&format!("trace_x({argument});"), &[&format!("call x({expected})")]);
    };
    check("MAC_ARG(a)", "'MAC_ARG(a)'+MAC_ARG");
    check("a, MAC_ARG(b->c), d", "a, 'MAC_ARG(b->c)'+MAC_ARG, d");
    check("ARGS", "ARGS+ARGS");
    check("f(MAC_ARG(a))", "'f(MAC_ARG(a))'+f");
    check("A", "A");
    check("a->B_C", "B_C");
    check("__VA_ARGS__", "__VA_ARGS__+__VA_ARGS__");
}

#[test]
fn a_call_that_is_not_closed_ends_with_its_statement() {
    check("void f(void) { trace_x(a, b; trace_y(c); }", &["call x(a, b) in f open", "call y(c) in f"]);
    check(
        "void f(void) { trace_x(a, b } void g(void) { trace_y(); }",
        &["call x(a, b) in f open", "call y() in g"],
    );
    check("trace_x(", &["call x() open"]);
    check("trace_x(a,", &["call x(a, '') open"]);
    check("trace_x((a)", &["call x(a) open"]);
    check("trace_x(a))", &["call x(a)"]);
    check("trace_x(a[1), b)", &["call x('a[1')"]);
    check("trace_x", &["value x"]);
    check(r#"trace_x("a"#, &[r#"call x('"a') open"#]);
    check(
        r#"
        trace_x("a);
        trace_y();
        "#,
        &[r#"call x('"a); trace_y()'+trace_y) open"#, "call y()"],
    );
    check("trace_x(a /* b);", &["call x(a) open"]);
}

#[test]
fn calls_stand_in_calls() {
    check("trace_x(trace_y(a), b);", &["call x('trace_y(a)'+trace_y, b)", "call y(a)"]);
    check("hexdump(buf, len, trace_x);", &["value x"]);
    check("a = &trace_x;", &["value x"]);
    check("static F fs[] = { trace_x, NULL };", &["value x"]);
    check(r#"static F fs[] = { { "a", A * b, trace_x }, { A, (F)trace_y } };"#, &["value x", "value y"]);
    check("static F f = { .cb = trace_x };", &["value x"]);
    check(
        "void f(void) { F g = trace_x; g(trace_y); h(a * trace_z); }",
        &["value x in f", "value y in f", "value z in f"],
    );
}

#[test]
fn only_whole_words_count() {
    check("qemu_trace_x(); xtrace_x(); trace_(); TRACE(); atrace_x; é_trace_x();", &[]);
    check("trace_é(a);", &["call é(a)"]);
    check("trace_2x(a);", &["call 2x(a)"]);
    check("trace_trace_x(a);", &["call trace_x(a)"]);
    check("trace__x(a);", &["call _x(a)"]);
    check("__TRACE_X_H", &[]);
}

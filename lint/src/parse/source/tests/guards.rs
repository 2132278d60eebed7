//! Guards and what they guard.

use super::check;

#[test]
fn guards_are_told_by_their_form() {
    check(
        "a = trace_event_get_state_backends(TRACE_X);",
        &["call event_get_state_backends(TRACE_X+TRACE_X)", "guard x EventId Backends"],
    );
    check("a = TRACE_X_ENABLED;", &["guard x Enabled"]);
    check("a = TRACE_X_BACKEND_DSTATE();", &["guard x BackendDstate"]);
    check("a = _TRACE_X_DSTATE;", &["guard x Dstate"]);
    check("a = &_TRACE_X_EVENT;", &["guard x Event"]);
    check("a = f(TRACE_X);", &["guard x EventId f"]);
    check("a = TRACE_X_ENABLED && b;", &["guard x Enabled"]);
    check("a = f(&_TRACE_X_EVENT, TRACE_Y);", &["guard x Event", "guard y EventId"]);
    check("a = TRACE_x + _TRACE_X + TRACE_ + _TRACE__EVENT;", &[]);
    check("#if TRACE_X_ENABLED\n#endif", &["guard x Enabled"]);
}

#[test]
fn a_name_that_ends_as_a_form_does_is_whole_where_an_id_stands() {
    check(
        "a = trace_event_get_state_backends(TRACE_X_ENABLED);",
        &[
            "call event_get_state_backends(TRACE_X_ENABLED+TRACE_X_ENABLED)",
            "guard x_enabled EventId Backends",
        ],
    );
    check(
        "a = trace_event_get_state(TRACE_X_DSTATE);",
        &["call event_get_state(TRACE_X_DSTATE+TRACE_X_DSTATE)", "guard x_dstate EventId State"],
    );
}

/// Holds the body of the guard in a function's text to the one expected.
#[track_caller]
fn check_body(condition: &str, rest: &str, body: Option<&str>) {
    let guard = "f(TRACE_X)";
    let text = format!("if ({}) {rest}", condition.replace('G', guard));
    let body = body.map(|body| format!(" body '{body}'")).unwrap_or_default();
    let not = if condition.contains("!G") && !condition.contains("!!G") { "!" } else { "" };
    check(&text, &[&format!("guard {not}x EventId f{body}")]);
}

#[test]
fn a_guard_that_must_be_true_guards_the_statement() {
    let check = |condition| check_body(condition, "{ a; } b;", Some("{ a; }"));
    check("G");
    check("!!G");
    check("G && c");
    check("c && G");
    check("c && G && (d || e)");
    check("(c || d) && G");
    check("(G)");
    check("(c && G) && d");
    check("unlikely(G)");
    check("c && likely(d && G)");
    check(r#"c(")") && G"#);
    check("c[a || b] && G");
}

#[test]
fn a_guard_that_need_not_be_true_guards_nothing() {
    let check = |condition| check_body(condition, "{ a; } b;", None);
    check("!G");
    check("G || c");
    check("c || G");
    check("c && (d || G)");
    check("!(c && G)");
    check("!unlikely(G)");
    check("c ? G : d");
    check("G ? c : d");
    check("G == c");
    check("c == G");
    check("c(G)");
    check("c[G]");
}

#[test]
fn the_statement_goes_to_its_end() {
    check_body("G", "a(b); c;", Some("a(b);"));
    check_body("G", r#"/* a */ { b; { c; } "}" } d"#, Some(r#"{ b; { c; } "}" }"#));
    check_body("G", "for (i = 0; i < n; i++) { a; } b;", Some("for (i = 0; i < n; i++) { a; }"));
    check_body("G", "for (;;) a(); b;", Some("for (;;) a();"));
    check_body("G", "a = (A){ 1 }; b;", Some("a = (A){ 1 };"));
    check_body("G", "{ a; ", None);
    check_body("G", "a", None);
    check_body("G", ") a;", None);
    check_body("G", "", None);
}

#[test]
fn a_guard_may_stand_in_any_if() {
    check(
        "void g(void) { if (a) { } else if (f(TRACE_X)) { b; } }",
        &["guard x EventId f body '{ b; }' in g"],
    );
    check("if (f(\n    TRACE_X)) {\n}", &["guard x EventId f body '{ }'"]);
    check(
        "if (TRACE_X_ENABLED && TRACE_X_BACKEND_DSTATE()) a;",
        &["guard x Enabled body 'a;'", "guard x BackendDstate body 'a;'"],
    );
    check("while (f(TRACE_X)) { a; }", &["guard x EventId f"]);
    check(
        r"
        #define A() \
            if (f(TRACE_X)) { \
                b; \
            }
        ",
        &["guard x EventId f body '{ \\ b; \\ }' in A"],
    );
    check("if (f(TRACE_X)) { trace_x(a); }", &["guard x EventId f body '{ trace_x(a); }'", "call x(a)"]);
}

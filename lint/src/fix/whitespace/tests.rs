//! What formatting changes, and what it leaves.

use super::*;
use crate::rules::diagnostic::Fix;
use crate::text::fixture::{line, unindented};

fn formatted(text: &[u8]) -> Vec<u8> {
    let edits = format_all(&File::new("trace-events", text.to_vec()));
    Fix { message: String::new(), is_safe: true, edits }.apply(text)
}

fn check(text: &str, expected: &str) {
    let found = formatted(text.as_bytes());
    assert_eq!(String::from_utf8_lossy(&found), expected, "{text:?}");
    assert_eq!(formatted(&found), found, "{text:?} is not formatted once for all");
}

#[test]
fn white_space() {
    check("", "");
    check("  \t\n \t", "");
    check("# a  \n  # b\t\n", "# a\n  # b\n");
    check("disable \t f( int  a ,char * b )\"%d %s\"  \n", &line(r#"disable f(int a, char *b) "%d %s""#));
    check(r#"f( void )   """#, &line(r#"f(void) """#));
    check("f(uint64_t\ta)  \"%\"PRIx64\" x\"\r\n", "f(uint64_t a) \"%\" PRIx64 \" x\"\r\n");
    check("f(void) \"\"\r\ng(void) \"\"", "f(void) \"\"\r\ng(void) \"\"\r\n");
    check(&line(r#"  f(void) "a  b""c""#), &line(r#"f(void) "a  b" "c""#));
}

#[test]
fn empty_lines() {
    check(
        "\n\nf(void) \"\"\n\n \n\n# x\n\n\n",
        &unindented(
            r#"
            f(void) ""

            # x
            "#,
        ),
    );
    check(
        &unindented(
            r#"
            f(void) ""
            # a.c
            g(void) ""
            "#,
        ),
        &unindented(
            r#"
            f(void) ""

            # a.c
            g(void) ""
            "#,
        ),
    );
    check(
        &unindented(
            r#"
            # a.c
            # b.c
            f(void) ""
            # prose
            "#,
        ),
        &unindented(
            r#"
            # a.c
            # b.c
            f(void) ""
            # prose
            "#,
        ),
    );
    check("f(void) \"\"\r\n# a.c\r\n", "f(void) \"\"\r\n\r\n# a.c\r\n");
    check("\n\n\n", "");
    check(
        &unindented(
            r#"
            f(void) ""


            "#,
        ),
        &line(r#"f(void) """#),
    );
}

#[test]
fn what_tracetool_reads_stays() {
    for text in [
        &line(r#"f(const  char* a) "%s""#),
        &line(r#"f(const char  *a) "%s""#),
        &line(r#" f(void) """#),
        &line(r#"f (int  a) "%d""#),
        &line(r#"f(int  a "%d""#),
        &line(r#"f(void)  x  "%d""#),
        "f(int a) \"a\\n\"  \n",
        &line(r#"f(int a) u8"%d""#),
        "f(int a) \"%d\"\u{a0} \n",
        &line(r#"f(int a) "a" u8"%d""#),
        &line(r#"f(int a) "%d",  "%d""#),
        "f(int a) \"%d  \n",
    ] {
        check(text, text);
    }
}

#[test]
fn a_range_and_what_was_typed() {
    let text: &str = &unindented(
        r#"
        f( void) ""
        g( void) ""
        h( void) ""
        "#,
    );
    let file = File::new("trace-events", text.into());
    let starts = |edits: Vec<Edit>| -> Vec<u32> { edits.iter().map(|edit| edit.span.start).collect() };
    assert_eq!(starts(format_range(&file, Span::new(0, 12))), [2]);
    assert_eq!(starts(format_range(&file, Span::new(12, 12))), [14]);
    assert_eq!(starts(format_range(&file, Span::new(3, 13))), [2, 14]);
    assert_eq!(starts(format_range(&file, Span::new(30, 99))), [26]);
    assert_eq!(starts(format_typed(&file, 12)), [2]);
    assert_eq!(starts(format_typed(&file, 36)), [26]);
    assert!(starts(format_typed(&file, 5)).is_empty());
}

/// All that tracetool reads of a file.
fn reading(text: &[u8]) -> Vec<String> {
    let file = File::new("trace-events", text.to_vec());
    let shown = |span: Span| span.text(&file.text).into_owned();
    let mut found: Vec<String> = file.tree.errors.iter().map(|error| error.message.clone()).collect();
    for line in &file.tree.lines {
        let LineKind::Event(event) = &line.kind else { continue };
        found.extend(event.properties.iter().copied().chain(event.name).map(shown));
        for argument in &event.arguments {
            match argument.kind {
                ArgumentKind::Declaration { ctype, name } => found.extend([shown(ctype), shown(name)]),
                kind => found.push(format!("{kind:?} {}", shown(argument.span))),
            }
        }
        found.extend(event.ignored.map(shown));
        for piece in event.format.iter().flat_map(|format| &format.pieces) {
            found.push(format!("{:?} {}", piece.kind, shown(piece.span)));
        }
    }
    found
}

#[test]
fn the_reading_is_unchanged() {
    const WORDS: [&str; 36] = [
        "f(", "(", ")", ") ", ",", ", ", " ", "  ", "\t", "\n", "\r\n", "\r", "int", "int a", "char *",
        "char*b", "const ", "void", "*", r#"""#, r#""%d""#, r#""a b""#, "PRIx64", r#" u8""#, "# x ", "#",
        "disable ", "é", "\u{a0}", "\u{2003}", "/* , */", ";", r"\n", r"\", "x", "\0",
    ];
    // A fixed walk: the same texts on every run.
    let mut state = 0x7ace_u64;
    let mut next = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    for _ in 0..20_000 {
        let text: Vec<u8> = (0..next(30)).flat_map(|_| WORDS[next(WORDS.len())].bytes()).collect();
        let once = formatted(&text);
        let shown = String::from_utf8_lossy(&text);
        assert_eq!(reading(&once), reading(&text), "{shown:?} {:?}", String::from_utf8_lossy(&once));
        assert_eq!(formatted(&once), once, "{shown:?}");
        let written = |text: &[u8]| -> Vec<u8> {
            let text = String::from_utf8_lossy(text).into_owned();
            text.chars().filter(|it| !crate::parse::events::token::is_blank(*it)).collect::<String>().into()
        };
        assert_eq!(written(&once), written(&text), "only white space may change");
    }
}

//! What is offered where, in whole lines and in broken ones.

use super::super::fixture::{Tree, cursor};
use super::item::{Item, ItemKind};
use super::*;
use trace_lint::linter::{Settings, lint_alone};
use trace_lint::qemu::era::Era;
use trace_lint::rules::RULES;
use trace_lint::text::fixture::{files, line};

const OTHERS: &str = r#"
    --- hw/y/trace-events
    y(void *opaque, uint64_t addr, uint64_t size) ""
    --- hw/x/x.c
    #include "trace.h"
    void f(void) { trace_new(s, addr); }
    --- hw/x/quiet.c
    int x;
    --- hw/x/quiet.h
    int x;
    --- hw/y/y.c
    void g(void) { trace_elsewhere(); }
    --- hw/y/s.c
    #include "trace.h"
    void g(void) { trace_y(s, addr, 3); }
    "#;

/// The index of the others and of events in hw/x.
fn index(events: &str) -> Index {
    let mut files = files(OTHERS);
    files.insert(0, ("hw/x/trace-events".to_owned(), events.to_owned()));
    Tree::of(files).index
}

fn offered(marked: &str) -> (String, Arc<File>, Vec<Item>) {
    let (text, offset) = cursor(marked);
    let index = index(&text);
    let file = index.events[0].clone();
    let items = completions(&file, &index, offset);
    for item in &items {
        assert!(item.span.start <= offset && offset <= item.span.end, "{marked}: {item:?}");
        assert!(!text[item.span.range()].contains('\n'), "{marked}: {item:?}");
        if let Some(subject) = &item.subject
            && item.kind != ItemKind::Type
        {
            assert!(documentation(&index, &file.path, subject).is_some(), "{marked}: {item:?}");
        }
    }
    (text, file, items)
}

/// The lines that the first items make.
fn check(marked: &str, expected: &[&str]) {
    let (text, _, items) = offered(marked);
    let made = |item: &Item| {
        let mut made = text.clone();
        made.replace_range(item.span.range(), &item.text);
        made
    };
    let found: Vec<String> = items.iter().map(made).collect();
    let first: Vec<&str> = found.iter().take(expected.len()).map(String::as_str).collect();
    assert_eq!(first, expected, "{marked}");
    assert!(!expected.is_empty() || found.is_empty(), "{marked}: {found:?}");
}

fn labels(marked: &str) -> Vec<String> {
    offered(marked).2.into_iter().map(|item| item.label).collect()
}

#[test]
fn events_properties_and_headings() {
    check("|", &[r#"new(int s, uint64_t addr) "s=%d addr=0x%" PRIx64"#, "disable ", "# x.c", "# quiet.c"]);
    check("n|", &[r#"new(int s, uint64_t addr) "s=%d addr=0x%" PRIx64"#, "disable "]);
    check("disable |\n", &[&line(r#"disable new(int s, uint64_t addr) "s=%d addr=0x%" PRIx64"#)]);
    check(r#"n|(int a) "%d""#, &[r#"new(int a) "%d""#, r#"disable (int a) "%d""#]);
    check(r#"dis| new(void) """#, &[r#"disable new(void) """#]);
    check("odd n|", &[]);
    check("# x|", &["# x.c", "# quiet.c"]);
    check("#|\r\n", &["# x.c\r\n"]);
    check("# x.c\n# |", &["# x.c\n# quiet.c"]);
    check("# a note |", &[]);
    assert!(labels(&(line(r#"new(void) """#) + "|")).iter().all(|label| label != "new"));
}

#[test]
fn arguments() {
    check(r#"foo(|) """#, &[r#"foo(void *) """#, r#"foo(const char *) """#, r#"foo(int ) """#]);
    check("foo(uin| a)", &["foo(void * a)"]);
    check("foo(int a, uint64_t |", &["foo(int a, uint64_t addr", "foo(int a, uint64_t size"]);
    check("foo(uint64_t ad|", &["foo(uint64_t addr", "foo(uint64_t size"]);
    check(r#"foo(void *|) """#, &[r#"foo(void *opaque) """#]);
    check(r#"foo(uint64_t addr, uint64_t |) """#, &[r#"foo(uint64_t addr, uint64_t size) """#]);
    check("new(|", &["new(int s"]);
    check("new(int s,|)", &["new(int s, uint64_t addr)"]);
    check("foo(hwaddr |", &[]);
    assert!(labels("foo(|").contains(&"void".into()));
    assert!(!labels("foo(int a, |").contains(&"void".into()));
    assert!(labels("foo(unsigned |").contains(&"long".into()));
    assert!(labels("foo(const |").contains(&"char *".into()));
}

#[test]
fn conversions() {
    let open = r#"foo(uint64_t addr, int n) ""#;
    let line = |rest: &str| format!("{open}{rest}");
    let check = |marked: &str, expected: &[&str]| {
        let expected: Vec<String> = expected.iter().map(|rest| line(rest)).collect();
        check(&line(marked), &expected.iter().map(String::as_str).collect::<Vec<_>>());
    };
    check(r#"%|""#, &[r#"%" PRIx64 """#, r#"%" PRIu64 """#, r#"%" PRIX64 """#, r#"%" PRIo64 """#]);
    check("at %0| n", &[r#"at %0" PRIx64 " n"#]);
    check(r#"a=%d n=%|""#, &[r#"a=%d n=%d""#, r#"a=%d n=%x""#]);
    check(r#"%|, %d""#, &[r#"%" PRIx64 ", %d""#]);
    check("addr=|", &[r#"addr=%" PRIx64 ""#, r#"addr=%" PRIu64 ""#]);
    check(r#"addr=0x| n=%d""#, &[r#"addr=0x%" PRIx64 " n=%d""#]);
    check(r#"|""#, &[r#"addr=0x%" PRIx64 """#, r#"addr=0x%" PRIx64 " n=%d""#, r#"%" PRIx64 """#]);
    check(r#"ad|""#, &[r#"addr=0x%" PRIx64 """#, r#"addr=0x%" PRIx64 " n=%d""#]);
    check(r#"%" PRIx64 " |""#, &[r#"%" PRIx64 " n=%d""#, r#"%" PRIx64 " %d""#, r#"%" PRIx64 " %x""#]);
    check(r#"%" |"#, &[r#"%" PRIx64"#, r#"%" PRIu64"#]);
    check(r#"%"|"#, &[r#"%" PRIx64"#]);
    check(r#"%" PRI|" n=%d""#, &[r#"%" PRIx64 " n=%d""#]);
    check(r#"%d %d |""#, &[]);
    check(r#"%" PRIx64 |"#, &[]);
    check("a\\|", &[]);
    check("%1$|", &[]);
}

#[test]
fn the_last_macro_ends_the_string() {
    check(r#"f(uint64_t a) "a=%|""#, &[r#"f(uint64_t a) "a=%" PRIu64"#, r#"f(uint64_t a) "a=%" PRIx64"#]);
    check(r#"f(uint64_t a) "a=%|"#, &[r#"f(uint64_t a) "a=%" PRIu64"#]);
    check(r#"f(uint64_t a) "a=%| ""#, &[r#"f(uint64_t a) "a=%" PRIu64 " ""#]);
    check(r#"f(uint64_t a) "a=%|""b""#, &[r#"f(uint64_t a) "a=%" PRIu64 "b""#]);
    check("f(uint64_t a) \"a=%|\" \"b\"\r\n", &["f(uint64_t a) \"a=%\" PRIu64 \"b\"\r\n"]);
}

#[test]
fn other_types() {
    check(r#"f(size_t n) "%|""#, &[r#"f(size_t n) "%zu""#, r#"f(size_t n) "%zx""#]);
    check(r#"f(const char *s) "%|""#, &[r#"f(const char *s) "%s""#, r#"f(const char *s) "%p""#]);
    check(r#"f(int n, char *s) "%|""#, &[r#"f(int n, char *s) "%.*s""#, r#"f(int n, char *s) "%d""#]);
    check(r#"f(int n, char *s) "%.*|""#, &[r#"f(int n, char *s) "%.*s""#]);
    check(r#"f(bool b) "%|""#, &[r#"f(bool b) "%d""#]);
    check(r#"f(int n, bool b) "😀 %d|""#, &[r#"f(int n, bool b) "😀 %d""#, r#"f(int n, bool b) "😀 %x""#]);
    check(r#"f(hwaddr b) "%|""#, &[]);
    assert!(labels(r#"f(int n, bool b) "%d|""#).contains(&"b=%d".into()));
}

#[test]
fn whole_formats() {
    check("f(void *s, uint64_t a)|", &[r#"f(void *s, uint64_t a) "s=%p a=%" PRIu64"#]);
    check("f(void) |\n", &[&line(r#"f(void) """#)]);
    check("f(hwaddr a) |", &[]);
    check(r#"f(int a) | "%d""#, &[]);
    check("f(int a) x|", &[]);
}

/// Whatever the type, a conversion that is offered fits on every host, and is the right one.
#[test]
fn every_conversion_fits() {
    let settings = Settings::new(RULES.iter().copied().filter(|rule| rule.is_default).collect(), Era::NEWEST);
    for ctype in
        CType::words().filter(|word| CType::parse(word).is_ok()).chain(["void *", "char *", "unsigned long"])
    {
        for rest in
            [r#""%|""#, r#""a=|""#, r#""%|"#, r#""%08| ""#, r#""%-4|""#, r#""|""#, r#""%" |"#, r#""%|" "x""#]
        {
            let marked = format!("f({ctype} a) {rest}\n");
            let (text, _, items) = offered(&marked);
            for item in items {
                let mut made = text.clone();
                made.replace_range(item.span.range(), &item.text);
                if !made.trim_end().ends_with('"') && made.matches('"').count() % 2 == 1 {
                    made.insert(made.len() - 1, '"');
                }
                let file = Arc::new(File::new("trace-events", made.clone().into()));
                let found = lint_alone(&file, &settings, None);
                let is_wrong = |name: &str| name.starts_with("format-") || name.contains("syntax");
                let wrong: Vec<_> =
                    found.iter().map(|it| it.rule.name).filter(|name| is_wrong(name)).collect();
                assert!(wrong.is_empty(), "{marked}: {made}: {wrong:?}");
            }
        }
    }
}

#[test]
fn anywhere_at_all() {
    let lines = [
        "# x.c\n",
        r#"disable foo(int a, const char *b) "a=%d " PRIx64 "b=%.*s""#,
        "\r\n",
        r#"bar( "%"#,
        "\n",
        r#"(,) "" x"#,
        "\n\u{a0}",
        r#"é(""#,
    ];
    let text = lines.concat();
    let pieces: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for cut in &pieces {
        let index = index(&text[..*cut]);
        for at in pieces.iter().filter(|at| *at <= cut) {
            for item in completions(&index.events[0], &index, *at as u32) {
                assert!(text[..*cut].get(item.span.range()).is_some(), "{item:?}");
            }
        }
    }
}

//! What is offered where, in whole lines and in broken ones.

use super::super::fixture::{cursor, index_of};
use super::item::{Item, ItemKind};
use super::*;
use trace_lint::linter::{Settings, lint_alone};
use trace_lint::qemu::era::Era;
use trace_lint::rules::RULES;

const OTHERS: [(&str, &str); 6] = [
    ("hw/y/trace-events", "y(void *opaque, uint64_t addr, uint64_t size) \"\"\n"),
    ("hw/x/x.c", "#include \"trace.h\"\nvoid f(void) { trace_new(s, addr); }\n"),
    ("hw/x/quiet.c", "int x;\n"),
    ("hw/x/quiet.h", "int x;\n"),
    ("hw/y/y.c", "void g(void) { trace_elsewhere(); }\n"),
    ("hw/y/s.c", "#include \"trace.h\"\nvoid g(void) { trace_y(s, addr, 3); }\n"),
];

fn offered(marked: &str) -> (String, Arc<File>, Vec<Item>) {
    let (text, offset) = cursor(marked);
    let index = index_of(&[&[("hw/x/trace-events", &*text)], &OTHERS[..]].concat());
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
    check("|", &["new(int s, uint64_t addr) \"s=%d addr=0x%\" PRIx64", "disable ", "# x.c", "# quiet.c"]);
    check("n|", &["new(int s, uint64_t addr) \"s=%d addr=0x%\" PRIx64", "disable "]);
    check("disable |\n", &["disable new(int s, uint64_t addr) \"s=%d addr=0x%\" PRIx64\n"]);
    check("n|(int a) \"%d\"", &["new(int a) \"%d\"", "disable (int a) \"%d\""]);
    check("dis| new(void) \"\"", &["disable new(void) \"\""]);
    check("odd n|", &[]);
    check("# x|", &["# x.c", "# quiet.c"]);
    check("#|\r\n", &["# x.c\r\n"]);
    check("# x.c\n# |", &["# x.c\n# quiet.c"]);
    check("# a note |", &[]);
    assert!(labels("new(void) \"\"\n|").iter().all(|label| label != "new"));
}

#[test]
fn arguments() {
    check("foo(|) \"\"", &["foo(void *) \"\"", "foo(const char *) \"\"", "foo(int ) \"\""]);
    check("foo(uin| a)", &["foo(void * a)"]);
    check("foo(int a, uint64_t |", &["foo(int a, uint64_t addr", "foo(int a, uint64_t size"]);
    check("foo(uint64_t ad|", &["foo(uint64_t addr", "foo(uint64_t size"]);
    check("foo(void *|) \"\"", &["foo(void *opaque) \"\""]);
    check("foo(uint64_t addr, uint64_t |) \"\"", &["foo(uint64_t addr, uint64_t size) \"\""]);
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
    let open = "foo(uint64_t addr, int n) \"";
    let line = |rest: &str| format!("{open}{rest}");
    let check = |marked: &str, expected: &[&str]| {
        let expected: Vec<String> = expected.iter().map(|rest| line(rest)).collect();
        check(&line(marked), &expected.iter().map(String::as_str).collect::<Vec<_>>());
    };
    check("%|\"", &["%\" PRIx64 \"\"", "%\" PRIu64 \"\"", "%\" PRIX64 \"\"", "%\" PRIo64 \"\""]);
    check("at %0| n", &["at %0\" PRIx64 \" n"]);
    check("a=%d n=%|\"", &["a=%d n=%d\"", "a=%d n=%x\""]);
    check("%|, %d\"", &["%\" PRIx64 \", %d\""]);
    check("addr=|", &["addr=%\" PRIx64 \"", "addr=%\" PRIu64 \""]);
    check("addr=0x| n=%d\"", &["addr=0x%\" PRIx64 \" n=%d\""]);
    check("|\"", &["addr=0x%\" PRIx64 \"\"", "addr=0x%\" PRIx64 \" n=%d\"", "%\" PRIx64 \"\""]);
    check("ad|\"", &["addr=0x%\" PRIx64 \"\"", "addr=0x%\" PRIx64 \" n=%d\""]);
    check("%\" PRIx64 \" |\"", &["%\" PRIx64 \" n=%d\"", "%\" PRIx64 \" %d\"", "%\" PRIx64 \" %x\""]);
    check("%\" |", &["%\" PRIx64", "%\" PRIu64"]);
    check("%\"|", &["%\" PRIx64"]);
    check("%\" PRI|\" n=%d\"", &["%\" PRIx64 \" n=%d\""]);
    check("%d %d |\"", &[]);
    check("%\" PRIx64 |", &[]);
    check("a\\|", &[]);
    check("%1$|", &[]);
}

#[test]
fn the_last_macro_ends_the_string() {
    check("f(uint64_t a) \"a=%|\"", &["f(uint64_t a) \"a=%\" PRIu64", "f(uint64_t a) \"a=%\" PRIx64"]);
    check("f(uint64_t a) \"a=%|", &["f(uint64_t a) \"a=%\" PRIu64"]);
    check("f(uint64_t a) \"a=%| \"", &["f(uint64_t a) \"a=%\" PRIu64 \" \""]);
    check("f(uint64_t a) \"a=%|\"\"b\"", &["f(uint64_t a) \"a=%\" PRIu64 \"b\""]);
    check("f(uint64_t a) \"a=%|\" \"b\"\r\n", &["f(uint64_t a) \"a=%\" PRIu64 \"b\"\r\n"]);
}

#[test]
fn other_types() {
    check("f(size_t n) \"%|\"", &["f(size_t n) \"%zu\"", "f(size_t n) \"%zx\""]);
    check("f(const char *s) \"%|\"", &["f(const char *s) \"%s\"", "f(const char *s) \"%p\""]);
    check("f(int n, char *s) \"%|\"", &["f(int n, char *s) \"%.*s\"", "f(int n, char *s) \"%d\""]);
    check("f(int n, char *s) \"%.*|\"", &["f(int n, char *s) \"%.*s\""]);
    check("f(bool b) \"%|\"", &["f(bool b) \"%d\""]);
    check("f(int n, bool b) \"😀 %d|\"", &["f(int n, bool b) \"😀 %d\"", "f(int n, bool b) \"😀 %x\""]);
    check("f(hwaddr b) \"%|\"", &[]);
    assert!(labels("f(int n, bool b) \"%d|\"").contains(&"b=%d".into()));
}

#[test]
fn whole_formats() {
    check("f(void *s, uint64_t a)|", &["f(void *s, uint64_t a) \"s=%p a=%\" PRIu64"]);
    check("f(void) |\n", &["f(void) \"\"\n"]);
    check("f(hwaddr a) |", &[]);
    check("f(int a) | \"%d\"", &[]);
    check("f(int a) x|", &[]);
}

/// Whatever the type, a conversion that is offered fits on every host, and is the right one.
#[test]
fn every_conversion_fits() {
    let settings = Settings::new(RULES.iter().copied().filter(|rule| rule.is_default).collect(), Era::NEWEST);
    for ctype in
        CType::words().filter(|word| CType::parse(word).is_ok()).chain(["void *", "char *", "unsigned long"])
    {
        for rest in ["\"%|\"", "\"a=|\"", "\"%|", "\"%08| \"", "\"%-4|\"", "\"|\"", "\"%\" |", "\"%|\" \"x\""]
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
    let text = "# x.c\ndisable foo(int a, const char *b) \"a=%d \" PRIx64 \"b=%.*s\"\r\nbar( \"%\n(,) \"\" x\n\u{a0}é(\"";
    let pieces: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for cut in &pieces {
        let index = index_of(&[&[("hw/x/trace-events", &text[..*cut])], &OTHERS[..]].concat());
        for at in pieces.iter().filter(|at| *at <= cut) {
            for item in completions(&index.events[0], &index, *at as u32) {
                assert!(text[..*cut].get(item.span.range()).is_some(), "{item:?}");
            }
        }
    }
}

//! Long lines and long files made to be read again and again: four times as much of them takes about four times
//! the CPU time, and not sixteen times, as if a part were read once for each part before it.

#![cfg(unix)] // whose clock counts the time of a thread

use rustix::time::{ClockId, clock_gettime};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use trace_lint::files::{Progress, SourceTree};
use trace_lint::linter::{Settings, TreeCache, lint_alone, lint_file};
use trace_lint::parse::events::File;
use trace_lint::qemu::era::Era;
use trace_lint::report::{Documents, Finding, Summary, json};
use trace_lint::rules::RULES;
use trace_lint::text::fixture::line;

/// The longer of the two texts.
const BYTES: usize = 40_000;
/// What the clock and the first use of memory may add.
const SLACK: Duration = Duration::from_millis(20);

/// Checks lines in which a piece is repeated, with every rule.
fn check(before: &str, piece: &str, after: &str) {
    scales(&|bytes| line(&[before, &piece.repeat(bytes / piece.len()), after].concat()));
}

/// Holds the time for a text to that for one of a quarter of its length. `text` is given a length in bytes.
fn scales(text: &dyn Fn(usize) -> String) {
    let (short, long) = (text(BYTES / 4), text(BYTES));
    let shown: String = long.chars().take(80).collect();
    holds(&|| cost(&short), &|| cost(&long), &shown);
}

/// Holds the time for something to that for a quarter of it.
fn holds(short: &dyn Fn() -> Duration, long: &dyn Fn() -> Duration, shown: &str) {
    let (mut one, mut four) = (short(), long());
    for _ in 0..3 {
        if four < one * 6 + SLACK {
            return;
        }
        // Other processes can make it dearer, not cheaper.
        (one, four) = (one.min(short()), four.min(long()));
    }
    panic!("{one:?} for n, {four:?} for 4n: {shown}...");
}

/// The CPU time that checking a text takes in this thread.
fn cost(text: &str) -> Duration {
    let start = now();
    let file = Arc::new(File::new("hw/foo/trace-events", text.as_bytes().to_vec()));
    let found = lint_alone(&file, &Settings::new(RULES.to_vec(), Era::NEWEST), None);
    let documents = Documents::new([&**file].into_iter());
    let findings: Vec<_> = found.iter().map(|diagnostic| Finding::new(diagnostic, &documents)).collect();
    json(&mut std::io::sink(), &findings, &Summary::default()).expect("a sink takes all");
    now() - start
}

fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

#[test]
fn lines_of_one_piece() {
    let pieces = [
        "a", "a ", "a #", "(", ")", ",", "*", r#"""#, r#""" "#, "foo(", "/* ", "/**/ ", "# ", "\0", "\u{a0}",
        "é",
    ];
    for piece in pieces {
        check("", piece, "");
        check("foo(void) ", piece, "");
        check(r#"foo(int a) ""#, piece, r#"""#);
        check("foo(", piece, r#") "a""#);
    }
}

#[test]
fn properties_and_arguments() {
    check("", "disable ", r#"foo(int a) "%d""#);
    check("", "disabled ", r#"foo(int a) "%x""#);
    check("foo(", "int a, ", r#"int b) "%d""#);
    check("foo(", "hwaddr a,", r#"int b) "%d""#);
    check("foo(", "*a,", r#"int b) "%d""#);
    check("foo(", "void,", r#"int b) "%2$d %3$d""#);
    let arguments =
        |bytes: usize| (0..bytes / 20).map(|number| format!("int a{number}, ")).collect::<String>();
    let printed = |before: &str, piece: &str| {
        scales(&|bytes| {
            let conversions = piece.repeat(bytes / piece.len());
            line(&format!(r#"{before}foo({}int b) "{conversions}""#, arguments(bytes)))
        });
    };
    printed("", "%d");
    printed("disable ", "%lu");
    printed("", "%2$lu");
    scales(&|bytes| {
        let labels: String = (1..bytes / 20).rev().map(|number| format!("a{number}=%d ")).collect();
        line(&format!(r#"foo({}int b) "{labels}{}""#, arguments(bytes), " ".repeat(bytes)))
    });
}

#[test]
fn formats() {
    let pieces = [
        "%d",
        "%x ",
        "%",
        "%%",
        "%m",
        "%%m",
        "%1$d",
        "%0x8",
        "%#x,",
        "0x%p",
        "a=%x, ",
        "%*d",
        "%-+#0",
        "%9",
        "%lll",
        "%Ld",
        "%b",
        "é%d",
        "%é",
        r"\n",
        r"\\n",
        "\\x",
        "\\x0",
        "\\0",
        "\\q",
        "\\é",
        "\\u",
        "PRI",
        "%PRIx64",
        "PRIx64 %08",
        ", ",
        "hex",
        "a=",
        r#"", ""#,
        r#"" ""#,
        r#"" PRIx64 ""#,
        r#"%" PRIx64 ""#,
        r#"" FOO ""#,
        r#"" /* a */ ""#,
        r#"u8""#,
    ];
    for piece in pieces {
        check(r#"foo(int a, int b) ""#, piece, r#"""#);
    }
    check(r#"foo(int a) "PRI"#, "0", r#"""#);
    check(r#"foo(int a) "%"#, "PRIx64 ", r#"""#);
    check(r#"foo(int a) "%" "#, "PRIx64 ", "");
    check(r#"foo(int a) "%" "#, "; ", "");
    check(r#"foo(int a) "%" PRIx64 "#, r#""" "#, "");
}

#[test]
fn files_of_one_line() {
    let pieces = [
        "\n",
        "\r",
        "\r\n",
        "foo\n",
        "foo(\n",
        &line(r#"foo(int a) "%d""#),
        "foo(void)\nFoo(void)\n",
        "foo(void)\nfoo_enabled(void)\n",
        "# a\n",
        "#\u{1b}\n",
        &line(r#"foo(int a) "%lx""#),
    ];
    for piece in pieces {
        scales(&|bytes| piece.repeat(bytes / piece.len()));
    }
    scales(&|bytes| "foo(void)\n".repeat(bytes / 10) + "FOO(void)\n");
}

/// A call that passes every argument in another's place, as the labels of the format do: no pair of them is a finding.
#[test]
fn calls_of_many_arguments() {
    let tree = |pairs: usize| {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("linear-{pairs}"));
        let list = |of: &dyn Fn(usize) -> String| (0..pairs).map(of).collect::<Vec<_>>().join(", ");
        let declared = list(&|at| format!("int a{at}, int b{at}"));
        let format = list(&|at| format!("b{at}=%d a{at}=%d"));
        let passed = list(&|at| format!("b{at}, a{at}"));
        std::fs::create_dir_all(root.join("trace")).expect("a folder");
        std::fs::write(root.join("trace/control.h"), "").expect("a file");
        std::fs::write(root.join("trace-events"), line(&format!("foo({declared}) \"{format}\"")))
            .expect("a file");
        std::fs::write(root.join("foo.c"), line(&format!("void f(void) {{ trace_foo({passed}); }}")))
            .expect("a file");
        SourceTree::whole(&root, &Progress::default()).0
    };
    let rule = RULES.iter().find(|rule| rule.name == "swapped-call-arguments").expect("the rule");
    let settings = Settings::new(vec![*rule], Era::NEWEST);
    let (short, long) = (tree(500), tree(2000));
    let cost = |tree: &SourceTree| {
        let start = now();
        let found = lint_file("foo.c", &tree.index, &settings, &TreeCache::default(), None);
        assert!(found.is_empty(), "{found:?}");
        now() - start
    };
    holds(&|| cost(&short), &|| cost(&long), "many arguments");
}

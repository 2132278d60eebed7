//! Long lines and long files made to be read again and again are still checked in time: each is of
//! 100 KB, and would take far longer if a part were read once for each part before it.

use std::sync::Arc;
use std::time::{Duration, Instant};
use trace_lint::linter::{Settings, lint_alone};
use trace_lint::parse::events::File;
use trace_lint::qemu::era::Era;
use trace_lint::report::{Documents, Finding, Summary, json};
use trace_lint::rules::RULES;

const BYTES: usize = 100_000;
/// Over ten times what the slowest of them takes without optimization on two cores.
const LIMIT: Duration = Duration::from_secs(10);

/// Checks a text in which a piece is repeated, with every rule.
fn check(before: &str, piece: &str, after: &str) {
    let text = [before, &piece.repeat(BYTES / piece.len()), after].concat();
    let start = Instant::now();
    let file = Arc::new(File::new("hw/foo/trace-events", text.into_bytes()));
    let found = lint_alone(&file, &Settings::new(RULES.to_vec(), Era::NEWEST), None);
    let documents = Documents::new([&**file].into_iter());
    let findings: Vec<_> = found
        .iter()
        .map(|diagnostic| Finding { diagnostic, prefix: "", documents: &documents, elsewhere: None })
        .collect();
    json(&mut std::io::sink(), &findings, &Summary::default()).expect("a sink takes all");
    let taken = start.elapsed();
    assert!(taken < LIMIT, "{taken:?} for {before}{piece}...{after}");
}

#[test]
fn lines_of_one_piece() {
    let pieces = [
        "a", "a ", "a #", "(", ")", ",", "*", "\"", "\"\" ", "foo(", "/* ", "/**/ ", "# ", "\0", "\u{a0}",
        "é",
    ];
    for piece in pieces {
        check("", piece, "\n");
        check("foo(void) ", piece, "\n");
        check("foo(int a) \"", piece, "\"\n");
        check("foo(", piece, ") \"a\"\n");
    }
}

#[test]
fn properties_and_arguments() {
    check("", "disable ", "foo(int a) \"%d\"\n");
    check("", "disabled ", "foo(int a) \"%x\"\n");
    check("foo(", "int a, ", "int b) \"%d\"\n");
    check("foo(", "hwaddr a,", "int b) \"%d\"\n");
    check("foo(", "*a,", "int b) \"%d\"\n");
    check("foo(", "void,", "int b) \"%2$d %3$d\"\n");
    let arguments: String = (0..BYTES / 20).map(|number| format!("int a{number}, ")).collect();
    check(&format!("foo({arguments}int b) \""), "%d", "\"\n");
    check(&format!("disable foo({arguments}int b) \""), "%lu", "\"\n");
    check(&format!("foo({arguments}int b) \""), "%2$lu", "\"\n");
    let labels: String = (1..BYTES / 20).rev().map(|number| format!("a{number}=%d ")).collect();
    check(&format!("foo({arguments}int b) \"{labels}"), " ", "\"\n");
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
        "é%d",
        "%é",
        "\\n",
        "\\\\n",
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
        "\", \"",
        "\" \"",
        "\" PRIx64 \"",
        "%\" PRIx64 \"",
        "\" FOO \"",
        "\" /* a */ \"",
        "u8\"",
    ];
    for piece in pieces {
        check("foo(int a, int b) \"", piece, "\"\n");
    }
    check("foo(int a) \"PRI", "0", "\"\n");
    check("foo(int a) \"%", "PRIx64 ", "\"\n");
    check("foo(int a) \"%\" ", "PRIx64 ", "\n");
    check("foo(int a) \"%\" ", "; ", "\n");
    check("foo(int a) \"%\" PRIx64 ", "\"\" ", "\n");
}

#[test]
fn files_of_one_line() {
    let lines = [
        "\n",
        "\r",
        "\r\n",
        "foo\n",
        "foo(\n",
        "foo(int a) \"%d\"\n",
        "foo(void)\nFoo(void)\n",
        "foo(void)\nfoo_enabled(void)\n",
        "# a\n",
        "#\u{1b}\n",
        "foo(int a) \"%lx\"\n",
    ];
    for line in lines {
        check("", line, "");
    }
    check("", "foo(void)\n", "FOO(void)\n");
}

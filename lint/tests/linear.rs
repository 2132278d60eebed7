//! Long lines and long files made to be read again and again: four times as much of them takes about four times
//! the CPU time, and not sixteen times, as if a part were read once for each part before it.

#![cfg(unix)] // whose clock counts the time of a thread

use rustix::time::{ClockId, clock_gettime};
use std::sync::Arc;
use std::time::Duration;
use trace_lint::linter::{Settings, lint_alone};
use trace_lint::parse::events::File;
use trace_lint::qemu::era::Era;
use trace_lint::report::{Documents, Finding, Summary, json};
use trace_lint::rules::RULES;

/// The longer of the two texts.
const BYTES: usize = 100_000;
/// What the clock and the first use of memory may add.
const SLACK: Duration = Duration::from_millis(20);

/// Checks texts in which a piece is repeated, with every rule.
fn check(before: &str, piece: &str, after: &str) {
    scales(&|bytes| [before, &piece.repeat(bytes / piece.len()), after].concat());
}

/// Holds the time for a text to that for one of a quarter of its length. `text` is given a length in bytes.
fn scales(text: &dyn Fn(usize) -> String) {
    let (short, long) = (text(BYTES / 4), text(BYTES));
    let (mut one, mut four) = (cost(&short), cost(&long));
    for _ in 0..3 {
        if four < one * 8 + SLACK {
            return;
        }
        // Other processes can make it dearer, not cheaper.
        (one, four) = (one.min(cost(&short)), four.min(cost(&long)));
    }
    panic!("{one:?} for n, {four:?} for 4n: {}...", long.chars().take(80).collect::<String>());
}

/// The CPU time that checking a text takes in this thread.
fn cost(text: &str) -> Duration {
    let start = now();
    let file = Arc::new(File::new("hw/foo/trace-events", text.as_bytes().to_vec()));
    let found = lint_alone(&file, &Settings::new(RULES.to_vec(), Era::NEWEST), None);
    let documents = Documents::new([&**file].into_iter());
    let findings: Vec<_> = found
        .iter()
        .map(|diagnostic| Finding { diagnostic, prefix: "", documents: &documents, elsewhere: None })
        .collect();
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
    let arguments =
        |bytes: usize| (0..bytes / 20).map(|number| format!("int a{number}, ")).collect::<String>();
    scales(&|bytes| format!("foo({}int b) \"{}\"\n", arguments(bytes), "%d".repeat(bytes / 2)));
    scales(&|bytes| format!("disable foo({}int b) \"{}\"\n", arguments(bytes), "%lu".repeat(bytes / 3)));
    scales(&|bytes| format!("foo({}int b) \"{}\"\n", arguments(bytes), "%2$lu".repeat(bytes / 5)));
    scales(&|bytes| {
        let labels: String = (1..bytes / 20).rev().map(|number| format!("a{number}=%d ")).collect();
        format!("foo({}int b) \"{labels}{}\"\n", arguments(bytes), " ".repeat(bytes))
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

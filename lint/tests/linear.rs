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
    let (mut one, mut four) = (cost(&short), cost(&long));
    for _ in 0..3 {
        if four < one * 6 + SLACK {
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

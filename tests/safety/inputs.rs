//! Recordings and event lists that were made to be too much: told, or read, within the limits.

use crate::bounded::{lint, lint_on};
use crate::ground::{EVENTS, Ground};
use trace_lint_tests::fixture::line;

const MAGIC: u64 = 0xf2b1_77cb_0aa4_26b4;

/// The words of a recording, one after the other.
fn words(words: &[u64]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// The beginning of a recording of format 4.
fn head() -> Vec<u8> {
    words(&[u64::MAX, MAGIC, 4])
}

/// A mapping of the number 0 to a name, whose length is said to be this.
fn mapping(name: &str, length: u32) -> Vec<u8> {
    [&words(&[1, 0])[..], &length.to_le_bytes(), name.as_bytes()].concat()
}

/// A record of event 0, whose length is said to be this.
fn record(length: u32, arguments: &[u8]) -> Vec<u8> {
    [&words(&[0, 0, 1])[..], &length.to_le_bytes(), &7u32.to_le_bytes(), arguments].concat()
}

fn recordings() -> Vec<Vec<u8>> {
    let known = [head(), mapping("foo_read", 8)].concat();
    let after = |bytes: &[u8]| [&known[..], bytes].concat();
    vec![
        Vec::new(),
        vec![0],
        vec![0xff; 4096],
        words(&[u64::MAX, MAGIC]),
        words(&[u64::MAX, 0, 4]),
        words(&[u64::MAX, MAGIC, u64::MAX]),
        words(&[0, MAGIC, 4]),
        head(),
        [head(), mapping("foo_read", u32::MAX)].concat(),
        [head(), mapping("foo_read", 0x7fff_ffff)].concat(),
        [head(), mapping("", 0)].concat(),
        [head(), mapping("\u{202e}\u{1b}[31m", 8)].concat(),
        after(&words(&[u64::MAX])),
        after(&record(0, b"")),
        after(&record(1, b"")),
        after(&record(u32::MAX, b"12345678")),
        after(&record(0x7fff_fff8, b"12345678")),
        after(&record(32, b"1234")),
        after(&record(32, b"12345678")),
        after(&record(32, b"12345678").repeat(1000)),
        after(&words(&[0, u64::MAX, u64::MAX])),
        after(&words(&[0, u64::MAX - 1, 0])),
        after(&mapping("foo_read", 8).repeat(1000)),
    ]
}

#[test]
fn recordings_of_absurd_lengths() {
    let ground = Ground::new("recordings");
    ground.write("all", EVENTS);
    for recording in recordings() {
        ground.write("recording", &recording);
        for more in [&[][..], &["--print"], &["--stats"]] {
            let arguments = ["trace", "recording", "--events", "all"];
            let ended = lint(&ground.tree(), &[&arguments, more].concat());
            ended.came_to(&[0, 1, 2]).says_nothing_of("\u{1b}").says_nothing_of("\u{202e}");
        }
        lint_on(&ground.tree(), &["trace", "-", "--events", "all"], &recording).came_to(&[0, 1, 2]);
    }
    for path in [".", "/dev/null", "missing", "/dev/zero"] {
        lint(&ground.tree(), &["trace", path, "--events", "all"]).came_to(&[0, 1, 2]);
    }
    // A name and then 10 GB of nothing.
    ground.write("recording", [head(), mapping("foo_read", 8)].concat());
    let file = std::fs::File::options().append(true).open(ground.path("recording")).expect("a file");
    file.set_len(10 << 30).expect("a file without blocks");
    lint(&ground.tree(), &["trace", "recording", "--events", "all"]).came_to(&[0, 1, 2]);
}

#[test]
fn event_lists_of_absurd_sizes() {
    let ground = Ground::new("lists");
    ground.write("all", (0..2_000).map(|it| line(&format!(r#"foo_{it}(int a) "a=%d""#))).collect::<String>());
    for list in [
        "x".repeat(20_000_000),
        "*".repeat(500_000) + "\n",
        "*a".repeat(2_500) + "\n",
        "*\n".repeat(100_000),
        (0..100_000).map(|it| format!("name_{it}\n")).collect::<String>(),
        "-*\n*\n".repeat(20_000),
        "\0\n".repeat(1_000),
        "\u{202e}\u{1b}[31m\n".repeat(1_000),
    ] {
        ground.write("big.trace-list", &list);
        let arguments = ["check", "--events", "all", "--output-format", "short", "big.trace-list"];
        lint(&ground.tree(), &arguments).came_to(&[0, 1, 2]).says_nothing_of("\u{1b}");
    }
    for pattern in ["*".repeat(5_000), "*a".repeat(5_000), "?".repeat(5_000), "[".repeat(5_000)] {
        lint(&ground.tree(), &["match", &pattern, "--events", "all"]).came_to(&[0, 1, 2]);
    }
}

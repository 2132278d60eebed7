//! Line ends and odd bytes: what is not fixed stays as it is, byte for byte, and a second run changes nothing.

use crate::bounded::lint;
use crate::ground::Ground;

const WRITERS: [&[&str]; 4] = [
    &["check", "--fix"],
    &["check", "--fix", "--unsafe", "--ignore", "unused-event"],
    &["fmt"],
    &["check", "--add-suppressions"],
];

/// Events and a source with findings to fix and to allow; `@` is the end of a line, `~` the place of odd bytes.
const EVENTS: &str = r#"# ~ first@foo_read(int  a) "~a=%s"@@@# ~ second@foo_idle(void)  "~"@"#;
const SOURCE: &str = r#"#include "trace.h"@/* ~ */@void f(void)@{@    trace_foo_read(1);@    trace_foo_idle();@    trace_foo_none(1);@}@"#;

/// Texts by the bytes of a line's end and the odd ones in the lines.
const TEXTS: [(&str, &[u8], &[u8]); 10] = [
    ("LF", b"\n", b""),
    ("CRLF", b"\r\n", b""),
    ("CR", b"\r", b""),
    ("Latin-1", b"\n", b"caf\xe9 \xa0\xff"),
    ("UTF-8", b"\n", "é😀\u{2028}".as_bytes()),
    ("NUL", b"\n", b"a\0b"),
    ("BOM", b"\n", b"\xef\xbb\xbf"),
    ("FF and VT", b"\n", b"a\x0cb\x0bc"),
    ("NEL", b"\r\n", b"a\xc2\x85b\x85"),
    ("ESC", b"\n", b"\x1b[31m"),
];

fn spelt(form: &str, end: &[u8], odd: &[u8]) -> Vec<u8> {
    let bytes = form.bytes().map(|byte| match byte {
        b'@' => end.to_vec(),
        b'~' => odd.to_vec(),
        byte => vec![byte],
    });
    bytes.flatten().collect()
}

/// How often each of LF, CR and CRLF ends a line.
fn ends(text: &[u8]) -> [usize; 3] {
    let count = |wanted: &[u8]| text.windows(wanted.len()).filter(|part| *part == wanted).count();
    let both = count(b"\r\n");
    [count(b"\n") - both, count(b"\r") - both, both]
}

#[test]
fn bytes_and_line_ends_are_kept() {
    for (name, end, odd) in TEXTS {
        for writer in WRITERS {
            let ground = Ground::new("bytes");
            for (path, form) in [("hw/foo/trace-events", EVENTS), ("hw/foo/foo.c", SOURCE)] {
                ground.write(path, spelt(form, end, odd));
            }
            let read = || ["hw/foo/trace-events", "hw/foo/foo.c"].map(|path| ground.read(path));
            let before = read();
            lint(&ground.tree(), writer).came_to(&[0, 1]);
            let after = read();
            for (before, after) in before.iter().zip(&after) {
                let shown = String::from_utf8_lossy(after);
                if !odd.is_empty() {
                    let count = |text: &[u8]| text.windows(odd.len()).filter(|part| *part == odd).count();
                    assert_eq!(count(after), count(before), "{name} {writer:?}: {shown:?}");
                }
                for (kind, now) in ends(before).into_iter().zip(ends(after)) {
                    assert!(kind > 0 || now == 0, "{name} {writer:?}: another line end: {shown:?}");
                }
            }
            lint(&ground.tree(), writer).came_to(&[0, 1]);
            assert!(read() == after, "{name} {writer:?}: a second run changes something");
        }
    }
}

/// Lines of a mixed file keep each its own end.
#[test]
fn mixed_line_ends_are_kept() {
    for writer in WRITERS {
        let ground = Ground::new("bytes-mixed");
        let mixed = b"# one\r\nfoo_read(int  a) \"a=%s\"\n# two\r\n# three\nfoo_idle(void)  \"\"\r\n# four\n";
        ground.write("hw/foo/trace-events", mixed);
        ground.write("hw/foo/foo.c", spelt(SOURCE, b"\n", b""));
        lint(&ground.tree(), writer).came_to(&[0, 1]);
        let after = ground.read("hw/foo/trace-events");
        let shown = String::from_utf8_lossy(&after);
        if writer[0] != "fmt" {
            for line in ["# one\r\n", "# two\r\n", "# three\n", "foo_idle(void)  \"\"\r\n", "# four\n"] {
                assert!(shown.contains(line), "{writer:?}: {line:?} is not in {shown:?}");
            }
        }
        lint(&ground.tree(), writer).came_to(&[0, 1]);
        assert!(ground.read("hw/foo/trace-events") == after, "{writer:?}: a second run changes something");
    }
}

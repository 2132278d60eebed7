//! Whole files: their last newline, their line ends, bytes that are no text, and events that meet.

/// Lines of events that stand in one file.
const MEETINGS: &[&str] = &[
    "foo(void)\nfoo(void)", "foo(int a)\nfoo(void)", "foo(void)\nFOO(void)", "foo(void)\nFoo(void)", "foo(void)\nfoo_enabled(void)",
    "foo_enabled(void)\nfoo(void)", "foo(void)\nFOO_ENABLED(void)", "foo(void)\nfoo_Enabled(void)", "foo(void)\nfoo_enabled_enabled(void)",
    "disable foo(void)\nfoo_enabled(void)", "foo(void)\ndisable foo_enabled(void)", "disable foo(void)\ndisable foo_enabled(void)",
    "disable foo(void)\nfoo(void)", "disable foo(void)\ndisable foo(void)", "foo(void)\ntrace_foo(void)", "foo(void)\n_foo(void)",
    "foo(void)\nfoo_event(void)", "foo(void)\nfoo_dstate(void)", "foo(void)\nfoo_backend_dstate(void)", "foo(void)\nfoo_backend_dstate_enabled(void)",
    "foo(void)\nx_foo(void)", "foo(void)\n\nbar(void)", "foo(void)\n# foo(void)\nbar(void)", "foo(int a) \"a=%d\"\nbar(int a) \"a=%m\"",
    "bad\nfoo(int a) \"a=%d\"", "foo(int a) \"a=%d\"\nbad", "foo(int a) \"a=%d \\\nbar(void) \"x\"", "foo(int a) \\\n\"a=%d\"", "foo(int a,\nint b) \"a=%d b=%d\"",
    "foo(void) \"a\"\n  bar(void) \"b\"", "foo(void) \"a\"\n bar(void) \"b\"", "foo(void) \"a\"\n\"b\"", "foo(void) /*\nbar(void) */", "foo(void) \"/*\"\nbar(void) \"*/\"",
    "foo(void) \"a\" /*\nbar(void) \"b\" */", "foo(int foo_a)\nfoo_a(void)", "\u{df}(void)\nss(void)", "\u{17f}x(void)\nsx(void)", "\u{131}(void)\ni(void)",
    "foo(void)\nfoo\u{a0}(void)",
];

/// Files with bytes that no string literal holds.
const BYTES: &[&[u8]] = &[
    b"", b"\n", b"\n\n", b" ", b" \n", b"\t\n\x0c\n", b"#", b"# a", b"foo(void)", b"foo(int a) \"a=%d\"", b"foo(void)\n#", b"foo(void)\n ",
    b"foo(void)\r", b"foo(void)\r\n", b"foo(void)\n\r", b"foo(int a) \"a=%d\"\r\nbar(void)\r\n", b"foo(int a) \"a=%d\"\rbar(void)\r", b"\r", b"\r\n", b"\r\r\n",
    b"foo(int a) \"a=%d\"\r\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"\xef\xbb\xbf# a\n", b"\xef\xbb\xbffoo(void)\n", b"foo(void)\n\xef\xbb\xbfbar(void)\n",
    b"\xff\xfef\0o\0o\0\n\0", b"\0", b"\0\n", b"foo(void)\0\n", b"foo(int a) \"a=%d\0\"\n", b"foo(int a) \"a=%d\"\0\n", b"fo\0o(void)\n", b"foo(int a\0)\n",
    b"# a \0\n", b"\x1a\n", b"foo(void)\n\x1a", b"\xff\n", b"# \xff\n", b"# \xe9\nfoo(void)\n", b"foo(int a) \"\xe9=%d\"\n", b"foo(int a) \"\xc3\xa9=%d\"\n",
    b"foo(int \xe9) \"a=%d\"\n", b"f\xc3(void)\n", b"foo(void) \"\xed\xa0\x80\"\n", b"foo(void) \"\xf4\x90\x80\x80\"\n",
];

/// All of these.
pub fn files() -> Vec<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = BYTES.iter().map(|bytes| bytes.to_vec()).collect();
    for lines in MEETINGS {
        files.push(format!("{lines}\n").into_bytes());
        files.push(lines.as_bytes().to_vec());
    }
    files
}

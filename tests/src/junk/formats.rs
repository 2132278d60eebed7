//! What follows the arguments: quotes in odd places, pieces, newlines, `%m`, escapes, tails.

/// Behind `foo(int a)` and `foo(void)`.
const FORMATS: &[&str] = &[
    "\"", "\"\"", "\"\"\"", "\"\"\"\"", "\" \"", "\"a=%d", "a=%d\"", "a=%d", "'a=%d'", "'a'", "\"a=%d'", "`a=%d`", "<a=%d>",
    "\u{201c}a=%d\u{201d}", "\"a=%d\u{201d}", "L\"a=%d\"", "u8\"a=%d\"", "u\"a=%d\"", "U\"a\"", "R\"(a=%d)\"", "_(\"a=%d\")",
    "(\"a=%d\")", "{\"a=%d\"}", "[\"a=%d\"]", "= \"a=%d\"", "\\\"a=%d\\\"", "\"a=%d\\\"", "\"a=%d\\\\\"", "\"\\\"a=%d\\\"\"",
    "\"a=%d\\", "\"a=%d\" \\", "\\", "\"a\\", "\"a=%d\" \"b", "\"a=%d\" b\"", "\"a=%d\" \"", "\"a=%d\"\"", "\"a=%d\" \"\"",
    "\"a=\" \"%d\"", "\"a=\"\"%d\"", "\"a=\" a \"%d\"", "\"a=\" + \"%d\"", "\"a=\", \"%d\"", "\"a=%d,\" \"b\"", "\"a=%d, \" \"b\"",
    "\"a=%d\",", "\"a=%d\", ", "\"a=%d\", a", "\"a=%d\", \"b\"", "\"a=%d\",\"b=%d\"", "\"a=%d\", \"", "\"a=%d,\"", "\"a=%d, \"", ", \"a=%d\"",
    ",\"a=%d\"", "\"a,\"", "\",\"", "\", \"", "\",\" \"", "\"a\" , \"b\"", "\"a=%d\";", "\"a=%d\" ;", "; \"a=%d\"", "\"a=%d\" )",
    "\"a=%d\")", ") \"a=%d\"", "\"a=%d\" }", "\"a=%d\" /", "\"a=%d\" //", "\"a=%d\" /**/", "\"a=%d\" /* \" */", "\"a=%d\" 0", "\"a=%d\" 1x",
    "\"a=%d\" a", "\"a=%d\" PRI", "\"a=%\" PRId32", "\"a=%\"PRId32", "\"a=%\" PRId32\"\"", "PRId32", "PRId32 \"a\"", "PRId32 \"a=%d\"",
    "\"%\" PRId32 PRId32", "\"a=%PRId32\"", "\"a=\" PRId32", "\"a=%\" PRId64", "\"a=%\" PRIo32", "\"a=%\" PRIdFAST32", "\"a=%\" PRIdLEAST32",
    "\"a=%\" PRIx", "\"a=%\" PRIx3", "\"a=%\" SCNd32", "\"a=%\" HWADDR_PRIx", "\"a=%\" TARGET_FMT_lx", "\"a=%\" G_GINT32_FORMAT",
    "\"a=%d\\n\"", "\"a=%d\\n\" \"\"", "\"a=%d\\n\" ", "\"\\na=%d\"", "\"a=%d\\\\n\"", "\"a=%d\\\\\\n\"", "\"a=%d\\x0a\"", "\"a=%d\\x0A\"",
    "\"a=%d\\012\"", "\"a=%d\\12\"", "\"a=%d\\xa\"", "\"a=%d\\u000a\"", "\"a=%d\\r\"", "\"a=%d\\r\\n\"", "\"a=%d\\\" \"n\"", "\"a=%d\\\\\" \"n\"",
    "\"a=%d\\n\" PRId32", "\"\\n\"", "\\n", "\\n \"a=%d\"", "\"a=%d\" \\n", "\"a=%d\" \"\\n\"", "\"a=%d\\n", "\"a=%d\\N\"", "\"a=%d %m\"", "\"a=%d%m\"",
    "\"%m a=%d\"", "\"a=%d %%m\"", "\"a=%d %5m\"", "\"a=%d %-m\"", "\"a=%d %lm\"", "\"a=%d %\" \"m\"", "\"a=%d \\x25m\"", "\"a=%d %M\"", "\"a=100%man %d\"",
    "%m", "%m \"a=%d\"", "\"a=%d\" %m", "\"a=%d\" \"%m\"", "\"a=%d %\\x6d\"", "\"a=%d %\\155\"", "\"%\\\\m a=%d\"", "\"a=%d\u{85}\"", "\"a=%d\u{2028}b\"",
    "\"a=%d \u{202e}b\"", "\"a=%d \u{202a}b\u{202c}\"", "\"a=%d \u{2066}b\"", "\"a=%d \u{200e}b\"", "\"a=%d \u{200b}\"", "\"a=%d ??/\"", "\"a=%d ???)\"", "\"??\" \"=%d\"", "\"??=%d\"", "\"?\\?=%d\"", "\"%d??? ?=\"", "\"a=%d \u{feff}\"",
];

/// Escapes that some stage may not know.
const ESCAPES: &[&str] = &[
    "\\a", "\\b", "\\f", "\\n", "\\r", "\\t", "\\v", "\\e", "\\E", "\\\\", "\\'", "\\\"", "\\?", "\\0", "\\00", "\\000", "\\1", "\\7", "\\8", "\\9",
    "\\101", "\\377", "\\400", "\\777", "\\x", "\\x1", "\\x41", "\\x7f", "\\x80", "\\xff", "\\x100", "\\xg", "\\x00", "\\x0", "\\x414", "\\xfff",
    "\\u", "\\u41", "\\u0041", "\\u00e9", "\\u20ac", "\\U0001f600", "\\ud800", "\\u{41}", "\\N{DASH}", "\\c", "\\d", "\\q", "\\s", "\\z", "\\ ",
    "\\(", "\\[", "\\{", "\\%", "\\/", "\\-", "\\x25", "\\45", "\\x5c",
];

/// Names of macros, real and not, behind a `%`.
const MACROS: &[&str] = &[
    "PRId8", "PRIi16", "PRIu32", "PRIx64", "PRIX64", "PRIo8", "PRIxPTR", "PRIuMAX", "PRIxFAST8", "PRIuFAST64", "PRIdLEAST16", "PRId128", "PRIs32",
    "PRIc8", "PRI64", "PRIx64x", "PRIX", "PRIp64", "prix64", "PRIx_64", "PRIb64", "PRIB32", "SCNx64", "SCNu8", "PRId", "PRIxSIZE", "PRIdPTR",
    "VADDR_PRIx", "HWADDR_PRId", "TARGET_FMT_plx", "RAM_ADDR_FMT", "G_GSIZE_FORMAT", "G_GUINT64_FORMAT", "G_GINT64_MODIFIER \"d\"", "UINT64_FORMAT",
    "__PRI64_PREFIX \"x\"", "QEMU_VERSION", "__FILE__", "__func__", "NULL",
];

/// Lines about all of these.
pub fn formats() -> Vec<String> {
    let mut lines = Vec::new();
    for format in FORMATS {
        for head in ["foo(int a) ", "foo(void) ", "disable foo(int a)"] {
            lines.push(format!("{head}{format}"));
        }
    }
    for escape in ESCAPES {
        lines.push(format!("foo(int a) \"a=%d {escape}\""));
        lines.push(format!("foo(int a) \"{escape} a=%d\" \"z\""));
        lines.push(format!("foo(int a) \"a=%d {escape}\" \"4f\""));
        lines.push(format!("disable foo(int a) \"a=%d {escape}\""));
    }
    for name in MACROS {
        lines.push(format!("foo(uint64_t a) \"a=%\" {name}"));
        lines.push(format!("foo(int a) \"a=%\" {name} \" b\""));
        lines.push(format!("disable foo(int a) \"a=%\" {name} \" b\""));
        lines.push(format!("foo(int a) \"a=%d\" {name}"));
        lines.push(format!("foo(void) \"a\" {name} \"b\""));
    }
    for pair in [
        "tcg foo(TCGv a) \"a=%d\", \"a=%d\"", "tcg foo(TCGv a) \"a=%d\"", "tcg foo(void) \"\", \"\"", "vcpu tcg foo(int a) \"a=%d\", \"a=%d\"",
        "tcg-trans foo(int a) \"a=%d\"", "tcg-exec foo(int a) \"a=%d\"", "foo(TCGv a) \"a=%d\"", "foo(int a) \"a=%d\", \"b=%d\", \"c=%d\"",
        "foo(int a) \"a=%d\" , \"b=%d\" x", "foo(int a) \"a=%m\", \"b=%d\"", "foo(int a) \"a=%d\", \"b=%m\"", "foo(int a) \"a=%d\\n\", \"b=%d\"",
        "foo(int a) \"a=%d\", \"b=%d\\n\"", "vcpu foo(void)", "vcpu foo(void) \"\"", "vcpu foo(void *cpu) \"cpu=%p\"", "vcpu foo(void *__cpu)",
    ] {
        lines.push(pair.to_owned());
    }
    lines
}

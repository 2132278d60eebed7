//! Argument lists: what tracetool takes for a type and a name, what C does, and what neither does.

const TYPES: &[&str] = &[
    "", "int", "signed", "unsigned", "long", "short", "char", "bool", "_Bool", "void", "const", "volatile int",
    "register int", "static int", "extern int", "inline int", "auto int", "restrict int", "_Atomic int", "const int",
    "int const", "const const int", "const int const", "int int", "unsigned unsigned", "signed unsigned",
    "unsigned signed int", "long long", "long long long", "long int long", "long long int", "int long long unsigned",
    "unsigned long long int", "signed long", "signed char", "char signed", "unsigned char", "unsigned bool",
    "short int", "short short", "short long", "long short int", "long char", "unsigned uint32_t", "uint32_t unsigned",
    "uint32_t int", "uint32_t const", "int uint32_t", "uint32_t uint32_t", "long uint64_t", "void void", "void int",
    "const void", "int8_t", "uint8_t", "int16_t", "uint64_t", "uint128_t", "int64", "u32", "u64", "uint", "ulong",
    "ushort", "uchar", "size_t", "ssize_t", "ptrdiff_t", "intptr_t", "uintptr_t", "intmax_t", "uintmax_t", "off_t",
    "time_t", "wchar_t", "pid_t", "hwaddr", "vaddr", "ram_addr_t", "dma_addr_t", "target_ulong", "TCGv", "TCGv_i32",
    "float", "double", "long double", "struct foo", "union foo", "enum foo", "struct", "foo", "INT", "Int", "int ",
    " int", "  unsigned   int  ", "int\tunsigned", "unsigned\tint", "int\u{a0}", "unsigned\u{a0}int", "typeof(int)",
    "__int128", "int64_t int", "bool bool", "const bool", "bool const", "gint", "guint64", "gboolean", "GError",
    "int,", "\u{e9}",
];

const STARS: &[&str] = &[
    " ", "*", " *", "* ", " * ", "**", " **", " * *", "***", "*const ", "* const ", "*const*", " * const * ",
    " const *", " const * const *", "*restrict ", "*volatile ", "&", "* *const ", "*int*", "*char ", " *\t",
    "const*", "*\u{a0}",
];

const NAMES: &[&str] = &[
    "", "a", "_", "__", "A", "a_b", "a9", "9a", "9", "0x1", "a-b", "a.b", "a:3", "a : 3", "a=3", "a = 3", "a[4]",
    "a[]", "[4]", "a[4][4]", "*a", "&a", "a*", "a b", "a b c", "a,", "a;", "a'", "a\"", "a#", "a@", "a$", "$a",
    "a!", "a?", "a|b", "a^b", "a~", "a%", "a%d", "%d", "a/b", "a\\", "a{", "a}", "a<b", "a>b", "a+b", "...",
    "a...", "\u{e9}", "\u{3b1}", "\u{4e2d}", "a\u{b2}", "a\u{bd}", "a\u{2460}", "a\u{301}", "a\u{1f600}",
    "a\u{200d}b", "int", "char", "long", "const", "void", "signed", "if", "for", "while", "do", "case", "default",
    "switch", "break", "goto", "return", "struct", "union", "enum", "typedef", "sizeof", "static", "extern",
    "inline", "restrict", "volatile", "register", "auto", "float", "double", "asm", "typeof", "__asm__", "_Bool",
    "_Alignof", "_Generic", "__attribute__", "__thread", "__int128", "_Float128", "bool", "true", "false", "NULL",
    "size_t", "uint8_t", "linux", "unix", "errno", "rec", "_now", "qemu_log", "this", "class", "new", "type",
    "self", "fn", "match", "EINVAL", "SIGINT", "INT_MAX", "SIZE_MAX", "UINT8_MAX", "EOF", "TRUE", "PRIx64", "FOO", "MAX",
    "i386", "near", "stdin", "environ", "timeval", "int8_t", "crate", "super", "Self", "dyn", "async", "_0",
];

const LISTS: &[&str] = &[
    "", " ", "void", " void ", "void,", ",void", "void, void", "void, int a", "int a, void", "int a, void, int b",
    "int a,", ",int a", ",", ",,", "int a,,int b", "int a, ,int b", "int a int b", "int a; int b", "int a. int b",
    "int a, b", "int, int", "int", "a", "a, b", "a, int b", "const", "const char", "const char*", "const char *",
    "const char *, int a", "char *const", "char * const s", "const char * const s", "const char *const *s", "*", "**",
    "*a", "* a", "**a", "const *a", "const a", "void a", "void *a", "void**a", "void * *a", "void *void", "void*",
    "void (a)", "int a, int a", "int a, int A", "int a, char a", "int a, int b, int a", "int a, ...", "...", "int ...",
    "int a = 0", "int a, int b = 0", "int a:1", "int a[2], int b", "int *a[2]", "int a[b]", "int b, int a[b]",
    "const char *a, size_t size_t", "size_t size_t", "int uint8_t, uint8_t b", "uint8_t b, int uint8_t",
    "size_t size_t, size_t b", "int bool, bool b", "int int8_t, char a", "int a\u{a0}", "int\u{2003}a", "uint8_t*a, int b",
    "char*a", "const char*a", "const  char *a", "char const *a", "int/**/a", "struct foo *a", "const struct foo *a",
    "unsigned a, unsigned", "short",
];

/// Lines about all of these.
pub fn arguments() -> Vec<String> {
    let mut lines = Vec::new();
    for kind in TYPES {
        lines.push(format!("foo({kind} a)"));
        lines.push(format!("foo({kind} *a) \"a=%p\""));
        lines.push(format!("disable foo(int b, {kind} a) \"b=%d\""));
    }
    for stars in STARS {
        for kind in ["int", "char", "const char", "void", "uint8_t", "hwaddr"] {
            lines.push(format!("foo({kind}{stars}a) \"a=%p\""));
        }
        lines.push(format!("foo(char{stars}a, int{stars}b)"));
    }
    for name in NAMES {
        lines.push(format!("foo(int {name}) \"a=%d\""));
        lines.push(format!("foo(int b, const char *{name}) \"b=%d a=%s\""));
        lines.push(format!("disable foo(int {name}) \"a=%d\""));
        lines.push(format!("foo({name}) \"a=%d\""));
    }
    for list in LISTS {
        lines.push(format!("foo({list})"));
        lines.push(format!("foo({list}) \"a=%d\""));
        lines.push(format!("foo({list}) \"a=%s b=%d\""));
    }
    for count in 9..=12 {
        let list: Vec<String> = (0..count).map(|at| format!("int a{at}")).collect();
        let format = "%d ".repeat(count);
        lines.push(format!("foo({}) \"{format}\"", list.join(", ")));
        lines.push(format!("vcpu foo({}) \"{format}\"", list.join(", ")));
        lines.push(format!("disable foo({}) \"{format}\"", list.join(", ")));
        lines.push(format!("foo(void, {}) \"{format}\"", list.join(", ")));
        lines.push(format!("foo({}, void) \"{format}\"", list.join(",")));
        lines.push(format!("foo({},) \"{format}\"", list.join(", ")));
    }
    lines
}

//! What stands before the arguments and between the parts: white space, properties, names, parentheses.

/// Python's white space, and what only looks like it.
const BLANKS: &[&str] = &[
    "", " ", "  ", "   ", "\t", "\t\t", " \t", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\u{85}",
    "\u{a0}", "\u{1680}", "\u{2000}", "\u{2009}", "\u{2028}", "\u{2029}", "\u{202f}", "\u{205f}",
    "\u{3000}", "\u{a0}\u{a0}", "\u{180e}", "\u{200b}", "\u{2060}", "\u{feff}", "\u{ad}", "\x08", "\x1b",
    "\x01", "\0", "\r", "\r\n", "\n", "\u{e000}", "\u{fffd}",
];

/// Where a blank may stand.
const PLACES: &[&str] = &[
    "@foo(int a) \"a=%d\"",
    "@disable foo(int a) \"a=%d\"",
    "@@foo(int a) \"a=%d\"",
    " @foo(int a) \"a=%d\"",
    "disable@foo(int a) \"a=%d\"",
    "disable @foo(int a) \"a=%d\"",
    "foo@(int a) \"a=%d\"",
    "fo@o(int a) \"a=%d\"",
    "foo(@int a) \"a=%d\"",
    "foo(int@a) \"a=%d\"",
    "foo(int @a) \"a=%d\"",
    "foo(unsigned@int a) \"a=%d\"",
    "foo(const@char *a) \"a=%s\"",
    "foo(const char@*a) \"a=%s\"",
    "foo(const char *@a) \"a=%s\"",
    "foo(int a@) \"a=%d\"",
    "foo(int a@, int b) \"a=%d b=%d\"",
    "foo(int a,@int b) \"a=%d b=%d\"",
    "foo(@void@) \"nothing\"",
    "foo(@)",
    "foo(int a)@\"a=%d\"",
    "foo(int a) \"a=%d\"@",
    "foo(int a) \"a=%\"@PRId32",
    "foo(int a) \"a=@%d\"",
    "foo(int a) \"a=%@d\"",
    "@",
    "@# a comment",
    "foo(void)@",
];

const PROPERTIES: &[&str] = &[
    "disable", "vcpu", "tcg", "tcg-trans", "tcg-exec", "Disable", "DISABLE", "disabled", "disabel", "dis",
    "disable disable", "disable vcpu", "vcpu disable", "vcpu vcpu", "disable tcg", "disable disabled",
    "disable, vcpu", "disable,", "disable;", "disable:", "disable=1", "@disable", "#disable", "-disable",
    "(disable)", "\"disable\"", "void", "int", "static", "static inline void", "foo", "foo bar", "trace",
    "event", "vcpu tcg disable", "disable\u{a0}", "disable\tvcpu", "\u{e9}", "9", "_",
];

const NAMES: &[&str] = &[
    "f", "F", "_", "__", "_foo", "foo_", "__foo", "foo__bar", "9", "9foo", "0", "123", "trace_foo", "foo.bar",
    "foo-bar", "foo:bar", "foo::bar", "foo$", "$foo", "foo@", "foo!", "foo?", "foo#", "#foo", "foo/bar",
    "foo\\bar", "foo'", "foo\"", "\"foo\"", "foo,", "foo;", "foo=", "foo*", "*foo", "&foo", "foo[0]",
    "foo<int>", "{foo}", "foo%", "foo~", "~foo", "foo|bar", "foo^", "foo+", "foo`", "\u{e9}", "caf\u{e9}",
    "na\u{ef}ve", "\u{3b1}\u{3b2}", "\u{416}", "\u{4e2d}\u{6587}", "\u{df}", "\u{17f}", "\u{130}", "\u{131}",
    "\u{2075}", "x\u{b2}", "x\u{bd}", "x\u{2460}", "x\u{2166}", "x\u{663}", "x\u{301}", "\u{301}x",
    "\u{1d54f}", "x\u{200d}y", "\u{1f600}", "x\u{ff3f}", "\u{ff41}", "\u{fb01}", "\u{1c5}", "\u{149}",
    "\u{390}", "\u{1f0}", "disable", "vcpu", "tcg", "void", "int", "if", "enabled", "init", "event_name",
    "list_events", "opt_parse", "_control_h", "foo_register_events",
];

const PARENTHESES: &[&str] = &[
    "foo", "foo ", "foo(", "foo)", "foo()", "foo(()", "foo())", "foo(int a", "foo int a)", "foo(int a \"a=%d\"",
    "foo int a) \"a=%d\"", "foo \"a\"", "foo(int a)) \"a=%d\"", "foo((int a) \"a=%d\"", "foo((int) a) \"a=%d\"",
    "foo(int (a)) \"a=%d\"", "foo(int a, (int b)) \"a=%d\"", "foo(int (*a)(void)) \"a=%p\"",
    "foo(void (*f)(int)) \"f=%p\"", "foo[int a] \"a=%d\"", "foo{int a} \"a=%d\"", "foo<int a> \"a=%d\"",
    "(int a) \"a=%d\"", "()", "( )", ")", "(", ")(", "\"", "\"\"", "\"a\"", "foo(int a) (int b) \"a=%d\"",
    "foo(int a)(int b)", "foo(int a) \"a=%d)\"", "foo(int a, \"a=%d\")", "foo(\"a\")", "foo(\"a) \"b\"",
    "foo(int a) bar(int b) \"a=%d\"", "foo(int a) \"a=%d\" bar(int b) \"b=%d\"", "foo(void) bar(void)",
    "foo(void) bar(void) \"x\"", "foo(void) \"x\" bar(void) \"y\"", "foo(int a) { \"a=%d\" }",
    "foo: (int a) \"a=%d\"", "foo =(int a) \"a=%d\"", "foo(int a) = \"a=%d\"", "foo(int a) : \"a=%d\"",
    "foo(int a);", "foo(void);", "void foo(int a);",
];

const COMMENTS: &[&str] = &[
    "#", "##", "# a", "#a", " # a", "  # a", "\t#a", "\u{a0}# a", "\x0c# a", "#include <a>", "#define a",
    "foo(int a) \"a=%d\" # a", "foo(int a) # \"a=%d\"", "foo(int a) \"a=%d\"#a", "foo # (int a) \"a=%d\"",
    "foo(int a # b) \"a=%d\"", "foo(int a) \"a=%d # b\"", "disable # foo(int a) \"a=%d\"",
    "// foo(int a) \"a=%d\"", "/* foo(int a) \"a=%d\" */", "foo(int a) \"a=%d\" // a", "foo(int a) \"a=%d\" /* a */",
    "foo(int a) \"a=%d\" /* a", "foo(int a) /* a */ \"a=%d\"", "foo(void) /* a */ \"a\"", "foo(void) // \"a\"",
    "foo(int /* b */ a) \"a=%d\"", "foo(int a /* b */) \"a=%d\"", "foo(/* b */ int a) \"a=%d\"",
    "/* b */ foo(int a) \"a=%d\"", "foo/* b */(int a) \"a=%d\"", "foo(int a /* ) */) \"a=%d\"",
    "; foo(int a) \"a=%d\"", "-- foo(int a) \"a=%d\"", "foo(int a) \"a\" /* b */ \"=%d\"", "<!-- a -->",
];

/// Lines about all of these.
pub fn heads() -> Vec<String> {
    let mut lines = Vec::new();
    for blank in BLANKS {
        lines.extend(PLACES.iter().map(|place| place.replace('@', blank)));
    }
    for properties in PROPERTIES {
        for rest in [
            "foo(int a) \"a=%d\"",
            "foo(int a) \"a=%lx\"",
            "foo(int a) \"a=%d\", \"b=%d\"",
            "foo(void *cpu, uint64_t b) \"cpu=%p b=0x%\" PRIx64",
            "foo(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j)",
        ] {
            lines.push(format!("{properties} {rest}"));
        }
        lines.push(format!("foo {properties}(int a) \"a=%d\""));
        lines.push(format!("foo(int a) {properties} \"a=%d\""));
        lines.push(format!("{properties}\tfoo(int a) \"a=%d\""));
        lines.push(format!("{properties}(int a) \"a=%d\""));
        lines.push((*properties).to_owned());
    }
    for name in NAMES {
        lines.push(format!("{name}(int a) \"a=%d\""));
        lines.push(format!("disable {name}(int a) \"a=%d\""));
    }
    lines.extend(PARENTHESES.iter().chain(COMMENTS).map(|line| (*line).to_owned()));
    lines
}

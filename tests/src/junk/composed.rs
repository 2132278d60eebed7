//! Lines put together at random from the parts that the other modules try one by one.

use crate::random::Random;

/// Properties, most of them right.
const PROPERTIES: &[&str] = &[
    "",
    "",
    "",
    "",
    "",
    "disable ",
    "disable ",
    "vcpu ",
    "disable disable ",
    "disabled ",
    "tcg ",
    " ",
    "  ",
    "\t",
    "x ",
];

const NAMES: &[&str] = &[
    "foo",
    "foo_bar",
    "foo_read",
    "Foo9",
    "_foo",
    "9foo",
    "foo__bar",
    "f\u{f6}o",
    "foo-bar",
    "init",
    "trace_foo",
    "foo ",
    "foo_enabled",
    "event_name",
    "disable",
    "int",
    "foo.bar",
    "FOO",
    "foo*",
    "",
];

const TYPES: &[&str] = &[
    "int",
    "unsigned",
    "unsigned int",
    "uint8_t",
    "uint16_t",
    "uint32_t",
    "uint64_t",
    "int64_t",
    "size_t",
    "ssize_t",
    "long",
    "unsigned long",
    "long long",
    "unsigned long long",
    "bool",
    "char",
    "short",
    "ptrdiff_t",
    "uintptr_t",
    "const int",
    "int const",
    "signed",
    "signed char",
    "long int",
    "void",
    "const",
    "hwaddr",
    "int int",
    "unsigned uint8_t",
    "float",
    "struct foo",
    "off_t",
    "const const int",
    "u64",
    "",
];

const POINTERS: &[&str] = &[
    "void *",
    "void*",
    "const char *",
    "const char*",
    "char *",
    "const  char *",
    "char const *",
    "const void *",
    "uint8_t *",
    "const uint8_t *",
    "void **",
    "char **",
    "const char * const *",
    "char *const *",
    "int *",
    "hwaddr *",
    "struct foo *",
    "* ",
    "bool *",
    "const const char *",
    "long long *",
    "signed char *",
    "unsigned long *",
];

const ARGUMENT_NAMES: &[&str] = &[
    "a", "b", "addr", "val", "s", "name", "len", "fd", "ret", "size", "type", "self", "class", "rec",
    "errno", "default", "linux", "_now", "x[4]", "9a", "a b", "const s", "a:3", "a=1", "", "\u{e9}", "bool",
    "size_t", "uint8_t", "a ", "NULL", "qemu_log", "st_mtime", r#"a""#,
];

const PIECES: &[&str] = &[
    "a",
    "a=%d",
    " b=%u",
    "x=0x%x",
    "%s",
    " s=%s",
    "%p",
    "%zu",
    "%ld",
    "%lu",
    "%llx",
    "%hhx",
    "%c",
    "%%",
    " 100% ",
    "%.*s",
    "%*d",
    "%08x",
    "%m",
    "%%m",
    "%n",
    r"\n",
    "\\t",
    "\\x41",
    "\\012",
    "\\q",
    "\\e",
    r#"\""#,
    r"\\",
    "%",
    ",",
    ", ",
    "??/",
    "\u{e9}",
    "%1$d",
    "#",
    "%5",
    "%-5d",
    "%#x",
    "%+d",
    "% d",
    "%td",
    "%jd",
    "%i",
    "%X",
    "%o",
    "%f",
    "%lc",
    "%hd",
    "%zd",
    "(",
    ")",
    "%PRIx64",
    "%08PRIx32",
];

const MACROS: &[&str] = &[
    "PRIx64",
    "PRIu64",
    "PRId64",
    "PRIx32",
    "PRIu32",
    "PRIu8",
    "PRIX64",
    "PRIo64",
    "PRIxPTR",
    "PRIuMAX",
    "PRIx65",
    "HWADDR_PRIx",
    "foo",
    "SCNx64",
    "PRIdFAST32",
    "G_GSIZE_FORMAT",
];

const TAILS: &[&str] = &[
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    " ",
    "\t",
    ";",
    " // a",
    " # a",
    " /* a */",
    ",",
    r#", "b""#,
    " bar(void)",
    "\u{a0}",
    r"\",
    r#" ""#,
    " x",
    r#" """#,
    "\r",
];

const BETWEEN: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "",
    "  ",
    "\t",
    "\u{a0}",
    ";",
    ", ",
    " x ",
    " /* c */ ",
    "#",
    ") ",
    " = ",
];

/// `count` lines, the same for the same seed.
pub fn composed(count: usize, seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    (0..count).map(|_| line(&mut random)).collect()
}

fn line(random: &mut Random) -> String {
    let properties = *random.pick(PROPERTIES);
    let name = if random.one_in(3) { *random.pick(NAMES) } else { "foo" };
    let count = if random.one_in(60) { 9 + random.below(4) } else { random.below(4) };
    let mut arguments: Vec<String> = (0..count).map(|at| argument(at, random)).collect();
    if arguments.is_empty() || random.one_in(40) {
        arguments.push("void".to_owned());
    }
    let separator = if random.one_in(30) { *random.pick(&[",", " , ", ";", ", ,", " "]) } else { ", " };
    let close = if random.one_in(50) { *random.pick(&["", "))", "]", " ) "]) } else { ")" };
    let head = format!("{properties}{name}({}{close}", arguments.join(separator));
    if random.one_in(12) {
        return head;
    }
    format!("{head}{}{}{}", random.pick(BETWEEN), format(&arguments, random), random.pick(TAILS))
}

fn argument(at: usize, random: &mut Random) -> String {
    let name = if random.one_in(4) { (*random.pick(ARGUMENT_NAMES)).to_owned() } else { format!("a{at}") };
    if random.one_in(3) {
        format!("{}{name}", random.pick(POINTERS))
    } else {
        // The first ones are what people write.
        let types = if random.one_in(4) { TYPES } else { &TYPES[..18] };
        format!("{} {name}", random.pick(types))
    }
}

/// A format that mostly fits the arguments.
fn format(arguments: &[String], random: &mut Random) -> String {
    let mut text = String::from(r#"""#);
    for argument in arguments.iter().filter(|argument| *argument != "void") {
        let conversion = match argument.split([' ', '*']).next().unwrap_or_default() {
            _ if random.one_in(6) => random.pick(PIECES),
            "const" | "char" if argument.contains("char") && argument.contains('*') => " s=%s",
            _ if argument.contains('*') => " p=%p",
            "uint64_t" => r#" x=%" PRIx64 ""#,
            "int64_t" => r#" x=%"PRId64""#,
            "size_t" => " z=%zu",
            "long" => " l=%ld",
            _ => " d=%d",
        };
        text += conversion;
    }
    for _ in 0..random.below(3) {
        if random.one_in(3) {
            text += &format!(r#"%" {} ""#, random.pick(MACROS));
        } else if random.one_in(3) {
            text += *random.pick(PIECES);
        } else {
            text += " done";
        }
    }
    if !random.one_in(40) {
        text.push('"');
    }
    text
}

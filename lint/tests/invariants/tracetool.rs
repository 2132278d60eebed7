//! tracetool's reading of one line, written again from its grammar, and what each release refuses.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use trace_lint::parse::events::ArgumentKind;
use trace_lint::parse::events::token::is_blank;

/// What a release refuses, by facts about its scripts/tracetool.
#[derive(Debug)]
pub struct Release {
    /// The version, as `--qemu-version` takes it.
    pub version: &'static str,
    properties: &'static [&'static str],
    /// Types are checked, more than ten arguments are refused, and the last line needs a newline.
    checks_arguments: bool,
    /// The types of the tcg properties are allowed too.
    has_tcg: bool,
    refuses_percent_m: bool,
    refuses_newline_at_end: bool,
    refuses_newline: bool,
}

const NEWEST: Release = Release {
    version: "10.2.0",
    properties: &["disable"],
    checks_arguments: true,
    has_tcg: false,
    refuses_percent_m: true,
    refuses_newline_at_end: true,
    refuses_newline: true,
};

/// Releases that differ.
pub const RELEASES: [Release; 4] = [
    Release {
        version: "2.2.0",
        properties: &["disable", "tcg", "tcg-trans", "tcg-exec"],
        checks_arguments: false,
        refuses_percent_m: false,
        refuses_newline_at_end: false,
        refuses_newline: false,
        ..NEWEST
    },
    Release {
        version: "6.2.0",
        properties: &["disable", "tcg", "tcg-trans", "tcg-exec", "vcpu"],
        has_tcg: true,
        refuses_newline: false,
        ..NEWEST
    },
    Release { version: "10.0.13", properties: &["disable", "vcpu"], ..NEWEST },
    NEWEST,
];

const TYPES: [&str; 20] = [
    "int",
    "long",
    "short",
    "char",
    "bool",
    "unsigned",
    "signed",
    "int8_t",
    "uint8_t",
    "int16_t",
    "uint16_t",
    "int32_t",
    "uint32_t",
    "int64_t",
    "uint64_t",
    "void",
    "size_t",
    "ssize_t",
    "uintptr_t",
    "ptrdiff_t",
];

/// A line that `Event._CRE` matches.
pub struct Declared<'a> {
    pub properties: Vec<&'a str>,
    pub name: Range<usize>,
    pub arguments: Range<usize>,
    /// Where the format begins.
    pub format: Option<usize>,
}

/// The white space of Python, and its `\w`.
const GRAMMAR: &str = r#"^(?:(?P<props>[WS]+)S+)?(?P<name>W+)\((?P<args>[^)]*)\)S*(?P<format>".+)?"#;
const WHITE: &str =
    r"[\t-\r\x1c-\x20\u{85}\u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}]";

/// Reads a line, given without its newline, as tracetool does; `None` where it refuses it.
pub fn declaration(line: &str) -> Option<Declared<'_>> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = GRAMMAR.replace('S', WHITE).replace('W', r"[\p{L}\p{N}_]");
        Regex::new(&pattern).expect("the grammar is a regular expression")
    });
    let found = PATTERN.captures(line)?;
    let properties = found.name("props").map_or("", |properties| properties.as_str());
    Some(Declared {
        properties: properties.split(is_blank).filter(|word| !word.is_empty()).collect(),
        name: found.name("name")?.range(),
        arguments: found.name("args")?.range(),
        format: found.name("format").map(|format| format.start()),
    })
}

/// The arguments as `Arguments.build` splits them: type and name, or what it does not split.
pub fn arguments(text: &str) -> Vec<Result<(String, String), ArgumentKind>> {
    let split = |argument: &str| {
        let argument = argument.trim_matches(is_blank);
        let (ctype, name) = match (argument, argument.rsplit_once('*')) {
            ("", _) => return Err(ArgumentKind::Empty),
            ("void", _) => return Err(ArgumentKind::Void),
            (_, Some((before, name))) => (format!("{before}*"), name.trim_matches(is_blank)),
            (argument, None) => {
                let (before, name) = argument.rsplit_once(is_blank).ok_or(ArgumentKind::Single)?;
                (before.trim_end_matches(is_blank).to_owned(), name)
            }
        };
        Ok((ctype, name.to_owned()))
    };
    text.split(',').map(split).collect()
}

/// True for a line of white space alone.
pub fn is_blank_line(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|line| line.chars().all(is_blank))
}

impl Release {
    /// Why tracetool stops at a line, given without its newline.
    pub fn refusal(&self, line: &str) -> Option<&'static str> {
        let written = line.trim_start_matches(is_blank);
        if written.is_empty() || written.starts_with('#') {
            return None;
        }
        let Some(declared) = declaration(line) else { return Some("no declaration") };
        if declared.properties.iter().any(|property| !self.properties.contains(property)) {
            return Some("an unknown property");
        }
        let format = declared.format.map_or("", |start| &line[start..]);
        if self.refuses_percent_m && format.contains("%m") {
            return Some("%m");
        }
        if (self.refuses_newline && format.contains("\\n"))
            || (self.refuses_newline_at_end && format.ends_with("\\n\""))
        {
            return Some("a newline");
        }
        if !self.checks_arguments {
            return None;
        }
        let arguments = arguments(&line[declared.arguments]);
        for argument in &arguments {
            match argument {
                Err(ArgumentKind::Void) => {}
                Err(_) => return Some("an argument without type or name"),
                Ok((ctype, _)) if !self.allows(ctype) => return Some("a type that is not allowed"),
                Ok(_) => {}
            }
        }
        (arguments.iter().filter(|argument| argument.is_ok()).count() > 10)
            .then_some("more than ten arguments")
    }

    /// True when the file may end without a newline.
    pub fn allows_open_end(&self) -> bool {
        !self.checks_arguments
    }

    fn allows(&self, ctype: &str) -> bool {
        ctype.split(' ').all(|word| {
            let word = word.replace('*', "");
            word.is_empty() || word == "const" || TYPES.contains(&&*word) || (self.has_tcg && word == "TCGv")
        })
    }
}

//! A declaration guessed for a call that has none: types by what the tree knows of the names.
//! The texts of sources are not kept, so the types of variables are not looked up.

use rustc_hash::FxHashMap;
use trace_lint::model::index::{Index, SourceFile};
use trace_lint::parse::events::File;
use trace_lint::parse::groups::directory_of;
use trace_lint::parse::source::{Call, Kind};
use trace_lint::qemu::printf::{CType, Spelling, fitting};

/// An argument as it would be declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferredArgument {
    pub ctype: String,
    pub name: String,
}

impl InferredArgument {
    /// As it is declared: `void *s`.
    pub fn declared(&self) -> String {
        let blank = if self.ctype.ends_with('*') { "" } else { " " };
        format!("{}{blank}{}", self.ctype, self.name)
    }
}

/// The arguments for a call in a source, to be declared in `directory`.
pub fn arguments(index: &Index, source: &SourceFile, directory: &str, call: &Call) -> Vec<InferredArgument> {
    let is_nothing = call.arguments.len() == 1 && call.arguments[0].span.is_empty();
    if is_nothing {
        return Vec::new();
    }
    let mut named: Vec<String> = Vec::new();
    for argument in &call.arguments {
        let wanted = argument.name.as_deref().filter(|name| is_free(name)).unwrap_or("value");
        let mut name = wanted.to_owned();
        let mut number = 2;
        while named.contains(&name) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        named.push(name);
    }
    let names = call.arguments.iter().filter_map(|argument| argument.name.as_deref());
    let types = types(index, source, directory, names);
    let typed = named.into_iter().zip(&call.arguments).map(|(name, argument)| {
        let known = argument.name.as_deref().and_then(|name| types.get(name));
        InferredArgument { ctype: known.map_or("int", |ctype| ctype).to_owned(), name }
    });
    typed.collect()
}

/// True for what an argument may be called.
fn is_free(name: &str) -> bool {
    let is_first = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    name.as_bytes().first().is_some_and(is_first)
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && !trace_lint::qemu::reserved::is_keyword(name)
        && trace_lint::qemu::reserved::macro_hosts(name).is_empty()
        && !CType::words().any(|word| word == name)
}

/// The types of names: what the same source passes under a name to a declared event counts most, then
/// what the directory declares, then the tree.
fn types<'a>(
    index: &'a Index,
    source: &SourceFile,
    directory: &str,
    names: impl Iterator<Item = &'a str>,
) -> FxHashMap<&'a str, String> {
    let mut votes: FxHashMap<&str, FxHashMap<String, usize>> =
        names.map(|name| (name, FxHashMap::default())).collect();
    let mut vote =
        |name: &str, file: &File, argument: &trace_lint::parse::events::Argument, weight: usize| {
            if let (Some(votes), Some(_)) = (votes.get_mut(name), argument.ctype) {
                *votes.entry(argument.ctype_span.text(&file.text).into_owned()).or_default() += weight;
            }
        };
    for file in &index.events {
        let weight = if directory_of(&file.path) == directory { 100 } else { 1 };
        for argument in file.events.iter().flat_map(|event| &event.arguments) {
            vote(&argument.name.text(&file.text), file, argument, weight);
        }
    }
    for reference in &source.source.references {
        let Kind::Call(call) = &reference.kind else { continue };
        for declaration in index.declarations(&reference.name) {
            if declaration.event.arguments.len() != call.arguments.len() {
                continue;
            }
            for (passed, argument) in call.arguments.iter().zip(&declaration.event.arguments) {
                if let Some(name) = &passed.name {
                    vote(name, declaration.file, argument, 10_000);
                }
            }
        }
    }
    // Of two with as many votes the first by name, so that the answer is the same every time.
    let best = |votes: FxHashMap<String, usize>| {
        votes
            .into_iter()
            .max_by(|one, other| (one.1, &other.0).cmp(&(other.1, &one.0)))
            .map(|(ctype, _)| ctype)
    };
    votes.into_iter().filter_map(|(name, votes)| Some((name, best(votes)?))).collect()
}

/// The letter that a value of this name is best printed with: addresses and bits in hexadecimal.
pub fn letter(name: &str) -> u8 {
    const HEXADECIMAL: [&str; 23] = [
        "addr", "address", "offset", "off", "flags", "mask", "reg", "base", "pc", "iova", "gpa", "hpa",
        "gva", "pa", "va", "vaddr", "paddr", "features", "bits", "cmd", "opcode", "insn", "status",
    ];
    let is_hexadecimal = name.split('_').any(|word| HEXADECIMAL.contains(&word));
    if is_hexadecimal { b'x' } else { b'd' }
}

/// A conversion of one argument with its label, in the middle of a string: `addr=0x%" PRIx64 "`.
pub fn labelled(name: &str, ctype: CType) -> String {
    let spelling = fitting(ctype, letter(name));
    format!("{}{}", label(name, &spelling), spelling.quoted(""))
}

/// What stands before a conversion: `addr=0x`.
pub fn label(name: &str, spelling: &Spelling) -> String {
    let (Spelling::Plain(text) | Spelling::Macro(text)) = spelling;
    let is_hexadecimal = match spelling {
        Spelling::Plain(_) => text.ends_with('x'),
        Spelling::Macro(_) => text.starts_with("PRIx"),
    };
    format!("{name}={}", if is_hexadecimal { "0x" } else { "" })
}

/// A whole format for arguments, quotes and all; those of unknown types are left out.
pub fn format<'a>(arguments: impl Iterator<Item = (&'a str, Option<CType>)>) -> String {
    let parts: Vec<_> = arguments.filter_map(|(name, ctype)| Some(labelled(name, ctype?))).collect();
    closed(&format!("\"{}\"", parts.join(" ")))
}

/// A format without an empty string at its end.
pub fn closed(format: &str) -> String {
    match format.strip_suffix(" \"\"") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => format.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::index_of;
    use super::*;

    fn check(call: &str, expected: &str) {
        let index = index_of(&format!(
            r#"
            --- hw/x/trace-events
            old(void *a, size_t b, uint8_t c) ""
            len(uint32_t len) ""
            --- hw/y/trace-events
            a(int addr) ""
            b(uint64_t addr) ""
            c(uint64_t addr, int len) ""
            --- hw/x/x.c
            #include "trace.h"
            void f(Foo *s) {{ trace_old(s->a, n, chr); trace_new{call}; }}
            "#
        ));
        let site = index.sites("new").next().unwrap();
        let Kind::Call(call) = &site.reference.kind else { panic!("no call") };
        let found = arguments(&index, site.file, "hw/x", call);
        let shown: Vec<_> = found.iter().map(InferredArgument::declared).collect();
        let types = found.iter().map(|it| (&*it.name, CType::parse(&it.ctype).ok()));
        assert_eq!(format!("({}) {}", shown.join(", "), format(types)), expected);
    }

    #[test]
    fn arguments_of_a_call() {
        check("()", r#"() """#);
        check("(addr)", r#"(uint64_t addr) "addr=0x%" PRIx64"#);
        check("(addr, x->len)", r#"(uint64_t addr, uint32_t len) "addr=0x%" PRIx64 " len=%u""#);
        check("(s->a, a, n)", r#"(void *a, void *a2, size_t n) "a=%p a2=%p n=%zu""#);
        check(
            "(chr, 3, CONST, int)",
            r#"(uint8_t chr, int value, int value2, int value3) "chr=%u value=%d value2=%d value3=%d""#,
        );
    }
}

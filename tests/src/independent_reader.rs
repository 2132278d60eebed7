//! A second reading of a tree, as plain as it can be: words in text without comments and literals. It
//! knows nothing of directives, scopes or declarations; what it says of a real tree was held against
//! gcc's preprocessor, and is what trace-lint is held against.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::overlay::{files_of, is_source};
use crate::shared::Shared;
use crate::tree::qemu_tree;

/// A declared event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its trace-events file.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// The names of its arguments.
    pub arguments: Vec<String>,
    /// What stands behind them.
    pub format: String,
}

/// A call of a declared event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The source.
    pub path: String,
    /// The line of the name, from 1.
    pub line: usize,
    /// The event.
    pub name: String,
    /// Where the name with `trace_` begins; of a pasted name the argument.
    pub start: usize,
    /// The bytes in the parentheses.
    pub inside: Range<usize>,
    /// The arguments; of a pasted call those of the macro.
    pub arguments: Vec<Range<usize>>,
    /// True when a macro pastes the name together.
    pub is_pasted: bool,
}

/// A place where the state of an event is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// The source.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// `TRACE_X`.
    pub word: String,
    /// Where that begins.
    pub start: usize,
    /// True for `trace_event_get_state_backends`.
    pub asks_backends: bool,
}

impl Guard {
    /// The event in lower case.
    pub fn event(&self) -> String {
        self.word["TRACE_".len()..].to_lowercase()
    }
}

/// A tree.
pub struct Plain {
    /// The paths of all sources, sorted.
    pub sources: Vec<String>,
    /// The declared events, by file and line.
    pub declared: Vec<Declared>,
    /// The sources that hold `trace_` or `TRACE_`: the text, and the same without comments and literals.
    pub code: BTreeMap<String, (Vec<u8>, Vec<u8>)>,
}

impl Plain {
    /// The tree of a release.
    pub fn of(version: &str) -> Arc<Plain> {
        static TREES: Shared<String, Plain> = Shared::new();
        TREES.get(version.to_owned(), || Plain::read(&qemu_tree(version)))
    }

    fn read(root: &Path) -> Plain {
        let mut tree = Plain { sources: Vec::new(), declared: Vec::new(), code: BTreeMap::new() };
        for path in files_of(root) {
            let read = || std::fs::read(root.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            if path.rsplit('/').next() == Some("trace-events") {
                tree.declared
                    .extend(declared(&path, &String::from_utf8(read()).expect("QEMU's events are UTF-8")));
            } else if is_source(&path) {
                let text = read();
                if find(&text, b"trace_", 0).or_else(|| find(&text, b"TRACE_", 0)).is_some() {
                    let code = strip(&text, path.ends_with(".rs"));
                    tree.code.insert(path.clone(), (text, code));
                }
                tree.sources.push(path);
            }
        }
        tree
    }

    /// The names of all events.
    pub fn names(&self) -> HashSet<&str> {
        self.declared.iter().map(|event| event.name.as_str()).collect()
    }

    /// All calls of declared events, by file and place.
    pub fn calls(&self) -> Vec<Call> {
        let names = self.names();
        let calls = self.code.iter().flat_map(|(path, (_, code))| {
            let mut found = direct_calls(path, code, &names);
            found.extend(pasted_calls(path, code));
            found.sort_by_key(|call| call.start);
            found
        });
        calls.collect()
    }

    /// The declared names that no code has, not even pasted together.
    pub fn unused_names(&self) -> BTreeSet<&str> {
        let mut used: HashSet<String> = HashSet::new();
        for (path, (_, code)) in &self.code {
            used.extend(words(code, "trace_").into_iter().map(|(_, word)| word["trace_".len()..].to_owned()));
            used.extend(pasted_calls(path, code).into_iter().map(|call| call.name));
        }
        self.declared.iter().map(|event| event.name.as_str()).filter(|name| !used.contains(*name)).collect()
    }

    /// The places where the state of a declared event is asked for.
    pub fn guards(&self) -> Vec<Guard> {
        let mut found = Vec::new();
        let names: HashSet<String> = self.declared.iter().map(|event| event.name.to_uppercase()).collect();
        for (path, (_, code)) in &self.code {
            for (start, word) in words(code, "TRACE_") {
                let before = String::from_utf8_lossy(&code[..start]).trim_end().to_owned();
                let is_guard = before.ends_with("trace_event_get_state_backends(")
                    || before.ends_with("trace_event_get_state(");
                if is_guard && names.contains(&word["TRACE_".len()..]) {
                    let asks_backends = before.ends_with("_backends(");
                    let line = line_of(code, start);
                    found.push(Guard { path: path.clone(), line, word, start, asks_backends });
                }
            }
        }
        found
    }
}

/// The events of a file.
pub fn declared(path: &str, text: &str) -> Vec<Declared> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let events = lines.filter_map(|(at, line)| {
        let (head, rest) = line.split_once('(')?;
        let (arguments, format) = rest.split_once(')')?;
        let name = head.split_whitespace().last()?.to_owned();
        let arguments = arguments.split(',').map(|argument| argument.trim().to_owned());
        let arguments = arguments.filter(|argument| argument != "void" && !argument.is_empty());
        let word = |argument: String| argument.rsplit([' ', '*']).next().unwrap_or_default().to_owned();
        let (path, format, arguments) = (path.to_owned(), format.to_owned(), arguments.map(word).collect());
        Some(Declared { path, line: at + 1, name, arguments, format })
    });
    events.collect()
}

/// The text with blanks for comments and for what is in quotes; as many bytes, and the same lines.
pub fn strip(text: &[u8], is_rust: bool) -> Vec<u8> {
    let mut code = text.to_vec();
    let mut at = 0;
    while at < text.len() {
        let end = match text[at] {
            b'/' if text.get(at + 1) == Some(&b'/') => find(text, b"\n", at).unwrap_or(text.len()),
            b'/' if text.get(at + 1) == Some(&b'*') => {
                find(text, b"*/", at + 2).map_or(text.len(), |end| end + 2)
            }
            b'"' => quoted_end(text, at),
            b'\'' if !is_rust || text.get(at + 2) == Some(&b'\'') || text.get(at + 1) == Some(&b'\\') => {
                quoted_end(text, at)
            }
            _ => {
                at += 1;
                continue;
            }
        };
        for byte in &mut code[at..end] {
            if *byte != b'\n' && *byte != b'"' && *byte != b'\'' {
                *byte = b' ';
            }
        }
        at = end;
    }
    code
}

fn quoted_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < text.len() && text[at] != text[start] {
        at += if text[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

fn find(text: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find(&text[from..], wanted).map(|found| from + found)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The path of `relative` seen from a directory, without `..`.
pub fn join(directory: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The line of a place, from 1.
pub fn line_of(text: &[u8], at: usize) -> usize {
    memchr::memchr_iter(b'\n', &text[..at]).count() + 1
}

/// The words that begin with a prefix, with their places.
pub fn words(code: &[u8], prefix: &str) -> Vec<(usize, String)> {
    let starts = memchr::memmem::find_iter(code, prefix).filter(|&at| at == 0 || !is_word(code[at - 1]));
    let word = |at: usize| {
        let length = code[at..].iter().position(|&byte| !is_word(byte)).unwrap_or(code.len() - at);
        (at, String::from_utf8_lossy(&code[at..at + length]).into_owned())
    };
    starts.map(word).collect()
}

fn direct_calls(path: &str, code: &[u8], names: &HashSet<&str>) -> Vec<Call> {
    let mut found = Vec::new();
    for (start, word) in words(code, "trace_") {
        let name = &word["trace_".len()..];
        let after = start + word.len();
        let open = after + code[after..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let is_method = start > 0 && code[start - 1] == b'.';
        if !names.contains(name) || code.get(open) != Some(&b'(') || is_method {
            continue;
        }
        let (inside, arguments) = arguments(code, open);
        let line = line_of(code, start);
        let (path, name) = (path.to_owned(), name.to_owned());
        found.push(Call { path, line, name, start, inside, arguments, is_pasted: false });
    }
    found
}

/// The uses, in the file itself, of macros whose first parameter is pasted behind `trace_`.
fn pasted_calls(path: &str, code: &[u8]) -> Vec<Call> {
    let text = String::from_utf8_lossy(code);
    let mut found = Vec::new();
    let Some(paste) = text.find("trace_##") else { return found };
    let define = text[..paste].rfind("#define ").expect("`##` stands in a macro") + "#define ".len();
    let name = text[define..].split('(').next().expect("the macro has parameters");
    for (start, word) in words(code, name) {
        let open = start + word.len();
        if word != name || start == define || code.get(open) != Some(&b'(') {
            continue;
        }
        let (inside, arguments) = arguments(code, open);
        let event = String::from_utf8_lossy(&code[arguments[0].clone()]).into_owned();
        let start = arguments[0].start;
        let line = line_of(code, start);
        found.push(Call {
            path: path.to_owned(),
            line,
            name: event,
            start,
            inside,
            arguments,
            is_pasted: true,
        });
    }
    found
}

/// What is between the parenthesis at `open` and the one that closes it, and the arguments there,
/// without the blanks round them.
pub fn arguments(code: &[u8], open: usize) -> (Range<usize>, Vec<Range<usize>>) {
    let mut depth = 0;
    let mut found = Vec::new();
    let mut start = open + 1;
    for (at, &byte) in code.iter().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            _ => {}
        }
        let is_end = depth == 0;
        if is_end || (depth == 1 && byte == b',') {
            found.push(trim(code, start..at));
            start = at + 1;
        }
        if is_end {
            found.retain(|argument| !argument.is_empty());
            return (open + 1..at, found);
        }
    }
    panic!(
        "a parenthesis is not closed: {}",
        String::from_utf8_lossy(&code[open..code.len().min(open + 80)])
    );
}

fn trim(code: &[u8], range: Range<usize>) -> Range<usize> {
    let text = &code[range.clone()];
    let Some(first) = text.iter().position(|byte| !byte.is_ascii_whitespace()) else {
        return range.start..range.start;
    };
    let last = text.iter().rposition(|byte| !byte.is_ascii_whitespace()).expect("it has a first");
    range.start + first..range.start + last + 1
}

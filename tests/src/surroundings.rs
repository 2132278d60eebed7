//! Names that the generated code meets in what surrounds it: the functions and macros of the tree's tracing,
//! the macros of the headers it includes, and what its own functions use.

use std::collections::BTreeSet;
use std::path::Path;

use crate::build::Builder;
use crate::tracetool::{Mode, file_verdicts};

/// The headers of tracing, and those that the generated files include by name.
const HEADERS: [&str; 10] = [
    "trace/control.h",
    "trace/control-internal.h",
    "trace/control-vcpu.h",
    "trace/event-internal.h",
    "trace/simple.h",
    "include/qemu/module.h",
    "include/qemu/log-for-trace.h",
    "include/qemu/log.h",
    "include/qemu/error-report.h",
    "include/qemu/compiler.h",
];

/// An event with arguments of each kind, whose generated functions name all that they use.
const SAMPLE: &[u8] = b"sample(int a, const char *b, void *c) \"a=%d b=%s c=%p\"\n";

/// Lines that declare an event, or an argument, of each such name.
pub fn lines(tree: &Path, folder: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for name in event_names(tree) {
        lines.push(format!(r#"{name}(int a) "a=%d""#));
    }
    for (at, name) in argument_names(tree, &folder.join("names")).iter().enumerate() {
        lines.push(format!(r#"sample_{at}(int {name}) "%d""#));
        lines.push(format!(r#"sample_{at}(const char *a, unsigned int {name}, size_t b) "%s %u %zu""#));
    }
    lines
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
    words.filter(|word| !word.is_empty() && !word.starts_with(|first: char| first.is_ascii_digit()))
}

fn event_names(tree: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for header in HEADERS {
        // Not every release has every one.
        let text = std::fs::read_to_string(tree.join(header)).unwrap_or_default();
        for word in words(&text) {
            for prefix in ["trace_", "TRACE_", "_TRACE_"] {
                if let Some(name) = word.strip_prefix(prefix).filter(|name| !name.is_empty()) {
                    names.extend([name.to_owned(), name.to_lowercase()]);
                }
            }
        }
    }
    assert!(names.len() > 20, "the headers of {} name too little", tree.display());
    names
}

fn argument_names(tree: &Path, folder: &Path) -> BTreeSet<String> {
    let builder = Builder::new(tree, folder);
    let verdicts = file_verdicts(tree, Mode::Stages, &[SAMPLE.to_vec()]);
    let outputs = &verdicts[0].outputs;
    let code = format!("#include \"qemu/osdep.h\"\n{}", outputs["h"]);
    let functions = builder.preprocessed("functions.c", &code, &[]);
    let functions = functions.split_once("_simple_trace_sample").map_or(&*functions, |(_, rest)| rest);
    let start = functions.find("trace_sample(").expect("the generated function");
    let mut names: BTreeSet<String> = words(&functions[start..]).map(str::to_owned).collect();
    for output in ["h", "simple-h", "simple-c"] {
        names.extend(words(&outputs[output]).map(str::to_owned));
    }
    let macros = builder.preprocessed("macros.c", &code, &["-dM"]);
    for line in macros.lines() {
        let Some((name, _)) = line.strip_prefix("#define ").and_then(|rest| rest.split_once(' ')) else {
            continue;
        };
        // Nobody writes an argument in capitals, of which there are thousands.
        if !name.contains('(') && name.starts_with(|first: char| first.is_ascii_lowercase()) {
            names.insert(name.to_owned());
        }
    }
    names
}

//! What becomes of files in a real tree: tracetool's reading, the files that it generates, and the compilers'
//! word on those.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use crate::arguments;
use crate::build::{Builder, Unit};
use crate::tracetool::{Mode, ToolEvent, ToolVerdict, file_verdicts};

/// What becomes of a file.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Every stage takes it.
    Fine,
    /// tracetool takes it, and drops a part of it.
    Loses(&'static str),
    /// tracetool refuses to read it.
    Refused(String),
    /// A later stage breaks: which, and its words.
    Breaks(&'static str, String),
    /// The simple backend alone breaks: its words.
    BreaksSimple(String),
}

/// The names of the events when they can share a C file with others.
fn shared_names(verdict: &ToolVerdict) -> Option<Vec<String>> {
    let is_plain = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !name.to_uppercase().ends_with("_ENABLED")
    };
    let is_disabled = |event: &ToolEvent| event.properties.iter().any(|name| name == "disable");
    let is_contained = |event: &ToolEvent| is_disabled(event) || arguments::is_self_contained(&event.format);
    let fits = verdict
        .events
        .iter()
        .all(|event| is_plain(&event.name) && arguments::are_plain(&event.args) && is_contained(event));
    fits.then(|| verdict.events.iter().map(|event| event.name.clone()).collect())
}

fn unit(at: usize, verdict: &ToolVerdict, header: &str, source: &str) -> Option<Unit> {
    let group = format!("c{at}");
    let files = vec![
        (format!("trace-{group}.h"), verdict.outputs.get(header)?.clone()),
        (format!("trace-{group}.c"), verdict.outputs.get(source)?.clone()),
    ];
    Some(Unit { group, files, shares: shared_names(verdict) })
}

/// A part of the file that tracetool drops without a word.
fn loss(file: &[u8], verdict: &ToolVerdict) -> Option<&'static str> {
    let text = String::from_utf8_lossy(file).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    verdict.events.iter().find_map(|event| {
        let (before, after) = lines[event.line - 1].split_once(')')?;
        let (_, inside) = before.split_once('(')?;
        if event.format.is_empty() && !after.trim_matches(is_python_blank).is_empty() {
            return Some("the text after the arguments");
        }
        let written = inside.split(',').count();
        (written > event.args.len().max(1) && !event.properties.iter().any(|name| name == "vcpu"))
            .then_some("a `void` among the arguments")
    })
}

/// Python's white space.
pub fn is_python_blank(character: char) -> bool {
    character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
}

/// What becomes of each file; the file at place N, counted from 0, is the group `cN`.
pub fn outcomes(tree: &Path, folder: &Path, files: &[Vec<u8>]) -> Vec<Outcome> {
    let start = Instant::now();
    let verdicts = file_verdicts(tree, Mode::Stages, files);
    println!("  tracetool: {:.1?}", start.elapsed());
    let none = BTreeMap::new();
    let log = compiled(tree, &folder.join("log"), &verdicts, ("h", "c"), &none);
    // Nobody asks for more of a file that the default backend breaks.
    let simple = compiled(tree, &folder.join("simple"), &verdicts, ("simple-h", "simple-c"), &log);
    let rust = compiled_rust(tree, &folder.join("rust"), &verdicts, &log);
    let outcome = |(at, verdict): (usize, &ToolVerdict)| {
        if let Some(error) = &verdict.error {
            return Outcome::Refused(error.clone());
        }
        if let Some(words) = log.get(&at) {
            return Outcome::Breaks("C", words.clone());
        }
        if let Some((stage, error)) = verdict.stage_errors.first() {
            return Outcome::Breaks("output", format!("{stage}: {error}"));
        }
        if let Some(words) = rust.get(&at) {
            return Outcome::Breaks("Rust", words.clone());
        }
        if let Some(words) = simple.get(&at) {
            return Outcome::BreaksSimple(words.clone());
        }
        loss(&files[at], verdict).map_or(Outcome::Fine, Outcome::Loses)
    };
    verdicts.iter().enumerate().map(outcome).collect()
}

/// What gcc says to the generated C of the files that are not broken already, by place.
fn compiled(
    tree: &Path,
    folder: &Path,
    verdicts: &[ToolVerdict],
    (header, source): (&str, &str),
    broken: &BTreeMap<usize, String>,
) -> BTreeMap<usize, String> {
    let start = Instant::now();
    let (places, units): (Vec<usize>, Vec<Unit>) = verdicts
        .iter()
        .enumerate()
        .filter(|(at, _)| !broken.contains_key(at))
        .filter_map(|(at, verdict)| Some((at, unit(at, verdict, header, source)?)))
        .unzip();
    let alone = units.iter().filter(|unit| unit.shares.is_none()).count();
    let refusals = Builder::new(tree, folder).c_refusals(&units);
    println!("  gcc: {} groups ({source}, {alone} alone): {:.1?}", units.len(), start.elapsed());
    by_place(places, refusals)
}

/// What rustc says to the generated Rust of the files that are not broken already, by place.
fn compiled_rust(
    tree: &Path,
    folder: &Path,
    verdicts: &[ToolVerdict],
    broken: &BTreeMap<usize, String>,
) -> BTreeMap<usize, String> {
    let start = Instant::now();
    let (places, units): (Vec<usize>, Vec<(String, String)>) = verdicts
        .iter()
        .enumerate()
        .filter(|(at, _)| !broken.contains_key(at))
        .filter_map(|(at, verdict)| Some((at, (format!("c{at}"), verdict.outputs.get("rs")?.clone()))))
        .unzip();
    let refusals = Builder::new(tree, folder).rust_refusals(&units);
    println!("  rustc: {} groups: {:.1?}", units.len(), start.elapsed());
    by_place(places, refusals)
}

fn by_place(places: Vec<usize>, refusals: Vec<Option<String>>) -> BTreeMap<usize, String> {
    places.into_iter().zip(refusals).filter_map(|(at, words)| Some((at, words?))).collect()
}

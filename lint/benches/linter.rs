//! Benchmarks: each stage on all trace-events files of a QEMU tree, in one thread.
//!
//! The tree is `$TRACE_LINT_QEMU_10_0`, else what `corpus/qemu-tree` has left in the cache; without
//! either, the events of corpus/demo many times over, which says little of a real tree's mix.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use trace_lint::linter::{Settings, lint};
use trace_lint::model::index::{Index, TreeFacts};
use trace_lint::parse::events::File;
use trace_lint::parse::events::events;
use trace_lint::parse::events::parse;
use trace_lint::parse::events::token::tokenize;
use trace_lint::qemu::era::Era;
use trace_lint::rules::RULES;
use walkdir::WalkDir;

/// About as many bytes as QEMU 10.0 has.
const DEMO_BYTES: usize = 500_000;

/// The files that are read, and how often each.
struct Input {
    paths: Vec<PathBuf>,
    texts: Vec<Vec<u8>>,
    bytes: BytesCount,
}

static INPUT: LazyLock<Input> = LazyLock::new(|| {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/demo");
    let root = qemu_tree();
    let mut paths = trace_events_files(root.as_deref().unwrap_or(&demo));
    let size = |paths: &[PathBuf]| paths.iter().map(|path| read(path).len()).sum::<usize>();
    if root.is_none() {
        let times = DEMO_BYTES / size(&paths) + 1;
        paths = vec![paths; times].concat();
    }
    let texts: Vec<Vec<u8>> = paths.iter().map(|path| read(path)).collect();
    let bytes = size(&paths);
    let shown = root.as_ref().map_or("corpus/demo, repeated".into(), |root| root.display().to_string());
    eprintln!("{bytes} bytes in {} files of {shown}", paths.len());
    Input { paths, texts, bytes: BytesCount::new(bytes) }
});

fn qemu_tree() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from);
    let cache = || variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
    let tree = variable("TRACE_LINT_QEMU_10_0").or_else(|| Some(cache()?.join("trace-lint/qemu-10.0")))?;
    tree.join("VERSION").is_file().then_some(tree)
}

fn trace_events_files(root: &Path) -> Vec<PathBuf> {
    let entries =
        WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.expect("a folder's entry"));
    entries
        .filter(|entry| entry.file_name() == "trace-events" && entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("a trace-events file can be read")
}

fn index(texts: &[Vec<u8>]) -> Index {
    let file =
        |(index, text): (usize, &Vec<u8>)| File::new(format!("directory/{index}/trace-events"), text.clone());
    let files = texts.iter().enumerate().map(|numbered| Arc::new(file(numbered))).collect();
    Index::of_files(files, Arc::new(TreeFacts::default()))
}

/// The number of findings of the rules that run by default.
fn check(index: &Index) -> usize {
    let rules = RULES.iter().copied().filter(|rule| rule.is_default).collect();
    lint(index, &Settings::new(rules, Era::NEWEST)).len()
}

#[divan::bench]
fn a_lexing(bencher: Bencher) {
    let Input { texts, bytes, .. } = &*INPUT;
    bencher.counter(*bytes).bench(|| texts.iter().map(|text| tokenize(black_box(text)).len()).sum::<usize>());
}

#[divan::bench]
fn b_parsing(bencher: Bencher) {
    let Input { texts, bytes, .. } = &*INPUT;
    bencher
        .counter(*bytes)
        .bench(|| texts.iter().map(|text| parse(black_box(text)).lines.len()).sum::<usize>());
}

#[divan::bench]
fn c_events(bencher: Bencher) {
    let Input { texts, bytes, .. } = &*INPUT;
    let trees: Vec<_> = texts.iter().map(|text| (text, parse(text))).collect();
    bencher
        .counter(*bytes)
        .bench(|| trees.iter().map(|(text, tree)| events(text, black_box(tree)).len()).sum::<usize>());
}

#[divan::bench]
fn d_rules(bencher: Bencher) {
    let Input { texts, bytes, .. } = &*INPUT;
    let index = index(texts);
    bencher.counter(*bytes).bench(|| check(black_box(&index)));
}

/// All of it, from the disk on: the bar is 30 ms for QEMU 10.0.
#[divan::bench]
fn e_everything(bencher: Bencher) {
    let Input { paths, bytes, .. } = &*INPUT;
    bencher.counter(*bytes).bench(|| {
        let texts: Vec<Vec<u8>> = paths.iter().map(|path| read(path)).collect();
        check(&index(&texts))
    });
}

fn main() {
    divan::main();
}

//! How fast sources are scanned: all files of a real QEMU tree that concern tracing, in memory.
//!
//! The tree is the folder that TRACE_LINT_QEMU_10_0 names, or what corpus/qemu-tree prints.

use divan::Bencher;
use divan::counter::BytesCount;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use trace_lint::parse::source::{Language, concerns_tracing, includes, language, scan};

/// The folders of the tree that hold no sources of QEMU itself.
const OUTSIDE: [&str; 5] = ["roms", "linux-headers", "pc-bios", "po", "tests/tracetool"];

static SOURCES: LazyLock<Vec<(Vec<u8>, Language)>> = LazyLock::new(sources);

fn main() {
    divan::main();
}

fn tree() -> PathBuf {
    if let Some(tree) = std::env::var_os("TRACE_LINT_QEMU_10_0") {
        return tree.into();
    }
    let recipe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/qemu-tree");
    let output = Command::new(recipe).arg("10.0").output().expect("corpus/qemu-tree runs");
    assert!(output.status.success(), "corpus/qemu-tree found no tree: {output:?}");
    String::from_utf8(output.stdout).expect("a path in UTF-8").trim_end().into()
}

fn sources() -> Vec<(Vec<u8>, Language)> {
    let tree = tree();
    let is_outside = |path: &Path| {
        path.strip_prefix(&tree).is_ok_and(|path| OUTSIDE.iter().any(|out| path == Path::new(out)))
    };
    let walk = walkdir::WalkDir::new(&tree).into_iter().filter_entry(|entry| !is_outside(entry.path()));
    let files = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let sources = files.filter_map(|entry| {
        let language = language(entry.file_name().as_encoded_bytes())?;
        Some((std::fs::read(entry.path()).expect("a readable source"), language))
    });
    sources.collect()
}

fn concerned() -> Vec<&'static (Vec<u8>, Language)> {
    SOURCES.iter().filter(|(text, _)| concerns_tracing(text)).collect()
}

fn bytes<'a>(sources: impl IntoIterator<Item = &'a (Vec<u8>, Language)>) -> BytesCount {
    BytesCount::new(sources.into_iter().map(|(text, _)| text.len()).sum::<usize>())
}

#[divan::bench(name = "scan")]
fn bench_scan(bencher: Bencher) {
    let sources = concerned();
    bencher.counter(bytes(sources.iter().copied())).bench(|| {
        sources.iter().map(|(text, language)| scan(text, *language, &[]).references.len()).sum::<usize>()
    });
}

#[divan::bench(name = "concerns_tracing")]
fn bench_concerns(bencher: Bencher) {
    let sources = &*SOURCES;
    bencher
        .counter(bytes(sources))
        .bench(|| sources.iter().filter(|(text, _)| concerns_tracing(text)).count());
}

#[divan::bench(name = "includes")]
fn bench_includes(bencher: Bencher) {
    let sources = &*SOURCES;
    bencher
        .counter(bytes(sources))
        .bench(|| sources.iter().map(|(text, _)| includes(text).len()).sum::<usize>());
}

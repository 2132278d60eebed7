//! One door to the disk: files are opened in `files/disk.rs` and written in `files/write.rs`, and nowhere else.

use std::fs;
use std::path::{Path, PathBuf};

/// What opens a file.
const OPENERS: [&str; 8] = [
    "fs::read(",
    "fs::read_to_string(",
    "fs::write(",
    "fs::copy(",
    "File::open",
    "File::create",
    "File::options",
    "OpenOptions",
];

const DOORS: [&str; 2] = ["files/disk.rs", "files/write.rs"];

fn sources(path: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => sources(&path, found),
            false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
            false => {}
        }
    }
}

#[test]
fn files_are_opened_at_the_door_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut openers = Vec::new();
    for folder in ["src", "../lsp/src"] {
        let mut files = Vec::new();
        sources(&root.join(folder), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            // Tests may open what they like.
            let is_tests =
                |at: &usize| text[at + 13..].lines().next().is_some_and(|line| line.ends_with('{'));
            let tests = text.match_indices("#[cfg(test)]\nmod").map(|(at, _)| at).find(is_tests);
            let code = &text[..tests.unwrap_or(text.len())];
            let is_test = file
                .components()
                .any(|part| ["tests", "tests.rs"].map(Some).contains(&part.as_os_str().to_str()));
            if !is_test && OPENERS.iter().any(|opener| code.contains(opener)) {
                openers.push(file.strip_prefix(root.join(folder)).unwrap().to_string_lossy().into_owned());
            }
        }
    }
    openers.sort();
    assert_eq!(openers, DOORS);
}

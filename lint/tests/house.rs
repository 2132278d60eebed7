//! The arrows of the library's picture point one way: what a module never imports.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders and files of `src`, and the modules that none of them imports.
const NEVER: [(&[&str], &[&str]); 4] = [
    (&["syntax.rs", "syntax"], &["event", "file", "index", "rules", "files", "report", "cli"]),
    (&["printf.rs", "printf", "event.rs"], &["file", "index", "rules", "files", "report", "cli"]),
    (
        &["source.rs", "source", "index.rs", "index", "recorded.rs"],
        &["rules", "files", "report", "cli", "linter"],
    ),
    (&["rules"], &["rules", "files", "report", "cli", "linter"]),
];

fn sources(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            sources(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        found.push(path.to_owned());
    }
}

#[test]
fn nothing_is_imported_against_the_arrows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (folders, never) in NEVER {
        let mut files = Vec::new();
        folders.iter().for_each(|folder| sources(&root.join(folder), &mut files));
        assert!(!files.is_empty(), "{folders:?}");
        for file in files.iter().filter(|file| {
            !file
                .strip_prefix(&root)
                .unwrap()
                .components()
                .any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
        }) {
            let text = fs::read_to_string(file).unwrap();
            // What tests need of others is no arrow.
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            for module in never {
                let import = format!("crate::{module}::");
                assert!(!code.contains(&import), "{} imports {module}", file.display());
            }
        }
    }
}

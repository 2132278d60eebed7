//! Finds a real QEMU source tree and the events in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::repository;

/// The source tree of a QEMU release: `$TRACE_LINT_QEMU_10_0` for `10.0`, or what `corpus/qemu-tree` brings.
pub fn qemu_tree(version: &str) -> PathBuf {
    let variable = format!("TRACE_LINT_QEMU_{}", version.replace('.', "_"));
    let tree = std::env::var_os(&variable).map_or_else(|| fetch(version), PathBuf::from);
    let found = std::fs::read_to_string(tree.join("VERSION"))
        .unwrap_or_else(|error| panic!("{} is no QEMU tree: {error}", tree.display()));
    let found = found.trim();
    let fits = found == version || found.strip_prefix(version).is_some_and(|rest| rest.starts_with('.'));
    assert!(fits, "{} is QEMU {found}, not {version}", tree.display());
    tree
}

fn fetch(version: &str) -> PathBuf {
    let recipe = repository().join("corpus/qemu-tree");
    let output = Command::new(&recipe)
        .arg(version)
        .stderr(std::process::Stdio::inherit())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", recipe.display()));
    assert!(output.status.success(), "{} {version} failed: {}", recipe.display(), output.status);
    let path = String::from_utf8(output.stdout).expect("the tree's path is text");
    PathBuf::from(path.trim_end_matches('\n'))
}

/// The tree's `trace-events` files, sorted.
pub fn trace_events_files(tree: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![tree.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries =
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let entry = entry.expect("a folder's entry");
            let kind = entry.file_type().expect("an entry's kind");
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() && entry.file_name() == "trace-events" {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no trace-events below {}", tree.display());
    found
}

/// The tree's events, one line each, without comments.
pub fn event_lines(tree: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for file in trace_events_files(tree) {
        let text =
            std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let events = text.lines().filter(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
        lines.extend(events.map(str::to_owned));
    }
    lines
}

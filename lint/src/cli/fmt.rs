//! `trace-lint fmt`: white space in order, and nothing else changed.

use super::file_changes::{show, write};
use super::messages::{report_failures, warn};
use super::outcome::Outcome;
use super::print::{from_here, print_bytes};
use crate::files::{FileChange, Progress, Request, SourceTree};
use crate::fix::whitespace::format_all;
use crate::linter::config::Policy;
use crate::parse::events::File;
use crate::rules::diagnostic::Fix;
use crate::text::{plural, printable};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, or folders to search for files named trace-events; `-` for standard input and output
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    paths: Vec<PathBuf>,
    /// Write nothing, and name the files that would change; exit 1 if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing, and show what would change as a unified diff; exit 1 if anything
    #[arg(long)]
    diff: bool,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        let mut text = Vec::new();
        io::stdin().lock().read_to_end(&mut text)?;
        if u32::try_from(text.len()).is_err() {
            warn("standard input: larger than 4 GiB");
            return Ok(Outcome::Failed);
        }
        return print_bytes(&formatted(&File::new("trace-events", text))).map(|()| Outcome::Clean);
    }
    let request = Request { paths: arguments.paths.clone(), alone: true, ..Request::default() };
    let (trees, failures) = request.read(&Progress::default());
    let mut has_failed = report_failures(&failures);
    let (mut changed, mut unchanged) = (0, 0);
    let mut out = Vec::new();
    for mut tree in trees {
        let configs: Vec<_> = tree.configs().cloned().collect();
        // What is wrong with a configuration keeps nobody from formatting.
        if let Ok(policy) = Policy::new(&configs, &[]) {
            tree.scope.exclude(&Arc::new(policy), false);
        }
        let changes = changes(&tree);
        changed += changes.len();
        unchanged += tree.files().count() - changes.len();
        if arguments.diff {
            show(&mut out, &tree, &changes)?;
        }
        if arguments.check {
            let here = from_here(&tree);
            for change in &changes {
                writeln!(out, "{}", printable(&here.name(&change.path)))?;
            }
        }
        if !arguments.check && !arguments.diff {
            let unwritten = write(&tree, &changes).len();
            changed -= unwritten;
            has_failed |= unwritten > 0;
        }
    }
    print_bytes(&out)?;
    let writes = !arguments.check && !arguments.diff;
    let done = if writes { "reformatted" } else { "would be reformatted" };
    warn(&format!("{} {done}, {unchanged} unchanged.", plural(changed, "file")));
    Ok(Outcome::new(has_failed, changed > 0 && !writes))
}

fn changes(tree: &SourceTree) -> Vec<FileChange> {
    let change = |file: &Arc<File>| FileChange {
        path: file.path.clone(),
        before: Some(file.text.clone()),
        after: formatted(file),
    };
    tree.files().map(change).filter(|change| change.before.as_ref() != Some(&change.after)).collect()
}

fn formatted(file: &File) -> Vec<u8> {
    Fix { message: String::new(), is_safe: true, edits: format_all(file) }.apply(&file.text)
}

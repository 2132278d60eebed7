//! What ties a directory with events to its build: its `trace.h`, and its entry in meson.build. Some
//! findings are fixed there, and not in the file in which they are.

use crate::model::index::Index;
use crate::parse::groups::{Directory, MAKE_LIST, MAKEFILE, MESON, directory_of, group_name};
use crate::rules::diagnostic::{Diagnostic, Edit, Fix};
use crate::rules::rule::{OtherFile, Severity};
use crate::text::Span;
use std::sync::Arc;

/// An edit of another file than that of the finding, which may be a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixInOtherFile {
    /// The path of that file as shown.
    pub path: Arc<str>,
    pub edit: Edit,
    /// True when the build fails without it: it may be made without a look.
    pub is_safe: bool,
}

impl FixInOtherFile {
    /// It as a fix of that file.
    pub(crate) fn as_fix(&self) -> Fix {
        let message = match &*self.path {
            path @ (MESON | MAKEFILE) => format!("Add the directory to {path}"),
            path => format!("Write {path}"),
        };
        Fix { message, is_safe: self.is_safe, edits: vec![self.edit.clone()] }
    }
}

/// What fixes a finding in another file, if that does. `meson` is the text of the tree's meson.build.
pub(crate) fn fix_in_other_file(
    index: &Index,
    finding: &Diagnostic,
    list: Option<&[u8]>,
) -> Option<FixInOtherFile> {
    if !finding.path.ends_with("/trace-events") {
        return None;
    }
    let directory = directory_of(&finding.path);
    let is_safe = finding.severity == Severity::Error;
    match finding.rule.fix_in? {
        OtherFile::GroupList => {
            let edit = list_edit(index, directory, list?)?;
            Some(FixInOtherFile { path: index.facts.groups.path().into(), edit, is_safe })
        }
        OtherFile::TraceHeader => {
            let (path, text) = header(directory);
            let is_missing = !index.facts.paths.contains(&path);
            is_missing.then(|| FixInOtherFile { path, edit: Edit { span: Span::empty(0), text }, is_safe })
        }
    }
}

/// The header of a directory: its path and its text.
pub fn header(directory: &str) -> (Arc<str>, String) {
    let text = format!("#include \"trace/trace-{}.h\"\n", group_name(directory));
    (format!("{directory}/trace.h").into(), text)
}

/// Adds a directory to an empty list.
fn first_entry(opened: u32, directory: &str, meson: &[u8]) -> Option<Edit> {
    let rest = meson.get(opened as usize..)?;
    let blanks = rest.len() - rest.trim_ascii_start().len();
    let text = match rest[..blanks].contains(&b'\n') {
        true => format!("\n  '{directory}',"),
        false => format!("'{directory}'"),
    };
    Some(Edit { span: Span::empty(opened as usize), text })
}

/// Adds a directory to the list in meson.build, behind the entry it belongs with.
pub fn list_edit(index: &Index, directory: &str, list: &[u8]) -> Option<Edit> {
    let parts = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    let own = parts(directory);
    let shared = |path: &str| parts(path).iter().zip(&own).take_while(|(one, other)| one == other).count();
    let entries = &index.facts.groups.directories;
    if entries.is_empty() {
        return first_entry(index.facts.groups.opened?, directory, list);
    }
    let nearest = entries.iter().map(|entry| shared(&entry.path)).max()?;
    let near = || entries.iter().filter(|entry| shared(&entry.path) == nearest);
    let before = near().filter(|entry| *entry.path < *directory).max_by_key(|entry| &entry.path);
    let (entry, is_behind) = match before {
        Some(entry) => (entry, true),
        None => (near().min_by_key(|entry| &entry.path)?, false),
    };
    if index.facts.groups.is_makefile {
        return line_of_make(entry, is_behind, directory, list);
    }
    let quote = *list.get((entry.span.start as usize).checked_sub(1)?)? as char;
    let start = entry.span.start as usize - 1;
    let line = list[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let indent = &list[line..start];
    let break_ = match indent.iter().all(u8::is_ascii_whitespace) {
        true => format!("\n{}", String::from_utf8_lossy(indent)),
        false => " ".to_owned(),
    };
    let written = format!("{quote}{directory}{quote}");
    Some(match is_behind {
        true => Edit { span: Span::empty(entry.span.end as usize + 1), text: format!(",{break_}{written}") },
        false => Edit { span: Span::empty(start), text: format!("{written},{break_}") },
    })
}

/// Adds a line to Makefile.objs, before or behind that of an entry which has one to itself.
fn line_of_make(entry: &Directory, is_behind: bool, directory: &str, list: &[u8]) -> Option<Edit> {
    let (start, end) = (entry.span.start as usize, entry.span.end as usize);
    let line = list.get(..start)?.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let rest = list[end..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let before = list[line..start].trim_ascii_end();
    if before != format!("{MAKE_LIST} +=").as_bytes() || !rest.trim_ascii().is_empty() {
        return None;
    }
    let text = format!("{MAKE_LIST} += {directory}");
    Some(match is_behind {
        true => Edit { span: Span::empty(end), text: format!("\n{text}") },
        false => Edit { span: Span::empty(line), text: format!("{text}\n") },
    })
}

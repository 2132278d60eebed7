//! The linter: files in, findings out. Pure: it reads and writes nothing.

use crate::diagnostic::Diagnostic;
use crate::file::File;
use crate::groups::Groups;
use crate::printf::Format;
use crate::rule::{Check, Context, FilesContext, Rule};
use crate::version::Version;

/// What decides which findings there are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The rules that run.
    pub rules: Vec<&'static Rule>,
    /// The QEMU release that the files are meant for.
    pub version: Version,
}

/// The findings of the rules that look at one file, in the order of the file.
pub fn lint_file(file: &File, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let empty = Format::default();
    for rule in &settings.rules {
        let context = &mut Context { file, version: settings.version, rule, found: &mut found };
        match rule.check {
            Check::File(check) => check(context),
            Check::Event(check) => {
                for event in &file.events {
                    check(context, event);
                }
            }
            Check::Format(check) => {
                for event in file.events.iter().filter(|event| !event.is_broken) {
                    check(context, event, event.format.as_ref().unwrap_or(&empty));
                }
            }
            Check::Files(_) => {}
        }
    }
    sort(file, &mut found);
    found
}

/// The findings of the rules that look at all files together, each with the index of its file.
pub fn lint_files(files: &[File], groups: &Groups, settings: &Settings) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    let linked = |first: usize, second: usize| groups.are_linked(&files[first].path, &files[second].path);
    for rule in &settings.rules {
        if let Check::Files(check) = rule.check {
            check(&mut FilesContext { files, linked: &linked, rule, found: &mut found });
        }
    }
    for (file, finding) in &mut found {
        place(&files[*file], finding);
    }
    found
}

/// Puts findings in the order in which they are shown.
fn sort(file: &File, found: &mut [Diagnostic]) {
    for finding in found.iter_mut() {
        place(file, finding);
    }
    found.sort_by(|one, other| (one.span, one.rule.code).cmp(&(other.span, other.rule.code)));
}

/// Names the event that a finding is in. A defect in the format of a disabled one has stayed
/// unseen because no compiler has ever read it: that is said too.
fn place(file: &File, finding: &mut Diagnostic) {
    let line = file.lines.line(finding.span.start);
    let Ok(index) = file.events.binary_search_by_key(&line, |event| event.line) else { return };
    let event = &file.events[index];
    finding.event = Some(file.name(event).into_owned());
    let in_format = event.format.as_ref().is_some_and(|format| finding.span.start >= format.span.start);
    let about_format = in_format || finding.rule.name.starts_with("format-");
    if let Some(property) = event.properties.iter().find(|property| file.bytes(**property) == b"disable")
        && about_format
    {
        finding.label(*property, "the event is disabled: no compiler has ever read its format");
    }
}

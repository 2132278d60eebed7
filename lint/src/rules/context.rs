//! What a rule is given to look at, and where it puts what it finds.

use crate::model::catalogue::{CheckedList, NameProblem};
use crate::model::compat::{Consumers, Signature};
use crate::model::index::{Index, SourceFile};
use crate::parse::command::{CommandFile, Mention};
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::qemu::era::Era;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::rule::{Rule, Severity};
use crate::text::{Span, cut};
use std::sync::Arc;

/// Where a rule puts what it finds.
pub(crate) struct Findings<'a> {
    pub(crate) rule: &'static Rule,
    pub(crate) found: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    fn report(&mut self, path: &Arc<str>, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(self.rule, path.clone(), span, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

/// Bytes of a file, fit to be quoted in a message.
fn shown(bytes: &[u8]) -> String {
    cut(bytes, 80)
}

/// For a rule that looks at one trace-events file.
pub(crate) struct Context<'a> {
    pub(crate) file: &'a File,
    /// The QEMU releases that the file is meant for.
    pub(crate) era: Era,
    pub(crate) findings: Findings<'a>,
}

impl Context<'_> {
    /// Adds a finding; the returned one can be given more to say.
    pub(crate) fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.findings.report(&self.file.path, span, message)
    }

    /// The bytes of a span, fit to be quoted in a message.
    pub(crate) fn shown(&self, span: Span) -> String {
        shown(self.file.bytes(span))
    }
}

/// For a rule that looks at the whole tree.
pub(crate) struct TreeContext<'a> {
    pub(crate) index: &'a Index,
    /// The QEMU releases that the tree may be of, or is meant for.
    pub(crate) era: Era,
    pub(crate) findings: Findings<'a>,
}

impl TreeContext<'_> {
    /// Adds a finding in the file of this path.
    pub(crate) fn report(
        &mut self,
        path: &Arc<str>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.findings.report(path, span, message)
    }
}

/// A source of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    /// Its index in [`Index::sources`].
    pub(crate) index: usize,
    pub(crate) file: &'a Arc<SourceFile>,
}

/// For a rule that looks at one event list.
pub(crate) struct ListContext<'a> {
    pub(crate) list: &'a EventList,
    /// What is wrong in it, and where.
    pub(crate) judged: &'a CheckedList,
    pub(crate) findings: Findings<'a>,
}

impl ListContext<'_> {
    /// Adds a finding; the returned one can be given more to say.
    pub(crate) fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.findings.report(&self.list.path, span, message)
    }

    /// The bytes of a span, fit to be quoted in a message.
    pub(crate) fn shown(&self, span: Span) -> String {
        shown(self.list.bytes(span))
    }
}

/// For a rule that looks at the commands of one file.
pub(crate) struct CommandContext<'a> {
    pub(crate) file: &'a CommandFile,
    /// The names in it with which something is wrong, and what; none where no events are known.
    pub(crate) judged: &'a [(&'a Mention, NameProblem)],
    /// The QEMU releases that the tree may be of, or is meant for.
    pub(crate) era: Era,
    pub(crate) findings: Findings<'a>,
}

impl CommandContext<'_> {
    /// Adds a finding; the returned one can be given more to say.
    pub(crate) fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.findings.report(&self.file.path, span, message)
    }
}

/// For a rule that looks at what has changed between two trees.
pub(crate) struct ChangeContext<'a> {
    /// The consumers for whom a change counts.
    pub(crate) counted: Consumers,
    pub(crate) findings: Findings<'a>,
}

impl ChangeContext<'_> {
    /// Adds a finding in the line of an event, and whose work it breaks. One that breaks nobody who counts
    /// is a note.
    pub(crate) fn report(
        &mut self,
        shape: &Signature,
        span: Span,
        message: impl Into<String>,
        breaks: Consumers,
    ) -> &mut Diagnostic {
        let least = self.findings.rule.severity.max(Severity::Warning);
        let finding = self.findings.report(&shape.file.path, span, message);
        finding.severity = if breaks.meet(self.counted) { least } else { Severity::Info };
        finding.event(&*shape.name);
        finding.breaks = breaks;
        if breaks != Consumers::default() {
            finding.help(format!("breaks {}", breaks.prose()));
        }
        finding
    }
}

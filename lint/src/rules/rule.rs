//! What a rule is, and what it is given to work with.
//!
//! A rule is one file in `rules/` and one word in `rules.rs`. From its doc comment come
//! `trace-lint explain`, the documentation, and the tests: every Example fires exactly at its
//! `^^^`, every Use instead is clean, and the fix of the first gives the second.

use crate::model::backend::Backend;
use crate::model::catalogue::Catalogue;
use crate::model::catalogue::{JudgedList, JudgedName};
use crate::model::compat::{Change, Consumers, Shape};
use crate::model::index::{Index, SourceFile};
use crate::parse::command::{CommandFile, Mention};
use crate::parse::event_list::EventList;
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::parse::script::ScriptFile;
use crate::parse::systemtap::TapFile;
use crate::qemu::era::Era;
use crate::qemu::printf::{ALL_HOSTS, Format};
use crate::rules::diagnostic::{Diagnostic, Severity, fit};
use crate::text::{Span, cut};
use std::sync::Arc;

/// A rule: its names, its documentation and its code.
pub struct Rule {
    /// Its code, such as `TL301`: never reused for another.
    pub code: &'static str,
    /// Its name, such as `format-type-mismatch`: never reused for another.
    pub name: &'static str,
    /// The weight of its findings.
    pub severity: Severity,
    /// True when it runs unless it is ignored.
    pub is_default: bool,
    /// The backends that alone make it matter: it runs when one of them is named.
    pub backends: &'static [Backend],
    /// True in the eras of trees in which it can be judged.
    pub is_judged: fn(Era) -> bool,
    /// The lines of its documentation, in Markdown.
    pub docs: &'static [&'static str],
    /// Its code.
    pub check: Check,
}

/// The code of a rule, by what it looks at.
pub enum Check {
    /// Looks at a file.
    File(fn(&mut Context)),
    /// Looks at one event: at its line, and at nothing else of the file.
    Event(fn(&mut Context, &Event)),
    /// Looks at the format of one event whose line could be read: at nothing outside that line.
    Format(fn(&mut Context, &Event, &Format)),
    /// Looks at the events of one file, against the rest of the tree.
    Group(fn(&mut TreeContext, &Arc<File>)),
    /// Looks at one source, where the sources were read.
    Source(fn(&mut TreeContext, Source)),
    /// Looks at one analysis script.
    Script(fn(&mut TreeContext, &ScriptFile)),
    /// Looks at one SystemTap script.
    SystemTap(fn(&mut TreeContext, &TapFile)),
    /// Looks at the tree as a whole, where the sources were read.
    Tree(fn(&mut TreeContext)),
    /// Looks at one event list.
    List(fn(&mut ListContext)),
    /// Looks at the commands of one file.
    Command(fn(&mut CommandContext)),
    /// Looks at what became of one event since an older tree: for `compat`, never in a check.
    Change(fn(&mut ChangeContext, &Change)),
    /// Looks at the comments that allow findings, after all other rules: `suppress` has its code.
    Comments,
}

impl Check {
    /// True for what asks about the sources, or about what else is in the tree.
    pub fn needs_tree(&self) -> bool {
        match self {
            Check::File(_) | Check::Event(_) | Check::Format(_) | Check::Change(_) | Check::Comments => false,
            Check::Group(_)
            | Check::Source(_)
            | Check::Tree(_)
            | Check::List(_)
            | Check::Script(_)
            | Check::SystemTap(_)
            | Check::Command(_) => true,
        }
    }

    /// True for what is no part of a check: it compares two trees.
    pub fn is_of_changes(&self) -> bool {
        matches!(self, Check::Change(_))
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.code, self.name)
    }
}

impl Rule {
    /// Its documentation as one text.
    pub fn documentation(&self) -> String {
        let lines = self.docs.iter().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The first sentence of its documentation: what it does.
    pub fn summary(&self) -> String {
        let documentation = self.documentation();
        let mut lines = documentation.lines().skip_while(|line| line.starts_with('#') || line.is_empty());
        let paragraph = lines.by_ref().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        paragraph.split_once(". ").map_or(paragraph.clone(), |(first, _)| format!("{first}."))
    }

    pub(crate) fn finding(&'static self, path: Arc<str>, span: Span, message: String) -> Diagnostic {
        Diagnostic {
            rule: self,
            path,
            severity: self.severity,
            span,
            message: fit(message),
            help: None,
            hosts: ALL_HOSTS,
            event: None,
            breaks: Consumers::default(),
            related: Vec::new(),
            causes: Vec::new(),
            fix: None,
        }
    }
}

/// Declares the rule of a file, with the doc comment as its documentation; behind its code stand the backends that
/// it is for, in brackets, and `if` and the eras in which it can be judged.
macro_rules! declare_rule {
    ($(#[doc = $line:expr])* $name:literal, $code:literal, $severity:ident, $default:ident, $check:expr
     $(, [$($backend:ident),*])? $(, if $judged:path)?) => {
        #[doc = concat!("The rule `", $name, "`.")]
        pub static RULE: $crate::rules::rule::Rule = $crate::rules::rule::Rule {
            code: $code,
            name: $name,
            severity: $crate::rules::diagnostic::Severity::$severity,
            is_default: $crate::rules::rule::$default,
            backends: &[$($($crate::model::backend::Backend::$backend),*)?],
            is_judged: {
                let _always: fn($crate::qemu::era::Era) -> bool = |_| true;
                $(let _always: fn($crate::qemu::era::Era) -> bool = $judged;)?
                _always
            },
            docs: &[$($line),*],
            check: $check,
        };
    };
}
pub(crate) use declare_rule;

/// For [`declare_rule!`]: the rule runs unless it is ignored.
pub(crate) const ON: bool = true;
/// For [`declare_rule!`]: the rule runs only when it is selected.
pub(crate) const OFF: bool = false;

/// What a rule that looks at one file is given, and where it puts what it finds.
pub struct Context<'a> {
    /// The file.
    pub file: &'a File,
    /// The QEMU release that the file is meant for.
    pub era: Era,
    pub(crate) rule: &'static Rule,
    pub(crate) found: &'a mut Vec<Diagnostic>,
}

impl Context<'_> {
    /// Adds a finding; the returned one can be given more to say.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(self.rule.finding(self.file.path.clone(), span, message.into()));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// The bytes of a span of the file, fit to stand in a message.
    pub fn shown(&self, span: Span) -> String {
        cut(self.file.bytes(span), 80)
    }
}

/// What a rule that looks at the whole tree is given, and where it puts what it finds.
pub struct TreeContext<'a> {
    /// The tree.
    pub index: &'a Index,
    /// The QEMU release that the tree is, or is meant for.
    pub era: Era,
    pub(crate) rule: &'static Rule,
    pub(crate) found: &'a mut Vec<Diagnostic>,
}

/// What a rule that looks at one event list is given, and where it puts what it finds.
pub struct ListContext<'a> {
    /// The list.
    pub list: &'a EventList,
    /// What is wrong with it.
    pub judged: &'a JudgedList,
    /// The events that there are; `None` where that is not known.
    pub catalogue: Option<&'a Catalogue>,
    pub(crate) rule: &'static Rule,
    pub(crate) found: &'a mut Vec<Diagnostic>,
}

impl ListContext<'_> {
    /// Adds a finding; the returned one can be given more to say.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(self.rule.finding(self.list.path.clone(), span, message.into()));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// The bytes of a span of the list, fit to stand in a message.
    pub fn shown(&self, span: Span) -> String {
        cut(self.list.bytes(span), 80)
    }
}

/// What a rule that looks at the commands of one file is given, and where it puts what it finds.
pub struct CommandContext<'a> {
    /// The file.
    pub file: &'a CommandFile,
    /// The names in it with which something is wrong, and what; none where no events are known.
    pub judged: &'a [(&'a Mention, JudgedName)],
    /// The QEMU release that the tree is, or is meant for.
    pub era: Era,
    pub(crate) rule: &'static Rule,
    pub(crate) found: &'a mut Vec<Diagnostic>,
}

impl CommandContext<'_> {
    /// Adds a finding; the returned one can be given more to say.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(self.rule.finding(self.file.path.clone(), span, message.into()));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

/// A source of the index.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its index in [`Index::sources`].
    pub index: usize,
    /// The source.
    pub file: &'a Arc<SourceFile>,
}

impl TreeContext<'_> {
    /// Adds a finding in the file of this path.
    pub fn report(&mut self, path: &Arc<str>, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(self.rule.finding(path.clone(), span, message.into()));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

/// What a rule that looks at a change is given, and where it puts what it finds.
pub struct ChangeContext<'a> {
    /// Those for whom a change weighs.
    pub counted: Consumers,
    pub(crate) rule: &'static Rule,
    pub(crate) found: &'a mut Vec<Diagnostic>,
}

impl ChangeContext<'_> {
    /// Adds a finding in the line of an event, and whose work it breaks. One that breaks nobody who counts
    /// is a note.
    pub fn report(
        &mut self,
        shape: &Shape,
        span: Span,
        message: impl Into<String>,
        breaks: Consumers,
    ) -> &mut Diagnostic {
        let mut finding = self.rule.finding(shape.file.path.clone(), span, message.into());
        let least = self.rule.severity.max(Severity::Warning);
        finding.severity = if breaks.meet(self.counted) { least } else { Severity::Info };
        finding.event(&*shape.name);
        finding.breaks = breaks;
        if breaks != Consumers::default() {
            finding.help(format!("breaks {}", breaks.prose()));
        }
        self.found.push(finding);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

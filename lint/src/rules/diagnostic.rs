//! A finding: what is wrong, where, on which hosts, and how to mend it.

use crate::model::compat::Consumers;
use crate::qemu::printf::{ALL_HOSTS, HostSet};
use crate::rules::rule::{Rule, Severity};
use crate::text::{Span, printable};
use std::borrow::Cow;
use std::sync::Arc;

/// What a rule found.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The rule's own severity, unless the rule knows better.
    pub severity: Severity,
    /// The path of its file as shown.
    pub path: Arc<str>,
    /// The bytes that it is about.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do, where that is known.
    pub help: Option<String>,
    /// The hosts on which it is wrong: all of them, unless the rule knows better.
    pub hosts: HostSet,
    pub event: Option<String>,
    /// Whose work it breaks, for what `compat` finds.
    pub breaks: Consumers,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// Other files in which its cause may lie, by their paths as shown.
    pub causes: Vec<Arc<str>>,
    /// The edit that mends it, where one is sure to.
    pub fix: Option<Fix>,
}

/// A place that explains a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// The path of its file as shown; `None` for the finding's own file.
    pub path: Option<Arc<str>>,
    pub span: Span,
    /// What they have to do with it.
    pub message: String,
}

/// Edits that mend a finding. They do not overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub message: String,
    /// True when it can't change what is meant: it may be applied without a look.
    pub is_safe: bool,
    /// The edits, in the order of the file.
    pub edits: Vec<Edit>,
}

/// Text in place of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// The text that comes.
    pub text: String,
}

/// A text fit to be shown: names and paths in it may hold anything.
fn fit(text: String) -> String {
    match printable(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown,
    }
}

/// Puts findings in the order in which they are shown.
pub(crate) fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|one, other| {
        (&one.path, one.span, one.rule.code).cmp(&(&other.path, other.span, other.rule.code))
    });
}

impl Fix {
    /// A fix of one edit.
    pub(crate) fn new(message: impl Into<String>, is_safe: bool, span: Span, text: impl Into<String>) -> Fix {
        Fix { message: message.into(), is_safe, edits: vec![Edit { span, text: text.into() }] }
    }

    /// The text after the fix.
    pub fn apply(&self, text: &[u8]) -> Vec<u8> {
        let mut result = Vec::with_capacity(text.len());
        let mut at = 0;
        for edit in &self.edits {
            result.extend_from_slice(&text[at..edit.span.start as usize]);
            result.extend_from_slice(edit.text.as_bytes());
            at = edit.span.end as usize;
        }
        result.extend_from_slice(&text[at..]);
        result
    }
}

impl Diagnostic {
    /// A finding of the rule's own severity, on all hosts.
    pub(crate) fn new(
        rule: &'static Rule,
        path: Arc<str>,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            rule,
            severity: rule.severity,
            path,
            span,
            message: fit(message.into()),
            help: None,
            hosts: ALL_HOSTS,
            event: None,
            breaks: Consumers::default(),
            related: Vec::new(),
            causes: Vec::new(),
            fix: None,
        }
    }

    /// The paths of all files that it speaks of, as shown.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.related.iter().filter_map(|related| related.path.as_ref()).chain([&self.path])
    }

    /// Says what to do.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(fit(help.into()));
        self
    }

    /// Adds a place in the same file that explains it.
    pub(crate) fn label(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.related.push(Related { path: None, span, message: fit(message.into()) });
        self
    }

    /// Adds a place in any file that explains it.
    pub(crate) fn label_in(
        &mut self,
        path: &Arc<str>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let path = (*path != self.path).then(|| path.clone());
        self.related.push(Related { path, span, message: fit(message.into()) });
        self
    }

    /// Names a file in which its cause may lie.
    pub(crate) fn cause(&mut self, path: &Arc<str>) -> &mut Diagnostic {
        self.causes.push(path.clone());
        self
    }

    /// Names the event concerned.
    pub(crate) fn event(&mut self, name: impl Into<String>) -> &mut Diagnostic {
        self.event = Some(name.into());
        self
    }

    /// Says on which hosts it is wrong.
    pub(crate) fn hosts(&mut self, hosts: HostSet) -> &mut Diagnostic {
        self.hosts = hosts;
        self
    }

    /// Adds the edit that mends it, as safe as its rule declares.
    pub(crate) fn fix(&mut self, fix: Fix) -> &mut Diagnostic {
        debug_assert!(self.rule.fix.is_some_and(|safety| safety.allows(fix.is_safe)), "{:?}", self.rule);
        self.fix = Some(fix);
        self
    }

    /// Gives it a severity other than the rule's.
    pub(crate) fn severity(&mut self, severity: Severity) -> &mut Diagnostic {
        self.severity = severity;
        self
    }
}

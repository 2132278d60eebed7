//! What there is to know of a rule beside its code: its names, its documentation, and the facts that others need.

use crate::model::backend::Backend;
use crate::qemu::era::Era;

/// A rule, without its code. Every finding names one.
pub struct Rule {
    /// Such as `TL301`: never reused for another.
    pub code: &'static str,
    /// Such as `format-type-mismatch`: never reused for another.
    pub name: &'static str,
    /// The severity of its findings, unless one says otherwise.
    pub severity: Severity,
    /// True when it runs unless it is ignored.
    pub is_default: bool,
    /// The backends that alone make it matter: it runs when one of them is named.
    pub backends: &'static [Backend],
    /// The lines of its documentation, in Markdown.
    pub(crate) docs: &'static [&'static str],
    /// Whether its fixes are safe; `None` when it has none.
    pub(crate) fix: Option<FixSafety>,
    /// The other file in which it is fixed, where that is not the file of the finding.
    pub(crate) fix_in: Option<OtherFile>,
    /// How editors show its findings, where not only by a line under them.
    pub tag: Option<Tag>,
    /// True when tracetool writes nothing for an event in which this is an error.
    pub stops_tracetool: bool,
    /// True when it is about the format, even where its findings are outside.
    pub(crate) is_about_format: bool,
    /// True in the eras of trees in which it can be judged.
    pub(crate) is_judged: fn(Era) -> bool,
    /// True for what asks about the sources, or about what else is in the tree.
    pub(crate) needs_tree: bool,
    /// True for a rule of `compat`, which compares two trees and is no part of a check.
    pub(crate) is_of_changes: bool,
    /// True when a comment that allows a finding can be written above it.
    pub takes_comment: bool,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A matter of taste; never fails a check.
    Info,
    /// Builds, and is wrong or misleading.
    Warning,
    /// Some stage of some build refuses it, or loses it without a word.
    Error,
}

impl Severity {
    /// Its name in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Whether the fixes of a rule may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FixSafety {
    /// They keep the meaning.
    Safe,
    /// They may change the meaning.
    Unsafe,
    /// Some do, some don't: each says it of itself.
    Varies,
}

impl FixSafety {
    /// Its name in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            FixSafety::Safe => "safe",
            FixSafety::Unsafe => "unsafe",
            FixSafety::Varies => "varies",
        }
    }

    /// True when a rule that declares this may have such a fix.
    pub(crate) fn allows(self, is_safe: bool) -> bool {
        match self {
            FixSafety::Safe => is_safe,
            FixSafety::Unsafe => !is_safe,
            FixSafety::Varies => true,
        }
    }
}

/// A file of the build that a finding elsewhere is fixed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherFile {
    /// The file of the tree that lists its groups: meson.build, or before 5.2 Makefile.objs.
    GroupList,
    /// The `trace.h` of the directory.
    TraceHeader,
}

/// How the text of a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Faded: it does nothing.
    Unnecessary,
    /// Struck out: it is of the past.
    Deprecated,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.code, self.name)
    }
}

impl Rule {
    /// Its documentation as one text.
    pub(crate) fn documentation(&self) -> String {
        let lines = self.docs.iter().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The first sentence of its documentation: what it does.
    pub(crate) fn summary(&self) -> String {
        let documentation = self.documentation();
        let mut lines = documentation.lines().skip_while(|line| line.starts_with('#') || line.is_empty());
        let paragraph = lines.by_ref().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        paragraph.split_once(". ").map_or(paragraph.clone(), |(first, _)| format!("{first}."))
    }
}

//! What a code action is, and what it does.

use super::super::place::FileEdits;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use trace_lint::rules::diagnostic::Diagnostic;

/// An action, without its edits.
#[derive(Clone, Debug)]
pub struct Action<'a> {
    pub title: String,
    pub finding: Option<&'a Diagnostic>,
    /// True for what most users want.
    pub is_preferred: bool,
    pub step: Step,
}

/// What an action does: little, so that it can be kept until it is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Makes the fix of a finding.
    Fix(FindingKey),
    /// Allows a finding by a comment.
    Allow(FindingKey),
    /// Makes all fixes that need no look.
    FixAll,
    /// Something else, found to be needed at this offset of the file.
    Assist(Assist, u32),
}

/// What tells one finding of a document from the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingKey {
    /// Of its rule.
    code: String,
    start: u32,
    end: u32,
}

impl FindingKey {
    pub fn of(finding: &Diagnostic) -> FindingKey {
        FindingKey { code: finding.rule.code.into(), start: finding.span.start, end: finding.span.end }
    }

    pub fn names(&self, finding: &Diagnostic) -> bool {
        (&*self.code, self.start, self.end) == (finding.rule.code, finding.span.start, finding.span.end)
    }
}

/// What can be done beside fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assist {
    /// Declares the event that is called.
    Declare,
    /// Includes the header of the event's group.
    Include,
    /// Writes the `trace.h` of a directory.
    WriteHeader,
    /// Adds a directory to the list in meson.build.
    List,
}

/// An action that is offered, without its edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub assist: Assist,
    /// The same for people.
    pub title: String,
    /// Where it was found to be needed: an offset in the file.
    pub at: u32,
}

impl From<Offer> for Action<'_> {
    fn from(Offer { assist, title, at }: Offer) -> Self {
        Action { title, finding: None, is_preferred: false, step: Step::Assist(assist, at) }
    }
}

/// What an action does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub edits: Vec<FileEdits>,
    /// The files to be made, with their texts.
    pub files: Vec<(Arc<str>, String)>,
}

//! The verdict on each name in a command, against the events that there are: once for all rules.

use super::events::{Catalogue, Covered};
use super::no_match::NoMatch;
use super::programs::Programs;
use crate::parse::command::{Commands, Mention, Taker, Usage};
use crate::qemu::pattern::{PatternKind, is_wild, shape};

/// After so many unknown names in a file no nearest one is looked for any more: it takes time.
const MOST_GUESSES: usize = 50;

/// Words that documentation has in place of a name.
const PLACEHOLDERS: [&str; 18] = [
    "a", "an", "bar", "baz", "event", "events", "example", "foo", "my", "name", "pattern", "some", "that",
    "the", "trace", "x", "xxx", "your",
];

/// What is wrong with the name of a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameProblem {
    /// It switches nothing, or tells of nothing.
    NoMatch(NoMatch),
    /// QMP refuses the pattern as a whole for these that are compiled out.
    Refused {
        /// The first of them.
        first: Box<str>,
        count: usize,
    },
    /// The program has no such event.
    Elsewhere,
    /// `events=` is given the name of an event, and takes a file.
    IsFile,
    /// With `?` and no `*` only the first event is switched of several that match.
    OnlyFirst { count: usize },
}

/// Judges the names in a file: those with which something is wrong, and what.
pub(crate) fn check_names<'a>(
    commands: &'a Commands,
    catalogue: &Catalogue,
) -> Vec<(&'a Mention, NameProblem)> {
    let mut guesses = MOST_GUESSES;
    let mentions = commands.mentions.iter();
    mentions.filter_map(|mention| Some((mention, verdict(mention, catalogue, &mut guesses)?))).collect()
}

fn verdict(mention: &Mention, catalogue: &Catalogue, guesses: &mut usize) -> Option<NameProblem> {
    let pattern = mention.name.as_bytes();
    if mention.usage == Usage::File {
        return catalogue.exact(pattern).map(|_| NameProblem::IsFile);
    }
    let covered = covered(mention, catalogue);
    if let Some(no_match) = catalogue.why_no_match(pattern, &covered, guesses) {
        return said(mention, catalogue, no_match);
    }
    if is_elsewhere(mention, catalogue, &covered) {
        return Some(NameProblem::Elsewhere);
    }
    if shape(pattern) == PatternKind::First && mention.usage == Usage::Option {
        let count = covered.settable.len();
        return (count + covered.disabled.len() > 1).then_some(NameProblem::OnlyFirst { count });
    }
    let first = covered.disabled.first()?;
    let is_refused = mention.usage == Usage::Set { ignores_unavailable: false };
    is_refused.then(|| NameProblem::Refused {
        first: catalogue.known(*first).name.clone(),
        count: covered.disabled.len(),
    })
}

/// What the name of a mention covers: only an option takes `?` without `*` for a wildcard
/// (trace/control-internal.h, trace/qmp.c).
pub fn covered(mention: &Mention, catalogue: &Catalogue) -> Covered {
    let pattern = mention.name.as_bytes();
    match shape(pattern) {
        PatternKind::First if !matches!(mention.usage, Usage::Option | Usage::Tap | Usage::File) => {
            Covered::default()
        }
        _ => catalogue.covered(pattern),
    }
}

/// True when the program has none of the events.
fn is_elsewhere(mention: &Mention, catalogue: &Catalogue, covered: &Covered) -> bool {
    let programs = match mention.taker {
        Taker::Any => return false,
        Taker::Machine => Programs::MACHINE,
        Taker::User => Programs::USER,
        Taker::Tool => Programs::TOOL,
        Taker::Daemon => Programs::DAEMON,
        Taker::Vnc => Programs::VNC,
    };
    let has = |index: &u32| catalogue.known(*index).programs.holds(programs);
    !covered.settable.iter().chain(&covered.disabled).any(has)
}

/// What is said of a name that switches nothing, if it is certain that one was meant.
fn said(mention: &Mention, catalogue: &Catalogue, no_match: NoMatch) -> Option<NameProblem> {
    match no_match {
        NoMatch::Unknown { .. } => {
            let nearest = match called(&mention.name, catalogue) {
                Some(called) => Some(called),
                None if is_placeholder(mention, catalogue) => return None,
                None => forgotten(&mention.name, catalogue),
            };
            let Some(nearest) = nearest else { return Some(NameProblem::NoMatch(no_match)) };
            Some(NameProblem::NoMatch(NoMatch::Unknown { nearest: Some(nearest) }))
        }
        NoMatch::Disabled { .. } if mention.usage == Usage::Query => None,
        NoMatch::Dead { .. } if is_placeholder(mention, catalogue) => None,
        no_match => Some(NameProblem::NoMatch(no_match)),
    }
}

/// The event whose function, `trace_x`, or macro, `TRACE_X`, is named, or that is written in capitals.
fn called(name: &str, catalogue: &Catalogue) -> Option<String> {
    let bare =
        name.get(..6).filter(|first| first.eq_ignore_ascii_case("trace_")).map_or(name, |_| &name[6..]);
    if let Some(known) = catalogue.exact(bare.as_bytes()).filter(|_| bare != name) {
        return Some(catalogue.known(known).name.to_string());
    }
    let is_capital = !bare.bytes().any(|byte| byte.is_ascii_lowercase());
    let known =
        catalogue.all().iter().filter(|_| is_capital).find(|known| known.name.eq_ignore_ascii_case(bare))?;
    (*known.name != *name).then(|| known.name.to_string())
}

/// The pattern for all events that begin with a name, which lacks its `_*`.
fn forgotten(name: &str, catalogue: &Catalogue) -> Option<String> {
    let pattern = format!("{}_*", name.trim_end_matches('_'));
    let is_known = !name.bytes().any(is_wild) && !catalogue.covered(pattern.as_bytes()).settable.is_empty();
    is_known.then_some(pattern)
}

/// True for what may stand for a name: in capitals; in documentation a single word that begins no event; or one
/// that begins like no event and as placeholders do.
fn is_placeholder(mention: &Mention, catalogue: &Catalogue) -> bool {
    let name = &*mention.name;
    let is_word = |part: &str| !part.bytes().any(is_wild);
    let is_capital = !name.bytes().any(|byte| byte.is_ascii_lowercase() || is_wild(byte));
    let first = name.split(['_', '*', '?']).next().unwrap_or_default();
    let begins = || !catalogue.covered(format!("{first}_*").as_bytes()).is_empty();
    if is_capital || mention.is_prose && is_word(name) && !name.contains('_') && !begins() {
        return true;
    }
    (PLACEHOLDERS.contains(&first.to_ascii_lowercase().as_str()) && !begins())
        || first.is_empty() && is_word(name)
}

//! The verdict on each name in a command, against the events that there are: once for all rules.

use super::{Commands, Mention, Usage};
use crate::catalogue::{Catalogue, Shape, Vain, is_wild, shape};

/// After so many unknown names in a file no nearest one is looked for any more: it takes time.
const MOST_GUESSES: usize = 50;

/// Words that documentation has in place of a name.
const PLACEHOLDERS: [&str; 18] = [
    "a", "an", "bar", "baz", "event", "events", "example", "foo", "my", "name", "pattern", "some", "that",
    "the", "trace", "x", "xxx", "your",
];

/// What is wrong with the name of a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It switches nothing, or tells of nothing.
    Vain(Vain),
    /// QMP refuses the pattern as a whole for these that are compiled out.
    Refused {
        /// The first of them.
        first: Box<str>,
        /// How many they are.
        count: usize,
    },
    /// With `?` and no `*` only the first event is switched of several that match.
    OnlyFirst {
        /// How many match.
        count: usize,
    },
}

/// Judges the names in a file: those with which something is wrong, and what.
pub fn judge<'a>(commands: &'a Commands, catalogue: &Catalogue) -> Vec<(&'a Mention, Judged)> {
    let mut guesses = MOST_GUESSES;
    let mentions = commands.mentions.iter();
    mentions.filter_map(|mention| Some((mention, verdict(mention, catalogue, &mut guesses)?))).collect()
}

fn verdict(mention: &Mention, catalogue: &Catalogue, guesses: &mut usize) -> Option<Judged> {
    let pattern = mention.name.as_bytes();
    let covered = mention.covered(catalogue);
    if let Some(vain) = catalogue.vain(pattern, &covered, guesses) {
        return said(mention, catalogue, vain);
    }
    if shape(pattern) == Shape::First && covered.settable.len() + covered.disabled.len() > 1 {
        return Some(Judged::OnlyFirst { count: covered.settable.len() });
    }
    let first = covered.disabled.first()?;
    let is_refused = mention.usage == Usage::Set { ignores_unavailable: false };
    is_refused.then(|| Judged::Refused {
        first: catalogue.known(*first).name.clone(),
        count: covered.disabled.len(),
    })
}

/// What is said of a name that switches nothing, if it is certain that one was meant.
fn said(mention: &Mention, catalogue: &Catalogue, vain: Vain) -> Option<Judged> {
    // The name of the function.
    let called =
        mention.name.strip_prefix("trace_").filter(|name| catalogue.exact(name.as_bytes()).is_some());
    match vain {
        Vain::Unknown { .. } if called.is_some() => {
            Some(Judged::Vain(Vain::Unknown { nearest: called.map(str::to_owned) }))
        }
        Vain::Disabled { .. } if mention.usage == Usage::Query => None,
        Vain::Unknown { .. } | Vain::Dead { .. } if is_placeholder(&mention.name, catalogue) => None,
        vain => Some(Judged::Vain(vain)),
    }
}

/// True for what may stand for a name: a single word, or one that begins like no event and as placeholders
/// do.
fn is_placeholder(name: &str, catalogue: &Catalogue) -> bool {
    let is_word = |part: &str| !part.bytes().any(is_wild);
    let first = name.split(['_', '*', '?']).next().unwrap_or_default();
    let begins = || !catalogue.covered(format!("{first}_*").as_bytes()).is_empty();
    if is_word(name) && !name.contains('_') {
        return true;
    }
    (PLACEHOLDERS.contains(&first.to_ascii_lowercase().as_str()) && !begins())
        || first.is_empty() && is_word(name)
}

//! Why a name or a pattern switches no event: once for event lists and for commands.

use super::events::{Catalogue, Covered};
use crate::qemu::pattern::{PatternKind, shape};

/// Why a name or a pattern switches nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoMatch {
    /// No event bears the name; the one that is most likely meant.
    Unknown {
        /// The name, in a form that the catalogue has.
        nearest: Option<String>,
    },
    /// Events of the name, or that the pattern covers, are declared, and the binary has none of them.
    Absent,
    /// The pattern with `*` covers nothing; how its beginning can be had, and how many begin so.
    Dead { beginning: Option<(String, usize)> },
    /// All that is covered is compiled out.
    Disabled {
        count: usize,
        /// True when a pattern covers them.
        is_pattern: bool,
    },
}

impl Catalogue {
    /// Why a pattern that covers this switches nothing; `None` when it does, or may. While `guesses` are
    /// left, what is meant instead is looked for, which takes time.
    pub(crate) fn why_no_match(
        &self,
        pattern: &[u8],
        covered: &Covered,
        guesses: &mut usize,
    ) -> Option<NoMatch> {
        if !covered.settable.is_empty() {
            return None;
        }
        if !covered.disabled.is_empty() {
            let is_pattern = shape(pattern) != PatternKind::Name;
            return Some(NoMatch::Disabled { count: covered.disabled.len(), is_pattern });
        }
        if self.may_be_generated(pattern) {
            return None;
        }
        if !covered.absent.is_empty() {
            return Some(NoMatch::Absent);
        }
        let may_guess = *guesses > 0;
        *guesses = guesses.saturating_sub(1);
        let text = std::str::from_utf8(pattern).ok().filter(|_| may_guess);
        Some(if shape(pattern) == PatternKind::All {
            let beginning = text.and_then(|_| self.longest_beginning(pattern));
            NoMatch::Dead { beginning: beginning.map(|(text, count)| (text.to_owned(), count)) }
        } else {
            NoMatch::Unknown { nearest: text.and_then(|name| self.nearest(name)).map(str::to_owned) }
        })
    }
}

//! How much an event that is gone and one that is new have in common: whether the one may be the other
//! under a new name.

use super::alignment::{Alignment, has_same_type};
use super::signature::Signature;

/// What two events have in common, each in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The words of their names.
    pub name: u32,
    /// Their arguments; `None` where neither has any.
    pub arguments: Option<u32>,
    /// The words of their formats; `None` where both have none.
    pub format: Option<u32>,
    /// True when both are declared in files of one path.
    pub is_same_file: bool,
}

/// The words that the name and the format of an event are made of.
pub(super) struct Words<'a> {
    signature: &'a Signature<'a>,
    /// Those of its name.
    pub name: Vec<&'a [u8]>,
    /// Those of its format.
    format: Vec<&'a [u8]>,
}

impl<'a> Words<'a> {
    /// Takes an event apart.
    pub fn new(signature: &'a Signature<'a>) -> Words<'a> {
        let format = signature.format().into_iter().flat_map(words_of).collect();
        let name =
            signature.name.as_bytes().split(|byte| *byte == b'_').filter(|word| !word.is_empty()).collect();
        Words { signature, name, format }
    }
}

impl Likeness {
    /// Compares two events.
    pub(super) fn new(old: &Words, new: &Words, is_same_file: bool) -> Likeness {
        let has_arguments = |words: &Words| !words.signature.parameters.is_empty();
        let arguments = (has_arguments(old) || has_arguments(new))
            .then(|| arguments_in_common(old.signature, new.signature));
        let format =
            (!old.format.is_empty() || !new.format.is_empty()).then(|| in_common(&old.format, &new.format));
        Likeness { name: in_common(&old.name, &new.name), arguments, format, is_same_file }
    }

    /// It in one number of hundredths.
    pub(crate) fn score(&self) -> u32 {
        match (self.arguments, self.format) {
            (Some(arguments), Some(format)) => (2 * self.name + arguments + format) / 4,
            (Some(other), None) | (None, Some(other)) => (3 * self.name + other) / 4,
            (None, None) => self.name,
        }
    }

    /// True when the one may be the other.
    pub fn is_near(&self) -> bool {
        let least = match (self.arguments, self.format) {
            (None, None) => 88,
            _ if self.is_same_file => 74,
            _ => 84,
        };
        self.name >= 40 && self.score() >= least
    }

    pub(crate) fn evidence(&self) -> String {
        let share = |share: u32, what: &str| match share {
            100 => format!("the same {what}"),
            share => format!("{what} {share} % alike"),
        };
        let mut said = vec![share(self.name, "names")];
        said.push(self.arguments.map_or("no arguments on either side".into(), |it| share(it, "arguments")));
        said.extend(self.format.map(|it| share(it, "format")));
        if self.is_same_file {
            said.push("the same file".into());
        }
        said.join(", ")
    }
}

/// The share of the arguments that are the same but for their names.
fn arguments_in_common(old: &Signature, new: &Signature) -> u32 {
    let alignment = Alignment::new(&old.parameters, &new.parameters);
    let is_same = |at: usize, place: usize| has_same_type(&old.parameters[at], &new.parameters[place]);
    let same = alignment.kept.iter().filter(|slot| is_same(slot.old, slot.new)).count();
    share(2 * same, old.parameters.len() + new.parameters.len())
}

/// The words of a text: letters and digits that stand together.
fn words_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    text.chunk_by(move |one, other| is_letter(one) && is_letter(other))
        .filter(move |word| is_letter(&word[0]))
}

/// The share of two lists of words that stands in both in the same order, by their letters.
fn in_common(one: &[&[u8]], other: &[&[u8]]) -> u32 {
    // More words tell no more.
    const MOST: usize = 64;
    let (one, other) = (&one[..one.len().min(MOST)], &other[..other.len().min(MOST)]);
    let mut row = vec![0; other.len() + 1];
    for word in one {
        let mut diagonal = 0;
        for (at, another) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == another { diagonal + word.len() } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    let letters = |words: &[&[u8]]| words.iter().map(|word| word.len()).sum::<usize>();
    share(2 * row[other.len()], letters(one) + letters(other))
}

fn share(part: usize, whole: usize) -> u32 {
    (part * 100).checked_div(whole).map_or(100, |share| share as u32)
}

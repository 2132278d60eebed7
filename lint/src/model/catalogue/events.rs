//! The events that exist, and what a pattern covers.

use super::known::{Known, declared};
use super::trigrams::{self, TrigramIndex};
use crate::model::index::Index;
use crate::qemu::pattern::{PatternKind, literal_prefix, matches, shape};
use crate::text::nearest::nearest;
use std::sync::OnceLock;

/// The events that exist, in the order of their names.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub(super) names: Vec<Known>,
    /// True when there may be events for commands of QAPI that are not known.
    is_open: bool,
    grams: OnceLock<TrigramIndex>,
}

/// What a pattern covers, as indices for [`Catalogue::known`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// The events that it can switch on or off.
    pub settable: Vec<u32>,
    /// Those that are compiled out.
    pub disabled: Vec<u32>,
    /// Those that are declared, and that the binary has not.
    pub absent: Vec<u32>,
}

impl Catalogue {
    /// The events of a tree.
    pub fn of_index(index: &Index) -> Catalogue {
        let commands = &index.facts.commands;
        let generated = commands.iter().flat_map(|command| {
            ["enter", "exit"].map(|side| Known::new(format!("qmp_{side}_{command}"), false))
        });
        let declared = index.events.iter().flat_map(|file| declared(file, index.facts.era()));
        Catalogue { is_open: commands.is_empty(), ..Catalogue::new(declared.chain(generated)) }
    }

    /// These events; of a name that is declared twice one that is not compiled out counts.
    pub(super) fn new(known: impl Iterator<Item = Known>) -> Catalogue {
        let mut names: Vec<_> = known.filter(|known| !known.name.is_empty()).collect();
        names.sort_unstable();
        names.dedup_by(|later, first| {
            let is_same = later.name == first.name;
            if is_same {
                first.programs = first.programs.or(later.programs);
            }
            is_same
        });
        Catalogue { names, ..Catalogue::default() }
    }

    /// True when it knows no event.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All events, in the order of their names.
    pub fn all(&self) -> &[Known] {
        &self.names
    }

    /// An event of [`Covered`].
    pub fn known(&self, index: u32) -> &Known {
        &self.names[index as usize]
    }

    /// The event of exactly this name, by its index.
    pub(crate) fn exact(&self, name: &[u8]) -> Option<u32> {
        let found = self.names.binary_search_by(|known| known.name.as_bytes().cmp(name));
        found.ok().map(|index| index as u32)
    }

    /// What a pattern covers: of one without a wildcard the event of its name.
    pub fn covered(&self, pattern: &[u8]) -> Covered {
        let mut covered = Covered::default();
        if shape(pattern) == PatternKind::Name {
            self.exact(pattern).into_iter().for_each(|index| covered.add(index, self.known(index)));
            return covered;
        }
        let prefix = literal_prefix(pattern);
        let begin = self.names.partition_point(|known| known.name.as_bytes() < prefix);
        let length = self.names[begin..].partition_point(|known| known.name.as_bytes().starts_with(prefix));
        let range = begin as u32..(begin + length) as u32;
        let mut add = |index: u32| {
            let known = self.known(index);
            if matches(pattern, known.name.as_bytes()) {
                covered.add(index, known);
            }
        };
        if range.len() > trigrams::FEW {
            let grams = self.grams.get_or_init(|| TrigramIndex::new(&self.names));
            if let Some(few) = grams.candidates(pattern) {
                few.iter().copied().filter(|index| range.contains(index)).for_each(add);
                return covered;
            }
        }
        range.for_each(&mut add);
        covered
    }

    /// True when a pattern that covers nothing here may still cover an event that QAPI generates.
    pub(crate) fn may_be_generated(&self, pattern: &[u8]) -> bool {
        let prefix = literal_prefix(pattern);
        let is_near = |name: &str| {
            let length = prefix.len().min(name.len());
            prefix[..length] == name.as_bytes()[..length]
        };
        self.is_open && (is_near("qmp_enter_") || is_near("qmp_exit_"))
    }

    /// The name that one which is not known most likely stands for.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let present = self.names.iter().filter(|known| known.is_present && !known.is_disabled);
        nearest(name, present.map(|known| &*known.name))
    }

    /// How the beginning of a pattern that covers nothing can be had, and how many names begin so.
    pub(crate) fn longest_beginning<'a>(&self, pattern: &'a [u8]) -> Option<(&'a str, usize)> {
        let prefix = std::str::from_utf8(literal_prefix(pattern)).ok()?;
        let ends = prefix.match_indices('_').map(|(at, _)| at + 1);
        let ends: Vec<_> = ends.chain([prefix.len()]).collect();
        ends.into_iter().rev().filter(|end| *end > 0).find_map(|end| {
            let beginning = &prefix[..end];
            let count = self.covered(format!("{beginning}*").as_bytes()).settable.len();
            (count > 0).then_some((beginning, count))
        })
    }
}

impl Covered {
    fn add(&mut self, index: u32, known: &Known) {
        match (known.is_present, known.is_disabled) {
            (false, _) => self.absent.push(index),
            (true, true) => self.disabled.push(index),
            (true, false) => self.settable.push(index),
        }
    }

    /// True when it covers nothing that a binary may have.
    pub fn is_empty(&self) -> bool {
        self.settable.is_empty() && self.disabled.is_empty()
    }
}

//! The numbers that a recording gives to events, and what is known of each while it is read.

use super::damage::DamageKind;
use super::record_layouts::{Catalogue, Shape};
use rustc_hash::FxHashMap;

/// The number of the event that tells of lost ones.
pub(super) const DROPPED: u64 = u64::MAX - 1;

/// The number that no event has: a header begins with it.
pub(super) const HEADER: u64 = u64::MAX;

/// More names than any QEMU has events, some ten times.
const MOST: usize = 1 << 16;

/// An event of the recording.
#[derive(Debug)]
pub(super) struct Event<'a> {
    pub name: Box<str>,
    /// Its declaration in the catalogue.
    pub shape: Option<&'a Shape>,
    /// Where its mapping begins; `None` where the recording has none.
    pub offset: Option<u64>,
    /// The number of its records.
    pub records: u64,
}

/// The events by their numbers.
#[derive(Debug, Default)]
pub(super) struct Mapping<'a> {
    /// The places of small numbers, which QEMU gives out in order, and [`NONE`] for others.
    small: Vec<u32>,
    places: FxHashMap<u64, u32>,
    pub events: Vec<Event<'a>>,
}

const NONE: u32 = u32::MAX;

impl<'a> Mapping<'a> {
    /// Gives a number to a name; the place of its event.
    ///
    /// # Errors
    /// When there are too many.
    pub fn add(
        &mut self,
        id: u64,
        name: &str,
        offset: Option<u64>,
        catalogue: &'a Catalogue,
    ) -> Result<usize, DamageKind> {
        if self.events.len() >= MOST {
            return Err(DamageKind::Mappings);
        }
        let place = self.events.len();
        // simpletrace.py takes every event of this name for its own.
        let shape = if name == "dropped" { Some(catalogue.dropped()) } else { catalogue.get(name) };
        self.events.push(Event { name: name.into(), shape, offset, records: 0 });
        match usize::try_from(id) {
            Ok(small) if small < MOST => {
                if self.small.len() <= small {
                    self.small.resize(small + 1, NONE);
                }
                self.small[small] = place as u32;
            }
            _ => {
                self.places.insert(id, place as u32);
            }
        }
        Ok(place)
    }

    /// The place of the event that has a number.
    pub fn get(&self, id: u64) -> Option<usize> {
        let small = usize::try_from(id).ok().and_then(|id| self.small.get(id));
        let place = small.copied().filter(|&place| place != NONE);
        place
            .or_else(|| if id < MOST as u64 { None } else { self.places.get(&id).copied() })
            .map(|place| place as usize)
    }
}

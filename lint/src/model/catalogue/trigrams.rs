//! Which names hold three bytes in a row: so that a pattern is tried on few of them.

use super::known::Known;
use crate::qemu::pattern::is_wild;
use rustc_hash::FxHashMap;

/// So few names are tried one by one.
pub(super) const FEW: usize = 64;

/// The names that hold each three bytes, by their indices, in order.
#[derive(Debug, Default)]
pub(super) struct TrigramIndex(FxHashMap<[u8; 3], Vec<u32>>);

impl TrigramIndex {
    pub fn new(names: &[Known]) -> TrigramIndex {
        let mut grams: FxHashMap<[u8; 3], Vec<u32>> = FxHashMap::default();
        for (index, known) in names.iter().enumerate() {
            for gram in known.name.as_bytes().windows(3) {
                let holders = grams.entry([gram[0], gram[1], gram[2]]).or_default();
                if holders.last() != Some(&(index as u32)) {
                    holders.push(index as u32);
                }
            }
        }
        TrigramIndex(grams)
    }

    /// The fewest names among which all must be that a pattern matches; `None` where its parts are too
    /// short to tell.
    pub(crate) fn candidates(&self, pattern: &[u8]) -> Option<&[u32]> {
        let pieces = pattern.split(|byte| is_wild(*byte)).flat_map(|piece| piece.windows(3));
        let holders = pieces.map(|gram| match self.0.get(gram) {
            Some(holders) => holders.as_slice(),
            None => &[],
        });
        holders.min_by_key(|holders| holders.len())
    }
}

//! What comes of a list in the end: the lines that later ones undo.

use rustc_hash::FxHashMap;

/// A line that switches events.
pub(super) struct Switch<'a> {
    /// The index of the line.
    pub line: u32,
    pub is_enabled: bool,
    /// The pattern; equal ones cover the same events.
    pub pattern: &'a [u8],
    pub events: &'a [u32],
}

/// The way in which events are switched in the end, and the last line that does so.
type End = (bool, u32);

/// The lines all of whose events later lines switch back, each with the last of these. `events` is the
/// number of those that there are.
pub(super) fn undone(switches: &[Switch], events: usize) -> Vec<(u32, u32)> {
    // From the last line to the first: what has been decided stays so.
    let mut decided: Vec<Option<End>> = vec![None; events];
    // Patterns that were there already: nothing is left to decide for them. `None` for those whose events
    // end in both ways.
    let mut settled: FxHashMap<&[u8], Option<End>> = FxHashMap::default();
    let mut found = Vec::new();
    for switch in switches.iter().rev().filter(|switch| !switch.events.is_empty()) {
        let end = match settled.get(switch.pattern) {
            Some(end) => *end,
            None => {
                let is_decided = switch.events.iter().all(|event| decided[*event as usize].is_some());
                for event in switch.events {
                    decided[*event as usize].get_or_insert((switch.is_enabled, switch.line));
                }
                let end = common(switch.events.iter().filter_map(|event| decided[*event as usize]));
                settled.insert(switch.pattern, end);
                end.filter(|_| is_decided)
            }
        };
        if let Some((_, by)) = end.filter(|(is_enabled, _)| *is_enabled != switch.is_enabled) {
            found.push((switch.line, by));
        }
    }
    found.reverse();
    found
}

/// The way that all have in common, and the last of their lines.
fn common(ends: impl Iterator<Item = End>) -> Option<End> {
    let mut common: Option<End> = None;
    for (is_enabled, line) in ends {
        match common {
            Some((other, _)) if other != is_enabled => return None,
            _ => common = Some((is_enabled, common.map_or(line, |(_, last)| last.max(line)))),
        }
    }
    common
}

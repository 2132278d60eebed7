//! Which argument of an event is which of the same event at another time: by its name, and where the name
//! is another, by its place and type.

use crate::model::backend::simple::Parameter;
use crate::text::nearest::nearest;
use rustc_hash::FxHashMap;

/// What became of the arguments of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// The arguments that are there before and after, in the order of the new ones.
    pub kept: Vec<Slot>,
    /// The places of the old ones that are gone.
    pub removed: Vec<usize>,
    /// The places of the new ones.
    pub added: Vec<usize>,
    /// The new places of those that stand in another order, not only further back or forward.
    pub moved: Vec<usize>,
}

/// An argument that is there before and after: its places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub old: usize,
    pub new: usize,
}

impl Alignment {
    /// Aligns two lists of arguments.
    pub fn new(old: &[Parameter], new: &[Parameter]) -> Alignment {
        let mut of_new: Vec<Option<usize>> = vec![None; new.len()];
        let mut is_taken = vec![false; old.len()];
        let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, parameter) in old.iter().enumerate().rev().filter(|(_, it)| !it.name.is_empty()) {
            by_name.entry(&parameter.name).or_default().push(at);
        }
        for (place, parameter) in new.iter().enumerate() {
            if let Some(at) = by_name.get_mut(&*parameter.name).and_then(Vec::pop) {
                (of_new[place], is_taken[at]) = (Some(at), true);
            }
        }
        let in_order = longest_rise(&of_new);
        let named = (0..new.len()).filter(|&place| of_new[place].is_some());
        let moved = named.filter(|place| in_order.binary_search(place).is_err()).collect();
        match_renamed(old, new, &in_order, &mut of_new, &mut is_taken);
        Alignment {
            kept: of_new
                .iter()
                .enumerate()
                .filter_map(|(new, old)| Some(Slot { old: (*old)?, new }))
                .collect(),
            removed: (0..old.len()).filter(|&at| !is_taken[at]).collect(),
            added: (0..new.len()).filter(|&place| of_new[place].is_none()).collect(),
            moved,
        }
    }
}

/// The places of the longest sequence in which the old places rise, the first of them where several are.
fn longest_rise(of_new: &[Option<usize>]) -> Vec<usize> {
    // Events have ten arguments at most; a broken file may have many, and no order is asked of those.
    const MOST: usize = 64;
    let places: Vec<usize> = (0..of_new.len()).filter(|&place| of_new[place].is_some()).collect();
    if places.len() > MOST {
        return places;
    }
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    for (index, &place) in places.iter().enumerate() {
        let before = (0..index)
            .filter(|&other| of_new[places[other]] < of_new[place])
            .max_by_key(|&other| (best[other].0, std::cmp::Reverse(other)));
        best.push((before.map_or(1, |other| best[other].0 + 1), before));
    }
    let mut at = (0..best.len()).max_by_key(|&index| (best[index].0, std::cmp::Reverse(index)));
    let mut found = Vec::new();
    while let Some(index) = at {
        found.push(places[index]);
        at = best[index].1;
    }
    found.reverse();
    found
}

/// Between two arguments that have kept name and order, an old one and a new one of another name are the
/// same where the types say so, or where nothing else stands there and the names are near.
fn match_renamed(
    old: &[Parameter],
    new: &[Parameter],
    in_order: &[usize],
    of_new: &mut [Option<usize>],
    is_taken: &mut [bool],
) {
    let ends = in_order.iter().map(|&place| (of_new[place].unwrap_or(old.len()), place));
    let ends: Vec<_> = ends.chain([(old.len(), new.len())]).collect();
    let (mut old_start, mut new_start) = (0, 0);
    for (old_end, new_end) in ends {
        let left: Vec<usize> = (old_start..old_end).filter(|&at| !is_taken[at]).collect();
        let right: Vec<usize> = (new_start..new_end).filter(|&place| of_new[place].is_none()).collect();
        if left.len() == right.len() {
            for (at, place) in left.into_iter().zip(right) {
                if is_renamed(&old[at], &new[place]) {
                    (of_new[place], is_taken[at]) = (Some(at), true);
                }
            }
        }
        (old_start, new_start) = (old_end + 1, new_end + 1);
    }
}

fn is_renamed(old: &Parameter, new: &Parameter) -> bool {
    // Two names of a letter or two are near whatever they are.
    let is_near = || new.name.len() > 2 && nearest(&old.name, [&*new.name].into_iter()).is_some();
    has_same_type(old, new) || is_near()
}

/// True for two arguments of one type, however it is spelt.
pub(crate) fn has_same_type(old: &Parameter, new: &Parameter) -> bool {
    let is_same = match (old.ctype, new.ctype) {
        (Some(old), Some(new)) => old == new,
        _ => old.written == new.written,
    };
    is_same && old.kind == new.kind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::backend::simple::parameters;
    use crate::parse::events::File;

    /// Checks what became of the arguments: `a>b` for one that is kept, `-a`, `+b`, `~b` for one moved.
    fn check(old: &str, new: &str, expected: &str) {
        let file = |arguments: &str| File::new("trace-events", format!("e({arguments})\n").into_bytes());
        let (old, new) = (file(old), file(new));
        let (old, new) = (parameters(&old, &old.events[0], None), parameters(&new, &new.events[0], None));
        let found = Alignment::new(&old, &new);
        let mut words: Vec<String> = Vec::new();
        let renamed = found.kept.iter().filter(|slot| old[slot.old].name != new[slot.new].name);
        words.extend(renamed.map(|slot| format!("{}>{}", old[slot.old].name, new[slot.new].name)));
        words.extend(found.removed.iter().map(|&at| format!("-{}", old[at].name)));
        words.extend(found.added.iter().map(|&at| format!("+{}", new[at].name)));
        words.extend(found.moved.iter().map(|&at| format!("~{}", new[at].name)));
        assert_eq!(words.join(" "), expected);
        assert_eq!(found.kept.len() + found.removed.len(), old.len());
        assert_eq!(found.kept.len() + found.added.len(), new.len());
    }

    #[test]
    fn arguments_are_found_again() {
        check("int a, int b", "int a, int b", "");
        check("int a", "int a, int b", "+b");
        check("int a, int b", "int b", "-a");
        check("int a, int b", "int b, int a", "~a");
        check("int a, int b, int c", "int c, int a, int b", "~c");
        check("uint64_t handle, int n", "uint64_t cookie, int n", "handle>cookie");
        check("uint64_t handle, int n", "uint64_t cookie, long n", "handle>cookie");
        check("uint32_t causes", "int queue_idx", "-causes +queue_idx");
        check("size_t len", "size_t pos, size_t size", "-len +pos +size");
        check("uint32_t lenght", "uint64_t length", "lenght>length");
        check("bool udp, bool tcp, size_t o", "int proto, size_t o", "-udp -tcp +proto");
        check("int x, const char *s", "int x, char const *s", "");
        check("int x, const char *s", "int x, int t", "-s +t");
        check("", "int a", "+a");
        check("int a, int a", "int a", "-a");
    }

    #[test]
    fn long_lists_do_not_take_long() {
        let names: Vec<_> = (0..20_000).map(|index| format!("int a{index}")).collect();
        let file = File::new("trace-events", format!("e({})\n", names.join(", ")).into_bytes());
        let list = parameters(&file, &file.events[0], None);
        let found = Alignment::new(&list, &list);
        assert_eq!((found.kept.len(), found.moved.len()), (20_000, 0));
    }
}

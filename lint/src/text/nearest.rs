//! The nearest of some names to one that is not known.

/// The most bytes of a name for which another is looked for.
const LONGEST: usize = 1000;

/// After so many unknown names in a file no nearest one is looked for any more: it takes time.
pub(crate) const MOST_GUESSES: usize = 200;

/// The candidate that `wrong` most likely stands for, if one is near enough.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // No known name comes near it, and comparing them would take long.
    if wrong.len() > LONGEST {
        return None;
    }
    let lower = wrong.to_lowercase();
    let letters = letters(&lower);
    let is_near = |distance: usize, candidate: &str| distance * 3 <= candidate.chars().count().max(3);
    let measured = candidates.filter_map(|candidate| {
        let other = candidate.to_lowercase();
        if !is_near(least_distance(&letters, &other), candidate) {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&lower, &other);
        is_near(distance, candidate).then_some((distance, candidate))
    });
    measured.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How often each letter stands in a text; letters share the counts, which only makes less of a
/// difference.
type Letters = [i16; 64];

fn letters(text: &str) -> Letters {
    let mut counts = [0; 64];
    for character in text.chars() {
        let count: &mut i16 = &mut counts[character as usize % 64];
        *count = count.saturating_add(1);
    }
    counts
}

/// What the distance of two texts is at least, by their letters alone: quick to tell for the many
/// that are far.
fn least_distance(one: &Letters, other: &str) -> usize {
    let (mut more, mut fewer) = (0, 0);
    for (one, other) in one.iter().zip(letters(other)) {
        let difference = usize::from(one.abs_diff(other));
        if *one > other { more += difference } else { fewer += difference }
    }
    more.max(fewer)
}

/// The candidates that `wrong` may stand for, the likeliest first, at most `most`.
pub fn near<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let lower = wrong.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    let near = |candidate: &'a str| {
        let distance = distance(candidate);
        (distance * 3 <= candidate.chars().count().max(3)).then_some((distance, candidate))
    };
    let mut found: Vec<_> = candidates.filter_map(near).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_found() {
        let names = ["foo_read", "foo_write", "bar_read", "x", "", "é_read", "a_very_long_name_of_an_event"];
        let check = |wrong, expected| {
            assert_eq!(nearest(wrong, names.into_iter()), expected, "{wrong}");
        };
        check("foo_read", Some("foo_read"));
        check("foo_raed", Some("foo_read"));
        check("FOO_WRTIE", Some("foo_write"));
        check("foo_wrote", Some("foo_write"));
        check("fooread", Some("foo_read"));
        check("baz_reda", Some("bar_read"));
        check("y", Some("x"));
        check("", Some(""));
        check("e_read", Some("é_read"));
        check("a_very_long_name_of_one_event", Some("a_very_long_name_of_an_event"));
        check("entirely_different", None);
        check("oof_dear", None);
    }

    #[test]
    fn letters_never_tell_more_than_the_distance() {
        let names = ["foo_read", "foo_write", "read_foo", "bar", "", "ab", "ba", "aab", "é", "FOO"];
        for one in names {
            for other in names {
                let least = least_distance(&letters(one), other);
                assert!(least <= strsim::damerau_levenshtein(one, other), "{one} {other}");
            }
        }
    }
}

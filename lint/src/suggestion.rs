//! The nearest of some names to one that is not known.

/// The candidate that `wrong` most likely stands for, if one is near enough.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wrong.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    let near =
        candidates.map(|candidate| (distance(candidate), candidate)).min_by_key(|(distance, _)| *distance)?;
    (near.0 * 3 <= near.1.chars().count().max(3)).then_some(near.1)
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

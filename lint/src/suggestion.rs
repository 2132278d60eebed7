//! The nearest of some names to one that is not known.

/// The candidate that `wrong` most likely stands for, if one is near enough.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wrong.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    let near =
        candidates.map(|candidate| (distance(candidate), candidate)).min_by_key(|(distance, _)| *distance)?;
    (near.0 * 3 <= near.1.chars().count().max(3)).then_some(near.1)
}

//! Gives events of one name different ones in the code that tracetool has generated for them, so that their
//! groups can share a compiler's run.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::Unit;

/// What tracetool writes before an event's name, and what before and behind its name in upper case.
const SMALL: [&str; 3] = ["_nocheck__trace_", "_simple_trace_", "trace_"];
const LARGE: [(&str, &str); 5] = [
    ("_TRACE_", "_EVENT"),
    ("_TRACE_", "_DSTATE"),
    ("TRACE_", "_ENABLED"),
    ("TRACE_", "_BACKEND_DSTATE"),
    ("TRACE_", ""),
];

/// The names that several groups have, each with the places of its groups.
pub fn collisions(units: &[Unit]) -> BTreeMap<String, Vec<usize>> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        for name in unit.shares.iter().flatten() {
            let places = places.entry(name.clone()).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    places.retain(|_, places| places.len() > 1);
    places
}

/// The groups with names of their own: the first of each name keeps it. Where it could not be told what is made
/// of which name, a group keeps its names and shares no run.
pub fn renamed(units: &[Unit], collisions: &BTreeMap<String, Vec<usize>>) -> Vec<Unit> {
    let own = |(at, unit): (usize, &Unit)| {
        let is_taken = |name: &&String| collisions.get(*name).is_some_and(|places| places[0] != at);
        let Some(names) = unit.shares.as_ref().filter(|names| names.iter().any(|name| is_taken(&name)))
        else {
            return unit.clone();
        };
        if !are_told_apart(names) {
            return Unit { shares: None, ..unit.clone() };
        }
        let taken: Vec<&str> = names.iter().filter(is_taken).map(String::as_str).collect();
        let name = |name: &String| {
            if is_taken(&name) { format!("{name}_{}", unit.group) } else { name.clone() }
        };
        let files = unit.files.iter().map(|(path, text)| (path.clone(), rename(text, &unit.group, &taken)));
        Unit {
            group: unit.group.clone(),
            files: files.collect(),
            shares: Some(names.iter().map(name).collect()),
        }
    };
    units.iter().enumerate().map(own).collect()
}

/// Whether each word that is made of one of the names is made of one alone.
fn are_told_apart(names: &[String]) -> bool {
    let spelled: BTreeSet<&String> = names.iter().collect();
    let large: BTreeSet<String> = names.iter().map(|name| name.to_uppercase()).collect();
    let is_made =
        |name: &String| ["_EVENT", "_DSTATE", "_ENABLED"].iter().any(|behind| name.ends_with(behind));
    spelled.len() == large.len() && !large.iter().any(is_made)
}

/// The text with all that is made of some names made of those names and the group's.
fn rename(text: &str, group: &str, names: &[&str]) -> String {
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let length = rest[start..].find(|character| !is_word(character)).unwrap_or(rest.len() - start);
        let word = &rest[start..start + length];
        renamed.push_str(&rest[..start]);
        let small = SMALL.iter().filter_map(|before| Some((word.strip_prefix(before)?, "")));
        let small = small.filter(|(name, _)| names.contains(name));
        let large = LARGE
            .iter()
            .filter_map(|(before, behind)| Some((word.strip_prefix(before)?.strip_suffix(behind)?, *behind)));
        let large = large.filter(|(large, _)| names.iter().any(|name| name.to_uppercase() == *large));
        match small.chain(large).next() {
            Some((_, behind)) => {
                renamed += &format!("{}_{group}{behind}", &word[..word.len() - behind.len()]);
            }
            None => renamed.push_str(word),
        }
        rest = &rest[start + length..];
    }
    renamed + rest
}

#[cfg(test)]
mod tests {
    use super::rename;

    #[test]
    fn what_is_made_of_a_name_is_renamed() {
        let text = "#define TRACE_FOO_ENABLED 1\ntrace_foo(foo, _TRACE_FOO_EVENT); trace_foo_bar; \"foo\"";
        let expected =
            "#define TRACE_FOO_c1_ENABLED 1\ntrace_foo_c1(foo, _TRACE_FOO_c1_EVENT); trace_foo_bar; \"foo\"";
        assert_eq!(rename(text, "c1", &["foo"]), expected);
    }
}

//! Gives events of one name different ones in the code that tracetool has generated for them, so that their
//! groups can share a compiler's run.

use std::collections::BTreeMap;

use crate::build::Unit;

/// What tracetool writes before and behind an event's name.
const MADE: [(&str, &str); 8] = [
    ("_nocheck__trace_", ""),
    ("_simple_trace_", ""),
    ("_TRACE_", "_EVENT"),
    ("_TRACE_", "_DSTATE"),
    ("TRACE_", "_ENABLED"),
    ("TRACE_", "_BACKEND_DSTATE"),
    ("TRACE_", ""),
    ("trace_", ""),
];

/// The names that several groups have, in upper case, each with the places of its groups.
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

/// The groups with names of their own: the first of each name keeps it.
pub fn renamed(units: &[Unit], collisions: &BTreeMap<String, Vec<usize>>) -> Vec<Unit> {
    let own = |(at, unit): (usize, &Unit)| {
        let is_taken = |name: &str| {
            let is_its_own = unit.shares.iter().flatten().any(|own| own == name);
            is_its_own && collisions.get(name).is_some_and(|places| places[0] != at)
        };
        let name = |name: &String| {
            if is_taken(name) { format!("{name}_{}", unit.group.to_uppercase()) } else { name.clone() }
        };
        let files = unit.files.iter().map(|(path, text)| (path.clone(), rename(text, &unit.group, is_taken)));
        Unit {
            group: unit.group.clone(),
            files: files.collect(),
            shares: unit.shares.as_ref().map(|names| names.iter().map(name).collect()),
        }
    };
    units.iter().enumerate().map(own).collect()
}

fn rename(text: &str, group: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let length = rest[start..].find(|character| !is_word(character)).unwrap_or(rest.len() - start);
        let word = &rest[start..start + length];
        renamed.push_str(&rest[..start]);
        let name = |(before, behind): &(&'static str, &'static str)| {
            let name = word.strip_prefix(before)?.strip_suffix(behind)?;
            is_taken(&name.to_uppercase()).then_some((*before, name, *behind))
        };
        match MADE.iter().find_map(name) {
            Some((before, name, behind)) => renamed += &format!("{before}{name}_{group}{behind}"),
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
        assert_eq!(rename(text, "c1", |name| name == "FOO"), expected);
    }
}

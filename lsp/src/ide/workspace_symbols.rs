//! Workspace symbols: the events of a tree by a part of their names.

use super::place::Place;
use std::cmp::Reverse;
use trace_lint::model::index::Index;
use trace_lint::parse::events::File;
use trace_lint::text::printable;

/// The most symbols that are found.
pub const MOST: usize = 500;

/// An event of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub name: String,
    /// The file that declares it.
    pub container: String,
    pub place: Place,
    /// How well it fits: the smaller the better.
    rank: (u8, Reverse<bool>, usize),
}

/// The events whose names hold the letters of a query in their order, the best first.
pub fn symbols(index: &Index, query: &str) -> Vec<Found> {
    let query = query.trim().to_lowercase();
    let query = query.strip_prefix("trace_").unwrap_or(&query);
    let mut found: Vec<Found> = Vec::new();
    for file in index.events.iter().filter(|file| !file.is_of_build) {
        found.extend(of_file(file, query));
    }
    found.sort_by(|one, other| {
        (one.rank, &one.name, &one.place).cmp(&(other.rank, &other.name, &other.place))
    });
    found.truncate(MOST);
    found
}

fn of_file<'a>(file: &'a File, query: &'a str) -> impl Iterator<Item = Found> + 'a {
    file.events.iter().filter_map(move |event| {
        let name = file.name(event);
        let rank = (rank(&name.to_lowercase(), query)?, Reverse(!event.is_disabled), name.len());
        Some(Found {
            name: printable(&name).into_owned(),
            container: file.path.to_string(),
            place: Place { path: file.path.clone(), span: event.name },
            rank,
        })
    })
}

/// How well a name fits a query; `None` when it does not.
fn rank(name: &str, query: &str) -> Option<u8> {
    if name == query {
        return Some(0);
    }
    if name.starts_with(query) {
        return Some(1);
    }
    if let Some(at) = name.find(query) {
        return Some(if name[..at].ends_with('_') { 2 } else { 3 });
    }
    let mut letters = name.chars();
    query.chars().all(|wanted| letters.any(|letter| letter == wanted)).then_some(4)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::index_of;
    use super::*;

    #[test]
    fn by_a_part_of_the_name() {
        let index = index_of(
            r#"
            --- hw/x/trace-events
            virtio_set(void) ""
            disable set(void) ""
            reset(void) ""
            --- hw/y/trace-events
            set_all(void) ""
            sExT(void) ""
            other(void) ""
            --- trace-events-all
            set(void) ""
            "#,
        );
        let check = |query: &str, expected: &[&str]| {
            let found = symbols(&index, query);
            assert_eq!(found.iter().map(|it| &*it.name).collect::<Vec<_>>(), expected, "{query}");
        };
        check("set", &["set", "set_all", "virtio_set", "reset", "sExT"]);
        check("trace_SET", &["set", "set_all", "virtio_set", "reset", "sExT"]);
        check("vset", &["virtio_set"]);
        check("zzz", &[]);
        check("", &["sExT", "other", "reset", "set_all", "virtio_set", "set"]);
    }
}

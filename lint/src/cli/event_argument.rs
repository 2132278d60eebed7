//! An event that a user names: in which forms, and what is said where none is meant.

use crate::model::index::Index;
use crate::text::nearest::near;
use crate::text::printable;

/// The names that may be meant by what a user gives, the likeliest first.
pub(super) fn names(given: &str) -> Vec<String> {
    let given = given.trim();
    let called = given.strip_prefix("trace_").map(str::to_owned);
    let guarded = given.strip_prefix("TRACE_").map(str::to_lowercase);
    [Some(given.to_owned()), called, guarded].into_iter().flatten().filter(|name| !name.is_empty()).collect()
}

/// What is said of a name that no event of a tree has.
pub(super) fn unknown(index: &Index, given: &str, root: &str) -> String {
    let declared: Vec<_> = index.declared_names().collect();
    let names = names(given);
    let wanted = names.last().map_or(given, String::as_str);
    let near: Vec<_> = near(wanted, declared.iter().map(|name| &**name), 3)
        .into_iter()
        .map(|name| format!("`{}`", printable(name)))
        .collect();
    let hint = match near.split_last() {
        None => format!("none of its {} events has a name near it", declared.len()),
        Some((only, [])) => format!("did you mean {only}?"),
        Some((last, others)) => format!("did you mean {} or {last}?", others.join(", ")),
    };
    format!("no event of {root} is named `{}`: {hint}", printable(given))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::index::index_of;
    use crate::text::fixture::files;

    #[test]
    fn the_nearest_names_are_offered() {
        let index = index_of(&files(
            r#"
            --- hw/a/trace-events
            one(void) ""
            Mixed(void) ""
            "#,
        ));
        let message = unknown(&index, "TRACE_ONEE", "/tree");
        assert_eq!(message, "no event of /tree is named `TRACE_ONEE`: did you mean `one`?");
        assert!(unknown(&index, "quite_another_name", "/tree").ends_with("has a name near it"));
    }
}

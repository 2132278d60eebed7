//! What is said of events that are compiled out.

/// What is wrong with a name, or with a pattern, that stands for disabled events alone.
pub(super) fn disabled(name: &str, count: usize, is_pattern: bool) -> String {
    match (is_pattern, count) {
        (false, _) => format!("the event `{name}` is disabled: it is compiled out"),
        (true, 1) => format!("the only event that `{name}` matches is disabled: it is compiled out"),
        (true, _) => format!("all {count} events that `{name}` matches are disabled: they are compiled out"),
    }
}

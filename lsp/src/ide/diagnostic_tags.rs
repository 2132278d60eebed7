//! Findings that an editor shows by more than a line under them.

use trace_lint::rules::rule::Rule;

/// How the text of a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Faded: it does nothing.
    Unnecessary,
    /// Struck out: it is of the past.
    Deprecated,
}

/// The tag of a rule's findings.
pub fn tag(rule: &Rule) -> Option<Tag> {
    match rule.name {
        "duplicate-property" | "empty-string" => Some(Tag::Unnecessary),
        "obsolete-property" => Some(Tag::Deprecated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace_lint::rules::RULES;

    #[test]
    fn every_name_is_a_rule() {
        assert_eq!(RULES.iter().filter(|rule| tag(rule).is_some()).count(), 3);
    }
}

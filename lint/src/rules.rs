//! The rules, in twelve families by the hundreds of their codes. A rule is one file in its family's folder and one
//! word in the family's list.

use crate::model::backend::Backend;
use crate::rules::lint::Lint;
use crate::rules::rule::Rule;
use std::sync::LazyLock;

pub(crate) mod context;
pub mod diagnostic;
pub(crate) mod lint;
pub mod rule;

// What rules of several families share.
mod conversion_label;
mod disabled_event_message;

mod arguments;
mod backends;
mod changes;
mod commands;
mod comments;
mod formats;
mod line;
mod lists;
mod names;
mod scripts;
mod systemtap;
mod tree;

#[cfg(test)]
mod tests;

pub(crate) use comments::{UNKNOWN_SUPPRESSION, UNUSED_SUPPRESSION};
pub(crate) use tree::UNUSED_EVENT;

/// Every rule, in the order of the codes.
pub static RULES: LazyLock<Vec<&Lint>> = LazyLock::new(|| families().map(|(_, rules)| rules).concat());

/// The families with their titles, in the order of the codes.
pub(crate) fn families() -> [(&'static str, &'static [&'static Lint]); 12] {
    [
        ("Lines of trace-events files", line::RULES),
        ("Arguments", arguments::RULES),
        ("Names", names::RULES),
        ("Formats", formats::RULES),
        ("Backends", backends::RULES),
        ("Calls, headings, groups", tree::RULES),
        ("Suppressions", comments::RULES),
        ("Event lists", lists::RULES),
        ("Commands", commands::RULES),
        ("Analysis scripts", scripts::RULES),
        ("SystemTap and bpftrace scripts", systemtap::RULES),
        ("Changes between two trees (compat)", changes::RULES),
    ]
}

/// The rule of this name or code, in any case.
pub fn find(name: &str) -> Option<&'static Rule> {
    let is_named = |rule: &Rule| rule.name.eq_ignore_ascii_case(name) || rule.code.eq_ignore_ascii_case(name);
    RULES.iter().map(|lint| &lint.rule).find(|rule| is_named(rule))
}

/// The rules that look for what this backend alone breaks or loses, in the order of the codes.
pub(crate) fn of_backend(backend: Backend) -> impl Iterator<Item = &'static Lint> {
    RULES.iter().copied().filter(move |rule| rule.backends.contains(&backend))
}

//! Which rules run: lists of names and codes, however they were given.

use crate::rules::rule::Rule;
use crate::rules::{RULES, find};
use crate::text::nearest::nearest;
use crate::text::printable;

/// An entry of a list.
#[derive(Clone, Debug)]
pub enum Selected {
    /// `all`
    All,
    /// `default`: the rules that run unless they are ignored.
    Default,
    /// A name or a code.
    One(&'static Rule),
}

impl Selected {
    /// Reads an entry.
    ///
    /// # Errors
    /// A sentence that says what no rule is named, and names the nearest.
    pub(crate) fn parse(text: &str) -> Result<Selected, String> {
        match text.trim() {
            "all" | "ALL" => Ok(Selected::All),
            "default" => Ok(Selected::Default),
            name => rule(name).map(Selected::One),
        }
    }

    /// Its name in a list.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Selected::All => "all",
            Selected::Default => "default",
            Selected::One(rule) => rule.name,
        }
    }

    /// True for a rule that it names.
    pub(crate) fn covers(&self, rule: &'static Rule) -> bool {
        match self {
            Selected::All => true,
            Selected::Default => rule.is_default,
            Selected::One(one) => one.code == rule.code,
        }
    }
}

/// The rule of this name or code.
///
/// # Errors
/// A sentence that names the nearest.
pub(crate) fn rule(name: &str) -> Result<&'static Rule, String> {
    find(name.trim()).ok_or_else(|| {
        let meant = nearest(name, RULES.iter().map(|rule| rule.name));
        let hint =
            meant.map_or("`trace-lint rules` lists them".into(), |meant| format!("did you mean `{meant}`?"));
        format!("no rule is named `{}`; {hint}", printable(name))
    })
}

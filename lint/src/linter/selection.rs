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

/// The rules that may be meant by a name that none has.
fn hint(name: &str) -> String {
    /// More than these help nobody.
    const MOST: usize = 5;
    let names = || RULES.iter().map(|rule| rule.name);
    let has_it = |rule: &&str| !name.is_empty() && rule.contains(&name.to_ascii_lowercase());
    let mut meant: Vec<&str> = nearest(name, names()).into_iter().collect();
    if meant.is_empty() {
        meant = names().filter(has_it).collect();
    }
    let quoted: Vec<_> = meant.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((only, [])) => format!("did you mean {only}?"),
        Some((last, others)) if quoted.len() <= MOST => {
            format!("did you mean {} or {last}?", others.join(", "))
        }
        _ => "`trace-lint rules` lists them".into(),
    }
}

/// The rule of this name or code.
///
/// # Errors
/// A sentence that names the nearest.
pub(crate) fn rule(name: &str) -> Result<&'static Rule, String> {
    find(name.trim()).ok_or_else(|| format!("no rule is named `{}`; {}", printable(name), hint(name.trim())))
}

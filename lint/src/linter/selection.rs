//! Which rules run: lists of names and codes, however they were given.

use crate::rules::lint::Lint;
use crate::rules::rule::Rule;
use crate::rules::{RULES, find};
use crate::text::nearest::nearest;
use crate::text::printable;

/// Lists of rules that run and of rules that do not.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// These run alone; when there are none, those that run by default.
    pub select: Vec<Selected>,
    /// These run too.
    pub extend_select: Vec<Selected>,
    /// These do not run.
    pub ignore: Vec<Selected>,
}

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
    pub fn parse(text: &str) -> Result<Selected, String> {
        match text.trim() {
            "all" | "ALL" => Ok(Selected::All),
            "default" => Ok(Selected::Default),
            name => rule(name).map(Selected::One),
        }
    }

    /// Its name in a list.
    pub fn name(&self) -> &'static str {
        match self {
            Selected::All => "all",
            Selected::Default => "default",
            Selected::One(rule) => rule.name,
        }
    }

    /// True for a rule that it names.
    pub fn covers(&self, rule: &'static Rule) -> bool {
        match self {
            Selected::All => true,
            Selected::Default => rule.is_default,
            Selected::One(one) => one.code == rule.code,
        }
    }
}

impl Selection {
    /// The rules that run, in the order of their codes.
    pub fn rules(&self) -> Vec<&'static Lint> {
        let covers = |list: &[Selected], rule| list.iter().any(|selected| selected.covers(rule));
        let is_wanted = |rule: &&'static Lint| {
            let selected = if self.select.is_empty() { rule.is_default } else { covers(&self.select, rule) };
            (selected || covers(&self.extend_select, rule)) && !covers(&self.ignore, rule)
        };
        RULES.iter().copied().filter(is_wanted).collect()
    }
}

/// The rule of this name or code.
///
/// # Errors
/// A sentence that names the nearest.
pub fn rule(name: &str) -> Result<&'static Rule, String> {
    find(name.trim()).ok_or_else(|| {
        let meant = nearest(name, RULES.iter().map(|rule| rule.name));
        let hint =
            meant.map_or("`trace-lint rules` lists them".into(), |meant| format!("did you mean `{meant}`?"));
        format!("no rule is named `{}`; {hint}", printable(name))
    })
}

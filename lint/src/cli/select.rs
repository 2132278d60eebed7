//! `--select`, `--extend-select` and `--ignore`: which rules run.

use crate::rule::Rule;
use crate::rules::{RULES, find};
use crate::suggestion::nearest;
use clap::Args;

#[derive(Args, Debug)]
pub(super) struct Selection {
    /// Run these rules alone (names or codes, `all`, `default`; comma-separated)
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = parse)]
    select: Vec<Selected>,
    /// Run these rules too
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = parse)]
    extend_select: Vec<Selected>,
    /// Do not run these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = parse)]
    ignore: Vec<Selected>,
}

#[derive(Clone, Debug)]
enum Selected {
    All,
    Default,
    One(&'static Rule),
}

impl Selected {
    fn covers(&self, rule: &'static Rule) -> bool {
        match self {
            Selected::All => true,
            Selected::Default => rule.is_default,
            Selected::One(one) => one.code == rule.code,
        }
    }
}

impl Selection {
    /// The rules that run, in the order of their codes.
    pub(super) fn rules(&self) -> Vec<&'static Rule> {
        let covers = |list: &[Selected], rule| list.iter().any(|selected| selected.covers(rule));
        let is_wanted = |rule: &&'static Rule| {
            let selected = if self.select.is_empty() { rule.is_default } else { covers(&self.select, rule) };
            (selected || covers(&self.extend_select, rule)) && !covers(&self.ignore, rule)
        };
        RULES.iter().copied().filter(is_wanted).collect()
    }
}

fn parse(text: &str) -> Result<Selected, String> {
    match text.trim() {
        "all" | "ALL" => Ok(Selected::All),
        "default" => Ok(Selected::Default),
        name => rule(name).map(Selected::One),
    }
}

/// The rule of this name or code; else a sentence that names the nearest.
pub(super) fn rule(name: &str) -> Result<&'static Rule, String> {
    find(name.trim()).ok_or_else(|| {
        let meant = nearest(name, RULES.iter().map(|rule| rule.name));
        let hint =
            meant.map_or("`trace-lint rules` lists them".into(), |meant| format!("did you mean `{meant}`?"));
        format!("no rule is named `{}`; {hint}", crate::text::printable(name))
    })
}

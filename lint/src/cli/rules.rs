//! `trace-lint rules`: the list of the rules.

use super::formats::HumanFormat;
use super::outcome::Outcome;
use super::print::{print, print_report};
use crate::rules::RULES;
use crate::rules::rule::Rule;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The output format
    #[arg(long, value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

#[derive(Serialize)]
struct Report {
    rules: Vec<RuleEntry>,
}

/// A rule as programs get it.
#[derive(Serialize)]
pub(super) struct RuleEntry {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    default: bool,
    summary: String,
}

impl RuleEntry {
    pub(super) fn new(rule: &Rule) -> RuleEntry {
        RuleEntry {
            code: rule.code,
            name: rule.name,
            severity: rule.severity.name(),
            default: rule.is_default,
            summary: rule.summary(),
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if arguments.output_format == HumanFormat::Json {
        let rules = RULES.iter().map(|lint| RuleEntry::new(&lint.rule)).collect();
        return print_report(&Report { rules }).map(|()| Outcome::Clean);
    }
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    print(false, |out| {
        RULES.iter().try_for_each(|rule| {
            let state = if rule.is_default { "" } else { "  (off)" };
            writeln!(out, "{}  {:width$}  {}{state}", rule.code, rule.name, rule.severity.name())
        })
    })?;
    Ok(Outcome::Clean)
}

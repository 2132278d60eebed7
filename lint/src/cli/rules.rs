//! `trace-lint rules`: the list of the rules.

use super::formats::HumanFormat;
use super::outcome::Outcome;
use super::print::{print, print_report};
use crate::report::style::{self, BOLD, styled};
use crate::rules::rule::{FixSafety, Rule};
use crate::rules::{RULES, families};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
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
    fix: Option<&'static str>,
    summary: String,
}

impl RuleEntry {
    pub(super) fn new(rule: &Rule) -> RuleEntry {
        RuleEntry {
            code: rule.code,
            name: rule.name,
            severity: rule.severity.name(),
            default: rule.is_default,
            fix: rule.fix.map(FixSafety::name),
            summary: rule.summary(),
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if arguments.output_format == HumanFormat::Json {
        let rules = RULES.iter().map(|lint| RuleEntry::new(&lint.rule)).collect();
        return print_report(&Report { rules }).map(|()| Outcome::Clean);
    }
    print(true, table)?;
    Ok(Outcome::Clean)
}

/// The rules by family: code, name, severity, whether it is off by default and has fixes, and what it does.
fn table(out: &mut Vec<u8>) -> io::Result<()> {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for (place, (title, lints)) in families().into_iter().enumerate() {
        writeln!(out, "{}{}", if place > 0 { "\n" } else { "" }, styled(BOLD, title))?;
        for rule in lints.iter().map(|lint| &lint.rule) {
            let fix = if rule.fix.is_some() { "*" } else { " " };
            let state = if rule.is_default { "" } else { "off: " };
            let (name, severity) =
                (rule.name, styled(style::severity(rule.severity), &format!("{:7}", rule.severity.name())));
            writeln!(out, "{}  {name:width$}  {severity} {fix} {state}{}", rule.code, rule.summary())?;
        }
    }
    writeln!(out, "\n`*`: has a fix. `off`: runs only if selected. `trace-lint explain RULE` says more.")
}

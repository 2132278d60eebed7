//! `trace-lint explain RULE`: the documentation of a rule.

use super::formats::HumanFormat;
use super::outcome::Outcome;
use super::print::{print, print_report};
use super::rules::RuleEntry;
use crate::linter::selection::rule;
use crate::report::style::{BOLD, styled};
use crate::rules::rule::Rule;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule's name or code
    #[arg(value_name = "RULE", value_parser = rule)]
    rule: &'static Rule,
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    rule: RuleEntry,
    documentation: String,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let rule = arguments.rule;
    if arguments.output_format == HumanFormat::Json {
        let report = Report { rule: RuleEntry::new(rule), documentation: rule.documentation() };
        return print_report(&report).map(|()| Outcome::Clean);
    }
    print(true, |out| write(out, rule))?;
    Ok(Outcome::Clean)
}

fn write(out: &mut dyn Write, rule: &Rule) -> io::Result<()> {
    let state = if rule.is_default { "on by default" } else { "off by default" };
    let name = styled(BOLD, &format!("{} {}", rule.code, rule.name));
    writeln!(out, "{name} ({}, {state})\n", rule.severity.name())?;
    let mut is_code = false;
    for line in rule.documentation().lines() {
        match line.strip_prefix("## ") {
            _ if line.starts_with("```") => is_code = !is_code,
            Some(heading) => writeln!(out, "{}", styled(BOLD, heading))?,
            None if is_code => writeln!(out, "    {line}")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

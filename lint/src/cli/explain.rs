//! `trace-lint explain RULE`: the documentation of a rule.

use super::formats::HumanFormat;
use super::outcome::Outcome;
use super::print::{print, print_report};
use super::rules::RuleEntry;
use crate::linter::selection::rule;
use crate::rules::rule::Rule;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule's name or code
    #[arg(value_name = "RULE", value_parser = rule)]
    rule: &'static Rule,
    /// The output format
    #[arg(long, value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    rule: RuleEntry,
    documentation: String,
}

pub(super) fn run(arguments: &Arguments, color: bool) -> io::Result<Outcome> {
    let rule = arguments.rule;
    if arguments.output_format == HumanFormat::Json {
        let report = Report { rule: RuleEntry::new(rule), documentation: rule.documentation() };
        return print_report(&report).map(|()| Outcome::Clean);
    }
    print(color, |out| write(out, rule, color))?;
    Ok(Outcome::Clean)
}

fn write(out: &mut dyn Write, rule: &Rule, color: bool) -> io::Result<()> {
    let (bold, plain) = if color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let state = if rule.is_default { "on by default" } else { "off by default" };
    writeln!(out, "{bold}{} {}{plain} ({}, {state})\n", rule.code, rule.name, rule.severity.name())?;
    let mut is_code = false;
    for line in rule.documentation().lines() {
        match line.strip_prefix("## ") {
            _ if line.starts_with("```") => is_code = !is_code,
            Some(heading) => writeln!(out, "{bold}{heading}{plain}")?,
            None if is_code => writeln!(out, "    {line}")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

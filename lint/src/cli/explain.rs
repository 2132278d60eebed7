//! `trace-lint explain RULE`: the documentation of a rule.

use super::formats::TextFormat;
use super::outcome::Outcome;
use super::print::{print, print_json};
use crate::linter::selection::rule;
use crate::rules::rule::Rule;
use serde_json::json;
use std::io::{self, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule's name or code
    #[arg(value_name = "RULE", value_parser = rule)]
    rule: &'static Rule,
    /// The output format
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    output_format: TextFormat,
}

pub(super) fn run(arguments: &Arguments, color: bool) -> io::Result<Outcome> {
    let rule = arguments.rule;
    if arguments.output_format == TextFormat::Json {
        let explanation = json!({
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.name(),
            "default": rule.is_default,
            "summary": rule.summary(),
            "documentation": rule.documentation(),
        });
        return print_json(&explanation).map(|()| Outcome::Clean);
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

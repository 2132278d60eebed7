//! `trace-lint rules`: the list of the rules.

use super::formats::TextFormat;
use super::outcome::Outcome;
use super::print::{print, print_json};
use crate::rules::RULES;
use serde_json::json;
use std::io::{self, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The output format
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    output_format: TextFormat,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if arguments.output_format == TextFormat::Json {
        let rules: Vec<_> = RULES
            .iter()
            .map(|rule| {
                json!({
                    "code": rule.code,
                    "name": rule.name,
                    "severity": rule.severity.name(),
                    "default": rule.is_default,
                    "summary": rule.summary(),
                })
            })
            .collect();
        return print_json(&rules).map(|()| Outcome::Clean);
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

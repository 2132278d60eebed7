//! The documentation of the rules as pages of Markdown, made from the rules.

use crate::rules::RULES;
use crate::rules::rule::Rule;
use std::fmt::Write;

/// The page of a rule.
fn page(rule: &Rule) -> String {
    let state = if rule.is_default { "on by default" } else { "off by default" };
    let severity = rule.severity.name();
    let documentation =
        rule.documentation().replace("```trace-events", "```text").replace("```tree", "```text");
    format!("# {} ({})\n\n{severity}, {state}\n\n{documentation}\n", rule.name, rule.code)
}

/// The page that lists the rules.
fn index() -> String {
    let mut text = String::from(
        "# Rules\n\nMade from the rules by `trace-lint generate rules --out docs/rules`; `trace-lint explain RULE` \
         shows the same.\n\n| code | rule | weight | what it does |\n|---|---|---|---|\n",
    );
    for rule in RULES.iter() {
        let state = if rule.is_default { "" } else { ", off" };
        let summary = rule.summary().replace('|', "\\|");
        // Nothing is lost when a text can't be written to.
        let _ = writeln!(
            text,
            "| {} | [{name}]({name}.md) | {}{state} | {summary} |",
            rule.code,
            rule.severity.name(),
            name = rule.name
        );
    }
    text
}

/// All pages, by their file names.
pub(crate) fn pages() -> Vec<(String, String)> {
    let rules = RULES.iter().map(|rule| (format!("{}.md", rule.name), page(rule)));
    std::iter::once(("README.md".to_owned(), index())).chain(rules).collect()
}

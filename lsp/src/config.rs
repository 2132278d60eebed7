//! What the user has set: the section `traceLint` of the client's settings.

use serde::Deserialize;
use serde_json::Value;
use trace_lint::linter::Settings;
use trace_lint::rule::Rule;
use trace_lint::selection::{Selected, Selection};
use trace_lint::version::Version;

/// The name of our section.
pub const SECTION: &str = "traceLint";

/// What the user has set.
#[derive(Clone, Debug)]
pub struct Config {
    rules: Vec<&'static Rule>,
    /// The release that all trees are taken for.
    version: Option<Version>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Section {
    select: Option<Vec<String>>,
    extend_select: Option<Vec<String>>,
    ignore: Option<Vec<String>>,
    qemu_version: Option<String>,
}

impl Default for Config {
    fn default() -> Config {
        Config { rules: Selection::default().rules(), version: None }
    }
}

impl PartialEq for Config {
    fn eq(&self, other: &Config) -> bool {
        let codes = |config: &Config| config.rules.iter().map(|rule| rule.code).collect::<Vec<_>>();
        self.version == other.version && codes(self) == codes(other)
    }
}

impl Config {
    /// Reads the section, or an object that holds it. What can't be read is told, and left out.
    pub fn read(value: &Value) -> (Config, Vec<String>) {
        let mut problems = Vec::new();
        let value = value.get(SECTION).unwrap_or(value);
        let section = Option::<Section>::deserialize(value).unwrap_or_else(|error| {
            problems.push(format!("the settings `{SECTION}` are not understood: {error}"));
            None
        });
        let Section { select, extend_select, ignore, qemu_version } = section.unwrap_or_default();
        let mut list = |name: &str, entries: Option<Vec<String>>| {
            let mut found = Vec::new();
            for entry in entries.unwrap_or_default() {
                match Selected::parse(&entry) {
                    Ok(selected) => found.push(selected),
                    Err(problem) => problems.push(format!("{SECTION}.{name}: {problem}")),
                }
            }
            found
        };
        let selection = Selection {
            select: list("select", select),
            extend_select: list("extendSelect", extend_select),
            ignore: list("ignore", ignore),
        };
        let version = match qemu_version.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(text) => text
                .parse()
                .map_err(|problem| problems.push(format!("{SECTION}.qemuVersion: {problem}")))
                .ok(),
        };
        (Config { rules: selection.rules(), version }, problems)
    }

    /// What decides the findings in a tree of this release.
    pub fn settings(&self, version: Option<Version>) -> Settings {
        let version = self.version.or(version).unwrap_or(Version::NEWEST);
        Settings { rules: self.rules.clone(), version }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sections() {
        let all = Config::default().rules.len();
        let check = |value: Value, rules: usize, version: Option<&str>, problems: usize| {
            let (config, found) = Config::read(&value);
            assert_eq!(config.rules.len(), rules, "{value}");
            assert_eq!(config.version, version.map(|version| version.parse().unwrap()), "{value}");
            assert_eq!(found.len(), problems, "{found:?}");
        };
        check(Value::Null, all, None, 0);
        check(json!({}), all, None, 0);
        check(json!({ "traceLint": null }), all, None, 0);
        check(json!({ "ignore": ["unused-event", "TL304"] }), all - 2, None, 0);
        check(json!({ "traceLint": { "select": ["TL304"], "qemuVersion": "7.2" } }), 1, Some("7.2"), 0);
        check(json!({ "extendSelect": ["misplaced-event"], "qemuVersion": "" }), all + 1, None, 0);
        check(json!({ "ignore": ["no-such-rule"], "qemuVersion": "ten" }), all, None, 2);
        check(json!({ "select": 3 }), all, None, 1);
    }
}

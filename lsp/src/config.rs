//! What the user has set: the section `traceLint` of the client's settings.

use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use trace_lint::config::{ConfigFile, Entry, Layer, Options, Policy, Problems, Release};
use trace_lint::linter::Settings;
use trace_lint::selection::Selected;
use trace_lint::text::Document;
use trace_lint::version::Version;

/// The name of our section.
pub const SECTION: &str = "traceLint";

/// What the user has set.
#[derive(Clone, Debug)]
pub struct Config {
    /// As a layer over the configuration files.
    layer: Layer,
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
        Config::of_options(Options::default(), None)
    }
}

impl PartialEq for Config {
    fn eq(&self, other: &Config) -> bool {
        let names = |list: &Option<Vec<Entry>>| -> Option<Vec<&str>> {
            Some(list.as_ref()?.iter().map(|entry| entry.0.name()).collect())
        };
        let lists = |config: &Config| {
            let Options { select, extend_select, ignore, .. } = &config.layer.options;
            [select, extend_select, ignore].map(|list| names(list).unwrap_or_default().join(" "))
        };
        self.version == other.version && lists(self) == lists(other)
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
                    Ok(selected) => found.push(Entry(selected)),
                    Err(problem) => problems.push(format!("{SECTION}.{name}: {problem}")),
                }
            }
            Some(found)
        };
        let options = Options {
            select: list("select", select),
            extend_select: list("extendSelect", extend_select),
            ignore: list("ignore", ignore),
            ..Options::default()
        };
        let version = match qemu_version.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(text) => text
                .parse()
                .map_err(|problem| problems.push(format!("{SECTION}.qemuVersion: {problem}")))
                .ok(),
        };
        (Config::of_options(options, version), problems)
    }

    fn of_options(mut options: Options, version: Option<Version>) -> Config {
        options.qemu_version = version.map(Release);
        let document = Arc::new(Document::new(SECTION, Vec::new()));
        Config { layer: Layer { document, options }, version }
    }

    /// What decides the findings in a tree of this release, or in a file, that these configuration files
    /// govern. Of those in which something is wrong nothing holds.
    pub fn settings(&self, files: &[ConfigFile], version: Option<Version>) -> Settings {
        let good = files.iter().filter(|file| self.problems(std::slice::from_ref(*file)).is_empty());
        let files: Vec<_> = good.cloned().collect();
        let policy = Policy::new(&files, std::slice::from_ref(&self.layer)).unwrap_or_default();
        Settings::of_policy(policy, version)
    }

    /// What is wrong with configuration files.
    pub fn problems(&self, files: &[ConfigFile]) -> Problems {
        Policy::new(files, &[]).err().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sections() {
        let count = |config: &Config| config.settings(&[], None).rules.len();
        let all = count(&Config::default());
        let check = |value: Value, rules: usize, version: Option<&str>, problems: usize| {
            let (config, found) = Config::read(&value);
            assert_eq!(count(&config), rules, "{value}");
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

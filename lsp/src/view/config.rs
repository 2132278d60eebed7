//! What the user has set: the section `traceLint` of the client's settings.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::Arc;
use trace_lint::linter::Settings;
use trace_lint::linter::config::{KEYS, Layer, Options, PER_FILE_KEYS, Policy, Problems};
use trace_lint::parse::config_file::ConfigFile;
use trace_lint::parse::release::Release;
use trace_lint::text::Document;

/// The name of our section.
pub const SECTION: &str = "traceLint";

/// What the user has set.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// What was understood, by the keys of a configuration file.
    said: Vec<(&'static str, Value)>,
    /// The same as layers over the configuration files.
    layers: Vec<Layer>,
}

impl PartialEq for Config {
    fn eq(&self, other: &Config) -> bool {
        self.said == other.said
    }
}

impl Config {
    /// Reads the section, or an object that holds it: the keys of a configuration file, as they are or in
    /// camel case, with the same meaning. What can't be read is told, and left out; what is empty says
    /// nothing, and other keys are the client's.
    pub fn read(value: &Value) -> (Config, Vec<String>) {
        let mut config = Config::default();
        let mut problems = Vec::new();
        let section = match value.get(SECTION).unwrap_or(value) {
            Value::Object(section) => {
                section.iter().map(|(key, value)| (kebab(key, &KEYS), value.clone())).collect()
            }
            Value::Null => Map::new(),
            other => {
                problems.push(format!("the settings `{SECTION}` are no object: {other}"));
                Map::new()
            }
        };
        for key in KEYS {
            let Some(value) = section.get(key).filter(|value| !is_empty(value)) else { continue };
            let (value, options) = readable(key, value, &mut problems);
            if !is_empty(&value) {
                let document = Arc::new(Document::new(SECTION, Vec::new()));
                config.said.push((key, value));
                config.layers.push(Layer { document, options });
            }
        }
        (config, problems)
    }

    /// What decides the findings in a tree of this release, or in a file, that these configuration files
    /// govern. Of those in which something is wrong nothing holds.
    pub fn settings(&self, files: &[ConfigFile], release: Option<&Release>) -> Settings {
        let good = files.iter().filter(|file| self.problems(std::slice::from_ref(*file)).is_empty());
        let files: Vec<_> = good.cloned().collect();
        let policy = Policy::new(&files, &self.layers).unwrap_or_default();
        Settings::of_policy(policy, release)
    }

    /// What is wrong with configuration files.
    pub fn problems(&self, files: &[ConfigFile]) -> Problems {
        Policy::new(files, &[]).err().unwrap_or_default()
    }
}

/// What of the value of a key can be read: a mistake in a list or a table costs no more than itself.
fn readable(key: &str, value: &Value, problems: &mut Vec<String>) -> (Value, Options) {
    let read = |value: &Value| {
        let value = match (key, value) {
            ("per-file", Value::Array(tables)) => tables.iter().map(per_file).collect(),
            (_, Value::String(text)) => text.trim().into(),
            _ => value.clone(),
        };
        let options = Options::deserialize(&Value::Object(Map::from_iter([(key.to_owned(), value.clone())])));
        options.map(|options| (value, options))
    };
    let error = match read(value) {
        Ok(read) => return read,
        Err(error) => error,
    };
    let mut is_good = |value: Value| {
        let told = read(&value).map_err(|error| problems.push(format!("{SECTION}.{}: {error}", camel(key))));
        told.is_ok()
    };
    let good = match value {
        Value::Array(list) => {
            list.iter().filter(|it| is_good(Value::from(vec![(*it).clone()]))).cloned().collect()
        }
        Value::Object(table) => {
            let one = |(name, value): (&String, &Value)| Map::from_iter([(name.clone(), value.clone())]);
            Value::Object(table.iter().map(one).filter(|it| is_good(it.clone().into())).flatten().collect())
        }
        _ => {
            problems.push(format!("{SECTION}.{}: {error}", camel(key)));
            Value::Null
        }
    };
    read(&good).unwrap_or_default()
}

/// A table for some files, under the names that a configuration file has for its keys.
fn per_file(table: &Value) -> Value {
    match table {
        Value::Object(table) => {
            table.iter().map(|(key, value)| (kebab(key, &PER_FILE_KEYS), value.clone())).collect()
        }
        other => other.clone(),
    }
}

/// A key as a configuration file has it, where it is one of these.
fn kebab(key: &str, known: &[&str]) -> String {
    known.iter().find(|it| camel(it) == key).map_or(key, |it| it).to_owned()
}

/// A key as clients have it: `extendSelect` for `extend-select`.
fn camel(key: &str) -> String {
    let mut parts = key.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |key, part| key + &part[..1].to_ascii_uppercase() + &part[1..])
}

/// True for a value that says nothing.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(table) => table.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use trace_lint::qemu::era::Era;
    use trace_lint::rules::{RULES, find};
    #[test]
    fn sections() {
        let all = Config::default().settings(&[], None).rules.len();
        let check = |value: Value, rules: usize, version: Option<&str>, problems: usize| {
            let (config, found) = Config::read(&value);
            let settings = config.settings(&[], None);
            assert_eq!(settings.rules.len(), rules, "{value}");
            let version = version.map_or(Era::UNKNOWN, |version| Era::of(version.parse().unwrap()));
            assert_eq!(settings.era, version, "{value}");
            assert_eq!(found.len(), problems, "{value}: {found:?}");
            assert_eq!(config, Config::read(&value).0, "{value}");
        };
        check(Value::Null, all, None, 0);
        check(json!({}), all, None, 0);
        check(json!(3), all, None, 1);
        check(json!({ "traceLint": null }), all, None, 0);
        check(json!({ "codeLens": true, "server": { "path": "" }, "trace.server": "off" }), all, None, 0);
        check(json!({ "ignore": ["unused-event", "TL304"] }), all - 2, None, 0);
        check(json!({ "traceLint": { "select": ["TL304"], "qemuVersion": "7.2" } }), 1, Some("7.2"), 0);
        check(json!({ "extendSelect": ["misplaced-event"], "qemuVersion": " " }), all + 1, None, 0);
        check(
            json!({ "extend-select": ["misplaced-event"], "qemu-version": " 7.2 " }),
            all + 1,
            Some("7.2"),
            0,
        );
        check(
            json!({ "select": [], "hosts": [], "exclude": [], "severity": {}, "perFile": [] }),
            all,
            None,
            0,
        );
        check(
            json!({ "select": ["all"], "ignore": ["default"], "extendSelect": null }),
            RULES.len() - all,
            None,
            0,
        );
        check(json!({ "ignore": ["no-such-rule", "TL304"], "qemuVersion": "ten" }), all - 1, None, 2);
        check(json!({ "select": 3 }), all, None, 1);
        check(json!({ "severity": { "TL304": "info", "TL301": "eror", "nothing": "error" } }), all, None, 2);
        check(json!({ "hosts": ["linux-64", "vax"] }), all, None, 1);
        check(
            json!({ "perFile": [{ "paths": ["a/"], "extendSelect": ["TL713"] }, { "pats": [] }] }),
            all + 1,
            None,
            1,
        );
    }

    #[test]
    fn files_have_settings_of_their_own() {
        let value = json!({
            "exclude": ["/old/"],
            "perFile": [{ "paths": ["hw/ppc/"], "ignore": ["TL702"] }],
        });
        let policy = Config::read(&value).0.settings(&[], None).policy;
        let rule = find("unused-event").unwrap();
        assert!(policy.excludes("old/trace-events") && !policy.excludes("hw/old/trace-events"));
        assert!(!policy.runs(rule, "hw/ppc/trace-events") && policy.runs(rule, "hw/trace-events"));
    }
}

//! The words that stand for rules, weights, host classes, backends and releases in a configuration: each is
//! read once, and what is none of them is told with the nearest.

use crate::linter::selection::{Selected, rule};
use crate::model::backend::{BACKENDS, Backend};
use crate::qemu::printf::{HostSet, host_names};
use crate::qemu::version::Version;
use crate::rules::RULES;
use crate::rules::rule::{Rule, Severity};
use crate::text::nearest::nearest;
use crate::text::printable;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use std::borrow::Cow;

/// An entry of a list of rules: a name, a code, `all` or `default`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Entry(pub Selected);

/// The name or code of one rule.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct OneRule(pub &'static Rule);

/// The weight of findings.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Weight(pub Severity);

/// The name of a host class.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct HostName(pub HostSet);

/// The name of a trace backend.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct BackendName(pub Backend);

/// A QEMU release.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Release(pub Version);

impl TryFrom<String> for Entry {
    type Error = String;

    fn try_from(text: String) -> Result<Entry, String> {
        Selected::parse(&text).map(Entry)
    }
}

impl TryFrom<String> for OneRule {
    type Error = String;

    fn try_from(text: String) -> Result<OneRule, String> {
        rule(&text).map(OneRule)
    }
}

impl PartialEq for OneRule {
    fn eq(&self, other: &OneRule) -> bool {
        self.0.code == other.0.code
    }
}

impl Eq for OneRule {}

impl PartialOrd for OneRule {
    fn partial_cmp(&self, other: &OneRule) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OneRule {
    fn cmp(&self, other: &OneRule) -> std::cmp::Ordering {
        self.0.code.cmp(other.0.code)
    }
}

impl TryFrom<String> for Weight {
    type Error = String;

    fn try_from(text: String) -> Result<Weight, String> {
        let known = [Severity::Info, Severity::Warning, Severity::Error];
        let found = known.into_iter().find(|severity| severity.name() == text);
        found.map(Weight).ok_or_else(|| unknown("severity", &text, known.iter().map(|it| it.name())))
    }
}

impl TryFrom<String> for HostName {
    type Error = String;

    fn try_from(text: String) -> Result<HostName, String> {
        let set = HostSet::filter(|host| host.name == text);
        match set.is_empty() {
            true => Err(unknown("host class", &text, host_names().into_iter())),
            false => Ok(HostName(set)),
        }
    }
}

impl TryFrom<String> for BackendName {
    type Error = String;

    fn try_from(text: String) -> Result<BackendName, String> {
        text.parse().map(BackendName)
    }
}

impl TryFrom<String> for Release {
    type Error = String;

    fn try_from(text: String) -> Result<Release, String> {
        text.parse().map(Release)
    }
}

fn unknown<'a>(kind: &str, text: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let shown = printable(text);
    match nearest(text, known.clone()) {
        Some(meant) => format!("no {kind} is named `{shown}`; did you mean `{meant}`?"),
        None => format!("no {kind} is named `{shown}`; there are {}", known.collect::<Vec<_>>().join(", ")),
    }
}

/// The names and codes of the rules, behind some other words.
fn rule_names(before: &[&'static str]) -> Schema {
    let rules = RULES.iter().flat_map(|rule| [rule.name, rule.code]);
    let names: Vec<&str> = before.iter().copied().chain(rules).collect();
    json_schema!({ "type": "string", "enum": names })
}

macro_rules! schema {
    ($type:ident, $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

schema!(Entry, rule_names(&["all", "default"]));
schema!(OneRule, rule_names(&[]));
schema!(Weight, json_schema!({ "enum": ["error", "warning", "info"] }));
schema!(HostName, json_schema!({ "enum": host_names() }));
schema!(BackendName, json_schema!({ "enum": BACKENDS.map(Backend::name) }));
schema!(Release, json_schema!({ "type": "string", "pattern": "^[0-9]+\\.[0-9]+(\\.[0-9]+)?$" }));

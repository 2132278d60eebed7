//! The keys of a configuration file. From these types come the reader and the JSON schema.

use super::entries::{BackendName, Entry, HostName, OneRule, Release, Weight};
use super::globs::Glob;
use schemars::{JsonSchema, schema_for};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a file `trace-lint.toml` says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "trace-lint.toml")]
pub struct Options {
    /// Run these rules alone: names or codes, `all`, `default`.
    pub select: Option<Vec<Entry>>,
    /// Run these rules too.
    pub extend_select: Option<Vec<Entry>>,
    /// Do not run these rules.
    pub ignore: Option<Vec<Entry>>,
    /// The weight of a rule's findings, by its name: `error`, `warning` or `info`.
    pub severity: Option<BTreeMap<OneRule, Weight>>,
    /// The trace backends that the tree is built with, beside those that every build has: what only they break
    /// or lose is reported.
    pub backends: Option<Vec<BackendName>>,
    /// The host classes that the tree is built on; what is wrong on others alone is not reported.
    #[schemars(length(min = 1))]
    pub hosts: Option<Vec<HostName>>,
    /// The QEMU release that the files are meant for; without it that of the tree.
    pub qemu_version: Option<Release>,
    /// Files in which nothing is reported, as patterns of `.gitignore`. They are still read: what they
    /// call is called.
    pub exclude: Option<Vec<Glob>>,
    /// Files that are event lists whatever they are named, as patterns of `.gitignore`; only a file can say so.
    pub event_lists: Option<Vec<Glob>>,
    /// Other rules for some files; where several tables match, later ones follow earlier ones.
    pub per_file: Option<Vec<PerFile>>,
}

/// What is different for some files.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PerFile {
    /// The files, as patterns of `.gitignore`.
    pub paths: Vec<Glob>,
    /// Run these rules too.
    #[serde(default)]
    pub extend_select: Vec<Entry>,
    /// Do not run these rules.
    #[serde(default)]
    pub ignore: Vec<Entry>,
    /// The weight of a rule's findings, by its name.
    #[serde(default)]
    pub severity: BTreeMap<OneRule, Weight>,
}

/// The JSON schema of a configuration file.
pub fn schema() -> serde_json::Value {
    schema_for!(Options).to_value()
}

/// The keys of a configuration file, in the order in which each changes what those before it say.
pub const KEYS: [&str; 10] = [
    "select",
    "extend-select",
    "ignore",
    "severity",
    "backends",
    "hosts",
    "qemu-version",
    "exclude",
    "event-lists",
    "per-file",
];

/// The keys of a table of `per-file`.
pub const PER_FILE_KEYS: [&str; 4] = ["paths", "extend-select", "ignore", "severity"];

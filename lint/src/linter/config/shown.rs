//! What holds, and where each value comes from: for `trace-lint config`.

use super::layer::Layer;
use super::options::KEYS;
use crate::text::Document;
use serde::Serialize;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// The value of a key, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    pub key: String,
    /// The value as it is written.
    pub value: String,
    /// The file and line, or the argument.
    pub origin: String,
}

/// What the layers say, the weakest first, in the order of the keys. A key of several layers has
/// several values.
pub fn values(layers: &[Layer]) -> Vec<Value> {
    let mut found: Vec<_> = layers.iter().flat_map(|layer| written(&layer.document)).collect();
    let place = |value: &Value| KEYS.iter().position(|key| *key == value.key);
    found.sort_by_key(place);
    found
}

/// The keys of a document, and their values.
fn written(document: &Document) -> Vec<Value> {
    let Ok(text) = std::str::from_utf8(&document.text) else { return Vec::new() };
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let entry = |(key, value): (&Spanned<DeString>, &Spanned<DeValue>)| {
        let line = document.position(key.span().start as u32).line;
        let origin = match document.path.starts_with("--") {
            true => document.path.to_string(),
            false => format!("{}:{line}", document.path),
        };
        Value { key: key.get_ref().to_string(), value: inline(value.get_ref()), origin }
    };
    table.get_ref().iter().map(entry).collect()
}

/// A value as it is written on one line.
fn inline(value: &DeValue) -> String {
    match value {
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Array(values) => {
            let values: Vec<_> = values.iter().map(|value| inline(value.get_ref())).collect();
            format!("[{}]", values.join(", "))
        }
        DeValue::Table(table) => {
            let entries =
                table.iter().map(|(key, value)| format!("{} = {}", key.get_ref(), inline(value.get_ref())));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Integer(value) => value.to_string(),
        DeValue::Float(value) => value.to_string(),
        DeValue::Datetime(value) => value.to_string(),
    }
}

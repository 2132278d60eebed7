//! `refs --output-format json`: one object, version 1. Places are as in the findings of `check`.

use super::references::{References, groups};
use crate::model::index::{Mentioned, Site};
use crate::parse::source::{Definition, GuardFunction, Kind};
use crate::report::{Place, place};
use crate::text::Document;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What names one event.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    event: &'a str,
    /// True when the build declares it, for a command of QAPI.
    generated: bool,
    declarations: Vec<DeclarationEntry<'a>>,
    #[serde(flatten)]
    groups: BTreeMap<&'static str, Vec<SiteEntry<'a>>>,
    /// Where event lists, scripts, and commands in scripts and documentation name it.
    #[serde(flatten)]
    elsewhere: BTreeMap<&'static str, Vec<MentionEntry<'a>>>,
}

#[derive(Serialize)]
struct MentionEntry<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct DeclarationEntry<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    text: Cow<'a, str>,
    disabled: bool,
}

#[derive(Serialize)]
struct SiteEntry<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    /// The function, method or macro round it.
    function: Option<&'a str>,
    /// True inside of `#if 0`.
    dead: bool,
    /// True when a macro pastes the name; of a call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pasted: Option<bool>,
    /// The function that is asked, of a guard.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'a str>,
    /// What else bears the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<&'static str>,
}

/// What names each event of a pattern.
#[derive(Serialize)]
pub(super) struct Reports<'a> {
    events: Vec<Report<'a>>,
}

pub(super) fn reports<'a>(
    found: &'a [References<'a>],
    documents: &'a FxHashMap<Arc<str>, Document>,
) -> Reports<'a> {
    Reports { events: found.iter().map(|found| report(found, documents)).collect() }
}

pub(super) fn report<'a>(
    found: &'a References<'a>,
    documents: &'a FxHashMap<Arc<str>, Document>,
) -> Report<'a> {
    let declarations = found.declarations.iter().map(|declaration| {
        let (file, event) = (declaration.file, declaration.event);
        DeclarationEntry {
            path: &file.path,
            place: place(file, event.name),
            text: file.lines.span(&file.text, event.line).text(&file.text),
            disabled: event.is_disabled,
        }
    });
    let elsewhere = found.elsewhere.groups().into_iter().map(|(key, _, mentioned)| {
        let entry = |(path, span): &Mentioned<'_>| {
            Some(MentionEntry {
                path: documents.get_key_value(*path)?.0,
                place: place(documents.get(*path)?, *span),
            })
        };
        (key, mentioned.iter().filter_map(entry).collect())
    });
    Report {
        event: &found.name,
        generated: found.is_generated,
        declarations: declarations.collect(),
        groups: groups(found).into_iter().map(|(key, _, sites)| (key, entries(&sites, documents))).collect(),
        elsewhere: elsewhere.collect(),
    }
}

fn entries<'a>(sites: &[&Site<'a>], documents: &FxHashMap<Arc<str>, Document>) -> Vec<SiteEntry<'a>> {
    sites.iter().filter_map(|site| entry(site, documents)).collect()
}

fn entry<'a>(site: &Site<'a>, documents: &FxHashMap<Arc<str>, Document>) -> Option<SiteEntry<'a>> {
    let reference = site.reference;
    let function = reference.function.and_then(|place| site.file.source.functions.get(place as usize));
    let mut entry = SiteEntry {
        path: &site.file.path,
        place: place(documents.get(&site.file.path)?, reference.span),
        function: function.map(|function| &*function.name),
        dead: reference.is_dead,
        pasted: None,
        asked: None,
        what: None,
    };
    match &reference.kind {
        Kind::Call(call) => entry.pasted = Some(call.is_pasted),
        Kind::Guard(guard) => entry.asked = guard.function.as_ref().map(asked),
        Kind::Definition(definition) => entry.what = Some(what(*definition)),
        Kind::Value | Kind::Import | Kind::Mention => {}
    }
    Some(entry)
}

fn asked(function: &GuardFunction) -> &str {
    match function {
        GuardFunction::Backends => "trace_event_get_state_backends",
        GuardFunction::State => "trace_event_get_state",
        GuardFunction::VcpuState => "trace_event_get_vcpu_state",
        GuardFunction::Other(name) => name,
    }
}

fn what(definition: Definition) -> &'static str {
    match definition {
        Definition::Function => "function",
        Definition::Macro => "macro",
        Definition::Variable => "variable",
        Definition::Parameter => "parameter",
        Definition::Member => "member",
        Definition::Label => "label",
        Definition::Other => "other",
    }
}

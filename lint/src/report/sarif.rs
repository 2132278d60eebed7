//! `sarif`: SARIF 2.1.0, which GitHub code scanning and many viewers read. Columns count characters:
//! `columnKind` says so.

use super::finding::Finding;
use super::fingerprint::Fingerprints;
use crate::rules::diagnostic::Fix;
use crate::rules::rule::{Rule, Severity};
use crate::text::{Document, Span};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(crate) fn write(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    let mut rules: Vec<&'static Rule> = findings.iter().map(|finding| finding.diagnostic.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    let mut fingerprints = Fingerprints::default();
    let results: Vec<_> =
        findings.iter().map(|finding| result(finding, &rules, fingerprints.next(finding))).collect();
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "trace-lint",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary() },
        "fullDescription": { "text": rule.summary() },
        "help": { "text": rule.documentation(), "markdown": rule.documentation() },
        "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.is_default },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(finding: &Finding, rules: &[&'static Rule], fingerprint: String) -> Value {
    let diagnostic = finding.diagnostic;
    let message = match &diagnostic.help {
        Some(help) => format!("{}: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related = diagnostic.related.iter().enumerate().map(|(id, related)| {
        let (path, document) = finding.related(related);
        let mut location = location(&finding.shown(path), document, related.span);
        location["id"] = id.into();
        location["message"] = json!({ "text": related.message });
        location
    });
    let mut result = json!({
        "ruleId": diagnostic.rule.code,
        "ruleIndex": rules.iter().position(|rule| rule.code == diagnostic.rule.code),
        "level": level(diagnostic.severity),
        "message": { "text": message },
        "locations": [location(&finding.path(), finding.document(), diagnostic.span)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "traceLint/v1": fingerprint },
    });
    if let Some((path, document, fix)) = finding.fix() {
        result["fixes"] = json!([repair(&finding.shown(path), document, fix)]);
    }
    result
}

fn repair(path: &str, document: &Document, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        json!({
            "deletedRegion": region(document, edit.span),
            "insertedContent": { "text": edit.text },
        })
    });
    json!({
        "description": { "text": fix.message },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(path) },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn location(path: &str, document: &Document, span: Span) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(path) },
            "region": region(document, span),
        },
    })
}

fn region(document: &Document, span: Span) -> Value {
    let (start, end) = (document.position(span.start), document.position(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path as a reference of a URI.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    if path.starts_with('/') { format!("file://{uri}") } else { uri }
}

//! `gitlab`: a Code Quality report, which GitLab shows in merge requests.

use super::finding::Finding;
use super::fingerprint::Fingerprints;
use crate::rules::rule::Severity;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: Cow<'a, str>,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(crate) fn write(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let issue = |finding| issue(finding, &mut fingerprints);
    let issues: Vec<_> = findings.iter().map(issue).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue<'a>(finding: &Finding<'a>, fingerprints: &mut Fingerprints) -> Issue<'a> {
    let diagnostic = finding.diagnostic;
    Issue {
        description: &diagnostic.message,
        check_name: diagnostic.rule.name,
        fingerprint: fingerprints.next(finding),
        severity: match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: finding.path(),
            lines: Lines { begin: finding.position().line, end: finding.end().line },
        },
    }
}

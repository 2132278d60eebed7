//! Code actions: the fixes that findings carry, and what else can be done.

pub mod assist;
#[cfg(test)]
mod assist_tests;
mod declare;
mod expression;
mod group;

use trace_lint::diagnostic::{Diagnostic, Edit};
use trace_lint::fix::untouched;
use trace_lint::text::Span;

/// The findings with a fix that `range` touches.
pub fn fixable(findings: &[Diagnostic], range: Span) -> impl Iterator<Item = &Diagnostic> {
    touched(findings, range).filter(|finding| finding.fix.is_some())
}

/// The findings that `range` touches.
pub fn touched(findings: &[Diagnostic], range: Span) -> impl Iterator<Item = &Diagnostic> {
    findings.iter().filter(move |finding| finding.span.start <= range.end && range.start <= finding.span.end)
}

/// The edits of every fix that may be applied without a look. Of two that overlap the first is made.
pub fn fix_all(findings: &[Diagnostic]) -> Vec<Edit> {
    let is_safe = |finding: &&Diagnostic| finding.fix.as_ref().is_some_and(|fix| fix.is_safe);
    let safe: Vec<Diagnostic> = findings.iter().filter(is_safe).cloned().collect();
    untouched(&safe)
        .into_iter()
        .flat_map(|finding| finding.fix.iter())
        .flat_map(|fix| fix.edits.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use trace_lint::diagnostic::Fix;
    use trace_lint::file::File;
    use trace_lint::linter::{Settings, lint_alone};
    use trace_lint::rules::RULES;
    use trace_lint::version::Version;

    fn findings(text: &str) -> Vec<Diagnostic> {
        let settings = Settings::new(RULES.to_vec(), Version::NEWEST);
        lint_alone(&Arc::new(File::new("trace-events", text.into())), &settings, None)
    }

    #[test]
    fn fixes_under_the_cursor() {
        let text = "f(int a, char *b) \"a=%s b=%d\"\n";
        let found = findings(text);
        let count = |at: usize| fixable(&found, Span::empty(at)).filter(|it| it.span.start > 18).count();
        assert_eq!(count(text.find("%s").unwrap()), 1);
        assert_eq!(count(text.find(" b=").unwrap()), 1);
        assert_eq!(count(text.find("b=").unwrap()), 0);
    }

    #[test]
    fn every_safe_fix_at_once() {
        let text = "f(uint64_t a, char *b) \"a=%d b=%d\"";
        let all = Fix { message: String::new(), is_safe: true, edits: fix_all(&findings(text)) };
        let mended = String::from_utf8(all.apply(text.as_bytes())).unwrap();
        assert!(mended.ends_with("b=%s\"\n") && mended.contains("a=%\" PRI"), "{mended}");
    }
}

//! Whose findings are whose: a finding belongs to the sections of MAINTAINERS that hold its file,
//! and to those that hold the sources which the heading over its event names. Many devices share one
//! trace-events file, which itself often belongs to nobody.

use super::maintainers::Maintainers;
use crate::model::index::{Index, Section, sections};
use crate::parse::events::File;
use crate::parse::groups::directory_of;
use crate::rules::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// For each finding the sections that it belongs to, as indices in ascending order.
pub(super) fn owners(findings: &[Diagnostic], index: &Index, maintainers: &Maintainers) -> Vec<Vec<usize>> {
    let mut by_file: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_heading: FxHashMap<(&str, usize), Vec<usize>> = FxHashMap::default();
    let mut headed: FxHashMap<&str, Headed> = FxHashMap::default();
    let mut of_finding = |finding: &Diagnostic| {
        let file = &index.events[index.find_events(&finding.path)?];
        let headed = headed.entry(&file.path).or_insert_with(|| Headed::new(file));
        let section = headed.section(file, finding)?;
        let sources = || {
            headed.sources(file, section, index).into_iter().flat_map(|path| maintainers.find(path)).collect()
        };
        Some(by_heading.entry((&file.path, section)).or_insert_with(sources).clone())
    };
    let mut found = Vec::with_capacity(findings.len());
    for finding in findings {
        let mut owners = of_finding(finding).unwrap_or_default();
        owners.extend(by_file.entry(&finding.path).or_insert_with(|| maintainers.find(&finding.path)).iter());
        owners.sort_unstable();
        owners.dedup();
        found.push(owners);
    }
    found
}

/// The sections of a trace-events file, and which of them each event is in.
struct Headed {
    sections: Vec<Section>,
    section_of_event: Vec<usize>,
}

impl Headed {
    fn new(file: &File) -> Headed {
        let sections = sections(file);
        let mut section_of_event = vec![0; file.events.len()];
        for (place, section) in sections.iter().enumerate() {
            section.events.iter().for_each(|&event| section_of_event[event] = place);
        }
        Headed { sections, section_of_event }
    }

    /// The section that holds the event of a finding.
    fn section(&self, file: &File, finding: &Diagnostic) -> Option<usize> {
        let line = file.lines.line(finding.span.start);
        let event = file.events.binary_search_by_key(&line, |event| event.line).ok()?;
        Some(self.section_of_event[event])
    }

    /// The sources that the headings of a section name.
    fn sources<'a>(&self, file: &File, section: usize, index: &'a Index) -> Vec<&'a Arc<str>> {
        let directory = directory_of(&file.path);
        let headings = &self.sections[section].headings;
        headings.iter().flat_map(|heading| heading.sources(directory, &index.facts.paths)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::unused_events;
    use crate::model::index::index_of;
    use crate::qemu::era::Era;
    use crate::text::fixture::{files, unindented};

    #[test]
    fn events_belong_to_the_sources_of_their_heading() {
        let index = index_of(&files(
            r#"
            --- hw/a/trace-events
            top(void) ""

            # one.c
            one(void) ""
            # two.c
            # gone.c
            two(void) ""
            --- hw/a/one.c
            void f(void) {}
            --- hw/a/two.c
            void g(void) {}
            "#,
        ));
        let found = unused_events(&index, Era::NEWEST);
        let check = |maintainers: &str, expected: &[&[usize]]| {
            let text = unindented(maintainers);
            let found = owners(&found, &index, &Maintainers::new(text.as_bytes()));
            assert_eq!(found, expected, "{maintainers}");
        };
        check(
            r"
            All
            F: hw/
            Two
            F: hw/a/two.c
            One
            F: hw/a/one*
            ",
            &[&[0], &[0, 2], &[0, 1]],
        );
        check("One\nF: hw/a/one.c\n", &[&[], &[0], &[]]);
        check("", &[&[], &[], &[]]);
    }
}

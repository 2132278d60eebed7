//! MAINTAINERS: which section of it a file belongs to, by the reading of scripts/get_maintainer.pl.
//!
//! It knows sections, their status and people, and the patterns of `F:` and `X:`. It reads no
//! keyword (`K:`), no history, and no file but the text it is given.

mod pattern;

use pattern::Pattern;

/// The sections of a MAINTAINERS file, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Maintainers {
    /// Every section that names files.
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, Default)]
pub struct Section {
    pub title: String,
    /// What `S:` says, such as `Supported` or `Orphan`.
    pub status: Option<String>,
    /// Who its mail goes to, as `M:` has it.
    pub people: Vec<String>,
    files: Vec<Pattern>,
    excluded: Vec<Pattern>,
}

impl Section {
    /// True when a file belongs to it.
    fn holds(&self, path: &str) -> bool {
        let is_hit = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.matches(path));
        is_hit(&self.files) && !is_hit(&self.excluded)
    }
}

impl Maintainers {
    /// Reads the text of the file. A run of lines `X: value` is a section, empty lines or not; the
    /// line before it is its title. What matches every file says nothing of any, and is dropped.
    pub(crate) fn new(text: &[u8]) -> Maintainers {
        let text = String::from_utf8_lossy(text);
        let mut sections = Vec::new();
        let mut title = "";
        let mut section: Option<Section> = None;
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            let Some((letter, value)) = entry(line) else {
                sections.extend(section.take());
                let is_underline = line.bytes().all(|byte| matches!(byte, b'-' | b'='));
                title = if is_underline { title } else { line };
                continue;
            };
            let section = section
                .get_or_insert_with(|| Section { title: title.trim().to_owned(), ..Section::default() });
            match letter {
                'M' => section.people.push(value.to_owned()),
                'S' => section.status = Some(value.to_owned()),
                'F' => section.files.extend(Pattern::new(value)),
                'X' => section.excluded.extend(Pattern::new(value)),
                _ => {}
            }
        }
        sections.extend(section);
        sections.retain(|section| !section.files.is_empty());
        Maintainers { sections }
    }

    /// The sections that a file belongs to, as indices into `sections`.
    pub(crate) fn find(&self, path: &str) -> Vec<usize> {
        let is_its = |index: &usize| self.sections[*index].holds(path);
        (0..self.sections.len()).filter(is_its).collect()
    }
}

/// The letter and the value of a line `X: value`.
fn entry(line: &str) -> Option<(char, &str)> {
    let mut characters = line.chars();
    let letter = characters.next()?;
    let value = characters.as_str().strip_prefix(':')?;
    Some((letter, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
QEMU Maintainers
================
	M: Mail patches to: FullName <address@domain>
	F:	drivers/net/	all files in and below drivers/net

General Project Administration
------------------------------
M: The Lead <lead@example.org>

All patches CC here
L: all@example.org
F: *
F: */

Devices
-------
Osprey
M: Ada <ada@example.org>
M: Bea <bea@example.org>
S: Supported
F: hw/net/osprey*
F: hw/net/trace-events

X: hw/net/osprey_old.c\r
Network
S: Odd Fixes
F: net/
F: hw/net/
K: osprey
Without files
S: Orphan
";

    #[test]
    fn sections_and_their_people() {
        let maintainers = Maintainers::new(TEXT.as_bytes());
        let found: Vec<_> = maintainers
            .sections
            .iter()
            .map(|section| (&*section.title, section.status.as_deref(), section.people.len()))
            .collect();
        assert_eq!(found, [("Osprey", Some("Supported"), 2), ("Network", Some("Odd Fixes"), 0)]);
    }

    #[test]
    fn files_belong_to_sections() {
        let maintainers = Maintainers::new(TEXT.as_bytes());
        let check = |path: &str, expected: &[&str]| {
            let found = maintainers.find(path);
            let found: Vec<_> = found.into_iter().map(|index| &*maintainers.sections[index].title).collect();
            assert_eq!(found, expected, "{path}");
        };
        check("hw/net/osprey_nic.c", &["Osprey", "Network"]);
        check("hw/net/osprey_old.c", &["Network"]);
        check("hw/net/trace-events", &["Osprey", "Network"]);
        check("hw/net/osprey/a.c", &["Network"]);
        check("net/tap.c", &["Network"]);
        check("drivers/net/a.c", &[]);
        check("VERSION", &[]);
    }

    #[test]
    fn any_bytes_at_all() {
        for text in
            [&b""[..], b"F:", b"F: \xff*\n", b":", b"\n\nF: a", b"M:\nX:\n\0", "é: x\nF: é/".as_bytes()]
        {
            let sections = Maintainers::new(text).sections;
            assert!(sections.iter().all(|section| !section.holds("nothing/of/this")), "{text:?}");
        }
    }
}

//! Headings: the comments `# file.c` that say which source the events below them belong to.
//!
//! A convention of QEMU (docs/devel/tracing.rst), kept by scripts/cleanup-trace-events.pl; no tool
//! of QEMU's reads it.

use super::file::File;
use super::tree::LineKind;
use crate::parse::allow::is_allow;
use crate::parse::file_kind::language;
use crate::text::Span;
use globset::{GlobBuilder, GlobMatcher};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// A comment that names a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The path as written: relative to the file's directory or to the root of the tree, perhaps
    /// with `*`, `?`, `{a,b}` or `[ab]` for part of a name.
    pub path: String,
    /// Where it stands, without the `#`.
    pub span: Span,
}

/// Headings that stand together, and the events below them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The headings; none for the events that have no heading.
    pub headings: Vec<Heading>,
    /// The events, as indices into [`File::events`].
    pub events: Vec<usize>,
}

/// The sections of a file. A comment of prose behind an empty line ends a section.
pub fn sections(file: &File) -> Vec<Section> {
    let mut found = vec![Section::default()];
    let mut event = 0;
    let (mut after_blank, mut after_heading) = (false, false);
    for line in &file.tree.lines {
        match &line.kind {
            LineKind::Blank => (after_blank, after_heading) = (true, false),
            LineKind::Event(node) => {
                (after_blank, after_heading) = (false, false);
                if node.name.is_some() {
                    if let Some(section) = found.last_mut() {
                        section.events.push(event);
                    }
                    event += 1;
                }
            }
            // A comment that allows findings is as if it were not there.
            LineKind::Comment(span) if is_allow(span.of(&file.text)) => {}
            LineKind::Comment(span) => {
                match heading(&file.text, *span) {
                    Some(heading) => {
                        if !after_heading {
                            found.push(Section::default());
                        }
                        if let Some(section) = found.last_mut() {
                            section.headings.push(heading);
                        }
                        after_heading = true;
                    }
                    None if after_blank && !after_heading && span.len() > 1 => found.push(Section::default()),
                    None => {}
                }
                after_blank = false;
            }
        }
    }
    found
}

/// True for a comment that is a heading.
pub(crate) fn is_heading(text: &[u8], comment: Span) -> bool {
    heading(text, comment).is_some()
}

/// The heading that a comment is, if it is one: a single word that ends as a source's name does.
fn heading(text: &[u8], comment: Span) -> Option<Heading> {
    let inner = comment.of(text).strip_prefix(b"#")?;
    let word = inner.trim_ascii();
    let word = word.strip_suffix(b":").unwrap_or(word).trim_ascii_end();
    let path = std::str::from_utf8(word).ok()?;
    if path.is_empty() || path.contains(char::is_whitespace) || language(word).is_none() {
        return None;
    }
    let start = comment.start as usize + 1 + (inner.len() - inner.trim_ascii_start().len());
    Some(Heading { path: path.to_owned(), span: Span::new(start, start + word.len()) })
}

impl Heading {
    /// Where what it names may lie: in `directory`, and from the root of the tree.
    pub fn places(&self, directory: &str) -> [String; 2] {
        [join(directory, &self.path), join("", &self.path)]
    }

    /// The sources that it names: relative to `directory`, else from the root of the tree.
    pub fn sources<'a>(&self, directory: &str, paths: &'a FxHashSet<Arc<str>>) -> Vec<&'a Arc<str>> {
        let [near, far] = self.places(directory);
        if is_pattern(&self.path) {
            let patterns: Vec<_> =
                [near, far].iter().filter_map(|pattern| pattern_of_paths(pattern)).collect();
            let is_meant = |path: &&Arc<str>| patterns.iter().any(|pattern| pattern.is_match(&***path));
            let mut found: Vec<_> = paths.iter().filter(is_meant).collect();
            found.sort();
            return found;
        }
        // A bare name is one of the directory: a file of the root that bears it is mostly another.
        let far = || paths.get(&*far).filter(|_| self.path.contains('/'));
        paths.get(&*near).or_else(far).into_iter().collect()
    }
}

/// True for a heading that may name several sources, as a shell's pattern does.
fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?', '{', '['])
}

/// What matches the paths that a pattern means: none of its signs stands for a `/`.
fn pattern_of_paths(pattern: &str) -> Option<GlobMatcher> {
    Some(GlobBuilder::new(pattern).literal_separator(true).build().ok()?.compile_matcher())
}

/// The path of `relative` seen from `directory`, without `.` and `..`.
pub(crate) fn join(directory: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fixture::unindented;

    fn check(text: &str, expected: &[(&[&str], &[&str])]) {
        let file = File::new("hw/char/trace-events", unindented(text).into_bytes());
        let found: Vec<(Vec<String>, Vec<String>)> = sections(&file)
            .into_iter()
            .filter(|section| !section.events.is_empty())
            .map(|section| {
                let name = |event: usize| file.name(&file.events[event]).into_owned();
                let headings = section.headings.into_iter().map(|heading| heading.path).collect();
                (headings, section.events.into_iter().map(name).collect())
            })
            .collect();
        let found: Vec<(Vec<&str>, Vec<&str>)> = found
            .iter()
            .map(|(one, two)| (one.iter().map(|s| &**s).collect(), two.iter().map(|s| &**s).collect()))
            .collect();
        let expected: Vec<(Vec<&str>, Vec<&str>)> =
            expected.iter().map(|(one, two)| (one.to_vec(), two.to_vec())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sections_of_a_file() {
        check(
            r"
            # See docs.

            a(void)
            # x.c
            b(void)

            #../y.m
            #  */z.c.inc:
            c(void)
            # prose
            d(void)

            # prose
            e(void)
            ",
            &[(&[], &["a"]), (&["x.c"], &["b"]), (&["../y.m", "*/z.c.inc"], &["c", "d"]), (&[], &["e"])],
        );
    }

    #[test]
    fn sources_of_a_heading() {
        let paths: FxHashSet<Arc<str>> =
            ["hw/char/x.c", "block.c", "hw/char/a/s.c", "hw/char/b/s.c", "hw/s.c"]
                .map(Arc::from)
                .into_iter()
                .collect();
        let check = |path: &str, expected: &[&str]| {
            let heading = Heading { path: path.into(), span: Span::default() };
            let found = heading.sources("hw/char", &paths);
            assert_eq!(found.iter().map(|path| &***path).collect::<Vec<_>>(), expected, "{path}");
        };
        check("x.c", &["hw/char/x.c"]);
        check("hw/char/x.c", &["hw/char/x.c"]);
        check("block.c", &[]);
        check("s.c", &[]);
        check("a/s.c", &["hw/char/a/s.c"]);
        check("../../block.c", &["block.c"]);
        check("*/s.c", &["hw/char/a/s.c", "hw/char/b/s.c", "hw/s.c"]);
        check("?.c", &["hw/char/x.c"]);
        check("??.c", &[]);
        check("{x,y}.c", &["hw/char/x.c"]);
        check("{y,z}.c", &[]);
        check("[a-b]/s.c", &["hw/char/a/s.c", "hw/char/b/s.c"]);
        check("hw/char/[!a]/s.c", &["hw/char/b/s.c"]);
        check("{x.c", &[]);
        check("y.c", &[]);
    }
}

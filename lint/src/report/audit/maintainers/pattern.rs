//! The patterns of MAINTAINERS: text with `*`, `?` and `[…]`.
//!
//! scripts/get_maintainer.pl compares only the beginning of a path: `hw/net/e1000` is also
//! `hw/net/e1000e.c`, though never a file of a deeper folder. With `/` at its end, or as the name of
//! a folder, a pattern is all that lies below.

/// A pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// True when it ends with `/`.
    is_folder: bool,
    /// The number of `/` in it.
    depth: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Byte(u8),
    /// `?`: any one byte.
    Any,
    /// `*`: any bytes, none and `/` among them.
    Many,
    /// `[a-z]`, `[^a-z]`: one byte of some ranges, or of none of them.
    Class {
        is_negated: bool,
        ranges: Vec<(u8, u8)>,
    },
}

impl Pattern {
    /// Reads a pattern; `None` for one without text, which matches every file.
    pub(super) fn new(text: &str) -> Option<Pattern> {
        let mut parts = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            match byte {
                b'*' if parts.last() == Some(&Part::Many) => {}
                b'*' => parts.push(Part::Many),
                b'?' => parts.push(Part::Any),
                b'[' => match class(after) {
                    Some((class, length)) => {
                        parts.push(class);
                        rest = &after[length..];
                    }
                    None => parts.push(Part::Byte(b'[')),
                },
                byte => parts.push(Part::Byte(byte)),
            }
        }
        let has_text = |part: &Part| !matches!(part, Part::Many | Part::Any | Part::Byte(b'/'));
        parts.iter().any(has_text).then(|| Pattern {
            parts,
            is_folder: text.ends_with('/'),
            depth: count_slashes(text),
        })
    }

    /// True when the file of a path, from the root of the tree, is one of its files.
    pub(super) fn matches(&self, path: &str) -> bool {
        let fits = self.is_folder || self.depth == count_slashes(path);
        (fits && self.begins(path.as_bytes())) || self.is_folder_of(path.as_bytes())
    }

    /// True when it is the name of a folder that holds `path`.
    fn is_folder_of(&self, path: &[u8]) -> bool {
        let is_same = |(part, byte): (&Part, &u8)| *part == Part::Byte(*byte);
        path.get(self.parts.len()) == Some(&b'/') && self.parts.iter().zip(path).all(is_same)
    }

    /// True when the beginning of `path` matches. On a mismatch the last `*` takes one byte more:
    /// at most the product of both lengths.
    fn begins(&self, path: &[u8]) -> bool {
        let (mut part, mut at) = (0, 0);
        let mut retry: Option<(usize, usize)> = None;
        while let Some(wanted) = self.parts.get(part) {
            if *wanted == Part::Many {
                retry = Some((part, at));
                part += 1;
                continue;
            }
            match path.get(at) {
                None => return false,
                Some(&byte) if wanted.takes(byte) => (part, at) = (part + 1, at + 1),
                Some(_) => {
                    let Some((many, from)) = retry else { return false };
                    retry = Some((many, from + 1));
                    (part, at) = (many + 1, from + 1);
                }
            }
        }
        true
    }
}

impl Part {
    fn takes(&self, byte: u8) -> bool {
        match self {
            Part::Byte(wanted) => *wanted == byte,
            Part::Any | Part::Many => true,
            Part::Class { is_negated, ranges } => {
                ranges.iter().any(|&(first, last)| (first..=last).contains(&byte)) != *is_negated
            }
        }
    }
}

/// The class that stands behind a `[`, and its length with the `]`.
fn class(text: &[u8]) -> Option<(Part, usize)> {
    let is_negated = text.first() == Some(&b'^');
    let start = usize::from(is_negated);
    // A `]` at the beginning is one of the bytes.
    let end = start + 1 + memchr::memchr(b']', text.get(start + 1..)?)?;
    let mut ranges = Vec::new();
    let mut rest = &text[start..end];
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let last = match after {
            [b'-', last, ..] => {
                rest = &after[2..];
                *last
            }
            _ => first,
        };
        ranges.push((first, last));
    }
    Some((Part::Class { is_negated, ranges }, end + 1))
}

fn count_slashes(text: &str) -> usize {
    memchr::memchr_iter(b'/', text.as_bytes()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let check = |pattern: &str, hits: &[&str], misses: &[&str]| {
            let read = Pattern::new(pattern).expect(pattern);
            hits.iter().for_each(|path| assert!(read.matches(path), "{pattern} {path}"));
            misses.iter().for_each(|path| assert!(!read.matches(path), "{pattern} {path}"));
        };
        check("hw/net/", &["hw/net/a.c", "hw/net/a/b.c"], &["hw/network.c", "net/a.c", "a/hw/net/b.c"]);
        check("hw/net", &["hw/net/a.c", "hw/network.c", "hw/net"], &["hw/network/a.c", "a/hw/net"]);
        check("hw/net/*", &["hw/net/a.c"], &["hw/net/a/b.c", "hw/net"]);
        check("*/net/", &["hw/net/a.c", "a/b/net/c.c"], &["net/a.c"]);
        check("*win32*", &["os-win32.c"], &["util/os-win32.c"]);
        check("*/*/kvm*", &["a/b/kvm.c"], &["b/kvm.c", "a/b/c/kvm.c"]);
        check("a/sclp*.[hc]", &["a/sclpx.c", "a/sclp.h", "a/sclp.c.inc"], &["a/sclp.m", "a/b/sclp.c"]);
        check("a?c", &["abc", "a.c", "abcd"], &["ac", "abd"]);
        check("a.c", &["a.c", "a.cc"], &["abc"]);
        check("[^a-c]x", &["dx"], &["ax", "bx"]);
        check("[]x]y", &["]y", "xy"], &["y"]);
        check("[x", &["[x.c"], &["x"]);
        check("a*b*c", &["abc", "aXbbYc", "abbbbcd"], &["acb", "ab"]);
        check("a+b(c)", &["a+b(c).h"], &["aab(c)"]);
    }

    #[test]
    fn what_matches_everything_is_no_pattern() {
        for pattern in ["", "*", "*/", "*/*", "**/", "?*"] {
            assert_eq!(Pattern::new(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn many_stars_take_no_time() {
        let pattern = Pattern::new(&"*a".repeat(1000)).unwrap();
        assert!(!pattern.matches(&"b".repeat(10_000)));
        assert!(!pattern.matches(&"a".repeat(999)));
    }
}

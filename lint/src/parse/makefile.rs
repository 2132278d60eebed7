//! Reads the list of the directories with trace events out of a Makefile.objs: QEMU 2.9 to 5.1.
//!
//! Assignments of words are enough; conditions are not looked at, for no two groups exclude each other there.

use super::groups::{Directory, Groups, MAKE_LIST};
use crate::parse::allow::{Marks, allows};
use crate::text::Span;

impl Groups {
    /// Reads the groups from the text of the tree's Makefile.objs.
    pub(crate) fn from_makefile(text: &[u8]) -> Groups {
        let mut found = Groups { is_makefile: true, ..Groups::default() };
        let mut start = 0;
        let mut is_continued = false;
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let code = line.split(|byte| *byte == b'#').next().unwrap_or_default();
            let values = if is_continued { Some(0) } else { assigned(code) };
            is_continued = values.is_some() && code.trim_ascii_end().ends_with(b"\\");
            if let Some(at) = values {
                found.has_list = true;
                let words =
                    words(&code[at..]).filter(|(_, word)| !word.iter().any(|byte| b"\\$()".contains(byte)));
                found.directories.extend(words.map(|(offset, word)| Directory {
                    path: String::from_utf8_lossy(word).into(),
                    span: Span::new(start + at + offset, start + at + offset + word.len()),
                    conditions: Vec::new(),
                }));
            }
            start += line.len();
        }
        found.allows = allows(text, Marks::Hash);
        found
    }
}

/// Where the values begin on a line that sets the list or adds to it.
fn assigned(line: &[u8]) -> Option<usize> {
    let rest = line.strip_prefix(MAKE_LIST.as_bytes())?;
    let sign = rest.trim_ascii_start();
    let sign = [&b"+="[..], b":=", b"="].into_iter().find_map(|it| sign.strip_prefix(it))?;
    Some(line.len() - sign.len())
}

/// The words of a line, and where each begins.
fn words(line: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut next = 0;
    line.split(u8::is_ascii_whitespace).filter_map(move |word| {
        let start = next;
        next += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_directory_is_read() {
        const TEXT: &str = "\
trace-events-subdirs =
trace-events-subdirs += util # not this
#trace-events-subdirs += old
trace-events-subdirs += hw/a \\
    hw/b
ifeq ($(X),y)
trace-events-subdirs += $(Y) c
endif
trace-events-subdirs-other += d
trace-events-files = $(trace-events-subdirs:%=$(SRC_PATH)/%/trace-events)
";
        let groups = Groups::from_makefile(TEXT.as_bytes());
        assert!(groups.has_list);
        let found: Vec<_> = groups.directories.iter().map(|directory| &*directory.path).collect();
        assert_eq!(found, ["util", "hw/a", "hw/b", "c"]);
        for directory in &groups.directories {
            assert_eq!(&TEXT[directory.span.range()], &*directory.path);
        }
        assert!(!Groups::from_makefile(b"trace-events-y = trace-events\n").has_list);
    }
}

//! Headings: a comment that names a source file stands over the events of that file.

use trace_lint::parse::events::File;
use trace_lint::parse::events::LineKind;
use trace_lint::text::Span;

/// A heading and what stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The name of the source file.
    pub name: Span,
    pub comment: Span,
    /// Its line, counted from 0.
    pub line: usize,
    /// The last line under it that is not blank; its own when there is none.
    pub last_line: usize,
}

/// The headings of a file, in order.
pub fn headings(file: &File) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    for (line, node) in file.tree.lines.iter().enumerate() {
        let comment = match node.kind {
            LineKind::Blank => continue,
            LineKind::Comment(comment) => comment,
            LineKind::Event(_) => Span::empty(node.span.start as usize),
        };
        match (source_name(&file.text, comment), found.last_mut()) {
            (Some(name), _) => found.push(Heading { name, comment, line, last_line: line }),
            (None, Some(heading)) => heading.last_line = line,
            (None, None) => {}
        }
    }
    found
}

/// The name of a source file, when a comment says nothing else.
fn source_name(text: &[u8], comment: Span) -> Option<Span> {
    let said = comment.of(text).strip_prefix(b"#")?;
    let name = said.trim_ascii();
    let extension =
        name.rsplit(|byte| *byte == b'.').next().filter(|extension| extension.len() < name.len())?;
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-+/*?{},[]!".contains(byte);
    if !name.iter().all(is_word) || !extension.first()?.is_ascii_alphabetic() || name.starts_with(b"-") {
        return None;
    }
    let start = comment.start as usize + 1 + (said.len() - said.trim_ascii_start().len());
    Some(Span::new(start, start + name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace_lint::text::fixture::unindented;

    #[test]
    fn names_of_source_files() {
        let check = |comment: &str, expected: Option<&str>| {
            let name = source_name(comment.as_bytes(), Span::new(0, comment.len()));
            assert_eq!(name.map(|name| &comment[name.range()]), expected, "{comment}");
        };
        check("# block.c", Some("block.c"));
        check("#kvm.c", Some("kvm.c"));
        check("#  ../hw/virtio-gpu_base.c.inc ", Some("../hw/virtio-gpu_base.c.inc"));
        check("# ui/cocoa.m", Some("ui/cocoa.m"));
        check("# ldst_atomicity", None);
        check("# See docs/devel/tracing.rst for syntax documentation.", None);
        check("# 1.", None);
        check("# v2.5", None);
        check("#", None);
        check("# é.c", None);
    }

    #[test]
    fn what_stands_under_a_heading() {
        let text = unindented(
            r#"
            # See x

            # a.c
            f(void) ""

            # b.c


            "#,
        );
        let file = File::new("trace-events", text.into());
        let lines: Vec<_> = headings(&file).iter().map(|heading| (heading.line, heading.last_line)).collect();
        assert_eq!(lines, [(2, 3), (5, 5)]);
    }
}

//! Document links: from a heading to the source that it names.

use std::sync::Arc;
use trace_lint::model::index::{Index, sections};
use trace_lint::parse::events::File;
use trace_lint::parse::groups::directory_of;
use trace_lint::text::Span;

/// A link to a file of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text that is the link.
    pub span: Span,
    /// The path of the file, from the root of the tree.
    pub path: Arc<str>,
}

/// The headings that name one source of the tree.
pub fn links(file: &File, index: &Index) -> Vec<Link> {
    let directory = directory_of(&file.path);
    let headings = sections(file).into_iter().flat_map(|section| section.headings);
    let link = |heading: trace_lint::model::index::Heading| match heading
        .sources(directory, &index.facts.paths)[..]
    {
        [path] => Some(Link { span: heading.span, path: path.clone() }),
        _ => None,
    };
    headings.filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Tree;
    use super::*;

    #[test]
    fn headings_lead_to_sources() {
        let tree = Tree::new(
            r"
            --- hw/x/trace-events
            # a.c
            #  ../y/b.c
            # *.c
            # none.c
            # a note
            #hw/y/b.c:
            --- hw/x/a.c
            --- hw/y/b.c
            --- hw/x/c.c
            ",
        );
        let (index, text) = (&tree.index, tree.text("hw/x/trace-events"));
        let found = links(&index.events[0], index);
        let shown: Vec<_> = found.iter().map(|link| (&text[link.span.range()], &*link.path)).collect();
        assert_eq!(shown, [("a.c", "hw/x/a.c"), ("../y/b.c", "hw/y/b.c"), ("hw/y/b.c", "hw/y/b.c")]);
    }
}

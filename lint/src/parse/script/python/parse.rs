//! Python by tree-sitter's grammar: a tree, or where the text is none; and the nodes of a tree.

use crate::text::Span;
use std::ops::ControlFlow;
use tree_sitter::{Node, ParseOptions, ParseState, Parser, Point, Tree};

/// The tree of a text that is Python; else about where it is none. To go on behind that would take very long
/// in a text that is something else altogether, and what is not read for sure is not judged.
pub(crate) fn parse(text: &[u8]) -> Result<Tree, Span> {
    let tree = tree(text, 10_000 + text.len(), true)?;
    match first_error(&tree) {
        Some(error) => Err(error),
        None => Ok(tree),
    }
}

/// The tree of a text that is Python, if of a release that the grammar does not know, and where the first error is;
/// no tree where to go on behind that takes too long.
pub(super) fn parse_on(text: &[u8]) -> (Option<Tree>, Option<Span>) {
    match parse(text) {
        Ok(tree) => (Some(tree), None),
        Err(error) => match tree(text, MOST_STEPS_BEHIND_AN_ERROR, false) {
            Ok(tree) => {
                let error = first_place(&tree).unwrap_or(error);
                (Some(tree), Some(error))
            }
            Err(_) => (None, Some(error)),
        },
    }
}

/// Some hundredths of a second, at a hundred operations a step.
const MOST_STEPS_BEHIND_AN_ERROR: usize = 2_000;

/// The tree of a text in so many steps; else about where they ended.
fn tree(text: &[u8], most: usize, ends_at_errors: bool) -> Result<Tree, Span> {
    let (mut at, mut steps) = (0, 0);
    let mut stop = |state: &ParseState| {
        at = state.current_byte_offset().min(text.len());
        steps += 1;
        if ends_at_errors && state.has_error() || steps > most {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let mut parser = Parser::new();
    let tree = parser.set_language(&tree_sitter_python::LANGUAGE.into()).ok().and_then(|()| {
        let mut read = |at: usize, _: Point| text.get(at..).unwrap_or_default();
        let options = ParseOptions::new().progress_callback(&mut stop);
        parser.parse_with_options(&mut read, None, Some(options))
    });
    tree.ok_or_else(|| Span::empty(at))
}

/// The first place that is wrong; a root that is says nothing of the place.
fn first_place(tree: &Tree) -> Option<Span> {
    let wrong = nodes(tree).filter(|node| (node.is_error() || node.is_missing()) && node.parent().is_some());
    wrong.map(span).min_by_key(|span| span.start)
}

/// Every node, parents before children.
pub(crate) fn nodes(tree: &Tree) -> impl Iterator<Item = Node<'_>> {
    let mut cursor = tree.walk();
    let mut is_done = false;
    std::iter::from_fn(move || {
        if is_done {
            return None;
        }
        let node = cursor.node();
        is_done = !cursor.goto_first_child() && !cursor.goto_next_sibling() && !climb(&mut cursor);
        Some(node)
    })
}

/// Goes to the next node that is no child of this one.
fn climb(cursor: &mut tree_sitter::TreeCursor) -> bool {
    while cursor.goto_parent() {
        if cursor.goto_next_sibling() {
            return true;
        }
    }
    false
}

pub(super) fn span(node: Node) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

fn first_error(tree: &Tree) -> Option<Span> {
    if !tree.root_node().has_error() {
        return None;
    }
    let wrong = nodes(tree).filter(|node| node.is_error() || node.is_missing());
    // One that holds all of the file says nothing of the place.
    wrong.map(span).min_by_key(|span| (span.len(), span.start))
}

//! Hover on the names of events in sources and scripts: the generated function, what it prints, and where it is
//! declared.

use super::call_signature::label;
use super::hover::Hover;
use super::markup::{Block, code};
use super::target::{Target, target};
use trace_lint::model::backend::sample;
use trace_lint::model::index::{Declaration, Index};
use trace_lint::parse::groups::{directory_of, group_name};
use trace_lint::parse::source::Kind;
use trace_lint::text::printable;

/// What is to be said of the name at an offset of a source or a script.
pub fn hover(index: &Index, path: &str, offset: u32) -> Option<Hover> {
    said(index, &target(index, path, offset)?)
}

/// What is to be said of a name.
pub fn said(index: &Index, target: &Target) -> Option<Hover> {
    let is_name = match target {
        Target::Site(site) => site.reference.kind != Kind::Mention,
        Target::Listed { .. } => true,
        _ => false,
    };
    let declarations = target.declarations(index);
    let is_shown = is_name && !declarations.is_empty();
    let blocks =
        || declarations.into_iter().flat_map(|declaration| declared_blocks(index, declaration)).collect();
    is_shown.then(|| Hover { span: target.span(), blocks: blocks() })
}

/// What is said of a declared event.
pub fn declared_blocks(index: &Index, declaration: Declaration) -> Vec<Block> {
    let Declaration { file, event } = declaration;
    let calls = match index.users(declaration).count() {
        0 => "never called".to_owned(),
        1 => "1 call site".to_owned(),
        count => format!("{count} call sites"),
    };
    let state = if event.is_disabled { ", disabled" } else { "" };
    let place = code(&format!("{}:{}", printable(&file.path), event.line + 1));
    let group = code(&group_name(directory_of(&file.path)));
    vec![
        Block::Code("c", format!("void {};", label(index, declaration).0)),
        Block::Code("text", sample::line(file, event)),
        Block::Text(format!("{place}, group {group}, {calls}{state}")),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Tree;
    use super::*;

    #[test]
    fn what_is_said() {
        let (tree, path, offset) = Tree::with_cursor(
            r#"
            --- hw/a/trace-events

            disable x(void *dev) "dev=%p"
            --- hw/a/a.c
            #include "trace.h"
            void f(void)
            {
                if (TRACE_|X_ENABLED) trace_x(1);
            }
            /* trace_x */
            "#,
        );
        let (index, source) = (&tree.index, tree.text(&path));
        let found = hover(index, &path, offset).unwrap();
        assert_eq!(&source[found.span.range()], "TRACE_X_ENABLED");
        let expected = [
            Block::Code("c", "void trace_x(void *dev);".into()),
            Block::Code("text", sample::line(&index.events[0], &index.events[0].events[0])),
            Block::Text("`hw/a/trace-events:2`, group `hw_a`, 1 call site, disabled".into()),
        ];
        assert_eq!(found.blocks, expected);
        for nothing in ["void f", "trace_x */", "trace.h"] {
            let at = source.find(nothing).unwrap() as u32;
            assert_eq!(hover(index, &path, at), None, "{nothing}");
        }
    }
}

//! Commands: the events that they name, and what a pattern in them covers.

use super::call_hover::said;
use super::event_lists::told;
use super::hover::Hover;
use super::target::Target;
use trace_lint::model::catalogue::{Catalogue, covered};
use trace_lint::model::index::Index;
use trace_lint::parse::command::{CommandFile, Mention, Usage};
use trace_lint::qemu::pattern::{PatternKind, shape};

fn mention_at(file: &CommandFile, offset: u32) -> Option<&Mention> {
    file.commands.mentions.iter().find(|it| it.span.start <= offset && offset <= it.span.end)
}

/// The event that is named at an offset, where it is declared.
pub fn target<'a>(file: &CommandFile, index: &Index, offset: u32) -> Option<Target<'a>> {
    let mention = mention_at(file, offset)?;
    index.declarations(&mention.name).next()?;
    Some(Target::Listed { span: mention.span, name: mention.name.to_string() })
}

/// What is to be said of the name or the pattern at an offset; nothing of a name that may be a placeholder.
pub fn hover(file: &CommandFile, index: &Index, catalogue: &Catalogue, offset: u32) -> Option<Hover> {
    if let Some(target) = target(file, index, offset) {
        return said(index, &target);
    }
    let mention = mention_at(file, offset)?;
    let covered = covered(mention, catalogue);
    if covered.is_empty() && shape(mention.name.as_bytes()) == PatternKind::Name {
        return None;
    }
    let does = if mention.usage == Usage::Query { "tells of" } else { "switches" };
    Some(Hover { span: mention.span, blocks: told(&mention.name, does, &covered, catalogue) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Tree;
    use crate::ide::{call_sites, markup, rename};

    const TREE: &str = r#"
        --- hw/a/trace-events
        a_read(void) ""
        a_write(void) ""
        disable a_off(void) ""
        --- x.sh
        qemu -trace a_read -trace 'a_*' -trace 'a_?????' -trace a_\read -d trace:none_at
        echo 'info trace-events a_*' | qemu; echo 'trace-event a_???? on' | qemu
        "#;

    #[test]
    fn names_and_patterns() {
        let tree = Tree::new(TREE);
        let index = &tree.index;
        let catalogue = Catalogue::of_index(index);
        let file = &index.command_files[0];
        let check = |place: &str, definitions: usize, expected: Option<&str>| {
            let offset = tree.at("x.sh", place);
            let target = target(file, index, offset);
            let found = target.map_or(0, |target| call_sites::definition(index, &target).len());
            assert_eq!(found, definitions, "{place}");
            let told = hover(file, index, &catalogue, offset).map(|it| markup::plain(&it.blocks));
            assert_eq!(told.as_deref().and_then(|told| told.lines().next()), expected, "{place}");
        };
        check("qemu -tr|ace", 0, None);
        check("-trace |a_read", 1, Some("void trace_a_read(void);"));
        check("-trace a_|\\read", 1, Some("void trace_a_read(void);"));
        check("-trace 'a_*|'", 0, Some("a_* switches 2 events."));
        check("a_???|??'", 0, Some("a_????? switches 1 event."));
        check("none|_at", 0, None);
        check("info trace-events a|_*", 0, Some("a_* tells of 2 events."));
        check("trace-event a_?|???", 0, Some("a_???? switches no event."));
    }

    #[test]
    fn commands_follow_their_events() {
        let tree = Tree::new(TREE);
        let index = &tree.index;
        let target = target(&index.command_files[0], index, tree.at("x.sh", "|a_read")).unwrap();
        assert_eq!(call_sites::references(index, &target, true).len(), 3);
        let renaming = rename::rename(index, &target, "a_scan", &|_| None).unwrap();
        let edits: Vec<_> = renaming.edits.iter().map(|it| (&*it.path, it.edits.len())).collect();
        assert_eq!(edits, [("hw/a/trace-events", 1), ("x.sh", 1)]);
    }
}

//! Event lists: what may stand on a line, and what the pattern on it switches.

use super::completion::item::{Item, ItemKind, Subject};
use super::hover::Hover;
use super::markup::{Block, code};
use trace_lint::model::catalogue::{Catalogue, Covered};
use trace_lint::model::index::Index;
use trace_lint::parse::event_list::{EventList, Reading, intended_entry};
use trace_lint::qemu::pattern::{PatternKind, shape};
use trace_lint::text::{Span, printable};

/// How many names a hover lists.
const NAMES: usize = 10;

/// The name or pattern at an offset; empty on a line without one.
pub fn pattern_at(list: &EventList, offset: u32) -> Option<Span> {
    let line = list.line_at(offset).filter(|line| line.reading != Reading::Comment)?;
    let span = intended_entry(list, line).pattern;
    (span.start <= offset && offset <= span.end && !span.is_empty()).then_some(span)
}

/// What the pattern at an offset switches.
pub fn hover(list: &EventList, catalogue: &Catalogue, offset: u32) -> Option<Hover> {
    let span = pattern_at(list, offset)?;
    let covered = catalogue.covered(list.bytes(span));
    Some(Hover { span, blocks: told(&span.text(&list.text), "switches", &covered, catalogue) })
}

/// What a pattern covers, in words.
pub fn told(pattern: &str, does: &str, covered: &Covered, catalogue: &Catalogue) -> Vec<Block> {
    let name = |index: &u32| code(&printable(&catalogue.known(*index).name));
    let count = covered.settable.len();
    let (shown, shape) = (code(&printable(pattern)), shape(pattern.as_bytes()));
    let said = match (shape, count) {
        (_, 0) => format!("{shown} {does} no event."),
        (PatternKind::Name, _) => format!("{shown} is an event."),
        (PatternKind::First, 2..) => format!("{shown} {does} only the first of {count} events."),
        (_, 1) => format!("{shown} {does} 1 event."),
        _ => format!("{shown} {does} {count} events."),
    };
    let mut blocks = vec![Block::Text(said)];
    if shape != PatternKind::Name && count > 0 {
        let names: Vec<_> = covered.settable.iter().take(NAMES).map(name).collect();
        let more = if count > NAMES { format!(" and {} more", count - NAMES) } else { String::new() };
        blocks.push(Block::Text(names.join(", ") + &more));
    }
    if !covered.disabled.is_empty() {
        let names: Vec<_> = covered.disabled.iter().take(NAMES).map(name).collect();
        blocks.push(Block::Text(format!("Disabled, and so compiled out: {}", names.join(", "))));
    }
    blocks
}

/// The names and patterns that may stand on the line of an offset: those that begin as what is typed.
pub fn completions(list: &EventList, catalogue: &Catalogue, index: &Index, offset: u32) -> Vec<Item> {
    let line = list.line_at(offset);
    let span = match line.map(|line| (line, line.reading)) {
        Some((_, Reading::Comment)) => return Vec::new(),
        Some((line, _)) if line.span.start <= offset => {
            let start = (line.span.start as usize).min(list.text.len());
            let typed = &list.text[start..offset as usize];
            let lead = usize::from(typed.starts_with(b"-"));
            let known = intended_entry(list, line).pattern;
            let end = if known.end >= offset && known.start <= offset { known.end } else { offset };
            Span::new(start + lead.min(typed.len()), end as usize)
        }
        _ => Span::empty(offset as usize),
    };
    if span.start > offset {
        return Vec::new();
    }
    let typed = Span { end: offset, ..span }.text(&list.text).into_owned();
    let mut found: Vec<Item> = Vec::new();
    let mut families: Vec<(String, usize)> = Vec::new();
    for known in catalogue.all().iter().filter(|it| it.name.starts_with(&typed) && !it.is_disabled) {
        let rest = &known.name[typed.len()..];
        if let Some(end) = rest.find('_') {
            let family = format!("{typed}{}*", &rest[..=end]);
            match families.last_mut() {
                Some((last, count)) if *last == family => *count += 1,
                _ => families.push((family, 1)),
            }
        }
        let place = index.declarations(&known.name).next().map(|it| it.file.path.to_string());
        let subject = place.as_ref().map(|path| Subject::Declared(path.clone(), known.name.to_string()));
        found.push(item(&known.name, place.unwrap_or_default(), span, subject));
    }
    let families = families.into_iter().filter(|(_, count)| *count > 1);
    found.extend(families.map(|(family, count)| item(&family, format!("{count} events"), span, None)));
    found
}

fn item(label: &str, detail: String, span: Span, subject: Option<Subject>) -> Item {
    Item {
        label: label.into(),
        kind: ItemKind::Event,
        detail,
        filter: label.into(),
        span,
        text: label.into(),
        snippet: None,
        subject,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::index_of;

    const EVENTS: &str = r#"
        --- hw/a/trace-events
        a_read(void) ""
        a_write(void) ""
        disable a_off(void) ""
        b(void) ""
        "#;

    #[test]
    fn what_a_pattern_switches() {
        let catalogue = Catalogue::of_index(&index_of(EVENTS));
        let check = |text: &str, expected: Option<&str>| {
            let list = EventList::new("x.trace-list", text.into());
            let found = hover(&list, &catalogue, 1);
            let told = found.map(|it| crate::ide::markup::plain(&it.blocks));
            assert_eq!(told.as_deref(), expected, "{text:?}");
        };
        check("# a\n", None);
        check("b\n", Some("b is an event."));
        check("-b", Some("b is an event."));
        check("x*\n", Some("x* switches no event."));
        check("a_*\n", Some("a_* switches 2 events.\na_read, a_write\nDisabled, and so compiled out: a_off"));
    }

    #[test]
    fn lists_follow_their_events() {
        use crate::ide::{call_sites, rename, target::target};
        let index = index_of(
            r#"
            --- hw/a/trace-events
            a_read(void) ""
            a_write(void) ""
            disable a_off(void) ""
            b(void) ""
            --- x.trace-list
            # a
            -a_read
            a_*
            a_read
            "#,
        );
        let told = |path: &str, offset| {
            let target = target(&index, path, offset).unwrap();
            let places = call_sites::references(&index, &target, true);
            let definition = call_sites::definition(&index, &target);
            let renaming = rename::rename(&index, &target, "a_scan", &|_| None).unwrap();
            let edits: Vec<_> =
                renaming.edits.iter().map(|it| (it.path.to_string(), it.edits.len())).collect();
            (places.len(), definition.len(), edits)
        };
        let edits = vec![("hw/a/trace-events".to_owned(), 1), ("x.trace-list".to_owned(), 2)];
        assert_eq!(told("x.trace-list", 5), (3, 1, edits.clone()));
        assert_eq!(told("hw/a/trace-events", 0), (3, 0, edits));
        assert!(target(&index, "x.trace-list", 13).is_none());
    }

    #[test]
    fn what_may_stand_on_a_line() {
        let index = index_of(EVENTS);
        let catalogue = Catalogue::of_index(&index);
        let check = |text: &str, expected: &[&str]| {
            let at = text.find('|').unwrap();
            let list = EventList::new("x.trace-list", text.replace('|', "").into());
            let found = completions(&list, &catalogue, &index, at as u32);
            let shown: Vec<_> =
                found.iter().map(|it| format!("{} over {}", it.label, it.span.text(&list.text))).collect();
            assert_eq!(shown, expected, "{text:?}");
        };
        check("|\n", &["a_read over ", "a_write over ", "b over ", "a_* over "]);
        check("a_r|x\n", &["a_read over a_rx"]);
        check("b\n-a_|", &["a_read over a_", "a_write over a_"]);
        check("b\n|", &["a_read over ", "a_write over ", "b over ", "a_* over "]);
        check("# a|\n", &[]);
        check("z|\n", &[]);
    }
}

//! Highlights: an argument and the conversions that print it, and every declaration of a name.

use super::format_arguments::{argument_at, conversion_at, conversions_of, taken};
use trace_lint::parse::events::File;
use trace_lint::text::Span;

/// A place that has to do with what is under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    pub span: Span,
    /// True where it is declared, false where it is used.
    pub is_declaration: bool,
}

/// The places in the file that have to do with what is at an offset.
pub fn highlights(file: &File, offset: u32) -> Vec<Highlight> {
    let Some(event) = file.event_at(offset) else { return Vec::new() };
    if event.name.start <= offset && offset <= event.name.end {
        let name = file.bytes(event.name);
        let same = file.events.iter().filter(|other| file.bytes(other.name) == name);
        return same.map(|other| Highlight { span: other.name, is_declaration: true }).collect();
    }
    let arguments: Vec<usize> = match argument_at(event, offset) {
        Some(argument) => vec![argument],
        None => {
            let conversion = event.format.as_ref().and_then(|format| conversion_at(format, offset));
            let Some(conversion) = conversion else { return Vec::new() };
            let slots = taken(event).into_iter().filter(|slot| slot.conversion == conversion);
            slots.map(|slot| slot.argument).filter(|index| *index < event.arguments.len()).collect()
        }
    };
    let mut found = Vec::new();
    for argument in arguments {
        let span = event.arguments[argument].name;
        found.push(Highlight { span, is_declaration: true });
        found.extend(
            conversions_of(event, argument).into_iter().map(|span| Highlight { span, is_declaration: false }),
        );
    }
    found.sort_by_key(|highlight| highlight.span);
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::super::fixture::cursor;
    use super::*;
    use trace_lint::text::fixture::unindented;

    fn check(marked: &str, expected: &[&str]) {
        let (text, offset) = cursor(marked);
        let file = File::new("trace-events", text.clone().into());
        let found = highlights(&file, offset);
        let shown: Vec<_> = found.iter().map(|highlight| &text[highlight.span.range()]).collect();
        assert_eq!(shown, expected, "{marked}");
    }

    #[test]
    fn an_argument_and_what_prints_it() {
        check(r#"f(int a|, int b) "%d %d""#, &["a", "%d"]);
        check(r#"f(i|nt a, int b) "%d %x""#, &["a", "%d"]);
        check(r#"f(int a, int b) "%d %|x""#, &["b", "%x"]);
        check(r#"f(int a, uint64_t b) "%d %" PRI|x64"#, &["b", r#"%" PRIx64"#]);
        check(r#"f(int n, char *b) "%.*|s""#, &["n", "b", "%.*s"]);
        check(r#"f(int n) "%1$d %1$|d""#, &["n", "%1$d", "%1$d"]);
        check(r#"f(int n) "%d %|d""#, &[]);
        check(r#"f(int n) "100%|%""#, &[]);
    }

    #[test]
    fn an_event() {
        let broken = unindented(
            r#"
            f|oo(void) ""
            bar(void)
            foo(int a
            "#,
        );
        check(broken.trim_end(), &["foo", "foo"]);
        check(
            &unindented(
                r#"
                foo(void) ""
                |
                "#,
            ),
            &[],
        );
        check("|", &[]);
    }
}

//! Signature help in a format: the event, and the argument that is printed at the cursor.

use super::format_arguments::conversion_at;
use trace_lint::parse::events::File;
use trace_lint::qemu::printf::{Role, slots};
use trace_lint::text::{Span, printable};

/// An event as a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// `name(type argument, ...)`
    pub label: String,
    /// The arguments, as bytes of the label.
    pub parameters: Vec<Span>,
    /// The argument at the cursor; `None` when all are printed before it.
    pub active: Option<usize>,
}

/// The signature for an offset in the format of an event; elsewhere there is none.
pub fn signature(file: &File, offset: u32) -> Option<Signature> {
    let event = file.event_at(offset)?;
    let format = event.format.as_ref()?;
    if offset <= format.span.start || offset > file.tree.lines[event.line].span.end {
        return None;
    }
    let mut label = format!("{}(", printable(&file.name(event)));
    let mut parameters = Vec::new();
    for argument in &event.arguments {
        let separator = if parameters.is_empty() { "" } else { ", " };
        label.push_str(separator);
        let start = label.len();
        label.push_str(&printable(&argument.span.text(&file.text)));
        parameters.push(Span::new(start, label.len()));
    }
    label.push(')');
    let slots = slots(format);
    let at = conversion_at(format, offset);
    let active = match slots.iter().find(|slot| Some(slot.conversion) == at && slot.role == Role::Value) {
        Some(slot) => slot.argument,
        None => {
            let is_before = |conversion: usize| format.conversions[conversion].span.end <= offset;
            let before = slots.iter().take_while(|slot| is_before(slot.conversion)).last();
            before.map_or(0, |slot| slot.argument + 1)
        }
    };
    Some(Signature { label, active: (active < parameters.len()).then_some(active), parameters })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::cursor;
    use super::*;

    fn check(marked: &str, expected: Option<&str>) {
        let (text, offset) = cursor(marked);
        let file = File::new("trace-events", text.into());
        let shown = signature(&file, offset).map(|it| match it.active {
            Some(active) => it.label[it.parameters[active].range()].to_owned(),
            None => it.label,
        });
        assert_eq!(shown.as_deref(), expected, "{marked}");
    }

    #[test]
    fn the_argument_at_the_cursor() {
        check(r#"f(int a, char *b) "|a=%d b=%s""#, Some("int a"));
        check(r#"f(int a, char *b) "a=%|d b=%s""#, Some("int a"));
        check(r#"f(int a, char *b) "a=%d |b=%s""#, Some("char *b"));
        check(r#"f(int a, char *b) "a=%d b=%s| ""#, Some("char *b"));
        check(r#"f(int a, char *b) "a=%d b=%s |""#, Some("f(int a, char *b)"));
        check(r#"f(int a, char *b) "a=%d b=%|"#, Some("char *b"));
        check(r#"f(uint64_t a, int b) "a=%" PRI|x64 " b=%d""#, Some("uint64_t a"));
        check(r#"f(int n, char *b) "%.|*s""#, Some("char *b"));
        check(r#"f(void) "|""#, Some("f()"));
        check(r#"f(int| a) "a=%d""#, None);
        check(r#"f(int a) |"a=%d""#, None);
        check("# a|", None);
    }
}

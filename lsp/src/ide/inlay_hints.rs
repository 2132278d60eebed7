//! Inlay hints: before each conversion the argument that it prints, unless its label says so.

use super::format_arguments::taken;
use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::qemu::printf::{Amount, Conversion, Format};
use trace_lint::text::{Span, printable};

/// A word shown in the text that is not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where it is shown.
    pub offset: u32,
    pub label: String,
    /// The type of what it names.
    pub tooltip: String,
}

/// The hints in the lines that `range` touches.
pub fn hints(file: &File, range: Span) -> Vec<Hint> {
    let first = file.lines.line(range.start.min(file.text.len() as u32));
    let from = file.events.partition_point(|event| event.line < first);
    let is_inside = |event: &&Event| file.tree.lines[event.line].span.start <= range.end;
    file.events[from..].iter().take_while(is_inside).flat_map(|event| of_event(file, event)).collect()
}

fn of_event(file: &File, event: &Event) -> Vec<Hint> {
    let Some(format) = &event.format else { return Vec::new() };
    let mut found: Vec<Hint> = Vec::new();
    let mut last = None;
    for slot in taken(event) {
        let Some(argument) = event.arguments.get(slot.argument) else { continue };
        let conversion = &format.conversions[slot.conversion];
        let name = printable(&argument.name.text(&file.text)).into_owned();
        let tooltip = printable(&argument.span.text(&file.text)).into_owned();
        match found.last_mut().filter(|_| last == Some(slot.conversion)) {
            Some(hint) => {
                hint.label = format!("{}, {name}:", hint.label.trim_end_matches(':'));
                hint.tooltip = format!("{}, {tooltip}", hint.tooltip);
            }
            None if name.is_empty() || is_labelled(format, slot.conversion, name.as_bytes()) => {}
            None => {
                found.push(Hint { offset: conversion.span.start, label: format!("{name}:"), tooltip });
                last = Some(slot.conversion);
            }
        }
    }
    found
}

/// True when the text right before a conversion names the argument: `addr=0x%x`.
fn is_labelled(format: &Format, conversion: usize, name: &[u8]) -> bool {
    let Conversion { start, width, precision, .. } = format.conversions[conversion];
    let takes_more = [width, precision].contains(&Amount::Star);
    let before = &format.text[..start];
    let before = before.strip_suffix(b"0x").unwrap_or(before);
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let end = before.iter().rposition(|byte| is_word(*byte)).map_or(0, |last| last + 1);
    let label = &before[..end];
    let is_whole =
        label.len() == name.len() || label.iter().nth_back(name.len()).is_some_and(|it| !is_word(*it));
    !takes_more && before.len() - end <= 2 && label.ends_with(name) && is_whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let file = File::new("trace-events", text.into());
        let mut shown = text.to_owned();
        for hint in hints(&file, Span::new(0, text.len())).iter().rev() {
            shown.insert_str(hint.offset as usize, &format!("<{}>", hint.label));
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_each_conversion_prints() {
        check(r#"f(int a, char *b) "a=%d to %s""#, r#"f(int a, char *b) "a=%d to <b:>%s""#);
        check(r#"f(int aa, int a) "a=%d aa: 0x%x""#, r#"f(int aa, int a) "a=<aa:>%d aa: 0x<a:>%x""#);
        check(r#"f(uint64_t a) "%" PRIx64"#, r#"f(uint64_t a) "<a:>%" PRIx64"#);
        check(r#"f(int n, char *b) "%.*s %d""#, r#"f(int n, char *b) "<n, b:>%.*s %d""#);
        check(r#"f(int n, int m) "%2$d %1$d %%""#, r#"f(int n, int m) "<m:>%2$d <n:>%1$d %%""#);
        check(r#"f(int n) ""#, r#"f(int n) ""#);
        check(r#"f(int n) "%"#, r#"f(int n) "<n:>%"#);
    }

    #[test]
    fn only_in_the_lines_asked_for() {
        let file = File::new("trace-events", b"f(int a) \"%d\"\r\ng(int b) \"%d\"\r\n".to_vec());
        let labels = |start, end| -> Vec<String> {
            hints(&file, Span::new(start, end)).into_iter().map(|hint| hint.label).collect()
        };
        assert_eq!(labels(0, 3), ["a:"]);
        assert_eq!(labels(20, 99), ["b:"]);
        assert_eq!(labels(5, 16), ["a:", "b:"]);
    }
}

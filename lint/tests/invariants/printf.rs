//! A decoded format: every span in its file and in order, every verdict given.

use super::respelling::respelling;
use super::{in_order, sound};
use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::qemu::printf::{
    ALL_HOSTS, Amount, CType, Conversion, Format, HostSet, Role, describe, flag_misuse, invalid,
    is_positional, not_a_name, slots, wanted,
};
use trace_lint::text::is_unprintable;

/// Types of every kind that fits some conversion.
const TYPES: [&str; 26] = [
    "bool",
    "char",
    "signed char",
    "unsigned char",
    "short",
    "unsigned short",
    "int",
    "unsigned int",
    "long",
    "unsigned long",
    "long long",
    "unsigned long long",
    "int8_t",
    "uint16_t",
    "int32_t",
    "uint32_t",
    "int64_t",
    "uint64_t",
    "size_t",
    "ssize_t",
    "ptrdiff_t",
    "uintptr_t",
    "const char *",
    "void *",
    "int *",
    "char **",
];

/// Checks the formats of all events of a text.
pub fn printf(text: &[u8]) {
    let types = TYPES.map(|ctype| CType::parse(ctype).expect("a C type"));
    let file = File::new("hw/foo/trace-events", text.to_vec());
    for event in &file.events {
        let Some(format) = &event.format else { continue };
        decoded(&file, event, format);
        taken(format);
        for conversion in &format.conversions {
            judged(conversion, &types);
        }
        respelling(&file, event, format, &types);
    }
}

fn decoded(file: &File, event: &Event, format: &Format) {
    let text = &file.text;
    in_order(file.lines.span(text, event.line), [format.span]);
    in_order(format.span, format.literals.iter().map(|literal| literal.span));
    in_order(format.span, format.macros.iter().map(|word| word.span));
    for problem in &format.problems {
        sound(text, problem.span);
        in_order(format.span, [problem.span]);
        assert!(!problem.span.is_empty(), "{problem:?}");
    }
    let mut at = 0;
    for start in format.literals.iter().map(|literal| literal.start) {
        assert!(at <= start && start <= format.text.len());
        at = start;
    }
    at = 0;
    for word in &format.macros {
        assert!(at <= word.at && word.at <= format.text.len());
        at = word.at;
    }
    let (mut end, mut start) = (0, format.span.start);
    for conversion in &format.conversions {
        assert!(
            end <= conversion.start
                && conversion.start < conversion.end
                && conversion.end <= format.text.len()
        );
        assert!(!format.text[end..conversion.start].contains(&b'%') && format.text[conversion.start] == b'%');
        sound(text, conversion.span);
        in_order(format.span, [conversion.span]);
        assert!(start <= conversion.span.start && !conversion.span.is_empty(), "{conversion:?}");
        assert_eq!(conversion.span.start, format.source(conversion.start, conversion.end).start);
        (start, end) = (conversion.span.start, conversion.end);
    }
    assert!(!format.text[end..].contains(&b'%'));
    let used = format.macros.iter().filter(|word| word.used && word.known.is_some()).count();
    assert_eq!(used, format.conversions.iter().filter(|conversion| conversion.ending.is_some()).count());
    for start in 0..=format.text.len() {
        for end in [start, start + 1, format.text.len()].into_iter().filter(|&end| end <= format.text.len()) {
            let source = format.source(start, end);
            in_order(format.span, [source]);
            // The bytes of one escape sequence have one place: a part of them is an empty one.
            let is_ascii = format.text[start..end].is_ascii();
            assert!(start == end || !is_ascii || !source.is_empty(), "{start}..{end} of {format:?}");
        }
    }
}

/// The arguments that the format takes are those that its conversions name, or one after the other.
fn taken(format: &Format) {
    let slots = slots(format);
    let star = |amount| usize::from(matches!(amount, Amount::Star | Amount::StarPosition(_)));
    let count = |conversion: &Conversion| {
        let value = usize::from(!matches!(conversion.letter, b'%' | b'm'));
        star(conversion.width) + star(conversion.precision) + value
    };
    assert_eq!(slots.len(), format.conversions.iter().map(count).sum::<usize>());
    for (index, slot) in slots.iter().enumerate() {
        assert!(slot.conversion < format.conversions.len());
        assert!(is_positional(format) || slot.argument == index, "{slot:?} is number {index}");
    }
}

fn judged(conversion: &Conversion, types: &[CType]) {
    let known = |hosts: HostSet| {
        assert!(ALL_HOSTS.contains(hosts) && hosts.union(hosts.complement()).is_all());
        assert!(!describe(hosts, ALL_HOSTS).is_empty());
    };
    known(invalid(conversion));
    if let Some((message, hosts)) = flag_misuse(conversion) {
        known(hosts);
        assert!(!hosts.is_empty() && !message.is_empty(), "{conversion:?}");
        let is_shown = invalid(conversion).is_all() || !message.contains(is_unprintable);
        assert!(is_shown, "{message:?}");
    }
    for role in [Role::Width, Role::Precision, Role::Value] {
        assert!(!wanted(conversion, role).is_empty());
        for &ctype in types {
            let hosts = not_a_name(conversion, role, ctype);
            known(hosts);
            // An integer conversion takes no pointer, and a pointer conversion nothing else.
            let is_pointer = ctype.pointer.is_some();
            match (role, conversion.letter) {
                (Role::Value, b's' | b'S' | b'n') => assert!(is_pointer || hosts.is_all()),
                (Role::Value, b'p') => assert_eq!(hosts.is_empty(), is_pointer),
                (Role::Value, b'%' | b'm') => {}
                _ => assert!(!is_pointer || hosts.is_all(), "{conversion:?} takes {ctype:?}"),
            }
        }
    }
}

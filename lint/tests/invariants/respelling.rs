//! A conversion respelt to fit a type: the edit parses, fits, and changes nothing else.

use super::{some, sound};
use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::qemu::printf::{
    CType, Conversion, Format, HOSTS, Role, Spelling, fitting, flag_misuse, invalid, not_a_name, respell,
    slots,
};

/// The most conversions of a format that are respelt, so that a long one costs no quadratic time.
const MOST: usize = 4;

/// Respells the conversions of a format for each of some types that do not fit.
pub fn respelling(file: &File, event: &Event, format: &Format, types: &[CType]) {
    if event.is_broken || !format.is_readable() {
        return;
    }
    let slots: Vec<_> = slots(format).into_iter().filter(|slot| slot.role == Role::Value).collect();
    for slot in some(&slots, MOST) {
        let conversion = &format.conversions[slot.conversion];
        if invalid(conversion).is_all() {
            continue;
        }
        let mut done: Vec<Spelling> = Vec::new();
        for &ctype in types {
            let spelling = fitting(ctype, conversion.letter);
            if not_a_name(conversion, Role::Value, ctype).is_empty() || done.contains(&spelling) {
                continue;
            }
            applied(file, event, format, slot.conversion, ctype, &spelling);
            done.push(spelling);
        }
    }
}

fn applied(file: &File, event: &Event, format: &Format, index: usize, ctype: CType, spelling: &Spelling) {
    let conversion = &format.conversions[index];
    let Some((span, new)) = respell(&file.text, format, conversion, spelling) else { return };
    sound(&file.text, span);
    assert!(format.span.start <= span.start && span.end <= format.span.end);
    let line = file.lines.span(&file.text, event.line);
    let before = &file.text[line.start as usize..span.start as usize];
    let after = &file.text[span.end as usize..line.end as usize];
    let text = [before, new.as_bytes(), after].concat();
    let shown = || format!("{} -> {}", line.text(&file.text), String::from_utf8_lossy(&text));
    let changed = File::new("hw/foo/trace-events", text.clone());
    assert_eq!(changed.events.len(), 1, "{}", shown());
    let new = changed.events[0].format.as_ref().filter(|_| !changed.events[0].is_broken);
    let new = new.unwrap_or_else(|| panic!("no format: {}", shown()));
    assert!(new.is_readable(), "{}", shown());
    assert_eq!(new.problems.len(), format.problems.len(), "{}", shown());
    assert_eq!(slots(new), slots(format), "{}", shown());
    assert_eq!(new.conversions.len(), format.conversions.len(), "{}", shown());
    for (place, (new, old)) in new.conversions.iter().zip(&format.conversions).enumerate() {
        assert!(place == index || is_same(new, old), "{}", shown());
    }
    let respelt = &new.conversions[index];
    assert_eq!(new.text[..respelt.start], format.text[..conversion.start], "{}", shown());
    assert_eq!(new.text[respelt.end..], format.text[conversion.end..], "{}", shown());
    assert!(invalid(respelt).is_empty(), "{}", shown());
    assert!(not_a_name(respelt, Role::Value, ctype).is_empty(), "{ctype:?}: {}", shown());
    let is_worse = flag_misuse(respelt).is_some() && flag_misuse(conversion).is_none();
    assert!(!is_worse, "{:?}: {}", flag_misuse(respelt), shown());
}

/// True when two conversions ask for the same on every host, wherever they stand.
fn is_same(one: &Conversion, other: &Conversion) -> bool {
    let same_length = HOSTS.iter().all(|host| one.length(host) == other.length(host));
    let dress = |conversion: &Conversion| (conversion.flags, conversion.width, conversion.precision);
    same_length && one.letter == other.letter && dress(one) == dress(other) && one.position == other.position
}

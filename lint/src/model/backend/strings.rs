//! Which arguments a backend takes for strings: by the spelling of their types, not by what they are.

use crate::parse::events::Event;
use crate::qemu::printf::{Role, slots};

/// The most bytes of a string that the simple backend, and each tapset, records.
pub(crate) const LONGEST: usize = 512;

/// True for a type that LTTng's events take for a string (scripts/tracetool/format/ust_events_h.py).
pub(crate) fn is_lttng_string(ctype: &str) -> bool {
    ctype.contains("char *") || ctype.contains("char*")
}

/// The letters of the conversions that print the value of an argument.
pub fn letters(event: &Event, argument: usize) -> impl Iterator<Item = u8> {
    let format = event.format.iter();
    let slots = format.flat_map(move |format| slots(format).into_iter().map(move |slot| (format, slot)));
    let values = slots.filter(move |(_, slot)| slot.role == Role::Value && slot.argument == argument);
    values.map(|(format, slot)| {
        let conversion = &format.conversions[slot.conversion];
        // `%ls` prints wide characters.
        if conversion.has_length() && conversion.letter == b's' { b'S' } else { conversion.letter }
    })
}

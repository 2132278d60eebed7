//! The names of events: what they collide with (TL2xx).

use crate::rules::lint::Lint;

mod colliding_events;
mod duplicate_event;
mod enabled_event;
mod non_ascii_name;
mod reserved_event_name;
mod simple_backend_name;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &duplicate_event::RULE,
    &colliding_events::RULE,
    &enabled_event::RULE,
    &reserved_event_name::RULE,
    &non_ascii_name::RULE,
    &simple_backend_name::RULE,
];

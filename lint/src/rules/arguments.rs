//! The arguments of an event: their names, types and number (TL1xx).

use crate::rules::lint::Lint;

mod argument_type;
mod duplicate_argument;
mod empty_argument;
mod invalid_argument;
mod reserved_argument_name;
mod too_many_arguments;
mod void_argument;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &empty_argument::RULE,
    &argument_type::RULE,
    &invalid_argument::RULE,
    &too_many_arguments::RULE,
    &void_argument::RULE,
    &reserved_argument_name::RULE,
    &duplicate_argument::RULE,
];

//! The comments that allow findings (TL8xx).

use crate::rules::rule::Rule;

mod unknown_suppression;
mod unused_suppression;

/// In the order of the codes.
pub(super) static RULES: &[&Rule] = &[&unused_suppression::RULE, &unknown_suppression::RULE];

//! The comments that allow findings (TL8xx).

use crate::rules::lint::Lint;

mod unknown_suppression;
mod unused_suppression;

pub(crate) use unknown_suppression::RULE as UNKNOWN_SUPPRESSION;
pub(crate) use unused_suppression::RULE as UNUSED_SUPPRESSION;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[&unused_suppression::RULE, &unknown_suppression::RULE];

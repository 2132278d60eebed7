//! The output formats: one file each. All are given the same findings in the same order.

pub(crate) mod audit;
mod checkpatch;
mod finding;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
pub(crate) mod rule_pages;
mod sarif;
mod short;
pub(crate) mod style;
mod xml;

pub(crate) use checkpatch::write as checkpatch;
pub use finding::{Documents, Finding, Summary};
pub(crate) use github::write as github;
pub(crate) use gitlab::write as gitlab;
pub use human::Human;
pub use json::write as json;
pub(crate) use json::{Entry as FindingEntry, Place, entry as finding_entry, place};
pub(crate) use sarif::write as sarif;
pub use short::write as short;
pub(crate) use xml::{checkstyle, junit};

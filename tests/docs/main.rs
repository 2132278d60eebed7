//! What the documentation promises: its pages are current, its commands run, its recipes and hooks do what they say.

#[cfg(feature = "oracles")]
mod corpus;
#[cfg(feature = "oracles")]
mod guide;
mod house;
#[cfg(feature = "oracles")]
mod mail;
mod pages;
#[cfg(feature = "oracles")]
mod pre_commit;
#[cfg(feature = "oracles")]
mod recipes;
#[cfg(feature = "oracles")]
mod workflows;

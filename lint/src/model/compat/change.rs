//! What became of an event between two sets.

use super::alignment::Alignment;
use super::consumers::Consumers;
use super::likeness::Likeness;
use super::signature::Signature;

/// An event of one side, and what it is on the other.
#[derive(Clone, Debug)]
pub enum Change<'a> {
    Removed(Signature<'a>),
    Added(Signature<'a>),
    /// It is there on both sides.
    MatchedEvent(Box<MatchedEvent<'a>>),
}

/// An event that both sides have.
#[derive(Clone, Debug)]
pub struct MatchedEvent<'a> {
    /// As it was.
    pub old: Signature<'a>,
    /// As it is.
    pub new: Signature<'a>,
    /// Why it is taken for the same, where it has another name.
    pub likeness: Option<Likeness>,
    /// What became of its arguments; `None` where one of the lines can't be read.
    pub alignment: Option<Alignment>,
}

impl MatchedEvent<'_> {
    /// Of those whom a change breaks, those who can have used the event: nobody, while it was disabled.
    pub(crate) fn breaking(&self, consumers: Consumers) -> Consumers {
        if self.old.event.is_disabled { Consumers::default() } else { consumers }
    }
}

impl<'a> Change<'a> {
    pub(super) fn kept(old: Signature<'a>, new: Signature<'a>, likeness: Option<Likeness>) -> Change<'a> {
        let is_read = !old.event.is_broken && !new.event.is_broken;
        let alignment = is_read.then(|| Alignment::new(&old.parameters, &new.parameters));
        Change::MatchedEvent(Box::new(MatchedEvent { old, new, likeness, alignment }))
    }
}

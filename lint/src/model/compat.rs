//! The differences between two sets of events: added, removed and renamed events, and what changed in each
//! argument. It judges nothing: the rules do that.

mod alignment;
mod change;
mod consumers;
mod likeness;
mod pairs;
mod signature;

pub use alignment::Slot;
pub(crate) use alignment::has_same_type;
pub use change::Change;
pub(crate) use change::MatchedEvent;
pub(crate) use consumers::{Consumer, Consumers};
pub use pairs::pair;
pub(crate) use signature::EventSet;
pub use signature::Signature;

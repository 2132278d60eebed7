//! The differences between two sets of events: added, removed and renamed events, and what changed in each
//! argument. It judges nothing: the rules do that.

mod alignment;
mod change;
mod consumers;
mod likeness;
mod pairs;
mod signature;

pub use alignment::{Alignment, Slot, has_same_type};
pub use change::{Change, MatchedEvent};
pub use consumers::{Consumer, Consumers};
pub use likeness::Likeness;
pub use pairs::pair;
pub use signature::{EventSet, Signature};

//! The printf check: what a format asks for, what an argument is, and whether the two agree on
//! each host QEMU builds on. This is the compilers' `-Wformat`, for all hosts at once.
//!
//! It knows C and nothing of trace-events files, rules or input and output.

mod conversion;
mod ctype;
mod decode;
mod escape;
mod flags;
mod format;
mod host;
mod macros;
mod misuse;
mod piece;
mod rank;
mod scan;
mod suggest;
mod verdict;

pub use conversion::{Amount, Conversion, LengthModifier};
pub use ctype::{Base, CType, TypeProblem};
pub(crate) use decode::is_prefix;
pub(crate) use flags::Flag;
pub use format::Format;
pub(crate) use format::ProblemKind;
pub(crate) use host::host_names;
pub use host::{ALL_HOSTS, HOSTS, Host, HostSet, describe};
pub use macros::Width;
pub(crate) use macros::{MacroFamily, PriMacro};
pub use misuse::flag_misuse;
pub use piece::{FormatNode, Piece, PieceKind};
pub use rank::Rank;
pub use suggest::{Spelling, directive, fitting, respell};
pub(crate) use verdict::is_unportable;
pub use verdict::{Role, Slot, invalid, is_positional, not_a_name, slots, values, wanted};

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
pub use ctype::{Base, CType, Pointee, TypeProblem};
pub use decode::is_prefix;
pub use flags::Flag;
pub use format::{Format, Literal, MacroUse, Problem, ProblemKind};
pub use host::{ALL_HOSTS, HOSTS, Host, HostSet, describe, host_names};
pub use macros::{MacroFamily, PriMacro, Width};
pub use misuse::flag_misuse;
pub use piece::{FormatNode, Piece, PieceKind};
pub use rank::Rank;
pub use suggest::{Spelling, directive, fitting, respell};
pub use verdict::{Role, Slot, invalid, is_positional, is_unportable, not_a_name, slots, values, wanted};

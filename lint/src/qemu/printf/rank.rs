//! The ranks of C's integer types.

/// The integer conversion ranks of C11 6.3.1.1 that trace events can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// `bool`
    Bool,
    /// `char` and its signed and unsigned forms
    Char,
    /// `short`
    Short,
    /// `int`
    Int,
    /// `long`
    Long,
    /// `long long`
    LongLong,
}

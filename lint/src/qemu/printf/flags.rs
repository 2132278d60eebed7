//! Flags of conversion specifications, and what is wrong with flags, width and precision.

/// A flag of printf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// `-`
    Minus,
    /// `+`
    Plus,
    /// a blank
    Blank,
    /// `#`
    Hash,
    /// `0`
    Zero,
    /// `'`
    Quote,
    /// glibc's `I`
    Locale,
}

/// All flags, with the character each is written as.
pub const FLAGS: [(Flag, u8); 7] = [
    (Flag::Minus, b'-'),
    (Flag::Plus, b'+'),
    (Flag::Blank, b' '),
    (Flag::Hash, b'#'),
    (Flag::Zero, b'0'),
    (Flag::Quote, b'\''),
    (Flag::Locale, b'I'),
];

/// A set of flags, and which of them were written twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    written: u8,
    repeated: u8,
    last: Option<Flag>,
}

impl Flags {
    pub(super) fn add(&mut self, flag: Flag) {
        let bit = 1 << flag as u8;
        self.repeated |= self.written & bit;
        self.written |= bit;
        self.last = Some(flag);
    }

    /// The flag that stands last.
    pub fn last(self) -> Option<Flag> {
        self.last
    }

    /// True when `flag` is written.
    pub fn has(self, flag: Flag) -> bool {
        self.written & 1 << flag as u8 != 0
    }

    /// True when `flag` is written twice.
    pub(crate) fn repeats(self, flag: Flag) -> bool {
        self.repeated & 1 << flag as u8 != 0
    }

    /// True when no flag is written.
    pub fn is_empty(self) -> bool {
        self.written == 0
    }
}

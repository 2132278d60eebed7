//! What the rules about hexadecimal numbers share.

use crate::qemu::printf::{Conversion, Format};

/// True when the conversion prints a hexadecimal number.
pub(super) fn is_hexadecimal(conversion: &Conversion) -> bool {
    matches!(conversion.letter, b'x' | b'X')
}

/// True when `0x` stands right before the conversion.
pub(super) fn is_after_prefix(format: &Format, conversion: &Conversion) -> bool {
    let before = &format.text[..conversion.start];
    // A `0x` that ends a longer number or word, as in `10x%d`, is no prefix.
    match before {
        [.., other, b'0', b'x' | b'X'] => !other.is_ascii_alphanumeric(),
        [b'0', b'x' | b'X'] => true,
        _ => false,
    }
}

//! What the rules about labels share: the word before a conversion.

use crate::qemu::printf::Format;

/// The word right before a conversion, as a range of the format's text: `addr` in `addr=0x%x`,
/// `(addr: [%x`. `start..end` is the text between the conversion before and this one.
pub(super) fn label(format: &Format, start: usize, end: usize) -> Option<(usize, usize)> {
    let text = &format.text[start..end];
    let text = text.strip_suffix(b"0x").unwrap_or(text);
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let last = text.iter().rposition(is_word)?;
    if !text[last + 1..].iter().all(|byte| b" =:[(<\"'".contains(byte)) || last + 1 == text.len() {
        return None;
    }
    let first = text[..last].iter().rposition(|byte| !is_word(byte)).map_or(0, |before| before + 1);
    Some((start + first, start + last + 1))
}

/// The label before the conversion of this index.
pub(super) fn label_of(format: &Format, conversion: usize) -> Option<(usize, usize)> {
    let end = format.conversions[conversion].start;
    let start = conversion.checked_sub(1).map_or(0, |before| format.conversions[before].end);
    label(format, start, end)
}

//! Texts in the place of a name that can be none.

use super::problem::NoName;
use super::text::HOLE;
use crate::qemu::pattern::is_wild;

/// True for a byte that names and patterns have.
pub(super) fn is_part(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_' || is_wild(*byte)
}

/// What makes that a text is no name, and where in it; `None` for a name, and for what may be a placeholder, or
/// filled in at run time. Where `-` switches nothing off, one before a name is a part of it.
pub(super) fn of(bytes: &[u8], is_prose: bool, is_of_monitor: bool) -> Option<(usize, usize, NoName)> {
    let is_open = |byte: &u8| matches!(byte, &HOLE | b'<' | b'>' | b'$' | b'%' | b'`' | b'\\' | b'|' | b'\n');
    if bytes.iter().any(is_open) || bytes.windows(3).any(|three| three == b"...") {
        return None;
    }
    if bytes.is_empty() {
        return (!is_prose).then_some((0, 0, NoName::Empty));
    }
    if let Some(rest) = bytes.strip_prefix(b"-").filter(|_| is_of_monitor) {
        return (!rest.is_empty()).then_some((0, 1, NoName::Minus));
    }
    let odd = bytes.iter().position(|byte| !is_part(byte))?;
    if matches!(bytes[odd], b'[' | b'{') || bytes.contains(&b'{') {
        let end = odd + 1;
        return (!is_prose && is_class(bytes)).then_some((odd, end, NoName::Class));
    }
    let parts =
        || bytes.split(|byte| byte.is_ascii_whitespace() || *byte == b',').filter(|part| !part.is_empty());
    let is_list = parts().all(|part| part.iter().all(is_part));
    if is_list && parts().count() > 1 {
        return (!is_prose).then_some((0, bytes.len(), NoName::Several));
    }
    let text = std::str::from_utf8(bytes).ok()?;
    // What begins otherwise is a path, an option or a word of another language.
    let is_likely = bytes[0].is_ascii_alphabetic() || is_wild(bytes[0]);
    if is_prose && (!is_likely || !bytes.contains(&b'_')) {
        return None;
    }
    let first = text[odd..].chars().next()?;
    let joined: String =
        text.chars().map(|it| if matches!(it, '-' | '.' | ':') { '_' } else { it }).collect();
    let instead = Some(joined).filter(|name| name.bytes().all(|byte| is_part(&byte)));
    Some((odd, odd + first.len_utf8(), NoName::Byte { odd: first, instead }))
}

/// True for a class of letters, or several alternatives, beside other letters: what stands alone in brackets may be
/// an optional word.
fn is_class(bytes: &[u8]) -> bool {
    let closed = |open: u8, close: u8| {
        let start = memchr::memchr(open, bytes)?;
        let end = start + memchr::memchr(close, &bytes[start..])?;
        let inner = &bytes[start + 1..end];
        let is_beside = !inner.is_empty() && !inner.contains(&open) && (start > 0 || end + 1 < bytes.len());
        is_beside.then_some(inner)
    };
    let is_set = |inner: &[u8]| inner.iter().all(|byte| is_part(byte) || matches!(byte, b'-' | b'^' | b'!'));
    closed(b'[', b']').is_some_and(is_set) || closed(b'{', b'}').is_some_and(|inner| inner.contains(&b','))
}

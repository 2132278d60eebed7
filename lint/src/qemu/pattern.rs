//! Patterns as QEMU matches them, with GLib's `g_pattern_match_simple`: `*` for any characters, `?` for
//! one, everything else for itself.

/// How QEMU takes a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternKind {
    /// Without a wildcard: one event, or a complaint.
    Name,
    /// With `?` and no `*`: only the first event that it matches, or a complaint.
    First,
    /// With `*`: every event that it matches, and never a complaint.
    All,
}

/// How QEMU takes a pattern.
pub fn shape(pattern: &[u8]) -> PatternKind {
    if memchr::memchr(b'*', pattern).is_some() {
        return PatternKind::All;
    }
    if memchr::memchr(b'?', pattern).is_some() { PatternKind::First } else { PatternKind::Name }
}

/// True for a byte that stands for others.
pub(crate) fn is_wild(byte: u8) -> bool {
    matches!(byte, b'*' | b'?')
}

/// What every name begins with that a pattern matches.
pub(crate) fn literal_prefix(pattern: &[u8]) -> &[u8] {
    &pattern[..memchr::memchr2(b'*', b'?', pattern).unwrap_or(pattern.len())]
}

/// True when a pattern matches a name, which is UTF-8. Takes at most the product of the lengths.
pub fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut place) = (0, 0);
    // Where to go on when what follows the last `*` does not match: behind it, and in the name.
    let mut again: Option<(usize, usize)> = None;
    while place < name.len() {
        match pattern.get(at) {
            Some(b'*') => {
                at += 1;
                again = Some((at, place));
            }
            Some(b'?') => {
                at += 1;
                place += width(name[place]);
            }
            Some(byte) if *byte == name[place] => {
                at += 1;
                place += 1;
            }
            _ => {
                let Some((behind, from)) = again else { return false };
                let next = from + width(name[from]);
                again = Some((behind, next));
                (at, place) = (behind, next);
            }
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

/// The bytes of the character that begins with this one.
fn width(first: u8) -> usize {
    match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    }
}

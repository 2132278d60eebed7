//! Where a C text has structure: its quotes, slashes, hashes, braces and semicolons, found 64 bytes at
//! a time.

/// The bytes looked at together.
const BLOCK: usize = 64;

/// Finds the bytes that have a part in the structure of a text.
pub(super) struct Structure<'a> {
    text: &'a [u8],
    /// Where the block begins that was looked at last.
    start: usize,
    /// One bit for each byte of it.
    mask: u64,
}

impl<'a> Structure<'a> {
    /// Looks at `text`.
    pub fn new(text: &'a [u8]) -> Structure<'a> {
        Structure { text, start: 0, mask: mask(text) }
    }

    /// The first such byte from `at` on; the end of the text without one. `at` never goes back.
    pub fn next(&mut self, mut at: usize) -> usize {
        loop {
            if at - self.start < BLOCK {
                let rest = self.mask & (u64::MAX << (at - self.start));
                if rest != 0 {
                    return self.start + rest.trailing_zeros() as usize;
                }
                at = self.start + BLOCK;
            }
            if at >= self.text.len() {
                return self.text.len();
            }
            self.start = at;
            self.mask = mask(&self.text[at..]);
        }
    }
}

/// The bits of the first block of `text`.
fn mask(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(block) => mask_of(block),
        None => {
            let mut block = [0; BLOCK];
            block[..text.len()].copy_from_slice(text);
            mask_of(&block)
        }
    }
}

/// Written so that the compiler makes vectors of it: all bytes are compared, none decides a branch.
fn mask_of(block: &[u8; BLOCK]) -> u64 {
    let mut flags = [0u8; BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(byte | 1 == b'#')
            | u8::from(byte == b'\'')
            | u8::from(byte == b'/')
            | u8::from(byte == b';')
            | u8::from(byte == b'{')
            | u8::from(byte == b'}');
    }
    let mut mask = 0;
    for (index, eight) in flags.as_chunks().0.iter().enumerate() {
        // Each of the eight bytes is 0 or 1; the product has them side by side in its highest byte.
        let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        mask |= bits << (8 * index);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_structure_is_found() {
        let text: Vec<u8> = (0..=255).cycle().take(1000).collect();
        let mut structure = Structure::new(&text);
        let mut at = 0;
        for (index, byte) in text.iter().enumerate() {
            if b"\"'/#{};".contains(byte) {
                assert_eq!(structure.next(at), index);
                at = index + 1;
            }
        }
        assert_eq!(structure.next(at), 1000);
    }

    #[test]
    fn what_is_passed_over_is_not_found() {
        let text = [b';'; 300];
        let mut structure = Structure::new(&text);
        for at in [0, 1, 63, 64, 64, 130, 199, 299, 300, 301, 1000] {
            assert_eq!(structure.next(at), at.min(300));
        }
    }
}

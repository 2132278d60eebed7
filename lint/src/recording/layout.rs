//! The layout of a recording. It is in the byte order of the host that wrote it, and nothing in it is aligned:
//!
//! ```text
//! header   u64 all ones, u64 magic, u64 version
//! mapping  u64 0, u64 id, u32 length, the name
//! record   u64 1, u64 id, u64 time in ns, u32 length from the id on, u32 pid, the arguments
//! ```

/// The most bytes that a record says it has: QEMU's ring buffer holds no more (trace/simple.c).
pub(super) const LONGEST_RECORD: u32 = 4096 * 64;

/// The most bytes of a name that are taken for one.
pub(super) const LONGEST_NAME: u32 = 4096;

/// The first eight bytes of a recording.
pub(super) const MARK: u64 = u64::MAX;
pub(super) const MAGIC: u64 = 0xf2b1_77cb_0aa4_29b4;

/// The version that is read; QEMU 2.8 and all since write it.
pub(super) const VERSION: u64 = 4;

/// The bytes of a record from its id up to its arguments.
pub(super) const HEAD: usize = 24;

/// The bytes of the word that says what follows.
pub(super) const TYPE: usize = 8;

/// The number at a place; `None` where the bytes end before it does.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|bytes| u64::from_ne_bytes(*bytes))
}

/// See [`u64_at`].
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_ne_bytes(*bytes))
}

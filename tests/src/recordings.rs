//! Recordings of QEMU's backend `simple`, written here as trace/simple.c writes them, in this host's byte
//! order: `tests/oracles/recordings.rs` holds them to what that file itself writes.

/// An argument of a record.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// Anything that is no string, as C converts it to 64 bits.
    Number(u64),
    /// A string.
    String(&'a [u8]),
}

/// The version that QEMU writes today.
pub const VERSION: u64 = 4;
const MARK: u64 = u64::MAX;
const MAGIC: u64 = 0xf2b1_77cb_0aa4_29b4;
const DROPPED: u64 = u64::MAX - 1;

/// A recording in the making.
#[derive(Clone, Debug)]
pub struct Recording {
    /// What is written so far.
    pub bytes: Vec<u8>,
    /// The time of the next record, in nanoseconds.
    pub time: u64,
    /// The process of the next record.
    pub pid: u32,
}

impl Default for Recording {
    fn default() -> Self {
        let mut recording = Self::without_header();
        recording.header(VERSION);
        recording
    }
}

impl Recording {
    /// A recording of nothing at all.
    pub fn without_header() -> Self {
        Self { bytes: Vec::new(), time: 1_000_000_007, pid: 4242 }
    }

    fn long(&mut self, word: u64) {
        self.bytes.extend(word.to_ne_bytes());
    }

    fn short(&mut self, word: usize) {
        self.bytes.extend(u32::try_from(word).expect("32 bits").to_ne_bytes());
    }

    /// Writes a header.
    pub fn header(&mut self, version: u64) {
        [MARK, MAGIC, version].into_iter().for_each(|word| self.long(word));
    }

    /// Gives a number to a name.
    pub fn map(&mut self, id: u64, name: impl AsRef<[u8]>) {
        self.long(0);
        self.long(id);
        self.short(name.as_ref().len());
        self.bytes.extend(name.as_ref());
    }

    /// Writes a record, and lets a microsecond and a half pass.
    pub fn record(&mut self, id: u64, arguments: &[Argument]) {
        let mut written = Self::without_header();
        for argument in arguments {
            match argument {
                Argument::Number(value) => written.long(*value),
                Argument::String(text) => {
                    written.short(text.len());
                    written.bytes.extend(*text);
                }
            }
        }
        self.raw(id, 24 + written.bytes.len(), &written.bytes);
    }

    /// Writes a record that says to have a length.
    pub fn raw(&mut self, id: u64, length: usize, arguments: &[u8]) {
        self.long(1);
        self.long(id);
        self.long(self.time);
        self.short(length);
        self.short(self.pid as usize);
        self.bytes.extend(arguments);
        self.time = self.time.wrapping_add(1500);
    }

    /// Writes a record that tells of dropped ones.
    pub fn dropped(&mut self, count: u64) {
        self.record(DROPPED, &[Argument::Number(count)]);
    }
}

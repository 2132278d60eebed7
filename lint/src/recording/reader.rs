//! The reader: bytes to mappings and records, one at a time, in a buffer of fixed size.
//!
//! What follows damage can't be made sense of: the reader stops there, and says where and why.

use super::damage::{Damage, DamageKind};
use super::layout::{HEAD, LONGEST_NAME, LONGEST_RECORD, MAGIC, MARK, TYPE, VERSION, u32_at, u64_at};
use super::other_formats::Foreign;
use std::io::{self, ErrorKind, Read};

/// The bytes of the buffer: four of the longest records.
const BUFFER: usize = 4 * LONGEST_RECORD as usize;

/// A record of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Where it begins, in bytes of the file.
    pub offset: u64,
    /// The event's number.
    pub id: u64,
    /// The time, in nanoseconds of the host's monotonic clock.
    pub timestamp: u64,
    pub pid: u32,
    /// The bytes of its arguments.
    pub arguments: &'a [u8],
}

/// What a recording is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// The number of a name.
    Mapping {
        /// Where it begins, in bytes of the file.
        offset: u64,
        id: u64,
        name: &'a str,
    },
    /// A record.
    Record(Record<'a>),
}

/// Why reading ended before the end.
#[derive(Debug)]
pub enum Stop {
    /// What was read is no recording, or no more.
    Damage(Damage),
    /// It could not be read.
    Failed(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Failed(error)
    }
}

impl From<Damage> for Stop {
    fn from(damage: Damage) -> Stop {
        Stop::Damage(damage)
    }
}

/// Reads a recording from its beginning.
#[derive(Debug)]
pub struct Reader<R> {
    source: R,
    buffer: Box<[u8]>,
    /// What of the buffer is read and not yet given.
    start: usize,
    end: usize,
    /// Where `start` is in the file.
    offset: u64,
}

impl<R: Read> Reader<R> {
    /// A reader that has read nothing yet.
    pub fn new(source: R) -> Reader<R> {
        Reader { source, buffer: vec![0; BUFFER].into(), start: 0, end: 0, offset: 0 }
    }

    /// The number of bytes that were made sense of.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Reads the header. Without it ids are the places of the events in the catalogue.
    ///
    /// # Errors
    /// When there is none of a recording that this program and today's simpletrace.py read.
    pub fn header(&mut self) -> Result<(), Stop> {
        self.fill(Foreign::LOOK)?;
        let seen = &self.buffer[self.start..self.end];
        if let Some(kind) = refused(seen) {
            return Err(self.damage(kind).into());
        }
        self.advance(3 * TYPE);
        Ok(())
    }

    /// The next mapping or record; `None` at the end.
    ///
    /// # Errors
    /// When what follows is neither, or can't be read. There is no sense in reading on.
    // Not an iterator: an item lives in the buffer, until the next is read.
    #[expect(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Item<'_>>, Stop> {
        if self.end - self.start < TYPE + HEAD && self.fill(TYPE + HEAD)? == 0 {
            return Ok(None);
        }
        let Some(kind) = u64_at(&self.buffer[self.start..self.end], 0) else { return Err(self.cut().into()) };
        match kind {
            0 => self.mapping().map(Some),
            1 => self.record().map(Some),
            _ => {
                let is_header = u64_at(&self.buffer[self.start..self.end], TYPE) == Some(MAGIC);
                let joined = kind == MARK && is_header;
                let kind = if joined { DamageKind::Joined } else { DamageKind::Type(kind) };
                Err(self.damage(kind).into())
            }
        }
    }

    fn record(&mut self) -> Result<Item<'_>, Stop> {
        let seen = &self.buffer[self.start..self.end];
        let Some(head) = seen.get(TYPE..TYPE + HEAD) else { return Err(self.cut().into()) };
        let word = |at| u64_at(head, at).unwrap_or_default();
        let half = |at| u32_at(head, at).unwrap_or_default();
        let (id, timestamp, length, pid) = (word(0), word(8), half(16), half(20));
        if length < HEAD as u32 || length > LONGEST_RECORD {
            return Err(self.damage(DamageKind::Length(length)).into());
        }
        let whole = TYPE + length as usize;
        if self.end - self.start < whole && self.fill(whole)? < whole {
            return Err(self.cut().into());
        }
        let (start, offset) = (self.start, self.offset);
        self.advance(whole);
        let arguments = &self.buffer[start + TYPE + HEAD..start + whole];
        Ok(Item::Record(Record { offset, id, timestamp, pid, arguments }))
    }

    fn mapping(&mut self) -> Result<Item<'_>, Stop> {
        const NAME: usize = TYPE + 8 + 4;
        let seen = &self.buffer[self.start..self.end];
        let (Some(id), Some(length)) = (u64_at(seen, TYPE), u32_at(seen, TYPE + 8)) else {
            return Err(self.cut().into());
        };
        if length == 0 || length > LONGEST_NAME {
            return Err(self.damage(DamageKind::NameLength(length)).into());
        }
        let whole = NAME + length as usize;
        if self.end - self.start < whole && self.fill(whole)? < whole {
            return Err(self.cut().into());
        }
        let (start, offset) = (self.start, self.offset);
        if std::str::from_utf8(&self.buffer[start + NAME..start + whole]).is_err() {
            return Err(self.damage(DamageKind::Name).into());
        }
        self.advance(whole);
        let name = std::str::from_utf8(&self.buffer[start + NAME..start + whole]).unwrap_or_default();
        Ok(Item::Mapping { offset, id, name })
    }

    fn advance(&mut self, bytes: usize) {
        self.start += bytes;
        self.offset += bytes as u64;
    }

    fn damage(&self, kind: DamageKind) -> Damage {
        Damage { offset: self.offset, kind }
    }

    /// What is left is the beginning of something.
    fn cut(&self) -> Damage {
        self.damage(DamageKind::Cut { left: (self.end - self.start) as u64 })
    }

    /// Reads until so many bytes wait in the buffer, or nothing is left; how many wait.
    fn fill(&mut self, wanted: usize) -> io::Result<usize> {
        debug_assert!(wanted <= BUFFER);
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while self.end < wanted {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(count) => self.end += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.end)
    }
}

/// What is wrong with the beginning of a file, if anything.
fn refused(seen: &[u8]) -> Option<DamageKind> {
    if seen.is_empty() {
        return Some(DamageKind::Empty);
    }
    if !seen.starts_with(&MARK.to_ne_bytes()[..seen.len().min(TYPE)]) {
        return Some(DamageKind::Foreign(Foreign::of(seen)));
    }
    let (Some(magic), Some(version)) = (u64_at(seen, TYPE), u64_at(seen, 2 * TYPE)) else {
        return Some(DamageKind::HeaderCut { left: seen.len() as u64 });
    };
    match (magic, version) {
        (MAGIC, VERSION) => None,
        (MAGIC, version) => Some(DamageKind::Version(version)),
        (other, version) if other == MAGIC.swap_bytes() => {
            Some(DamageKind::ByteOrder { version: version.swap_bytes() })
        }
        (other, _) => Some(DamageKind::Magic(other)),
    }
}

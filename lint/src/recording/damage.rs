//! What ends the reading of a recording: each kind with what was found, and what to do.

use super::layout::LONGEST_RECORD;
use super::other_formats::Foreign;

/// What is no recording, or no more, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where it begins, in bytes of the file.
    pub offset: u64,
    pub kind: DamageKind,
}

/// What ends the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamageKind {
    /// No byte at all.
    Empty,
    /// Another kind of file.
    Foreign(Foreign),
    /// The file ends within the header.
    HeaderCut {
        /// The bytes that are there.
        left: u64,
    },
    /// The second word of the header.
    Magic(u64),
    /// The header of a host whose byte order is the other.
    ByteOrder {
        /// The version that it names.
        version: u64,
    },
    /// A version that is not 4.
    Version(u64),
    /// A word that is neither a mapping's nor a record's.
    Type(u64),
    /// The header of another recording.
    Joined,
    /// The length of a record.
    Length(u32),
    /// The length of a name.
    NameLength(u32),
    /// A name that is no text.
    Name,
    /// More names than any QEMU has events.
    Mappings,
    /// The file ends within a mapping or a record.
    Cut {
        /// The bytes that are there.
        left: u64,
    },
}

const OTHER_FILE: &str =
    "name the file that QEMU wrote: `-trace file=NAME`, or `trace-PID` where it was started";
const DAMAGED: &str =
    "what precedes is sound; the rest is lost: record anew, or look at how the file was copied";

impl Damage {
    /// True for the header of a host whose byte order is the other.
    pub(crate) fn is_other_byte_order(&self) -> bool {
        matches!(self.kind, DamageKind::ByteOrder { .. })
    }

    /// A name for programs.
    pub fn name(&self) -> &'static str {
        match self.kind {
            DamageKind::Empty => "empty-file",
            DamageKind::Foreign(foreign) => foreign.name(),
            DamageKind::HeaderCut { .. } => "cut-header",
            DamageKind::Magic(_) => "wrong-magic",
            DamageKind::ByteOrder { .. } => "other-byte-order",
            DamageKind::Version(0..=3) => "old-version",
            DamageKind::Version(_) => "unknown-version",
            DamageKind::Type(_) => "unknown-record-type",
            DamageKind::Joined => "joined-recordings",
            DamageKind::Length(_) => "absurd-record-length",
            DamageKind::NameLength(_) => "absurd-name-length",
            DamageKind::Name => "name-not-text",
            DamageKind::Mappings => "too-many-mappings",
            DamageKind::Cut { .. } => "cut-recording",
        }
    }

    /// What was found, and what was expected.
    pub fn message(&self) -> String {
        match self.kind {
            DamageKind::Empty => "the file is empty".to_owned(),
            DamageKind::Foreign(foreign) => foreign.message().to_owned(),
            DamageKind::HeaderCut { left } => {
                format!("the file ends within the header: 24 bytes expected, found {left}")
            }
            DamageKind::Magic(magic) => {
                format!("expected the magic 0xf2b177cb0aa429b4 in the header, found 0x{magic:016x}")
            }
            DamageKind::ByteOrder { version } => {
                let (theirs, ours) =
                    if cfg!(target_endian = "little") { ("big", "little") } else { ("little", "big") };
                format!(
                    "a recording of version {version} of a {theirs}-endian host, which can't be read on this \
                     {ours}-endian one"
                )
            }
            DamageKind::Version(version @ (0 | 2 | 3)) => {
                format!("a recording of version {version}, which QEMU before 2.8 wrote; version 4 expected")
            }
            DamageKind::Version(version) => {
                format!("a recording of version {version}, which no known QEMU writes; version 4 expected")
            }
            DamageKind::Type(found) => {
                format!("expected a mapping (0) or a record (1), found 0x{found:x}")
            }
            DamageKind::Joined => "a second recording begins here, with a header of its own".to_owned(),
            DamageKind::Length(length) => {
                format!("expected the length of a record, from 24 to {LONGEST_RECORD}, found {length}")
            }
            DamageKind::NameLength(0) => "a mapping without a name".to_owned(),
            DamageKind::NameLength(length) => {
                format!("expected the length of an event's name, found {length}")
            }
            DamageKind::Name => "expected an event's name, found bytes that are no text".to_owned(),
            DamageKind::Mappings => "more events are mapped than any QEMU has".to_owned(),
            DamageKind::Cut { left } => {
                format!("the file ends within a mapping or a record, of which {left} bytes are there")
            }
        }
    }

    pub fn help(&self) -> &'static str {
        match self.kind {
            DamageKind::Empty => {
                "was QEMU built with --enable-trace-backends=simple, and did it end or get `trace-file flush`?"
            }
            DamageKind::Foreign(foreign) => foreign.help().unwrap_or(OTHER_FILE),
            DamageKind::HeaderCut { .. } => "copy the file again, or record anew",
            DamageKind::Magic(_) => OTHER_FILE,
            DamageKind::ByteOrder { .. } => {
                "read it on a host of the byte order that recorded it; simpletrace.py reads its own host's alone"
            }
            DamageKind::Version(0 | 2 | 3) => {
                "read it with the simpletrace.py of the release that recorded it"
            }
            DamageKind::Version(_) => {
                "if a newer QEMU wrote it, use that QEMU's simpletrace.py; else the header is damaged"
            }
            DamageKind::Joined => "read the recordings one by one: each has its own numbers for the events",
            DamageKind::NameLength(0) => {
                "zeros stand here, as after a crash or a full disk; what precedes is sound"
            }
            DamageKind::Type(_)
            | DamageKind::Length(_)
            | DamageKind::NameLength(_)
            | DamageKind::Name
            | DamageKind::Mappings => DAMAGED,
            DamageKind::Cut { .. } => {
                "QEMU was killed or still writes, or the file was cut: end QEMU, or `trace-file flush` in HMP"
            }
        }
    }
}

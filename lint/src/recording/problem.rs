//! What does not fit between a recording and a catalogue, and what else is to be known of a recording:
//! the kinds, how each weighs and what to do. Finding them is `check`'s business.

use crate::rules::rule::Severity;

/// A kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An event is recorded, and not declared.
    UndeclaredEvent,
    /// An event is mapped, not declared, and not recorded.
    UndeclaredMapping,
    /// A record's number was given to no name.
    UnmappedId,
    /// A record holds less than its declaration.
    MissingArguments,
    /// A record holds more than its declaration.
    SurplusArguments,
    /// A string ends behind the end of its record.
    StringOverrun,
    /// A value that the declared type can't have.
    ValueOutOfRange,
    /// A record of an event that is declared `disable`.
    DisabledEvent,
    /// Two declarations of an event differ in what is recorded.
    DeclaredTwice,
    /// A number was given to two names.
    MappedTwice,
    /// Two numbers were given to a name.
    TwoNumbers,
    /// A number of the format's own was given to a name.
    ReservedId,
    /// An event has the name `dropped`.
    DroppedName,
    /// Records were dropped.
    Dropped,
    /// A string is longer than QEMU records.
    LongString,
    /// A string holds a NUL, at which QEMU ends it.
    NulInString,
    /// The time went back by more than a second.
    TimeGoesBack,
    /// There are records of several processes.
    SeveralProcesses,
    /// No event is mapped.
    NoMapping,
    /// No record is there.
    NoRecord,
}

const OTHER_BUILD: &str =
    "the catalogue is another build's: use the trace-events-all of the build that recorded it (BUILD/trace/)";

impl Kind {
    /// Its name in every output format.
    pub fn name(self) -> &'static str {
        match self {
            Kind::UndeclaredEvent => "undeclared-event",
            Kind::UndeclaredMapping => "undeclared-mapping",
            Kind::UnmappedId => "unmapped-id",
            Kind::MissingArguments => "missing-arguments",
            Kind::SurplusArguments => "surplus-arguments",
            Kind::StringOverrun => "string-overrun",
            Kind::ValueOutOfRange => "value-out-of-range",
            Kind::DisabledEvent => "disabled-event",
            Kind::DeclaredTwice => "declared-twice",
            Kind::MappedTwice => "mapped-twice",
            Kind::TwoNumbers => "two-numbers",
            Kind::ReservedId => "reserved-id",
            Kind::DroppedName => "dropped-name",
            Kind::Dropped => "dropped-records",
            Kind::LongString => "long-string",
            Kind::NulInString => "nul-in-string",
            Kind::TimeGoesBack => "time-goes-back",
            Kind::SeveralProcesses => "several-processes",
            Kind::NoMapping => "no-mapping",
            Kind::NoRecord => "no-record",
        }
    }

    /// How much it weighs: an error makes simpletrace.py stop or print what was never recorded, a
    /// warning proves that something is not what it seems, the rest is good to know.
    pub fn severity(self) -> Severity {
        match self {
            Kind::UndeclaredEvent
            | Kind::UnmappedId
            | Kind::MissingArguments
            | Kind::SurplusArguments
            | Kind::StringOverrun => Severity::Error,
            Kind::UndeclaredMapping
            | Kind::ValueOutOfRange
            | Kind::DisabledEvent
            | Kind::DeclaredTwice
            | Kind::MappedTwice
            | Kind::TwoNumbers
            | Kind::ReservedId
            | Kind::DroppedName => Severity::Warning,
            Kind::Dropped
            | Kind::LongString
            | Kind::NulInString
            | Kind::TimeGoesBack
            | Kind::SeveralProcesses
            | Kind::NoMapping
            | Kind::NoRecord => Severity::Info,
        }
    }

    pub fn help(self) -> &'static str {
        match self {
            Kind::UndeclaredEvent
            | Kind::UndeclaredMapping
            | Kind::MissingArguments
            | Kind::SurplusArguments
            | Kind::StringOverrun
            | Kind::ValueOutOfRange
            | Kind::DisabledEvent => OTHER_BUILD,
            Kind::UnmappedId => {
                "simpletrace.py ends here with a KeyError; the mapping or the record is damaged"
            }
            Kind::DeclaredTwice => "simpletrace.py takes the last declaration; leave the one that was built",
            Kind::MappedTwice | Kind::TwoNumbers | Kind::ReservedId => {
                "no QEMU writes this: the file is damaged, or a program put it together"
            }
            Kind::DroppedName => {
                "simpletrace.py takes its records for its own `Dropped_Event`; give the event another name"
            }
            Kind::Dropped => {
                "events came faster than they were written: switch on fewer, or write to a faster disk"
            }
            Kind::LongString => "QEMU cuts strings at 512 bytes: another program wrote this",
            Kind::NulInString => "QEMU ends strings before the NUL: another program wrote this",
            Kind::TimeGoesBack => {
                "threads swap records within microseconds: more is damage, or several recordings in one"
            }
            Kind::SeveralProcesses => "QEMU writes a file a process; SystemTap writes several into one",
            Kind::NoMapping => "QEMU maps all of its events first: was it killed at once?",
            Kind::NoRecord => "no event was switched on, or none came: see `-trace help` and event lists",
        }
    }
}

/// What was found: one entry for all records of an event with the same trouble.
#[derive(Clone, Debug)]
pub struct Finding {
    pub kind: Kind,
    /// The event, where one is concerned.
    pub event: Option<Box<str>>,
    /// Where the first begins, in bytes of the file.
    pub offset: u64,
    /// The first record, counted from 1; `None` where it is no record.
    pub record: Option<u64>,
    pub count: u64,
    /// What was found, of the first, and what was expected.
    pub message: String,
}

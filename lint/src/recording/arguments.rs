//! Holds the arguments of one record against the declaration of its event.

use super::collected::{Findings, Place, Subject};
use super::layout::{u32_at, u64_at};
use super::problem::Kind;
use super::record_layouts::{FieldKind, Shape};

/// The most bytes of a string that QEMU records (trace/simple.h).
const LONGEST_STRING: usize = 512;

/// The arguments of a record, and whose they are.
pub(super) struct Arguments<'a> {
    pub shape: &'a Shape,
    pub bytes: &'a [u8],
    /// The event's place.
    pub event: usize,
    pub place: Place,
}

impl Arguments<'_> {
    /// Adds what does not fit. What follows the first argument that is not there is not looked at.
    pub fn check(&self, findings: &mut Findings) {
        let bytes = self.bytes;
        let mut at = 0;
        for (index, field) in self.shape.fields.iter().enumerate() {
            match field.kind {
                FieldKind::Number { added, limit } => {
                    let Some(value) = u64_at(bytes, at) else { return self.missing(findings, index) };
                    at += 8;
                    if value.wrapping_add(added) > limit {
                        self.out_of_range(findings, index, value);
                    }
                }
                FieldKind::String => {
                    let Some(length) = u32_at(bytes, at) else { return self.missing(findings, index) };
                    at += 4;
                    let text = usize::try_from(length).ok().and_then(|length| bytes[at..].get(..length));
                    let Some(text) = text else {
                        return self.overrun(findings, index, length, bytes.len() - at);
                    };
                    at += text.len();
                    self.string(findings, index, text);
                }
            }
        }
        if at < bytes.len() {
            self.add(findings, Kind::SurplusArguments, Subject::Event(self.event), || {
                format!(
                    "expected {at} bytes of arguments for {}, found {}",
                    self.shape.arguments(),
                    bytes.len()
                )
            });
        }
    }

    /// Adds what the declaration itself shows, now that a record is of it.
    pub fn check_declaration(&self, findings: &mut Findings) {
        let shape = self.shape;
        if shape.is_disabled {
            self.add(findings, Kind::DisabledEvent, Subject::Event(self.event), || {
                format!("recorded, though {} declares it `disable`, so that no build records it", shape.place)
            });
        }
        if let Some(rival) = &shape.rival {
            self.add(findings, Kind::DeclaredTwice, Subject::Event(self.event), || {
                format!("declared twice, with other arguments: {rival} and {}", shape.place)
            });
        }
    }

    fn missing(&self, findings: &mut Findings, index: usize) {
        self.add(findings, Kind::MissingArguments, Subject::Event(self.event), || {
            format!(
                "the {} bytes of arguments end before `{}` of {}",
                self.bytes.len(),
                self.shape.fields[index].name,
                self.shape.arguments()
            )
        });
    }

    fn overrun(&self, findings: &mut Findings, index: usize, length: u32, left: usize) {
        self.add(findings, Kind::StringOverrun, Subject::Event(self.event), || {
            format!(
                "the string `{}` of {} is to have {length} bytes, but {left} are left in the record",
                self.shape.fields[index].name,
                self.shape.arguments()
            )
        });
    }

    fn out_of_range(&self, findings: &mut Findings, index: usize, value: u64) {
        self.add(findings, Kind::ValueOutOfRange, Subject::Argument(self.event, index), || {
            let field = &self.shape.fields[index];
            format!("`{}` is 0x{value:x}, which its type `{}` can't be", field.name, field.ctype)
        });
    }

    fn string(&self, findings: &mut Findings, index: usize, text: &[u8]) {
        let subject = Subject::Argument(self.event, index);
        let name = &self.shape.fields[index].name;
        if text.len() > LONGEST_STRING {
            self.add(findings, Kind::LongString, subject, || {
                format!("the string `{name}` has {} bytes", text.len())
            });
        }
        if memchr::memchr(0, text).is_some() {
            self.add(findings, Kind::NulInString, subject, || format!("the string `{name}` holds a NUL"));
        }
    }

    fn add(&self, findings: &mut Findings, kind: Kind, subject: Subject, message: impl FnOnce() -> String) {
        let message = || format!("`{}`: {}", self.shape.name, message());
        findings.add(kind, subject, self.place, Some(&self.shape.name), message);
    }
}

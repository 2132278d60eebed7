//! What a file is that begins as no recording does: told by its first bytes alone.

use super::layout::{LONGEST_RECORD, u32_at, u64_at};

/// A file that is no recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A record or a mapping, but no header before it.
    Headless,
    /// What the log backend writes.
    Log,
    /// What simpletrace.py writes.
    Printed,
    /// Declarations of events.
    Events,
    /// Some other text.
    Text,
    /// Compressed.
    Compressed,
    /// LTTng's format, of the backend `ust`.
    Lttng,
    /// The kernel's, of the backend `ftrace` and of perf.
    Kernel,
    /// Zeros.
    Zeros,
    /// Anything else.
    Unknown,
}

impl Foreign {
    /// The number of bytes that it looks at.
    pub(super) const LOOK: usize = 512;

    /// What begins with these bytes.
    pub fn of(seen: &[u8]) -> Foreign {
        let starts = |starts: &[&[u8]]| starts.iter().any(|start| seen.starts_with(start));
        match u64_at(seen, 0) {
            // A record's length, or a name's, is what tells a number from zeros.
            Some(1) if u32_at(seen, 24).is_some_and(|length| (24..=LONGEST_RECORD).contains(&length)) => {
                return Foreign::Headless;
            }
            Some(0) if u32_at(seen, 16).is_some_and(|length| (1..256).contains(&length)) => {
                return Foreign::Headless;
            }
            _ => {}
        }
        if starts(&[b"\x1f\x8b", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"BZh", b"PK\x03\x04"]) {
            return Foreign::Compressed;
        }
        if starts(&[b"\xc1\x1f\xfc\xc1", b"\xc1\xfc\x1f\xc1", b"\x75\xd1\x1d\x57", b"\x57\x1d\xd1\x75"]) {
            return Foreign::Lttng;
        }
        if starts(&[b"PERFILE2", b"\x17\x08\x44tracing"]) {
            return Foreign::Kernel;
        }
        if seen.iter().all(|&byte| byte == 0) {
            return Foreign::Zeros;
        }
        let is_text = |byte: &u8| !byte.is_ascii_control() || matches!(byte, b'\t' | b'\n' | b'\r' | 0x1b);
        if !seen.iter().all(is_text) {
            return Foreign::Unknown;
        }
        text(&String::from_utf8_lossy(seen))
    }

    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Foreign::Headless => "no-header",
            Foreign::Log => "log-text",
            Foreign::Printed => "printed-recording",
            Foreign::Events => "trace-events-file",
            Foreign::Text => "text-file",
            Foreign::Compressed => "compressed-file",
            Foreign::Lttng => "lttng-trace",
            Foreign::Kernel => "kernel-trace",
            Foreign::Zeros => "zeros",
            Foreign::Unknown => "not-a-recording",
        }
    }

    pub fn message(self) -> &'static str {
        match self {
            Foreign::Headless => {
                "expected the header of a recording, found a record: the beginning is missing"
            }
            Foreign::Log => "expected a recording of the backend `simple`, found text of the backend `log`",
            Foreign::Printed => "expected a recording, found what simpletrace.py prints of one",
            Foreign::Events => "expected a recording, found declarations of events",
            Foreign::Text => "expected a recording, found text",
            Foreign::Compressed => "expected a recording, found a compressed file",
            Foreign::Lttng => {
                "expected a recording of the backend `simple`, found a trace of LTTng (backend `ust`)"
            }
            Foreign::Kernel => {
                "expected a recording of the backend `simple`, found a trace of the kernel or of perf"
            }
            Foreign::Zeros => "expected a recording, found zeros",
            Foreign::Unknown => "expected the header of a recording, which begins with eight bytes 0xff",
        }
    }

    /// What to do, where that is known.
    pub fn help(self) -> Option<&'static str> {
        Some(match self {
            Foreign::Headless => {
                "SystemTap's simpletrace tapset writes such: --no-header takes the events' numbers from the catalogue"
            }
            Foreign::Log => {
                "it is text already; for a recording build QEMU with --enable-trace-backends=simple"
            }
            Foreign::Printed => "name the recording that it was printed from",
            Foreign::Events => "the recording comes first, the catalogue behind --events",
            Foreign::Compressed => "unpack it first; `-` reads a recording from standard input",
            Foreign::Lttng => "babeltrace2 reads it",
            Foreign::Kernel => "trace-cmd or perf reads it",
            Foreign::Zeros | Foreign::Text | Foreign::Unknown => return None,
        })
    }
}

fn text(text: &str) -> Foreign {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(line) = lines.next() else { return Foreign::Events };
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    // PID@SECONDS.MICROSECONDS:NAME ARGUMENTS, with `-msg timestamp=on`
    let stamped = first.split_once(':').and_then(|(stamp, _)| stamp.split_once('@'));
    if stamped.is_some_and(|(pid, time)| is_number(pid) && is_number(time)) {
        return Foreign::Log;
    }
    let mut words = rest.split(' ');
    let is_printed =
        words.next().is_some_and(is_number) && words.next().is_some_and(|word| word.starts_with("pid="));
    if is_name(first) && is_printed {
        return Foreign::Printed;
    }
    if line.split_once('(').is_some_and(|(head, tail)| head.split(' ').all(is_name) && tail.contains(')')) {
        return Foreign::Events;
    }
    if is_name(first) && first.contains('_') { Foreign::Log } else { Foreign::Text }
}

//! `trace-lint trace`: what does not fit, and what is damaged, told apart from a good recording and from
//! each other; never a panic, whatever is cut or flipped.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use Argument::{Number, String as Text};
use serde_json::Value;
use trace_lint_tests::fixture::unindented;
use trace_lint_tests::parallel::in_parallel;
use trace_lint_tests::program::{run_on, try_run};
use trace_lint_tests::random::Random;
use trace_lint_tests::recordings::{Argument, Recording};
use trace_lint_tests::scratch::{self, write};

const CATALOGUE: &str = r#"# events of the tests
heron_open(const char *path, int flags) "path=%s flags=0x%x"
heron_read(void *heron, uint64_t offset, uint32_t bytes) "heron=%p offset=%" PRIu64 " bytes=%u"
heron_flush(void) ""
disable heron_tick(bool on) "on=%d"
heron_twice(int a) "a=%d"
heron_twice(int a, int b) "a=%d b=%d"
"#;

/// Heron's events, and their numbers.
const NAMES: [&str; 4] = ["heron_open", "heron_read", "heron_flush", "heron_tick"];

fn beginning() -> Recording {
    let mut recording = Recording::default();
    (0..).zip(NAMES).for_each(|(id, name)| recording.map(id, name));
    recording
}

fn good() -> Recording {
    let mut recording = beginning();
    recording.record(0, &[Text(b"/heron's\n"), Number(-1i64 as u64)]);
    recording.record(1, &[Number(0x7fff_0000_1000), Number(u64::MAX), Number(4096)]);
    recording.record(2, &[]);
    recording
}

fn after_good(change: impl Fn(&mut Recording)) -> Vec<u8> {
    let mut recording = good();
    change(&mut recording);
    recording.bytes
}

fn swapped(bytes: &[u8]) -> Vec<u8> {
    let words = bytes[..24].chunks_exact(8).flat_map(|word| word.iter().rev().copied());
    words.chain(bytes[24..].iter().copied()).collect()
}

/// What is said of a recording: the exit status, and the kinds.
fn said(folder: &Path, recording: &[u8], arguments: &[&str]) -> (i32, Vec<String>) {
    let path = folder.join("recording");
    write(&path, recording);
    let mut all = vec!["trace", "recording", "--events", "events", "--output-format", "json"];
    all.extend(arguments);
    let run = try_run(folder, &all);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let findings = report["findings"].as_array().expect("findings");
    let kinds = findings.iter().chain([&report["damage"]]).filter_map(|entry| entry["kind"].as_str());
    (run.status, kinds.map(str::to_owned).collect())
}

fn folder(name: &str, catalogue: &str) -> PathBuf {
    let folder = scratch::folder(name);
    write(&folder.join("events"), catalogue);
    folder
}

#[test]
fn kinds_are_told_apart() {
    let folder = folder("trace-kinds", CATALOGUE);
    let cases: Vec<(i32, &str, Vec<u8>)> = vec![
        (0, "", good().bytes),
        // What does not fit.
        (
            1,
            "undeclared-event",
            after_good(|it| {
                it.map(9, "egret_open");
                it.record(9, &[]);
            }),
        ),
        (1, "undeclared-mapping", after_good(|it| it.map(9, "egret_open"))),
        (1, "unmapped-id", after_good(|it| it.record(77, &[]))),
        (1, "missing-arguments", after_good(|it| it.record(1, &[Number(1), Number(2)]))),
        (1, "surplus-arguments", after_good(|it| it.record(2, &[Number(1)]))),
        (1, "surplus-arguments", after_good(|it| it.record(0, &[Text(b"a"), Number(1), Number(1)]))),
        (1, "string-overrun", after_good(|it| it.record(0, &[Number(0x7fff_0000_1000), Number(1)]))),
        (1, "value-out-of-range", after_good(|it| it.record(1, &[Number(1), Number(1), Number(1 << 32)]))),
        (1, "value-out-of-range", after_good(|it| it.record(0, &[Text(b""), Number(1 << 31)]))),
        (1, "disabled-event", after_good(|it| it.record(3, &[Number(1)]))),
        (
            1,
            "declared-twice",
            after_good(|it| {
                it.map(4, "heron_twice");
                it.record(4, &[Number(1), Number(2)]);
            }),
        ),
        (1, "mapped-twice", after_good(|it| it.map(3, "heron_twice"))),
        (1, "two-numbers", after_good(|it| it.map(5, "heron_open"))),
        (1, "reserved-id", after_good(|it| it.map(u64::MAX - 1, "heron_twice"))),
        // What is good to know.
        (0, "dropped-records", after_good(|it| it.dropped(12))),
        (0, "long-string", after_good(|it| it.record(0, &[Text(&[b'a'; 513]), Number(1)]))),
        (0, "nul-in-string", after_good(|it| it.record(0, &[Text(b"a\0b"), Number(1)]))),
        (
            0,
            "several-processes",
            after_good(|it| {
                it.pid = 1;
                it.record(2, &[]);
            }),
        ),
        (
            0,
            "time-goes-back",
            after_good(|it| {
                it.time = 3;
                it.record(2, &[]);
            }),
        ),
        (0, "no-record", beginning().bytes),
        // What can't be read.
        (2, "empty-file", Vec::new()),
        (2, "cut-header", good().bytes[..17].to_vec()),
        (2, "cut-recording", good().bytes[..good().bytes.len() - 1].to_vec()),
        (2, "other-byte-order", swapped(&good().bytes)),
        (2, "wrong-magic", after_good(|it| it.bytes[9] ^= 1)),
        (2, "old-version", after_good(|it| it.bytes[16..24].copy_from_slice(&3u64.to_ne_bytes()))),
        (2, "unknown-version", after_good(|it| it.bytes[16..24].copy_from_slice(&5u64.to_ne_bytes()))),
        (2, "unknown-record-type", after_good(|it| it.bytes.extend([7; 32]))),
        (2, "absurd-record-length", after_good(|it| it.raw(2, 23, b""))),
        (2, "absurd-record-length", after_good(|it| it.raw(2, u32::MAX as usize, b""))),
        (2, "absurd-name-length", after_good(|it| it.map(9, [b'a'; 5000]))),
        (2, "absurd-name-length", after_good(|it| it.bytes.extend([0; 64]))),
        (2, "name-not-text", after_good(|it| it.map(9, b"\xff\xfe"))),
        (2, "joined-recordings", [good().bytes, good().bytes].concat()),
        (
            2,
            "too-many-mappings",
            after_good(|it| (0..70_000).for_each(|id| it.map(10 + id, format!("e{id}")))),
        ),
        // What was never a recording.
        (2, "no-header", good().bytes[24..].to_vec()),
        (2, "log-text", b"7@1608130130.441188:heron_flush \n".to_vec()),
        (2, "log-text", b"heron_open path=/a flags=0x1\n".to_vec()),
        (2, "printed-recording", b"heron_open 0.000 pid=7 path=b'/a' flags=0x1\n".to_vec()),
        (2, "trace-events-file", CATALOGUE.as_bytes().to_vec()),
        (2, "text-file", b"Dear maintainer,\n".to_vec()),
        (2, "compressed-file", b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec()),
        (2, "lttng-trace", b"\xc1\x1f\xfc\xc1\0\0\0\0\0\0\0\0".to_vec()),
        (2, "kernel-trace", b"PERFILE2\0\0\0\0".to_vec()),
        (2, "zeros", vec![0; 4096]),
        (2, "not-a-recording", b"\x7fELF\x02\x01\x01\0\0\0\0\0".to_vec()),
    ];
    for (status, kind, recording) in &cases {
        let (found, mut kinds) = said(&folder, recording, &[]);
        let expected: Vec<String> =
            [*kind].into_iter().filter(|kind| !kind.is_empty()).map(str::to_owned).collect();
        if *status == 2 {
            // What did not fit before the damage is told as well.
            kinds.drain(..kinds.len() - 1);
        }
        assert_eq!((found, kinds), (*status, expected), "{kind}");
    }
    let told = cases.iter().map(|(_, kind, _)| kind).collect::<BTreeSet<_>>();
    assert!(told.len() > 40, "{}", told.len());
}

#[test]
fn without_a_header_the_catalogue_numbers_the_events() {
    let catalogue = unindented(
        r#"
        heron_flush(void) ""
        heron_twice(int a) "a=%d"
        "#,
    );
    let folder = folder("trace-headless", &catalogue);
    let mut recording = Recording::without_header();
    recording.record(1, &[Number(1)]);
    recording.record(0, &[]);
    assert_eq!(said(&folder, &recording.bytes, &["--no-header"]), (0, vec![]));
    recording.record(2, &[]);
    assert_eq!(said(&folder, &recording.bytes, &["--no-header"]), (1, vec!["unmapped-id".to_owned()]));
    assert_eq!(said(&folder, b"", &["--no-header"]), (0, vec!["no-record".to_owned()]));
}

#[test]
fn places_are_those_of_the_first_record() {
    let folder = folder("trace-places", CATALOGUE);
    let mut recording = good();
    let offset = recording.bytes.len();
    (0..3).for_each(|_| recording.record(2, &[Number(1)]));
    write(&folder.join("recording"), &recording.bytes);
    let run = try_run(&folder, &["trace", "recording", "--events", "events"]);
    let expected = format!("  --> recording: byte {offset}, record 4; 3 records in all\n");
    assert!(run.status == 1 && run.stdout.contains(&expected), "{run:?}");
}

#[test]
fn what_can_not_be_told_is_said() {
    let folder = folder("trace-untold", CATALOGUE);
    write(&folder.join("recording"), good().bytes);
    let run = try_run(&folder, &["trace", "recording", "--events", "events"]);
    assert!(run.status == 0 && run.stdout.contains("It can't show:\n"), "{run:?}");
    // The same bytes by a catalogue whose arguments changed places.
    write(
        &folder.join("events"),
        CATALOGUE.replace("void *heron, uint64_t offset", "uint64_t offset, void *heron"),
    );
    assert_eq!(said(&folder, &good().bytes, &[]), (0, vec![]));
}

#[test]
fn statistics_count_by_event_and_process() {
    let folder = folder("trace-stats", CATALOGUE);
    let mut recording = good();
    recording.time = 2_000_000_000;
    for gap in [10, 20, 30, 40] {
        recording.record(2, &[]);
        recording.time += gap * 1000 - 1500;
    }
    recording.pid = 9;
    recording.record(2, &[]);
    write(&folder.join("recording"), &recording.bytes);
    let run =
        try_run(&folder, &["trace", "recording", "--events", "events", "--stats", "--output-format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let rows = report["stats"]["events"].as_array().expect("rows");
    let counts: Vec<_> = rows
        .iter()
        .map(|row| (row["event"].as_str(), row["pid"].as_u64(), row["records"].as_u64()))
        .collect();
    assert_eq!(counts[0], (Some("heron_flush"), Some(4242), Some(5)));
    assert_eq!(counts.len(), 4);
    let gaps = &rows[0]["gap_ns"];
    assert_eq!(
        (gaps["min"].as_u64(), gaps["max"].as_u64()),
        (Some(10_000), Some(2_000_000_000 - 1_000_003_007))
    );
    let median = gaps["p50"].as_f64().expect("a number");
    assert!((median / 20_000.0 - 1.0).abs() < 0.02, "{median}");
    let human = try_run(&folder, &["trace", "recording", "--events", "events", "--stats"]);
    assert!(human.stdout.contains("4242  heron_flush\n"), "{human:?}");
}

#[test]
fn standard_input_is_read() {
    let folder = folder("trace-stdin", CATALOGUE);
    let run = run_on(&folder, &["trace", "-", "--events", "events", "--print"], &good().bytes);
    // Each argument begins with a blank, so an event without any ends with one.
    let expected = unindented(
        r#"
        heron_open 0.000 pid=4242 path=b"/heron's\n" flags=0xffffffffffffffff
        heron_read 1.500 pid=4242 heron=0x7fff00001000 offset=0xffffffffffffffff bytes=0x1000
        heron_flush 1.500 pid=4242
        "#,
    );
    let expected = expected.replace("pid=4242\n", "pid=4242 \n");
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, &*expected, ""));
}

#[test]
fn catalogues_that_are_none() {
    let folder = folder("trace-catalogues", CATALOGUE);
    write(&folder.join("recording"), good().bytes);
    for (catalogue, expected) in [
        ("", "declares no event"),
        ("# nothing\n", "declares no event"),
        ("heron_flush(\n", "bad:1:12: expected `)`"),
        ("heron_flush()\n", "bad:1:13: an argument is empty"),
        ("heron_flush(int)\n", "bad:1:13: an argument has a type or a name, but not both"),
        ("heron\0", "no file of declared events"),
    ] {
        write(&folder.join("bad"), catalogue);
        let run = try_run(&folder, &["trace", "recording", "--events", "bad"]);
        assert!(run.status == 2 && run.stderr.contains(expected), "{catalogue:?}: {run:?}");
    }
    let run = try_run(&folder, &["trace", "nowhere", "--events", "events"]);
    assert!(run.status == 2 && run.stderr.contains("nowhere: no such file"), "{run:?}");
    let run = try_run(&folder, &["trace", ".", "--events", "events"]);
    assert!(run.status == 2 && run.stderr.contains("a folder"), "{run:?}");
}

/// Cut at each byte, and flipped at each byte: what is printed is the beginning of what is whole, or was
/// changed where it was flipped; never a panic, and damage is status 2.
#[test]
fn cuts_and_flips_are_survived() {
    let folder = folder("trace-mutants", CATALOGUE);
    let whole = good().bytes;
    let print = |bytes: &[u8]| run_on(&folder, &["trace", "-", "--events", "events", "--print"], bytes);
    let lines = print(&whole).stdout;
    let mut random = Random::new(0x51e7);
    let cuts: Vec<usize> = (0..whole.len()).collect();
    let runs = in_parallel(&cuts, |&length| print(&whole[..length]));
    let mut sound = 0;
    for (length, run) in runs.iter().enumerate() {
        assert!(lines.starts_with(&run.stdout), "{length}: {run:?}");
        assert!(matches!(run.status, 0 | 2), "{length}: {run:?}");
        sound += usize::from(run.status == 0);
    }
    // After the header, each of four mappings, and two records.
    assert_eq!(sound, 1 + 4 + 2);
    let flips: Vec<Vec<u8>> = (0..whole.len())
        .map(|at| {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << random.below(8);
            bytes
        })
        .collect();
    for run in in_parallel(&flips, |bytes| print(bytes)) {
        assert!(matches!(run.status, 0..=2) && !run.stderr.contains("panicked"), "{run:?}");
    }
}

//! `trace-lint trace --print` against the trees' own simpletrace.py, byte for byte: on recordings that the
//! tree's own trace/simple.c writes, and on seeded ones with every type of argument; and where a recording
//! is damaged, up to the damage.

use std::path::{Path, PathBuf};
use std::process::Command;

use trace_lint_tests::fixture::{line, unindented};
use trace_lint_tests::parallel::in_parallel;
use trace_lint_tests::program::{repository, run_on, try_run};
use trace_lint_tests::random::Random;
use trace_lint_tests::recordings::{Argument, Recording};
use trace_lint_tests::scratch::{self, write};
use trace_lint_tests::tree::qemu_tree;

const RELEASES: [&str; 3] = ["7.2", "10.0", "10.2"];
const SEED: u64 = 0x7ace_f11e;

/// Types, and the bits of each; 0 for a string, and negative where it has a sign.
const TYPES: [(&str, i32); 20] = [
    ("bool ", 1),
    ("int8_t ", -8),
    ("unsigned char ", 8),
    ("short ", -16),
    ("uint16_t ", 16),
    ("int ", -32),
    ("unsigned int ", 32),
    ("uint32_t ", 32),
    ("long ", 64),
    ("unsigned long ", 64),
    ("long long ", 64),
    ("int64_t ", 64),
    ("uint64_t ", 64),
    ("size_t ", 64),
    ("ssize_t ", 64),
    ("uintptr_t ", 64),
    ("void *", 64),
    ("const char *", 0),
    ("char *", 0),
    ("const char **", 64),
];

/// A value of a type of so many bits, near its ends more often than not.
fn value(random: &mut Random, bits: i32) -> u64 {
    let any = match random.below(4) {
        0 => 0,
        1 => u64::MAX,
        2 => 1 << random.below(64),
        _ => random.next_u64(),
    };
    let unused = 64 - bits.unsigned_abs();
    if bits < 0 { ((any << unused) as i64 >> unused) as u64 } else { any << unused >> unused }
}

fn text(random: &mut Random) -> Vec<u8> {
    const PIECES: [&[u8]; 14] = [
        b"a",
        b"plain text",
        b"'",
        b"\"",
        b"\\",
        b"\n",
        b"\t\r",
        b"\x1b[0m",
        b"\x7f",
        "é".as_bytes(),
        b"\xff",
        b"\xed\xa0\x80",
        b"%s",
        b" ",
    ];
    let count = if random.one_in(10) { 60 } else { random.below(5) };
    let mut text: Vec<u8> = (0..count).flat_map(|_| random.pick(&PIECES).to_vec()).collect();
    text.truncate(512);
    text
}

/// Events with every type, and a recording of them.
fn generated(seed: u64, records: usize) -> (String, Recording) {
    let mut random = Random::new(seed);
    let mut catalogue = "# generated\n".to_owned();
    let mut shapes = Vec::new();
    let mut recording = Recording::default();
    for id in 0..40 {
        let types: Vec<(&str, i32)> = (0..random.below(11)).map(|_| *random.pick(&TYPES)).collect();
        let arguments: Vec<String> =
            types.iter().enumerate().map(|(at, (ctype, _))| format!("{ctype}a{at}")).collect();
        let arguments = if arguments.is_empty() { "void".to_owned() } else { arguments.join(", ") };
        catalogue += &line(&format!(r#"heron_{id}({arguments}) """#));
        recording.map(id, format!("heron_{id}"));
        shapes.push(types);
    }
    for _ in 0..records {
        let id = random.below(shapes.len());
        let texts: Vec<Vec<u8>> = shapes[id].iter().map(|_| text(&mut random)).collect();
        let argument = |(at, (_, bits)): (usize, &(&str, i32))| match bits {
            0 => Argument::String(&texts[at]),
            bits => Argument::Number(value(&mut random, *bits)),
        };
        let arguments: Vec<Argument> = shapes[id].iter().enumerate().map(argument).collect();
        recording.record(id as u64, &arguments);
        recording.time = match random.below(8) {
            0 => recording.time.wrapping_sub(random.next_u64() >> 44),
            1 => random.next_u64(),
            2 => recording.time.wrapping_add(1 << random.below(64)),
            _ => recording.time.wrapping_add(random.next_u64() >> 44),
        };
        recording.pid = if random.one_in(4) { random.next_u64() as u32 } else { recording.pid };
        if random.one_in(50) {
            recording.dropped(random.next_u64() >> 40);
        }
    }
    (catalogue, recording)
}

/// What the tree's script prints of recordings, and whether it came to the end.
fn simpletrace(tree: &Path, folder: &Path, recordings: &[&str]) -> Vec<(Vec<u8>, bool)> {
    let output = Command::new("python3")
        .arg("-B")
        .arg(repository().join("tests/support/run_simpletrace.py"))
        .arg(tree)
        .args(recordings)
        .current_dir(folder)
        .output()
        .expect("Python is installed");
    assert!(output.status.success(), "run_simpletrace.py: {}", String::from_utf8_lossy(&output.stderr));
    let answers = String::from_utf8(output.stdout).expect("a line a recording");
    assert_eq!(answers.lines().count(), recordings.len(), "a line a recording");
    let read = |(recording, answer): (&&str, &str)| {
        let path = folder.join(format!("{recording}.printed"));
        (std::fs::read(path).expect("what was printed"), answer == "whole")
    };
    recordings.iter().zip(answers.lines()).map(read).collect()
}

/// What the program prints, its status, and what it complains of.
fn printed(folder: &Path, release: &str, recording: &str) -> (Vec<u8>, i32, String) {
    let run =
        try_run(folder, &["trace", recording, "--events", "events", "--print", "--qemu-version", release]);
    (run.stdout.into_bytes(), run.status, run.stderr)
}

fn folder(name: &str, catalogue: &str) -> PathBuf {
    let folder = scratch::folder(name);
    write(&folder.join("events"), catalogue);
    folder
}

/// The first line in which two texts differ.
fn difference(ours: &[u8], theirs: &[u8]) -> String {
    let lines = |text: &[u8]| String::from_utf8_lossy(text).lines().map(str::to_owned).collect::<Vec<_>>();
    let (ours, theirs) = (lines(ours), lines(theirs));
    let at = ours.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
    format!("line {}: {:?}, simpletrace.py {:?}", at + 1, ours.get(at), theirs.get(at))
}

#[test]
fn generated_recordings_are_printed_alike() {
    let (catalogue, recording) = generated(SEED, 4000);
    let folder = folder("trace-generated", &catalogue);
    write(&folder.join("recording"), &recording.bytes);
    for release in RELEASES {
        let (theirs, is_whole) = simpletrace(&qemu_tree(release), &folder, &["recording"]).remove(0);
        let (ours, status, said) = printed(&folder, release, "recording");
        assert!(is_whole && theirs.len() > 100_000, "{release}: simpletrace.py printed {}", theirs.len());
        assert!(ours == theirs, "{release}: {}", difference(&ours, &theirs));
        assert!(status == 0 && !said.contains("warning") && !said.contains("error"), "{release}: {said}");
    }
}

/// Compiles the tree's own trace/simple.c with the probes that its tracetool generates.
fn recorder(tree: &Path, folder: &Path) -> PathBuf {
    for form in ["h", "c"] {
        let output = Command::new("python3")
            .arg("-B")
            .arg(tree.join("scripts/tracetool.py"))
            .arg(format!("--format={form}"))
            .args(["--backend=simple", "--group=recorder", "events", &format!("trace-recorder.{form}")])
            .current_dir(folder)
            .output()
            .expect("Python is installed");
        assert!(output.status.success(), "tracetool: {output:?}");
    }
    let defined =
        ["IOVEC", "LINUX", "POSIX", "TRACE_SIMPLE"].map(|name| format!("#define CONFIG_{name} 1\n"));
    let config = defined.concat()
        + &unindented(
            r#"
            #define HAVE_SYSTEM_FUNCTION 1
            #define CONFIG_TRACE_FILE "trace"
            "#,
        );
    write(&folder.join("config-host.h"), config);
    write(&folder.join("config-poison.h"), "");
    let glib = |option: &str| {
        let output = Command::new("pkg-config").args([option, "glib-2.0", "gthread-2.0"]).output();
        let text = output.expect("pkg-config is installed").stdout;
        String::from_utf8_lossy(&text).split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let output = Command::new("gcc")
        .args(["-std=gnu11", "-D_GNU_SOURCE", "-D_FILE_OFFSET_BITS=64", "-w", "-I.", "-isystem"])
        .arg(tree.join("linux-headers"))
        .args(["-iquote".into(), tree.to_path_buf(), "-iquote".into(), tree.join("include")])
        .args(glib("--cflags"))
        .args([
            repository().join("tests/support/recorder.c"),
            "trace-recorder.c".into(),
            tree.join("trace/simple.c"),
        ])
        .args(["-o", "recorder"])
        .args(glib("--libs"))
        .current_dir(folder)
        .output()
        .expect("gcc is installed");
    assert!(output.status.success(), "gcc: {}", String::from_utf8_lossy(&output.stderr));
    folder.join("recorder")
}

/// Two events of all types, one without any, and one that no build records.
const RECORDED: &str = r#"heron_all(bool b, int8_t c, uint8_t d, short e, int f, unsigned int g, long h, int64_t i, size_t j, void *k) ""
heron_text(const char *path, char *name, char last) ""
heron_none(void) ""
disable heron_off(int a) ""
"#;

/// More records than the ring buffer holds, so that some are dropped, or the writer is waited for.
const PROBES: &str = r#"    trace_heron_all(true, -128, 255, -32768, -1, UINT32_MAX, LONG_MIN, INT64_MIN, SIZE_MAX, argv);
    st_flush_trace_buffer();
    trace_heron_all(0, 127, 0, 32767, INT_MAX, 0, LONG_MAX, INT64_MAX, 0, NULL);
    trace_heron_text("it's", (char *)"a \"b\"\n\t\\ \xff\x80", -1);
    trace_heron_text(NULL, (char *)"", 'z');
    char longer[1000];
    memset(longer, 'x', sizeof(longer));
    longer[sizeof(longer) - 1] = 0;
    trace_heron_text(longer, longer, 0);
    for (at = 0; at < 20000; at++) {
        trace_heron_none();
        trace_heron_text("path", longer, at);
        trace_heron_off(1);
    }
"#;

#[test]
fn what_the_backend_itself_writes_fits_and_is_printed_alike() {
    for release in RELEASES {
        let tree = qemu_tree(release);
        let folder = folder(&format!("trace-recorder-{release}"), RECORDED);
        write(&folder.join("probes.h"), PROBES);
        let status = Command::new(recorder(&tree, &folder)).arg("recording").current_dir(&folder).status();
        assert!(status.expect("the recorder runs").success());
        let (theirs, is_whole) = simpletrace(&tree, &folder, &["recording"]).remove(0);
        let (ours, status, said) = printed(&folder, release, "recording");
        assert!(is_whole && theirs.len() > 50_000, "{release}: {}", theirs.len());
        assert!(ours == theirs, "{release}: {}", difference(&ours, &theirs));
        assert_eq!(status, 0, "{release}: {said}");
        // Our own writer makes the same bytes of it, times and the process apart.
        let written = std::fs::read(folder.join("recording")).expect("the recording");
        let word = |at: usize| u64::from_ne_bytes(written[at..at + 8].try_into().expect("eight bytes"));
        let mut own = Recording::default();
        ["heron_all", "heron_text", "heron_none", "heron_off"]
            .into_iter()
            .zip(0..)
            .for_each(|(name, id)| own.map(id, name));
        let first = own.bytes.len();
        own.time = word(first + 16);
        own.pid = word(first + 24).to_ne_bytes()[4..].try_into().map(u32::from_ne_bytes).expect("four bytes");
        let numbers =
            [1, -128i64 as u64, 255, -32768i64 as u64, u64::MAX, 0xffff_ffff, 1 << 63, 1 << 63, u64::MAX];
        let pointer = word(first + 32 + 9 * 8);
        let arguments: Vec<Argument> = numbers.into_iter().chain([pointer]).map(Argument::Number).collect();
        own.record(0, &arguments);
        assert!(written.starts_with(&own.bytes), "{release}: this and simple.c write other bytes");
    }
}

/// What is printed of a damaged recording is what simpletrace.py prints, up to the damage; where that
/// script ends with an error, neither does more.
#[test]
fn damaged_recordings_are_printed_alike_up_to_the_damage() {
    const MUTANTS: usize = 400;
    let (catalogue, recording) = generated(SEED ^ 1, 60);
    let folder = folder("trace-damaged", &catalogue);
    let tree = qemu_tree("10.2");
    let mut random = Random::new(SEED ^ 2);
    let mutants: Vec<(String, Vec<u8>)> = (0..MUTANTS)
        .map(|at| {
            let mut bytes = recording.bytes.clone();
            let place = 24 + random.below(bytes.len() - 32);
            match random.below(4) {
                0 => bytes.truncate(place),
                1 => bytes[place] ^= 1 << random.below(8),
                2 => bytes[place..place + 4].fill(if random.one_in(2) { 0xff } else { 0 }),
                _ => drop(bytes.drain(place..place + 1 + random.below(7))),
            }
            (format!("mutant-{at}"), bytes)
        })
        .collect();
    mutants.iter().for_each(|(name, bytes)| write(&folder.join(name), bytes));
    let names: Vec<&str> = mutants.iter().map(|(name, _)| name.as_str()).collect();
    let parts: Vec<&[&str]> = names.chunks(50).collect();
    let printed_by_script = in_parallel(&parts, |names| simpletrace(&tree, &folder, names)).concat();
    let cases: Vec<_> = names.into_iter().zip(printed_by_script).collect();
    let ends = in_parallel(&cases, |(name, (theirs, is_whole))| {
        let is_whole = *is_whole;
        let (ours, status, said) = printed(&folder, "10.2", name);
        assert!(theirs.starts_with(&ours), "{name}: {}", difference(&ours, theirs));
        assert!(matches!(status, 0..=2) && !said.contains("panicked"), "{name}: {said}");
        // What the script could not read to its end is never taken for good.
        assert!(is_whole || status > 0, "{name}: simpletrace.py ends with an error\n{said}");
        // What we take for good, or for other events', is printed whole.
        assert!(status == 2 || ours == *theirs, "{name}: {}\n{said}", difference(&ours, theirs));
        (is_whole, status)
    });
    let count = |wanted: &dyn Fn(&(bool, i32)) -> bool| ends.iter().filter(|end| wanted(end)).count();
    assert!(count(&|end| !end.0) > 50 && count(&|end| end.1 == 0) > 20, "{ends:?}");
}

#[test]
fn output_is_the_same_from_standard_input() {
    let (catalogue, recording) = generated(SEED ^ 3, 50);
    let folder = folder("trace-piped", &catalogue);
    write(&folder.join("recording"), &recording.bytes);
    let run = run_on(&folder, &["trace", "-", "--events", "events", "--print"], &recording.bytes);
    assert_eq!(run.stdout.into_bytes(), printed(&folder, "10.2", "recording").0);
}

//! Which program a word of a command is, as far as QEMU's are concerned.

use super::gather::Gather;
use super::text::HOLE;
use super::words::{Word, assigned};
use memchr::memmem;

/// A program of QEMU's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// An emulator of a machine, or one of which that is not known: `-trace`, `--trace`, `-d`.
    Emulator(ProgramForm),
    /// An emulator of a process: the same options, up to the guest's program.
    User,
    /// qemu-img: `--trace` and `-T`, before its command.
    Img,
    /// Another tool: `--trace` and `-T`.
    Tool,
    /// qemu-storage-daemon: the same.
    Daemon,
    /// A tool of its own kind, whose events are not known: the same.
    Helper,
    /// qemu-vnc, since 11.1: the same, read by GLib.
    Vnc,
    /// qemu-trace-stap: names behind a binary.
    Stap,
    /// One that takes no events.
    Other,
}

/// By what an emulator is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProgramForm {
    Name,
    /// What is only given to an emulator of a machine.
    Machine,
    /// The name of a variable.
    Variable,
    /// The name of a function or a script, which may have options of its own.
    Call,
}

const HELPERS: [&str; 2] = ["qemu-pr-helper", "qemu-vmsr-helper"];

/// Programs of QEMU's whose options are others: `-d` makes a daemon of qemu-ga.
const OTHERS: [&str; 5] = ["qemu-ga", "qemu-edid", "qemu-keymap", "qemu-bridge-helper", "qemu-plugin"];

/// What qemu-user is built for.
const TARGETS: [&str; 35] = [
    "aarch64",
    "aarch64_be",
    "alpha",
    "arm",
    "armeb",
    "cris",
    "hexagon",
    "hppa",
    "i386",
    "loongarch64",
    "m68k",
    "microblaze",
    "microblazeel",
    "mips",
    "mips64",
    "mips64el",
    "mipsel",
    "mipsn32",
    "mipsn32el",
    "nios2",
    "or1k",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv32",
    "riscv64",
    "s390x",
    "sh4",
    "sh4eb",
    "sparc",
    "sparc32plus",
    "sparc64",
    "x86_64",
    "xtensa",
    "xtensaeb",
];

/// The program that a word of a command is. A variable, or the first word, may be called after one; behind an
/// option it is a value, as in `make -C qemu`.
pub(super) fn program(gather: &Gather, words: &[Word], index: usize) -> Option<Program> {
    let word = &words[index];
    let base = word.text.bytes.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let is_value = index > 0 && {
        let before = &words[index - 1].text.bytes;
        before.starts_with(b"-") && !matches!(&**before, b"--" | b"--args")
    };
    if let Some(program) = std::str::from_utf8(base).ok().and_then(exact) {
        return Some(program).filter(|_| !is_value || base != b"qemu");
    }
    if is_value || word.text.bytes.starts_with(b"-") || assigned(&word.text).is_some() {
        return None;
    }
    let raw = word.raw.of(gather.source).rsplit(|byte| *byte == b'/').next()?.to_ascii_lowercase();
    if base.contains(&HOLE) {
        return of_speaking_name(&raw);
    }
    let is_first = words[..index].iter().all(|word| assigned(&word.text).is_some());
    is_first.then(|| called(&raw)).flatten()
}

/// What a function or a script stands for that is called after a program.
fn called(name: &[u8]) -> Option<Program> {
    match of_speaking_name(name)? {
        Program::Emulator(_) => Some(Program::Emulator(ProgramForm::Call)),
        tool => {
            let tools = [
                "qemu_img",
                "qemu-img",
                "qemu_io",
                "qemu-io",
                "qemu_nbd",
                "qemu-nbd",
                "qsd",
                "qemu-trace-stap",
            ];
            let is_tool = tools.iter().any(|tool| memmem::find(name, tool.as_bytes()).is_some());
            is_tool.then_some(tool)
        }
    }
}

/// True for the path of a program of QEMU's.
pub(super) fn is_program(word: &[u8]) -> bool {
    let base = word.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    std::str::from_utf8(base).is_ok_and(|base| exact(base).is_some())
}

fn exact(name: &str) -> Option<Program> {
    let name = name.strip_suffix(".exe").unwrap_or(name);
    let is_target = |name: &str| TARGETS.contains(&name.strip_suffix("-static").unwrap_or(name));
    let is_emulator = matches!(name, "qemu" | "qemu-kvm" | "|qemu_system|" | "|qemu_system_x86|")
        || name.strip_prefix("qemu-system-").is_some_and(|target| !target.is_empty());
    match name {
        "qemu-img" => Some(Program::Img),
        "qemu-io" | "qemu-nbd" => Some(Program::Tool),
        "qemu-storage-daemon" => Some(Program::Daemon),
        "qemu-trace-stap" => Some(Program::Stap),
        "qemu-vnc" => Some(Program::Vnc),
        _ if HELPERS.contains(&name) => Some(Program::Helper),
        _ if OTHERS.contains(&name) => Some(Program::Other),
        _ if name.strip_prefix("qemu-").is_some_and(is_target) => Some(Program::User),
        _ => is_emulator.then_some(Program::Emulator(ProgramForm::Name)),
    }
}

/// What a variable, a function or a script stands for that has QEMU in its name.
pub(super) fn of_speaking_name(name: &[u8]) -> Option<Program> {
    let holds = |part: &str| memmem::find(name, part.as_bytes()).is_some();
    if holds("qsd") || holds("qemu") && holds("storage") {
        return Some(Program::Daemon);
    }
    if !holds("qemu") {
        return None;
    }
    Some(match () {
        () if holds("helper") => Program::Helper,
        // qemu-vnc, or an emulator that shows its screen so.
        () if holds("vnc") => Program::Emulator(ProgramForm::Call),
        () if ["_io", "-io", "nbd"].iter().any(|it| holds(it)) => Program::Tool,
        () if holds("img") => Program::Img,
        () if holds("stap") => Program::Stap,
        () if ["qemu_ga", "qemu-ga"].iter().any(|it| holds(it)) => Program::Other,
        () => Program::Emulator(ProgramForm::Variable),
    })
}

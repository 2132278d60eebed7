//! Which program a word of a command is, as far as QEMU's are concerned.

use super::gather::Gather;
use super::shell::{Word, assigned};
use super::text::HOLE;
use memchr::memmem;

/// A program of QEMU's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// An emulator, of a machine or of a process: `-trace`, `--trace`, `-d`.
    Emulator(Sign),
    /// qemu-img: `--trace` and `-T`, before its command.
    Img,
    /// Another tool: `--trace` and `-T`.
    Tool,
}

/// By what an emulator is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Its own name.
    Name,
    /// The name of a variable.
    Variable,
    /// The name of a function or a script, which may have options of its own.
    Call,
}

const TOOLS: [&str; 5] = ["qemu-io", "qemu-nbd", "qemu-storage-daemon", "qemu-pr-helper", "qemu-vmsr-helper"];

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
        Program::Emulator(_) => Some(Program::Emulator(Sign::Call)),
        tool => {
            let tools = ["qemu_img", "qemu-img", "qemu_io", "qemu-io", "qemu_nbd", "qemu-nbd", "qsd"];
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
        || name.strip_prefix("qemu-system-").is_some_and(|target| !target.is_empty())
        || name.strip_prefix("qemu-").is_some_and(is_target);
    match name {
        "qemu-img" => Some(Program::Img),
        _ if TOOLS.contains(&name) => Some(Program::Tool),
        _ => is_emulator.then_some(Program::Emulator(Sign::Name)),
    }
}

/// What a variable, a function or a script stands for that has QEMU in its name.
pub(super) fn of_speaking_name(name: &[u8]) -> Option<Program> {
    let holds = |part: &str| memmem::find(name, part.as_bytes()).is_some();
    if holds("qsd")
        || (holds("qemu") && ["_io", "-io", "nbd", "storage", "helper"].iter().any(|it| holds(it)))
    {
        return Some(Program::Tool);
    }
    match holds("qemu") {
        true if holds("img") => Some(Program::Img),
        true => Some(Program::Emulator(Sign::Variable)),
        false => None,
    }
}

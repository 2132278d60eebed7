//! The words of a command: the options that name events, and commands in words of others.

use super::gather::Gather;
use super::program::{Program, Sign, of_speaking_name, program};
use super::shell::{DEEPEST, Word, assigned, commands};
use super::text::{HOLE, Text};
use super::{SlipKind, monitor, option};

/// What options are taken for QEMU's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// Those behind a program of QEMU's.
    Named,
    /// Also `-trace`, with one dash.
    Dash,
    /// Also `--trace`.
    Any,
}

/// Looks at the words of a command.
pub(super) fn look(gather: &mut Gather, words: &[Word], ground: Ground, depth: usize) {
    let mut known = None;
    let ground = match words.first().and_then(array) {
        Some(name) if of_speaking_name(&name.to_ascii_lowercase()).is_some() => Ground::Any,
        _ => ground,
    };
    let mut has_command = false;
    monitor::look(gather, words);
    for (index, word) in words.iter().enumerate() {
        let value = words.get(index + 1).map(|word| &word.text);
        if let Some(found) = program(gather, words, index) {
            (known, has_command) = (Some(found), false);
            continue;
        }
        inner(gather, word, known, ground, depth);
        // qemu-img takes its own options before the command, which may have others of these names.
        has_command |= known == Some(Program::Img) && !word.text.bytes.starts_with(b"-");
        if !has_command {
            look_at_option(gather, &word.text, value, known, ground);
        }
    }
}

/// The name of the array that begins with a word.
fn array(word: &Word) -> Option<&[u8]> {
    assigned(&word.text).filter(|from| *from == word.text.bytes.len()).map(|from| &word.text.bytes[..from])
}

fn look_at_option(
    gather: &mut Gather,
    word: &Text,
    value: Option<&Text>,
    known: Option<Program>,
    ground: Ground,
) {
    let is_tool = matches!(known, Some(Program::Img | Program::Tool));
    let is_emulator = matches!(known, Some(Program::Emulator(_)));
    let takes_two_dashes = known.is_some() && known != Some(Program::Emulator(Sign::Call));
    match (&*word.bytes, value) {
        (b"-trace", Some(value)) if is_emulator || known.is_none() && ground != Ground::Named => {
            option::trace(gather, value, 0);
        }
        (b"--trace", Some(value)) if takes_two_dashes || ground == Ground::Any => {
            option::trace(gather, value, 0)
        }
        (b"-T", Some(value)) if is_tool => option::trace(gather, value, 0),
        (b"-d", Some(value)) if is_emulator => option::log_items(gather, value),
        (b"-trace-file" | b"--trace-file", _)
            if is_emulator || known.is_none() && ground != Ground::Named =>
        {
            gather.slip(word.whole(), SlipKind::TraceFile);
        }
        (bytes, _) if bytes.starts_with(b"--trace=") && is_tool => option::trace(gather, word, 8),
        (bytes, _)
            if (bytes.starts_with(b"--trace=") || bytes.starts_with(b"-trace="))
                && known == Some(Program::Emulator(Sign::Name))
                && !option::is_synopsis(bytes) =>
        {
            gather.slip(word.whole(), SlipKind::Joined);
        }
        _ => configure(gather, word),
    }
}

/// An option of configure, whose value can only be a list of backends.
fn configure(gather: &mut Gather, word: &Text) {
    const OPTION: &[u8] = b"--enable-trace-backend";
    let Some(rest) = word.bytes.strip_prefix(OPTION) else { return };
    let is_backend = |byte: &u8| byte.is_ascii_lowercase() || *byte == b',';
    let is_value = |value: &[u8]| !value.is_empty() && value.iter().all(is_backend);
    if rest.is_empty() || rest.strip_prefix(b"=").is_some_and(is_value) {
        gather.slip(word.span(0, OPTION.len()), SlipKind::Backend);
    }
}

/// Commands in a word: what a variable is set to, what another program is given to run.
fn inner(gather: &mut Gather, word: &Word, known: Option<Program>, ground: Ground, depth: usize) {
    let from = assigned(&word.text).unwrap_or(0);
    let rest = &word.text.bytes[from..];
    if !word.is_quoted || depth == DEEPEST || !rest.iter().any(u8::is_ascii_whitespace) {
        return;
    }
    let name = word.text.bytes[..from].to_ascii_lowercase();
    let is_option = rest.trim_ascii_start().first().is_some_and(|byte| matches!(*byte, b'-' | HOLE));
    let ground = match () {
        () if !is_option => Ground::Named,
        () if known.is_some() || of_speaking_name(&name).is_some() => Ground::Any,
        () if from > 0 => gather.loose(),
        () => ground,
    };
    for words in commands(&word.text.part(from, word.text.bytes.len())) {
        look(gather, &words, ground, depth + 1);
    }
}

//! The words of a command: the options that name events, and commands in words of others.

use super::gather::{Gather, OptionEvidence};
use super::model::Taker;
use super::option::File;
use super::problem::{CommandProblemKind, LogItem, NoOption};
use super::program::{Program, ProgramForm, of_speaking_name, program};
use super::spelling::{configure, has_file_for_each_thread, is_abbreviated, joined, takes_text};
use super::split::{DEEPEST, commands};
use super::text::{HOLE, Text};
use super::words::{Word, assigned};
use super::{log, monitor, option, stap, tools, tracers, user};
use crate::text::Span;
use memchr::memmem;

/// Looks at the words of a command.
pub(super) fn scan(gather: &mut Gather, words: &[Word], evidence: OptionEvidence, depth: usize) {
    let evidence = match words.first().and_then(array) {
        Some(name) if of_speaking_name(&name.to_ascii_lowercase()).is_some() => OptionEvidence::Any,
        _ => evidence,
    };
    monitor::scan(gather, words);
    tracers::scan(gather, words);
    Line::new(words, evidence, depth, None).scan(gather);
}

/// Looks at options that an emulator of a machine is given.
pub(super) fn scan_machine(gather: &mut Gather, words: &[Word]) {
    monitor::scan(gather, words);
    Line::new(words, OptionEvidence::Any, 0, Some(Program::Emulator(ProgramForm::Machine))).scan(gather);
}

/// The name of the array that begins with a word.
fn array(word: &Word) -> Option<&[u8]> {
    assigned(&word.text).filter(|from| *from == word.text.bytes.len()).map(|from| &word.text.bytes[..from])
}

/// The options of a machine that no emulator of a process has.
const OF_MACHINES: [&[u8]; 14] = [
    b"-M",
    b"-machine",
    b"-m",
    b"-smp",
    b"-drive",
    b"-blockdev",
    b"-device",
    b"-display",
    b"-nographic",
    b"-kernel",
    b"-monitor",
    b"-qmp",
    b"-accel",
    b"-enable-kvm",
];

/// One command.
struct Line<'a> {
    words: &'a [Word],
    evidence: OptionEvidence,
    depth: usize,
    program: Option<Program>,
    /// True behind the command of qemu-img.
    has_command: bool,
    /// The values of `-d`.
    logs: Vec<&'a Text>,
    /// The values of `-trace`.
    traces: Vec<Span>,
    /// What each `-trace` does with the file.
    files: Vec<File>,
    /// True where a file for each thread may be named.
    has_file: bool,
    /// True when the first program behind variables is an emulator of a process.
    is_before_user: Option<bool>,
}

impl<'a> Line<'a> {
    fn new(words: &'a [Word], evidence: OptionEvidence, depth: usize, program: Option<Program>) -> Line<'a> {
        let has_file = has_file_for_each_thread(words);
        let (logs, traces, files) = (Vec::new(), Vec::new(), Vec::new());
        Line {
            words,
            evidence,
            depth,
            program,
            has_command: false,
            logs,
            traces,
            files,
            has_file,
            is_before_user: None,
        }
    }

    /// True when the first program behind a variable, before which there is none, is an emulator of a process.
    fn is_before_user(&mut self, gather: &Gather, index: usize) -> bool {
        *self.is_before_user.get_or_insert_with(|| {
            let mut programs = (index + 1..self.words.len()).filter_map(|at| program(gather, self.words, at));
            programs.next() == Some(Program::User)
        })
    }

    fn scan(mut self, gather: &mut Gather) {
        let mut index = 0;
        while index < self.words.len() {
            let Some(count) = self.step(gather, index) else { break };
            index += count;
        }
        self.finish(gather);
    }

    /// Looks at one word: how many words it is with its value, `None` behind the last that is of interest.
    fn step(&mut self, gather: &mut Gather, index: usize) -> Option<usize> {
        let word = &self.words[index];
        if let Some(found) = program(gather, self.words, index) {
            // What variables say holds for the program behind them.
            if self.program.is_some() || found != Program::User {
                self.finish(gather);
            }
            (self.program, self.has_command) = (Some(found), false);
            return Some(1);
        }
        if self.program.is_none() && user::is_variable(word) {
            let is_sure = self.is_before_user(gather, index);
            let file = user::variable(gather, word, is_sure, self.has_file);
            self.files.extend(file.filter(|_| is_sure));
        }
        match self.program {
            Some(Program::User) => {
                return user::option(gather, &self.words[index..], &mut self.files, self.has_file);
            }
            Some(Program::Stap) => {
                stap::scan(gather, &self.words[index..]);
                return None;
            }
            Some(Program::Other) => return Some(1),
            _ if self.is_tool() && *word.text.bytes == *b"--" => return None,
            _ => {}
        }
        self.inner(gather, word);
        // qemu-img takes its own options before the command, which may have others of these names.
        self.has_command |= self.program == Some(Program::Img) && !word.text.bytes.starts_with(b"-");
        Some(self.option(gather, index))
    }

    fn is_tool(&self) -> bool {
        matches!(
            self.program,
            Some(Program::Img | Program::Tool | Program::Daemon | Program::Helper | Program::Vnc)
        )
    }

    /// True when the program is known by what it is called, or by what is given to nothing else.
    fn is_sure(&self) -> bool {
        matches!(self.program, Some(Program::Emulator(ProgramForm::Name | ProgramForm::Machine)))
    }

    fn taker(&self) -> Taker {
        match self.program {
            Some(Program::User) => Taker::User,
            Some(Program::Img | Program::Tool) => Taker::Tool,
            Some(Program::Daemon) => Taker::Daemon,
            Some(Program::Vnc) => Taker::Vnc,
            _ if self.is_sure() => Taker::Machine,
            _ => Taker::Any,
        }
    }

    /// Looks at an option: how many words it is.
    fn option(&mut self, gather: &mut Gather, index: usize) -> usize {
        let word = &self.words[index].text;
        let value = self.words.get(index + 1).map(|word| &word.text);
        let is_emulator = matches!(self.program, Some(Program::Emulator(_)));
        let is_loose = self.program.is_none() && self.evidence != OptionEvidence::Named;
        let takes_two_dashes = match self.program {
            Some(program) => program != Program::Emulator(ProgramForm::Call),
            None => self.evidence == OptionEvidence::Any,
        };
        match (&*word.bytes, value) {
            (name, Some(_)) if (is_emulator || is_loose) && takes_text(name) => return 2,
            _ if self.has_command => return tools::behind_command(gather, word, value),
            (b"-trace", _) if self.is_tool() => {
                gather.problem(word.whole(), CommandProblemKind::NoOption(NoOption::OneDash))
            }
            (b"-trace", Some(value)) if is_emulator || is_loose => return self.trace(gather, value, 0, 2),
            (b"--trace", Some(value)) if takes_two_dashes => return self.trace(gather, value, 0, 2),
            (b"-trace" | b"--trace", None) if self.is_sure() && gather.is_end(self.words[index].raw) => {
                gather.problem(word.whole(), CommandProblemKind::NoValue);
            }
            (b"-T", Some(value)) if self.is_tool() => return self.trace(gather, value, 0, 2),
            (b"-T", _) if self.is_sure() => {
                gather.problem(word.whole(), CommandProblemKind::NoOption(NoOption::Short))
            }
            (b"-d" | b"--d", Some(value)) if is_emulator => {
                self.logs.push(value);
                return 2;
            }
            (b"-d", Some(value)) if self.evidence == OptionEvidence::Any && self.program.is_none() => {
                log::items(gather, value, Taker::Any, false);
                return 2;
            }
            (b"-trace-file" | b"--trace-file", _) if is_emulator || is_loose => {
                gather.problem(word.whole(), CommandProblemKind::TraceFile);
            }
            (_, value) if self.program == Some(Program::Vnc) => {
                if let Some(from) = tools::of_vnc(gather, word, value.is_some()) {
                    return self.trace(gather, word, from, 1);
                }
            }
            (bytes, value) if self.is_tool() => {
                if let Some(from) = joined(bytes) {
                    return self.trace(gather, word, from, 1);
                }
                match value {
                    Some(value) if is_abbreviated(bytes) => return self.trace(gather, value, 0, 2),
                    _ => {}
                }
            }
            (bytes, _)
                if (bytes.starts_with(b"--trace=") || bytes.starts_with(b"-trace="))
                    && self.is_sure()
                    && !option::is_synopsis(bytes, gather.is_prose()) =>
            {
                gather.problem(word.whole(), CommandProblemKind::Joined);
            }
            _ => configure(gather, word),
        }
        1
    }

    fn trace(&mut self, gather: &mut Gather, text: &Text, from: usize, count: usize) -> usize {
        let file = option::trace(gather, text, from, self.taker());
        self.traces.push(text.span(from, text.bytes.len()));
        self.files.push(file);
        count
    }

    /// Commands in a word: what a variable is set to, what another program is given to run.
    fn inner(&self, gather: &mut Gather, word: &Word) {
        let from = assigned(&word.text).unwrap_or(0);
        let rest = &word.text.bytes[from..];
        let is_of_emulator = from == 0 && self.is_sure();
        if !word.is_quoted
            || self.depth == DEEPEST
            || is_of_emulator
            || !rest.iter().any(u8::is_ascii_whitespace)
        {
            return;
        }
        let name = word.text.bytes[..from].to_ascii_lowercase();
        let is_option = rest.trim_ascii_start().first().is_some_and(|byte| matches!(*byte, b'-' | HOLE));
        let evidence = match () {
            () if !is_option => OptionEvidence::Named,
            () if self.program.is_some() || of_speaking_name(&name).is_some() => OptionEvidence::Any,
            () if from > 0 => gather.loose(),
            () => self.evidence,
        };
        for words in commands(&word.text.part(from, word.text.bytes.len())) {
            scan(gather, &words, evidence, self.depth + 1);
        }
    }

    /// Looks at what only the last of several options decides.
    fn finish(&mut self, gather: &mut Gather) {
        let has = |names: &[&[u8]]| self.words.iter().any(|word| names.contains(&&*word.text.bytes));
        let is_machine = self.is_sure() || self.program.is_some() && has(&OF_MACHINES);
        let logs = std::mem::take(&mut self.logs);
        for (at, text) in logs.iter().enumerate() {
            let is_lost = is_machine && at + 1 < logs.len();
            if is_lost && memmem::find(&text.bytes, b"trace:").is_some() {
                gather.problem(text.whole(), CommandProblemKind::LogLost);
            }
            log::items(gather, text, self.taker(), self.is_sure() && !is_lost);
            if self.is_sure() && !is_lost && !self.has_file && log::is_per_thread(&text.bytes) {
                gather.problem(text.whole(), CommandProblemKind::LogItem(LogItem::PerThread));
            }
        }
        let traces = std::mem::take(&mut self.traces);
        let files = std::mem::take(&mut self.files);
        if self.program == Some(Program::Vnc) {
            let lost = traces.split_last().map_or(&[][..], |(_, lost)| lost);
            lost.iter().for_each(|span| gather.problem(*span, CommandProblemKind::TraceLost));
            return;
        }
        if self.program == Some(Program::Daemon) {
            return; // it opens each file, and one that names none changes nothing
        }
        let last = match files.last() {
            None | Some(File::Unknown) => return,
            Some(File::None) => None,
            Some(File::Set { value, .. }) => Some(value),
        };
        for file in &files {
            if let File::Set { span, value } = file
                && Some(value) != last
            {
                gather.problem(*span, CommandProblemKind::FileLost);
            }
        }
    }
}

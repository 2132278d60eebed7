//! Where the readers put what they find.

use super::kind::{Kind, speaks_of_qemu};
use super::model::{Commands, Mention, Taker, Usage};
use super::not_a_name;
use super::problem::{CommandProblem, CommandProblemKind};
use super::text::Text;
use crate::parse::systemtap::Script;
use crate::qemu::pattern::is_wild;
use crate::text::Span;

/// A text, and what was found in it.
pub(super) struct Gather<'a> {
    pub source: &'a [u8],
    kind: Kind,
    /// True when it says `qemu` anywhere.
    speaks_of_qemu: bool,
    /// Where commands stand, in documentation; `None` where they may stand anywhere.
    commands: Option<Vec<(usize, usize)>>,
    mentions: Vec<Mention>,
    problems: Vec<CommandProblem>,
    lists: Vec<Box<[u8]>>,
    scripts: Vec<Script>,
}

impl<'a> Gather<'a> {
    pub fn new(source: &'a [u8], kind: Kind) -> Gather<'a> {
        let speaks_of_qemu = speaks_of_qemu(source);
        Gather {
            source,
            kind,
            speaks_of_qemu,
            commands: None,
            mentions: Vec::new(),
            problems: Vec::new(),
            lists: Vec::new(),
            scripts: Vec::new(),
        }
    }

    /// What options are taken for that stand alone.
    pub(crate) fn loose(&self) -> OptionEvidence {
        if self.speaks_of_qemu { OptionEvidence::Dash } else { OptionEvidence::Named }
    }

    /// True in documentation.
    pub(crate) fn is_prose(&self) -> bool {
        matches!(self.kind, Kind::Rst | Kind::Markdown | Kind::Plain)
    }

    /// True where a command ends behind a word, in a script.
    pub fn is_end(&self, word: Span) -> bool {
        let rest = self.source[word.end as usize..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        self.is_script() && matches!(rest, None | Some(b'\n' | b';' | b'&' | b'|' | b'#'))
    }

    /// True in a script.
    pub fn is_script(&self) -> bool {
        matches!(self.kind, Kind::Shell | Kind::Make | Kind::Docker | Kind::Unit)
    }

    pub fn is_shell(&self) -> bool {
        self.kind == Kind::Shell
    }

    /// Says that a file, as the source names it, is given to QEMU as an event list.
    pub fn list(&mut self, name: &[u8]) {
        if !self.lists.iter().any(|known| **known == *name) {
            self.lists.push(name.into());
        }
    }

    /// The files that are given to QEMU as event lists, as the source names them.
    pub fn lists(&self) -> Vec<Box<[u8]>> {
        self.lists.clone()
    }

    /// Those whose names stand there as they are.
    pub(crate) fn plain_lists(&self) -> Vec<Box<str>> {
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+./".contains(byte);
        let plain = self.lists.iter().filter(|name| !name.is_empty() && name.iter().all(is_plain));
        plain.map(|name| String::from_utf8_lossy(name).into()).collect()
    }

    /// Adds a name or pattern, or what makes that it can be none; nothing for what is no name for sure, a
    /// placeholder, or put together at run time.
    pub fn mention(&mut self, text: &Text, from: usize, to: usize, usage: Usage, taker: Taker) {
        let bytes = &text.bytes[from..to];
        if let Some((start, end, why)) = not_a_name::of(bytes, self.is_prose(), is_of_monitor(usage)) {
            self.problem(text.span(from + start, from + end), CommandProblemKind::NoName(why));
        }
        let is_capital = !bytes.iter().any(|byte| byte.is_ascii_lowercase() || is_wild(*byte));
        if bytes.is_empty() || is_capital && self.is_prose() || !bytes.iter().all(not_a_name::is_part) {
            return;
        }
        let name = String::from_utf8_lossy(bytes).into();
        let is_prose = self.is_prose();
        self.mentions.push(Mention { name, span: text.span(from, to), usage, taker, is_prose });
    }

    /// Says where in a text commands stand, in their order.
    pub(crate) fn commands_stand_in(&mut self, parts: &[(usize, usize)]) {
        self.commands = Some(parts.to_vec());
    }

    /// Adds what QEMU does not take, where it is meant to.
    pub fn problem(&mut self, span: Span, kind: CommandProblemKind) {
        let holds = |(start, end): &(usize, usize)| (*start..*end).contains(&(span.start as usize));
        if self.commands.as_ref().is_none_or(|parts| parts.iter().any(holds)) {
            self.problems.push(CommandProblem { span, kind });
        }
    }

    /// Adds a script of another tracer.
    pub fn script(&mut self, script: Option<Script>) {
        self.scripts.extend(script);
    }

    /// What was found, each once, in the order of the text; no comments that allow something.
    pub fn finish(mut self) -> Commands {
        self.mentions.sort_by_key(|mention| mention.span);
        self.mentions.dedup_by_key(|mention| mention.span);
        self.problems.sort_by_key(|problem| problem.span);
        self.problems.dedup_by_key(|problem| problem.span);
        let lists = self.plain_lists();
        let Gather { mentions, problems, scripts, .. } = self;
        Commands { mentions, problems, scripts, lists, allows: Vec::new() }
    }
}

/// True where a `-` does not switch an event off.
fn is_of_monitor(usage: Usage) -> bool {
    matches!(usage, Usage::Monitor | Usage::Query | Usage::Set { .. } | Usage::Probe)
}

/// What options are taken for QEMU's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OptionEvidence {
    /// Those behind a program of QEMU's.
    Named,
    /// Also `-trace`, with one dash.
    Dash,
    /// Also `--trace`.
    Any,
}

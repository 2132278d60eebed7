//! What a SystemTap script says: its probes, and what their bodies use.

use crate::parse::allow::Allow;
use crate::text::Span;
use std::sync::Arc;

/// A script in the index.
#[derive(Clone, Debug)]
pub struct SystemTapFile {
    /// Its path as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    pub script: Script,
}

/// What a script says of QEMU.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// Its probes that have something of QEMU among their points.
    pub probes: Vec<Probe>,
    /// The last parts of the names that it gives to probes of its own below `qemu.`.
    pub aliases: Vec<Box<str>>,
    /// The comments that allow findings.
    pub allows: Vec<Allow>,
}

/// A probe: all that is done at some points.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Its points that are QEMU's.
    pub points: Vec<Point>,
    /// The arguments that it uses by number, `$arg1` and so on.
    pub arguments: Vec<Argument>,
    /// The variables that it reads and neither it nor the script sets: those of a tapset.
    pub variables: Vec<Variable>,
    /// The words of the language that stand where only a variable can.
    pub words: Vec<Variable>,
    /// The variables, `$arg1` and the like among them, that it uses as strings, and does not set.
    pub strings: Vec<Variable>,
}

/// How a point names an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `qemu.system.x86_64.NAME`, of tracetool's format `stap`.
    Tapset,
    /// `qemu.system.x86_64.log.NAME`, of `log-stap`.
    Log,
    /// `qemu.system.x86_64.simpletrace.NAME`, of `simpletrace-stap`.
    Simpletrace,
    /// `process("…").mark("NAME")`.
    Mark,
    /// `usdt:…:qemu:NAME` of bpftrace.
    Usdt,
}

/// A point of QEMU's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// How it names an event.
    pub form: Form,
    /// The name, or the pattern: `*` stands for any characters, and in a mark `?` for one.
    pub name: Box<str>,
    pub span: Span,
    /// True behind which a `?` or `!` says that it need not be there.
    pub is_optional: bool,
}

/// A use of an argument by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The number, from 1; bpftrace writes it from 0.
    pub number: usize,
    pub span: Span,
}

/// A variable that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub name: Box<str>,
    /// Where it is first read.
    pub span: Span,
}

impl Form {
    /// True where a tapset sets variables, named as the arguments.
    pub(crate) fn has_variables(self) -> bool {
        matches!(self, Form::Tapset | Form::Log | Form::Simpletrace)
    }
}

impl Point {
    /// True for a pattern.
    pub(crate) fn is_pattern(&self) -> bool {
        self.name.contains('*') || (self.form == Form::Mark && self.name.contains('?'))
    }
}

impl Script {
    /// Gives each place another.
    pub fn moved(mut self, place: impl Fn(Span) -> Span) -> Script {
        for probe in &mut self.probes {
            let points = probe.points.iter_mut().map(|it| &mut it.span);
            let arguments = probe.arguments.iter_mut().map(|it| &mut it.span);
            let variables = [&mut probe.variables, &mut probe.words, &mut probe.strings];
            let variables = variables.into_iter().flatten().map(|it| &mut it.span);
            points.chain(arguments).chain(variables).for_each(|span| *span = place(*span));
        }
        self
    }
}

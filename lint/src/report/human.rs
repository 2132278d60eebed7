//! `--output-format human`: what a person reads at a terminal, drawn by codespan-reporting.
//!
//! codespan-reporting is shown one line at a time, with its number and columns from `LineIndex`,
//! so that terminal, JSON and editor agree; long lines are cut, and nothing in them can drive the
//! terminal.

use super::finding::Finding;
use super::style::{self, BOLD, GUTTER};
use crate::linter::config::Problem;
use crate::rules::rule::Severity;
use crate::text::{Document, Span, is_unprintable, printable};
use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, Config, WriteStyle};
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

/// The most characters of a line that are shown before and after what is marked.
const CONTEXT: usize = 120;

/// Draws findings, with styles as of `anstyle`.
pub struct Human {
    config: Config,
}

impl Default for Human {
    fn default() -> Human {
        Human { config: Config { tab_width: 8, ..Config::default() } }
    }
}

impl Human {
    /// Draws one finding.
    ///
    /// # Errors
    /// When the buffer can't be written to.
    pub fn draw(&self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        let (drawn, lines) = drawn(finding);
        term::emit_to_write_style(&mut Styled(out), &self.config, &lines, &drawn).map_err(io::Error::other)
    }

    /// Draws what is wrong with a configuration.
    ///
    /// # Errors
    /// When the buffer can't be written to.
    pub fn draw_problem(
        &self,
        out: &mut dyn Write,
        document: &Document,
        problem: &Problem,
    ) -> io::Result<()> {
        let mut lines = Lines::default();
        let place = (Cow::Borrowed(&*document.path), document);
        let label = lines.label(LabelStyle::Primary, place, problem.span, "");
        let drawn = Diagnostic::error()
            .with_message(printable(&problem.message))
            .with_labels(vec![label])
            .with_notes(problem.help.iter().map(|help| format!("help: {}", printable(help))).collect());
        term::emit_to_write_style(&mut Styled(out), &self.config, &lines, &drawn).map_err(io::Error::other)
    }
}

/// Writes what codespan-reporting draws in our styles.
struct Styled<'a>(&'a mut dyn Write);

impl Write for Styled<'_> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.write(text)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl WriteStyle for Styled<'_> {
    fn set_header(&mut self, level: Level) -> io::Result<()> {
        write!(self.0, "{}", style::severity(severity(level)))
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        write!(self.0, "{BOLD}")
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        write!(self.0, "{GUTTER}")
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        write!(self.0, "{GUTTER}")
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        write!(self.0, "{GUTTER}")
    }

    fn set_label(&mut self, level: Level, label: LabelStyle) -> io::Result<()> {
        match label {
            LabelStyle::Primary => self.set_header(level),
            LabelStyle::Secondary => write!(self.0, "{GUTTER}"),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        write!(self.0, "{}", anstyle::Reset)
    }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Bug | Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note | Level::Help => Severity::Info,
    }
}

/// A finding as codespan-reporting draws it, and the lines that it shows.
fn drawn(finding: &Finding) -> (Diagnostic<usize>, Lines) {
    let diagnostic = finding.diagnostic;
    let mut lines = Lines::default();
    let primary = (finding.near(&diagnostic.path), finding.document());
    let mut labels = vec![lines.label(LabelStyle::Primary, primary, diagnostic.span, "")];
    for related in &diagnostic.related {
        let (path, document) = finding.related(related);
        let place = (finding.near(path), document);
        labels.push(lines.label(LabelStyle::Secondary, place, related.span, &related.message));
    }
    let severity = match diagnostic.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Note,
    };
    let drawn = Diagnostic::new(severity)
        .with_code(format!("{} {}", diagnostic.rule.code, diagnostic.rule.name))
        .with_message(format!("{}{}", mark(finding), printable(&diagnostic.message)))
        .with_labels(labels)
        .with_notes(diagnostic.help.iter().map(|help| format!("help: {}", printable(help))).collect());
    (drawn, lines)
}

/// What shows that `--fix` alone fixes a finding.
fn mark(finding: &Finding) -> &'static str {
    if finding.fix().is_some_and(|(_, _, fix)| fix.is_safe) { "[*] " } else { "" }
}

/// The lines that one finding shows.
#[derive(Default)]
struct Lines {
    lines: Vec<ShownLine>,
}

/// One line, fit to be shown.
struct ShownLine {
    name: String,
    text: String,
    /// The bytes of `text` before those that stand for something in the file.
    lead: usize,
    number: usize,
    /// The column of the first character shown, counted from 1.
    first_column: usize,
    /// The bytes of the file that are shown.
    span: Span,
}

impl Lines {
    fn label(
        &mut self,
        style: LabelStyle,
        (path, file): (Cow<str>, &Document),
        span: Span,
        message: &str,
    ) -> Label<usize> {
        let end = file.text.len() as u32;
        let span = Span { start: span.start.min(end), end: span.end.min(end) };
        let known = self.lines.iter().position(|line| {
            line.name == *path && line.span.start <= span.start && span.start <= line.span.end
        });
        let index = known.unwrap_or_else(|| {
            self.lines.push(ShownLine::new(path.into_owned(), file, span));
            self.lines.len() - 1
        });
        let line = &self.lines[index];
        let at = |offset: u32| {
            let offset = offset.clamp(line.span.start, line.span.end) - line.span.start;
            line.lead + shown_before(line.span.of(&file.text), offset as usize)
        };
        let range = at(span.start)..at(span.end);
        Label::new(style, index, range).with_message(printable(message))
    }
}

impl ShownLine {
    fn new(name: String, file: &Document, marked: Span) -> ShownLine {
        let number = file.lines.line(marked.start);
        let line = file.lines.span(&file.text, number);
        let start = (marked.start as usize).saturating_sub(CONTEXT).max(line.start as usize);
        let start = boundary(&file.text, start).max(line.start as usize);
        let end = (marked.end as usize).min(marked.start as usize + CONTEXT) + CONTEXT;
        let end = boundary(&file.text, end.min(line.end as usize)).max(start);
        let span = Span::new(start, end);
        let mut text = shown(span.of(&file.text));
        let is_cut = span.start > line.start;
        if is_cut {
            text.insert(0, '…');
        }
        if span.end < line.end {
            text.push('…');
        }
        let lead = if is_cut { '…'.len_utf8() } else { 0 };
        let first_column = file.lines.position(&file.text, span.start).column - usize::from(is_cut);
        ShownLine { name, text, lead, number: number + 1, first_column, span }
    }
}

/// The next offset at or before `offset` that does not split a UTF-8 character.
fn boundary(text: &[u8], offset: usize) -> usize {
    (0..=offset.min(3))
        .map(|back| offset - back)
        .find(|&at| text.get(at).is_none_or(|byte| byte & 0xc0 != 0x80))
        .unwrap_or(offset)
}

/// Bytes as they are shown: what is not UTF-8, and what could drive a terminal, as one mark.
fn shown(text: &[u8]) -> String {
    String::from_utf8_lossy(text).chars().map(shown_character).collect()
}

fn shown_character(character: char) -> char {
    match character {
        '\t' => '\t',
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        character if is_unprintable(character) => '\u{fffd}',
        character => character,
    }
}

/// The length of what is shown of the first `offset` bytes; a character that ends behind them
/// does not count.
fn shown_before(text: &[u8], offset: usize) -> usize {
    let (mut read, mut length) = (0, 0);
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            read += character.len_utf8();
            if read > offset {
                return length;
            }
            length += shown_character(character).len_utf8();
        }
        read += chunk.invalid().len();
        if read > offset || chunk.invalid().is_empty() {
            return length;
        }
        length += char::REPLACEMENT_CHARACTER.len_utf8();
    }
    length
}

impl<'a> Files<'a> for Lines {
    type FileId = usize;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<String, Error> {
        Ok(printable(&self.line(id)?.name).into_owned())
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.line(id)?.text)
    }

    fn line_index(&'a self, _id: usize, _byte: usize) -> Result<usize, Error> {
        Ok(0)
    }

    fn line_number(&'a self, id: usize, _line: usize) -> Result<usize, Error> {
        Ok(self.line(id)?.number)
    }

    fn column_number(&'a self, id: usize, _line: usize, byte: usize) -> Result<usize, Error> {
        let line = self.line(id)?;
        Ok(line.first_column + line.text[..byte.min(line.text.len())].chars().count())
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        match line {
            0 => Ok(0..self.line(id)?.text.len()),
            given => Err(Error::LineTooLarge { given, max: 0 }),
        }
    }
}

impl Lines {
    fn line(&self, id: usize) -> Result<&ShownLine, Error> {
        self.lines.get(id).ok_or(Error::FileMissing)
    }
}

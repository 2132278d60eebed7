//! Where the readers put what they find.

use super::arguments::Ground;
use super::kind::speaks_of_qemu;
use super::text::Text;
use super::{Mention, Slip, SlipKind, Usage};
use crate::catalogue::is_wild;
use crate::text::Span;

/// A text, and what was found in it.
pub(super) struct Gather<'a> {
    pub source: &'a [u8],
    /// True when it says `qemu` anywhere.
    speaks_of_qemu: bool,
    /// Where commands stand, in documentation; `None` where they may stand anywhere.
    commands: Option<Vec<(usize, usize)>>,
    mentions: Vec<Mention>,
    slips: Vec<Slip>,
}

impl<'a> Gather<'a> {
    pub fn new(source: &'a [u8]) -> Gather<'a> {
        let speaks_of_qemu = speaks_of_qemu(source);
        Gather { source, speaks_of_qemu, commands: None, mentions: Vec::new(), slips: Vec::new() }
    }

    /// What options are taken for that stand alone.
    pub fn loose(&self) -> Ground {
        if self.speaks_of_qemu { Ground::Dash } else { Ground::Named }
    }

    /// Adds a name or pattern, unless it is none for sure: a placeholder, or put together at run time.
    pub fn mention(&mut self, text: &Text, from: usize, to: usize, usage: Usage) {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || is_wild(*byte);
        let bytes = &text.bytes[from..to];
        let is_capital = !bytes.iter().any(|byte| byte.is_ascii_lowercase() || is_wild(*byte));
        if bytes.is_empty() || is_capital || !bytes.iter().all(is_part) {
            return;
        }
        let name = String::from_utf8_lossy(bytes).into();
        self.mentions.push(Mention { name, span: text.span(from, to), usage });
    }

    /// Says where in a text commands stand, in their order.
    pub fn commands_stand_in(&mut self, parts: &[(usize, usize)]) {
        self.commands = Some(parts.to_vec());
    }

    /// Adds what QEMU does not take, where it is meant to.
    pub fn slip(&mut self, span: Span, kind: SlipKind) {
        let holds = |(start, end): &(usize, usize)| (*start..*end).contains(&(span.start as usize));
        if self.commands.as_ref().is_none_or(|parts| parts.iter().any(holds)) {
            self.slips.push(Slip { span, kind });
        }
    }

    /// What was found, each once, in the order of the text.
    pub fn finish(mut self) -> (Vec<Mention>, Vec<Slip>) {
        self.mentions.sort_by_key(|mention| mention.span);
        self.mentions.dedup_by_key(|mention| mention.span);
        self.slips.sort_by_key(|slip| slip.span);
        self.slips.dedup_by_key(|slip| slip.span);
        (self.mentions, self.slips)
    }
}

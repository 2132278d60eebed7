//! Where an event is named itself, not by a pattern, in files other than sources.

use super::store::Index;
use crate::parse::event_list::{Reading, intended_entry};
use crate::text::Span;
use std::sync::Arc;

/// A name of an event, and the file that it is in.
pub type Mentioned<'a> = (&'a Arc<str>, Span);

impl Index {
    /// Where event lists name an event, in the order of the files.
    pub fn named_in_lists<'a>(&'a self, name: &str) -> impl Iterator<Item = Mentioned<'a>> {
        self.lists.iter().flat_map(move |list| {
            let lines = list.lines.iter().filter(|line| line.reading != Reading::Comment);
            let spans = lines.map(|line| intended_entry(list, line).pattern);
            spans.filter(|span| list.bytes(*span) == name.as_bytes()).map(|span| (&list.path, span))
        })
    }

    /// Where analysis scripts have a method, and SystemTap scripts a probe, of an event's name.
    pub fn named_in_scripts<'a>(&'a self, name: &str) -> impl Iterator<Item = Mentioned<'a>> {
        let methods = self.scripts.iter().flat_map(move |file| {
            let methods = file.script.classes.iter().flat_map(|class| &class.methods);
            methods.filter(|method| *method.name == *name).map(|method| (&file.path, method.span))
        });
        let probes = self.systemtap_files.iter().flat_map(move |file| {
            let points = file.script.probes.iter().flat_map(|probe| &probe.points);
            points.filter(|point| *point.name == *name).map(|point| (&file.path, point.span))
        });
        methods.chain(probes)
    }

    /// Where commands name an event.
    pub fn named_in_commands<'a>(&'a self, name: &str) -> impl Iterator<Item = Mentioned<'a>> {
        self.command_files.iter().flat_map(move |file| {
            let mentions = file.commands.mentions.iter().filter(|mention| *mention.name == *name);
            mentions.map(|mention| (&file.path, mention.span))
        })
    }
}

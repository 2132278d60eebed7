//! The fields of LTTng's events, as gcc makes them of tracetool's provider and LTTng's own headers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::build::Builder;
use crate::program::repository;
use crate::scratch::write;

/// A field: its name, and whether it is a string.
pub type Field = (String, bool);

/// What was compiled so far: the fields of each event, by its part of the provider's header.
#[derive(Debug, Default)]
pub struct Providers(BTreeMap<String, Vec<Field>>);

/// The part of a header of one event (`ust-events-h`) that is the event's own, where it begins and ends.
fn own(header: &str) -> (usize, usize) {
    let start = header.find("TRACEPOINT_EVENT(").expect("an event");
    (start, start + header[start..].find("#endif").expect("the end of the guard"))
}

fn name(part: &str) -> &str {
    part.lines().nth(2).expect("the name's line").trim().trim_end_matches(',')
}

impl Providers {
    /// Compiles the events of these headers, each of one event; what is there already is not made again.
    pub fn compile(&mut self, builder: &Builder, folder: &Path, headers: &[&str]) {
        loop {
            let mut names = BTreeSet::new();
            let parts = headers.iter().map(|header| (*header, own(header)));
            let parts: Vec<&str> = parts
                .map(|(header, (start, end))| &header[start..end])
                .filter(|part| !self.0.contains_key(*part) && names.insert(name(part)))
                .collect();
            if parts.is_empty() {
                return;
            }
            let (start, end) = own(headers[0]);
            let whole = [&headers[0][..start], &parts.concat(), &headers[0][end..]].concat();
            write(&folder.join("trace-ust.h"), whole);
            let source = repository().join("tests/support/provider_fields.c");
            let printed = builder.printed(&[&source.display().to_string(), "-llttng-ust"]);
            let printed = String::from_utf8(printed).expect("names are ASCII");
            let mut fields: BTreeMap<&str, Vec<Field>> = BTreeMap::new();
            for line in printed.lines() {
                let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
                let words: Vec<&str> = rest.split_whitespace().collect();
                let pairs = words.chunks(2).map(|pair| (pair[0].to_owned(), pair[1] == "string"));
                fields.insert(name, pairs.collect());
            }
            for part in parts {
                let fields = fields.remove(name(part)).unwrap_or_else(|| panic!("not compiled: {part}"));
                self.0.insert(part.to_owned(), fields);
            }
        }
    }

    /// The fields of the event of a header that was compiled.
    pub fn fields(&self, header: &str) -> &[Field] {
        let (start, end) = own(header);
        &self.0[&header[start..end]]
    }
}

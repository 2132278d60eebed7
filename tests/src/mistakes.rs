//! A real tree to make mistakes in: each kind everywhere that it can be made, with all that it breaks
//! worked out beforehand in a plain reading of the tree.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::independent_reader::Plain;
use crate::overlay::Overlay;
use crate::program::check;
use crate::tree::qemu_tree;

/// The rules about more than one file.
pub const RULES: &str = "undeclared-event,unused-event,call-argument-count,twin-confusion,\
swapped-call-arguments,unknown-guard,guard-not-backends,guard-other-event,missing-trace-include,\
unlisted-directory,trace-header,stale-heading,duplicate-event,colliding-events";

/// A finding: rule, path, line, event.
pub type Place = (String, String, usize, String);

/// The finding of a rule.
pub fn place(rule: &str, path: &str, line: usize, event: &str) -> Place {
    (rule.to_owned(), path.to_owned(), line, event.to_owned())
}

/// A tree to make mistakes in.
pub struct Field {
    /// The release.
    pub version: &'static str,
    /// The tree.
    pub overlay: Overlay,
    /// What a plain reading says of it.
    pub plain: Arc<Plain>,
    /// What is found in it as it is.
    pub before: BTreeSet<Place>,
    failures: Vec<String>,
}

/// A line that declares an event.
pub struct Line {
    /// The trace-events file.
    pub path: String,
    /// Its bytes there, with the newline.
    pub range: Range<usize>,
    /// Its text.
    pub text: String,
    /// The bytes of `text` in the parentheses.
    pub inside: Range<usize>,
}

impl Line {
    /// The event's name.
    pub fn name(&self) -> &str {
        self.text[..self.inside.start - 1].split_whitespace().last().expect("an event has a name")
    }

    /// What is in the parentheses.
    pub fn arguments(&self) -> &str {
        &self.text[self.inside.clone()]
    }

    /// A place in the text, as one in the file.
    pub fn at(&self, offset: usize) -> usize {
        self.range.start + offset
    }
}

impl Field {
    /// The tree of a release, in a folder of its own.
    pub fn new(name: &str, version: &'static str) -> Field {
        let tree = qemu_tree(version);
        let overlay = Overlay::new(&format!("{name}-{version}"), &tree);
        let before = found(&overlay, RULES);
        Field { version, overlay, plain: Plain::of(version), before, failures: Vec::new() }
    }

    /// What some rules find in the tree as it is.
    pub fn before(&self, rules: &str) -> BTreeSet<Place> {
        self.before.iter().filter(|place| rules.split(',').any(|rule| rule == place.0)).cloned().collect()
    }

    /// What all rules but some find in the tree as it is.
    pub fn before_without(&self, rules: &str) -> BTreeSet<Place> {
        self.before.iter().filter(|place| rules.split(',').all(|rule| rule != place.0)).cloned().collect()
    }

    /// Makes mistakes, holds what some rules find to what is expected, and mends them.
    pub fn hold(&mut self, what: &str, rules: &str, edits: Edits, expected: &BTreeSet<Place>) {
        let count = edits.count();
        assert!(count > 0, "{} {what}: no mistake was made", self.version);
        edits.apply(&mut self.overlay);
        let found = found(&self.overlay, rules);
        self.overlay.reset();
        let missed: Vec<_> = expected.difference(&found).collect();
        let invented: Vec<_> = found.difference(expected).collect();
        println!("{} {what}: {count} edits, {} findings expected", self.version, expected.len());
        if missed.is_empty() && invented.is_empty() {
            return;
        }
        self.failures.push(format!(
            "{} {what}: {} missed, {} invented\nmissed {:#?}\ninvented {:#?}",
            self.version,
            missed.len(),
            invented.len(),
            &missed[..missed.len().min(12)],
            &invented[..invented.len().min(12)]
        ));
    }

    /// Panics when something was missed or invented.
    pub fn finish(self) {
        assert!(self.failures.is_empty(), "{}", self.failures.join("\n"));
    }

    /// The lines that declare events.
    pub fn lines(&self) -> Vec<Line> {
        let mut found = Vec::new();
        let paths: BTreeSet<&String> = self.plain.declared.iter().map(|event| &event.path).collect();
        for path in paths {
            let text = String::from_utf8(self.overlay.read(path)).expect("events are UTF-8");
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                let range = at..at + line.len();
                at = range.end;
                if line.starts_with('#') || !line.contains('(') {
                    continue;
                }
                let open = line.find('(').expect("an event has parentheses") + 1;
                let close = open + line[open..].find(')').expect("an event has parentheses");
                found.push(Line { path: path.clone(), range, text: line.to_owned(), inside: open..close });
            }
        }
        found
    }
}

fn found(overlay: &Overlay, rules: &str) -> BTreeSet<Place> {
    let findings = check(&overlay.root, &["--select", rules, "."]);
    findings.into_iter().map(|one| (one.rule, one.path, one.line, one.event)).collect()
}

/// Edits of files: which bytes go, and what comes for them; files that go.
#[derive(Default)]
pub struct Edits {
    texts: BTreeMap<String, Vec<(Range<usize>, String)>>,
    removed: BTreeSet<String>,
    moved: Vec<(String, String)>,
}

impl Edits {
    /// Puts a text in the place of some bytes.
    pub fn add(&mut self, path: &str, range: Range<usize>, text: impl Into<String>) {
        self.texts.entry(path.to_owned()).or_default().push((range, text.into()));
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.removed.insert(path.to_owned());
    }

    /// Gives a file another name.
    pub fn rename(&mut self, from: &str, to: &str) {
        self.moved.push((from.to_owned(), to.to_owned()));
    }

    fn count(&self) -> usize {
        self.texts.values().map(Vec::len).sum::<usize>() + self.removed.len() + self.moved.len()
    }

    fn apply(self, overlay: &mut Overlay) {
        for (path, mut edits) in self.texts {
            let text = overlay.read(&path);
            edits.sort_by_key(|(range, _)| range.start);
            let mut changed = Vec::with_capacity(text.len());
            let mut at = 0;
            for (range, new) in edits {
                assert!(range.start >= at, "{path}: edits overlap");
                changed.extend_from_slice(&text[at..range.start]);
                changed.extend_from_slice(new.as_bytes());
                at = range.end;
            }
            changed.extend_from_slice(&text[at..]);
            overlay.write(&path, changed);
        }
        for path in &self.removed {
            overlay.remove(path);
        }
        for (from, to) in &self.moved {
            let text = overlay.read(from);
            overlay.remove(from);
            overlay.write(to, text);
        }
    }
}

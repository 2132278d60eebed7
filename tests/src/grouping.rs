//! Groups what many events have in common, so that a thousand disagreements read as ten.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Groups of examples by shape.
#[derive(Clone, Debug, Default)]
pub struct Groups(BTreeMap<String, Vec<String>>);

impl Groups {
    /// Counts an example under a shape.
    pub fn add(&mut self, shape: String, example: String) {
        self.0.entry(shape).or_default().push(example);
    }

    /// Takes out the groups whose shape is wanted.
    pub fn split_off(&mut self, wanted: impl Fn(&str) -> bool) -> Self {
        let (taken, kept) = std::mem::take(&mut self.0).into_iter().partition(|(shape, _)| wanted(shape));
        self.0 = kept;
        Self(taken)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many examples there are in all.
    pub fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// The shapes.
    pub fn shapes(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The groups, the largest first, with at most `most` examples each.
    pub fn report(&self, most: usize) -> String {
        let mut groups: Vec<(&String, &Vec<String>)> = self.0.iter().collect();
        groups.sort_by_key(|(shape, examples)| (std::cmp::Reverse(examples.len()), (*shape).clone()));
        let mut text = String::new();
        for (shape, examples) in groups {
            writeln!(text, "{:6}  {shape}", examples.len()).expect("a string");
            // Spread over the whole group: neighbours differ least.
            for example in examples.iter().step_by(examples.len().div_ceil(most)) {
                writeln!(text, "            {example}").expect("a string");
            }
        }
        text
    }
}

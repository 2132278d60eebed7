//! The function that references belong to, listed only when it holds some.

use super::model::Function;

/// The function that references belong to. It is listed with the first of them.
#[derive(Default)]
pub(super) struct EnclosingFunction {
    function: Option<Function>,
    index: Option<u32>,
}

/// A function is looked for among so many others, in case a branch of a conditional ended it before.
const MOST_AGAIN: usize = 64;

impl EnclosingFunction {
    /// The owner that is that function.
    pub fn new(function: Function) -> EnclosingFunction {
        EnclosingFunction { function: Some(function), index: None }
    }

    /// Its index among the functions.
    pub fn index(&mut self, functions: &mut Vec<Function>) -> Option<u32> {
        if let Some(function) = self.function.take() {
            let is_same =
                |other: &Function| other.name_span == function.name_span && other.kind == function.kind;
            let again = functions.iter().rev().take(MOST_AGAIN).position(is_same);
            let index = again.map_or(functions.len(), |back| functions.len() - 1 - back);
            if again.is_none() {
                functions.push(function);
            }
            self.index = Some(index as u32);
        }
        self.index
    }

    /// Its index, when it was asked for before.
    pub fn listed(&self) -> Option<u32> {
        self.index
    }
}

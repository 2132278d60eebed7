//! Layers: options, and the text they were read from. A later layer is stronger than an earlier one.

use super::options::Options;
use super::read::{Problem, read};
use crate::text::Document;
use std::sync::Arc;

/// Options and where they come from: a file, or what stands for an argument of the command line.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Their text, under its path as shown, or the name of the argument.
    pub document: Arc<Document>,
    pub options: Options,
}

impl Layer {
    /// Reads a text.
    ///
    /// # Errors
    /// What is wrong with it first.
    pub fn read(document: Arc<Document>) -> Result<Layer, (Arc<Document>, Problem)> {
        match read(&document) {
            Ok(options) => Ok(Layer { document, options }),
            Err(problem) => Err((document, problem)),
        }
    }
}

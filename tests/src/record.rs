//! Writes down what a client and its server say to each other, for those who want to look at it later:
//! a file for each server, a message a line. It says nothing to either.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// The folder that records go to, if it is set.
pub const FOLDER: &str = "TRACE_LINT_MESSAGES";

/// The record of one session.
#[derive(Clone)]
pub struct Record(Arc<Mutex<File>>);

impl Record {
    /// A record named after the test that runs; none where nobody wants one.
    pub fn begin() -> Option<Record> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let folder = PathBuf::from(std::env::var_os(FOLDER)?);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let test = std::thread::current().name().unwrap_or("unnamed").replace("::", "-");
        let path = folder.join(format!("{test}-{number}.jsonl"));
        let file = File::create(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Some(Record(Arc::new(Mutex::new(file))))
    }

    /// Writes a message of the `client` or the `server`.
    pub fn write(&self, from: &str, message: &Value) {
        let line = format!("{}\n", json!([from, message]));
        let mut file = self.0.lock().expect("no writer has panicked");
        file.write_all(line.as_bytes()).expect("the record can be written");
    }
}

//! Asks a QEMU tree's own tracetool, through `support/tracetool_verdicts.py`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::program::repository;

/// What the driver is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reading the line, and the log backend's statements.
    Log,
    /// Reading the line, and every generated file.
    Stages,
}

/// An event as tracetool read it.
#[derive(Clone, Debug)]
pub struct ToolEvent {
    /// The event's name.
    pub name: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// Its properties, sorted.
    pub properties: Vec<String>,
    /// Its arguments, type and name.
    pub args: Vec<(String, String)>,
    /// Its arguments as a C parameter list.
    pub declaration: String,
    /// Its format, as written.
    pub format: String,
}

/// What tracetool says to one line.
#[derive(Clone, Debug)]
pub struct ToolVerdict {
    /// The exception that reading the line raised.
    pub error: Option<String>,
    /// The events read from it.
    pub events: Vec<ToolEvent>,
    /// The exceptions of later stages: the generated file and the exception.
    pub stage_errors: Vec<(String, String)>,
    /// `Mode::Stages`: the text of each generated file, by stage: `h`, `c`, `d`, `rs`, `simple-h`, `simple-c`.
    pub outputs: BTreeMap<String, String>,
    /// `Mode::Log`: the log backend's statements.
    pub log: String,
}

impl ToolVerdict {
    /// The first thing that tracetool refuses, if any: reading, then generating.
    pub fn refusal(&self) -> Option<String> {
        let stage = || self.stage_errors.first().map(|(file, error)| format!("{file}: {error}"));
        self.error.clone().or_else(stage)
    }
}

/// Verdicts on `lines` (without newline; any bytes), in their order, each as a file of its own.
pub fn verdicts(tree: &Path, mode: Mode, lines: &[Vec<u8>]) -> Vec<ToolVerdict> {
    let files: Vec<Vec<u8>> = lines.iter().map(|line| [line, &b"\n"[..]].concat()).collect();
    file_verdicts(tree, mode, &files)
}

/// Verdicts on whole files (any bytes), in their order. With `Mode::Stages`, the file at place N, counted
/// from 0, is the group `cN`.
pub fn file_verdicts(tree: &Path, mode: Mode, files: &[Vec<u8>]) -> Vec<ToolVerdict> {
    let as_latin1 = |file: &Vec<u8>| file.iter().map(|&byte| char::from(byte)).collect::<String>();
    let input = Value::Array(files.iter().map(|file| Value::String(as_latin1(file))).collect()).to_string();
    let driver = repository().join("tests/support/tracetool_verdicts.py");
    let mode = if mode == Mode::Log { "log" } else { "stages" };
    let mut child = Command::new("python3")
        .arg(driver)
        .arg(tree)
        .arg(mode)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).expect("python3 reads"));
    let output = child.wait_with_output().expect("python3 ends");
    writer.join().expect("the writer ends");
    assert!(output.status.success(), "tracetool_verdicts.py: {}", output.status);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("the driver prints JSON");
    let answer = answer.as_array().expect("a list");
    assert_eq!(answer.len(), files.len(), "one verdict a file");
    answer.iter().map(read_verdict).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn read_verdict(value: &Value) -> ToolVerdict {
    let events = value["events"].as_array().expect("a list of events");
    let stages = value["stages"].as_object();
    let outputs = value["outputs"].as_object();
    ToolVerdict {
        error: value["error"].as_str().map(str::to_owned),
        events: events.iter().map(read_event).collect(),
        stage_errors: stages
            .into_iter()
            .flatten()
            .filter_map(|(stage, error)| Some((stage.clone(), error.as_str()?.to_owned())))
            .collect(),
        outputs: outputs.into_iter().flatten().map(|(stage, output)| (stage.clone(), text(output))).collect(),
        log: text(&value["log"]),
    }
}

fn read_event(value: &Value) -> ToolEvent {
    let args = value["args"].as_array().expect("a list of arguments");
    ToolEvent {
        name: text(&value["name"]),
        line: value["line"].as_u64().and_then(|line| usize::try_from(line).ok()).expect("a line number"),
        properties: value["properties"].as_array().into_iter().flatten().map(text).collect(),
        args: args.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect(),
        declaration: text(&value["declaration"]),
        format: text(&value["format"]),
    }
}

//! The programs from Python's package index that `tests/run` installs, and the files that they read for the
//! tests. It never installs anything.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::program::{target_folder, trace_lint};

fn bin() -> PathBuf {
    target_folder().join("oracles-python/bin")
}

/// An installed program, `python` itself among them; panics where it is not there.
pub fn program(name: &str) -> PathBuf {
    let program = bin().join(name);
    assert!(program.exists(), "{} is not there: `tests/run` installs it", program.display());
    program
}

/// `PATH` with trace-lint and the installed programs before all others.
pub fn search_path() -> OsString {
    search_path_after(&[])
}

/// As [`search_path`], after some folders.
pub fn search_path_after(first: &[&Path]) -> OsString {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let ours = trace_lint().parent().expect("a program lies in a folder").to_owned();
    let folders = first.iter().map(|folder| (*folder).to_owned());
    let all = folders.chain([ours, bin()]).chain(std::env::split_paths(&before));
    std::env::join_paths(all).expect("no folder's name has the separator")
}

/// A YAML document, as `PyYAML` reads it; a key that is no text, as `on`, becomes one, as JSON has it.
pub fn yaml(text: &str) -> Value {
    let mut child = Command::new(program("python"))
        .args(["-c", "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.buffer), sys.stdout)"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("Python reads");
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "no YAML:\n{text}");
    serde_json::from_slice(&output.stdout).expect("the output is JSON")
}

//! Runs the program under test and reads its JSON.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// One finding of `trace-lint check --output-format json`, with what the oracles compare.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// The file, as the program names it.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// What the program says is wrong.
    pub message: String,
    /// The event concerned; empty where none is.
    pub event: String,
    /// The host classes it is wrong on; empty for a rule that knows no hosts.
    pub hosts: Vec<String>,
}

/// The repository's root.
pub fn repository() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package lies in the repository").to_path_buf()
}

/// Cargo's target folder.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from)
}

/// The program under test, built once: `$TRACE_LINT`, or what cargo builds.
pub fn trace_lint() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| build("TRACE_LINT", "trace-lint"))
}

/// The language server, built once: `$TRACE_LSP`, or what cargo builds.
pub fn trace_lsp() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| build("TRACE_LSP", "trace-lsp"))
}

/// The program that `variable` names, or else what cargo makes of a package of one program.
fn build(variable: &str, name: &str) -> PathBuf {
    if let Some(program) = std::env::var_os(variable) {
        return PathBuf::from(program);
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        // With the features of the whole workspace, as `tests/run` builds it: others would build all once more.
        .args(["build", "--quiet", "--workspace", "--all-features", "--bin", name])
        .current_dir(repository())
        .status()
        .expect("cargo runs");
    assert!(status.success(), "`cargo build --workspace --bin {name}` failed: {status}");
    let program = target_folder().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} was not built", program.display());
    program
}

/// Runs the program in `folder`; panics on exit status 2 (it could not do its work) or a signal.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(trace_lint())
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", trace_lint().display()));
    let done = matches!(output.status.code(), Some(0 | 1));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(done, "trace-lint {arguments:?}: {}\n{errors}", output.status);
    output
}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// What it printed.
    pub stdout: String,
    /// What it complained of.
    pub stderr: String,
}

/// Runs the program in `folder`, whatever comes of it; panics when it is killed.
pub fn try_run(folder: &Path, arguments: &[&str]) -> Run {
    run_on(folder, arguments, b"")
}

/// As [`try_run`], with something on standard input.
pub fn run_on(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(trace_lint())
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", trace_lint().display()));
    child.stdin.take().expect("a pipe").write_all(input).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the output is UTF-8");
    let status = output.status.code().unwrap_or_else(|| panic!("{arguments:?}: {}", output.status));
    Run { status, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The findings of `trace-lint check --output-format json` with further arguments, run in `folder`.
pub fn check(folder: &Path, arguments: &[&str]) -> Vec<Finding> {
    let mut all = vec!["check", "--output-format", "json"];
    all.extend_from_slice(arguments);
    read_report(&run(folder, &all).stdout)
}

/// The findings of a report in JSON.
pub fn read_report(text: &[u8]) -> Vec<Finding> {
    let report: Value = serde_json::from_slice(text).expect("the report is JSON");
    assert_eq!(report["version"], 1, "the report's version");
    let findings = report["findings"].as_array().expect("findings is a list");
    findings.iter().map(read_finding).collect()
}

fn read_finding(value: &Value) -> Finding {
    let text = |key: &str| value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}")).to_owned();
    let hosts = value["hosts"].as_array().unwrap_or_else(|| panic!("hosts of {value}"));
    let line = value["line"].as_u64().unwrap_or_else(|| panic!("line of {value}"));
    Finding {
        rule: text("rule"),
        severity: text("severity"),
        path: text("path"),
        line: usize::try_from(line).expect("a line number"),
        message: text("message"),
        event: value["event"].as_str().unwrap_or_default().to_owned(),
        hosts: hosts.iter().map(|host| host.as_str().expect("a host's name").to_owned()).collect(),
    }
}

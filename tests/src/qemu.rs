//! Runs a real QEMU that does nothing, and asks it by QMP.

use crate::fixture::line;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// The program.
pub const QEMU: &str = "qemu-system-x86_64";

/// What came of it.
#[derive(Debug)]
pub struct Session {
    /// An answer for each command; none where it ended before.
    pub answers: Vec<Value>,
    /// True when it ended with status 0.
    pub is_well: bool,
    /// What it said on standard error.
    pub stderr: String,
    /// What it said on standard output, the answers among it.
    pub stdout: String,
}

/// The installed QEMU with these arguments, that is given some commands and then told to quit.
pub fn qemu(folder: &Path, arguments: &[&str], commands: &[Value]) -> Session {
    let commands: Vec<_> = commands.iter().map(Value::to_string).collect();
    session(Path::new(QEMU), folder, arguments, &commands)
}

/// The same with any QEMU, and with commands as they are sent.
pub fn session(program: &Path, folder: &Path, arguments: &[&str], commands: &[String]) -> Session {
    let plain = ["-machine", "none", "-display", "none", "-nodefaults", "-S", "-qmp", "stdio"];
    let mut child = Command::new(program)
        .args(plain)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}; it is in Debian's qemu-system-x86", program.display()));
    let mut input = line(r#"{"execute":"qmp_capabilities"}"#);
    commands.iter().for_each(|command| input += &format!("{command}\n"));
    let (mut stdin, mut stderr) = (child.stdin.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    // One that ends at once reads nothing; one that answers must be read while it is asked.
    let asking = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
        stdin
    });
    let listening = std::thread::spawn(move || {
        let mut said = Vec::new();
        stderr.read_to_end(&mut said).expect("a pipe can be read");
        String::from_utf8_lossy(&said).into_owned()
    });
    let mut stdout = String::new();
    let mut answers = Vec::new();
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    // It loses what is not read when it quits; the first answer is that to the greeting.
    while answers.len() <= commands.len() {
        let Some(line) = lines.next() else { break };
        let line = line.expect("UTF-8");
        let answer = serde_json::from_str::<Value>(&line).ok();
        answers.extend(answer.filter(|it| it.get("return").is_some() || it.get("error").is_some()));
        stdout += &(line + "\n");
    }
    let mut stdin = asking.join().expect("the commands are written");
    let _ = stdin.write_all(b"{\"execute\":\"quit\"}\n");
    lines.for_each(|line| stdout += &(line.expect("UTF-8") + "\n"));
    let is_well = child.wait().expect("QEMU ends").success();
    let stderr = listening.join().expect("what it says is read");
    Session { answers: answers.into_iter().skip(1).collect(), is_well, stderr, stdout }
}

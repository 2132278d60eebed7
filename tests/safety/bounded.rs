//! Runs of a program that may neither go on for ever nor take all memory: they are stopped, and told.

use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use trace_lint_tests::program::trace_lint;

/// How long a run may take, on a machine that has other work to do as well.
pub const LIMIT: Duration = Duration::from_secs(20);

/// The memory that a run may have at most, in bytes.
pub const MEMORY: u64 = 200_000_000;

/// What a run came to.
#[derive(Debug)]
pub struct Ended {
    /// The exit status; `None` when a signal ended it.
    pub status: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Ended {
    /// All that it said.
    pub fn said(&self) -> String {
        format!("{}{}", String::from_utf8_lossy(&self.stdout), self.stderr)
    }

    /// It came to one of these, and without a panic.
    #[track_caller]
    pub fn came_to(&self, statuses: &[i32]) -> &Ended {
        let is_known = self.status.is_some_and(|status| statuses.contains(&status));
        let said = self.said();
        assert!(is_known, "{:?}, expected {statuses:?}: {}", self.status, start(&said));
        assert!(!self.stderr.contains("panicked"), "{}", start(&said));
        self
    }

    /// Its errors have each of these words.
    #[track_caller]
    pub fn told(&self, words: &[&str]) -> &Ended {
        for word in words {
            assert!(self.stderr.contains(word), "`{word}` is not in: {}", start(&self.stderr));
        }
        self
    }

    /// Nothing that it said has this word.
    #[track_caller]
    pub fn says_nothing_of(&self, word: &str) -> &Ended {
        let said = self.said();
        assert!(!said.contains(word), "`{word}` is in: {}", start(&said));
        self
    }
}

/// The first lines of a long text.
fn start(text: &str) -> String {
    text.chars().take(3000).collect()
}

/// Runs trace-lint in a folder.
#[track_caller]
pub fn lint(folder: &Path, arguments: &[&str]) -> Ended {
    lint_on(folder, arguments, b"")
}

/// As [`lint`], with something on standard input.
#[track_caller]
pub fn lint_on(folder: &Path, arguments: &[&str], input: &[u8]) -> Ended {
    let mut command = Command::new(trace_lint());
    command.args(arguments).current_dir(folder);
    bounded(command, input)
}

/// As [`lint`], where no file can be longer than some kilobytes, as on a disk that is full.
#[track_caller]
pub fn lint_on_a_full_disk(folder: &Path, arguments: &[&str]) -> Ended {
    // Two blocks of 512 bytes. With the signal ignored a write fails, as it does on such a disk.
    let mut command = Command::new("sh");
    command.args(["-c", r#"trap '' XFSZ; ulimit -f 2; exec "$0" "$@""#]).arg(trace_lint());
    command.args(arguments).current_dir(folder);
    bounded(command, b"")
}

/// Runs a command to its end, unless it takes more than it may.
#[track_caller]
pub fn bounded(command: Command, input: &[u8]) -> Ended {
    within(command, input, MEMORY)
}

/// As [`bounded`], with other memory.
#[track_caller]
pub fn within(mut command: Command, input: &[u8], memory: u64) -> Ended {
    let shown = format!("{command:?}");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap_or_else(|error| panic!("{shown}: {error}"));
    let (mut stdin, input) = (child.stdin.take().expect("a pipe"), input.to_vec());
    thread::spawn(move || stdin.write_all(&input)); // one that has ended reads nothing
    let stdout = gather(child.stdout.take().expect("a pipe"));
    let stderr = gather(child.stderr.take().expect("a pipe"));
    let status = match wait(&mut child, memory) {
        Ok(status) => status,
        Err(excess) => {
            stop(&mut child);
            panic!("stopped: {excess}: {shown}");
        }
    };
    let stdout = stdout.join().expect("it is read");
    let stderr = String::from_utf8_lossy(&stderr.join().expect("it is read")).into_owned();
    Ended { status, stdout, stderr }
}

/// Ends a child, and what it has started. They may have ended by now.
fn stop(child: &mut Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-s", "KILL", "--", &group]).status();
    let _ = child.wait();
}

/// Waits for a child's exit status, or for what it takes too much of.
fn wait(child: &mut Child, memory: u64) -> Result<Option<i32>, String> {
    let end = Instant::now() + LIMIT;
    loop {
        if let Some(status) = child.try_wait().expect("the child can be asked") {
            return Ok(status.code());
        }
        let taken = memory_of(child.id());
        if taken > memory {
            return Err(format!("{} MB of memory, {} MB at most", taken / 1_000_000, memory / 1_000_000));
        }
        if Instant::now() > end {
            return Err(format!("no end in {LIMIT:?}"));
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// The most memory that a process has had so far, in bytes; 0 where the system does not tell.
fn memory_of(process: u32) -> u64 {
    // Until it has become the program that it was started for, its memory is ours.
    let is_begun = std::fs::read_link(format!("/proc/{process}/exe")).ok() != std::env::current_exe().ok();
    if !is_begun {
        return 0;
    }
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

fn gather(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes); // what has come is what there is
        bytes
    })
}

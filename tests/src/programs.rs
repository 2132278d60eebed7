//! Real programs of a QEMU release, as Debian builds them: fetched once by `corpus/qemu-program`.

use crate::program::repository;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The programs of one release.
#[derive(Clone, Debug)]
pub struct Programs {
    /// The release that was asked for.
    pub version: String,
    folder: PathBuf,
}

impl Programs {
    /// Those of a release: `newest`, or the start of a version.
    pub fn of(version: &str) -> Programs {
        let output = Command::new(repository().join("corpus/qemu-program"))
            .arg(version)
            .stderr(Stdio::inherit())
            .output()
            .expect("a shell runs");
        assert!(output.status.success(), "corpus/qemu-program {version} failed");
        let path = String::from_utf8(output.stdout).expect("UTF-8");
        let folder = Path::new(path.trim()).parent().expect("a folder").to_owned();
        Programs { version: version.to_owned(), folder }
    }

    /// A program by its name.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The release as `--qemu-version` takes it, `11.1`: by what a program says of itself.
    pub fn release(&self) -> String {
        let output = Command::new(self.path("qemu-img")).arg("--version").output().expect("it runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        let version = said.split_whitespace().nth(2).expect("`qemu-img version 11.1.3 …`");
        version.splitn(3, '.').take(2).collect::<Vec<_>>().join(".")
    }

    /// What is declared.
    pub fn declared(&self) -> PathBuf {
        self.folder.join("trace-events-all")
    }

    /// The names that a program has.
    pub fn names(&self, name: &str) -> Vec<String> {
        let more: &[&str] = if name.starts_with("qemu-x86") { &["/bin/true"] } else { &[] };
        let output =
            Command::new(self.path(name)).args(["--trace", "help"]).args(more).output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
    }

    /// Runs a program to its end. One with a monitor on standard input is told to quit.
    pub fn run(
        &self,
        name: &str,
        arguments: &[String],
        variables: &[(&str, String)],
        folder: &Path,
    ) -> Output {
        const QUIT: &[u8] = b"{\"execute\":\"qmp_capabilities\"}\n{\"execute\":\"quit\"}\n";
        let mut child = Command::new(self.path(name))
            .args(arguments)
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        // One that ends at once reads nothing.
        let mut stdin = child.stdin.take().expect("a pipe");
        let _ = stdin.write_all(QUIT);
        let output = child.wait_with_output().expect("it ends");
        drop(stdin);
        output
    }
}

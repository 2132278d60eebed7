//! The compilers that judge events, and how they are run.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::diagnostics::{self, Diagnostic};
use crate::preamble::host_class;
use crate::scratch;

/// A compiler for one target.
pub struct Target {
    /// What to call it.
    pub name: String,
    /// The host class it speaks for.
    pub class: &'static str,
    /// The class, or those of its hosts that have one C library.
    pub hosts: &'static str,
    /// gcc, or else clang.
    pub gcc: bool,
    /// The command and its target's options.
    command: Vec<String>,
    /// Whether the system's own headers are read.
    real_headers: bool,
}

/// gcc's targets; the last field: with the system's own headers, too. NetBSD builds with gcc, and differs from
/// 64-bit Linux in its macros alone, which the class's preamble has.
const GCC: [(&str, &[&str], bool); 10] = [
    ("linux-64", &["gcc", "-m64"], true),
    ("linux-64+glibc-2.43", &["gcc", "-m64"], false),
    ("linux-64+musl", &["gcc", "-m64"], false),
    ("netbsd-64", &["gcc", "-m64", "-Ulinux", "-Uunix", "-U__linux__", "-D__NetBSD__"], false),
    ("linux-64", &["s390x-linux-gnu-gcc"], false),
    ("linux-32", &["gcc", "-m32"], false),
    ("linux-32", &["gcc", "-mx32"], false),
    ("linux-32", &["arm-linux-gnueabihf-gcc"], false),
    ("windows-64", &["x86_64-w64-mingw32-gcc"], true),
    ("windows-32", &["i686-w64-mingw32-gcc"], true),
];

const NEWEST_CLANG: &str = "clang-19";
const CLANG: [&str; 2] = ["clang-16", NEWEST_CLANG];

/// clang's targets; those after the first of a class are asked of the newest clang only.
const CLANG_TARGETS: [(&str, &[&str]); 15] = [
    ("linux-64", &["x86_64-linux-gnu", "aarch64-linux-gnu"]),
    ("linux-64+glibc-2.43", &["x86_64-linux-gnu"]),
    ("linux-64+musl", &["x86_64-linux-musl", "aarch64-linux-musl"]),
    ("freebsd-64", &["x86_64-unknown-freebsd", "aarch64-unknown-freebsd"]),
    ("netbsd-64", &["x86_64-unknown-netbsd"]),
    ("macos", &["x86_64-apple-darwin", "arm64-apple-darwin"]),
    ("windows-64", &["x86_64-w64-mingw32"]),
    ("openbsd-64", &["x86_64-unknown-openbsd"]),
    ("wasm64", &["wasm64-unknown-emscripten"]),
    ("linux-32", &["i386-linux-gnu", "armv7-linux-gnueabihf", "x86_64-linux-gnux32"]),
    ("linux-32+glibc-2.43", &["i386-linux-gnu"]),
    ("linux-32+musl", &["i386-linux-musl", "armv7-linux-musleabihf"]),
    ("windows-32", &["i686-w64-mingw32"]),
    ("openbsd-32", &["i386-unknown-openbsd"]),
    ("wasm32", &["wasm32-unknown-emscripten"]),
];

/// The host class of some hosts.
fn class(hosts: &'static str) -> &'static str {
    hosts.split_once('+').map_or(hosts, |(class, _)| class)
}

/// A compiler's name, with the C library where it is not the usual one.
fn name_of(compiler: &str, hosts: &str) -> String {
    hosts.split_once('+').map_or(compiler.to_owned(), |(_, library)| format!("{compiler} ({library})"))
}

/// Every compiler and target; panics when one is not installed.
pub fn targets() -> Vec<Target> {
    let mut targets = Vec::new();
    for (hosts, command, has_headers) in GCC {
        for real_headers in [false, true] {
            if real_headers && !has_headers {
                continue;
            }
            let mut command: Vec<String> = command.iter().map(|&word| word.to_owned()).collect();
            let mut name = name_of(&command.join(" "), hosts);
            if real_headers {
                name.push_str(" (own headers)");
                command.push("-D__USE_MINGW_ANSI_STDIO=1".to_owned());
            }
            targets.push(Target { name, class: class(hosts), hosts, gcc: true, command, real_headers });
        }
    }
    for clang in CLANG {
        for (hosts, triples) in CLANG_TARGETS {
            let asked = if clang == NEWEST_CLANG { triples } else { &triples[..1] };
            for &triple in asked {
                let command = vec![clang.to_owned(), "-target".to_owned(), triple.to_owned()];
                let name = name_of(&format!("{clang} {triple}"), hosts);
                targets.push(Target {
                    name,
                    class: class(hosts),
                    hosts,
                    gcc: false,
                    command,
                    real_headers: false,
                });
            }
        }
    }
    for target in &targets {
        let found = Command::new(&target.command[0]).arg("--version").output();
        assert!(found.is_ok_and(|output| output.status.success()), "{} is not installed", target.command[0]);
    }
    targets
}

impl Target {
    /// Whether it is one of the two that are asked first about an event that may be no C at all.
    pub fn is_native(&self) -> bool {
        matches!(self.name.as_str(), "gcc -m64" | "clang-19 x86_64-linux-gnu")
    }

    /// The compiler, without its target.
    pub fn family(&self) -> &str {
        if self.gcc { "gcc" } else { &self.command[0] }
    }

    /// Writes the target's preamble into `folder` and returns its path.
    fn preamble(&self, folder: &Path) -> PathBuf {
        let family = if self.gcc { "gcc" } else { "clang" };
        let headers = if self.real_headers { "-real" } else { "" };
        let path = folder.join(format!("{}-{family}{headers}.h", self.hosts));
        if !path.exists() {
            let text = host_class(self.hosts).preamble(self.gcc, self.real_headers);
            // Several threads may write the same text: the rename makes it appear whole.
            let unfinished = path.with_extension(format!("{:?}", std::thread::current().id()));
            scratch::write(&unfinished, text);
            std::fs::rename(&unfinished, &path).expect("the preamble is renamed");
        }
        path
    }

    /// Checks the syntax and formats of C files, each on its own; what is said, in the order of the files.
    pub fn check(&self, folder: &Path, files: &[PathBuf]) -> Vec<Vec<Diagnostic>> {
        let mut answers = Vec::new();
        for file in files {
            let mut command = Command::new(&self.command[0]);
            command.args(&self.command[1..]).args(["-fsyntax-only", "-std=gnu11", "-Wformat"]);
            command.arg("-Wno-format-zero-length").arg("-include").arg(self.preamble(folder));
            if self.gcc {
                command.args(["-fmax-errors=0", "-fno-diagnostics-show-caret"]);
            } else {
                command.args(["-ferror-limit=0", "-fno-caret-diagnostics"]);
            }
            if !self.real_headers {
                command.arg("-nostdinc");
            }
            let output = command
                .arg(file)
                .env("LC_ALL", "C.UTF-8")
                .env("LANGUAGE", "C")
                .output()
                .unwrap_or_else(|error| panic!("{}: {error}", self.name));
            let said = String::from_utf8_lossy(&output.stderr);
            let diagnostics = diagnostics::read(&said);
            let explained = output.status.success() || diagnostics.iter().any(|one| one.is_error);
            assert!(explained, "{}: {}\n{said}", self.name, output.status);
            answers.push(diagnostics);
        }
        answers
    }
}

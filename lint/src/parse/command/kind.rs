//! Which files may hold commands, by their names, and which of them may name an event, by a quick search.

use memchr::memmem;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A script of a shell.
    Shell,
    /// Python.
    Python,
    /// JSON, and the QAPI schema with its comments.
    Json,
    /// reStructuredText, also between the tables of a `.hx`.
    Rst,
    /// Markdown.
    Markdown,
    /// Other text.
    Plain,
    /// A makefile.
    Make,
    /// A Dockerfile.
    Docker,
    /// A unit of systemd.
    Unit,
    /// YAML.
    Yaml,
    /// XML.
    Xml,
}

/// How the file of this name is read, as far as the name tells; `None` for one that holds no commands.
pub fn kind(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, suffix) = name.strip_suffix(".inc").unwrap_or(name).rsplit_once('.').unwrap_or((name, ""));
    let kind = match suffix {
        _ if matches!(stem, "Makefile" | "GNUmakefile" | "makefile") => Some(Kind::Make),
        _ if matches!(stem, "Dockerfile" | "Containerfile") => Some(Kind::Docker),
        "mk" | "mak" => Some(Kind::Make),
        "docker" | "dockerfile" | "Dockerfile" => Some(Kind::Docker),
        "service" => Some(Kind::Unit),
        "yml" | "yaml" => Some(Kind::Yaml),
        "xml" => Some(Kind::Xml),
        "sh" | "bash" => Some(Kind::Shell),
        "py" => Some(Kind::Python),
        "json" => Some(Kind::Json),
        "rst" | "hx" => Some(Kind::Rst),
        "md" => Some(Kind::Markdown),
        "txt" => Some(Kind::Plain),
        _ => None,
    }?;
    (!is_beside(path, name)).then_some(kind)
}

/// How a file is read, by its name or, where that has no suffix, as of the tests in tests/qemu-iotests, by its
/// first bytes.
pub fn kind_of(path: &str, text: &[u8]) -> Option<Kind> {
    kind(path).or_else(|| kind_of_script(text).filter(|_| may_be_script(path)))
}

fn kind_of_script(text: &[u8]) -> Option<Kind> {
    let line = text.strip_prefix(b"#!")?.split(|byte| *byte == b'\n').next()?;
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let base = |word: &'static [u8], path: &[u8]| path.rsplit(|byte| *byte == b'/').next() == Some(word);
    let mut program = words.next()?;
    if base(b"env", program) {
        program = words.find(|word| !word.starts_with(b"-"))?;
    }
    let name = program.rsplit(|byte| *byte == b'/').next()?;
    match name {
        b"sh" | b"bash" | b"dash" | b"ksh" | b"zsh" => Some(Kind::Shell),
        _ if name.starts_with(b"python") => Some(Kind::Python),
        _ => None,
    }
}

/// True for the name of a file that may be a script though it has no suffix.
pub(crate) fn may_be_script(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !name.contains('.')
        && name.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
}

/// What holds no commands to be run: what tells of older releases, and the samples of schemas that QEMU's
/// generator is tested with.
fn is_beside(path: &str, name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with("changelog")
        || lower.starts_with("news")
        || matches!(&*lower, "removed-features.rst" | "deprecated.rst")
        || path.split('/').any(|folder| folder == "release-notes")
        || path.starts_with("tests/qapi-schema/")
}

/// True for a text that says QEMU's name anywhere.
pub(super) fn speaks_of_qemu(text: &[u8]) -> bool {
    ["qemu", "QEMU", "Qemu"].iter().any(|name| memmem::find(text, name.as_bytes()).is_some())
}

/// True for a text that may have a command of another tracer.
fn may_name_probes(text: &[u8]) -> bool {
    let has = |part: &[u8]| memmem::find(text, part).is_some();
    (has(b"lttng") || has(b"perf")) && has(b"qemu:")
        || has(b"bpftrace") && has(b"usdt:") && has(b"qemu")
        || has(b"stap") && has(b"probe") && has(b"qemu")
}

/// True for a text that may have a command with events in it. The words of other programs, as `strace:`,
/// `check-tracetool` or a linker's `-Wl,-T`, tell nothing.
pub(crate) fn is_of_interest(text: &[u8]) -> bool {
    let is_inner = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let is_command = |at: usize| {
        let (before, behind) = (&text[..at], &text[at + 5..]);
        let is_begin = !is_inner(before.last()) || before.ends_with(b"-d");
        before.ends_with(b"-") && !is_inner(behind.first())
            || before.ends_with(b"info ")
            || is_begin && (behind.starts_with(b"-") || behind.starts_with(b":"))
    };
    let is_option = |at: usize| {
        let before = text[..at].last();
        !is_inner(before) && !before.is_some_and(|byte| b"-,./+".contains(byte))
    };
    memmem::find_iter(text, b"trace").any(is_command)
        || memmem::find(text, b"QEMU_TRACE").is_some()
        || may_name_probes(text)
        || (memmem::find_iter(text, b"-T").any(is_option) && speaks_of_qemu(text))
}

//! What a file is, by its path: decided here and nowhere else, for every parser, for the search of a tree, and
//! for what the language server watches. It reads no file.

use crate::parse::allow::Marks;

/// The name of a file that declares the events of its directory.
pub(crate) const TRACE_EVENTS: &str = "trace-events";
/// The name of the file with all events of a build.
pub(crate) const TRACE_EVENTS_ALL: &str = "trace-events-all";
/// The path of the file that names the groups of a tree.
pub const MESON: &str = "meson.build";
/// The path of the file that names the groups of a tree before 5.2.
pub(crate) const MAKEFILE: &str = "Makefile.objs";
/// The path of the file that names the release of a tree.
pub const VERSION: &str = "VERSION";
/// The name of the header through which the sources of a directory see its events.
pub(crate) const TRACE_HEADER: &str = "trace.h";
/// The names of a configuration file; of two in one folder the first counts.
pub(crate) const CONFIG_NAMES: [&str; 2] = ["trace-lint.toml", ".trace-lint.toml"];
/// What makes a file an event list whose name does not, in one of its first lines.
pub(crate) const LIST_MARK: &str = "# trace-lint: event-list";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A `trace-events` file: the events of one directory, which make one group.
    Events,
    /// `trace-events-all`: all events of a build.
    BuildEvents,
    /// Another file whose name begins with `trace-events`: read as one where the user names it.
    OtherEvents,
    /// An event list, as `-trace events=FILE` takes it.
    EventList,
    /// A source of C, Objective-C, C++ or Rust.
    Source(Language),
    /// A Python file: it may be an analysis script, and may have commands.
    Script,
    /// A SystemTap script.
    SystemTap,
    /// A bpftrace script.
    Bpftrace,
    /// A file of the QAPI schema.
    Schema,
    /// The tree's meson.build, or before 5.2 its Makefile.objs, which names its groups.
    Meson,
    /// The meson.build of a folder.
    SubMeson,
    /// The file that names the tree's release.
    Version,
    /// A configuration of trace-lint.
    Config,
    /// What git ignores, and so the walk does.
    GitIgnore,
    /// Anything else. It may have commands.
    Other,
}

/// The languages of sources that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// C, Objective-C and C++.
    C,
    /// Rust.
    Rust,
}

/// The kinds of files that have a name of their own.
const BY_NAME: [(&str, FileKind); 9] = [
    (TRACE_EVENTS, FileKind::Events),
    (TRACE_EVENTS_ALL, FileKind::BuildEvents),
    ("trace-events-list", FileKind::EventList),
    (VERSION, FileKind::Version),
    (MESON, FileKind::Meson),
    (MAKEFILE, FileKind::Meson),
    (CONFIG_NAMES[0], FileKind::Config),
    (CONFIG_NAMES[1], FileKind::Config),
    (".gitignore", FileKind::GitIgnore),
];

/// The kinds of files that are known by what stands behind the last dot of their names.
const BY_SUFFIX: [(&str, FileKind); 21] = [
    ("c", FileKind::Source(Language::C)),
    ("h", FileKind::Source(Language::C)),
    ("m", FileKind::Source(Language::C)),
    ("mm", FileKind::Source(Language::C)),
    ("cc", FileKind::Source(Language::C)),
    ("cpp", FileKind::Source(Language::C)),
    ("cxx", FileKind::Source(Language::C)),
    ("c++", FileKind::Source(Language::C)),
    ("hh", FileKind::Source(Language::C)),
    ("hpp", FileKind::Source(Language::C)),
    ("hxx", FileKind::Source(Language::C)),
    ("h++", FileKind::Source(Language::C)),
    ("inc", FileKind::Source(Language::C)),
    ("inl", FileKind::Source(Language::C)),
    ("ipp", FileKind::Source(Language::C)),
    ("tcc", FileKind::Source(Language::C)),
    ("rs", FileKind::Source(Language::Rust)),
    ("py", FileKind::Script),
    ("stp", FileKind::SystemTap),
    ("bt", FileKind::Bpftrace),
    ("trace-list", FileKind::EventList),
];

impl FileKind {
    /// What the file of this path is, as far as the path tells: relative to the root of its tree, with `/`.
    pub fn of(path: &str) -> FileKind {
        let name = file_name(path);
        if let Some((_, kind)) = BY_NAME.iter().find(|(known, _)| *known == name) {
            return match kind {
                FileKind::Meson if path == MESON || path == MAKEFILE => FileKind::Meson,
                FileKind::Meson if name == MAKEFILE => FileKind::Other,
                FileKind::Meson => FileKind::SubMeson,
                FileKind::Version if path != VERSION => FileKind::Other,
                kind => *kind,
            };
        }
        let suffix = name.rsplit_once('.').map(|(_, suffix)| suffix);
        if let Some((_, kind)) = BY_SUFFIX.iter().find(|(known, _)| Some(*known) == suffix) {
            return *kind;
        }
        if name.starts_with(TRACE_EVENTS) {
            return FileKind::OtherEvents;
        }
        let is_schema = |rest: &str| !rest.contains('/') && suffix == Some("json");
        match path.strip_prefix("qapi/").is_some_and(is_schema) {
            true => FileKind::Schema,
            false => FileKind::Other,
        }
    }

    /// The same for a file that the user names or has open, where a file whose name stands for nothing may say in
    /// its first lines that it is an event list, or be one by the configuration that governs it.
    pub fn of_named(
        path: &str,
        text: impl FnOnce() -> Vec<u8>,
        is_configured: impl FnOnce() -> bool,
    ) -> FileKind {
        let kind = FileKind::of(path);
        let stands_for_nothing = !kind.is_part() && kind.comment_marks().is_none();
        match stands_for_nothing && (is_marked(&text()) || is_configured()) {
            true => FileKind::EventList,
            false => kind,
        }
    }

    /// The language of a source; `None` for what is none.
    pub fn language(self) -> Option<Language> {
        match self {
            FileKind::Source(language) => Some(language),
            _ => None,
        }
    }

    /// True for what is checked only against its tree.
    pub fn is_part(self) -> bool {
        matches!(
            self,
            FileKind::Source(_)
                | FileKind::Script
                | FileKind::SystemTap
                | FileKind::Bpftrace
                | FileKind::Meson
                | FileKind::SubMeson
        )
    }

    /// True for a script that names events, of Python, SystemTap or bpftrace.
    pub fn is_script(self) -> bool {
        matches!(self, FileKind::Script | FileKind::SystemTap | FileKind::Bpftrace)
    }

    /// The marks of the comments that may allow findings in it; `None` where none can.
    pub(crate) fn comment_marks(self) -> Option<Marks> {
        match self {
            FileKind::Events
            | FileKind::BuildEvents
            | FileKind::OtherEvents
            | FileKind::EventList
            | FileKind::Script
            | FileKind::SystemTap => Some(Marks::Hash),
            FileKind::Source(Language::C) | FileKind::Bpftrace => Some(Marks::C),
            FileKind::Source(Language::Rust) => Some(Marks::Rust),
            FileKind::Meson => Some(Marks::Meson),
            FileKind::Schema
            | FileKind::SubMeson
            | FileKind::Version
            | FileKind::Config
            | FileKind::GitIgnore
            | FileKind::Other => None,
        }
    }
}

/// What names a file of a tree that declares no event, whatever stands in it.
const FOREIGN_NAMES: [&str; 9] = [
    "COPYING",
    "COPYING.LIB",
    "Kbuild",
    "Kconfig",
    "Kconfig.host",
    "LICENSE",
    "MAINTAINERS",
    "README",
    "configure",
];

/// What is behind the last dot of such names.
const FOREIGN_SUFFIXES: [&str; 55] = [
    "S", "asm", "awk", "bat", "bmp", "cfg", "cmd", "cocci", "conf", "css", "csv", "dat", "decode", "def",
    "diff", "dts", "dtsi", "el", "go", "html", "ini", "java", "js", "ld", "lds", "lock", "log", "lua", "mod",
    "patch", "php", "pl", "plist", "pm", "png", "po", "pod", "ps1", "rb", "rtf", "s", "sed", "sql", "supp",
    "svg", "swift", "tcl", "tex", "texi", "toml", "ts", "v", "vim", "wxs", "zig",
];

/// True for the path of a file that a name or suffix tells to be another kind of text.
pub(crate) fn is_foreign(path: &str) -> bool {
    let name = file_name(path);
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    !matches!(FileKind::of(path), FileKind::Events | FileKind::BuildEvents | FileKind::OtherEvents)
        && (matches!(FileKind::of(path), FileKind::Version | FileKind::Config | FileKind::GitIgnore)
            || FOREIGN_NAMES.contains(&name)
            || FOREIGN_SUFFIXES.contains(&suffix))
}

/// The language of a source by its name; `None` for what is none.
pub fn language(name: &[u8]) -> Option<Language> {
    FileKind::of(&String::from_utf8_lossy(name)).language()
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// True for the path of a file that holds all events of a build, whose groups are never linked together.
pub(crate) fn is_of_whole_build(path: &str) -> bool {
    path.ends_with(TRACE_EVENTS_ALL)
}

/// True for the path of what others include: a header, or a part of a source.
pub fn is_header(path: &str) -> bool {
    let suffix = file_name(path).rsplit_once('.').map_or("", |(_, suffix)| suffix);
    matches!(suffix, "h" | "hh" | "hpp" | "hxx" | "h++") || is_part_of_source(path)
}

/// True for the path of a part of a source: it has no life, and often no includes, of its own.
pub(crate) fn is_part_of_source(path: &str) -> bool {
    let suffix = file_name(path).rsplit_once('.').map_or("", |(_, suffix)| suffix);
    matches!(suffix, "inc" | "inl" | "ipp" | "tcc")
}

/// True for the path of a header through which the sources of its directory see events.
pub fn is_trace_header(path: &str) -> bool {
    file_name(path) == TRACE_HEADER
}

/// True for a text that says of itself that it is an event list.
fn is_marked(text: &[u8]) -> bool {
    const FIRST_LINES: usize = 10;
    let text = &text[..text.len().min(4096)];
    let mut lines = text.split(|byte| *byte == b'\n').take(FIRST_LINES);
    lines.any(|line| line.trim_ascii_end() == LIST_MARK.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_path() {
        let check = |path: &str, expected: FileKind| assert_eq!(FileKind::of(path), expected, "{path}");
        check("hw/a/trace-events", FileKind::Events);
        check("trace-events-all", FileKind::BuildEvents);
        check("a/trace-events.orig", FileKind::OtherEvents);
        check("trace-events-list", FileKind::EventList);
        check("a/x.trace-list", FileKind::EventList);
        check("a/x.c.inc", FileKind::Source(Language::C));
        check("a/x.rs", FileKind::Source(Language::Rust));
        for suffix in ["cxx", "c++", "hh", "hpp", "hxx", "h++", "ipp", "inl", "tcc"] {
            check(&format!("a/x.{suffix}"), FileKind::Source(Language::C));
        }
        check("scripts/x.py", FileKind::Script);
        check("x.stp", FileKind::SystemTap);
        check("x.bt", FileKind::Bpftrace);
        check("qapi/x.json", FileKind::Schema);
        check("qapi/a/x.json", FileKind::Other);
        check("qapi/trace-events", FileKind::Events);
        check("meson.build", FileKind::Meson);
        check("hw/meson.build", FileKind::SubMeson);
        check("Makefile.objs", FileKind::Meson);
        check("hw/Makefile.objs", FileKind::Other);
        check("VERSION", FileKind::Version);
        check("a/VERSION", FileKind::Other);
        check("a/.trace-lint.toml", FileKind::Config);
        check("a/.gitignore", FileKind::GitIgnore);
        check("c", FileKind::Other);
        check("", FileKind::Other);
    }

    #[test]
    fn other_texts_are_told_by_name_or_suffix() {
        let check = |path: &str, expected: bool| assert_eq!(is_foreign(path), expected, "{path}");
        for path in ["hw/Kconfig", "MAINTAINERS", "VERSION", "pc-bios/a.dts", "a.S", "a.patch", ".gitignore"]
        {
            check(path, true);
        }
        for path in
            ["a", "my-events", "events.txt", "hw/a/trace-events", "trace-events.patch", "trace-events-all"]
        {
            check(path, false);
        }
    }

    #[test]
    fn lists_by_their_first_lines_or_the_configuration() {
        let check = |path: &str, text: &str, is_configured: bool, expected: bool| {
            let found = FileKind::of_named(path, || text.into(), || is_configured);
            assert_eq!(found == FileKind::EventList, expected, "{path} {text:?} {is_configured}");
        };
        let marked = "# trace-lint: event-list\r\na\n";
        check("a/x.trace-list", "", false, true);
        check("trace-events-list", "", false, true);
        check("a/x.txt", "a\n", false, false);
        check("a/x.txt", "a\n", true, true);
        check("a/x", marked, false, true);
        check("a/x", &format!("{}{marked}", "#\n".repeat(9)), false, true);
        check("a/x", &format!("{}{marked}", "#\n".repeat(10)), false, false);
        for other in ["trace-events", "trace-events-all", "a.c", "a.rs", "a.py", "a.stp", "a/meson.build"] {
            check(other, marked, true, false);
        }
    }
}

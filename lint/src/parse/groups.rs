//! Groups: one directory with a trace-events file is one group, and the build links many.
//!
//! Which directories the build knows, and under which conditions, is read from the list
//! `trace_events_subdirs` in the tree's top level meson.build, or `trace-events-subdirs` in its Makefile.objs
//! (QEMU 2.9 to 5.1). It reads that one list and the comments that allow findings.

use crate::parse::allow::Allow;
use crate::text::Span;

pub(crate) use crate::parse::file_kind::MAKEFILE;
pub use crate::parse::file_kind::MESON;

/// The name of the list in meson.build.
pub const LIST: &str = "trace_events_subdirs";

/// The name of the list in Makefile.objs.
pub const MAKE_LIST: &str = "trace-events-subdirs";

/// The directories that a tree's meson.build or Makefile.objs names, in its order.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// True when Makefile.objs names them: the tree is a QEMU of 2.9 to 5.1.
    pub is_makefile: bool,
    /// Every entry of the list.
    pub directories: Vec<Directory>,
    /// True when there is a list, if only an empty one.
    pub has_list: bool,
    /// Just behind the first bracket that opens it.
    pub opened: Option<u32>,
    /// The comments that allow findings.
    pub allows: Vec<Allow>,
}

/// A directory that the build looks for events in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Its path from the root of the tree, with `/`.
    pub path: Box<str>,
    /// Where meson.build names it, without the quotes.
    pub span: Span,
    /// What must hold for the build to take it, outermost first.
    pub(super) conditions: Vec<Condition>,
}

/// A condition of meson.build, and whether it or its contrary is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) text: Box<str>,
    pub(super) is_true: bool,
}

impl Groups {
    /// The file that has the list.
    pub fn path(&self) -> &'static str {
        if self.is_makefile { MAKEFILE } else { MESON }
    }

    /// The groups of a tree of which these are the files: meson.build, and Makefile.objs where it has no list.
    pub fn read(meson: Option<&[u8]>, makefile: Option<&[u8]>) -> Groups {
        let groups = meson.map(Groups::from_meson).unwrap_or_default();
        let makefile = makefile.filter(|_| !groups.has_list).map(Groups::from_makefile);
        makefile.filter(|makefile| makefile.has_list).unwrap_or(groups)
    }

    /// The entry that names a directory.
    pub fn find(&self, path: &str) -> Option<&Directory> {
        self.directories.iter().find(|directory| &*directory.path == path)
    }

    /// True unless no build links the groups of both directories.
    pub fn are_linked(&self, first: &str, second: &str) -> bool {
        match (self.find(first), self.find(second)) {
            (Some(first), Some(second)) => !first.excludes(second),
            _ => true,
        }
    }
}

impl Directory {
    fn excludes(&self, other: &Directory) -> bool {
        self.conditions.iter().any(|one| other.conditions.iter().any(|two| one.excludes(two)))
    }
}

impl Condition {
    fn excludes(&self, other: &Condition) -> bool {
        if self.text == other.text {
            return self.is_true != other.is_true;
        }
        let systems = (system(&self.text), system(&other.text));
        let differ = matches!(systems, (Some(one), Some(two)) if one != two);
        self.is_true && other.is_true && differ
    }
}

/// The host system that a condition asks for: of two systems no build has both.
fn system(condition: &str) -> Option<&str> {
    match condition {
        "have_linux_user" => Some("linux"),
        "have_bsd_user" | "host_os in bsd_oses" => Some("bsd"),
        _ => {
            let (variable, value) = condition.split_once("==")?;
            let is_host = matches!(variable.trim(), "host_os" | "targetos" | "host_machine.system()");
            is_host.then(|| value.trim().trim_matches('\''))
        }
    }
}

/// The name of the group of a directory, as trace/meson.build makes it: `hw_char` of `hw/char`,
/// `root` of the top level.
pub fn group_name(directory: &str) -> String {
    if directory.is_empty() {
        return "root".into();
    }
    let letter = |character: char| if character.is_ascii_alphanumeric() { character } else { '_' };
    directory.chars().map(letter).collect()
}

/// The directory part of a path, without the last `/`.
pub fn directory_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESON: &str = "
trace_events_subdirs = [
  'block', # 'commented'
  'qom' ]
if have_linux_user and true
endif
if not cc.compiles('''
  if (x) return;
  ''', args: [
  'if'])
  x = 1
endif
if have_linux_user
  trace_events_subdirs += [ 'linux-user' ]
elif other
  trace_events_subdirs += ['other-user']
else
  trace_events_subdirs += 'none'
endif
if have_bsd_user
  trace_events_subdirs += ['bsd-user']
endif
if have_system
  if trace_events_subdirs == ['x']
  endif
  x = ['if', 'else', '''endif''']
  foreach target : targets
    trace_events_subdirs += [
      'hw/char',
    ]
  endforeach
endif
foreach item : [ '.' ] + trace_events_subdirs + qapi_trace_events
endforeach
";

    #[test]
    fn every_entry_is_read() {
        let groups = Groups::from_meson(MESON.as_bytes());
        let found: Vec<_> = groups.directories.iter().map(|directory| &*directory.path).collect();
        assert_eq!(found, ["block", "qom", "linux-user", "other-user", "none", "bsd-user", "hw/char"]);
        for directory in &groups.directories {
            assert_eq!(&MESON[directory.span.range()], &*directory.path);
        }
    }

    #[test]
    fn exclusive_groups_are_never_linked() {
        let groups = Groups::from_meson(MESON.as_bytes());
        let check =
            |first, second, linked| assert_eq!(groups.are_linked(first, second), linked, "{first} {second}");
        check("linux-user", "bsd-user", false);
        check("linux-user", "block", true);
        check("linux-user", "other-user", false);
        check("none", "other-user", false);
        check("none", "bsd-user", true);
        check("hw/char", "bsd-user", true);
        check("", "block", true);
        check("unlisted", "block", true);
    }

    #[test]
    fn names_of_groups() {
        assert_eq!(group_name("hw/char"), "hw_char");
        assert_eq!(group_name("linux-user"), "linux_user");
        assert_eq!(group_name(""), "root");
    }
}

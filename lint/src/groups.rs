//! Groups: one directory with a trace-events file is one group, and the build links many.
//!
//! Which of them one build can link together is read from the conditions in the tree's
//! meson.build under which it names the directories.

use rustc_hash::FxHashMap;

/// The directories that a tree's meson.build names, and the host systems they are limited to.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    systems: FxHashMap<String, System>,
}

/// A host system that excludes the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Linux,
    Bsd,
}

impl Groups {
    /// Reads the groups from the text of the tree's top level meson.build.
    pub fn from_meson(text: &str) -> Groups {
        let mut groups = Groups::default();
        let mut conditions: Vec<Option<System>> = Vec::new();
        let mut in_list = false;
        for line in text.lines().map(|line| line.split('#').next().unwrap_or("").trim()) {
            if let Some(condition) = line.strip_prefix("if ") {
                conditions.push(system(condition));
            } else if let Some(condition) = line.strip_prefix("elif ") {
                conditions.pop();
                conditions.push(system(condition));
            } else if line == "else" {
                conditions.pop();
                conditions.push(None);
            } else if line == "endif" {
                conditions.pop();
            }
            in_list |= is_list_start(line);
            if !in_list {
                continue;
            }
            if let Some(system) = conditions.iter().flatten().next() {
                let directories = line.split('\'').skip(1).step_by(2);
                groups.systems.extend(directories.map(|directory| (directory.to_owned(), *system)));
            }
            in_list = !line.ends_with(']');
        }
        groups
    }

    /// True unless the files of these paths, relative to the root of the tree, belong to groups
    /// that no build links together.
    pub fn are_linked(&self, first: &str, second: &str) -> bool {
        let system = |path: &str| self.systems.get(path.rsplit_once('/')?.0).copied();
        !matches!((system(first), system(second)), (Some(first), Some(second)) if first != second)
    }
}

/// True for a line that sets or extends the list of directories.
pub fn is_list_start(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix("trace_events_subdirs") else { return false };
    let rest = rest.trim_start();
    rest.starts_with("+=") || (rest.starts_with('=') && !rest.starts_with("=="))
}

/// The host system that a condition asks for.
fn system(condition: &str) -> Option<System> {
    match condition.trim() {
        "have_linux_user" | "host_os == 'linux'" | "targetos == 'linux'" => Some(System::Linux),
        "have_bsd_user" | "host_os in bsd_oses" => Some(System::Bsd),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESON: &str = "
trace_events_subdirs = [
  'block',
]
if have_linux_user
  trace_events_subdirs += [ 'linux-user' ]
endif
if have_bsd_user
  trace_events_subdirs += ['bsd-user']
endif
if have_system
  trace_events_subdirs += [
    'hw/char',
  ]
endif
";

    #[test]
    fn exclusive_groups_are_never_linked() {
        let groups = Groups::from_meson(MESON);
        let check =
            |first, second, linked| assert_eq!(groups.are_linked(first, second), linked, "{first} {second}");
        check("linux-user/trace-events", "bsd-user/trace-events", false);
        check("linux-user/trace-events", "block/trace-events", true);
        check("hw/char/trace-events", "bsd-user/trace-events", true);
        check("trace-events", "block/trace-events", true);
    }
}

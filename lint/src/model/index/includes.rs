//! Which groups' headers a source includes: directly, through the headers that it includes, or,
//! for a part of a source such as a `.c.inc`, through those that include it.

use super::source_file::SourceFile;
use crate::parse::events::File;
use crate::parse::events::headings::join;
use crate::parse::file_kind::TRACE_HEADER;
use crate::parse::groups::{directory_of, group_name};
use crate::parse::source::{Include, Language, language};
use crate::qemu::era::Wiring;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What headers and parts of sources include, and who includes what.
#[derive(Clone, Debug, Default)]
pub struct Includes {
    /// The includes of files that were read only for these.
    pub headers: FxHashMap<Arc<str>, Vec<Include>>,
    /// For a part of a source, the files that include it.
    pub includers: FxHashMap<Box<str>, Vec<Arc<str>>>,
}

/// The groups whose headers a source sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupsSeen {
    /// The names of the groups, as in `trace-NAME.h`.
    pub groups: FxHashSet<Box<str>>,
    /// The files of the tree that were included on the way and whose own includes are not known.
    pub unread: Vec<Arc<str>>,
    /// The files of the tree that were looked through, where its own includes did not explain all
    /// that it calls.
    pub through: Vec<Arc<str>>,
}

impl GroupsSeen {
    /// True when the header of a group is seen.
    pub fn sees(&self, group: &str) -> bool {
        self.groups.contains(group)
    }
}

/// Where headers are found: the files of the tree, and what the build generates.
#[derive(Clone, Copy)]
pub struct Headers<'a> {
    pub paths: &'a FxHashSet<Arc<str>>,
    /// The trace-events files, in the order of their paths.
    pub events: &'a [Arc<File>],
    /// Which header declares the events of a source.
    pub wiring: Wiring,
}

impl Headers<'_> {
    /// The group whose header `#include "include"` in `path` means, where the build generates `trace.h` of each
    /// directory: for `trace.h` alone that of the nearest directory with events, the file's own or one above it.
    fn generated_beside(&self, include: &str, path: &str) -> Option<String> {
        if self.wiring != Wiring::Generated {
            return None;
        }
        let has_events = |directory: &str| {
            let path = format!("{directory}/trace-events");
            !directory.is_empty() && self.events.binary_search_by(|file| (*file.path).cmp(&path)).is_ok()
        };
        if include == TRACE_HEADER {
            let above = path.rmatch_indices('/').map(|(end, _)| &path[..end]);
            return above.into_iter().find(|directory| has_events(directory)).map(group_name);
        }
        let directory = include.strip_suffix(TRACE_HEADER)?.strip_suffix('/')?;
        let near = join(directory_of(path), directory);
        [directory, &near].into_iter().find(|directory| has_events(directory)).map(group_name)
    }
}

impl Includes {
    /// What files include, of those whose includes are worth keeping.
    pub fn new<'a>(
        files: impl Iterator<Item = (&'a Arc<str>, &'a [Include])>,
        paths: &FxHashSet<Arc<str>>,
    ) -> Includes {
        let mut found = Includes::default();
        for (path, includes) in files {
            for include in
                includes.iter().filter(|include| include.is_quoted && include.path.ends_with(".inc"))
            {
                if let Some(part) = resolve(&include.path, path, path, paths) {
                    found.includers.entry((**part).into()).or_default().push(path.clone());
                }
            }
            found.headers.insert(path.clone(), includes.to_vec());
        }
        found
    }

    /// The groups that a source sees by what it includes itself, `trace.h` of a directory or a
    /// generated header: nearly all need no more.
    pub(crate) fn seen_directly(&self, file: &SourceFile, headers: Headers) -> GroupsSeen {
        let mut seen = GroupsSeen::default();
        seen.groups.extend(file.source.groups.iter().map(|group| group.name.clone()));
        for include in file.source.includes.iter().filter(|include| include.is_quoted) {
            if let Some(group) = generated_group(&include.path) {
                seen.groups.insert(group.into());
            } else if let Some(group) = headers.generated_beside(&include.path, &file.path) {
                seen.groups.insert(group.into());
            } else if include.path.ends_with("trace.h")
                && let Some(wrapper) = resolve(&include.path, &file.path, &file.path, headers.paths)
            {
                let includes = self.headers.get(wrapper).map_or(&[][..], |includes| includes);
                let groups = includes.iter().filter_map(|include| generated_group(&include.path));
                seen.groups.extend(groups.map(Box::from));
            }
        }
        seen
    }

    /// The groups that a source sees by all that it includes and by those that include it, as far
    /// as the includes of those files are known; `sources` tells those of the sources.
    pub(crate) fn seen_deeply<'a>(
        &'a self,
        file: &'a SourceFile,
        headers: Headers<'a>,
        sources: &'a dyn Fn(&str) -> Option<&'a [Include]>,
    ) -> GroupsSeen {
        let seen = self.seen_directly(file, headers);
        if language(file.path.as_bytes()) != Some(Language::C) {
            return seen;
        }
        let mut search =
            Search { includes: self, headers, visited: FxHashSet::default(), seen, waiting: Vec::new() };
        search.visited.insert(file.path.clone());
        search.follow(&file.path, &file.source.includes, &file.path);
        search.wait_for_includers(&file.path);
        while let Some((path, start)) = search.waiting.pop() {
            search.seen.through.push(path.clone());
            let known = self.headers.get(&path).map(|includes| &**includes);
            match known.or_else(|| sources(&path)) {
                Some(includes) => search.follow(&path, includes, &start),
                None => search.seen.unread.push(path.clone()),
            }
            if path == start {
                search.wait_for_includers(&path);
            }
        }
        search.seen
    }
}

/// A search along includes, each file once.
struct Search<'a> {
    includes: &'a Includes,
    headers: Headers<'a>,
    visited: FxHashSet<Arc<str>>,
    seen: GroupsSeen,
    /// The files to look at, each with the one that the compiler is called for: itself, when it
    /// includes the part of a source that the search began with.
    waiting: Vec<(Arc<str>, Arc<str>)>,
}

impl Search<'_> {
    fn wait_for_includers(&mut self, path: &str) {
        for includer in self.includes.includers.get(path).into_iter().flatten() {
            if self.visited.insert(includer.clone()) {
                self.waiting.push((includer.clone(), includer.clone()));
            }
        }
    }

    /// Adds what the file at `path` sees by these includes; the options of the compiler, which is
    /// called for `start`, find headers.
    fn follow(&mut self, path: &str, includes: &[Include], start: &str) {
        for include in includes.iter().filter(|include| include.is_quoted) {
            if let Some(group) = generated_group(&include.path) {
                self.seen.groups.insert(group.into());
            } else if let Some(group) = self.headers.generated_beside(&include.path, path) {
                self.seen.groups.insert(group.into());
            } else if let Some(found) = resolve(&include.path, path, start, self.headers.paths)
                && self.visited.insert(found.clone())
            {
                self.waiting.push((found.clone(), start.into()));
            }
        }
    }
}

/// The group whose generated header an include names: `hw_char` of `trace/trace-hw_char.h`.
pub fn generated_group(include: &str) -> Option<&str> {
    let name = include.strip_prefix("trace/").unwrap_or(include);
    name.strip_prefix("trace-")?.strip_suffix(".h").filter(|group| !group.contains('/'))
}

/// The file of the tree that `#include "include"` in `path` means, by QEMU's own search path: the
/// file's directory, the root, `include`, and for what is compiled for a target, the target's.
pub fn resolve<'a>(
    include: &str,
    path: &str,
    start: &str,
    paths: &'a FxHashSet<Arc<str>>,
) -> Option<&'a Arc<str>> {
    let near = paths.get(&*join(directory_of(path), include));
    let target = || {
        let mut parts = start.split('/');
        match (parts.next()?, parts.next()?) {
            (first @ ("target" | "linux-user" | "bsd-user"), second) => {
                paths.get(&*join(&format!("{first}/{second}"), include))
            }
            _ => None,
        }
    };
    near.or_else(|| paths.get(include)).or_else(|| paths.get(&*join("include", include))).or_else(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_headers() {
        assert_eq!(generated_group("trace/trace-hw_char.h"), Some("hw_char"));
        assert_eq!(generated_group("trace-root.h"), Some("root"));
        assert_eq!(generated_group("trace/trace-dtrace-x.h"), Some("dtrace-x"));
        assert_eq!(generated_group("trace.h"), None);
        assert_eq!(generated_group("trace/control.h"), None);
    }

    #[test]
    fn headers_are_found_as_the_compiler_finds_them() {
        let paths: FxHashSet<Arc<str>> =
            ["hw/a/trace.h", "include/hw/b.h", "target/arm/trace.h", "block/trace.h"]
                .map(Arc::from)
                .into_iter()
                .collect();
        let check = |include, path, expected: Option<&str>| {
            assert_eq!(
                resolve(include, path, path, &paths).map(|path| &**path),
                expected,
                "{include} {path}"
            );
        };
        check("trace.h", "hw/a/x.c", Some("hw/a/trace.h"));
        check("hw/b.h", "hw/a/x.c", Some("include/hw/b.h"));
        check("trace.h", "target/arm/kvm/x.c", Some("target/arm/trace.h"));
        check("../../block/trace.h", "hw/a/x.c", Some("block/trace.h"));
        check("block/trace.h", "hw/a/x.c", Some("block/trace.h"));
        check("trace.h", "hw/b/x.c", None);
    }
}

//! How the files of a tree are named from the current folder, as compilers and grep name them.

use std::borrow::Cow;
use std::path::{Component, Path};

/// The way from one folder to the files of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelativeTo {
    /// What comes before the paths of a tree that the folder isn't in: empty, or ends in `/`.
    prefix: String,
    /// The folder's path in the tree, part by part, where it is in it.
    inside: Vec<String>,
}

impl RelativeTo {
    /// From `folder` to the tree with this `root`; both absolute and without links. A root that is neither above nor
    /// below the folder is named whole.
    pub fn new(folder: &Path, root: &Path) -> RelativeTo {
        if let Ok(inside) = folder.strip_prefix(root) {
            let part = |part: Component| part.as_os_str().to_string_lossy().into_owned();
            return RelativeTo { prefix: String::new(), inside: inside.components().map(part).collect() };
        }
        let below = root.strip_prefix(folder).unwrap_or(root).to_string_lossy().replace('\\', "/");
        RelativeTo { prefix: below.trim_end_matches('/').to_owned() + "/", inside: Vec::new() }
    }

    /// A path of the tree, which is relative to its root and has `/` between its parts, from the folder.
    pub fn name<'a>(&self, path: &'a str) -> Cow<'a, str> {
        if self.inside.is_empty() {
            return if self.prefix.is_empty() {
                path.into()
            } else {
                format!("{}{path}", self.prefix).into()
            };
        }
        let mut rest = path;
        let mut shared = 0;
        for part in &self.inside {
            match rest.split_once('/') {
                Some((first, behind)) if first == part => rest = behind,
                _ => break,
            }
            shared += 1;
        }
        match self.inside.len() - shared {
            0 => rest.into(),
            up => format!("{}{rest}", "../".repeat(up)).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_every_side() {
        let check = |folder: &str, path: &str, expected: &str| {
            let found = RelativeTo::new(Path::new(folder), Path::new("/a/qemu"));
            assert_eq!(found.name(path), expected, "{folder} {path}");
        };
        check("/a/qemu", "hw/misc/trace-events", "hw/misc/trace-events");
        check("/a/qemu/hw/misc", "hw/misc/trace-events", "trace-events");
        check("/a/qemu/hw", "hw/misc/trace-events", "misc/trace-events");
        check("/a/qemu/hw/misc", "hw/block/trace-events", "../block/trace-events");
        check("/a/qemu/hw/misc", "hw/misc2/trace-events", "../misc2/trace-events");
        check("/a/qemu/hw/misc", "trace-events", "../../trace-events");
        check("/a/qemu/hw", "hw", "../hw");
        check("/a", "hw/misc/trace-events", "qemu/hw/misc/trace-events");
        check("/", "trace-events", "a/qemu/trace-events");
        check("/a/qemu2", "trace-events", "/a/qemu/trace-events");
        check("/b", "trace-events", "/a/qemu/trace-events");
        assert_eq!(RelativeTo::default().name("x"), "x");
    }
}

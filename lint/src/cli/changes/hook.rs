//! What a hook is asked about: git, pre-commit and prek say it in the environment and by the names of files.

use crate::files::{SourceTree, staged_files};
use crate::text::patch::Patch;
use rustc_hash::FxHashSet;
use std::env;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// What a hook is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// What is staged: git is about to commit it.
    Staged,
    /// What has come between two commits: `--from-ref` and `--to-ref` of pre-commit and prek, a push.
    Between(String, String),
    /// The files that are named, as for `--all-files`: by what is staged in them where all of them are staged, else
    /// as a whole. Without names the whole tree, unless something is staged.
    Files,
}

impl Question {
    /// What is asked about.
    pub(super) fn asked() -> Question {
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        match (variable("PRE_COMMIT_FROM_REF"), variable("PRE_COMMIT_TO_REF")) {
            (Some(from), Some(to)) => Question::Between(from, to),
            // git sets it for the hooks of a commit, and pre-commit passes it on.
            _ if env::var_os("GIT_INDEX_FILE").is_some() => Question::Staged,
            _ => Question::Files,
        }
    }
}

/// True when pre-commit or prek runs the program.
pub(super) fn is_hook() -> bool {
    env::var_os("PRE_COMMIT").is_some()
}

/// Files that are judged as a whole.
#[derive(Clone, Debug)]
pub enum Whole {
    /// All of the tree.
    Tree,
    /// These, and what lies in these folders.
    Files(FxHashSet<PathBuf>),
}

impl Whole {
    /// Those of the named files that are judged as a whole in a tree, beside what is staged.
    ///
    /// # Errors
    /// A sentence that says what git could not do.
    pub(super) fn of(
        tree: &SourceTree,
        named: Option<&[PathBuf]>,
        staged: &Patch,
    ) -> Result<Option<Whole>, String> {
        let Some(named) = named else {
            let is_empty = staged.files.is_empty() && staged.removed.is_empty();
            return Ok(is_empty.then_some(Whole::Tree));
        };
        let root = tree.root.as_deref().unwrap_or(Path::new("."));
        let here = Path::new(".").canonicalize().unwrap_or_default();
        let named: FxHashSet<PathBuf> = named.iter().map(|path| here.join(path)).collect();
        let staged = staged_files(root)?;
        let is_staged = |path: &PathBuf| {
            let path = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
            staged.contains(&*path.replace(MAIN_SEPARATOR, "/"))
        };
        // The files of a commit alone, or others too, as for `--all-files`?
        let is_commit = named.iter().filter(|path| path.starts_with(root)).all(is_staged);
        Ok((!is_commit).then_some(Whole::Files(named)))
    }

    /// True for a file of a tree that is judged as a whole.
    pub(super) fn holds(&self, tree: &SourceTree, path: &str) -> bool {
        match self {
            Whole::Tree => true,
            Whole::Files(named) => tree.on_disk(path).ancestors().any(|path| named.contains(path)),
        }
    }
}

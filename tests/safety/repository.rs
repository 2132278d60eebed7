//! Repositories of a test, and programs in them that leave a mark when they are run.

use crate::ground::Ground;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use trace_lint_tests::scratch;

/// Runs git in a folder; what it prints.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@localhost", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git is installed");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Makes a repository of the ground's tree, with two commits and the tag `one` at the first.
pub fn commit(ground: &Ground) {
    let tree = ground.tree();
    git(&tree, &["init", "-q"]);
    git(&tree, &["add", "-A"]);
    git(&tree, &["commit", "-qm", "one"]);
    git(&tree, &["tag", "one"]);
    ground.add(
        r#"
        --- hw/foo/trace-events
        foo_read(int a) "a=%d"
        foo_idle(void) ""
        "#,
    );
    git(&tree, &["commit", "-qam", "two"]);
}

/// Programs outside the tree that leave a mark of their name.
pub struct Marks {
    folder: PathBuf,
}

impl Marks {
    pub fn new(ground: &Ground) -> Marks {
        let folder = ground.outside("marks");
        fs::create_dir_all(&folder).expect("a folder is made");
        Marks { folder }
    }

    /// A shell command that leaves this mark.
    pub fn command(&self, name: &str) -> String {
        let name = name.replace(['/', '*'], "_");
        let path = self.folder.join(format!("{name}.sh"));
        let mark = self.folder.join(&name);
        // A filter has no arguments; whatever else it is, it fails, so that nobody waits for it.
        let text = format!("#!/bin/sh\n: >'{}'\n[ $# -eq 0 ] && exec cat\nexit 1\n", mark.display());
        scratch::write(&path, text);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be run");
        path.to_str().expect("UTF-8").to_owned()
    }

    /// Sets a key of the repository's configuration to a command that leaves the key's mark.
    pub fn set(&self, tree: &Path, key: &str) {
        git(tree, &["config", key, &self.command(key)]);
    }

    /// Sets a key to `!command`, as aliases and credential helpers have it.
    pub fn set_shell(&self, tree: &Path, key: &str) {
        git(tree, &["config", key, &format!("!{}", self.command(key))]);
    }

    /// Puts a hook that leaves its mark into a folder of hooks.
    pub fn hook(&self, hooks: &Path, name: &str) {
        let from = self.command(&format!("hook-{name}"));
        fs::create_dir_all(hooks).expect("a folder is made");
        fs::copy(from, hooks.join(name)).expect("a hook is written");
    }

    /// The marks that were left so far; they are taken away.
    pub fn left(&self) -> Vec<String> {
        let entries =
            fs::read_dir(&self.folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let left: Vec<_> = entries.filter(|path| path.extension().is_none_or(|it| it != "sh")).collect();
        left.iter().for_each(|path| fs::remove_file(path).expect("a mark goes"));
        left.iter().map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
    }
}

/// Every key of git's configuration that names a program, and every hook, of those that a repository can have.
/// The attributes that switch drivers on are set for all files.
pub fn set_all(marks: &Marks, ground: &Ground) {
    let tree = ground.tree();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.askPass",
        "core.gitProxy",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "pager.diff",
        "pager.ls-files",
        "diff.external",
        "diff.all.textconv",
        "diff.all.command",
        "diff.guitool",
        "difftool.all.cmd",
        "merge.all.driver",
        "filter.all.clean",
        "filter.all.smudge",
        "interactive.diffFilter",
        "gpg.program",
        "gpg.ssh.program",
        "sequence.editor",
        "uploadpack.packObjectsHook",
        "remote.origin.uploadpack",
        "remote.origin.receivepack",
        "trailer.x.command",
    ] {
        marks.set(&tree, key);
    }
    for key in ["credential.helper", "alias.diff", "alias.ls-files", "alias.cat-file", "alias.rev-parse"] {
        marks.set_shell(&tree, key);
    }
    git(&tree, &["config", "diff.all.cachetextconv", "true"]);
    scratch::write(&tree.join(".git/info/attributes"), "* diff=all filter=all merge=all\n");
    for hook in [
        "post-index-change",
        "fsmonitor-watchman",
        "query-watchman",
        "pre-commit",
        "post-checkout",
        "post-merge",
        "reference-transaction",
        "pre-auto-gc",
        "post-rewrite",
        "pre-push",
    ] {
        marks.hook(&tree.join(".git/hooks"), hook);
    }
}

//! git in a repository of somebody else: none of its programs runs, and nothing is written.

use crate::bounded::lint;
use crate::ground::{Ground, SECRET, snapshot};
use crate::repository::{Marks, commit, git, set_all};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};
use trace_lint_tests::fixture::line;
use trace_lint_tests::scratch;

/// All that asks git.
const COMMANDS: [&[&str]; 6] = [
    &["check", "--staged"],
    &["check", "--since", "one"],
    &["check", "--since", "HEAD"],
    &["compat", "one", "."],
    &["compat", "one", "HEAD"],
    &["compat", ".", "one"],
];

/// Gives a file of the tree another time and the same text: git looks at it anew.
fn touch(path: &Path) {
    let file = fs::File::options().append(true).open(path).expect("a file");
    file.set_modified(SystemTime::now() - Duration::from_secs(1000)).expect("its time is set");
}

/// A repository with changes that are staged, that are not, that git has to look at, and that it does not know. What
/// is ignored makes every command ask git.
fn changed(name: &str) -> Ground {
    let ground = Ground::new(name);
    ground.write(".gitignore", "*-made.c\n");
    ground.write("hw/foo/foo-made.c", "");
    commit(&ground);
    ground.add(
        r#"
        --- hw/foo/trace.h
        #include "trace/trace-hw_foo.h"

        "#,
    );
    git(&ground.tree(), &["add", "-A"]);
    ground.add(
        r#"
        --- hw/foo/trace-events
        foo_read(int a) "a=%d"
        foo_idle(int b) "%s"
        --- hw/foo/new.c
        #include "trace.h"
        void g(void) { trace_foo_idle(1); }
        "#,
    );
    ground
}

/// Runs all that asks git, and the plain commands, each after a file got another time.
#[track_caller]
fn runs_nothing(ground: &Ground, marks: &Marks, statuses: &[i32]) {
    marks.left();
    let plain: [&[&str]; 4] = [&["check"], &["check", "--diff"], &["audit"], &["config"]];
    for arguments in COMMANDS.iter().chain(&plain) {
        touch(&ground.path("hw/foo/foo.c"));
        touch(&ground.path("meson.build"));
        let ended = lint(&ground.tree(), arguments);
        let left = marks.left();
        assert!(left.is_empty(), "{arguments:?} ran {left:?}: {}", ended.said());
        if COMMANDS.contains(arguments) {
            ended.came_to(statuses);
        }
    }
}

#[test]
fn no_program_of_the_configuration_runs() {
    let ground = changed("git-keys");
    let marks = Marks::new(&ground);
    set_all(&marks, &ground);
    runs_nothing(&ground, &marks, &[0, 1, 2]);
    // The marks are of use: git by hand leaves some.
    touch(&ground.path("hw/foo/foo.c"));
    git(&ground.tree(), &["status"]);
    let left = marks.left();
    for mark in ["core.fsmonitor", "filter.all.clean"] {
        assert!(left.iter().any(|it| it == mark), "{mark}: {left:?}");
    }
}

#[test]
fn no_filter_of_the_tree_runs() {
    for key in ["filter.all.clean", "filter.all.process"] {
        let ground = changed("git-filter");
        ground.write(".gitattributes", "* filter=all\n");
        let marks = Marks::new(&ground);
        marks.set(&ground.tree(), key);
        git(&ground.tree(), &["config", "filter.all.required", "true"]);
        runs_nothing(&ground, &marks, &[0, 1, 2]);
    }
}

#[test]
fn no_hook_runs() {
    for folder in [".git/hooks", "hooks"] {
        let ground = changed("git-hooks");
        let marks = Marks::new(&ground);
        marks.hook(&ground.path(folder), "post-index-change");
        if folder == "hooks" {
            let hooks = ground.path(folder);
            git(&ground.tree(), &["config", "core.hooksPath", hooks.to_str().expect("UTF-8")]);
        }
        runs_nothing(&ground, &marks, &[0, 1]);
        touch(&ground.path("hw/foo/foo.c"));
        git(&ground.tree(), &["status"]);
        assert_eq!(marks.left(), ["hook-post-index-change"], "the hook is of use");
    }
}

/// `git diff` looks into submodules by a git of their own, with their own configuration.
#[test]
fn no_program_of_a_submodule_runs() {
    let ground = changed("git-submodule");
    let sub = ground.path("roms/sub");
    scratch::write(&sub.join("file"), "text\n");
    git(&sub, &["init", "-q"]);
    git(&sub, &["add", "-A"]);
    git(&sub, &["commit", "-qm", "sub"]);
    git(&ground.tree(), &["-c", "advice.addEmbeddedRepo=false", "add", "roms/sub"]);
    let marks = Marks::new(&ground);
    marks.set(&sub, "core.fsmonitor");
    marks.set(&sub, "filter.all.clean");
    scratch::write(&sub.join(".git/info/attributes"), "* filter=all\n");
    touch(&sub.join("file"));
    runs_nothing(&ground, &marks, &[0, 1]);
}

/// A repository that says of itself that some of its objects are elsewhere.
#[test]
fn nothing_is_fetched() {
    for (key, url) in
        [("remote.origin.uploadpack", "../outside/bare"), ("core.sshCommand", "ssh://localhost/nowhere")]
    {
        let ground = changed("git-partial");
        let tree = ground.tree();
        git(&tree, &["init", "-q", "--bare", "../outside/bare"]);
        let marks = Marks::new(&ground);
        for (key, value) in [
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.url", url),
            ("remote.origin.promisor", "true"),
            ("remote.origin.partialCloneFilter", "blob:none"),
        ] {
            git(&tree, &["config", key, value]);
        }
        marks.set(&tree, key);
        let blob = git(&tree, &["rev-parse", "one:hw/foo/trace-events"]);
        fs::remove_file(tree.join(".git/objects").join(&blob[..2]).join(&blob[2..]))
            .expect("the object goes");
        for arguments in [&["compat", "one", "."][..], &["compat", ".", "one"], &["check", "--since", "one"]]
        {
            let ended = lint(&tree, arguments);
            let left = marks.left();
            assert!(left.is_empty(), "{arguments:?} ran {left:?}: {}", ended.said());
            // What is missing is told, not taken for a file that is not there.
            ended.came_to(&[2]);
        }
    }
}

#[test]
fn a_repository_at_the_end_of_a_git_file_runs_nothing() {
    let ground = changed("git-file");
    fs::rename(ground.path(".git"), ground.path("hw/repository")).expect("it moves");
    ground.write(".git", "gitdir: hw/repository\n");
    let marks = Marks::new(&ground);
    marks.set(&ground.tree(), "core.fsmonitor");
    marks.hook(&ground.path("hw/repository/hooks"), "post-index-change");
    runs_nothing(&ground, &marks, &[0, 1, 2]);
}

#[test]
fn a_bare_repository_in_the_tree_runs_nothing() {
    let ground = Ground::new("git-bare");
    git(&ground.tree(), &["init", "-q", "--bare", "."]);
    let marks = Marks::new(&ground);
    marks.set(&ground.tree(), "core.fsmonitor");
    git(&ground.tree(), &["config", "core.bare", "false"]);
    git(&ground.tree(), &["config", "core.worktree", "."]);
    runs_nothing(&ground, &marks, &[0, 1, 2]);
}

#[test]
fn a_work_tree_elsewhere_is_not_read() {
    let ground = changed("git-worktree");
    ground.secret("hw/foo/trace-events", line(&format!(r#"{SECRET}(int a) "%s""#)));
    ground.secret("hw/foo/foo.c", format!("void f(void) {{ trace_{SECRET}(1); }}\n"));
    let outer = ground.outside("");
    git(&ground.tree(), &["config", "core.worktree", outer.to_str().expect("UTF-8")]);
    let before = ground.beside();
    for arguments in COMMANDS {
        lint(&ground.tree(), arguments).came_to(&[0, 1, 2]).says_nothing_of(SECRET);
    }
    assert_eq!(ground.beside(), before);
}

/// The index is git's, and what only reads leaves it and all else of the repository alone.
#[test]
fn a_command_that_reads_writes_nothing() {
    let ground = changed("git-index");
    for arguments in COMMANDS {
        touch(&ground.path("hw/foo/foo.c"));
        let before = snapshot(&ground.path(".git"));
        lint(&ground.tree(), arguments).came_to(&[0, 1]);
        let after = snapshot(&ground.path(".git"));
        let changed: Vec<_> = after.iter().filter(|(path, it)| before.get(*path) != Some(it)).collect();
        let changed: Vec<_> = changed.iter().map(|(path, _)| path).collect();
        assert!(changed.is_empty() && before.len() == after.len(), "{arguments:?}: {changed:?}");
    }
}

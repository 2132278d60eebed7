//! The hooks in the real pre-commit and in prek: a bad commit is refused, a good one let through, and what is
//! committed already is found with `--all-files` and `--from-ref`. The hook that builds the program is held against
//! pre-commit's own check of the manifest; that which takes it from PATH is run.

mod wheel;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use trace_lint_tests::fixture::line;
use trace_lint_tests::program::{repository, target_folder};
use trace_lint_tests::python;
use trace_lint_tests::scratch;

const RUNNERS: [&str; 2] = ["pre-commit", "prek"];

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(if program == "git" { "git".into() } else { python::program(program) });
    if program == "git" {
        command.args(["-c", "user.name=T", "-c", "user.email=t@localhost"]);
    }
    // The tests may be run by a hook themselves.
    for name in ["PRE_COMMIT", "PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF", "GIT_INDEX_FILE", "GIT_DIR"] {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .env("PATH", python::search_path())
        .env("PRE_COMMIT_HOME", target_folder().join("oracles/pre-commit-home"))
        .env("PREK_HOME", target_folder().join("oracles/prek-home"))
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// Whether a run ended well, and all that it said.
fn said(output: &Output) -> (bool, String) {
    let said = [&output.stdout[..], &output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let (is_good, said) = said(&run(folder, "git", arguments));
    assert!(is_good, "git {arguments:?}: {said}");
    said.trim().to_owned()
}

/// A repository with a tree whose commit runs our hooks.
struct Repository {
    folder: PathBuf,
    runner: &'static str,
}

impl Repository {
    fn new(name: &str, runner: &'static str, files: &[(&str, &str)]) -> Repository {
        // The hooks, in a repository of their own as pre-commit wants them.
        let source = scratch::folder(&format!("hooks-{name}-{runner}-source"));
        let hooks = fs::read(repository().join(".pre-commit-hooks.yaml")).expect("a file");
        scratch::write(&source.join(".pre-commit-hooks.yaml"), hooks);
        let folder = scratch::folder(&format!("hooks-{name}-{runner}"));
        files.iter().for_each(|(path, text)| scratch::write(&folder.join(path), text));
        git(&source, &["init", "-q"]);
        git(&source, &["add", "-A"]);
        git(&source, &["commit", "-qm", "begin"]);
        let config = format!(
            "repos:\n  - repo: {}\n    rev: {}\n    hooks:\n      - id: trace-lint-system\n",
            source.display(),
            git(&source, &["rev-parse", "HEAD"])
        );
        scratch::write(&folder.join(".pre-commit-config.yaml"), config);
        git(&folder, &["init", "-q"]);
        let repository = Repository { folder, runner };
        repository.commit("begin");
        repository
    }

    fn write(&self, path: &str, text: &str) {
        scratch::write(&self.folder.join(path), text);
    }

    fn add(&self) {
        git(&self.folder, &["add", "-A"]);
    }

    fn commit(&self, subject: &str) {
        self.add();
        git(&self.folder, &["commit", "-qnm", subject]);
    }

    /// Runs the hooks by hand.
    fn hooks(&self, arguments: &[&str]) -> (bool, String) {
        said(&run(&self.folder, self.runner, &[&["run"], arguments].concat()))
    }

    /// As [`Repository::hooks`], for what is to be found, or nothing.
    fn expect(&self, arguments: &[&str], finding: Option<&str>) {
        let (is_good, said) = self.hooks(arguments);
        assert_eq!(is_good, finding.is_none(), "{} {arguments:?}\n{said}", self.runner);
        assert!(said.contains(finding.unwrap_or("Passed")), "{} {arguments:?}\n{said}", self.runner);
    }
}

const CLEAN: [(&str, &str); 3] =
    [("meson.build", "trace_events_subdirs = []\n"), ("trace-events", "# nothing yet\n"), ("a.c", "\n")];

/// An event with a wrong format, which is also never called.
fn bad() -> String {
    line(r#"bad(int a) "a=%s""#)
}

#[test]
fn the_manifest_is_one() {
    let hooks = repository().join(".pre-commit-hooks.yaml");
    let output = run(&repository(), "pre-commit", &["validate-manifest", hooks.to_str().expect("text")]);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_bad_commit_is_refused_and_a_good_one_let_through() {
    for runner in RUNNERS {
        let tree = Repository::new("commit", runner, &CLEAN);
        let output = run(&tree.folder, runner, &["install"]);
        assert!(output.status.success(), "{output:?}");
        let commit = |arguments: &[&str]| {
            tree.add();
            said(&run(&tree.folder, "git", &[&["commit", "-m", "x"], arguments].concat()))
        };
        tree.write("trace-events", &bad());
        let (is_made, output) = commit(&[]);
        assert!(!is_made && output.contains("TL303"), "{output}");
        tree.write("trace-events", "# nothing bad\n");
        let (is_made, output) = commit(&[]);
        assert!(is_made && output.contains("Passed"), "{output}");

        // Nothing of what is committed already is any business of a later commit.
        tree.write("trace-events", &bad());
        tree.commit("past the hook");
        for arguments in [&["--amend"][..], &["--allow-empty"]] {
            let (is_made, output) = commit(arguments);
            assert!(is_made && output.contains("Passed"), "{arguments:?}\n{output}");
        }

        // A commit that only removes a file.
        tree.write("trace-events", &line(r#"used(void) """#));
        tree.write("b.c", "#include \"trace.h\"\nvoid f(void)\n{\n    trace_used();\n}\n");
        tree.commit("a call");
        fs::remove_file(tree.folder.join("b.c")).expect("the file goes");
        let (is_made, output) = commit(&[]);
        assert!(!is_made && output.contains("TL702"), "{output}");
    }
}

#[test]
fn what_is_committed_is_found() {
    for runner in RUNNERS {
        let tree = Repository::new("committed", runner, &CLEAN);
        tree.write("trace-events", &bad());
        tree.commit("bad");
        tree.write("a.c", "\n\n");
        tree.commit("good");
        tree.expect(&["--all-files"], Some("TL303"));
        tree.expect(&["--files", "trace-events"], Some("TL303"));
        tree.expect(&["--files", "a.c"], None);
        tree.expect(&["--from-ref", "HEAD~2", "--to-ref", "HEAD"], Some("TL303"));
        tree.expect(&["--from-ref", "HEAD~2", "--to-ref", "HEAD~1"], Some("TL303"));
        tree.expect(&["--from-ref", "HEAD~1", "--to-ref", "HEAD"], None);
        // Nothing is staged.
        tree.expect(&[], None);

        // Something harmless is staged.
        tree.write("a.c", "\n\n\n");
        tree.add();
        tree.expect(&[], None);
        tree.expect(&["--all-files"], Some("TL303"));
        tree.commit("good");

        // The revision that is asked about has it, and the files on the disk do not.
        tree.write("trace-events", "# nothing bad\n");
        tree.commit("better");
        tree.expect(&["--all-files"], None);
        tree.expect(&["--from-ref", "HEAD~4", "--to-ref", "HEAD"], None);
        tree.expect(&["--from-ref", "HEAD~4", "--to-ref", "HEAD~2"], Some("TL303"));
        tree.expect(&["--from-ref", "HEAD~1", "--to-ref", "HEAD"], None);

        // Of two branches that part, what the other has is not asked about.
        git(&tree.folder, &["checkout", "-qb", "side", "HEAD~1"]);
        tree.write("a.c", "");
        tree.commit("side");
        tree.expect(&["--from-ref", "HEAD@{1}", "--to-ref", "HEAD"], None);
    }
}

#[test]
fn a_push_of_bad_commits_is_refused() {
    for runner in RUNNERS {
        let tree = Repository::new("push", runner, &CLEAN);
        let remote = scratch::folder(&format!("hooks-push-{runner}-remote"));
        git(&remote, &["init", "-q", "--bare"]);
        git(&tree.folder, &["remote", "add", "origin", remote.to_str().expect("text")]);
        git(&tree.folder, &["push", "-q", "origin", "HEAD:main"]);
        git(&tree.folder, &["fetch", "-q", "origin"]);
        let output = run(&tree.folder, runner, &["install", "-t", "pre-push"]);
        assert!(output.status.success(), "{output:?}");
        tree.write("trace-events", &bad());
        tree.commit("bad");
        tree.write("a.c", "\n\n");
        tree.commit("good");
        // To a branch that is there, and to one that is new.
        for branch in ["main", "other"] {
            let (is_pushed, output) =
                said(&run(&tree.folder, "git", &["push", "origin", &format!("HEAD:refs/heads/{branch}")]));
            assert!(!is_pushed && output.contains("TL303"), "{runner} {branch}\n{output}");
        }
        tree.write("trace-events", "# nothing bad\n");
        tree.commit("better");
        let (is_pushed, output) =
            said(&run(&tree.folder, "git", &["push", "origin", "HEAD:refs/heads/other"]));
        assert!(is_pushed && output.contains("Passed"), "{runner}\n{output}");
    }
}

/// A repository's own hook on the program, which is given no names of files.
#[test]
fn a_local_hook_without_names() {
    for runner in RUNNERS {
        let tree = Repository::new("local", runner, &CLEAN);
        tree.write(
            ".pre-commit-config.yaml",
            "repos:\n  - repo: local\n    hooks:\n      - id: x\n        name: x\n        language: system\n        \
             entry: trace-lint check --staged --force-exclude\n        pass_filenames: false\n",
        );
        tree.write("trace-events", &bad());
        tree.commit("bad");
        tree.expect(&["--all-files"], Some("TL303"));
        tree.expect(&["--from-ref", "HEAD~1", "--to-ref", "HEAD"], Some("TL303"));
        let output = run(&tree.folder, runner, &["install"]);
        assert!(output.status.success(), "{output:?}");
        tree.write("a.c", "\n\n");
        tree.add();
        assert!(run(&tree.folder, "git", &["commit", "-qm", "good"]).status.success());
    }
}

#[test]
fn each_kind_of_file_wakes_the_hooks() {
    for runner in RUNNERS {
        let tree = Repository::new("kinds", runner, &CLEAN);
        tree.write("trace-events", &line(r#"used(void) """#));
        tree.write("a.c", "#include \"trace.h\"\nvoid f(void)\n{\n    trace_used();\n}\n");
        tree.commit("an event");
        for (path, text, finding) in [
            ("a.stp", "probe qemu.system.x86_64.gone { }\n", "TL95"),
            ("docs/a.rst", "::\n\n  qemu-system-x86_64 -trace gone_x\n", "TL921"),
            ("a.sh", "qemu-system-x86_64 -trace gone_x\n", "TL921"),
            ("docs/a.md", "```sh\nqemu-system-x86_64 -trace gone_x\n```\n", "TL921"),
            ("a.trace-list", "gone_x\n", "TL90"),
        ] {
            tree.write(path, text);
            tree.add();
            tree.expect(&[], Some(finding));
            tree.commit(path);
            tree.expect(&["--files", path], Some(finding));
            fs::remove_file(tree.folder.join(path)).expect("the file goes");
            tree.commit("without it");
        }
    }
}

#[test]
fn a_folder_without_a_tree_fails() {
    for runner in RUNNERS {
        let tree = Repository::new("no-tree", runner, &[("a.c", "\n")]);
        tree.expect(&["--all-files"], Some("no trace-events file in this folder"));
        tree.write("a.c", "\n\n");
        tree.add();
        tree.expect(&[], Some("no trace-events file in this folder"));
    }
}

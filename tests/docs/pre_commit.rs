//! The hooks in the real pre-commit: a bad commit is refused, a good one let through. The hook that
//! builds the program is held against pre-commit's own check of the manifest; that which takes it from
//! PATH is run.

use std::path::Path;
use std::process::{Command, Output};
use trace_lint_tests::fixture::line;
use trace_lint_tests::program::{repository, target_folder};
use trace_lint_tests::python;
use trace_lint_tests::scratch;

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(if program == "git" { "git".into() } else { python::program(program) });
    if program == "git" {
        command.args(["-c", "user.name=T", "-c", "user.email=t@localhost"]);
    }
    command
        .args(arguments)
        .env("PATH", python::search_path())
        .env("PRE_COMMIT_HOME", target_folder().join("oracles/pre-commit-home"))
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

/// A hook is passed over where no file of the commit is one that it is for.
#[test]
fn each_file_that_is_read_wakes_the_hooks() {
    let hooks = std::fs::read_to_string(repository().join(".pre-commit-hooks.yaml")).expect("a file");
    for hook in python::yaml(&hooks).as_array().expect("a list") {
        let pattern = hook["files"].as_str().expect("a pattern");
        let wakes = |path: &str| {
            let script = "import re, sys; sys.exit(0 if re.search(sys.argv[1], sys.argv[2]) else 1)";
            let python = Command::new(python::program("python")).args(["-c", script, pattern, path]).status();
            python.expect("Python starts").success()
        };
        for path in [
            "trace-events",
            "hw/a/trace-events",
            "hw/a/a.c",
            "hw/a/trace.h",
            "ui/a.m",
            "qga/a.cpp",
            "target/a/a.c.inc",
            "rust/a/a.rs",
            "meson.build",
            "VERSION",
            "trace-lint.toml",
            "hw/.trace-lint.toml",
            "scripts/a.py",
            "qapi/a.json",
            "a.trace-list",
            "tests/trace-events-list",
        ] {
            assert!(wakes(path), "{path}");
        }
        for path in ["docs/a.rst", "hw/a/trace-events.orig", "tests/a.json", "hw/a/VERSIONS", "a.cfg"] {
            assert!(!wakes(path), "{path}");
        }
    }
}

#[test]
fn a_bad_commit_is_refused_and_a_good_one_let_through() {
    let hooks = repository().join(".pre-commit-hooks.yaml");
    let output = run(&repository(), "pre-commit", &["validate-manifest", hooks.to_str().expect("text")]);
    assert!(output.status.success(), "{output:?}");

    // The hooks, in a repository of their own as pre-commit wants them.
    let source = scratch::folder("pre-commit-source");
    scratch::write(&source.join(".pre-commit-hooks.yaml"), std::fs::read(&hooks).expect("a file"));
    let folder = scratch::folder("pre-commit");
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
    scratch::write(&folder.join("trace-events"), "# nothing yet\n");
    for folder in [&source, &folder] {
        for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "begin"]] {
            assert!(run(folder, "git", arguments).status.success());
        }
    }
    let head = String::from_utf8(run(&source, "git", &["rev-parse", "HEAD"]).stdout).expect("text");
    let config = format!(
        "repos:\n  - repo: {}\n    rev: {}\n    hooks:\n      - id: trace-lint-system\n",
        source.display(),
        head.trim()
    );
    scratch::write(&folder.join(".pre-commit-config.yaml"), config);
    let output = run(&folder, "pre-commit", &["install"]);
    assert!(output.status.success(), "{output:?}");
    let commit = |events: &str| {
        scratch::write(&folder.join("trace-events"), events);
        assert!(run(&folder, "git", &["add", "-A"]).status.success());
        let output = run(&folder, "git", &["commit", "-qm", "x"]);
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    let (is_made, said) = commit(&line(r#"bad(int a) "a=%s""#));
    assert!(!is_made && said.contains("TL303"), "{said}");
    let (is_made, said) = commit("# nothing bad\n");
    assert!(is_made && said.contains("Passed"), "{said}");
}

//! The hooks on a machine without Rust, and the configurations that the page shows.

use super::{CLEAN, RUNNERS, Repository, bad, run, said};
use crate::recipes::recipe;
use std::fs;
use std::path::Path;
use std::process::Command;
use trace_lint_tests::program::{repository, trace_lint};
use trace_lint_tests::{python, scratch};

/// A machine that has git, Python, and the wheel: neither the network nor a compiler.
#[cfg(target_os = "linux")]
#[test]
fn a_hook_from_a_wheel_needs_no_rust() {
    let folder = scratch::folder("hooks-wheel");
    let script = repository().join("tests/support/make_wheel.py");
    let run_in = |program: &Path, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(&folder).output();
        let output = output.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        assert!(output.status.success(), "{arguments:?} {output:?}");
    };
    let text = |path: &Path| path.to_str().expect("text").to_owned();
    let python = python::program("python");
    run_in(&python, &[&text(&script), "wheels", &text(trace_lint())]);
    run_in(&python, &["-m", "venv", "clean"]);
    let install = ["-m", "pip", "install", "-q", "--no-index", "--find-links", "wheels", "trace-lint"];
    run_in(&folder.join("clean/bin/python"), &install);
    for program in ["git", "sh", "env", "basename", "sed", "uname"] {
        run_in(Path::new("sh"), &["-c", &format!("ln -s \"$(command -v {program})\" clean/bin/{program}")]);
    }
    for runner in RUNNERS {
        let tree = Repository::new("wheel", runner, &CLEAN);
        let hooks = || {
            let mut command = Command::new(python::program(runner));
            command.args(["run", "--all-files"]).current_dir(&tree.folder).env_clear();
            let output = command.env("PATH", folder.join("clean/bin")).env("HOME", &folder).output();
            said(&output.expect("the program starts"))
        };
        tree.write("trace-events", &bad());
        tree.commit("bad");
        let (is_good, output) = hooks();
        assert!(!is_good && output.contains("TL303"), "{runner}\n{output}");
        tree.write("trace-events", "# nothing bad\n");
        tree.commit("better");
        let (is_good, output) = hooks();
        assert!(is_good && output.contains("Passed"), "{runner}\n{output}");
    }
}

/// What the page shows is a configuration.
#[test]
fn the_configurations_of_the_page() {
    for block in ["yaml pre-commit", "yaml pre-commit wheel"] {
        let file = scratch::folder("hooks-page").join("config.yaml");
        scratch::write(&file, recipe(block));
        let output = run(&repository(), "pre-commit", &["validate-config", file.to_str().expect("text")]);
        assert!(output.status.success(), "{block}: {output:?}");
    }
    // The hook from a wheel is that of the manifest, but for where its program comes from.
    let hooks = fs::read_to_string(repository().join(".pre-commit-hooks.yaml")).expect("a file");
    let manifest = &python::yaml(&hooks)[0];
    let page = &python::yaml(&recipe("yaml pre-commit wheel"))["repos"][0]["hooks"][0];
    for (key, value) in page.as_object().expect("a hook") {
        assert!(key == "additional_dependencies" || *value == manifest[key], "{key}: {value}");
    }
}

//! The recipes of docs/recipes.md that others run, exactly as they stand in the page: the Meson test by
//! Meson, the job of GitLab by a shell, and the series by git. Only the job's `cargo install`, which needs
//! the network, is played: its stand-in takes no other arguments.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use trace_lint_tests::fixture::line;
use trace_lint_tests::program::repository;
use trace_lint_tests::{python, scratch};

/// What a change does to the demonstration's list of events, and whether it may pass.
const CHANGES: [(&str, bool); 2] = [(BAD, false), ("# root_event was never called\n", true)];
const BAD: &str = r#"root_event(void) ""
bad(int a) "a=%s"
"#;

/// The block of the page whose first line says `language`.
fn recipe(language: &str) -> String {
    let page = fs::read_to_string(repository().join("docs/recipes.md")).expect("a file");
    let opening = format!("```{language}\n");
    let (_, rest) = page.split_once(&opening).unwrap_or_else(|| panic!("no block {language}"));
    rest.split_once("```").expect("the block ends").0.to_owned()
}

/// Runs a program in a folder; its exit status and all that it said.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(program)
        .args(arguments)
        .env("PATH", python::search_path_after(&[&stand_ins()]))
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

fn git(folder: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=T", "-c", "user.email=t@localhost"];
    let (status, said) = run(folder, "git", &[&who, arguments].concat());
    assert_eq!(status, Some(0), "git {arguments:?}\n{said}");
}

/// The programs that are played.
fn stand_ins() -> PathBuf {
    repository().join("tests/support/stand-ins")
}

/// A copy of the demonstration, as a git repository with one commit.
fn demo(name: &str) -> PathBuf {
    let folder = scratch::folder(name);
    scratch::copy(&repository().join("corpus/demo"), &folder);
    scratch::write(&folder.join("trace-events"), line(r#"root_event(void) """#));
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "begin"]);
    folder
}

#[test]
fn the_job_of_gitlab_fails_on_a_bad_commit() {
    let page = python::yaml(&recipe("yaml gitlab"));
    let job = &page["trace-lint"];
    let lines = job["script"].as_array().expect("a script is a list").iter();
    let script: Vec<&str> = lines.map(|line| line.as_str().expect("a line")).collect();
    assert_eq!(job["variables"]["GIT_DEPTH"], 0, "the revision before must be there");
    let file = scratch::folder("recipes-schema").join("gitlab.yml");
    scratch::write(&file, recipe("yaml gitlab"));
    let checker = python::program("check-jsonschema");
    let arguments = ["--builtin-schema", "vendor.gitlab-ci", file.to_str().expect("text")];
    let (status, said) = run(&repository(), checker.to_str().expect("text"), &arguments);
    assert_eq!(status, Some(0), "{said}");

    let origin = demo("recipes-gitlab-origin");
    for (index, (events, is_good)) in CHANGES.into_iter().enumerate() {
        for with_base in [true, false] {
            let folder = scratch::folder(&format!("recipes-gitlab-{index}-{with_base}"));
            git(&folder, &["clone", "-q", origin.to_str().expect("text"), "."]);
            scratch::write(&folder.join("trace-events"), events);
            git(&folder, &["commit", "-qam", "change"]);
            // As GitLab sets it in the pipeline of a merge request; that of a branch has none.
            let base =
                if with_base { "CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse HEAD~1)\n" } else { "" };
            let (status, said) = run(&folder, "sh", &["-ec", &format!("{base}{}", script.join("\n"))]);
            assert_eq!(status, Some(i32::from(!is_good)), "{events}\n{said}");

            let reports = &job["artifacts"]["reports"];
            let read = |kind: &str| {
                let path = folder.join(reports[kind].as_str().expect("a file's name"));
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            };
            let issues: Value = serde_json::from_str(&read("codequality")).expect("JSON");
            let issues = issues.as_array().expect("a report is a list");
            let has_bad = |issue: &Value| {
                issue["location"]["path"] == "trace-events" && issue["location"]["lines"]["begin"] == 2
            };
            assert_eq!(issues.iter().any(has_bad), !is_good, "{issues:?}");
            assert_eq!(issues.is_empty(), is_good, "{issues:?}");
            assert_eq!(read("junit").contains("<failure"), !is_good);
        }
    }
}

#[test]
fn the_test_of_meson_holds_the_tree_to_its_baseline() {
    let page = recipe("meson");
    let folder = demo("recipes-meson");
    let write = "trace-lint check --baseline scripts/trace-lint-baseline.json --write-baseline";
    assert!(recipe_lines().contains(&write.to_owned()), "the page says how the baseline is written");
    fs::create_dir(folder.join("scripts")).expect("a folder");
    assert_eq!(run(&folder, "sh", &["-c", write]).0, Some(0));
    // The demonstration's own file needs options, and a compiler.
    scratch::write(&folder.join("meson.build"), format!("project('demo')\n{page}"));
    let meson = python::program("meson");
    let meson = meson.to_str().expect("text");
    let (status, said) = run(&folder, meson, &["setup", "build"]);
    assert!(status == Some(0) && said.contains("trace-lint found: YES"), "{said}");
    let test = || run(&folder, meson, &["test", "-C", "build", "--suite", "lint", "--print-errorlogs"]);
    let (status, said) = test();
    assert!(status == Some(0) && said.contains("1/1"), "{said}");
    for (events, is_good) in CHANGES {
        scratch::write(&folder.join("trace-events"), events);
        let (status, said) = test();
        assert_eq!(status == Some(0), is_good, "{events}\n{said}");
        assert_eq!(said.contains("TL303"), !is_good, "{said}");
    }

    // Where the program is not installed.
    let output = Command::new(meson)
        .args(["setup", "without"])
        .env("PATH", "/usr/bin:/bin")
        .env("NINJA", python::program("ninja"))
        .current_dir(&folder)
        .output()
        .expect("Meson starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("trace-lint found: NO"), "{said}");
}

/// The lines of the page.
fn recipe_lines() -> Vec<String> {
    let page = fs::read_to_string(repository().join("docs/recipes.md")).expect("a file");
    page.lines().map(str::to_owned).collect()
}

#[test]
fn what_a_series_brings_in_is_told() {
    let page = recipe("sh series");
    let [apply, since, filter] = page.lines().collect::<Vec<_>>()[..] else { panic!("{page}") };
    for (index, (events, is_good)) in CHANGES.into_iter().enumerate() {
        let sender = demo("recipes-sender");
        scratch::write(&sender.join("ui/README"), "The first of the series.\n");
        git(&sender, &["add", "-A"]);
        git(&sender, &["commit", "-qm", "one"]);
        scratch::write(&sender.join("trace-events"), events);
        git(&sender, &["commit", "-qam", "two"]);
        let folder = demo(&format!("recipes-series-{index}"));
        let (_, series) = run(&sender, "git", &["format-patch", "--stdout", "HEAD~2"]);
        scratch::write(&folder.join("series.mbox"), series);
        git(&folder, &["config", "user.name", "T"]);
        git(&folder, &["config", "user.email", "t@localhost"]);
        let (status, said) = run(&folder, "sh", &["-c", apply]);
        assert_eq!(status, Some(0), "{said}");
        let mailbox = "trace-lint check --diff-filter < series.mbox";
        assert!(recipe_lines().iter().any(|line| line.contains(mailbox)));
        for line in [since, filter, mailbox] {
            let (status, said) = run(&folder, "sh", &["-c", line]);
            assert_eq!(status, Some(i32::from(!is_good)), "{line}\n{events}\n{said}");
            assert_eq!(said.contains("TL303"), !is_good, "{line}\n{said}");
        }
    }
}

//! The recipes of docs/recipes.md that others run, exactly as they stand in the page: the Meson test by
//! Meson, the jobs of GitLab and GitHub by a shell, and the series by git. Only what installs the program from the
//! network is played: its stand-ins take no other arguments. Upstream's repository is one of the test.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use trace_lint_tests::fixture::line;
use trace_lint_tests::program::repository;
use trace_lint_tests::{python, scratch};

/// What a change does to the demonstration's list of events, and whether it may pass.
pub(crate) const CHANGES: [(&str, bool); 2] = [(BAD, false), ("# root_event was never called\n", true)];
pub(crate) const BAD: &str = r#"root_event(void) ""
bad(int a) "a=%s"
"#;

/// The block of the page whose first line says `language`.
pub(crate) fn recipe(language: &str) -> String {
    let page = fs::read_to_string(repository().join("docs/recipes.md")).expect("a file");
    let opening = format!("```{language}\n");
    let (_, rest) = page.split_once(&opening).unwrap_or_else(|| panic!("no block {language}"));
    rest.split_once("```").expect("the block ends").0.to_owned()
}

/// Runs a program in a folder; its exit status and all that it said.
pub(crate) fn run(folder: &Path, program: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(program)
        .args(arguments)
        .env("PATH", python::search_path_after(&[&stand_ins()]))
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=T", "-c", "user.email=t@localhost"];
    let (status, said) = run(folder, "git", &[&who, arguments].concat());
    assert_eq!(status, Some(0), "git {arguments:?}\n{said}");
}

/// The programs that are played.
fn stand_ins() -> PathBuf {
    repository().join("tests/support/stand-ins")
}

/// A copy of the demonstration, as a git repository with one commit.
pub(crate) fn demo(name: &str) -> PathBuf {
    let folder = scratch::folder(name);
    scratch::copy(&repository().join("corpus/demo"), &folder);
    scratch::write(&folder.join("trace-events"), line(r#"root_event(void) """#));
    git(&folder, &["init", "-qb", "master"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "begin"]);
    folder
}

/// The commands of a list of steps.
fn script(lines: &Value) -> Vec<&str> {
    lines.as_array().expect("a script is a list").iter().filter_map(Value::as_str).collect()
}

/// Holds a file against the schema of a service.
fn check_schema(text: &str, name: &str, schema: &str) {
    let file = scratch::folder(&format!("recipes-schema-{name}")).join(format!("{name}.yml"));
    scratch::write(&file, text);
    let checker = python::program("check-jsonschema");
    let arguments = ["--builtin-schema", schema, file.to_str().expect("text")];
    let (status, said) = run(&repository(), checker.to_str().expect("text"), &arguments);
    assert_eq!(status, Some(0), "{said}");
}

#[test]
fn the_job_of_gitlab_fails_on_a_bad_series() {
    let page = python::yaml(&recipe("yaml gitlab"));
    let job = &page["trace-lint"];
    check_schema(&recipe("yaml gitlab"), "gitlab", "vendor.gitlab-ci");
    let script = [script(&job["before_script"]), script(&job["script"])].concat().join("\n");

    let upstream = demo("recipes-gitlab-upstream");
    let upstream_url = upstream.to_str().expect("text");
    let here = format!("url.{upstream_url}.insteadOf=https://gitlab.com/qemu-project/qemu.git");
    let (variable, value) = here.split_once('=').expect("a setting");
    for (index, (events, is_good)) in CHANGES.into_iter().enumerate() {
        let fork = scratch::folder(&format!("recipes-gitlab-{index}"));
        git(&fork, &["clone", "-q", upstream_url, "."]);
        git(&fork, &["config", variable, value]);
        // The bad patch is not the last.
        scratch::write(&fork.join("trace-events"), events);
        git(&fork, &["commit", "-qam", "change"]);
        scratch::write(&fork.join("ui/README"), "The last of the series.\n");
        git(&fork, &["add", "-A"]);
        git(&fork, &["commit", "-qm", "last"]);
        // What upstream does meanwhile is not looked at.
        scratch::write(&upstream.join("hw/char/trace-events"), format!("later(int a) \"a=%s\"\n# {index}\n"));
        git(&upstream, &["commit", "-qam", "later"]);
        let (status, said) = run(&fork, "sh", &["-ec", &script]);
        assert_eq!(status, Some(i32::from(!is_good)), "{events}\n{said}");

        let reports = &job["artifacts"]["reports"];
        let read = |kind: &str| {
            let path = fork.join(reports[kind].as_str().expect("a file's name"));
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
        // A history that does not go back far enough is no reason to pass.
        let shallow = scratch::folder(&format!("recipes-gitlab-shallow-{index}"));
        git(&shallow, &["clone", "-q", "--depth=1", &format!("file://{}", fork.display()), "."]);
        git(&shallow, &["config", variable, value]);
        let (status, said) = run(&shallow, "sh", &["-ec", &script]);
        assert_eq!(status, Some(2), "{said}");
        git(&upstream, &["reset", "-q", "--hard", "HEAD~1"]);
    }
}

#[test]
fn the_job_of_github_fails_on_a_bad_pull_request() {
    let text = recipe("yaml github");
    check_schema(&text, "github", "vendor.github-workflows");
    let page = python::yaml(&text);
    let steps = page["jobs"]["trace-lint"]["steps"].as_array().expect("steps");
    assert_eq!(steps[0]["with"]["fetch-depth"], 2, "the first parent must be there");
    let script: Vec<_> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    for (index, (events, is_good)) in CHANGES.into_iter().enumerate() {
        let base = demo(&format!("recipes-github-{index}"));
        git(&base, &["checkout", "-qb", "topic"]);
        scratch::write(&base.join("trace-events"), events);
        git(&base, &["commit", "-qam", "change"]);
        scratch::write(&base.join("ui/README"), "The last of the series.\n");
        git(&base, &["add", "-A"]);
        git(&base, &["commit", "-qm", "last"]);
        git(&base, &["checkout", "-q", "master"]);
        scratch::write(&base.join("hw/char/trace-events"), "later(int a) \"a=%s\"\n");
        git(&base, &["commit", "-qam", "later"]);
        git(&base, &["merge", "-qm", "merge", "topic"]);
        let (status, said) = run(&base, "sh", &["-ec", &script.join("\n")]);
        assert_eq!(status, Some(i32::from(!is_good)), "{events}\n{said}");
        assert_eq!(said.contains("::error file=trace-events,line=2,"), !is_good, "{said}");
        assert!(!said.contains("hw/char"), "{said}");
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

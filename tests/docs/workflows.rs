//! The project's own pipelines of GitHub and GitLab: their files are what both services take, and each
//! command in them exists, gets what it needs before, and is what the README names. Nothing of them is run.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use trace_lint_tests::program::repository;
use trace_lint_tests::python;

/// The commands of one job in their order.
#[derive(Debug)]
struct Job {
    name: String,
    commands: Vec<String>,
}

fn github_files() -> Vec<PathBuf> {
    let folder = fs::read_dir(repository().join(".github/workflows")).expect("a folder");
    let mut files: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn github_jobs(workflow: &Value, file: &str) -> Vec<Job> {
    let jobs = workflow["jobs"].as_object().expect("a workflow has jobs");
    let job = |(name, job): (&String, &Value)| {
        let steps = job["steps"].as_array().expect("a job has steps").iter();
        let command = |step: &Value| Some(step["run"].as_str()?.to_owned());
        Job { name: format!("{file}: {name}"), commands: steps.filter_map(command).collect() }
    };
    jobs.iter().map(job).collect()
}

fn gitlab_jobs(pipeline: &Value) -> Vec<Job> {
    let jobs = pipeline.as_object().expect("a pipeline is a map").iter();
    let job = |(name, job): (&String, &Value)| {
        let lines = job.get("script")?.as_array().expect("a script is a list").iter();
        let command = |line: &Value| line.as_str().expect("a line").to_owned();
        Some(Job { name: format!(".gitlab-ci.yml: {name}"), commands: lines.map(command).collect() })
    };
    jobs.filter_map(job).collect()
}

fn jobs() -> Vec<Job> {
    let read = |path: &PathBuf| fs::read_to_string(path).expect("a file");
    let mut jobs = gitlab_jobs(&python::yaml(&read(&repository().join(".gitlab-ci.yml"))));
    for path in github_files() {
        let name = path.file_name().expect("a name").to_string_lossy();
        jobs.extend(github_jobs(&python::yaml(&read(&path)), &name));
    }
    jobs
}

/// The programs that a command starts, each with its arguments. A word with `${{` is one of the service's
/// own, which the shell never sees.
fn programs(command: &str) -> Vec<Vec<String>> {
    let command = command.replace("${{ ", "SERVICE.").replace(" }}", "");
    let parts = command.split(['\n', ';', '|']).flat_map(|part| part.split("&&"));
    let words = |part: &str| {
        let words = part.split_whitespace().map(|word| word.trim_matches('"').to_owned());
        words
            .skip_while(|word| word.starts_with("PATH=") || matches!(word.as_str(), "do" | "done" | "sudo"))
            .collect::<Vec<_>>()
    };
    parts.map(words).filter(|words| words.first().is_some_and(|word| word != "for")).collect()
}

#[test]
fn files_are_what_the_services_take() {
    let schema = |name: &str, files: &[PathBuf]| {
        let mut command = Command::new(python::program("check-jsonschema"));
        let output = command.args(["--builtin-schema", name]).args(files).output().expect("it starts");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    };
    let files = github_files();
    assert!(files.len() > 1, "{files:?}");
    schema("vendor.github-workflows", &files);
    schema("vendor.gitlab-ci", &[repository().join(".gitlab-ci.yml")]);

    let script = repository().join("tests/docs/workflows/actionlint.mjs");
    let mut node = Command::new(python::program("node"));
    let output = node.arg(script).args(&files).output().expect("Node starts");
    let found = String::from_utf8_lossy(&output.stdout);
    assert_eq!(found.trim(), "[]", "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn each_command_is_there() {
    let mut seen = BTreeSet::new();
    for Job { name, commands } in jobs() {
        assert!(!commands.is_empty(), "{name} does nothing");
        for command in commands {
            let shell_reads = |shell: &str| {
                let command = command.replace("${{", "SERVICE").replace("}}", "");
                Command::new(shell).args(["-n", "-c", &command]).status().expect("a shell").success()
            };
            assert!(shell_reads("sh"), "{name}: no shell reads `{command}`");
            for words in programs(&command) {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                match words[..] {
                    ["tests/run"]
                    | ["tests/run", "--fast"]
                    | ["release/build" | "release/extension" | "release/wheels"] => {
                        assert!(repository().join(words[0]).exists(), "{name}: {command}");
                    }
                    ["rustup", "toolchain", "install", oldest, "--profile", "minimal"] => {
                        let promised = format!("rust-version = \"{oldest}\"");
                        let manifest = fs::read_to_string(repository().join("Cargo.toml")).expect("a file");
                        assert!(manifest.contains(&promised), "Cargo.toml does not say {promised}");
                    }
                    ["apt-get", "update"]
                    | ["apt-get", "install", "-y", "--no-install-recommends", ..]
                    | ["rustup", "component", "add", ..]
                    | ["cargo", _, "build", "--workspace", "--bins", "--locked"]
                    | ["curl", "--proto", ..]
                    | ["sh", "-s", "--", ..]
                    | ["unzip", "-q", ..]
                    | ["pip", "install", "--no-index", "--find-links", "dist", "trace-lint"]
                    | ["trace-lint", "--version"]
                    | ["extension/server/trace-lsp" | "extension/server/trace-lint", "--version"] => {}
                    _ => panic!("{name}: unknown command {words:?}"),
                }
                seen.insert(words.join(" "));
            }
        }
    }
    let readme = fs::read_to_string(repository().join("README.md")).expect("a file");
    for command in ["tests/run", "tests/run --fast", "release/build", "release/extension", "release/wheels"] {
        assert!(seen.contains(command), "no pipeline runs {command}");
        assert!(readme.contains(command), "README.md does not name {command}");
    }
}

#[test]
fn the_compiler_of_static_programs_is_installed_first() {
    let mut count = 0;
    for Job { name, commands } in jobs() {
        let Some(at) = commands.iter().position(|command| command.contains("release/build")) else {
            continue;
        };
        let is_installed = commands[..at].iter().any(|command| command.ends_with(" musl-tools"));
        assert!(is_installed, "{name}: musl-tools is not installed before");
        count += 1;
    }
    assert_eq!(count, 2);
}

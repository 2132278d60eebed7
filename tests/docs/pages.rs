//! The documentation: the pages of the rules are those that the program makes, and every command that the
//! README and the guides name runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use trace_lint_tests::fixture::{self, line};
use trace_lint_tests::golden;
use trace_lint_tests::program::{repository, trace_lint, try_run};
use trace_lint_tests::recordings::{Argument, Recording};
use trace_lint_tests::scratch;

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().expect("text");
            (name, fs::read_to_string(entry.path()).expect("a file"))
        })
        .collect()
}

#[test]
fn the_pages_of_the_rules_are_current() {
    let made = scratch::folder("docs-rules");
    let run = try_run(&made, &["generate", "rules", "--out", "."]);
    assert_eq!(run.status, 0, "{run:?}");
    let (made, committed) = (files(&made), files(&repository().join("docs/rules")));
    for (name, text) in &made {
        golden::hold(&format!("docs/rules/{name}"), text);
    }
    let left: Vec<&String> = committed.keys().filter(|name| !made.contains_key(*name)).collect();
    assert!(left.is_empty(), "no rule has these pages in docs/rules: {left:?}");
}

#[test]
fn man_pages_and_completions_are_made() {
    let folder = scratch::folder("docs-man");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = repository().join("Cargo.toml");
    let pages = |what, made| {
        let mut command = Command::new(&cargo);
        command.args(["run", "--quiet", "--manifest-path"]).arg(&manifest);
        command.args(["--package", "trace-lsp", "--example", "pages", "--", what, made]);
        command
    };
    let generate = |what, made| {
        let mut command = Command::new(trace_lint());
        command.args(["generate", what, "--out", made]);
        command
    };
    for what in ["man", "completions"] {
        for mut command in [generate(what, what), pages(what, what)] {
            let output = command.current_dir(&folder).output().expect("the program starts");
            assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
        }
        for mut command in [generate(what, "man/trace-lint.1"), pages(what, "man/trace-lint.1")] {
            let output = command.current_dir(&folder).output().expect("the program starts");
            assert!(!output.status.success(), "{output:?}");
        }
        let refused = generate(what, "man/trace-lint.1").current_dir(&folder).output();
        assert_eq!(refused.expect("the program starts").status.code(), Some(2));
    }
    let printed = |arguments: &[&str]| try_run(&folder, &[&["generate"], arguments].concat());
    for (arguments, part) in [
        (&["completions", "bash"][..], "complete -F _trace__lint"),
        (&["completions", "fish"], "complete -c trace-lint"),
        (&["man"], ".TH trace-lint"),
        (&["rules"], "# Rules"),
    ] {
        let run = printed(arguments);
        assert!(run.status == 0 && run.stdout.contains(part) && run.stderr.is_empty(), "{run:?}");
    }
    assert!(printed(&["completions"]).stderr.contains("SHELL"));
    let man = files(&folder.join("man"));
    assert!(man["trace-lint.1"].contains("trace\\-lint\\-check(1)"), "{}", man["trace-lint.1"]);
    assert!(man["trace-lint-check.1"].contains("\\-\\-staged"));
    assert!(man["trace-lsp.1"].contains("\\-\\-client\\-process\\-id"), "{}", man["trace-lsp.1"]);
    let completions = files(&folder.join("completions"));
    for (name, part) in [
        ("trace-lint.bash", "--staged"),
        ("_trace-lint", "--staged"),
        ("trace-lsp.bash", "--log"),
        ("_trace-lsp", "--log"),
        ("trace-lsp.fish", "-l log"),
    ] {
        assert!(completions[name].contains(part), "{name}");
    }
    for text in [&man["trace-lsp.1"], &completions["trace-lsp.bash"]] {
        assert!(!text.contains("generate") && !text.contains("subcommands"), "{text}");
    }
}

/// A copy of the demonstration, as a git repository.
fn demo(name: &str) -> std::path::PathBuf {
    let folder = scratch::folder(name);
    scratch::copy(&repository().join("corpus/demo"), &folder);
    fixture::write(
        &folder,
        r#"
        --- trace-events
        root_event(void) ""
        --- scripts/README
        As QEMU, the tree has this folder.
        "#,
    );
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "begin"]] {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=T", "-c", "user.email=t@localhost"]).args(arguments);
        assert!(git.current_dir(&folder).status().expect("git is installed").success());
    }
    folder
}

/// A line without what stands in brackets, with the dots behind it.
fn without_options(line: &str) -> String {
    let mut rest = line;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(" [") {
        kept.push_str(before);
        rest = after.split_once(']').map_or("", |(_, after)| after.trim_start_matches('.'));
    }
    kept + rest
}

/// The lines of a text that are commands of ours, as a shell runs them.
fn commands(text: &str) -> Vec<String> {
    let mut is_shell = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(language) = line.strip_prefix("```") {
            is_shell = language == "sh";
        } else if is_shell && line.contains("trace-lint") && !line.starts_with("cargo") {
            let line = without_options(line.split(" # ").next().unwrap_or(line));
            let words = line.split_whitespace();
            // Of what may be chosen the first is.
            let first = |word: &str| match word {
                "|" => word.to_owned(),
                word => word.split(['|', ',']).next().unwrap_or(word).to_owned(),
            };
            let words: Vec<_> = words.map(first).collect();
            let line = words
                .join(" ")
                .replace("REVISION", "HEAD")
                .replace(" FILE", " debug.trace-list")
                .replace("RULE", "unused-event")
                .replace("EVENT", "heron_flash_reset");
            found.push(line);
        }
    }
    found
}

#[test]
fn every_command_that_is_named_runs() {
    // The guide's are run by `guide`, in the tree of its example.
    for file in ["README.md", "docs/recipes.md", "docs/backends.md"] {
        let text = fs::read_to_string(repository().join(file)).expect("a file");
        let folder = demo("docs-commands");
        for name in ["debug.trace-list", "FILE", "names"] {
            scratch::write(&folder.join(name), "root_event\n");
        }
        scratch::write(&folder.join("trace-events-all"), line(r#"root_event(void) """#));
        if file == "docs/backends.md" {
            // What tracetool does not read has no expansion.
            fixture::write(
                &folder,
                r#"
                --- hw/block/trace-events
                heron_flash_reset(void *dev) "dev=%p"
                --- util/trace-events
                heron_sum(int a) "a=%d"
                "#,
            );
        }
        let commands = commands(&text);
        assert!(commands.len() > 3, "{file}: {commands:?}");
        for command in commands {
            let (status, _, errors) = shell(&folder, &command);
            assert!(matches!(status, Some(0 | 1)), "{file}: {command}\n{errors}");
        }
    }
}

/// The commands of a page's blocks `console`, and what they print there.
fn sessions(text: &str) -> Vec<(String, String)> {
    let blocks = text.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands = blocks.flat_map(|block| block.strip_prefix("$ ").unwrap_or(block).split("\n$ "));
    let split = commands.map(|command| command.split_once('\n').unwrap_or((command, "")));
    split.map(|(command, printed)| (command.to_owned(), printed.to_owned())).collect()
}

/// What a shell makes of a command of ours in a folder.
fn shell(folder: &Path, command: &str) -> (Option<i32>, String, String) {
    let bin = trace_lint().parent().expect("a folder");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).env("PATH", path).current_dir(folder).stdin(Stdio::null());
    let output = shell.output().expect("a shell");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_the_readme_shows_of_the_demonstration_is_printed() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("a file");
    let mut count = 0;
    for (command, printed) in sessions(&readme).iter().filter(|(command, _)| command.contains("corpus/demo"))
    {
        let (status, out, errors) = shell(&repository(), command);
        assert_eq!((status, &*errors), (Some(1), ""), "{command}");
        // Lines of a drawing end in blanks, which no text keeps.
        let out: String = out.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        let printed = printed.split("[...]").next().unwrap_or_default();
        assert!(printed.len() > 100 && out.starts_with(printed), "{command}\n{out}");
        count += 1;
    }
    assert_eq!(count, 2);
}

#[test]
fn the_commands_on_recordings_run() {
    let folder = demo("docs-recordings");
    let mut recording = Recording::default();
    recording.map(7, "root_event");
    recording.record(7, &[Argument::Number(3)]);
    for name in ["trace-4242", "big.trace"] {
        scratch::write(&folder.join(name), &recording.bytes);
    }
    for path in ["trace-events-all", "BUILD/trace/trace-events-all"] {
        scratch::write(&folder.join(path), line(r#"root_event(int a) "a=%d""#));
    }
    fixture::write(
        &folder,
        r#"
        --- QEMU/trace-events
        root_event(int a) "a=%d"
        --- QEMU/meson.build
        trace_events_subdirs = []
        "#,
    );
    let read = |page: &str| fs::read_to_string(repository().join(page)).expect("a file");
    let pages = sessions(&read("docs/read-a-recording.md")).into_iter().chain(sessions(&read("README.md")));
    let mut count = 0;
    for (command, _) in pages.filter(|(command, _)| command.contains("trace-lint trace")) {
        let command = command.split(" # ").next().expect("a command").trim_start_matches("time ");
        let command = command.replace('…', "BUILD/trace/trace-events-all").replace("| less", "| cat");
        let command = command.replace("xz -dc trace.xz", "cat trace-4242");
        let (status, _, errors) = shell(&folder, &command);
        assert_eq!((status, &*errors), (Some(0), ""), "{command}");
        count += 1;
    }
    assert_eq!(count, 7);
    assert!(fs::read_to_string(folder.join("ours.txt")).expect("a file").contains("root_event"));
}

#[cfg(unix)]
#[test]
fn the_git_hook_refuses_a_bad_commit() {
    use std::os::unix::fs::PermissionsExt;
    let recipes = fs::read_to_string(repository().join("docs/recipes.md")).expect("a file");
    let hook =
        recipes.split("```sh hook\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a hook");
    let folder = demo("docs-hook");
    let path = folder.join(".git/hooks/pre-commit");
    scratch::write(&path, hook);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
    let bin = trace_lint().parent().expect("a folder");
    let search = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let commit = |events: &str| {
        scratch::write(&folder.join("trace-events"), events);
        let output = Command::new("git")
            .args(["-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-qam", "x"])
            .env("PATH", &search)
            .current_dir(&folder)
            .output()
            .expect("git is installed");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (is_made, said) = commit(&line(r#"root_event(int a) "a=%s""#));
    assert!(!is_made && said.contains("TL303"), "{said}");
    let (is_made, said) = commit("# root_event was never called\n");
    assert!(is_made, "{said}");
}

//! The recipes of docs/recipes.md for git hooks, b4 and git send-email, run exactly as the page has them.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::recipes::{BAD, CHANGES, demo, git, recipe, run};
use trace_lint_tests::{python, scratch};

/// A committed hook of the page.
fn install(folder: &Path, name: &str, text: &str) {
    let hook = folder.join(".git/hooks").join(name);
    scratch::write(&hook, text);
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("a hook");
}

/// A repository whose user is known to it.
fn sender(name: &str) -> PathBuf {
    let folder = demo(name);
    git(&folder, &["config", "user.name", "T"]);
    git(&folder, &["config", "user.email", "t@localhost"]);
    folder
}

/// Commits what the trace-events file of the root is to be.
fn commit(folder: &Path, events: &str, subject: &str) {
    scratch::write(&folder.join("trace-events"), events);
    git(folder, &["commit", "-qam", subject]);
}

/// Runs b4 without the network, with its caches in a folder of the test.
fn b4(folder: &Path, command: &str) -> (Option<i32>, String) {
    let home = scratch::folder("mail-b4-home");
    let b4 = python::program("b4");
    let line = format!(
        "export HOME={home} XDG_CACHE_HOME={home} XDG_DATA_HOME={home} XDG_CONFIG_HOME={home}\n{} -n --offline-mode {command}",
        b4.display(),
        home = home.display()
    );
    run(folder, "sh", &["-c", &line])
}

const BETTER: &str = "root_event(void) \"\"\nbad(int b) \"b=%d\"\n";

#[test]
fn b4_checks_each_patch_of_a_branch() {
    let folder = sender("mail-b4-prep");
    // The demonstration has no checkpatch.
    let config = recipe("ini b4");
    let lines = config.lines().filter(|line| !line.contains("checkpatch.pl")).collect::<Vec<_>>();
    assert_eq!(lines.len(), 2, "{config}");
    scratch::write(&folder.join(".b4-config"), lines.join("\n") + "\n");
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "b4"]);
    let (status, said) = b4(&folder, "prep -n topic -f master");
    assert_eq!(status, Some(0), "{said}");
    // The second patch changes the lines of the first again.
    commit(&folder, BAD, "trace: one");
    commit(&folder, BETTER, "trace: two");
    let (status, said) = b4(&folder, "prep --check");
    assert_eq!(status, Some(0), "{said}");
    let (one, two) = said.split_once("trace: two").expect("two patches");
    assert!(one.contains("trace-lint: trace-events:2: ERROR: ") && one.contains("[TL303"), "{said}");
    assert!(two.contains("trace-lint: trace-events:2: WARNING: ") && two.contains("[TL702"), "{said}");
    assert!(said.contains("Success: 0, Warning: 1, Error: 1"), "{said}");
}

#[test]
fn b4_checks_each_patch_of_a_thread() {
    let from = sender("mail-b4-sender");
    commit(&from, BAD, "trace: one");
    commit(&from, BETTER, "trace: two");
    scratch::write(&from.join("ui/README"), "The last of the series.\n");
    git(&from, &["add", "-A"]);
    git(&from, &["commit", "-qm", "doc: three"]);
    let (_, thread) = run(&from, "git", &["format-patch", "--stdout", "--thread=shallow", "HEAD~3"]);
    let folder = sender("mail-b4-am");
    scratch::write(&folder.join("../mail-b4-thread.mbox"), thread);
    let (status, said) = run(&folder, "sh", &["-ec", &recipe("sh b4-am")]);
    assert_eq!(status, Some(0), "{said}");
    let (_, said) = b4(&folder, "am -T -k -m ../mail-b4-thread.mbox -o ../mail-b4-out");
    let (one, rest) = said.split_once("trace: two").expect("a second patch");
    let (two, three) = rest.split_once("doc: three").expect("a third patch");
    assert!(one.contains("trace-lint: trace-events:2: ERROR: ") && one.contains("[TL303"), "{said}");
    assert!(two.contains("trace-lint: WARNING: not checked: ") && !two.contains("ERROR:"), "{said}");
    assert!(three.contains("trace-lint: passed all checks"), "{said}");
    // The series as a whole: the second patch has put the first right.
    let (status, said) = b4(
        &folder,
        "am -T -m ../mail-b4-thread.mbox -o - 2>/dev/null | trace-lint check --diff-filter --output-format short",
    );
    assert!(status == Some(1) && said.lines().count() == 1 && said.contains("[TL702]"), "{said}");
}

#[test]
fn send_email_stops_at_a_bad_patch() {
    for (index, (events, is_good)) in CHANGES.into_iter().enumerate() {
        let folder = sender(&format!("mail-send-{index}"));
        install(&folder, "sendemail-validate", &recipe("sh sendemail-validate"));
        commit(&folder, events, "trace: one");
        let send = [
            "send-email",
            "--dry-run",
            "--quiet",
            "--suppress-cc=all",
            "--confirm=never",
            "--to=a@example.org",
            "--from=b@example.org",
            "--smtp-server=/bin/true",
            "-1",
        ];
        let (status, said) = run(&folder, "git", &send);
        assert_eq!(status == Some(0), is_good, "{events}\n{said}");
        assert_eq!(said.contains("TL303"), !is_good, "{said}");
    }
}

#[test]
fn a_hook_of_the_configuration() {
    let folder = sender("mail-configured");
    let (status, said) = run(&folder, "sh", &["-ec", &recipe("sh configured")]);
    assert_eq!(status, Some(0), "{said}");
    let (_, command) = run(&folder, "git", &["config", "hook.trace-lint.command"]);
    let (_, event) = run(&folder, "git", &["config", "hook.trace-lint.event"]);
    assert_eq!(event.trim(), "pre-commit");
    let (_, version) = run(&folder, "git", &["version"]);
    let number = |at: usize| version.split([' ', '.']).nth(at).and_then(|part| part.parse::<u32>().ok());
    let runs_it = (number(2), number(3)) >= (Some(2), Some(54));
    for (events, is_good) in CHANGES {
        scratch::write(&folder.join("trace-events"), events);
        git(&folder, &["add", "-A"]);
        let (status, said) = run(&folder, "sh", &["-c", &command]);
        assert_eq!(status, Some(i32::from(!is_good)), "{said}");
        if runs_it {
            let (status, said) = run(&folder, "git", &["commit", "-qm", "x"]);
            assert_eq!(status == Some(0), is_good, "{said}");
        }
    }
    // For all repositories of a user.
    let page = include_str!("../../docs/recipes.md");
    let global = "test ! -e trace-events || trace-lint check --staged";
    assert!(page.contains(global));
    let other = scratch::folder("mail-configured-other");
    git(&other, &["init", "-q"]);
    assert_eq!(run(&other, "sh", &["-c", global]).0, Some(0));
    assert_eq!(run(&other, "sh", &["-c", "trace-lint check --staged"]).0, Some(2));
    scratch::write(&folder.join("trace-events"), BAD);
    git(&folder, &["add", "-A"]);
    assert_eq!(run(&folder, "sh", &["-c", global]).0, Some(1));
}

/// git is the judge: what it applies from a mailbox is what is found in it before.
#[test]
fn mailboxes_that_git_applies() {
    let from = sender("mail-forms-sender");
    commit(&from, &format!("# \u{e9} =20 {}\n{BAD}", "long ".repeat(30)), "trace: one");
    scratch::write(&from.join("hw/char/trace-events"), "later(int a) \"a=%s =3D\"\n");
    git(&from, &["commit", "-qam", "char: two"]);
    let (_, mailbox) = run(&from, "git", &["format-patch", "--stdout", "HEAD~2"]);
    let script = trace_lint_tests::program::repository().join("tests/support/encode_mails.py");
    for form in ["8bit", "quoted-printable", "base64", "footer", "attachment"] {
        let folder = sender(&format!("mail-forms-{form}"));
        scratch::write(&folder.join("../mail-forms.mbox"), &mailbox);
        let python = python::program("python").display().to_string();
        let encode =
            format!("{python} {} {form} ../mail-forms.mbox >../mail-forms-{form}.mbox", script.display());
        assert_eq!(run(&folder, "sh", &["-c", &encode]).0, Some(0));
        let filter =
            format!("trace-lint check --diff-filter --output-format short <../mail-forms-{form}.mbox");
        let before = run(&folder, "sh", &["-c", &filter]);
        let apply = ["am", "-q", "--quoted-cr=strip", &format!("../mail-forms-{form}.mbox")];
        let (status, said) = run(&folder, "git", &apply);
        assert_eq!(status, Some(0), "{form}: {said}");
        let since = run(&folder, "trace-lint", &["check", "--since", "HEAD~2", "--output-format", "short"]);
        assert_eq!(before, since, "{form}, before and after git am");
        assert_eq!(run(&folder, "sh", &["-c", &filter]), since, "{form}, applied");
        assert!(since.1.matches("TL303").count() == 2, "{form}: {}", since.1);
    }
}

//! Revisions: what is taken for one, what is none, and what would be an option or a command elsewhere.

use crate::bounded::{Ended, lint};
use crate::ground::{Ground, snapshot};
use crate::repository::git;

/// A repository whose HEAD merges `side` into `main`. Since `HEAD^1` an event with two findings has come.
fn merged(name: &str) -> Ground {
    let ground = Ground::new(name);
    let tree = ground.tree();
    git(&tree, &["init", "-q"]);
    git(&tree, &["add", "-A"]);
    git(&tree, &["commit", "-qm", "one"]);
    git(&tree, &["tag", "light"]);
    git(&tree, &["tag", "-a", "heavy", "-m", "heavy"]);
    git(&tree, &["checkout", "-qb", "side"]);
    ground.add(
        r#"
        --- hw/foo/trace-events
        foo_read(int a) "a=%d"
        foo_idle(int b) "%s"
        "#,
    );
    git(&tree, &["commit", "-qam", "two"]);
    git(&tree, &["checkout", "-q", "main"]);
    ground.write("hw/foo/foo.c", format!("{}\n", crate::ground::SOURCE));
    git(&tree, &["commit", "-qam", "three"]);
    git(&tree, &["merge", "-q", "--no-ff", "-m", "four", "side"]);
    ground
}

fn since(ground: &Ground, revision: &str) -> Ended {
    lint(&ground.tree(), &["check", "--output-format", "short", &format!("--since={revision}")])
}

#[test]
fn what_is_no_commit_is_an_error() {
    let ground = merged("revisions-none");
    let tree = ground.tree();
    let blob = git(&tree, &["rev-parse", "HEAD:meson.build"]);
    for revision in [
        "HEAD^!",
        "^HEAD",
        "HEAD^@",
        "HEAD^-",
        "HEAD^-1",
        "HEAD:hw",
        "HEAD:meson.build",
        "HEAD^{tree}",
        "HEAD..HEAD",
        "HEAD...HEAD",
        "HEAD^3",
        "no-such-revision",
        "HEAD HEAD",
        "main side",
        ":meson.build",
        "hw",
        "HEAD^0x",
        &blob,
    ] {
        since(&ground, revision).came_to(&[2]).told(&[revision]);
        let ended = lint(&tree, &["compat", "--", revision, "."]);
        // A folder is a side of its own.
        if revision != "hw" {
            ended.came_to(&[2]).told(&[revision]);
        }
    }
}

#[test]
fn an_empty_revision_is_an_error() {
    let ground = merged("revisions-empty");
    for revision in ["", " "] {
        let ended = since(&ground, revision);
        ended.came_to(&[2]);
        assert!(!ended.stderr.is_empty(), "it is told");
    }
}

#[test]
fn what_names_a_commit_is_one() {
    let ground = merged("revisions-good");
    let tree = ground.tree();
    let hash = git(&tree, &["rev-parse", "HEAD^1"]);
    let old: &[&str] =
        &["HEAD^1", "HEAD^", "HEAD~1", "@~", "light", "heavy", "refs/tags/heavy", &hash, &hash[..8]];
    for revision in old {
        let ended = since(&ground, revision);
        ended.came_to(&[1]);
        assert!(ended.said().contains("hw/foo/trace-events:2:"), "{revision}: {}", ended.said());
        lint(&tree, &["compat", revision, "."]).came_to(&[0, 1]);
    }
    for revision in ["HEAD", "@", "main", "refs/heads/main", "side", "HEAD^2", "HEAD^0", "HEAD^{commit}"] {
        let ended = since(&ground, revision);
        ended.came_to(&[0]);
        assert!(ended.stdout.is_empty(), "{revision}: {}", ended.said());
    }
}

/// Neither an option of git nor a shell's command.
#[test]
fn a_revision_is_no_option_and_no_command() {
    let ground = merged("revisions-options");
    let tree = ground.tree();
    let before = (snapshot(&tree), ground.beside());
    for revision in [
        "--output=made",
        "--output=../outside/made",
        "-omade",
        "-o",
        "--ext-diff",
        "--no-index",
        "--help",
        "--upload-pack=touch made",
        "--",
        "-",
        "HEAD --output=made",
        "HEAD\n--output=made",
        "HEAD;touch made",
        "$(touch made)",
        "`touch made`",
        "|touch made",
        "HEAD && touch made",
        "HEAD\ntouch made",
        "../outside",
        "HEAD\t-o",
    ] {
        since(&ground, revision).came_to(&[2]);
        lint(&tree, &["compat", "--", revision, "no-such-revision"]).came_to(&[2]);
        lint(&tree, &["compat", "--", ".", revision]).came_to(&[0, 1, 2]);
    }
    assert!((snapshot(&tree), ground.beside()) == before, "something was written");
}

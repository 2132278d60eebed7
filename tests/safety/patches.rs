//! Patches from a mailbox: the paths in them are those of a stranger.

use crate::bounded::{Ended, lint_on};
use crate::ground::{Ground, SECRET, make_fifo};
use trace_lint_tests::fixture::{line, unindented};

fn filter(ground: &Ground, patch: &str) -> Ended {
    lint_on(&ground.tree(), &["check", "--diff-filter"], patch.as_bytes())
}

/// Patches that change, make, remove and rename a file of this path.
fn patches(path: &str) -> [String; 6] {
    let patches = [
        r"
        diff --git a/PATH b/PATH
        --- a/PATH
        +++ b/PATH
        @@ -1 +1 @@
        -a
        +b
        ",
        r"
        --- a/PATH
        +++ b/PATH
        @@ -1 +1 @@
        -a
        +b
        ",
        r"
        diff --git a/PATH b/PATH
        new file mode 100644
        --- /dev/null
        +++ b/PATH
        @@ -0,0 +1 @@
        +b
        ",
        r"
        diff --git a/PATH b/PATH
        deleted file mode 100644
        --- a/PATH
        +++ /dev/null
        @@ -1 +0,0 @@
        -a
        ",
        r"
        diff --git a/PATH b/hw/x.c
        similarity index 100%
        rename from PATH
        rename to hw/x.c
        ",
        r"
        diff --git a/hw/x.c b/PATH
        similarity index 100%
        rename from hw/x.c
        rename to PATH
        ",
    ];
    patches.map(|patch| unindented(patch).replace("PATH", path))
}

#[test]
fn a_path_out_of_the_tree_is_not_read() {
    let ground = Ground::new("patch-paths");
    make_fifo(&ground.outside("fifo"));
    ground.secret("text", format!("{SECRET}\n"));
    let outer = ground.outside("fifo");
    let outer = outer.to_str().expect("UTF-8");
    let before = ground.beside();
    for path in [
        "/dev/zero",
        "../../../../../../../../dev/zero",
        "hw/../../../../../../../../dev/zero",
        "hw/foo/../../../../../../../dev/zero",
        "./../../../../../../dev/zero",
        "../outside/fifo",
        "hw/../../outside/fifo",
        outer,
        "../outside/text",
        "hw/foo/../../../outside/text",
    ] {
        for patch in patches(path) {
            filter(&ground, &patch).came_to(&[0, 1, 2]).says_nothing_of(SECRET);
        }
    }
    assert_eq!(ground.beside(), before);
}

#[test]
fn a_path_of_what_is_no_file_of_the_tree_is_not_read() {
    let ground = Ground::new("patch-traps");
    make_fifo(&ground.outside("fifo"));
    ground.fifo("hw/foo/pipe.c");
    ground.fifo("hw/foo/readme.txt");
    ground.link("/dev/zero", "hw/foo/zero.c");
    ground.link("/dev/zero", "hw/foo/zero.txt");
    ground.link(ground.outside("fifo"), "hw/foo/fifo.h");
    ground.link(ground.secret("text", format!("{SECRET}\n")), "hw/foo/text.c");
    ground.link(ground.outside(""), "hw/out");
    ground.sparse("hw/foo/large.txt");
    for path in [
        "hw/foo/pipe.c",
        "hw/foo/readme.txt",
        "hw/foo/zero.c",
        "hw/foo/zero.txt",
        "hw/foo/fifo.h",
        "hw/foo/text.c",
        "hw/out/text",
        "hw/out/fifo",
        "hw/foo/large.txt",
    ] {
        for patch in patches(path) {
            filter(&ground, &patch).came_to(&[0, 1, 2]).says_nothing_of(SECRET);
        }
    }
}

/// What is said does not depend on whether a file is there that is none of the tree's.
#[test]
fn no_patch_tells_whether_a_file_is_there() {
    let ground = Ground::new("patch-there");
    ground.secret("file", "a\n");
    ground.link(ground.outside(""), "hw/out");
    for folder in ["../outside", "hw/../../outside", ground.outside("").to_str().expect("UTF-8"), "hw/out"] {
        let folder = folder.trim_end_matches('/');
        for (there, gone) in patches(&format!("{folder}/file")).iter().zip(patches(&format!("{folder}/none")))
        {
            let (there, gone) = (filter(&ground, there), filter(&ground, &gone));
            let without = |ended: &Ended, name: &str| (ended.status, ended.said().replace(name, ""));
            assert_eq!(without(&there, "/file"), without(&gone, "/none"), "{folder}");
        }
    }
}

/// With a path from outside beside it, the tree's own file is still judged.
#[test]
fn a_foreign_path_takes_nothing_from_the_others() {
    let ground = Ground::new("patch-beside");
    ground.write("hw/foo/trace-events", line(r#"foo_read(int a) "a=%s""#));
    let own = &unindented(
        r#"
        --- a/hw/foo/trace-events
        +++ b/hw/foo/trace-events
        @@ -1 +1 @@
        -foo_read(int a) "a=%d"
        +foo_read(int a) "a=%s"
        "#,
    );
    let foreign = &unindented(
        r"
        --- a/../outside/file
        +++ b/../outside/file
        @@ -1 +1 @@
        -a
        +b
        ",
    );
    for patch in [own.to_owned(), format!("{own}{foreign}"), format!("{foreign}{own}")] {
        let ended = filter(&ground, &patch);
        ended.came_to(&[1]);
        assert!(ended.said().contains("TL303"), "{}", ended.said());
    }
}

#[test]
fn odd_diffs_are_told_or_passed_over() {
    let ground = Ground::new("patch-odd");
    let head = &unindented(
        r"
        --- a/hw/foo/trace-events
        +++ b/hw/foo/trace-events
        ",
    );
    let long = "x".repeat(1_000_000);
    for body in [
        "@@ -18446744073709551616 +18446744073709551615,18446744073709551615 @@\n+x\n",
        "@@ -1,99999999999999999999 +1,99999999999999999999 @@\n",
        "@@ -1 +0 @@\n",
        "@@ -1 +1,3 @@\n+x",
        "@@ -1 +1",
        "@@",
        "@@ --1 ++1 @@\n+x\n",
        "Binary files a/x and b/x differ\n",
        "GIT binary patch\nliteral 9999999999\n",
        &format!("@@ -1 +1 @@\n+{long}\n"),
    ] {
        filter(&ground, &format!("{head}{body}")).came_to(&[0, 1, 2]);
    }
    for path in [r#""b/\777\"#, r#""b/a\"#, "b/", "b", "", "b/\0", "b/hw/foo", "b/.git/config", "b/\u{202e}"]
    {
        filter(&ground, &format!("--- a/x\n+++ {path}\n@@ -1 +1 @@\n+x\n")).came_to(&[0, 1, 2]);
    }
}

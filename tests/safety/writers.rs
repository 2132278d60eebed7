//! All that writes has one rule: a link is kept, the mode too, what is read-only is left alone, and a name that
//! the new text does not have any more is told.

use crate::bounded::{Ended, lint};
use crate::ground::{Ground, is_root};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use trace_lint_tests::fixture::line;

/// A way to write a file: the arguments, the file, and whether it is one of the tree's.
struct Writer {
    arguments: &'static [&'static str],
    path: &'static str,
    is_in_tree: bool,
}

/// What a run wrote before; of a baseline nothing else may be there.
const OLD: &str = r#"{"version": 1, "findings": []}
"#;

const fn report(arguments: &'static [&'static str], path: &'static str) -> Writer {
    Writer { arguments, path, is_in_tree: false }
}

const fn of_tree(arguments: &'static [&'static str]) -> Writer {
    Writer { arguments, path: "hw/foo/trace-events", is_in_tree: true }
}

const WRITERS: [Writer; 13] = [
    of_tree(&["check", "--fix"]),
    of_tree(&["fmt"]),
    of_tree(&["fmt", "hw/foo/trace-events"]),
    of_tree(&["check", "--add-suppressions"]),
    report(&["check", "--output-file", "json=rep"], "rep"),
    report(&["check", "--output-file", "sarif=rep"], "rep"),
    report(&["compat", "hw/foo/trace-events", ".", "--output-file", "json=rep"], "rep"),
    report(&["check", "--baseline", "rep", "--write-baseline"], "rep"),
    report(&["audit", "-o", "rep"], "rep"),
    report(&["audit", "-o", "rep", "--output-format", "html"], "rep"),
    report(&["generate", "man", "--out", "made"], "made/trace-lint-check.1"),
    report(&["generate", "completions", "--out", "made"], "made/trace-lint.bash"),
    report(&["generate", "rules", "--out", "made"], "made/unused-event.md"),
];

impl Writer {
    /// A tree in which this has something to write over: the old text.
    fn ground(&self, name: &str) -> (Ground, Vec<u8>) {
        let ground = Ground::new(name);
        ground.write("hw/foo/trace-events", line(r#"foo_read(int a)   "a=%s""#));
        if !self.is_in_tree {
            ground.write(self.path, OLD);
        }
        let old = ground.read(self.path);
        (ground, old)
    }

    fn run(&self, ground: &Ground) -> Ended {
        lint(&ground.tree(), self.arguments)
    }

    /// Runs it, and sees that the file at this path is new.
    #[track_caller]
    fn writes(&self, ground: &Ground, path: &Path, old: &[u8]) -> Ended {
        let ended = self.run(ground);
        ended.came_to(&[0, 1]);
        let new = fs::read(path).expect("the file is there");
        assert_ne!(new, old, "{:?} wrote nothing: {}", self.arguments, ended.said());
        assert!(!new.is_empty(), "{:?}", self.arguments);
        ended
    }
}

#[test]
fn a_link_is_written_through() {
    for writer in WRITERS {
        let (ground, old) = writer.ground("write-link");
        ground.write("elsewhere/target", &old);
        fs::set_permissions(ground.path("elsewhere/target"), fs::Permissions::from_mode(0o640))
            .expect("a mode");
        ground.link(ground.path("elsewhere/target"), writer.path);
        writer.writes(&ground, &ground.path("elsewhere/target"), &old);
        assert!(ground.path(writer.path).is_symlink(), "{:?} replaced the link", writer.arguments);
        let mode = ground.path("elsewhere/target").metadata().expect("it is there").mode();
        assert_eq!(mode & 0o7777, 0o640, "{:?}", writer.arguments);
    }
}

/// A link in the tree may be that of a stranger, whatever is written to it.
#[test]
fn no_link_of_the_tree_leads_out_of_it() {
    for writer in WRITERS {
        let (ground, old) = writer.ground("write-out");
        ground.link(ground.secret("target", &old), writer.path);
        let before = ground.beside();
        let ended = writer.run(&ground);
        assert!(ground.beside() == before, "{:?} wrote outside: {}", writer.arguments, ended.said());
        assert!(ground.path(writer.path).is_symlink(), "{:?} replaced the link", writer.arguments);
        if !writer.is_in_tree {
            ended.came_to(&[2]).told(&[writer.path, "link"]);
        }
    }
}

/// Elsewhere the user says where a report goes.
#[test]
fn a_link_in_no_tree_is_written_through() {
    let ground = Ground::new("write-elsewhere");
    let target = ground.secret("target", OLD);
    let link = ground.outside("link");
    symlink("target", &link).expect("a link");
    let link = link.to_str().expect("UTF-8");
    for arguments in [
        &["check", "--output-file", &format!("json={link}")][..],
        &["check", "--baseline", link, "--write-baseline"],
        &["audit", "-o", link],
    ] {
        fs::write(&target, OLD).expect("a file");
        let ended = lint(&ground.tree(), arguments);
        ended.came_to(&[0, 1]);
        let new = fs::read_to_string(&target).expect("a file");
        assert_ne!(new, OLD, "{arguments:?} wrote nothing: {}", ended.said());
        assert!(ground.outside("link").is_symlink(), "{arguments:?} replaced the link");
    }
}

#[test]
fn the_mode_is_kept() {
    for writer in WRITERS {
        for mode in [0o600, 0o640, 0o755, 0o666] {
            let (ground, old) = writer.ground("write-mode");
            let path = ground.path(writer.path);
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode");
            writer.writes(&ground, &path, &old);
            let found = path.metadata().expect("it is there").mode() & 0o7777;
            assert_eq!(found, mode, "{:?}: {found:o} for {mode:o}", writer.arguments);
        }
    }
}

/// Only root can give a file away, and so keep its owner.
#[test]
fn the_owner_is_kept_or_what_the_owner_could_do_is_dropped() {
    if !is_root() {
        return;
    }
    for writer in WRITERS {
        let (ground, old) = writer.ground("write-owner");
        let path = ground.path(writer.path);
        chown(&path, Some(65534), Some(65534)).expect("root may");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o6755)).expect("a mode");
        writer.writes(&ground, &path, &old);
        let it = path.metadata().expect("it is there");
        assert_eq!(it.mode() & 0o777, 0o755, "{:?}", writer.arguments);
        assert_eq!((it.uid(), it.gid()), (65534, 65534), "{:?}", writer.arguments);
    }
}

#[test]
fn what_is_read_only_is_refused() {
    for writer in WRITERS {
        let (ground, old) = writer.ground("write-read-only");
        let path = ground.path(writer.path);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("a mode");
        let ended = writer.run(&ground);
        assert_eq!(fs::read(&path).expect("it is there"), old, "{:?}: {}", writer.arguments, ended.said());
        ended.came_to(&[2]).told(&[writer.path, "read-only"]);
    }
}

#[test]
fn a_hard_link_that_is_torn_is_told() {
    for writer in WRITERS {
        let (ground, old) = writer.ground("write-hard-link");
        let path = ground.path(writer.path);
        fs::hard_link(&path, ground.outside("second")).expect("a second name");
        let ended = writer.writes(&ground, &path, &old);
        let second = fs::read(ground.outside("second")).expect("it is there");
        assert_eq!(second, old, "{:?} wrote to the other name", writer.arguments);
        ended.told(&[writer.path, "link"]);
    }
}

#[test]
fn nothing_is_left_beside_what_is_written() {
    for writer in WRITERS {
        let (ground, old) = writer.ground("write-beside");
        let path = ground.path(writer.path);
        writer.writes(&ground, &path, &old);
        let folder = path.parent().expect("a folder");
        let left = fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").file_name());
        assert_eq!(left.filter(|it| it.to_string_lossy().starts_with(".trace-lint")).count(), 0);
    }
}

/// Two reports can't be one file, whatever it is called.
#[test]
fn two_reports_to_one_file_are_refused() {
    let (ground, old) = WRITERS[4].ground("write-twice");
    ground.link("rep", "again");
    let whole = format!("sarif={}", ground.path("rep").display());
    for second in ["sarif=rep", "sarif=./rep", "sarif=hw/../rep", "sarif=again", &whole] {
        for (one, other) in [("json=rep", second), (second, "json=rep")] {
            let ended = lint(&ground.tree(), &["check", "--output-file", one, "--output-file", other]);
            assert_eq!(ground.read("rep"), old, "{one} {other}: {}", ended.said());
            ended.came_to(&[2]).told(&["rep"]);
        }
    }
    // The same where there is no such file yet.
    ground.vacant("rep");
    for second in ["sarif=./rep", "sarif=hw/../rep", &whole] {
        lint(&ground.tree(), &["check", "--output-file", "json=rep", "--output-file", second]).came_to(&[2]);
        assert!(!ground.path("rep").exists(), "{second}");
    }
}

/// Pipes and devices have no mode to keep: a report is written to them as it is.
#[test]
fn a_report_may_go_to_a_device() {
    let (ground, _) = WRITERS[4].ground("write-device");
    for writer in [
        &["check", "--output-file", "json=/dev/stdout", "-q"][..],
        &["audit", "-o", "/dev/stdout", "--output-format", "json"],
    ] {
        let ended = lint(&ground.tree(), writer);
        ended.came_to(&[1]);
        assert!(ended.said().contains(r#""findings""#), "{writer:?}: {}", ended.said());
    }
    for writer in [&["check", "--output-file", "json=/dev/full"][..], &["audit", "-o", "/dev/full"]] {
        lint(&ground.tree(), writer).came_to(&[2]).told(&["/dev/full"]);
    }
}

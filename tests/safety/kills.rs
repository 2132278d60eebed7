//! Runs that are killed, and two at once: each file is old or new, none is lost, and nothing is left over
//! where the program could still tidy up.

use crate::ground::{Ground, snapshot};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use trace_lint_tests::fixture::line;
use trace_lint_tests::program::trace_lint;
use trace_lint_tests::random::Random;

const KILLS: u32 = 20;

/// A tree in which each command has several files to write.
fn tree(name: &str) -> Ground {
    let ground = Ground::new(name);
    let groups: Vec<_> = (0..8).map(|it| format!("hw/g{it}")).collect();
    for (number, group) in groups.iter().enumerate() {
        // As deep as the lines round it.
        let comments = vec![format!("# comment {number}"); 200].join("\n            ");
        ground.add(&format!(
            r#"
            --- {group}/trace-events
            g{number}_used(uint64_t   x) "0x%lx"
            {comments}
            g{number}_unused(void)  ""
            --- {group}/trace.h
            #include "trace/trace-hw_g{number}.h"
            --- {group}/a.c
            #include "qemu/osdep.h"
            void f(void) {{ trace_g{number}_used(1); }}
            "#
        ));
    }
    let listed = format!("trace_events_subdirs = {groups:?}\n").replace('"', "'");
    ground.write("meson.build", listed.replace("= [", "= ['hw/foo', "));
    ground
}

fn start(ground: &Ground, arguments: &[&str]) -> Child {
    let mut command = Command::new(trace_lint());
    command.args(arguments).current_dir(ground.tree());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

fn texts(folder: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let files = snapshot(folder).into_iter().filter(|(path, _)| path.is_file());
    let known = files.filter(|(path, _)| !path.to_string_lossy().contains(".trace-lint-"));
    known.map(|(path, it)| (path.strip_prefix(folder).expect("below it").to_owned(), it.5)).collect()
}

#[test]
fn a_killed_run_leaves_each_file_old_or_new() {
    let mut random = Random::new(19);
    for arguments in [
        &["check", "--fix"][..],
        &["fmt"],
        &["check", "--add-suppressions"],
        &["check", "--baseline", "rep", "--write-baseline"],
        &["check", "--output-file", "json=rep"],
        &["audit", "-o", "rep", "--output-format", "json"],
    ] {
        let ground = tree("kill");
        ground.write("rep", line(r#"{"version": 1, "findings": []}"#));
        let old = texts(&ground.tree());
        let begun = std::time::Instant::now();
        start(&ground, arguments).wait().expect("it ends");
        let span = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        let new = texts(&ground.tree());
        assert_ne!(old, new, "{arguments:?} writes something");
        for _ in 0..KILLS {
            for (path, text) in &old {
                if fs::read(ground.tree().join(path)).is_ok_and(|now| now != *text) {
                    ground.write(path.to_str().expect("UTF-8"), text);
                }
            }
            let mut child = start(&ground, arguments);
            let end = std::time::Instant::now() + std::time::Duration::from_micros(random.next_u64() % span);
            while std::time::Instant::now() < end {
                std::hint::spin_loop();
            }
            child.kill().expect("it is killed, or has ended");
            child.wait().expect("it ends");
            let now = texts(&ground.tree());
            assert!(old.keys().eq(now.keys()), "{arguments:?}: a file was lost or came");
            for (path, text) in &now {
                assert!(
                    *text == old[path] || *text == new[path],
                    "{arguments:?}: {path:?} is neither old nor new"
                );
            }
        }
    }
}

#[test]
fn two_at_once_come_to_what_one_does() {
    for arguments in
        [&["check", "--fix"][..], &["check", "--fix", "--unsafe"], &["check", "--add-suppressions"], &["fmt"]]
    {
        let ground = tree("two-alone");
        start(&ground, arguments).wait().expect("it ends");
        let new = texts(&ground.tree());
        for _ in 0..5 {
            let ground = tree("two");
            let old = texts(&ground.tree());
            let (mut one, mut other) = (start(&ground, arguments), start(&ground, arguments));
            let ended = [one.wait().expect("it ends").code(), other.wait().expect("it ends").code()];
            assert!(ended.iter().all(|it| matches!(it, Some(0..=2))), "{arguments:?}: {ended:?}");
            let now = texts(&ground.tree());
            assert!(old.keys().eq(now.keys()), "{arguments:?}: a file was lost or came");
            for (path, text) in &now {
                let shown = String::from_utf8_lossy(text);
                assert!(*text == old[path] || *text == new[path], "{arguments:?}: {path:?}: {shown}");
            }
            // Whoever came too late says so; a further run makes the rest.
            start(&ground, arguments).wait().expect("it ends");
            assert!(texts(&ground.tree()) == new, "{arguments:?}");
        }
    }
}

/// A file that another program changes meanwhile keeps what that wrote.
#[test]
fn a_change_of_another_program_is_not_lost() {
    let ground = Ground::new("meanwhile");
    let events: String = (0..20_000).map(|it| line(&format!(r#"foo_{it}(int a)  "a=%d""#))).collect();
    let path = ground.path("hw/foo/trace-events");
    for _ in 0..5 {
        ground.write("hw/foo/trace-events", &events);
        let mut child = start(&ground, &["fmt"]);
        let appended = b"# appended\n";
        let mut file = fs::File::options().append(true).open(&path).expect("a file");
        std::io::Write::write_all(&mut file, appended).expect("a line is appended");
        drop(file);
        child.wait().expect("it ends");
        assert!(ground.read("hw/foo/trace-events").ends_with(appended), "the line is lost");
    }
}

/// Stopped by the terminal or by a supervisor, it takes its temporary files with it.
#[test]
fn a_stopped_run_leaves_no_temporary_file() {
    let ground = Ground::new("stopped");
    // So large that it takes a while to be written.
    let events: String = (0..100_000).map(|it| line(&format!(r#"foo_{it}(int a)  "a=%d""#))).collect();
    let folder = ground.path("hw/foo");
    let temporary = || {
        let names = fs::read_dir(&folder).expect("a folder").map(|it| it.expect("an entry").file_name());
        names.into_iter().find(|name| name.to_string_lossy().starts_with(".trace-lint"))
    };
    for signal in ["INT", "TERM", "HUP"] {
        ground.write("hw/foo/trace-events", &events);
        let mut child = start(&ground, &["fmt", "hw/foo/trace-events"]);
        while temporary().is_none() && child.try_wait().expect("it can be asked").is_none() {
            std::hint::spin_loop();
        }
        // It may have ended by now.
        let _ =
            Command::new("kill").args(["-s", signal, &child.id().to_string()]).stderr(Stdio::null()).status();
        child.wait().expect("it ends");
        assert_eq!(temporary(), None, "SIG{signal}");
    }
}

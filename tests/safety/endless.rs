//! Files that never end, and files of 10 GB: they are left out or refused before they are read.

use crate::bounded::lint;
use crate::ground::{Ground, SECRET};
use std::os::unix::net::UnixListener;
use trace_lint_tests::fixture::line;

/// Names of files that are read for the sake of others.
const NAMES: [&str; 16] = [
    "hw/foo/trace.h",
    "hw/foo/trace-events",
    "hw/foo/foo.c",
    "hw/foo/foo.h",
    "hw/foo/more.trace-list",
    "hw/foo/trace-events-list",
    "hw/foo/analyse.py",
    "hw/foo/reads.stp",
    "meson.build",
    "VERSION",
    "MAINTAINERS",
    ".gitignore",
    "hw/foo/.gitignore",
    "trace-lint.toml",
    "hw/foo/.trace-lint.toml",
    "qapi/trace.json",
];

const COMMANDS: [&[&str]; 3] = [&["check", "--fix"], &["audit"], &["fmt", "--check"]];

/// A run for each name and command, of a ground that `spoil` has changed.
#[track_caller]
fn each(ground: &Ground, spoil: impl Fn(&Ground, &str)) {
    for name in NAMES {
        let text = ground.path(name).is_file().then(|| ground.read(name));
        spoil(ground, name);
        for arguments in COMMANDS {
            lint(&ground.tree(), arguments).came_to(&[0, 1, 2]).says_nothing_of(SECRET);
        }
        ground.vacant(name);
        if let Some(text) = text {
            ground.write(name, text);
        }
    }
}

#[test]
fn a_fifo_of_any_name_is_not_waited_for() {
    each(&Ground::new("fifo"), |ground, name| ground.fifo(name));
}

#[test]
fn a_link_to_a_fifo_of_any_name_is_not_waited_for() {
    let ground = Ground::new("fifo-link");
    crate::ground::make_fifo(&ground.outside("fifo"));
    each(&ground, |ground, name| ground.link(ground.outside("fifo"), name));
}

#[test]
fn a_link_to_a_device_of_any_name_is_not_read() {
    each(&Ground::new("device"), |ground, name| ground.link("/dev/zero", name));
}

#[test]
fn a_socket_of_any_name_is_left_out() {
    each(&Ground::new("socket"), |ground, name| {
        drop(UnixListener::bind(ground.vacant(name)).expect("a socket"));
    });
}

#[test]
fn a_folder_of_any_name_is_left_out() {
    each(&Ground::new("folder"), |ground, name| {
        std::fs::create_dir(ground.vacant(name)).expect("a folder is made");
    });
}

#[test]
fn a_file_of_10_gb_of_any_name_is_not_read() {
    each(&Ground::new("sparse"), |ground, name| ground.sparse(name));
}

/// A file of 10 GB that is named is refused, and by its name.
#[test]
fn a_named_file_of_10_gb_is_refused() {
    let ground = Ground::new("sparse-named");
    ground.write("trace-events-all", line(r#"foo_read(int a) "a=%d""#));
    for (name, arguments) in [
        ("hw/foo/trace-events", &["check", "hw/foo/trace-events"][..]),
        ("hw/foo/trace-events", &["fmt", "hw/foo/trace-events"]),
        ("big.trace-list", &["check", "big.trace-list"]),
        ("big.py", &["check", "big.py"]),
        ("big.stp", &["check", "big.stp"]),
        ("big.py", &["check", "--events", "trace-events-all", "big.py"]),
        ("big.stp", &["check", "--events", "trace-events-all", "big.stp"]),
        ("big", &["check", "--as", "event-list", "big"]),
        ("big", &["check", "--events", "big"]),
        ("big", &["check", "--baseline", "big"]),
        ("big", &["match", "foo*", "--events", "big"]),
        ("big", &["compat", "big", "trace-events-all"]),
        ("big", &["compat", "trace-events-all", "big"]),
        ("big", &["trace", "big", "--events", "trace-events-all"]),
        ("big", &["trace", "trace-events-all", "--events", "big"]),
        ("trace-lint.toml", &["config"]),
    ] {
        let text = ground.path(name).is_file().then(|| ground.read(name));
        ground.sparse(name);
        let ended = lint(&ground.tree(), arguments);
        ended.came_to(&[0, 1, 2]).says_nothing_of("out of memory");
        assert!(ended.said().contains(name), "{arguments:?}: {}", ended.said());
        ground.vacant(name);
        if let Some(text) = text {
            ground.write(name, text);
        }
    }
}

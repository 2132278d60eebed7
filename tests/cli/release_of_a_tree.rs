//! How the release of a tree is found, and what is judged where none is (facts: eras.md, below "Boundaries"; the
//! issue, "Eras").

use trace_lint_tests::cases::{holds, together};

/// A tree of one file of events, at its root, that nothing uses, with more files.
fn line(more: &str, line: &str, blocks: &[(&str, &str)]) {
    let mut case = format!("\n--- trace/control.h\n{more}--- trace-events\n{line}\n");
    for (releases, expected) in blocks {
        case += &format!("=== {releases} | check --ignore unused-event .\n{expected}\n");
    }
    holds(&case);
}

/// Below the table of boundaries: `x.y.50` by the tree's own tracetool, else by what both neighbours refuse.
#[test]
fn development_trees() {
    let _all = together();
    let event = r#"vcpu lamp_on(int level) "level=%d""#;
    line(
        "",
        event,
        &[
            ("10.0.50", "none of obsolete-property"),
            ("9.2.50", "clean"),
            ("10.1.50", "some trace-events:1: obsolete-property error"),
        ],
    );
    let own = |words: &str| format!("--- scripts/tracetool/__init__.py\nVALID_PROPS = set([{words}])\n");
    // What is refused from 9.1 on: 9.0 accepts it.
    let newline = "trace-events:1: format-newline warning";
    line("", r#"lamp_on(int a) "a=\n%d""#, &[("9.0.50", newline), ("8.2.50", newline)]);
    line("", r#"lamp_on(int a) "a=\n%d""#, &[("9.1.50", "trace-events:1: format-newline error")]);
    line(&own("\"disable\""), event, &[("10.0.50", "trace-events:1: obsolete-property error")]);
    line(&own("\"disable\", \"vcpu\""), event, &[("10.0.50", "clean")]);
}

/// Below the table of boundaries: VERSION under another name; an unknown release isn't the newest.
#[test]
fn where_the_release_stands() {
    let _all = together();
    holds(
        r#"
--- trace/control.h
--- meson.build
project('lamp', ['c'], version: files('VERSION.LAMP'))
trace_events_subdirs = []
--- VERSION.LAMP
7.2.9
--- trace-events
vcpu lamp_on(int level) "level=%d"
=== | check --ignore unused-event .
clean
=== 2026.4 3.1.0 12.7 | check --ignore unused-event .
clean
=== 3.1.0 | config trace-events
says 7.2.9
"#,
    );
    holds(
        r#"
--- trace/control.h
--- trace-events
vcpu lamp_on(int level) "level=%d"
=== 2.1.3 | config trace-events
hides the newest known
says 2.1
=== 1.5.3 0.15.1 | config trace-events
hides the newest known
=== 14.3.0 | config trace-events
says 14.3
"#,
    );
    // Without a release, what only the newest refuses is no error.
    holds(
        r#"
--- trace/control.h
--- trace-events
vcpu lamp_on(int level) "level=%d"
=== | check --ignore unused-event .
status 0
hides error[
"#,
    );
    for (release, status) in
        [("0.13", 2), ("0.14", 0), ("0.15", 0), ("1.0", 0), ("2.1.3", 0), ("11.0", 0), ("11.2", 0)]
    {
        holds(&format!(
            "\n--- trace/control.h\n--- trace-events\n# none\n=== | check --qemu-version {release} .\nstatus {status}\n"
        ));
    }
}

/// The head of the issue: style rules of today are `info` in trees from before they were the style.
#[test]
fn style() {
    let _all = together();
    let event = r#"lamp_on(int level) "level=%x""#;
    let info = "trace-events:1: hex-without-prefix info";
    line(
        "",
        event,
        &[("0.14.0 1.0 2.0.0", info), ("5.2.0 10.2.0", "trace-events:1: hex-without-prefix warning")],
    );
}

/// The issue, "Eras": by makefiles. What only the releases of another wiring refuse is no error.
#[test]
fn by_makefiles() {
    let _all = together();
    let tcg = r#"vcpu tcg lamp_op(TCGv pc, uint32_t op) "op=%u", "pc=0x%016"PRIx64" op=%u""#;
    let listed = "--- Makefile.objs\ntrace-events-subdirs = util\n--- util/trace-events\n";
    line(listed, tcg, &[("", "clean")]);
    line(listed, r#"lamp_on(uint64_t at) "at=0x%" HWADDR_PRIx"#, &[("", "none of unknown-macro")]);
    let meson = "--- meson.build\ntrace_events_subdirs = [ 'util' ]\n--- util/trace-events\n";
    line(meson, r#"vcpu lamp_on(int level) "level=%d""#, &[("", "none of obsolete-property")]);
    // What all releases of that wiring refuse.
    line(meson, r#"lamp_on(int a) "a=%d %m""#, &[("", "trace-events:1: format-percent-m error")]);
}

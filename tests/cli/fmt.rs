//! `trace-lint fmt` as a user meets it.

use std::fs;
use trace_lint_tests::fixture::line;
use trace_lint_tests::program::{run_on, try_run};
use trace_lint_tests::scratch;

const ROUGH: &str = r#"
f( int  a )"%d"  
# b.c



g(void)   """#;
const NEAT: &str = r#"f(int a) "%d"

# b.c

g(void) ""
"#;

#[test]
fn white_space_is_put_in_order() {
    let folder = scratch::folder("fmt");
    scratch::write(&folder.join("a/trace-events"), ROUGH);
    scratch::write(&folder.join("b/trace-events"), NEAT);
    scratch::write(&folder.join("c/trace-events"), ROUGH);
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
    scratch::write(&folder.join("trace-lint.toml"), "exclude = ['c']\n");
    let check = try_run(&folder, &["fmt", "--check"]);
    assert_eq!((check.status, &*check.stdout), (1, "a/trace-events\n"), "{check:?}");
    let diff = try_run(&folder, &["fmt", "--diff"]);
    assert_eq!(diff.status, 1);
    assert!(diff.stdout.contains(&line(r#"+f(int a) "%d""#)), "{}", diff.stdout);
    assert_eq!(fs::read_to_string(folder.join("a/trace-events")).expect("a file"), ROUGH);
    assert_eq!(try_run(&folder, &["fmt"]).status, 0);
    assert_eq!(fs::read_to_string(folder.join("a/trace-events")).expect("a file"), NEAT);
    assert_eq!(fs::read_to_string(folder.join("c/trace-events")).expect("a file"), ROUGH);
    assert_eq!(try_run(&folder, &["fmt", "--check"]).status, 0);
    let piped = run_on(&folder, &["fmt", "-"], ROUGH.as_bytes());
    assert_eq!((piped.status, &*piped.stdout), (0, NEAT));
    assert_eq!(try_run(&folder, &["fmt", "nowhere"]).status, 2);
}

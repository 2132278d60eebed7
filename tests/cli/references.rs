//! `trace-lint refs`: each place that names an event, in whatever file.

use trace_lint_tests::fixture;
use trace_lint_tests::program::try_run;
use trace_lint_tests::scratch;

const TREE: &str = r#"
    --- VERSION
    10.0.0
    --- hw/a/trace-events
    lamp_on(int id) "id=%d"
    --- hw/a/trace.h
    #include "trace/trace-hw_a.h"
    --- hw/a/lamp.c
    #include "trace.h"
    void f(void) { trace_lamp_on(1); }
    --- lamps.trace-list
    # lamp_on
    lamp_*
    -lamp_on
    --- scripts/lamps.py
    import simpletrace
    class Lamps(simpletrace.Analyzer):
        def lamp_on(self, id):
            print(id)
    simpletrace.run(Lamps())
    --- lamps.stp
    probe qemu.kvm.lamp_on { println(id) }
    --- start.sh
    qemu-system-x86_64 -trace lamp_on
"#;

#[test]
fn lists_scripts_and_commands() {
    let tree = scratch::folder("refs-elsewhere");
    fixture::write(&tree, TREE);
    let text = try_run(&tree, &["refs", "lamp_on", "--tree", "."]);
    let expected = "\
Declared
  hw/a/trace-events:1:1  lamp_on(int id) \"id=%d\"

Called
  hw/a/lamp.c:2:16  f: void f(void) { trace_lamp_on(1); }

Named in event lists
  lamps.trace-list:3:2  -lamp_on

Named in scripts
  scripts/lamps.py:3:9  def lamp_on(self, id):
  lamps.stp:1:16        probe qemu.kvm.lamp_on { println(id) }

Named in commands
  start.sh:1:27  qemu-system-x86_64 -trace lamp_on
";
    assert_eq!(text.stdout, expected, "{}", text.stderr);
    let report = try_run(&tree, &["refs", "lamp_on", "--tree", ".", "--output-format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&report.stdout).expect("JSON");
    for (key, path) in
        [("lists", "lamps.trace-list"), ("scripts", "scripts/lamps.py"), ("commands", "start.sh")]
    {
        assert_eq!(report[key][0]["path"], path, "{report}");
    }
}

//! The reports for other programs, held against the published models of their formats: of the
//! demonstration, of a real tree, of nothing, and of texts that are hard to write.

use std::path::Path;
use std::process::Command;
use trace_lint_tests::fixture::line;
use trace_lint_tests::program::{repository, try_run};
use trace_lint_tests::python;
use trace_lint_tests::scratch;
use trace_lint_tests::tree::qemu_tree;

fn check(name: &str, folder: &Path, arguments: &[&str]) {
    let reports = scratch::folder(&format!("reports-{name}"));
    let formats = ["json", "sarif", "gitlab", "junit", "checkstyle", "github"];
    let files: Vec<_> = formats
        .iter()
        .map(|format| format!("--output-file={format}={}/{format}", reports.display()))
        .collect();
    let mut all = vec!["check", "--quiet"];
    all.extend(arguments);
    all.extend(files.iter().map(String::as_str));
    let output = try_run(folder, &all);
    assert!(matches!(output.status, 0 | 1), "{output:?}");
    let script = repository().join("tests/support/validate_reports.py");
    let status =
        Command::new(python::program("python")).arg(script).arg(&reports).status().expect("Python runs");
    assert!(status.success(), "{name}: {status}");
}

#[test]
fn reports_are_what_others_read() {
    check("demo", &repository().join("corpus/demo"), &["--select", "all"]);
    check("real", &qemu_tree("10.0"), &[]);
    let folder = scratch::folder("reports-texts");
    scratch::write(&folder.join("trace-events"), line(r#"f(int a) "%d""#));
    check("nothing", &folder, &["--no-index", "trace-events"]);
    let hard = b"a<b>&\"'(int \x1b[31m\xff\xc3\xa9\xef\xbf\xbf]]>x) \"%q\x07 %n ::error:: 100%\"\nf(int a\n"
        .to_vec();
    scratch::write(&folder.join("trace-events"), hard);
    check("hard", &folder, &["--no-index", "trace-events"]);
}

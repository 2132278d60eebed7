//! The reports for other programs, held against the published models of their formats: of the
//! demonstration, of a real tree, of nothing, and of texts that are hard to write.

use std::path::Path;
use std::process::Command;
use trace_lint_tests::program::{repository, target_folder, try_run};
use trace_lint_tests::tree::qemu_tree;
use trace_lint_tests::work;

/// A Python with what the validator needs, made once in the build's folder.
fn python() -> std::path::PathBuf {
    let folder = target_folder().join("oracles-python");
    let program = folder.join("bin/python");
    let has_all = || {
        let modules = ["-c", "import junitparser, pydantic_sarif"];
        Command::new(&program).args(modules).output().is_ok_and(|output| output.status.success())
    };
    if !has_all() {
        let run = |program: &Path, arguments: &[&str]| {
            let status = Command::new(program).args(arguments).status().expect("Python runs");
            assert!(status.success(), "{} {arguments:?}", program.display());
        };
        run(Path::new("python3"), &["-m", "venv", folder.to_str().expect("text")]);
        run(&program, &["-m", "pip", "--quiet", "install", "junitparser==5.0.3", "pydantic-sarif==0.1.1"]);
    }
    program
}

fn check(name: &str, folder: &Path, arguments: &[&str]) {
    let reports = work::scratch_folder(&format!("reports-{name}"));
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
    let status = Command::new(python()).arg(script).arg(&reports).status().expect("Python runs");
    assert!(status.success(), "{name}: {status}");
}

#[test]
fn reports_are_what_others_read() {
    check("demo", &repository().join("corpus/demo"), &["--select", "all"]);
    check("real", &qemu_tree("10.0"), &[]);
    let folder = work::scratch_folder("reports-texts");
    work::write(&folder.join("trace-events"), "f(int a) \"%d\"\n");
    check("nothing", &folder, &["--no-index", "trace-events"]);
    let hard = b"a<b>&\"'(int \x1b[31m\xff\xc3\xa9\xef\xbf\xbf]]>x) \"%q\x07 %n ::error:: 100%\"\nf(int a\n"
        .to_vec();
    work::write(&folder.join("trace-events"), hard);
    check("hard", &folder, &["--no-index", "trace-events"]);
}

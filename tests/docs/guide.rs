//! docs/add-a-trace-event.md as it stands: its example is a tree without findings, its options, commands and
//! messages are taken by a real QEMU, and its lines of output are printed. And what README.md shows of QEMU's
//! own trees is what is printed for them.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use trace_lint_tests::fixture::line;
use trace_lint_tests::program::{repository, trace_lint, try_run};
use trace_lint_tests::recordings::{Argument, Recording};
use trace_lint_tests::scratch;
use trace_lint_tests::tree::qemu_tree;

const QEMU: &str = "qemu-system-x86_64";

/// An event that Debian's QEMU has, without arguments to be asked for, in the place of the guide's.
const EVENT: &str = "qmp_job_cancel";

fn guide() -> String {
    fs::read_to_string(repository().join("docs/add-a-trace-event.md")).expect("a file")
}

/// The blocks of a language, in their order.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let blocks = page.split(&*opening).skip(1).map(|rest| rest.split("```").next().expect("it ends"));
    blocks.map(str::to_owned).collect()
}

/// The one block that contains something.
fn block(language: &str, part: &str) -> String {
    let found: Vec<_> = blocks(&guide(), language).into_iter().filter(|it| it.contains(part)).collect();
    let [block] = &found[..] else { panic!("{} blocks have {part}", found.len()) };
    block.clone()
}

/// The shell's commands in the order of the page, in a repository where others have left findings: none of theirs is
/// shown, and after each step only what is not done yet is.
#[test]
fn the_commands_show_no_finding_of_others() {
    let folder = scratch::folder("guide-commands");
    let misc = folder.join("hw/misc");
    let write = |name: &str, text: &str| scratch::write(&misc.join(name), text);
    let others = line(r#"old_read(uint64_t addr) "addr=%lx""#);
    scratch::write(&folder.join("trace/control.h"), "");
    scratch::write(
        &folder.join("meson.build"),
        "trace_events_subdirs = []\n".to_owned() + &block("meson", "hw/misc"),
    );
    write("trace-events", &others);
    write("trace.h", &block("c", "trace/trace-hw_misc.h"));
    write("widget.c", "");
    for arguments in
        [&["init", "-q"][..], &["add", "."], &["commit", "-qm", "x"], &["branch", "origin/master"]]
    {
        git(&folder, arguments);
    }
    let commands = blocks(&guide(), "sh").concat();
    let commands: Vec<Vec<&str>> =
        commands.lines().map(|command| command.split(' ').skip(1).collect()).collect();
    let [declared, refs, called, staged, series] = &commands[..] else { panic!("{commands:?}") };
    let run = |arguments: &Vec<&str>| try_run(&misc, arguments);

    write("trace-events", &(others + "\n" + &block("text", "# widget.c")));
    let shown = run(declared);
    assert!(shown.stdout.contains("unused-event") && !shown.stdout.contains("old_read("), "{shown:?}");
    assert_eq!(
        shown.stdout.matches("warning[").count() + shown.stdout.matches("error[").count(),
        1,
        "{shown:?}"
    );
    let source = block("c", "trace_widget_read(") + "    return 0;\n}\n";
    write("widget.c", &source);
    assert!(run(refs).stdout.contains("  widget.c:5:5"), "{:?}", run(refs));
    for check in [called, staged, series] {
        git(&folder, &["add", "."]);
        let shown = run(check);
        assert!(shown.status == 0 && shown.stdout.starts_with("No findings"), "{check:?} {shown:?}");
        if check == staged {
            git(&folder, &["commit", "-qm", "y"]);
        }
    }
    write("widget.c", &source.replace("widget_read(opaque", "widget_raed(opaque"));
    git(&folder, &["commit", "-qam", "z"]);
    let shown = run(series);
    assert!(shown.status == 1 && shown.stdout.contains("trace_widget_raed"), "{shown:?}");
}

fn git(folder: &Path, arguments: &[&str]) {
    let name = ["-c", "user.name=x", "-c", "user.email=x@x"];
    let output =
        Command::new("git").args(name).args(arguments).current_dir(folder).output().expect("git runs");
    assert!(output.status.success(), "{arguments:?} {output:?}");
}

#[test]
fn the_example_is_a_tree_without_findings() {
    let folder = scratch::folder("guide");
    let state = &line(r#"widget_state(void *dev, const char *text) "dev=%p text=%s""#);
    scratch::write(&folder.join("hw/misc/trace-events"), block("text", "# widget.c") + state);
    let [call, guarded] = [block("c", "trace_widget_read("), block("c", "trace_widget_state(")];
    let source = format!("{call}    return 0;\n}}\nvoid f(void *dev)\n{{\n{guarded}}}\n");
    scratch::write(&folder.join("hw/misc/widget.c"), source);
    scratch::write(&folder.join("hw/misc/trace.h"), block("c", "trace/trace-hw_misc.h"));
    let meson = block("meson", "hw/misc");
    scratch::write(&folder.join("meson.build"), format!("trace_events_subdirs = []\n{meson}"));
    let check = || try_run(&folder, &["check", "--output-format", "short"]);
    assert_eq!((check().status, &*check().stdout, &*check().stderr), (0, "", ""));
    assert_eq!(try_run(&folder, &["fmt", "--check"]).status, 0);

    // Either of the two files that a directory needs is missed.
    fs::remove_file(folder.join("hw/misc/trace.h")).expect("a file");
    assert!(check().stdout.contains("TL711"), "{}", check().stdout);
    scratch::write(&folder.join("hw/misc/trace.h"), block("c", "trace/trace-hw_misc.h"));
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
    assert!(check().stdout.contains("TL710"), "{}", check().stdout);
}

#[test]
fn the_lines_of_output_are_those_of_the_scripts() {
    let folder = scratch::folder("guide-output");
    let mut recording = Recording { pid: 4711, ..Recording::default() };
    recording.map(0, "widget_read");
    let arguments = [0x55d0_c8e3_a2b0, 0x10, 4].map(Argument::Number);
    recording.record(0, &arguments);
    recording.time += 184;
    recording.record(0, &arguments);
    scratch::write(&folder.join("trace-4711"), &recording.bytes);
    scratch::write(&folder.join("build/trace/trace-events-all"), block("text", "# widget.c"));
    let command = block("text", "scripts/simpletrace.py build");
    let words: Vec<&str> = command.split_whitespace().collect();
    for release in ["10.0", "10.2"] {
        let script = qemu_tree(release).join(words[0]);
        let output = Command::new("python3").arg(script).args(&words[1..]).current_dir(&folder).output();
        let output = output.expect("Python starts");
        let printed = String::from_utf8(output.stdout).expect("text");
        let last = printed.lines().last().unwrap_or_default().trim();
        assert!(guide().contains(&format!("`{last}`")), "{release}: {printed}");
    }
    let logged = block("text", "widget_read dev=0x");
    assert_eq!(logged.trim(), "widget_read dev=0x55d0c8e3a2b0 addr=0x10 size=4");
}

/// What a QEMU that runs nothing says, with something on standard input.
fn qemu(folder: &Path, arguments: &[&str], input: &str) -> (String, String) {
    let mut child = Command::new(QEMU)
        .args(["-machine", "none", "-display", "none", "-nodefaults", "-S"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{QEMU}: {error}; it is in Debian's qemu-system-x86"));
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("QEMU reads");
    let output = child.wait_with_output().expect("QEMU ends");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr))
}

/// A text with the event of this QEMU for the guide's.
fn real(text: &str) -> String {
    text.replace("widget_*", &EVENT.replace("cancel", "*")).replace("widget_read", EVENT)
}

#[test]
fn a_real_qemu_takes_what_is_typed() {
    let folder = scratch::folder("guide-qemu");
    scratch::write(&folder.join("events"), format!("{EVENT}\n"));
    let messages = block("json", "trace-event-set-state");
    let capabilities = &line(r#"{ "execute": "qmp_capabilities" }"#);
    let input = line(&format!(r#"{capabilities}{}{{ "execute": "quit" }}"#, real(&messages)));
    let (answers, _) = qemu(&folder, &["-qmp", "stdio"], &input);
    let answers: Vec<Value> = answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let returned: Vec<_> = answers.iter().filter_map(|answer| answer.get("return")).collect();
    assert!(answers.iter().all(|answer| answer.get("error").is_none()) && returned.len() == 4, "{answers:?}");
    let states = returned[2].as_array().expect("a list");
    let is_on = |state: &Value| state["name"] == EVENT && state["state"] == "enabled";
    assert!(states.iter().any(is_on), "{states:?}");

    let monitor = real(&block("text", "(qemu) info trace-events")).replace("(qemu) ", "");
    let (said, _) = qemu(&folder, &["-monitor", "stdio"], &format!("{monitor}{monitor}quit\n"));
    assert!(said.contains(&format!("{EVENT} : state 0")), "{said}");
    assert!(said.contains(&format!("{EVENT} : state 1")), "{said}");

    for line in real(&block("text", "qemu-system-x86_64 -trace")).lines() {
        let line = line.replace("/tmp/events", "events");
        let words: Vec<&str> = line.split_whitespace().filter(|word| *word != "…").collect();
        let options: Vec<String> = words[1..].iter().map(|word| word.replace('\'', "")).collect();
        let mut options: Vec<&str> = options.iter().map(String::as_str).collect();
        options.extend(["-monitor", "stdio"]);
        let (said, errors) = qemu(&folder, &options, &format!("info trace-events {EVENT}\nquit\n"));
        assert!(said.contains(&format!("{EVENT} : state 1")), "{line}\n{said}\n{errors}");
    }
}

#[test]
fn the_build_has_the_option() {
    let command = block("text", "./configure");
    let option = command.split_whitespace().find_map(|word| word.strip_prefix("--enable-trace")).expect("it");
    let option = format!("--enable-trace{}", option.split('=').next().expect("a name"));
    for release in ["10.0", "10.2"] {
        let path = qemu_tree(release).join("scripts/meson-buildoptions.sh");
        let known = fs::read_to_string(path).expect("the tree's options");
        assert!(known.contains(&format!("{option}=*)")), "{release} has no {option}");
        assert!(!known.contains("--enable-trace-backend=*)"));
    }
}

#[test]
fn what_the_readme_shows_of_real_trees_is_printed() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("a file");
    let bin = trace_lint().parent().expect("a folder");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let mut count = 0;
    for session in blocks(&readme, "console").iter().filter(|block| block.starts_with("$ cd qemu-")) {
        // The command goes on behind a backslash.
        let mut goes_on = true;
        let lines = session[2..].split_inclusive('\n');
        let of_command = lines.take_while(|line| std::mem::replace(&mut goes_on, line.ends_with("\\\n")));
        let (command, printed) = session[2..].split_at(of_command.map(str::len).sum());
        // The trees lie where the tests find them.
        let mut command = command.to_owned();
        for release in ["7.2", "10.0", "10.2"] {
            let tree = qemu_tree(release).canonicalize().expect("a folder");
            let tree = tree.to_str().expect("text");
            command = command.replace(&format!("../qemu-{release}"), tree);
            command = command.replace(&format!("cd qemu-{release}"), &format!("cd {tree}"));
        }
        let output = Command::new("sh").args(["-c", &command]).env("PATH", &path).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&output.stdout), *printed, "{command}\n{output:?}");
        count += 1;
    }
    assert_eq!(count, 3);
}

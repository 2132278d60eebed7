//! What one backend alone makes of an event, against the real stages: the trees' own tracetool over all their
//! events, gcc, SystemTap's dtrace(1) and stap, LTTng's headers.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use trace_lint_tests::build::{Builder, Unit};
use trace_lint_tests::fixture::unindented;
use trace_lint_tests::lttng::Providers;
use trace_lint_tests::parallel::in_parallel;
use trace_lint_tests::program::{check, repository, try_run};
use trace_lint_tests::scratch::{self, write};
use trace_lint_tests::shared::Shared;
use trace_lint_tests::tree::{qemu_tree, trace_events_files};

const BACKENDS: &str = "log,simple,ftrace,syslog,ust,dtrace,log-stap,simpletrace-stap";
const RELEASES: [&str; 3] = ["7.2", "10.0", "10.2"];

/// What tracetool writes for each event of files that are named from a folder.
fn written(tree: &Path, folder: &Path, files: &[String]) -> Vec<Value> {
    let driver = repository().join("tests/support/tracetool_backends.py");
    let output = Command::new("python3").arg(driver).args([tree, folder]).args(files).output();
    let output = output.expect("python3 is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// What all formats of a backend hold.
fn all_of(entry: &Value, backend: &str) -> String {
    entry["outputs"][backend].as_object().expect("formats").values().map(text).collect()
}

/// What tracetool writes for each event of a release.
fn written_for(release: &str) -> Arc<Vec<Value>> {
    static WRITTEN: Shared<String, Vec<Value>> = Shared::new();
    WRITTEN.get(release.to_owned(), || {
        let tree = qemu_tree(release);
        written(&tree, &tree, &names(&tree))
    })
}

/// The tokens of generated code with blanks between them; comments, and markers of the generated file itself,
/// are none.
fn tokens(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for line in text.lines().filter(|line| !(line.starts_with("#line") && line.contains(r#""generated""#))) {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            if let Some(comment) = rest.strip_prefix("/*") {
                rest = comment.split_once("*/").map_or("", |(_, after)| after).trim_start();
                continue;
            }
            let is_word = |character: char| character == '_' || character.is_alphanumeric();
            let length = if is_word(first) {
                rest.find(|it| !is_word(it)).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            found.push_str(&rest[..length]);
            found.push(' ');
            rest = rest[length..].trim_start();
        }
    }
    found
}

fn names(tree: &Path) -> Vec<String> {
    let path = |file: PathBuf| file.strip_prefix(tree).expect("below the tree").display().to_string();
    trace_events_files(tree).into_iter().map(path).collect()
}

#[test]
fn expansions_are_what_tracetool_writes() {
    in_parallel(&RELEASES, |release| {
        let tree = qemu_tree(release);
        let written = written_for(release);
        let place = |entry: &Value| (text(&entry["path"]).to_owned(), entry["line"].as_u64());
        let by_place: BTreeMap<_, _> = written.iter().map(|entry| (place(entry), entry)).collect();
        let arguments = ["expand", "--all", "--isolated", "--backend", BACKENDS, "--output-format", "json"];
        let run = try_run(&tree, &arguments);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let events = report["events"].as_array().expect("a list");
        assert!(
            events.len() > 4600 && events.len() + 5 > written.len(),
            "{} {}",
            events.len(),
            written.len()
        );
        for event in events {
            let theirs = by_place[&place(event)];
            for expansion in event["expansions"].as_array().expect("a list") {
                let backend = text(&expansion["backend"]);
                let whole = tokens(&all_of(theirs, backend));
                for file in expansion["files"].as_array().expect("a list") {
                    let ours = text(&file["text"]).replace("EVENT_ID", "0");
                    let part = tokens(&ours);
                    assert!(whole.contains(&part), "{release} {backend} {}:\n{ours}\n{whole}", event["name"]);
                }
            }
        }
    });
}

fn lttng_header(entry: &Value) -> &str {
    text(&entry["outputs"]["ust"]["ust-events-h"])
}

fn lttng_headers(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(lttng_header).collect()
}

/// A folder that stap takes for that of a kernel with probes in user space.
fn kernel(folder: &Path) -> PathBuf {
    let kernel = folder.join("kernel");
    let config = ["UPROBES", "ARCH_SUPPORTS_UPROBES", "TRACEPOINTS", "KPROBES", "MODULES"];
    write(&kernel.join(".config"), config.map(|name| format!("CONFIG_{name}=y\n")).concat());
    write(&kernel.join("Makefile"), "");
    write(&kernel.join("Module.symvers"), "");
    write(&kernel.join("include/config/kernel.release"), "6.1.0\n");
    kernel
}

/// The first error of stap in a script, up to its second pass when all of it is to be understood.
fn stap(folder: &Path, script: &str, pass: &str) -> Option<String> {
    write(&folder.join("script.stp"), script);
    let mut command = Command::new("stap");
    command.arg("-r").arg(kernel(folder)).args([pass, "script.stp"]).current_dir(folder);
    let output = command.output().expect("stap is installed (systemtap)");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let error = said.lines().find(|line| line.contains("error:")).map(str::to_owned);
    assert_eq!(output.status.success(), error.is_none(), "{said}");
    error
}

/// The warning of dtrace(1), and the header that it writes.
fn dtrace(folder: &Path, provider: &str) -> (bool, String) {
    dtrace_with(folder, provider, &[])
}

fn dtrace_with(folder: &Path, provider: &str, options: &[&str]) -> (bool, String) {
    write(&folder.join("probes.d"), provider);
    let mut command = Command::new("dtrace");
    command.args(options).args(["-h", "-s", "probes.d", "-o", "probes.h"]).current_dir(folder);
    let output = command.output();
    let output = output.expect("dtrace is installed (systemtap-sdt-dev)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let header = fs::read_to_string(folder.join("probes.h")).expect("a header");
    (String::from_utf8_lossy(&output.stdout).contains("--no-pyparsing"), header)
}

/// The probes of many events as one provider.
fn provider<'a>(entries: impl Iterator<Item = &'a Value>) -> String {
    let probes = entries.flat_map(|entry| text(&entry["outputs"]["dtrace"]["d"]).lines());
    let probes: Vec<_> = probes.filter(|line| line.starts_with("probe ")).collect();
    format!("\n\nprovider qemu {{\n{}\n}};\n", probes.join("\n"))
}

#[test]
fn nothing_is_said_of_what_the_real_stages_accept() {
    let folder = scratch::folder("backends-trees");
    let mut providers = Providers::default();
    for (release, spellings) in [("7.2", 0), ("10.0", 2), ("10.2", 2)] {
        let tree = qemu_tree(release);
        let written = written_for(release);
        let found = check(&tree, &["--isolated", "--backend", BACKENDS]);
        let count = |rule: &str| found.iter().filter(|finding| finding.rule == rule).count();
        let of = |entry: &Value, rule: &str| {
            let is_its = |line: usize| Some(line as u64) == entry["line"].as_u64();
            found
                .iter()
                .filter(|it| it.rule == rule && it.path == text(&entry["path"]) && is_its(it.line))
                .count()
        };
        // Each field that LTTng's event lacks is reported, and no other.
        let lttng = folder.join(format!("lttng-{release}"));
        providers.compile(&Builder::new(&tree, &lttng), &lttng, &lttng_headers(&written));
        for entry in written.iter() {
            let declared = providers.fields(lttng_header(entry)).len();
            let arguments = entry["arguments"].as_u64().expect("a number") as usize;
            let is_disabled = text(&entry["outputs"]["log"]["h"]).contains("_ENABLED 0");
            let lost = if is_disabled { 0 } else { arguments - declared };
            assert_eq!(of(entry, "ust-lost-field"), lost, "{release} {entry}");
        }
        // SystemTap reads the tapsets.
        for form in ["log-stap", "simpletrace-stap"] {
            let all: String = written.iter().map(|entry| text(&entry["outputs"][form][form])).collect();
            assert_eq!(stap(&folder, &all, "-p1"), None, "{release} {form}");
        }
        // dtrace(1) warns of what is reported, and of nothing else.
        let is_clean = |entry: &&Value| of(entry, "dtrace-type") == 0;
        assert!(!dtrace(&folder, &provider(written.iter().filter(is_clean))).0, "{release}");
        for entry in written.iter().filter(|entry| !is_clean(entry)) {
            assert!(dtrace(&folder, &provider([entry].into_iter())).0, "{release} {entry}");
        }
        assert_eq!(count("dtrace-type"), spellings, "{release}");
        for rule in [
            "dtrace-event-name",
            "dtrace-provider-name",
            "log-stap-format",
            "stap-name",
            "simple-backend-name",
            "simple-string-as-number",
            "ftrace-backend-name",
            "ftrace-long-line",
            "syslog-backend-name",
        ] {
            assert_eq!(count(rule), 0, "{release} {rule}");
        }
    }
}

/// Events, one a line: the rule that is to be broken by the first argument of each, or none.
const SEEDED: [(&str, &str); 39] = [
    ("", r#"s_plain(int a, const char *s) "a=%d s=%s""#),
    ("dtrace-event-name", r#"s__two(int a) "a=%d""#),
    ("", r#"_s_one(int a) "a=%d""#),
    ("dtrace-provider-name", r#"s_set_provider(int a) "a=%d""#),
    ("dtrace-provider-name", r#"s_subject(int a, void *subprovider) "a=%d b=%p""#),
    ("", r#"s_provide(int a) "provider=%d""#),
    ("", r#"s_PROVIDER(int a) "a=%d""#),
    ("dtrace-type", r#"s_type(long int a) "a=%ld""#),
    ("dtrace-type", r#"s_char(signed char a) "a=%d""#),
    ("dtrace-type", r#"s_uchar(const unsigned char *a) "a=%p""#),
    ("dtrace-type", r#"s_bare(unsigned *a) "a=%p""#),
    ("", r#"s_ulong(unsigned long a) "a=%lu""#),
    ("", r#"s_ulonglong(unsigned long long a) "a=%llu""#),
    ("log-stap-format", r#"s_hh(uint8_t a) "a=%hhx""#),
    ("log-stap-format", r#"s_z(size_t a) "a=%-8zu""#),
    ("log-stap-format", r#"s_ll(unsigned long long a) "a=%.16llx""#),
    ("log-stap-format", r#"s_t(ptrdiff_t a) "a=%td""#),
    ("log-stap-format", r#"s_scan(uint64_t a) "a=%" SCNx64"#),
    ("log-stap-format", r#"s_bytes(uint8_t *a) "a=%s""#),
    ("log-stap-format", r#"s_pointer(char *a) "a=%p""#),
    ("", r#"s_size(size_t a, long b, unsigned long long c) "a=%zu b=%-4ld c=0x%016llx""#),
    ("", r#"s_macro(uint64_t a, int b, int c, int d, const char *s) "a=0x%-8" PRIx64 " b=%*d s=%.*s""#),
    ("stap-name", r#"s_private(int private) "a=%d""#),
    ("", r#"s_string(int string, int in) "a=%d %d""#),
    ("simple-backend-name", r#"s_rec(void *rec) "a=%p""#),
    ("simple-backend-name", r#"s_len(const char *s, int args_len) "a=%s %d""#),
    ("ftrace-backend-name", r#"s_write(int ftrace_write) "a=%d""#),
    ("ftrace-backend-name", r#"s_unused(int unused) "a=%d""#),
    ("ftrace-backend-name", r#"s_old(bool write) "a=%d""#),
    ("ftrace-backend-name", r#"marker_fd(int a) "a=%d""#),
    ("syslog-backend-name", r#"s_syslog(bool syslog) "a=%d""#),
    ("syslog-backend-name", r#"s_pid(int LOG_PID) "a=%d""#),
    ("ust-lost-field", r#"s_flag(int a) "a=%#x""#),
    ("ust-lost-field", r#"s_glued(uint64_t a, uint64_t b) "%"PRIx64"-%"PRIx64".""#),
    ("ust-lost-field", r#"s_short(short a) "a=%d""#),
    ("ust-string", r#"s_list(char **a) "a=%p""#),
    ("simple-string-as-number", r#"s_const(char const *a) "a=%s""#),
    ("simple-string-as-number", r#"s_blanks(const  char *a) "a=%s""#),
    ("", r#"s_tight(const char*a) "a=%s""#),
];

/// The rules that are for SystemTap, whose generators all releases have in common.
const OF_STAP: [&str; 5] =
    ["dtrace-event-name", "dtrace-type", "dtrace-provider-name", "stap-name", "log-stap-format"];

/// The rules that real stages break by.
fn broken(tree: &Path, folder: &Path, entries: &[Value], has_stap: bool) -> Vec<Vec<&'static str>> {
    let builder = Builder::new(tree, &folder.join("c"));
    let refused = |backend: &str| -> Vec<bool> {
        let units = entries.iter().enumerate().map(|(at, entry)| {
            let output = |form: &str| text(&entry["outputs"][backend][form]).to_owned();
            let files = [("h", format!("trace-c{at}.h")), ("c", format!("trace-c{at}.c"))];
            let files = files.map(|(form, name)| (name, output(form))).to_vec();
            Unit { group: format!("c{at}"), files, shares: None }
        });
        builder.c_refusals(&units.collect::<Vec<_>>()).iter().map(Option::is_some).collect()
    };
    let [simple, ftrace, syslog] = ["simple", "ftrace", "syslog"].map(refused);
    let mut providers = Providers::default();
    providers.compile(&builder, &folder.join("c"), &lttng_headers(entries));
    let verdict = |at: usize| {
        let entry = &entries[at];
        let mut rules = Vec::new();
        let mut add = |is_broken: bool, rule: &'static str| rules.extend(is_broken.then_some(rule));
        if has_stap {
            let (has_warned, header) = dtrace(folder, &provider([entry].into_iter()));
            let called = format!("QEMU_{}(", text(&entry["name"]).to_uppercase());
            add(!header.contains(&called), "dtrace-event-name");
            add(has_warned, "dtrace-type");
            let simpler = dtrace_with(folder, &provider([entry].into_iter()), &["--no-pyparsing"]).1;
            add(header.contains(&called) && !simpler.contains(&called), "dtrace-provider-name");
            // The marks stand for probes that need no program.
            let mut plain = text(&entry["outputs"]["dtrace"]["stap"]).replace("$arg", "1+");
            if let (Some(start), Some(end)) = (plain.find("process("), plain.find("\n{")) {
                plain.replace_range(start..end, "begin");
            }
            let use_it = |kind: &str| {
                format!("probe qemu.system.x86_64{kind}.{} {{ print(1) }}\n", text(&entry["name"]))
            };
            let is_plain = stap(folder, &(plain.clone() + &use_it("")), "-p2").is_none();
            let logs = plain + text(&entry["outputs"]["log-stap"]["log-stap"]) + &use_it(".log");
            let is_written =
                !entry["errors"]["log-stap"].as_str().is_some_and(|it| it.contains("Unhandled macro"));
            let is_log = is_written && stap(folder, &logs, "-p2").is_none();
            add(!is_plain, "stap-name");
            add(is_plain && !is_log, "log-stap-format");
        }
        add(simple[at], "simple-backend-name");
        add(ftrace[at], "ftrace-backend-name");
        add(syslog[at], "syslog-backend-name");
        let fields = providers.fields(lttng_header(entry));
        let is_text = fields.iter().any(|(_, is_string)| *is_string);
        let arguments = entry["arguments"].as_u64().expect("a number") as usize;
        add(fields.len() < arguments, "ust-lost-field");
        let prints_text = text(&entry["outputs"]["log"]["h"]).contains("a=%s");
        let writes_text = text(&entry["outputs"]["simple"]["c"]).contains("_write_str(");
        add(prints_text && !writes_text, "simple-string-as-number");
        let is_list = text(&entry["outputs"]["log"]["h"]).contains("char **");
        add((prints_text && !is_text) || (is_list && is_text), "ust-string");
        rules.sort_unstable();
        rules
    };
    (0..entries.len()).map(verdict).collect()
}

#[test]
fn each_break_is_one_of_the_real_stage() {
    let mut never: Vec<&str> = SEEDED.iter().map(|(rule, _)| *rule).filter(|rule| !rule.is_empty()).collect();
    for release in ["7.2", "10.2"] {
        let tree = qemu_tree(release);
        let folder = scratch::folder(&format!("backends-seeded-{release}"));
        let lines: Vec<String> = SEEDED.iter().map(|(_, line)| format!("{line}\n")).collect();
        write(&folder.join("trace-events"), lines.concat());
        let entries = written(&tree, &folder, &["trace-events".to_owned()]);
        assert_eq!(entries.len(), SEEDED.len());
        let select = ["--select", "string-not-printed", "--ignore", "string-not-printed,unknown-macro"];
        let options = ["--no-index", "trace-events", "--qemu-version", release, "--backend", BACKENDS];
        let found = check(&folder, &[&options[..], &select].concat());
        let has_stap = release == "10.2";
        let broken = broken(&tree, &folder, &entries, has_stap);
        let differ = SEEDED.iter().enumerate().filter_map(|(at, (_, line))| {
            let mut ours: Vec<_> =
                found.iter().filter(|it| it.line == at + 1).map(|it| it.rule.as_str()).collect();
            ours.retain(|rule| has_stap || !OF_STAP.contains(rule));
            ours.sort_unstable();
            ours.dedup();
            never.retain(|rule| !ours.contains(rule));
            (ours != broken[at]).then(|| format!("{line}\n  we say {ours:?}, the stages {:?}\n", broken[at]))
        });
        let differ: Vec<String> = differ.collect();
        assert!(differ.is_empty(), "{release}\n{}", differ.concat());
    }
    assert!(never.is_empty(), "never found: {never:?}");
}

#[test]
fn what_is_cut_and_what_is_read_too_far_is_seen_in_programs() {
    let events = &unindented(
        r#"
        f_long(int a) "%505d"
        f_text(char *data, int size, const char *text) "data=%p %.*s"
        "#,
    );
    for release in RELEASES {
        let tree = qemu_tree(release);
        let folder = scratch::folder(&format!("backends-programs-{release}"));
        write(&folder.join("trace-events"), events);
        let entries = written(&tree, &folder, &["trace-events".to_owned()]);
        let options = ["--no-index", "trace-events", "--backend", BACKENDS, "--qemu-version", release];
        let found = check(&folder, &options);
        let lines = |rule: &str| -> Vec<usize> {
            found.iter().filter(|it| it.rule == rule).map(|it| it.line).collect()
        };
        assert_eq!(lines("ftrace-long-line"), [1], "{release}");
        assert_eq!(lines("string-not-printed"), [2, 2], "{release}");
        let program = repository().join("tests/support/run_probes.c").display().to_string();
        let printed = |backend: &str, sources: &[&str]| {
            let folder = folder.join(backend);
            for (at, entry) in entries.iter().enumerate() {
                for form in ["h", "c"] {
                    let output = text(&entry["outputs"][backend][form]);
                    write(&folder.join(format!("trace-c{at}.{form}")), output);
                }
            }
            Builder::new(&tree, &folder).printed("program", &[&[program.as_str()], sources].concat())
        };
        // Name, blank, number and newline are 513 bytes.
        let marker = tree.join("trace/ftrace.c").display().to_string();
        let line = printed("ftrace", &["-DRUNS_FTRACE", &marker]);
        assert_eq!(line, format!("f_long {:504}", "").as_bytes(), "{release}");
        // Both up to the NUL, whatever the format says. LTTng has no field for what stands behind a `*`.
        assert_eq!(printed("simple", &[]), b"data\ntext\n", "{release}");
        let mut providers = Providers::default();
        let lttng = folder.join("ust");
        providers.compile(&Builder::new(&tree, &lttng), &lttng, &lttng_headers(&entries));
        let strings = providers.fields(lttng_header(&entries[1])).iter().filter(|(_, is_string)| *is_string);
        let strings: Vec<&str> = strings.map(|(name, _)| name.as_str()).collect();
        assert_eq!(strings, ["data"], "{release}");
    }
}

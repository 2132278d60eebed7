//! Probes and C formats on the newest compilers and libraries (facts: probes.md, table A; each test names its row).

use trace_lint_tests::cases::{holds, together};

/// The event of one line in a tree of that release, judged with further arguments.
fn case(release: &str, arguments: &str, line: &str, expected: &str) {
    on_hosts("", release, arguments, line, expected);
}

fn on_hosts(hosts: &str, release: &str, arguments: &str, line: &str, expected: &str) {
    let hosts = if hosts.is_empty() {
        String::new()
    } else {
        format!(
            r"
--- trace-lint.toml
hosts = [{hosts}]
"
        )
    };
    holds(&format!(
        "\n--- VERSION\n{release}\n--- trace/control.h\n{hosts}--- trace-events\n{line}\n\
         === | check --ignore unused-event {arguments} .\n{expected}\n"
    ));
}

const NEW: [&str; 2] = ["10.2.0", "11.0.0"];

/// A1: `PRI?8` and `PRI?16` are `hh` and `h` since glibc 2.43: the answer differs within 64-bit Linux.
#[test]
fn short_macros() {
    let _all = together();
    for line in [r#"lamp_on(int16_t v) "v=0x%" PRIx8"#, r#"lamp_on(uint16_t v) "v=%" PRIu8"#] {
        for release in NEW {
            case(
                release,
                "",
                line,
                "trace-events:1: format-host-mismatch error\nhides right on 64-bit Linux\nsays glibc",
            );
        }
    }
    // What has the width of its macro fits before and after.
    for line in [
        r#"lamp_on(int8_t v) "v=0x%" PRIx8"#,
        r#"lamp_on(uint8_t v) "v=%" PRIu8"#,
        r#"lamp_on(uint16_t v) "v=0x%" PRIx16"#,
        r#"lamp_on(int v) "v=0x%" PRIx32"#,
    ] {
        case("10.2.0", "", line, "clean");
    }
    on_hosts(
        r#""linux-64""#,
        "10.2.0",
        "",
        r#"lamp_on(int16_t v) "v=0x%" PRIx8"#,
        "trace-events:1: format-host-mismatch\nsays glibc",
    );
}

/// A2, A13: `%b`, `%B` and `%lb` are for newer compilers, and lose the line on musl.
#[test]
fn binary_numbers() {
    let _all = together();
    for (kind, conversion) in
        [("unsigned int", "%b"), ("unsigned int", "%B"), ("unsigned long", "%lb"), ("uint8_t", "%#b")]
    {
        let line = format!(r#"lamp_on({kind} v) "v={conversion}""#);
        for release in ["7.2.0", "10.2.0", "11.0.0"] {
            let found = "some trace-events:1: format-invalid-conversion|format-host-mismatch\nhides is no conversion letter\nsays musl";
            case(release, "", &line, found);
        }
    }
    case("10.2.0", "", r#"lamp_on(unsigned int v) "v=%b""#, "says 0x%x");
    case("10.2.0", "", r#"lamp_on(unsigned int v) "v=100%%b %u""#, "clean");
}

/// A3: Windows prints `%2$d` as it stands.
#[test]
fn positions_on_windows() {
    let _all = together();
    for release in ["10.1.0", "10.2.0", "11.0.0"] {
        case(
            release,
            "",
            r#"lamp_on(int a, int b) "%2$d %1$d""#,
            "trace-events:1: positional-argument error\nsays Windows",
        );
        on_hosts(
            r#""windows-64""#,
            release,
            "",
            r#"lamp_on(int a) "%1$d""#,
            "trace-events:1: positional-argument error",
        );
        on_hosts(r#""linux-64", "macos", "openbsd-64""#, release, "", r#"lamp_on(int a) "%1$d""#, "clean");
    }
    on_hosts(
        r#""windows-32""#,
        "10.1.0",
        "",
        r#"lamp_on(int a) "%1$d""#,
        "trace-events:1: positional-argument error",
    );
}

/// A4: `*n$` is held against the number of arguments.
#[test]
fn stars_with_positions() {
    let _all = together();
    let linux = r#""linux-64""#;
    for line in [
        r#"lamp_on(int v) "%1$*2$d""#,
        r#"lamp_on(const char *v) "%1$.*2$s""#,
        r#"lamp_on(int v, int w) "%1$.*3$d %2$d""#,
        r#"lamp_on(int v, int w) "%2$d %1$*3$.*2$d""#,
        r#"lamp_on(int v) "%2$*1$d""#,
    ] {
        for release in NEW {
            on_hosts(linux, release, "", line, "some trace-events:1: * error");
        }
    }
    for line in [
        r#"lamp_on(int v, int w) "%1$*2$d""#,
        r#"lamp_on(const char *v, int w) "%1$.*2$s""#,
        r#"lamp_on(int v, int w, int p) "%1$*2$.*3$d""#,
    ] {
        on_hosts(linux, "10.2.0", "", line, "clean");
    }
}

/// A5: `provider` in a name, with dtrace.
#[test]
fn provider_in_a_name() {
    let _all = together();
    let found = "trace-events:1: * error\nsays provider";
    for line in [
        r#"lamp_set_provider(int a) "a=%d""#,
        r#"lamp_on(int provider_id) "id=%d""#,
        r#"lamp_on(int provider) "p=%d""#,
        r#"providers(int a) "a=%d""#,
        r#"lamp_on(int a, const char *subprovider) "a=%d s=%s""#,
    ] {
        for release in ["7.2.0", "10.2.0"] {
            case(release, "--backend dtrace", line, found);
        }
        case("10.2.0", "", line, "clean");
        case("10.2.0", "--backend simple", line, "clean");
    }
    for line in [
        r#"lamp_provide(int a) "a=%d""#,
        r#"lamp_on(int a) "provider=%d""#,
        r#"disable lamp_set_provider(int a) "a=%d""#,
        r#"lamp_PROVIDER(int a) "a=%d""#,
    ] {
        case("10.2.0", "--backend dtrace", line, "clean");
    }
}

/// A6: the base of numbers in LTTng.
#[test]
fn number_base_of_lttng() {
    let _all = together();
    let expand = |line: &str, expected: &str| {
        holds(&format!(
            r"
--- VERSION
10.2.0
--- trace/control.h
--- trace-events
{line}
=== | expand lamp_on --backend ust
{expected}
"
        ));
    };
    expand(r#"lamp_on(int w, int h) "%dx%d""#, "says in hexadecimal");
    expand(r#"lamp_on(uint64_t v) "v=0x%016" PRIx64"#, "says in decimal");
    expand(r#"lamp_on(unsigned v) "v=0x%X""#, "says in decimal");
    expand(r#"lamp_on(int v) "v=%d""#, "hides in decimal\nhides in hexadecimal");
    // The rule is off unless it is asked for.
    case("10.2.0", "--backend ust", r#"lamp_on(int w, int h) "%dx%d""#, "clean");
}

/// A7: `%qd`, `%Ld`, `%Lx` lose the line on musl; `q` is not known to Windows.
#[test]
fn other_long_longs() {
    let _all = together();
    for (kind, conversion) in [
        ("int64_t", "%qd"),
        ("uint64_t", "%qx"),
        ("long long", "%Ld"),
        ("unsigned long long", "0x%Lx"),
        ("int64_t", "%Li"),
    ] {
        let line = format!(r#"lamp_on({kind} v) "v={conversion}""#);
        case(
            "10.2.0",
            "--ignore hex-without-prefix,rust-type",
            &line,
            "some trace-events:1: * error\nsays musl\nhides right on 64-bit Linux",
        );
    }
    case("10.2.0", "", r#"lamp_on(int64_t v) "v=%qd""#, "says Windows");
    case(
        "10.2.0",
        "",
        r#"lamp_on(long long v) "v=%Ld""#,
        "says %lld\nhides wants long long, argument `v` is long long",
    );
    case("10.2.0", "", r#"lamp_on(long long v) "v=%lld""#, "clean");
}

/// A8: strings in SystemTap scripts, and arguments whose names are its words.
#[test]
fn strings_of_systemtap() {
    let _all = together();
    let script = |probe: &str, body: &str, expected: &str| {
        let events = "lamp_say(const char *s, int n) \"s=%s n=%d\"\nlamp_next(int next, int limit) \"next=%d limit=%d\"";
        let point = |name: &str| probe.replace('@', name);
        let (say, next) = (point("lamp_say"), point("lamp_next"));
        let point = if body.contains("next") || body.contains("limit") { next } else { say };
        holds(&format!(
            "\n--- VERSION\n10.2.0\n--- trace/control.h\n--- trace-events\n{events}\n--- lamp.stp\nprobe {point} {{\n    {body}\n}}\n\
             === | check --ignore unused-event .\n{expected}\n"
        ));
    };
    let (tapset, mark) = ("qemu.system.x86_64.@", r#"process("/bin/qemu-system-x86_64").mark("@")"#);
    let found = "lamp.stp:2: *\nsays user_string(s)";
    for body in [
        r#"printf("%s", s)"#,
        "x = strlen(s); println(x)",
        r#"println(s . "x")"#,
        r#"printf("%d %s\n", n, s)"#,
        r#"if (s == "a") println(n)"#,
    ] {
        script(tapset, body, found);
    }
    script(mark, r#"printf("%s", $arg1)"#, "lamp.stp:2: *\nsays user_string($arg1)");
    for body in [
        r#"printf("%s", user_string(s))"#,
        "println(strlen(user_string(s)))",
        r#"printf("%d", n)"#,
        r#"printf("%p", s)"#,
    ] {
        script(tapset, body, "clean");
    }
    script(mark, r#"printf("%s %d", user_string($arg1), $arg2)"#, "clean");
    script(tapset, r#"printf("%d", next_)"#, "clean");
    script(tapset, r#"printf("%d", limit_)"#, "clean");
    for (body, name) in [(r#"printf("%d", next)"#, "next_"), (r#"printf("%d", limit)"#, "limit_")] {
        script(tapset, body, &format!("lamp.stp:2: *\nsays {name}"));
    }
}

/// A10: names given to lttng, perf, bpftrace and stap in scripts.
#[test]
fn names_for_other_tracers() {
    let _all = together();
    let script = |path: &str, line: &str, expected: &str| {
        let first = if path.ends_with(".sh") { "#!/bin/sh" } else { "#!/usr/bin/env bpftrace" };
        holds(&format!(
            "\n--- VERSION\n10.2.0\n--- trace/control.h\n--- trace-events\nlamp_on(int level) \"level=%d\"\nlamp_off(void) \"\"\n--- {path}\n{first}\n{line}\n\
             === | check --ignore unused-event .\n{expected}\n"
        ));
    };
    let binary = "/usr/bin/qemu-system-x86_64";
    let commands = [
        "lttng enable-event -u qemu:@".to_owned(),
        "lttng enable-event --userspace qemu:@".to_owned(),
        "lttng enable-event -u lamp:x,qemu:@".to_owned(),
        "perf record -e sdt_qemu:@ -a".to_owned(),
        format!("perf probe -x {binary} sdt_qemu:@"),
        format!("bpftrace -e 'usdt:{binary}:qemu:@ {{ print(1); }}'"),
        "stap -e 'probe qemu.system.x86_64.@ { println(1) }'".to_owned(),
    ];
    for command in commands {
        script("run.sh", &command.replace('@', "lamp_on"), "clean");
        script("run.sh", &command.replace('@', "lamp_no"), "run.sh:2: * error\nsays lamp_no");
    }
    script("run.sh", "lttng enable-event -u 'qemu:lamp_*'", "clean");
    script("run.sh", "lttng enable-event -u 'qemu:lamb_*'", "run.sh:2: * error");
    script("run.sh", "lttng enable-event -u 'qemu:lamp_o?'", "run.sh:2: *");
    script("run.sh", "lttng enable-event -u other:lamp_no", "clean");
    script("run.sh", "lttng enable-event -k sched_switch", "clean");
    // The arguments count from 0 in bpftrace, and one beyond the last is 0.
    let point = format!("usdt:{binary}:qemu");
    script("run.sh", &format!("bpftrace -e '{point}:lamp_on {{ print(arg0); }}'"), "clean");
    script("run.sh", &format!("bpftrace -e '{point}:lamp_on {{ print(arg1); }}'"), "run.sh:2: *");
    script("run.sh", &format!("bpftrace -e '{point}:lamp_off {{ print(arg0); }}'"), "run.sh:2: *");
    script("run.sh", &format!("bpftrace -e '{point}:lamp_o* {{ print(1); }}'"), "clean");
    script("lamp.bt", &format!("{point}:lamp_on {{ print(arg0); }}"), "clean");
    script("lamp.bt", &format!("{point}:lamp_no {{ print(arg0); }}"), "lamp.bt:2: * error");
    script("lamp.bt", &format!("{point}:lamp_on {{ print(arg3); }}"), "lamp.bt:2: *");
    holds(
        r"
--- lamp.bt
usdt:/bin/x:qemu:lamp_on {
    print(arg0);
}
=== | check lamp.bt
none of syntax-error
none of unknown-property
",
    );
}

/// A11, A12: FreeBSD is a host with a name; FAST types vary within Linux.
#[test]
fn names_of_hosts() {
    let _all = together();
    on_hosts(
        r#""freebsd-64""#,
        "10.2.0",
        "",
        r#"lamp_on(int v) "v=%d""#,
        "clean\nhides did you mean\nstatus 0",
    );
    on_hosts(r#""freebsd-64""#, "10.2.0", "", r#"lamp_on(uint64_t v) "v=0x%lx""#, "clean");
    on_hosts(
        r#""freebsd-64""#,
        "10.2.0",
        "",
        r#"lamp_on(uint64_t v) "v=0x%llx""#,
        "some trace-events:1: *\nsays FreeBSD",
    );
    case(
        "10.2.0",
        "--ignore rust-format",
        r#"lamp_on(long v) "v=%" PRIdFAST32"#,
        "some trace-events:1: *\nhides right on 64-bit Linux",
    );
}

/// A14, A15, A19: SystemTap takes `%b` for raw bytes; a bool is 0 or 1; clang does not know `w32`.
#[test]
fn smaller_rows() {
    let _all = together();
    case(
        "10.2.0",
        "--backend log-stap",
        r#"lamp_on(unsigned v) "v=%b""#,
        "some trace-events:1: *\nhides SystemTap refuses the conversion `%b`",
    );
    holds(
        "\n--- VERSION\n10.2.0\n--- trace/control.h\n--- trace-events\nlamp_on(int self, bool next, bool far) \"self=%d next=%d far=%d\"\n\
           === | expand lamp_on\nsays next=1\nsays far=1\nhides next=2\n",
    );
    case("10.2.0", "", r#"lamp_on(int v) "v=%w32d""#, "some trace-events:1: * error\nsays w32");
}

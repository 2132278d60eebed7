//! What is found in texts of each kind.

use super::*;
use crate::text::fixture::{line, unindented};

const ALL: [Kind; 11] = [
    Kind::Shell,
    Kind::Python,
    Kind::Json,
    Kind::Rst,
    Kind::Markdown,
    Kind::Plain,
    Kind::Make,
    Kind::Docker,
    Kind::Unit,
    Kind::Yaml,
    Kind::Xml,
];

/// Checks the names and how they are used, then the problems, in the order of the text.
pub(super) fn check(kind: Kind, text: &str, expected: &str) {
    let text = &unindented(text);
    let found = scan(text.as_bytes(), kind);
    let mentions = found.mentions.iter().map(|mention| {
        if mention.span.len() == mention.name.len() {
            assert_eq!(&text[mention.span.range()], &*mention.name, "{text}");
        }
        let usage = match mention.usage {
            Usage::Option => "",
            Usage::Monitor => "monitor:",
            Usage::Query => "get:",
            Usage::Set { ignores_unavailable: true } => "set-available:",
            Usage::Set { ignores_unavailable: false } => "set:",
            Usage::Tap => "tap:",
            Usage::Probe => "probe:",
            Usage::File => "file:",
        };
        format!("{usage}{}", mention.name)
    });
    let problems = found.problems.iter().map(|problem| format!("!{}", &text[problem.span.range()]));
    let points = found.scripts.iter().flat_map(|script| &script.probes).flat_map(|probe| &probe.points);
    let points = points.map(|point| format!("script:{}", &text[point.span.range()]));
    assert_eq!(mentions.chain(problems).chain(points).collect::<Vec<_>>().join(" "), expected, "{text}");
}

#[test]
fn options_of_a_shell() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-system-x86_64 -trace a_b -m 1G", "a_b");
    check(&line(r#"/usr/bin/qemu-system-arm --trace 'a_*' -trace "b_?""#), "a_* b_?");
    check("sudo gdb --args ./qemu-system-x86_64 \\\n  -trace a_b\\\n  -trace c_d", "a_b c_d");
    check("$QEMU -trace enable=a_b,file=x,events=$dir/y", "a_b");
    check("qemu-system-x86_64 -trace -a_b -trace enable=-c_d -trace help -trace '?'", "a_b c_d");
    check(r#"qemu-system-x86_64 -trace $NAME -trace a_$x -trace "$x"_a -trace `a`"#, "");
    check("qemu-system-x86_64 -d trace:a_b,in_asm,trace:c_* -D x", "a_b c_*");
    check(r#"qemu-x86_64 -d "trace:a_b" -trace c_d ls"#, "a_b c_d");
    check("qemu-img -T a_b convert -T none --trace x_y", "a_b !--trace");
    check(r#"$QEMU_IMG --trace=a_b,file=x info; $QEMU_IO -T c_d -c "read 0 1""#, "a_b c_d");
    check("qemu-nbd -T a_b; qsd --trace c_d; qemu-storage-daemon -T e_f", "a_b c_d e_f");
    check("strace --trace a_b qemu-img; ld -trace x_y; passt --trace a_b", "");
    check("strace -trace a_b qemu-system-x86_64 -m 1", "");
    check("$QEMU_DIR/strace --trace a_b", "");
    check("# qemu-system-x86_64 -trace a_b", "");
    check("./run-qemu.sh --trace a_b; ./run-qemu.sh -trace c_d; build_qemu_helper --trace e_f", "c_d");
    check("make -C qemu --trace a_b; strace -o $QEMU_LOG --trace c_d; sudo -u qemu x -trace e_f", "");
    check("x=$(qemu-img -T a_b info) y=`qemu-img -T c_d info`", "a_b c_d");
    check("if qemu-system-x86_64 -trace a_b; then :; fi", "a_b");
    check("qemu-system-x86_64 -trace NAME -trace <name> -trace [x_y] -trace a_b...", "NAME");
    check("_launch_qemu -trace a_b >out 2>&1 </dev/null", "a_b");
    check(r#"qemu-system-x86_64 -trace "a_b"#, "a_b");
}

#[test]
fn other_tracers() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("lttng enable-event -u qemu:a_b", "probe:a_b");
    check("sudo lttng enable-event 'qemu:a_*,x:y,qemu:c?' -c channel --userspace", "probe:a_* probe:c?");
    check("lttng enable-event -u x:qemu:a -f 'qemu > 1' qemu:$x; lttng list qemu:a_b", "");
    check(
        "LC_ALL=C perf record -e sdt_qemu:a_b,cycles -a; perf probe %sdt_qemu:c_d:u",
        "probe:a_b probe:c_d",
    );
    check("perf record -e qemu:a_b -e 'sdt_qemu:a[bc]'; echo sdt_qemu:a_b", "");
    check("bpftrace -e 'usdt:/bin/x:qemu:a_b { print(arg0); }'", "script:a_b");
    check("stap -v -e \"probe qemu.kvm.a_b { print(\\\"x\\\") }\" -c qemu", "script:a_b");
    check("stap -e \"probe qemu.kvm.a_b { print($x) }\"; stap probe.stp qemu", "");
}

#[test]
fn what_is_kept_for_later() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check(
        r"
        qemu_args=(-trace a_b
          -m 1 # c
          --trace 'c_*')
        ",
        "a_b c_*",
    );
    check("opts+=(-trace a_b)\nqemu-system-x86_64 $opts", "a_b");
    check("opts='-trace a_b -m 1'; qemu $opts", "a_b");
    check("opts='--trace a_b'; qemu $opts", "");
    check(r#"QEMU_OPTIONS="--trace a_b $more""#, "a_b");
    check("opts='-trace a_b'", "");
    check(r#"ssh host "cd x; qemu-system-x86_64 -trace a_b""#, "a_b");
    check("bash -c 'strace --trace a_b'; qemu", "");
    check(r#"set -- "$@" -trace a_b; qemu "$@""#, "");
}

#[test]
fn slips_of_options() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-system-x86_64 -trace a_b,c_d", "a_b !c_d");
    check("qemu-system-x86_64 -trace a_b,,c_d -trace a_b,", "a_b !a_b,,c_d");
    check("qemu-system-x86_64 -trace foo=a_b", "!foo");
    check("qemu-system-x86_64 -trace events=a,events=b", "!events=a");
    check("qemu-system-x86_64 -trace a_b,enable=c_d", "a_b c_d !a_b");
    check("qemu-system-x86_64 -trace a_b,help -trace a_b,events -trace a_b,noenable", "a_b a_b a_b");
    check(
        "qemu-system-x86_64 --trace=a_b -trace-file x --trace-file y",
        "!--trace=a_b !-trace-file !--trace-file",
    );
    check("qemu_io_wrapper --trace=a_b; qemu_run --trace=c_d", "a_b");
    check("./configure --enable-trace-backend=simple --enable-trace-backends=log", "!--enable-trace-backend");
    check("case $1 in --enable-trace-backend=*) x ;; --trace) y;; esac", "");
    check("qemu-system-x86_64 -trace [[enable=]pattern][,events=file]", "");
}

#[test]
fn the_monitor() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("echo trace-event a_b on | qemu-system-x86_64 -monitor stdio", "monitor:a_b");
    check(r#"_send $h "trace-event a_* off" "(qemu)""#, "monitor:a_*");
    check(
        r"
        cat <<'EOF' | qemu
        trace-event a_b on
        info trace-events c_*
        EOF
        trace-event e_f
        ",
        "monitor:a_b get:c_*",
    );
    check("trace-event NAME on|off; trace-event a_b 1; info trace-events a_b c_d", "monitor:NAME");
    check(
        r"
        qmp-shell <<E
        trace-event-set-state name=a_b enable=true
        E
        ",
        "set:a_b",
    );
    check("trace-event-set-state name=a_* enable=true ignore-unavailable=true", "set-available:a_*");
    check("trace-event-get-state name=a_b", "get:a_b");
}

#[test]
fn qmp_in_every_kind() {
    let set = r#"{ "execute": "trace-event-set-state", "arguments": { "name": "a_b", "enable": true } }"#;
    for kind in ALL {
        check(kind, set, "set:a_b");
    }
    let check = |text: &str, expected: &str| check(Kind::Json, text, expected);
    check(
        r#"
        # -> { "execute": "trace-event-get-state",
        #      "arguments": { "name": "a_b" } }
        "#,
        "get:a_b",
    );
    check(
        r#"{"arguments": {"name": "a_b", "ignore-unavailable": true, "enable": true}, "execute": "trace-event-set-state"}"#,
        "set-available:a_b",
    );
    check(
        r#"{"execute": "trace-event-set-state", "arguments": {"name": "a_b", "ignore-unavailable": x, "enable": y}}"#,
        "set-available:a_b",
    );
    check(r#"{"execute": "trace-event-set-state", "arguments": {"name": "%s", "enable": %s}}"#, "");
    check(r#"{"execute": "trace-event-set-state", "arguments": {"name": $x, "enable": true}}"#, "");
    check(r#"{"execute": "trace-event-set-state""#, "");
    check(
        r#"{"execute": "info trace-events"} {"execute": "trace-event a on"}"#,
        "monitor:a !info trace-events !trace-event a on",
    );
    check(
        r#"{"execute": "human-monitor-command", "arguments": {"command-line": "trace-event a_b on"}}"#,
        "monitor:a_b",
    );
    check(r#"{"execute": "query-status", "id": {"execute": 1}}"#, "");
}

#[test]
fn lists_of_json() {
    let check = |text: &str, expected: &str| check(Kind::Json, text, expected);
    check(r#"{"program": "qemu-system-x86_64", "args": ["-trace", "a_b", "-m", "1"]}"#, "a_b");
    check(r#"["qemu-img", "--trace", "a_b", "convert", "-T", "none"]"#, "a_b");
    check(r#"{"program": "ld", "args": ["-trace", "a_b"]}"#, "");
    check(r#"["qemu-img"], ["--trace", "a_b"]"#, "");
    check(
        r#"
        # As in "-trace a_b" of qemu
        { 'x': 'y' }
        "#,
        "",
    );
}

#[test]
fn python() {
    let check = |text: &str, expected: &str| check(Kind::Python, text, expected);
    check(&line(r#"vm.add_args('-trace', 'a_b', '--trace', "c_*")"#), "a_b c_*");
    check(
        r"
        args = [qemu_bin, '--trace', 'a_b', # x
         '-trace', f'{x}_c']
        ",
        "a_b",
    );
    check(
        r"
        qemu_args += ['--trace', 'a_b']
        other += ['--trace', 'c_d', '-trace', 'e_f']
        ",
        "a_b e_f",
    );
    check(
        r"
        qemu_img('-T', 'a_b', 'convert', '-T', 'none')
        iotests.qemu_io('--trace=e_f')
        ",
        "a_b e_f",
    );
    check("run('qemu-system-x86_64 -trace a_b ' 'trace -trace c_' 'd')\n", "a_b c_d");
    check(
        r"
        run('qemu-system-x86_64 -trace a_' + x)
        run('qemu -trace a_b -m ' + x)
        ",
        "a_b",
    );
    check(
        r"
        run(f'{qemu} --trace a_b')
        run(f'{x} --trace a_b')
        run('qemu -trace %s' % x)
        ",
        "a_b",
    );
    check("vm.qmp('trace-event-set-state', name='a_*', enable=True)\n", "set:a_*");
    check(
        "vm.cmd('trace-event-set-state', name='a_*', enable=x, ignore_unavailable=True)\n",
        "set-available:a_*",
    );
    check("vm.qmp('trace-event-set-state', name='a_*', **more)\n", "set-available:a_*");
    check("vm.qmp('trace-event-get-state', {'name': 'a_b'})\n", "get:a_b");
    check(
        r"
        vm.qmp('info trace-events')
        vm.hmp('info trace-events')
        ",
        "!info trace-events",
    );
    check(
        r"
        vm.hmp('trace-event a_b on')
        vm.qmp('human-monitor-command', command_line='trace-event c_d on')
        ",
        "monitor:a_b monitor:c_d",
    );
    check(
        r#"
        """Runs qemu -trace a_b"""
        subprocess.run(['strace', '--trace', 'a_b'])
        "#,
        "",
    );
    check("vm.add_args('-trace', 'a_b'", "");
}

#[test]
fn documentation() {
    let rst = |text: &str, expected: &str| check(Kind::Rst, text, expected);
    rst(
        r#"
        Say::

            $ qemu --trace "a_*" ...

        qemu --trace c_d
        "#,
        "a_*",
    );
    rst(
        r"
        .. parsed-literal::

           |qemu_system| -m 1 \\
             --trace a_b

        x
        ",
        "a_b",
    );
    rst(
        r"
        Use ``-trace a_b`` and ``trace-event c_d
          on`` or -trace x_y.
        ",
        "a_b monitor:c_d",
    );
    rst(
        r"
        .. note::

           run qemu -trace a_b
        ",
        "",
    );
    rst("``-nic passt,param=--trace,param=--log=x`` ``--trace --log=trace.log``\n", "");
    rst(
        r#"
        No ``-trace-file``, ``qemu -trace a_b,c_d``, ``{ "execute": "trace-event" }``::

          qemu -trace-file x
        "#,
        "a_b !-trace-file",
    );
    rst(
        r"
        The monitor::

            (qemu) trace-event a_b on
            (qemu) info trace-events c_*
        ",
        "monitor:a_b get:c_*",
    );
    rst(
        r"
        ``-trace [[enable=]pattern][,events=file][,file=file]``
        * ``trace-event NAME on|off``
        ",
        "",
    );
    rst("a::\r\n\r\n    qemu --trace a_b\r\n\r\nb\r\n", "a_b");
    let markdown = |text: &str, expected: &str| check(Kind::Markdown, text, expected);
    markdown(
        r"
        ```sh
        qemu -trace a_b
        ```
        `-trace c_d` qemu -trace e_f

            $ qemu -trace g_h
        ",
        "a_b c_d g_h",
    );
    let plain = |text: &str, expected: &str| check(Kind::Plain, text, expected);
    plain(
        r"
        Run qemu -trace a_b

          $ qemu -m 1 \
             -trace c_d
          (qemu) trace-event e_f on
        ",
        "c_d monitor:e_f",
    );
}

#[test]
fn any_bytes_at_all() {
    let open = ["(", "$(", "`", r#"""#, "'", "{", r#""${"#, "<<x\n", "a=(", "``", "::\n ", r#"[""#, r"\"];
    let open = open.into_iter().chain([
        "a: [",
        "- - ",
        "&a ",
        "<qemu:commandline>",
        "X=\\\n",
        "RUN [",
        "a: |\n ",
        "<!--",
    ]);
    let open: Vec<&str> = open.collect();
    for kind in ALL {
        for piece in &open {
            for text in [
                (*piece).to_owned(),
                piece.repeat(500),
                format!("qemu -trace {piece}"),
                format!("{piece}\r\n\0"),
            ] {
                drop(scan(text.as_bytes(), kind));
            }
        }
        drop(scan(b"qemu -trace \xff_a \xff\0 {\"execute\": \"\xfe", kind));
        drop(scan(r#"{ "execute" "#.repeat(500).as_bytes(), kind));
        drop(scan(&b"qemu -trace a_b ".repeat(20_000), kind));
    }
}

#[test]
fn kinds_of_files() {
    let check = |path: &str, text: &str, expected: Option<Kind>| {
        assert_eq!(kind_of(path, text.as_bytes()), expected, "{path} {text}");
    };
    check("tests/qemu-iotests/045", "#!/usr/bin/env python3\n", Some(Kind::Python));
    check("tests/qemu-iotests/common.rc", "#!/bin/bash\n", None);
    check("run", "#! /usr/bin/env -S bash -e\n", Some(Kind::Shell));
    check("run", "echo", None);
    check("run", "#!/usr/bin/perl\n", None);
    check("x.sh", "", Some(Kind::Shell));
    check("docs/qemu-option-trace.rst.inc", "", Some(Kind::Rst));
    check("hmp-commands.hx", "", Some(Kind::Rst));
    check("docs/about/removed-features.rst", "", None);
    check("CHANGELOG.md", "", None);
    check("tests/Makefile.include", "", Some(Kind::Make));
    check("Makefile", "#!/bin/sh\n", Some(Kind::Make));
    check("x/qemu.Dockerfile", "", Some(Kind::Docker));
    check("Dockerfile", "", Some(Kind::Docker));
    check("qemu@.service", "", Some(Kind::Unit));
    check(".gitlab-ci.yml", "", Some(Kind::Yaml));
    check("domain.xml", "", Some(Kind::Xml));
    check("Kconfig", "", None);
}

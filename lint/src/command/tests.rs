//! What is found in texts of each kind.

use super::*;

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

/// Checks the names and how they are used, then the slips, in the order of the text.
fn check(kind: Kind, text: &str, expected: &str) {
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
            Usage::File => "file:",
        };
        format!("{usage}{}", mention.name)
    });
    let slips = found.slips.iter().map(|slip| format!("!{}", &text[slip.span.range()]));
    assert_eq!(mentions.chain(slips).collect::<Vec<_>>().join(" "), expected, "{text}");
}

#[test]
fn options_of_a_shell() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-system-x86_64 -trace a_b -m 1G", "a_b");
    check("/usr/bin/qemu-system-arm --trace 'a_*' -trace \"b_?\"\n", "a_* b_?");
    check("sudo gdb --args ./qemu-system-x86_64 \\\n  -trace a_b\\\n  -trace c_d", "a_b c_d");
    check("$QEMU -trace enable=a_b,file=x,events=$dir/y", "a_b");
    check("qemu-system-x86_64 -trace -a_b -trace enable=-c_d -trace help -trace '?'", "a_b c_d");
    check("qemu-system-x86_64 -trace $NAME -trace a_$x -trace \"$x\"_a -trace `a`", "");
    check("qemu-system-x86_64 -d trace:a_b,in_asm,trace:c_* -D x", "a_b c_*");
    check("qemu-x86_64 -d \"trace:a_b\" -trace c_d ls", "a_b c_d");
    check("qemu-img -T a_b convert -T none --trace x_y", "a_b !--trace");
    check("$QEMU_IMG --trace=a_b,file=x info; $QEMU_IO -T c_d -c \"read 0 1\"", "a_b c_d");
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
    check("qemu-system-x86_64 -trace \"a_b", "a_b");
}

#[test]
fn what_is_kept_for_later() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu_args=(-trace a_b\n  -m 1 # c\n  --trace 'c_*')\n", "a_b c_*");
    check("opts+=(-trace a_b)\nqemu-system-x86_64 $opts", "a_b");
    check("opts='-trace a_b -m 1'; qemu $opts", "a_b");
    check("opts='--trace a_b'; qemu $opts", "");
    check("QEMU_OPTIONS=\"--trace a_b $more\"", "a_b");
    check("opts='-trace a_b'", "");
    check("ssh host \"cd x; qemu-system-x86_64 -trace a_b\"", "a_b");
    check("bash -c 'strace --trace a_b'; qemu", "");
    check("set -- \"$@\" -trace a_b; qemu \"$@\"", "");
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
fn options_end_where_another_program_begins() {
    // linux-user/main.c: a guest's program, and what it is given; qemu-nbd and qemu-ga have others of these names.
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-x86_64 ./prog --trace x_y", "");
    check("qemu-x86_64 -cpu max -L /x -E a=b -d trace:a_b ./prog -d trace:c_d", "a_b");
    check("qemu-arm-static -trace a_b -- ./prog -trace c_d", "a_b");
    check("qemu-x86_64 $opts ./prog -trace c_d", "");
    check("qemu-x86_64 ./prog && qemu-system-x86_64 -trace a_b", "a_b");
    check("qemu-system-x86_64 -append \"--trace x_y\" -trace a_b", "a_b");
    check("qemu-system-x86_64 -append 'console=ttyS0 -trace x_y'", "");
    check("qemu-nbd -T a_b -f raw -- --trace x_y", "a_b");
    check("qemu-ga -d trace:a_b", "");
}

#[test]
fn options_of_tools() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-img -Ta_b info x; qemu-io --tra c_d; qemu-io --tr=e_f; qemu-vnc -T g_h", "a_b c_d e_f g_h");
    check("qemu-io -trace a_b; qemu-img info --trace a_b x", "!-trace !--trace");
    check("qemu-img convert -T none x y; qemu-img convert -T a_b x y", "!-T");
    check("qemu-system-x86_64 -T a_b", "!-T");
    check("qemu-x86_64 -T a_b x", "!-T");
    check("qemu-trace-stap run qemu-system-x86_64 a_b 'c_*'", "tap:a_b tap:c_*");
    check("qemu-trace-stap -v run --pid 5 /usr/bin/qemu-system-x86_64 a_b", "tap:a_b");
    check("sudo qemu-trace-stap list qemu-kvm a_b; qemu-trace-stap list qemu-kvm", "tap:a_b");
}

#[test]
fn variables_of_emulators() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("QEMU_TRACE=a_b QEMU_LOG=trace:c_d,int ./guest", "a_b c_d");
    check("export QEMU_TRACE=a_b; env QEMU_LOG=trace:c_d ls", "a_b c_d");
    check("QEMU_TRACE=1 x; QEMU_LOG=/tmp/qemu.log; QEMU_TRACE='-trace a_b'", "a_b");
    check("QEMU_TRACE=first QEMU_LOG=bogus qemu-arm ./guest", "first !bogus");
}

#[test]
fn what_only_the_last_option_decides() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-system-x86_64 -d trace:a_b -d trace:c_d", "a_b c_d !trace:a_b");
    check("qemu-system-x86_64 -d int -d trace:c_d", "c_d");
    check("qemu-system-x86_64 -d trace:a_b,x -d int", "a_b !trace:a_b,x");
    check("qemu-x86_64 -d trace:a_b -d trace:c_d x", "a_b c_d");
    check("$QEMU -d trace:a_b -d int; $QEMU -M virt -d trace:c_d -d int", "a_b c_d !trace:c_d");
    check("qemu-system-x86_64 -trace a_b,file=F -trace c_d", "a_b c_d !file=F");
    check("qemu-img -T a_b,file=F -T c_d,file=F info x", "a_b c_d");
    check("qemu-system-x86_64 -trace a_b,file=F -trace $x", "a_b");
    check("qemu-system-x86_64 -trace a_b -trace c_d,file=F", "a_b c_d");
    check("qemu-storage-daemon -T a_b,file=F -T c_d", "a_b c_d");
    check("QEMU_TRACE=a_b,file=F qemu-arm -trace c_d x", "a_b c_d !file=F");
}

#[test]
fn items_of_the_log() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-system-x86_64 -d trace:a_b,c_d", "a_b !c_d");
    check("qemu-system-x86_64 -d 'trace:a_b, trace:c_d'", "a_b ! trace:c_d");
    check("qemu-system-x86_64 -d trace: -D x", "!trace:");
    check("qemu-system-x86_64 -d trace=a_b", "!trace=a_b");
    check("qemu-system-x86_64 -d int,trace", "!trace");
    check("qemu-system-x86_64 -d int,cpu_reset,guest_errors,unimp,all,help -d $x -d x$y,in_asm", "");
    check("qemu-ga -d trace; make -d x; run-qemu.sh -d trace=a_b", "");
    check("echo log trace:a_b,c_d | qemu-system-x86_64 -monitor stdio", "a_b");
}

#[test]
fn files_of_events() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-system-x86_64 -trace events='pl_*' -trace events=pl_read", "file:pl_read !pl_*");
    check(
        "qemu-system-x86_64 -trace events=/usr/share/qemu/trace-events-all",
        "!/usr/share/qemu/trace-events-all",
    );
    check("qemu-system-x86_64 -trace events=/tmp/events -trace events=$x/*", "");
}

#[test]
fn what_no_name_can_be() {
    let shell = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    shell("qemu-system-x86_64 -trace usb-host-open -d trace:a.b -trace a:b:c", "!- !. !:");
    shell("qemu-system-x86_64 -trace '[ab]_*' -trace 'a_{b,,c}*' -trace 'a_b c_d'", "![ !{ !a_b c_d");
    shell("qemu-system-x86_64 -trace a_b,,c_d -trace 'a_b(void)'", "!a_b,,c_d !(");
    shell("qemu-system-x86_64 -trace {} -trace [x] -trace %s -trace '<x-y>' -trace x-...", "");
    check(Kind::Python, "vm.add_args('-d', 'trace:a-b')\nrun('qemu -trace {}'.format(x))\n", "!-");
    check(Kind::Python, "vm.hmp('trace-event -a_b off')\nvm.hmp('log trace:-c_d')\n", "c_d !-");
    check(Kind::Json, r#"{"execute": "trace-event-get-state", "arguments": {"name": "-a_b"}}"#, "!-");
    check(Kind::Json, r#"{"execute": "trace-event-get-state", "arguments": {"name": "a-b"}}"#, "!-");
    check(Kind::Rst, "``-trace event-name`` and ``-trace usb_host-open``\n", "");
    check(Kind::Rst, "Say::\n\n  qemu -trace event-name -trace usb_host-open -trace [a_b]c\n", "!-");
}

#[test]
fn arguments_of_the_monitors() {
    let json = |text: &str, expected: &str| check(Kind::Json, text, expected);
    let set = |arguments: &str, expected: &str| {
        json(&format!(r#"{{"execute": "trace-event-set-state", "arguments": {{{arguments}}}}}"#), expected);
    };
    set(r#""name": "a_b""#, "set:a_b !trace-event-set-state");
    set(r#""enable": true"#, "!trace-event-set-state");
    set(r#""name": "a_b", "enable": "true""#, "set:a_b !true");
    set(r#""name": 5, "enable": true"#, "!name");
    set(r#""event": "a_b", "name": "a_b", "enable": true"#, "set:a_b !event");
    set(r#""name": "a_b", "enable": true, "ignore_unavailable": true"#, "set:a_b !ignore_unavailable");
    set(r#""name": "a_b", "enable": true, "vcpu": 0"#, "set:a_b !vcpu");
    set(r#""name": "a_b", "enable": x, "vcpu": 0"#, "set:a_b !vcpu");
    json(r#"{"execute": "trace-event-get-state"}"#, "!trace-event-get-state");
    json(r#"{"execute": "trace-event-get-state", "arguments": x}"#, "");
    json(r#"{"execute": "trace-events"}"#, "!trace-events");
    let python = |text: &str, expected: &str| check(Kind::Python, text, expected);
    python(
        "vm.qmp('trace-event-set-state', name='a_b', enable=True, ignore_unavailable=True)",
        "set-available:a_b",
    );
    python("vm.qmp('trace-event-set-state', name='a_b')", "set:a_b !trace-event-set-state");
    python("vm.qmp('trace-event-set-state', name='a_b', enable='true', event='x')", "set:a_b !'true' !event");
    python("vm.qmp('trace-event-set-state', **x)\nvm.qmp('trace-event-set-state', x, filters=[y])", "");
    python(
        "vm.hmp('trace-event a_b')\nvm.hmp('trace-event a_b true')\nvm.hmp('trace-event')",
        "!trace-event !true !trace-event",
    );
    python("vm.hmp('log trace:a_b,bogus')\nvm.hmp('log none')\nvm.hmp('log bogus')", "a_b !bogus !bogus");
}

#[test]
fn the_monitor() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("echo trace-event a_b on | qemu-system-x86_64 -monitor stdio", "monitor:a_b");
    check("_send $h \"trace-event a_* off\" \"(qemu)\"", "monitor:a_*");
    check(
        "cat <<'EOF' | qemu\ntrace-event a_b on\ninfo trace-events c_*\nEOF\ntrace-event e_f\n",
        "monitor:a_b get:c_*",
    );
    check("trace-event NAME on|off; trace-event a_b 1; info trace-events a_b c_d", "monitor:NAME");
    check("qmp-shell <<E\ntrace-event-set-state name=a_b enable=true\nE\n", "set:a_b");
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
        "# -> { \"execute\": \"trace-event-get-state\",\n#      \"arguments\": { \"name\": \"a_b\" } }\n",
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
    check("# As in \"-trace a_b\" of qemu\n{ 'x': 'y' }\n", "");
}

#[test]
fn python() {
    let check = |text: &str, expected: &str| check(Kind::Python, text, expected);
    check("vm.add_args('-trace', 'a_b', '--trace', \"c_*\")\n", "a_b c_*");
    check("args = [qemu_bin, '--trace', 'a_b', # x\n '-trace', f'{x}_c']\n", "a_b");
    check("qemu_args += ['--trace', 'a_b']\nother += ['--trace', 'c_d', '-trace', 'e_f']\n", "a_b e_f");
    check("qemu_img('-T', 'a_b', 'convert', '-T', 'none')\niotests.qemu_io('--trace=e_f')\n", "a_b e_f");
    check("run('qemu-system-x86_64 -trace a_b ' 'trace -trace c_' 'd')\n", "a_b c_d");
    check("run('qemu-system-x86_64 -trace a_' + x)\nrun('qemu -trace a_b -m ' + x)\n", "a_b");
    check("run(f'{qemu} --trace a_b')\nrun(f'{x} --trace a_b')\nrun('qemu -trace %s' % x)\n", "a_b");
    check("vm.qmp('trace-event-set-state', name='a_*', enable=True)\n", "set:a_*");
    check(
        "vm.cmd('trace-event-set-state', name='a_*', enable=x, ignore_unavailable=True)\n",
        "set-available:a_*",
    );
    check("vm.qmp('trace-event-set-state', name='a_*', **more)\n", "set-available:a_*");
    check("vm.qmp('trace-event-get-state', {'name': 'a_b'})\n", "get:a_b");
    check("vm.qmp('info trace-events')\nvm.hmp('info trace-events')\n", "!info trace-events");
    check(
        "vm.hmp('trace-event a_b on')\nvm.qmp('human-monitor-command', command_line='trace-event c_d on')\n",
        "monitor:a_b monitor:c_d",
    );
    check("\"\"\"Runs qemu -trace a_b\"\"\"\nsubprocess.run(['strace', '--trace', 'a_b'])\n", "");
    check("vm.add_args('-trace', 'a_b'", "");
}

#[test]
fn documentation() {
    let rst = |text: &str, expected: &str| check(Kind::Rst, text, expected);
    rst("Say::\n\n    $ qemu --trace \"a_*\" ...\n\nqemu --trace c_d\n", "a_*");
    rst(".. parsed-literal::\n\n   |qemu_system| -m 1 \\\\\n     --trace a_b\n\nx\n", "a_b");
    rst("Use ``-trace a_b`` and ``trace-event c_d\n  on`` or -trace x_y.\n", "a_b monitor:c_d");
    rst(".. note::\n\n   run qemu -trace a_b\n", "");
    rst("``-nic passt,param=--trace,param=--log=x`` ``--trace --log=trace.log``\n", "");
    rst(
        "No ``-trace-file``, ``qemu -trace a_b,c_d``, ``{ \"execute\": \"trace-event\" }``::\n\n  qemu -trace-file x\n",
        "a_b !-trace-file",
    );
    rst(
        "The monitor::\n\n    (qemu) trace-event a_b on\n    (qemu) info trace-events c_*\n",
        "monitor:a_b get:c_*",
    );
    rst("``-trace [[enable=]pattern][,events=file][,file=file]``\n* ``trace-event NAME on|off``\n", "");
    rst("a::\r\n\r\n    qemu --trace a_b\r\n\r\nb\r\n", "a_b");
    let markdown = |text: &str, expected: &str| check(Kind::Markdown, text, expected);
    markdown(
        "```sh\nqemu -trace a_b\n```\n`-trace c_d` qemu -trace e_f\n\n    $ qemu -trace g_h\n",
        "a_b c_d g_h",
    );
    let plain = |text: &str, expected: &str| check(Kind::Plain, text, expected);
    plain(
        "Run qemu -trace a_b\n\n  $ qemu -m 1 \\\n     -trace c_d\n  (qemu) trace-event e_f on\n",
        "c_d monitor:e_f",
    );
}

#[test]
fn makefiles() {
    let check = |text: &str, expected: &str| check(Kind::Make, text, expected);
    check("run: all\n\t@qemu-system-x86_64 -trace a_b \\\n\t\t-d trace:c_d\n", "a_b c_d");
    check("QEMU_OPTS += --trace a_b\nFLAGS ?= -trace c_d\nexport QEMU_TRACE := e_f\n", "a_b c_d e_f");
    check("\t$(QEMU) -trace a_b -trace $(EVENT) -trace c_$$x\n\t-$(QEMU_IMG) -T e_f info x\n", "a_b e_f");
    check("# qemu -trace a_b\nx: y --trace\n\tstrace --trace z_z qemu\n", "");
}

#[test]
fn dockerfiles() {
    let check = |text: &str, expected: &str| check(Kind::Docker, text, expected);
    check("RUN apt-get x && \\\n  qemu-img -T a_b info y\n", "a_b");
    check(
        "ENTRYPOINT [\"qemu-system-x86_64\", \"-trace\", \"a_b\"]\nCMD qemu-x86_64 -d trace:c_d x\n",
        "a_b c_d",
    );
    check("ENV QEMU_TRACE=a_b QEMU_LOG=trace:c_d\n", "a_b c_d");
    check("# RUN qemu -trace a_b\nCOPY qemu -trace\nLABEL x=\"qemu -trace a_b\"\n", "");
}

#[test]
fn units() {
    let check = |text: &str, expected: &str| check(Kind::Unit, text, expected);
    check("[Service]\nExecStart=-/usr/bin/qemu-system-x86_64 -trace a_b \\\n  -d trace:c_d\n", "a_b c_d");
    check("Environment=QEMU_TRACE=a_b \"QEMU_OPTS=--trace c_d\"\nExecStart=/x ${OPTS}\n", "a_b c_d");
    check("Description=qemu -trace a_b\nExecStart=/usr/bin/qemu-kvm -trace %i -name --trace\n", "");
}

#[test]
fn yaml() {
    let check = |text: &str, expected: &str| check(Kind::Yaml, text, expected);
    check("script:\n  - qemu-system-x86_64 -trace a_b\n  - \"qemu-img -T 'c_d' info x\"\n", "a_b c_d");
    check(
        "- run: |\n    cd x\n    qemu-system-x86_64 \\\n      -trace a_b\n- run: >-\n    qemu-x86_64\n    -d trace:c_d x\n",
        "a_b c_d",
    );
    check("command: [qemu-system-x86_64, -trace, a_b, '-d', \"trace:c_d\"]\n", "a_b c_d");
    check("argv:\n  - qemu-nbd\n  - -T\n  - a_b\n", "a_b");
    check(
        "env:\n  QEMU_TRACE: a_b\n  QEMU_LOG: 'trace:c_d'\nqemu_args: --trace e_f\nargs: -trace g_h\n",
        "a_b c_d e_f g_h",
    );
    check("x: é\nrun: qemu -trace {{ item }} -trace a_{{ b }} -trace ${{ matrix.x }} -trace c_d\n", "c_d");
    check("# qemu -trace a_b\nname: Run with --trace x_y\nx: strace --trace a_b\n", "");
    check("a: [qemu -trace a_b, \"qemu -trace c_d\n", "a_b");
}

#[test]
fn domains_of_libvirt() {
    let arguments = "<qemu:arg value='-trace'/>\n<!-- x --><qemu:arg value=\"a_b\"/><qemu:arg value='-d'/><qemu:arg value='trace:c_d'/>";
    let domain = format!("<domain>\n<qemu:commandline>\n{arguments}\n</qemu:commandline>\n</domain>\n");
    for kind in [Kind::Xml, Kind::Shell, Kind::Markdown, Kind::Rst] {
        check(kind, &domain, "a_b c_d");
    }
    check(Kind::Xml, &format!("<!--{domain}-->"), "");
    check(Kind::Xml, &domain.replace("'/>", "'>"), "");
    check(Kind::Xml, &domain.replace("c_d", "c_d&#44;int"), "a_b c_d");
}

#[test]
fn lists_that_a_script_writes() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    let run = "qemu-system-x86_64 -trace events=/tmp/ev\n";
    check(&format!("echo a_b >/tmp/ev\necho '-c_*' >> /tmp/ev\n{run}"), "a_b c_*");
    check(&format!("cat > /tmp/ev <<EOF\na_b\n# c_d\n-e_f\nEOF\n{run}"), "a_b e_f");
    check(&format!("cat <<'EOF' >/tmp/ev\na_b\nEOF\ncat <<EOF >/tmp/other\nx_y\nEOF\n{run}"), "a_b");
    check(
        &format!("printf '%s\\n' a_b c_d > /tmp/ev\nprintf 'e_f\\ng_h\\n' > /tmp/ev\n{run}"),
        "a_b c_d e_f g_h",
    );
    check(&format!("echo a_b | tee /tmp/ev\necho x_y >/tmp/event\n{run}"), "a_b");
    check("echo a-b > \"$LIST\"\nqemu-system-x86_64 -trace events=\"$LIST\"\n", "!-");
    check(&format!("echo $name >/tmp/ev\necho a_b\n{run}"), "");
}

#[test]
fn any_bytes_at_all() {
    let open = ["(", "$(", "`", "\"", "'", "{", "\"${", "<<x\n", "a=(", "``", "::\n ", "[\"", "\\"];
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
        drop(scan("{ \"execute\" ".repeat(500).as_bytes(), kind));
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

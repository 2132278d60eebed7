//! What QEMU's programs were measured to do with each form of a command, and the files that hold such commands.

use super::kind::Kind;
use super::tests::check;
use crate::text::fixture::line;

#[test]
fn options_end_where_another_program_begins() {
    // linux-user/main.c: a guest's program, and what it is given; qemu-nbd and qemu-ga have others of these names.
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-x86_64 ./prog --trace x_y", "");
    check("qemu-x86_64 -cpu max -L /x -E a=b -d trace:a_b ./prog -d trace:c_d", "a_b");
    check("qemu-arm-static -trace a_b -- ./prog -trace c_d", "a_b");
    check("qemu-x86_64 $opts ./prog -trace c_d", "");
    check("qemu-x86_64 ./prog && qemu-system-x86_64 -trace a_b", "a_b");
    check(r#"qemu-system-x86_64 -append "--trace x_y" -trace a_b"#, "a_b");
    check("qemu-system-x86_64 -append 'console=ttyS0 -trace x_y'", "");
    check("qemu-nbd -T a_b -f raw -- --trace x_y", "a_b");
    check("qemu-ga -d trace:a_b", "");
}

#[test]
fn options_of_tools() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check(
        "qemu-img -Ta_b info x; qemu-io --tra c_d; qemu-io --tr=e_f; qemu-pr-helper -T g_h",
        "a_b c_d e_f g_h",
    );
    check("qemu-io -trace a_b; qemu-img info --trace a_b x", "!-trace !--trace");
    check("qemu-img convert -T none x y; qemu-img convert -T a_b x y", "!-T");
    check("qemu-system-x86_64 -T a_b", "!-T");
    check("qemu-x86_64 -T a_b x", "!-T");
    check("qemu-trace-stap run qemu-system-x86_64 a_b 'c_*'", "tap:a_b tap:c_*");
    check("qemu-trace-stap -v run --pid 5 /usr/bin/qemu-system-x86_64 a_b", "tap:a_b");
    check("sudo qemu-trace-stap list qemu-kvm a_b; qemu-trace-stap list qemu-kvm", "tap:a_b");
}

/// GLib reads the options (its own answers to each of these; tools/qemu-vnc/qemu-vnc.c of 11.1).
#[test]
fn options_of_qemu_vnc() {
    let check = |text: &str, expected: &str| check(Kind::Shell, text, expected);
    check("qemu-vnc -T a_b", "a_b");
    check("qemu-vnc -l :1 --trace=a_b,file=x", "a_b");
    check("/usr/bin/qemu-vnc --trace a_b; qemu-vnc -- -T x_y", "a_b");
    check("qemu-vnc -Ta_b; qemu-vnc -T=a_b", "!-Ta_b !-T=a_b");
    check("qemu-vnc --tra a_b; qemu-vnc --tr=a_b; qemu-vnc --tr", "!--tra !--tr=a_b");
    check("qemu-vnc -trace a_b; qemu-vnc -t /etc/pki --tls-authz x", "!-trace");
    // The last one alone counts.
    check("qemu-vnc -T a_b --trace=c_d", "a_b c_d !a_b");
    check("qemu-vnc -T a_b; qemu-vnc --trace=c_d", "a_b c_d");
    // An emulator that shows its screen so, or qemu-vnc.
    check("$QEMU_VNC -trace a_b; $QEMU_VNC --trace c_d; $QEMU_VNC -T e_f", "a_b");
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
    check(
        Kind::Python,
        r"
        vm.add_args('-d', 'trace:a-b')
        run('qemu -trace {}'.format(x))
        ",
        "!-",
    );
    check(
        Kind::Python,
        r"
        vm.hmp('trace-event -a_b off')
        vm.hmp('log trace:-c_d')
        ",
        "c_d !-",
    );
    check(Kind::Json, r#"{"execute": "trace-event-get-state", "arguments": {"name": "-a_b"}}"#, "!-");
    check(Kind::Json, r#"{"execute": "trace-event-get-state", "arguments": {"name": "a-b"}}"#, "!-");
    check(Kind::Rst, "``-trace event-name`` and ``-trace usb_host-open``\n", "");
    check(
        Kind::Rst,
        r"
        Say::

          qemu -trace event-name -trace usb_host-open -trace [a_b]c
        ",
        "!-",
    );
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
fn makefiles() {
    let check = |text: &str, expected: &str| check(Kind::Make, text, expected);
    check("run: all\n\t@qemu-system-x86_64 -trace a_b \\\n\t\t-d trace:c_d\n", "a_b c_d");
    check(
        r"
        QEMU_OPTS += --trace a_b
        FLAGS ?= -trace c_d
        export QEMU_TRACE := e_f
        ",
        "a_b c_d e_f",
    );
    check("\t$(QEMU) -trace a_b -trace $(EVENT) -trace c_$$x\n\t-$(QEMU_IMG) -T e_f info x\n", "a_b e_f");
    check("# qemu -trace a_b\nx: y --trace\n\tstrace --trace z_z qemu\n", "");
}

#[test]
fn dockerfiles() {
    let check = |text: &str, expected: &str| check(Kind::Docker, text, expected);
    check(
        r"
        RUN apt-get x && \
          qemu-img -T a_b info y
        ",
        "a_b",
    );
    check(
        r#"
            ENTRYPOINT ["qemu-system-x86_64", "-trace", "a_b"]
            CMD qemu-x86_64 -d trace:c_d x
            "#,
        "a_b c_d",
    );
    check("ENV QEMU_TRACE=a_b QEMU_LOG=trace:c_d\n", "a_b c_d");
    check(
        r#"
        # RUN qemu -trace a_b
        COPY qemu -trace
        LABEL x="qemu -trace a_b"
        "#,
        "",
    );
}

#[test]
fn units() {
    let check = |text: &str, expected: &str| check(Kind::Unit, text, expected);
    check(
        r"
        [Service]
        ExecStart=-/usr/bin/qemu-system-x86_64 -trace a_b \
          -d trace:c_d
        ",
        "a_b c_d",
    );
    check(
        r#"
        Environment=QEMU_TRACE=a_b "QEMU_OPTS=--trace c_d"
        ExecStart=/x ${OPTS}
        "#,
        "a_b c_d",
    );
    check(
        r"
        Description=qemu -trace a_b
        ExecStart=/usr/bin/qemu-kvm -trace %i -name --trace
        ",
        "",
    );
}

#[test]
fn yaml() {
    let check = |text: &str, expected: &str| check(Kind::Yaml, text, expected);
    check(
        r#"
        script:
          - qemu-system-x86_64 -trace a_b
          - "qemu-img -T 'c_d' info x"
        "#,
        "a_b c_d",
    );
    check(
        r"
            - run: |
                cd x
                qemu-system-x86_64 \
                  -trace a_b
            - run: >-
                qemu-x86_64
                -d trace:c_d x
            ",
        "a_b c_d",
    );
    check(&line(r#"command: [qemu-system-x86_64, -trace, a_b, '-d', "trace:c_d"]"#), "a_b c_d");
    check(
        r"
        argv:
          - qemu-nbd
          - -T
          - a_b
        ",
        "a_b",
    );
    check(
        r"
            env:
              QEMU_TRACE: a_b
              QEMU_LOG: 'trace:c_d'
            qemu_args: --trace e_f
            args: -trace g_h
            ",
        "a_b c_d e_f g_h",
    );
    check(
        r"
        x: é
        run: qemu -trace {{ item }} -trace a_{{ b }} -trace ${{ matrix.x }} -trace c_d
        ",
        "c_d",
    );
    check(
        r"
        # qemu -trace a_b
        name: Run with --trace x_y
        x: strace --trace a_b
        ",
        "",
    );
    check(&line(r#"a: [qemu -trace a_b, "qemu -trace c_d"#), "a_b");
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
    check(
        r#"
        echo a-b > "$LIST"
        qemu-system-x86_64 -trace events="$LIST"
        "#,
        "!-",
    );
    check(&format!("echo $name >/tmp/ev\necho a_b\n{run}"), "");
}

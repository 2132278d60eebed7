//! `check FILE`, as a hook before a commit runs it: a mistake in a real tree is shown from each file in
//! which its cause may lie, and from no other.

use std::path::Path;

use trace_lint_tests::overlay::Overlay;
use trace_lint_tests::program::check;
use trace_lint_tests::tree::qemu_tree;

/// A mistake: the files that change, each with what goes and what comes.
type Change = (&'static str, &'static str, &'static str);

struct Mistake {
    what: &'static str,
    changes: &'static [Change],
    /// The rule that speaks, and a part of what it says.
    says: (&'static str, &'static str),
    /// The files that may be at fault.
    from: &'static [&'static str],
    /// Files that are not.
    not_from: &'static [&'static str],
}

/// Files that nothing here has to do with.
const UNRELATED: [&str; 4] =
    ["block/trace-events", "hw/net/e1000.c", "include/hw/usb.h", "rust/hw/char/pl011/src/lib.rs"];

const MISTAKES: &[Mistake] = &[
    Mistake {
        what: "an event has another name, its call has not",
        changes: &[("hw/char/trace-events", "\nserial_read(", "\nserial_raed(")],
        says: ("undeclared-event", "serial_read"),
        from: &["hw/char/trace-events", "hw/char/serial.c"],
        not_from: &["hw/char/parallel.c"],
    },
    Mistake {
        what: "an event of another name is unused",
        changes: &[("hw/char/trace-events", "\nserial_read(", "\nserial_raed(")],
        says: ("unused-event", "serial_raed"),
        from: &["hw/char/trace-events", "hw/char/serial.c"],
        not_from: &["hw/char/parallel.c"],
    },
    Mistake {
        what: "an event has another name, its guard has not",
        changes: &[("hw/ppc/trace-events", "\nvof_getprop(", "\nvof_gtprop(")],
        says: ("unknown-guard", "VOF_GETPROP"),
        from: &["hw/ppc/trace-events", "hw/ppc/vof.c"],
        not_from: &["hw/ppc/spapr.c"],
    },
    Mistake {
        what: "an event has an argument more",
        changes: &[("hw/char/trace-events", "\nserial_read(", "\nserial_read(int zz, ")],
        says: ("call-argument-count", "serial_read"),
        from: &["hw/char/trace-events", "hw/char/serial.c"],
        not_from: &["hw/char/parallel.c"],
    },
    Mistake {
        what: "a call is gone, its event is not",
        changes: &[("hw/char/serial.c", "trace_serial_read(", "serial_raed(")],
        says: ("unused-event", "serial_read"),
        from: &["hw/char/trace-events", "hw/char/serial.c"],
        not_from: &["hw/char/parallel.c"],
    },
    Mistake {
        what: "a call is gone whose event has no heading",
        changes: &[("hw/nvme/dif.c", "trace_pci_nvme_dif_prchk_guard_crc16(", "no_longer(")],
        says: ("unused-event", "pci_nvme_dif_prchk_guard_crc16"),
        from: &["hw/nvme/trace-events", "hw/nvme/dif.c"],
        not_from: &["hw/char/serial.c"],
    },
    Mistake {
        what: "an include is gone",
        changes: &[("hw/char/serial.c", "#include \"trace.h\"", "")],
        says: ("missing-trace-include", "serial_"),
        from: &["hw/char/serial.c"],
        not_from: &["hw/char/parallel.c"],
    },
    Mistake {
        what: "a header no longer brings the group's",
        changes: &[("include/hw/xen/xen_native.h", "#include \"hw/xen/trace.h\"", "")],
        says: ("missing-trace-include", "xen_client_set_memory"),
        from: &["hw/i386/xen/xen-hvm.c", "include/hw/xen/xen-hvm-common.h", "include/hw/xen/xen_native.h"],
        not_from: &["hw/char/serial.c"],
    },
    Mistake {
        what: "those that include a part of a source no longer bring the header",
        changes: &[
            ("accel/tcg/cputlb.c", "#include \"trace.h\"", ""),
            ("accel/tcg/user-exec.c", "#include \"trace.h\"", ""),
        ],
        says: ("missing-trace-include", "load_atom8_or_exit_fallback"),
        from: &["accel/tcg/ldst_atomicity.c.inc", "accel/tcg/cputlb.c", "accel/tcg/user-exec.c"],
        not_from: &["hw/char/serial.c"],
    },
    Mistake {
        what: "trace.h is gone",
        changes: &[("hw/char/trace.h", GONE, "")],
        says: ("trace-header", "hw/char has none"),
        from: &["hw/char/trace-events", "hw/char/serial.c", "hw/char/parallel.c"],
        not_from: &["hw/nvme/dif.c"],
    },
    Mistake {
        what: "trace.h is that of another group",
        changes: &[("hw/char/trace.h", "hw_char", "hw_nvme")],
        says: ("trace-header", "hw_nvme"),
        from: &["hw/char/trace.h", "hw/char/trace-events", "hw/char/serial.c"],
        not_from: &["hw/nvme/dif.c"],
    },
    Mistake {
        what: "meson.build no longer lists a directory",
        changes: &[("meson.build", "'hw/char',", "")],
        says: ("unlisted-directory", "hw/char"),
        from: &["meson.build", "hw/char/trace-events"],
        not_from: &["hw/nvme/dif.c"],
    },
    Mistake {
        what: "a source has another name, its heading has not",
        changes: &[("hw/char/serial.c", GONE, "hw/char/serial-zz.c")],
        says: ("stale-heading", "serial.c"),
        from: &["hw/char/trace-events", "hw/char/serial-zz.c"],
        not_from: &["hw/char/parallel.c"],
    },
    Mistake {
        what: "an event is declared again in another group",
        changes: &[("ui/trace-events", "# See docs", "serial_read(void) \"\"\n# See docs")],
        says: ("duplicate-event", "serial_read"),
        from: &["hw/char/trace-events", "ui/trace-events"],
        not_from: &["hw/char/serial.c"],
    },
    Mistake {
        what: "the read handler traces the write",
        changes: &[("hw/char/serial.c", "trace_serial_read(", "trace_serial_write(")],
        says: ("twin-confusion", "serial_read"),
        from: &["hw/char/trace-events", "hw/char/serial.c"],
        not_from: &["hw/char/parallel.c"],
    },
];

/// In the place of a text: the file as a whole goes, to another name if one is given.
const GONE: &str = "\0";

fn is_shown(root: &Path, file: &str, says: (&str, &str)) -> bool {
    let findings = check(root, &["--select", says.0, file]);
    findings.iter().any(|finding| finding.message.contains(says.1))
}

#[test]
fn a_mistake_is_shown_from_the_files_at_fault() {
    let mut overlay = Overlay::new("one-file", &qemu_tree("10.0"));
    let mut failures = Vec::new();
    for mistake in MISTAKES {
        for (path, from, to) in mistake.changes {
            if *from != GONE {
                overlay.replace(path, from, to);
                continue;
            }
            let text = overlay.read(path);
            overlay.remove(path);
            if !to.is_empty() {
                overlay.write(to, text);
            }
        }
        let others = mistake.not_from.iter().chain(&UNRELATED).map(|file| (*file, false));
        for (file, expected) in mistake.from.iter().map(|file| (*file, true)).chain(others) {
            if is_shown(&overlay.root, file, mistake.says) != expected {
                failures.push(format!(
                    "{}: {file} {}",
                    mistake.what,
                    if expected { "does not show it" } else { "shows it" }
                ));
            }
        }
        overlay.reset();
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

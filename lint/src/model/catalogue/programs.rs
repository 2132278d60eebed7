//! Which of QEMU's programs have the events of a folder: a program has whole groups of events, or none of them
//! (meson.build: `trace_events_subdirs`; measured with the programs of 7.2, 10.0 and 11.1).

/// Some of QEMU's programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Programs(u8);

impl Programs {
    /// The emulators of a process.
    pub const USER: Programs = Programs(1);
    /// qemu-img, qemu-io and qemu-nbd.
    pub(crate) const TOOL: Programs = Programs(2);
    /// qemu-storage-daemon.
    pub(crate) const DAEMON: Programs = Programs(4);
    /// qemu-vnc, by its sources: it is in no package whose programs could be asked.
    pub(crate) const VNC: Programs = Programs(8);
    /// The emulators of a machine.
    pub(crate) const MACHINE: Programs = Programs(16);
    /// All of them.
    pub const ALL: Programs = Programs(31);

    /// True when these are among them.
    pub fn holds(self, others: Programs) -> bool {
        self.0 & others.0 == others.0
    }

    /// These and others.
    pub fn or(self, others: Programs) -> Programs {
        Programs(self.0 | others.0)
    }

    /// Those that may have the events of a file. Of a folder that upstream does not have all may.
    pub fn of_file(path: &str) -> Programs {
        let Some((folder, "trace-events")) = path.rsplit_once('/') else { return Programs::ALL };
        let (top, rest) = folder.split_once('/').unwrap_or((folder, ""));
        match (top, rest) {
            ("authz" | "block" | "crypto" | "io" | "nbd" | "scsi", _) => {
                Programs::TOOL.or(Programs::DAEMON).or(Programs::VNC).or(Programs::MACHINE)
            }
            ("chardev" | "monitor", _) => Programs::DAEMON.or(Programs::VNC).or(Programs::MACHINE),
            ("hw", "core") => Programs::USER.or(Programs::VNC).or(Programs::MACHINE),
            ("bsd-user" | "gdbstub" | "linux-user" | "target", _) | ("accel", "tcg") => {
                Programs::USER.or(Programs::MACHINE)
            }
            // It is built of a part of ui, and may be of some others.
            ("audio" | "backends" | "net" | "replay" | "ui", _) => Programs::VNC.or(Programs::MACHINE),
            ("accel" | "ebpf" | "hw" | "migration", _) => Programs::MACHINE,
            ("tools", "qemu-vnc") => Programs::VNC,
            _ => Programs::ALL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_belong_to_programs() {
        let check = |path: &str, expected: Programs| assert_eq!(Programs::of_file(path), expected, "{path}");
        check("trace-events", Programs::ALL);
        check("util/trace-events", Programs::ALL);
        let both = |one: Programs| one.or(Programs::MACHINE);
        let vnc = both(Programs::VNC);
        check("block/export/trace-events", Programs::TOOL.or(Programs::DAEMON).or(vnc));
        check("monitor/trace-events", Programs::DAEMON.or(vnc));
        check("linux-user/trace-events", both(Programs::USER));
        check("hw/core/trace-events", Programs::USER.or(vnc));
        check("hw/virtio/trace-events", Programs::MACHINE);
        check("accel/kvm/trace-events", Programs::MACHINE);
        check("ui/trace-events", vnc);
        check("tools/qemu-vnc/trace-events", Programs::VNC);
        check("tools/trace-events", Programs::ALL);
        check("vendor/trace-events", Programs::ALL);
        check("build/trace-events-all", Programs::ALL);
    }
}

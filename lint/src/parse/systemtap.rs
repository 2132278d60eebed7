//! Scripts of SystemTap and bpftrace: what they probe of QEMU, by the tapsets that tracetool writes for it (`probe
//! qemu.system.x86_64.NAME`) and by the marks in its programs (`process("qemu-img").mark("NAME")`,
//! `usdt:/usr/bin/qemu-img:qemu:NAME`).
//!
//! ```text
//! bytes ─► lexer ─► parser ─► probes ─► rules (with the index)
//!                     ├─ point   what is probed
//!                     └─ body    what of it is used, and by strings what of it as a string
//! ```
//!
//! It reads no file, runs nothing and knows no declared event. What a script says by stap's preprocessor, by
//! macros, or otherwise than plainly, it is quiet about.

mod body;
mod bpftrace;
mod lexer;
mod model;
mod parser;
mod point;
mod strings;
mod words;

pub use bpftrace::read as read_bpftrace;
pub use model::{Argument, Point, SystemTapFile};
pub(crate) use model::{Form, Script, Variable};
pub use parser::read as read_systemtap;

use crate::parse::FileKind;

/// Reads a script that may probe something of QEMU; `None` for any other.
pub fn read(path: &str, text: &[u8]) -> Option<Script> {
    match FileKind::of(path) {
        FileKind::Bpftrace => read_bpftrace(text),
        _ => read_systemtap(text),
    }
}

/// True for the path of a script.
pub fn is_tap_script(path: &str) -> bool {
    matches!(FileKind::of(path), FileKind::SystemTap | FileKind::Bpftrace)
}

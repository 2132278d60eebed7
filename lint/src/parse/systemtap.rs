//! SystemTap scripts: what they probe of QEMU, by the tapsets that tracetool writes for it (`probe
//! qemu.system.x86_64.NAME`) and by the marks in its programs (`process("qemu-img").mark("NAME")`).
//!
//! ```text
//! bytes ─► lexer ─► parser ─► probes ─► rules (with the index)
//!                     ├─ point   what is probed
//!                     └─ body    what of it is used
//! ```
//!
//! It reads no file, runs nothing and knows no declared event. What a script says by stap's preprocessor, by
//! macros, or otherwise than plainly, it is quiet about.

mod body;
mod lexer;
mod model;
mod parser;
mod point;
mod words;

pub use model::{Argument, Form, Point, Probe, Script, TapFile, Variable};
pub use parser::read;

use crate::parse::FileKind;

/// True for the path of a script.
pub fn is_tap_script(path: &str) -> bool {
    FileKind::of(path) == FileKind::SystemTap
}

//! `rust-format`

use crate::parse::events::Event;
use crate::parse::events::{LineKind, PieceKind};
use crate::qemu::printf::{Format, MacroFamily, PriMacro, is_prefix};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports what C accepts in a format and tracetool's Rust output does not (QEMU 10.2 and
    /// later): the escapes `\v`, `\e`, `\?`, `\'`, octal and universal ones, the macros `PRIo…`,
    /// `PRI…FAST…` and `PRI…LEAST…`, comments; and `\a`, `\b`, `\f`, which rustc then refuses.
    ///
    /// ## Why it is wrong
    /// Where Rust is enabled, tracetool writes Rust for every group, and stops with `syntax
    /// error in trace file`, naming neither file nor line.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t mode) "mode=0%" PRIo64 "\v"
    ///                                   ^^^^^^
    ///                                           ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t mode) "mode=0x%" PRIx64
    /// ```
    name: "rust-format",
    code: "TL601",
    severity: Error,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    if !cx.era.has_rust() || format.span.is_empty() {
        return;
    }
    for word in &format.macros {
        let name = cx.file.bytes(word.span);
        let holds = |part| memchr::memmem::find(name, part).is_some();
        let is_known = match word.known {
            Some(PriMacro { family: MacroFamily::Pri, letter, .. }) => {
                letter != b'o' && !holds(b"FAST") && !holds(b"LEAST")
            }
            Some(_) => false,
            None => !word.is_text,
        };
        if !is_known {
            let name = cx.shown(word.span);
            cx.report(word.span, format!("tracetool's Rust output does not know the macro `{name}`"))
                .help("write another macro: PRId, PRIi, PRIu, PRIx or PRIX with 8, 16, 32, 64, PTR or MAX");
        }
    }
    for literal in &format.literals {
        escapes(cx, literal.span);
    }
    let Some(LineKind::Event(node)) = cx.file.tree.lines.get(event.line).map(|line| &line.kind) else {
        return;
    };
    let pieces = node.format.as_ref().map_or(&[][..], |format| &format.pieces);
    for (index, piece) in pieces.iter().enumerate() {
        if piece.kind == PieceKind::Comment {
            cx.report(piece.span, "tracetool's Rust output does not know comments").help("remove it");
        } else if piece.kind == PieceKind::Macro && is_prefix(&cx.file.text, *piece, pieces.get(index + 1)) {
            cx.report(piece.span, "tracetool's Rust output does not know the prefix `u8`").help("remove it");
        }
    }
}

/// Reports the escape sequences of a literal that C knows and Rust's tokens do not.
fn escapes(cx: &mut Context, literal: Span) {
    let text = &cx.file.text;
    let bytes = literal.of(text);
    let mut at = 1;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at.min(bytes.len())..]) {
        let start = at + found;
        let Some(&letter) = bytes.get(start + 1) else { return };
        at = start + 2;
        let hex = bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let octal = bytes[at.min(bytes.len())..]
            .iter()
            .take(2)
            .take_while(|byte| (b'0'..=b'7').contains(byte))
            .count();
        let (length, stage) = match letter {
            b'"' | b'\\' | b'n' | b'r' | b't' => continue,
            b'a' | b'b' | b'f' => (2, "rustc"),
            b'v' | b'e' | b'E' | b'?' | b'\'' => (2, "tracetool's Rust output"),
            b'0'..=b'7' => (2 + octal, "tracetool's Rust output"),
            b'x' if hex == 2 => continue,
            b'x' if hex > 0 => (2 + hex, "tracetool's Rust output"),
            b'u' | b'U' => (2 + hex, "tracetool's Rust output"),
            // No escapes, but gcc and clang take them for the character itself.
            b'(' | b'{' | b'[' | b'%' => (2, "tracetool's Rust output"),
            _ => continue, // no escape in C either
        };
        let start = literal.start as usize + start;
        let span = Span::new(start, (start + length).min(literal.end as usize));
        let shown = cx.shown(span);
        cx.report(span, format!("{stage} does not know the escape sequence `{shown}`"));
    }
}

//! `not-utf8`

use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports bytes that are not UTF-8, once a line.
    ///
    /// ## Why it is wrong
    /// tracetool reads its input as UTF-8 text; other bytes, even in a comment, stop it with a
    /// `UnicodeDecodeError`.
    name: "not-utf8",
    code: "TL003",
    severity: Error,
    default: ON,
    check: File(check),
    stops_tracetool: true,
}

fn check(cx: &mut Context) {
    let text = &cx.file.text;
    if std::str::from_utf8(text).is_ok() {
        return;
    }
    let mut at = 0;
    let mut last_line = None;
    for chunk in text.utf8_chunks() {
        let start = at + chunk.valid().len();
        at = start + chunk.invalid().len();
        if start == at {
            break;
        }
        let line = cx.file.lines.line(start as u32);
        if last_line.replace(line) == Some(line) {
            continue;
        }
        let bytes: Vec<String> = chunk.invalid().iter().map(|byte| format!("{byte:#04x}")).collect();
        cx.report(Span::new(start, at), format!("expected UTF-8, found {}", bytes.join(" ")))
            .help("save the file as UTF-8");
    }
}

//! Dockerfiles: what `RUN`, `CMD` and `ENTRYPOINT` run, as a command of a shell or as a list, and `ENV`.

use super::gather::Gather;
use super::make::logical_lines;
use super::text::Text;
use super::{json, shell};

/// Looks at a Dockerfile.
pub(super) fn scan(gather: &mut Gather) {
    for (start, end) in logical_lines(gather.source) {
        let line = &gather.source[start..end];
        let blanks = line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let length = line[blanks..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let instruction = line[blanks..blanks + length].to_ascii_uppercase();
        if !matches!(&*instruction, b"RUN" | b"CMD" | b"ENTRYPOINT" | b"ENV") {
            continue;
        }
        let from = start + blanks + length;
        if gather.source[from..end].trim_ascii_start().starts_with(b"[") {
            json::scan_text(gather, from, end);
        } else {
            shell::scan_text(gather, &Text::verbatim(gather.source, from, end));
        }
    }
}

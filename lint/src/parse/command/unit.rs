//! Units of systemd: what `ExecStart=` and its kind run, and `Environment=`.

use super::gather::Gather;
use super::make::logical_lines;
use super::shell;
use super::text::Text;

/// Looks at a unit.
pub(super) fn scan(gather: &mut Gather) {
    for (start, end) in logical_lines(gather.source) {
        let line = &gather.source[start..end];
        let Some(equals) = memchr::memchr(b'=', line) else { continue };
        let key = line[..equals].trim_ascii();
        let is_command = key.starts_with(b"Exec");
        if !is_command && key != b"Environment" {
            continue;
        }
        let value = &line[equals + 1..];
        let is_mark = |byte: &&u8| byte.is_ascii_whitespace() || is_command && b"@-:+!|".contains(byte);
        let from = start + equals + 1 + value.iter().take_while(is_mark).count();
        shell::scan_text(gather, &Text::verbatim(gather.source, from, end));
    }
}

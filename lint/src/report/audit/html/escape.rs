//! Text as it may stand in HTML, between tags and in quoted attributes.

use crate::text::printable;
use std::fmt;

/// Text that is escaped when it is shown.
#[derive(Clone, Copy)]
pub(super) struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = printable(self.0);
        let mut rest = &*text;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            out.write_str(&rest[..at])?;
            out.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        out.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn nothing_is_a_tag_or_ends_an_attribute() {
        let check = |text: &str, expected: &str| assert_eq!(Escaped(text).to_string(), expected);
        check(
            "</td><script>alert('é')</script>",
            "&lt;/td&gt;&lt;script&gt;alert(&#39;é&#39;)&lt;/script&gt;",
        );
        check(r#"a" onclick="b"#, "a&quot; onclick=&quot;b");
        check("&amp;", "&amp;amp;");
        check("a\u{202e}b\x00", "a\\u{202e}b\\u{0}");
        check("plain", "plain");
    }
}

//! What holds for any bytes at all: each function panics where it does not.
//!
//! The property tests and the fuzz targets (`lint/fuzz`) share it. It looks at the library from
//! outside, and never asks it what is right: it counts again, or asks `tracetool`'s own grammar.

mod fixes;
mod lexer;
mod linter;
mod parser;
mod printf;
mod recording;
mod reports;
mod respelling;
mod tracetool;

pub use lexer::lexer;
pub use linter::check;
pub use parser::parser;
pub use printf::printf;
pub use recording::recording;

use trace_lint::text::Span;

/// The span lies in the text, and splits no character of one that is UTF-8.
fn sound(text: &[u8], span: Span) {
    assert!(span.start <= span.end && span.end as usize <= text.len(), "{span:?} of {}", text.len());
    if let Ok(text) = std::str::from_utf8(text) {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?} splits a character");
    }
}

/// At most so many of the items, from everywhere: enough of them over many texts.
fn some<Item>(items: &[Item], most: usize) -> impl Iterator<Item = &Item> {
    items.iter().step_by(items.len().div_ceil(most).max(1))
}

/// The spans lie in `whole`, one after the other.
fn in_order(whole: Span, spans: impl IntoIterator<Item = Span>) {
    let mut at = whole.start;
    for span in spans {
        assert!(at <= span.start && span.start <= span.end, "{span:?} before {at}");
        at = span.end;
    }
    assert!(at <= whole.end, "{at} behind {whole:?}");
}

//! What the sources of C, Objective-C, C++ and Rust say about trace events: calls, guards, names in
//! comments, and whatever else bears such a name.
//!
//! ```text
//! bytes ─► hits ─► walker ─► visit ─► site ─► declaration, guard, arguments ─► Source
//!                    │         └─► directive, pasting
//!                    └─► bytes, conditional, block            rust/ ─► Source
//! ```
//!
//! It reads no file, knows no declared event and judges nothing. It never expands a macro, follows an
//! include or chooses a configuration: of `#if` only `0` and `1` are known. What it reads is linear in
//! the bytes, for any bytes.

use crate::parse::allow::{Marks, allows};
use crate::parse::file_kind::is_trace_header;
use hits::Hits;
use memchr::memmem;
use walker::Walker;

mod arguments;
mod block;
mod bytes;
mod classify;
mod conditional;
mod declaration;
mod directive;
mod enclosing_function;
mod expansion;
mod expression;
mod guard;
mod hits;
mod lexer;
mod model;
mod pasting;
mod rust;
mod site;
mod statement;
mod structure;
#[cfg(test)]
mod tests;
mod visit;
mod walker;

pub use expansion::{Expansion, expansions};
pub use expression::REST;
pub use model::*;

pub use crate::parse::file_kind::{Language, language};

/// True when a source may say something about trace events: `trace_` or `TRACE_` is in it. A source
/// that only uses a macro that pastes, defined elsewhere, has neither.
pub fn concerns_tracing(text: &[u8]) -> bool {
    hits::any(text)
}

/// As [`concerns_tracing`]; of a `trace.h` the comments that allow findings count too.
pub fn is_of_interest(path: &str, text: &[u8]) -> bool {
    concerns_tracing(text) || (is_trace_header(path) && !allows(text, Marks::C).is_empty())
}

/// Reads what a source says about trace events. `pasting` are the macros that its headers define.
/// A text of 4 GiB or more is not read.
pub fn scan(text: &[u8], language: Language, pasting: &[PastingMacro]) -> Source {
    if u32::try_from(text.len()).is_err() {
        return Source::default();
    }
    let mut source = match language {
        Language::C => scan_c(text, pasting),
        Language::Rust => rust::scan(text),
    };
    sort(&mut source);
    source.allows = allows(text, if language == Language::C { Marks::C } else { Marks::Rust });
    source
}

fn scan_c(text: &[u8], pasting: &[PastingMacro]) -> Source {
    let mut hits = Hits::new(text);
    pasting.iter().for_each(|macro_| hits.add_macro(&macro_.name, 0));
    Walker::new(text, hits, pasting.to_vec()).run()
}

/// Reads only what a C source includes.
pub fn includes(text: &[u8]) -> Vec<Include> {
    let is_directive = |at: &usize| text[..*at].trim_ascii_end().ends_with(b"#");
    let last = |word: &str| memmem::find_iter(text, word).filter(is_directive).last();
    let Some(last) = last("include").max(last("import")) else { return Vec::new() };
    let text = &text[..bytes::directive_end(text, last)];
    match u32::try_from(text.len()) {
        Ok(_) => Walker::new(text, Hits::none(text), Vec::new()).run().includes,
        Err(_) => Vec::new(),
    }
}

/// Puts the lists in the order of the text: a pasted name stands behind the macro that pastes it.
fn sort(source: &mut Source) {
    source.references.sort_by_key(|reference| reference.span);
    if source.functions.is_sorted_by_key(|function| function.span.start) {
        return;
    }
    let mut order: Vec<usize> = (0..source.functions.len()).collect();
    order.sort_by_key(|&index| source.functions[index].span.start);
    let mut places = vec![0; order.len()];
    for (place, &index) in order.iter().enumerate() {
        places[index] = place as u32;
    }
    for function in source.references.iter_mut().filter_map(|reference| reference.function.as_mut()) {
        *function = places[*function as usize];
    }
    source.functions.sort_by_key(|function| function.span.start);
}

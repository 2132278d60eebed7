//! Fuzz target: `invariants::lexer` on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| trace_lint_fuzz::invariants::lexer(text));

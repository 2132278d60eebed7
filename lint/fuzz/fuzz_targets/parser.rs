//! Fuzz target: `invariants::parser` on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| trace_lint_fuzz::invariants::parser(text));

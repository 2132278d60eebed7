//! Fuzz target: `invariants::recording` on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| trace_lint_fuzz::invariants::recording(text));

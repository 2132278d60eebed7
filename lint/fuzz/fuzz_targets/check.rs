//! Fuzz target: `invariants::check` on any bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| trace_lint_fuzz::invariants::check(text));

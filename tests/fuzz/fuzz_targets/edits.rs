//! Fuzzes `edits`: what is tried and must hold stands in `tests/src/fuzz/edits.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| caro_tests::fuzz::run("edits", bytes));

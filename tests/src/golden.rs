//! Texts that are kept in files: what the program prints is held to them, and `BLESS=1` writes them.

use std::fs;

use crate::program::repository;

/// Compares a text with the file that keeps it, a path from the repository; with `BLESS=1` it becomes that text.
pub fn hold(path: &str, text: &str) {
    let file = repository().join(path);
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        crate::scratch::write(&file, text);
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let differs = kept.lines().zip(text.lines()).position(|(one, other)| one != other);
    let line = differs.unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("the end").to_owned();
    assert!(
        kept == text,
        "{path} differs in line {}:\n-{}\n+{}\nIf the new text is right, run the test with BLESS=1 and look at `git diff`.",
        line + 1,
        at(&kept),
        at(text),
    );
}

//! Real QEMU trees with mistakes, each kind everywhere that it can be made: every one is found, at its place,
//! and nothing else is.

use trace_lint_tests::mistakes::Field;

mod names;
mod trees;

fn hold_all(version: &'static str) {
    let mut field = Field::new("mutants", version);
    names::hold_all(&mut field);
    trees::hold_all(&mut field);
    field.finish();
}

#[test]
fn mistakes_in_7_2() {
    hold_all("7.2");
}

#[test]
fn mistakes_in_10_0() {
    hold_all("10.0");
}

#[test]
fn mistakes_in_10_2() {
    hold_all("10.2");
}

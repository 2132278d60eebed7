//! What the fuzz targets share with the property tests: the invariants, in one place.

#[path = "../../tests/invariants/mod.rs"]
pub mod invariants;

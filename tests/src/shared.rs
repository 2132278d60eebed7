//! What several tests of one binary need is made once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

/// Values by their keys, each made when it is first asked for.
pub struct Shared<Key, Value>(Mutex<BTreeMap<Key, Arc<OnceLock<Arc<Value>>>>>);

impl<Key: Ord, Value> Shared<Key, Value> {
    /// None yet.
    pub const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    /// The value of a key. Who asks while it is made waits for it; other keys are not held up.
    pub fn get(&self, key: Key, make: impl FnOnce() -> Value) -> Arc<Value> {
        let cell = self.0.lock().expect("a map is never left half changed").entry(key).or_default().clone();
        cell.get_or_init(|| Arc::new(make())).clone()
    }
}

impl<Key: Ord, Value> Default for Shared<Key, Value> {
    fn default() -> Self {
        Self::new()
    }
}

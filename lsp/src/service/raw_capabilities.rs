//! The capabilities of the client as they came. `ls-types` drops what it does not know: what is newer than itself, and
//! what a client names otherwise.

use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};

/// The capabilities of the client as they came; null before `initialize`.
#[derive(Clone, Debug, Default)]
pub struct RawCapabilities(Arc<Mutex<Value>>);

impl RawCapabilities {
    /// Keeps them, from the parameters of `initialize`.
    pub fn keep(&self, params: Option<&Value>) {
        let capabilities = params.and_then(|params| params.get("capabilities"));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = capabilities.cloned().unwrap_or_default();
    }

    /// What was kept, once.
    pub fn take(&self) -> Value {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

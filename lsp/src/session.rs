//! The one thread that owns everything that changes, and what it is told.

pub mod event;
pub mod main_loop;
pub mod pool;
pub mod request;
pub mod state;
pub mod tree_state;
mod watching;

//! What is found in texts of each kind.

use super::*;

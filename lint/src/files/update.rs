//! The index after some files have other texts, without reading the tree again, where that can be told.

use super::{Overlay, is_listed};
use crate::model::index::{Content, Index};

/// The index after some files have other texts or are gone; `None` when only reading the whole tree tells it.
pub(super) fn updated(index: &Index, texts: &Overlay) -> Option<Index> {
    let mut index = index.clone();
    for (path, text) in texts.iter().filter(|(path, _)| is_listed(path)) {
        let replaced = index.replace(path, Content::from(text.as_deref()));
        index = replaced.is_settled.then_some(replaced.index)?;
    }
    Some(index)
}

//! What the rules about events that Rust calls share.

use crate::model::backend::Backend;
use crate::model::index::Index;
use crate::parse::source::{Kind, Language, Reference, language};
use crate::rules::context::{Source, TreeContext};

/// Reports the first call of a declared event in a source of Rust, if the backend records none there.
pub(super) fn check(cx: &mut TreeContext, source: Source, backend: Backend) {
    let file = source.file;
    let is_rust = language(file.path.as_bytes()) == Some(Language::Rust);
    if !is_rust || !cx.era.has_rust() || backend.records_rust(cx.era) {
        return;
    }
    let index = cx.index;
    let Some(first) = file.source.references.iter().find(|reference| is_call(index, reference)) else {
        return;
    };
    let (name, backend) = (&first.name, backend.name());
    let message =
        format!("the backend `{backend}` does not record this call: tracetool writes no code for it in Rust");
    cx.report(&file.path, first.span, message)
        .event(&**name)
        .help("this holds for all events that Rust calls; build with `log` or `simple` as well to see them");
}

/// True for a call of a declared event.
pub(super) fn is_call(index: &Index, reference: &Reference) -> bool {
    !reference.is_dead
        && matches!(reference.kind, Kind::Call(_))
        && index.declarations(&reference.name).next().is_some()
}

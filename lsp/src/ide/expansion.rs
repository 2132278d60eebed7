//! What backends make of an event, as a text to be read.

use super::source::Tree;
use trace_lint::linter::expansion::{Expansion, is_called_in_rust, refusal, write};
use trace_lint::model::backend::Backend;
use trace_lint::text::printable;

/// What `trace-lint expand` prints for an event, of one backend or of those that are configured; `None` where none is
/// declared by this name.
pub fn expansion(tree: &dyn Tree, name: &str, backend: Option<Backend>) -> Option<String> {
    let (index, settings) = (tree.index(), tree.settings());
    let era = settings.era;
    let mut text = Vec::new();
    for declaration in index.declarations(name) {
        let (file, event) = (declaration.file, declaration.event);
        if let Some(why) = refusal(file, event, era) {
            let line = event.line + 1;
            let why = format!("{}:{line}: tracetool writes nothing for this event: {why}\n", file.path);
            text.extend_from_slice(printable(&why.replace('\n', " ")).as_bytes());
            text.push(b'\n');
            continue;
        }
        let configured = settings.policy.backends(&file.path);
        let backends = match (backend, configured.is_empty()) {
            (Some(backend), _) => vec![backend],
            (None, true) => vec![Backend::Log],
            (None, false) => configured,
        };
        let is_in_rust = is_called_in_rust(index, declaration);
        let expand = |backend| Expansion::new(file, event, backend, era, is_in_rust);
        let expansions: Vec<_> = backends.into_iter().map(expand).collect();
        // Memory takes all that is written.
        write(&mut text, file, event, era, &expansions).ok()?;
    }
    (!text.is_empty()).then(|| String::from_utf8_lossy(&text).into_owned())
}

//! What the rules about SystemTap scripts share: the events that a point means.

use crate::model::index::{Declaration, Index, is_generated};
use crate::parse::systemtap::{Form, Point};
use crate::qemu::pattern::{literal_prefix, matches};
use std::borrow::Cow;

/// The name of a point as an event bears it: in a mark `-` stands for `__`.
fn written(point: &Point) -> Cow<'_, str> {
    match point.form {
        Form::Mark => Cow::Owned(point.name.replace('-', "__")),
        _ => Cow::Borrowed(&point.name),
    }
}

/// The declared events that a point means, disabled ones among them; `None` where it may mean something that
/// no trace-events file declares: a probe of a script, or an event that the build generates.
pub(super) fn meant<'a>(index: &'a Index, point: &Point) -> Option<Vec<Declaration<'a>>> {
    let name = written(point);
    let mut aliases = index.systemtap_files.iter().flat_map(|file| &file.script.aliases);
    if !point.is_pattern() {
        let is_other = is_generated(&name, &index.facts.commands) || aliases.any(|alias| **alias == *name);
        let found: Vec<_> = index.declarations(&name).collect();
        return (!found.is_empty() || !is_other).then_some(found);
    }
    let covers = |name: &str| matches(written(point).as_bytes(), name.as_bytes());
    let all =
        index.events.iter().flat_map(|file| file.events.iter().map(move |event| Declaration { file, event }));
    let found: Vec<_> = all.filter(|it| covers(&it.file.name(it.event))).collect();
    let start = literal_prefix(name.as_bytes());
    let may_be_generated = b"qmp_e".starts_with(start) || start.starts_with(b"qmp_e");
    let is_other = may_be_generated || aliases.any(|alias| covers(alias));
    (!found.is_empty() || !is_other).then_some(found)
}

/// The events that have a probe: those that are compiled. `None` where that is not known, or where there are
/// none, which other rules report.
pub(super) fn probed<'a>(index: &'a Index, point: &Point) -> Option<Vec<Declaration<'a>>> {
    let mut found = meant(index, point)?;
    found.retain(|it| !it.event.is_disabled && !it.event.is_broken);
    (!found.is_empty()).then_some(found)
}

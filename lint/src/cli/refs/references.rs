//! The places that name an event.

use crate::cli::event_argument::names;
use crate::model::index::{Declaration, Index, Mentioned, Site, is_generated};
use crate::parse::source::Kind;
use crate::qemu::pattern::matches;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every place that names an event.
pub(super) struct References<'a> {
    pub name: String,
    /// True when the build declares it, for a command of QAPI.
    pub is_generated: bool,
    pub declarations: Vec<Declaration<'a>>,
    pub sites: Vec<Site<'a>>,
    pub elsewhere: Elsewhere<'a>,
}

/// The files other than sources that name an event, and where.
pub(super) struct Elsewhere<'a> {
    lists: Vec<Mentioned<'a>>,
    scripts: Vec<Mentioned<'a>>,
    commands: Vec<Mentioned<'a>>,
}

impl<'a> Elsewhere<'a> {
    fn new(index: &'a Index, name: &str) -> Elsewhere<'a> {
        Elsewhere {
            lists: index.named_in_lists(name).collect(),
            scripts: index.named_in_scripts(name).collect(),
            commands: index.named_in_commands(name).collect(),
        }
    }

    pub fn paths(&self) -> impl Iterator<Item = &'a Arc<str>> {
        let all = self.lists.iter().chain(&self.scripts).chain(&self.commands);
        all.map(|(path, _)| *path)
    }

    /// What names it, in the order in which it is shown: key in JSON, title, and the places.
    pub fn groups(&self) -> [(&'static str, &'static str, &[Mentioned<'a>]); 3] {
        [
            ("lists", "Named in event lists", &self.lists),
            ("scripts", "Named in scripts", &self.scripts),
            ("commands", "Named in commands", &self.commands),
        ]
    }
}

/// The places that name the event which a user gives; `None` when there is none of that name.
pub(super) fn find<'a>(index: &'a Index, given: &str) -> Option<References<'a>> {
    let names = names(given);
    let declared = || {
        let of_any_case = |name: &String| index.declarations_of_any_case(name).next();
        let declaration = names.iter().find_map(of_any_case)?;
        Some(declaration.file.name(declaration.event).into_owned())
    };
    let exact = names.iter().find(|name| index.declarations(name).next().is_some());
    let is_known = |name: &&String| {
        is_generated(name, &index.facts.commands)
            || index.sites(name).any(|site| is_use(&site.reference.kind))
    };
    let name = exact.cloned().or_else(declared).or_else(|| names.iter().find(is_known).cloned())?;
    Some(References {
        is_generated: is_generated(&name, &index.facts.commands),
        declarations: index.declarations(&name).collect(),
        sites: index.sites(&name).collect(),
        elsewhere: Elsewhere::new(index, &name),
        name,
    })
}

/// The places that name each declared event whose name matches a pattern, in the order of the names.
pub(super) fn find_all<'a>(index: &'a Index, pattern: &str) -> Vec<References<'a>> {
    let matched = |pattern: &String| {
        let is_its = |name: &Cow<str>| matches(pattern.as_bytes(), name.as_bytes());
        index.declared_names().filter(is_its).collect::<BTreeSet<_>>()
    };
    let found = names(pattern).iter().map(matched).find(|found| !found.is_empty());
    found.iter().flatten().filter_map(|name| find(index, name)).collect()
}

/// True for what can only be meant for an event.
fn is_use(kind: &Kind) -> bool {
    !matches!(kind, Kind::Mention | Kind::Definition(_))
}

/// What is done with the name, in the order in which it is shown: key in JSON, title, and the places.
pub(super) fn groups<'a, 'b>(
    found: &'b References<'a>,
) -> [(&'static str, &'static str, Vec<&'b Site<'a>>); 6] {
    let of = |is_its: fn(&Kind) -> bool| {
        found.sites.iter().filter(|site| is_its(&site.reference.kind)).collect::<Vec<_>>()
    };
    [
        ("calls", "Called", of(|kind| matches!(kind, Kind::Call(_)))),
        ("guards", "Guarded", of(|kind| matches!(kind, Kind::Guard(_)))),
        ("pointers", "Passed on as a function", of(|kind| matches!(kind, Kind::Value))),
        ("imports", "Brought in by use", of(|kind| matches!(kind, Kind::Import))),
        ("others", "Something else of this name", of(|kind| matches!(kind, Kind::Definition(_)))),
        ("mentions", "Named in comments", of(|kind| matches!(kind, Kind::Mention))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::index::index_of;
    use crate::text::fixture::files;

    #[test]
    fn names_in_every_form() {
        let index = index_of(&files(
            r#"
            --- hw/a/trace-events
            one(void) ""
            Mixed(void) ""
            trace_odd(void) ""
            odd(void) ""
            --- hw/a/a.c
            void f(void) { trace_one(); trace_undeclared(); int trace_other = 1; }
            "#,
        ));
        let check = |given: &str, expected: Option<(&str, usize, usize)>| {
            let found = find(&index, given);
            let found =
                found.as_ref().map(|found| (&*found.name, found.declarations.len(), found.sites.len()));
            assert_eq!(found, expected, "{given}");
        };
        let all =
            |pattern: &str| find_all(&index, pattern).into_iter().map(|found| found.name).collect::<Vec<_>>();
        assert_eq!(all("*o?*"), ["odd", "one", "trace_odd"]);
        assert_eq!(all("trace_on*"), ["one"]);
        assert_eq!(all("un*"), [""; 0]);
        check("one", Some(("one", 1, 1)));
        check("trace_one", Some(("one", 1, 1)));
        check("TRACE_ONE", Some(("one", 1, 1)));
        check("TRACE_MIXED", Some(("Mixed", 1, 0)));
        check("mixed", Some(("Mixed", 1, 0)));
        check("trace_odd", Some(("trace_odd", 1, 0)));
        check("odd", Some(("odd", 1, 0)));
        check("undeclared", Some(("undeclared", 0, 1)));
        check("qmp_enter_stop", Some(("qmp_enter_stop", 0, 0)));
        check("other", None);
        check("on", None);
        check("", None);
        check("trace_", None);
    }
}

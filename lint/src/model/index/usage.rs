//! What a name in a source means where several groups declare it: that is decided for each
//! declaration, not for each name.

use super::store::{Declaration, Index, Site};
use crate::parse::events::{Half, TCG_FUNCTION};
use crate::parse::groups::group_name;
use crate::parse::qapi::is_generated;
use crate::parse::source::{Definition, GuardForm, Kind};
use crate::qemu::reserved::is_control;

impl Index {
    /// The places that call this declaration, or pass it on, in the order of the sources.
    pub fn users(&self, declaration: Declaration) -> impl Iterator<Item = Site<'_>> {
        let others = tcg_names(declaration);
        let others: Vec<_> = others.iter().flat_map(|name| self.sites(name)).collect();
        self.sites_of(declaration).chain(others).filter(|site| {
            matches!(site.reference.kind, Kind::Call(_) | Kind::Value | Kind::Import)
                && !site.reference.is_dead
        })
    }

    /// The places in the sources that mean this declaration rather than another of its name, its
    /// guards and comments that name it among them, in the order of the sources.
    pub fn sites_of(&self, declaration: Declaration) -> impl Iterator<Item = Site<'_>> {
        let name = declaration.file.name(declaration.event).into_owned();
        let group = group_name(declaration.directory());
        let is_alone = self.declarations(&name).nth(1).is_none();
        let sees_another = {
            let name = name.clone();
            move |source: usize| {
                let seen = self.groups_seen(source);
                self.declarations(&name).any(|other| seen.sees(&group_name(other.directory())))
            }
        };
        self.sites_of_name(name).filter(move |site| {
            is_alone || self.groups_seen(site.source).sees(&group) || !sees_another(site.source)
        })
    }

    /// The places that name an event, what else bears the name left out.
    fn sites_of_name(&self, name: String) -> impl Iterator<Item = Site<'_>> {
        let is_site = |site: &Site| !matches!(site.reference.kind, Kind::Definition(_));
        let mut found: Vec<_> = self.sites(&name).filter(is_site).collect();
        // `TRACE_X_ENABLED` belongs to the event `x`, or is that of an event `x_enabled`.
        let plain = name.len().checked_sub("_enabled".len()).and_then(|end| name.split_at_checked(end));
        let plain = plain.filter(|(_, end)| end.eq_ignore_ascii_case("_enabled")).map(|(plain, _)| plain);
        if let Some(plain) = plain.filter(|it| self.declarations_of_any_case(it).next().is_none()) {
            let plain = plain.to_lowercase();
            let is_enabled = |site: &Site| matches!(&site.reference.kind, Kind::Guard(guard) if guard.form == GuardForm::Enabled);
            found.extend(self.sites(&plain).filter(is_enabled));
            found.sort_by_key(|site| (site.source, site.reference.span));
        }
        found.into_iter()
    }

    /// True for a name that is no event in a source: no trace-events file declares it, and nothing else
    /// defines it there.
    pub fn is_undeclared(&self, source: usize, name: &str) -> bool {
        self.declarations(name).next().is_none()
            && !is_generated(name, &self.facts.commands)
            && !self.is_tcg_function(name)
            && !is_control(name)
            && !self.is_defined(source, name)
            && !self.is_misplaced(name)
    }

    /// True for the function that calls one event of the property `tcg` and lets the guest call the other.
    fn is_tcg_function(&self, name: &str) -> bool {
        let base = name.strip_suffix(TCG_FUNCTION);
        base.is_some_and(|base| {
            let exec = format!("{base}{}", Half::Exec.suffix());
            self.declarations(&exec).any(|declaration| declaration.event.half.is_some())
        })
    }

    /// True when the name of an event stands where a property should: `NAME disable(…)`. The line is
    /// reported, the calls of the event need not be.
    fn is_misplaced(&self, name: &str) -> bool {
        let mut events =
            self.events.iter().flat_map(|file| file.events.iter().map(move |event| (file, event)));
        events.any(|(file, event)| event.properties.iter().any(|word| file.bytes(*word) == name.as_bytes()))
    }

    /// True when something other than an event bears the name `trace_NAME` or `TRACE_NAME` anywhere.
    pub(crate) fn is_defined_anywhere(&self, name: &str) -> bool {
        self.sites(name).any(|site| matches!(site.reference.kind, Kind::Definition(_)))
    }

    /// True when something other than an event bears the name `trace_NAME` in a source.
    fn is_defined(&self, source: usize, name: &str) -> bool {
        self.sites(name).any(|site| match site.reference.kind {
            Kind::Definition(Definition::Function | Definition::Macro | Definition::Variable) => true,
            Kind::Definition(Definition::Label) => false,
            Kind::Definition(_) => site.source == source,
            _ => false,
        })
    }

    /// The declarations that a place in a source means: those whose header it includes, or all of
    /// the name where it includes none.
    pub fn meant<'a>(&'a self, site: Site<'a>) -> Vec<Declaration<'a>> {
        let name = &*site.reference.name;
        let mut found: Vec<_> = match &site.reference.kind {
            Kind::Definition(_) => return Vec::new(),
            Kind::Guard(guard) => {
                let found: Vec<_> = self.declarations_of_any_case(name).collect();
                match guard.form {
                    GuardForm::Enabled if found.is_empty() => {
                        self.declarations_of_any_case(&format!("{name}_enabled")).collect()
                    }
                    _ => found,
                }
            }
            _ => return self.declarations_seen(site.source, name),
        };
        let seen = self.groups_seen(site.source);
        let sees = |declaration: &Declaration| seen.sees(&group_name(declaration.directory()));
        if found.iter().any(sees) {
            found.retain(sees);
        }
        found
    }
}

/// The other names by which an event of the property `tcg` is used: that of the other half, and of the function that
/// calls both.
fn tcg_names(declaration: Declaration) -> Vec<String> {
    let Some(half) = declaration.event.half else { return Vec::new() };
    let base = declaration.event.name.text(&declaration.file.text);
    let other = if half == Half::Trans { Half::Exec } else { Half::Trans };
    vec![format!("{base}{}", other.suffix()), format!("{base}{TCG_FUNCTION}")]
}

#[cfg(test)]
mod tests {
    use crate::model::index::index_of;
    use crate::model::index::{Index, Site};
    use crate::text::fixture::files;

    fn tree() -> Index {
        index_of(&files(
            r#"
            --- hw/a/trace-events
            x(void) ""
            b_enabled(void) ""
            lone(void) ""
            --- hw/b/trace-events
            x(void) ""
            --- hw/a/a.c
            #include "trace.h"
            void f(void) { if (TRACE_B_ENABLED && TRACE_X_ENABLED) trace_x(); }
            /* trace_lone */
            --- hw/b/b.c
            #include "trace.h"
            void f(void) { trace_x(); int trace_lone; }
            --- hw/c/c.c
            void f(void) { g(&trace_x); }
            "#,
        ))
    }

    fn shown<'a>(sites: impl Iterator<Item = Site<'a>>) -> Vec<String> {
        sites.map(|site| format!("{}:{}", site.file.path, site.reference.span.start)).collect()
    }

    #[test]
    fn each_declaration_has_its_own_sites() {
        let index = tree();
        let of = |file: usize, name: &str| {
            let declaration =
                index.declarations(name).find(|it| it.file.path == index.events[file].path).unwrap();
            (shown(index.sites_of(declaration)), shown(index.users(declaration)))
        };
        let (sites, users) = of(0, "x");
        assert_eq!(sites, ["hw/a/a.c:57", "hw/a/a.c:74", "hw/c/c.c:18"]);
        assert_eq!(users, ["hw/a/a.c:74", "hw/c/c.c:18"]);
        assert_eq!(of(1, "x").0, ["hw/b/b.c:34", "hw/c/c.c:18"]);
        assert_eq!(of(0, "b_enabled").0, ["hw/a/a.c:38"]);
        let (sites, users) = of(0, "lone");
        assert_eq!((sites.len(), users.len()), (1, 0));
    }

    #[test]
    fn each_site_means_its_declarations() {
        let index = tree();
        let mut found = Vec::new();
        for name in ["x", "b", "lone"] {
            for site in index.sites(name) {
                let meant: Vec<_> = index.meant(site).iter().map(|it| it.file.path.to_string()).collect();
                found.push(format!("{name} {}: {}", site.file.path, meant.join(" ")));
            }
        }
        assert_eq!(
            found,
            [
                "x hw/a/a.c: hw/a/trace-events",
                "x hw/a/a.c: hw/a/trace-events",
                "x hw/b/b.c: hw/b/trace-events",
                "x hw/c/c.c: hw/a/trace-events hw/b/trace-events",
                "b hw/a/a.c: hw/a/trace-events",
                "lone hw/a/a.c: hw/a/trace-events",
                "lone hw/b/b.c: ",
            ]
        );
    }

    #[test]
    fn what_nothing_declares_is_undeclared() {
        let index = index_of(&files(
            r#"
            --- a/trace-events
            x(void) ""
            late disable(void) ""
            --- a/a.c
            static void trace_own(void) {}
            void f(void) { trace_x(); }
            "#,
        ));
        let check = |name: &str, expected: bool| assert_eq!(index.is_undeclared(0, name), expected, "{name}");
        check("x", false);
        check("own", false);
        check("late", false);
        check("init_file", false);
        check("y", true);
    }
}

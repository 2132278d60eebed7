//! `trace-lint refs`: an event in, every place that names it out.

mod human;
mod json;

use super::event_argument::{names, unknown};
use super::tree_argument::{self, Whole};
use super::{HumanFormat, Outcome, complain};
use crate::model::index::{Declaration, Index, Site, is_generated};
use crate::parse::source::Kind;
use crate::text::Span;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use termcolor::Buffer;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The event: its name, `trace_NAME` or `TRACE_NAME`
    #[arg(value_name = "EVENT")]
    event: String,
    /// The root of a source tree, or a folder in it [default: the tree round the current folder]
    #[arg(long, value_name = "DIR")]
    tree: Option<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

/// Every place that names an event.
struct References<'a> {
    name: String,
    /// True when the build declares it, for a command of QAPI.
    is_generated: bool,
    declarations: Vec<Declaration<'a>>,
    sites: Vec<Site<'a>>,
    /// The files with commands that name it, and where.
    commands: Vec<(&'a Arc<str>, Span)>,
}

pub(super) fn run(arguments: &Arguments, color: bool) -> io::Result<Outcome> {
    let Some(whole) = tree_argument::read(arguments.tree.as_deref()) else { return Ok(Outcome::Failed) };
    let Whole { root, tree, has_failed } = whole;
    let Some(found) = find(&tree.index, &arguments.event) else {
        complain(&unknown(&tree.index, &arguments.event, &root.display().to_string()));
        return Ok(Outcome::Failed);
    };
    let in_commands = found.commands.iter().map(|(path, _)| *path);
    let read = tree.documents(found.sites.iter().map(|site| &site.file.path).chain(in_commands));
    let mut out = if color { Buffer::ansi() } else { Buffer::no_color() };
    match arguments.output_format {
        HumanFormat::Human => human::write(&mut out, &found, &read)?,
        HumanFormat::Json => json::write(&mut out, &found, &read)?,
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(out.as_slice())?;
    stdout.flush()?;
    Ok(Outcome::new(has_failed, false))
}

fn find<'a>(index: &'a Index, given: &str) -> Option<References<'a>> {
    let names = names(given);
    let declared = || {
        let of_any_case = |name: &String| index.declarations_of_any_case(name).next();
        let declaration = names.iter().find_map(of_any_case)?;
        Some(declaration.file.name(declaration.event).into_owned())
    };
    let exact = names.iter().find(|name| index.declarations(name).next().is_some());
    let is_known = |name: &&String| {
        is_generated(name, &index.tree.commands) || index.sites(name).any(|site| is_use(&site.reference.kind))
    };
    let name = exact.cloned().or_else(declared).or_else(|| names.iter().find(is_known).cloned())?;
    Some(References {
        is_generated: is_generated(&name, &index.tree.commands),
        declarations: index.declarations(&name).collect(),
        sites: index.sites(&name).collect(),
        commands: in_commands(index, &name),
        name,
    })
}

/// Where commands name an event itself, not by a pattern.
fn in_commands<'a>(index: &'a Index, name: &str) -> Vec<(&'a Arc<str>, Span)> {
    let files = index.command_files.iter();
    let mentions = files.flat_map(|file| file.commands.mentions.iter().map(move |it| (&file.path, it)));
    mentions.filter(|(_, it)| *it.name == *name).map(|(path, it)| (path, it.span)).collect()
}

/// True for what can only be meant for an event.
fn is_use(kind: &Kind) -> bool {
    !matches!(kind, Kind::Mention | Kind::Definition(_))
}

/// What is done with the name, in the order in which it is shown: key in JSON, title, and the places.
fn groups<'a, 'b>(found: &'b References<'a>) -> [(&'static str, &'static str, Vec<&'b Site<'a>>); 6] {
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

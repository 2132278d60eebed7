//! Renaming an event in its declaration and all that names it, or an argument in its declaration.
//! What would collide, and what can't be known to be right, is refused with the reason.

use super::place::Texts;
use super::target::Target;
use collision::collision;
use edits::{Renamed, Renaming, add};
use pasted::pasted_edit;
use scripts::rename_in_scripts;
use std::sync::Arc;
use trace_lint::model::index::{Declaration, Index, Site};
use trace_lint::parse::source::Kind;
use trace_lint::qemu::reserved::{is_identifier, is_keyword, reserved_argument};
use trace_lint::rules::diagnostic::Edit;
use trace_lint::text::Span;

mod collision;
pub mod edits;
mod pasted;
mod scripts;

/// What would be renamed.
///
/// # Errors
/// The reason why it can't be.
pub fn prepare(index: &Index, target: &Target, texts: Texts) -> Result<Renamed, String> {
    let declaration = match target {
        Target::Heading { .. } | Target::Group { .. } => return Err(FILE.into()),
        Target::Argument { declaration, argument, span } => {
            let name = declaration.event.arguments[*argument].name;
            return Ok(Renamed { span: *span, name: name.text(&declaration.file.text).into_owned() });
        }
        Target::Event(declaration) => *declaration,
        Target::Site(site) => the_one(&index.meant(*site))?,
        Target::Listed { .. } => the_one(&target.declarations(index))?,
    };
    let name = declaration.file.name(declaration.event).into_owned();
    let span = match target {
        Target::Site(site) => site_edit(index, *site, &name, &name, &mut Reader::new(texts))?.span,
        _ => target.span(),
    };
    Ok(Renamed { span, name })
}

/// The edits that rename what is named to `new`.
///
/// # Errors
/// The reason why it can't be.
pub fn rename(index: &Index, target: &Target, new: &str, texts: Texts) -> Result<Renaming, String> {
    match target {
        Target::Heading { .. } | Target::Group { .. } => Err(FILE.into()),
        Target::Argument { declaration, argument, .. } => rename_argument(*declaration, *argument, new),
        Target::Event(declaration) => rename_event(index, *declaration, new, texts),
        Target::Listed { .. } => rename_event(index, the_one(&target.declarations(index))?, new, texts),
        Target::Site(site) => {
            let declaration = the_one(&index.meant(*site))?;
            let has_prefix = declaration.file.bytes(declaration.event.name).starts_with(b"trace_");
            // An editor that did not ask first shows the whole identifier.
            let new = if has_prefix { new } else { new.strip_prefix("trace_").unwrap_or(new) };
            rename_event(index, declaration, new, texts)
        }
    }
}

const FILE: &str = "this is the name of a file";

fn the_one<'a>(declarations: &[Declaration<'a>]) -> Result<Declaration<'a>, String> {
    match declarations {
        [] => Err("no trace-events file declares this event".into()),
        [one] => Ok(*one),
        [one, other, ..] => Err(format!(
            "{} and {} declare this event, and it is not known which of them is meant here",
            one.file.path, other.file.path
        )),
    }
}

fn rename_event(
    index: &Index,
    declaration: Declaration,
    new: &str,
    texts: Texts,
) -> Result<Renaming, String> {
    let Declaration { file, event } = declaration;
    let old = file.name(event).into_owned();
    if file.is_of_build {
        return Err(format!("{} is generated", file.path));
    }
    let mut renaming = Renaming::default();
    if old == new {
        return Ok(renaming);
    }
    if let Some(problem) = collision(index, declaration, new) {
        return Err(problem);
    }
    add(&mut renaming.edits, &file.path, Edit { span: event.name, text: new.to_owned() });
    let mut reader = Reader::new(texts);
    for site in index.sites_of(declaration) {
        let is_comment = site.reference.kind == Kind::Mention;
        let is_other = |other: &&Declaration| other.event.name != event.name || other.file.path != file.path;
        let meant = index.meant(site);
        if let Some(other) = meant.iter().find(is_other).filter(|_| !is_comment) {
            return Err(format!(
                "a name in {} may mean the event of {} as well",
                site.file.path, other.file.path
            ));
        }
        match site_edit(index, site, &old, new, &mut reader) {
            Ok(edit) if is_comment => add(&mut renaming.comments, &site.file.path, edit),
            Ok(edit) => add(&mut renaming.edits, &site.file.path, edit),
            Err(_) if is_comment => {}
            Err(problem) => return Err(problem),
        }
    }
    // Where another event bears the name, too, a list goes on to mean that one.
    if index.declarations(&old).nth(1).is_none() {
        // In a command something may be escaped in the name.
        let in_commands = index.named_in_commands(&old).filter(|(_, span)| span.len() == old.len());
        for (path, span) in index.named_in_lists(&old).chain(in_commands) {
            add(&mut renaming.edits, path, Edit { span, text: new.to_owned() });
        }
        rename_in_scripts(index, &old, new, &mut renaming)?;
    }
    Ok(renaming)
}

/// The edit of one name in a source. Its text is looked at, and not only what was found in it.
fn site_edit(index: &Index, site: Site, old: &str, new: &str, reader: &mut Reader) -> Result<Edit, String> {
    let path = &site.file.path;
    let texts = reader.texts;
    let text = reader.read(path).ok_or_else(|| format!("{path} can't be read"))?;
    let span = site.reference.span;
    let word = text.get(span.range()).ok_or_else(|| format!("{path} has changed"))?;
    let upper = old.to_uppercase();
    for (prefix, name, text) in [
        ("trace_", old, new.to_owned()),
        ("TRACE_", &upper, new.to_uppercase()),
        ("_TRACE_", &upper, new.to_uppercase()),
    ] {
        let rest = word.strip_prefix(prefix.as_bytes());
        if rest.is_some_and(|rest| rest.starts_with(name.as_bytes())) {
            let start = span.start as usize + prefix.len();
            return Ok(Edit { span: Span::new(start, start + name.len()), text });
        }
    }
    pasted_edit(index, site, (old, new), text, texts)
}

fn rename_argument(declaration: Declaration, argument: usize, new: &str) -> Result<Renaming, String> {
    let Declaration { file, event } = declaration;
    let name = event.arguments[argument].name;
    let mut renaming = Renaming::default();
    if file.bytes(name) == new.as_bytes() {
        return Ok(renaming);
    }
    if !is_identifier(new.as_bytes()) || !new.is_ascii() {
        return Err(format!("`{new}` is no name for an argument"));
    }
    if is_keyword(new) {
        return Err(format!("`{new}` is a keyword of C"));
    }
    if let Some((what, _)) = reserved_argument(new) {
        return Err(format!("`{new}` is {what}"));
    }
    if event.arguments.iter().any(|other| file.bytes(other.name) == new.as_bytes()) {
        return Err(format!("the event has an argument `{new}`"));
    }
    add(&mut renaming.edits, &file.path, Edit { span: name, text: new.to_owned() });
    Ok(renaming)
}

/// Keeps the text that was read last: names come file by file.
struct Reader<'a> {
    texts: Texts<'a>,
    last: Option<(Arc<str>, Vec<u8>)>,
}

impl<'a> Reader<'a> {
    fn new(texts: Texts<'a>) -> Reader<'a> {
        Reader { texts, last: None }
    }

    fn read(&mut self, path: &Arc<str>) -> Option<&[u8]> {
        if self.last.as_ref().is_none_or(|(last, _)| last != path) {
            self.last = Some((path.clone(), (self.texts)(path)?));
        }
        self.last.as_ref().map(|(_, text)| &**text)
    }
}

#[cfg(test)]
mod tests;

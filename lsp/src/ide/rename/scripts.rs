//! Renaming in scripts: the methods that simpletrace calls by the names of events, and the points of
//! SystemTap's probes.

use super::edits::{Renaming, add};
use trace_lint::model::index::Index;
use trace_lint::parse::script::{ScriptFile, is_api, is_python_keyword};
use trace_lint::rules::diagnostic::Edit;

/// Renames what bears the name of an event in all scripts of a tree.
///
/// # Errors
/// The reason why it can't be.
pub(super) fn rename_in_scripts(
    index: &Index,
    old: &str,
    new: &str,
    renaming: &mut Renaming,
) -> Result<(), String> {
    for script in &index.scripts {
        rename_methods(script, old, new, renaming)?;
    }
    for tap in &index.systemtap_files {
        let points = tap.script.probes.iter().flat_map(|probe| &probe.points);
        for point in points.filter(|point| *point.name == *old) {
            add(&mut renaming.edits, &tap.path, Edit { span: point.span, text: new.to_owned() });
        }
    }
    Ok(())
}

/// Renames the methods of an analysis script, and what names them there.
fn rename_methods(file: &ScriptFile, old: &str, new: &str, renaming: &mut Renaming) -> Result<(), String> {
    let path = &file.path;
    let edit = |span| Edit { span, text: new.to_owned() };
    let mut is_named = false;
    for class in &file.script.classes {
        let Some(method) = class.methods.iter().find(|method| *method.name == *old) else { continue };
        if is_python_keyword(new) {
            return Err(format!("{path} has a method of this name, and `{new}` is a keyword of Python"));
        }
        if is_api(new) || class.methods.iter().any(|method| *method.name == *new) {
            return Err(format!("`{}` in {path} has a method `{new}` that means something else", class.name));
        }
        add(&mut renaming.edits, path, edit(method.span));
        is_named = true;
    }
    for mention in file.script.mentions.iter().filter(|it| is_named && *it.name == *old) {
        let edits = if mention.is_own { &mut renaming.edits } else { &mut renaming.comments };
        add(edits, path, edit(mention.span));
    }
    Ok(())
}

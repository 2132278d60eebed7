//! The part of an event's name that a macro pastes: `x` of `T(x)` where `T` has `trace_a_##x`.

use super::super::place::Texts;
use trace_lint::model::index::{Index, Site};
use trace_lint::parse::source::{Kind, PastingMacro};
use trace_lint::rules::diagnostic::Edit;

/// The edit of the part at `site`, when it is the only place to edit.
///
/// # Errors
/// The reason why it is not.
pub fn pasted_edit(
    index: &Index,
    site: Site,
    (old, new): (&str, &str),
    text: &[u8],
    texts: Texts,
) -> Result<Edit, String> {
    let path = &site.file.path;
    let span = site.reference.span;
    let refused = |why: &str| Err(format!("a macro pastes the name `{old}` together in {path}: {why}"));
    let references = &site.file.source.references;
    if references.iter().any(|other| other.span == span && other.name != site.reference.name) {
        return refused("it makes the names of other events of the same word");
    }
    let (Some(part), Some(macro_name)) = (word_of(text, span.start as usize), macro_of(text, site)) else {
        return refused("the macro is not found");
    };
    let fits = |macro_: &&PastingMacro| {
        *macro_.name == *macro_name && format!("{}{part}{}", macro_.prefix, macro_.suffix) == old
    };
    let own = site.file.source.pasting.iter().find(fits).map(|macro_| (path, macro_));
    let mut others = index.sources.iter();
    let other = || others.find_map(|file| Some((&file.path, file.source.pasting.iter().find(fits)?)));
    let Some((home, macro_)) = own.or_else(other) else { return refused("the macro is not found") };
    let middle = new.strip_prefix(&*macro_.prefix).and_then(|rest| rest.strip_suffix(&*macro_.suffix));
    let Some(middle) = middle.filter(|middle| !middle.is_empty()) else {
        let (prefix, suffix) = (&macro_.prefix, &macro_.suffix);
        return refused(&format!("`{new}` does not begin with `{prefix}` and end with `{suffix}`"));
    };
    if span.len() != part.len() || !middle.bytes().all(is_letter) {
        return refused("the word is not the whole argument");
    }
    let definition = texts(home).unwrap_or_default();
    if uses_of_parameter(&definition, macro_) != Some(1) {
        return refused("it uses the word for something else as well");
    }
    Ok(Edit { span, text: middle.to_owned() })
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn word_of(text: &[u8], start: usize) -> Option<&str> {
    let rest = text.get(start..)?;
    let length = rest.iter().take_while(|byte| is_letter(**byte)).count();
    std::str::from_utf8(&rest[..length]).ok().filter(|word| !word.is_empty())
}

/// The name before the parentheses of a pasted call.
fn macro_of<'a>(text: &'a [u8], site: Site) -> Option<&'a str> {
    let open = match &site.reference.kind {
        Kind::Call(call) => call.parentheses.start as usize,
        // Of a name that is only passed on the parenthesis is looked for.
        _ => memchr_back(text, site.reference.span.start as usize)?,
    };
    let before = text.get(..open)?.trim_ascii_end();
    let length = before.iter().rev().take_while(|byte| is_letter(**byte)).count();
    std::str::from_utf8(&before[before.len() - length..]).ok()
}

fn memchr_back(text: &[u8], end: usize) -> Option<usize> {
    text.get(..end)?
        .iter()
        .rposition(|byte| matches!(byte, b'(' | b';' | b'}'))
        .filter(|&at| text[at] == b'(')
}

/// How often the body of a macro uses the parameter that it pastes; what stands in strings counts.
fn uses_of_parameter(text: &[u8], macro_: &PastingMacro) -> Option<usize> {
    let rest = text.get(macro_.span.end as usize..)?;
    let close = rest.iter().position(|byte| *byte == b')')?;
    let parameters = rest.get(1..close).filter(|_| rest.starts_with(b"("))?;
    let parameter = parameters.split(|byte| *byte == b',').nth(macro_.parameter)?;
    let name = parameter.trim_ascii();
    let body = body(&rest[close + 1..]);
    let words = body.split(|byte| !is_letter(*byte));
    Some(words.filter(|word| *word == name).count())
}

/// Up to the first newline that no backslash continues.
fn body(text: &[u8]) -> &[u8] {
    let mut end = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if !line.trim_ascii_end().ends_with(b"\\") {
            break;
        }
    }
    &text[..end]
}

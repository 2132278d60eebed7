//! The type of what a call passes, as far as the text of the source tells it: by the expression, or by
//! the declaration of the variable in the function round it.

use trace_lint::model::index::Site;
use trace_lint::parse::source::Argument;
use trace_lint::qemu::printf::CType;

/// The most bytes before a call that are looked through for the declaration of a variable.
const NEAR: usize = 64 * 1024;

/// The type of what is passed at `site`, in a form that tracetool takes; `None` where nothing tells it.
pub fn ctype(site: Site, passed: &Argument, text: &[u8]) -> Option<String> {
    let expression = text.get(passed.span.range())?.trim_ascii();
    let is_variable = |name: &&str| expression == name.as_bytes();
    let of_variable = || {
        let name = passed.name.as_deref().filter(is_variable)?;
        of_variable(site, name, passed.span.start as usize, text)
    };
    of_expression(expression).or_else(of_variable)
}

/// The type that an expression tells of itself.
fn of_expression(expression: &[u8]) -> Option<String> {
    match expression {
        [b'"', ..] => return Some("const char *".into()),
        [b'&', ..] => return Some("void *".into()),
        _ if expression.starts_with(b"__func__") => return Some("const char *".into()),
        _ if expression.starts_with(b"sizeof") => return Some("size_t".into()),
        _ => {}
    }
    // A cast.
    let inner = expression.strip_prefix(b"(")?;
    let close = inner.iter().position(|byte| *byte == b')')?;
    let after = inner[close + 1..].trim_ascii_start();
    let is_cast = after.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_(&*~".contains(byte));
    is_cast.then(|| allowed(&String::from_utf8_lossy(&inner[..close])))?
}

/// The type that a variable is declared with in the function before the call.
fn of_variable(site: Site, name: &str, call: usize, text: &[u8]) -> Option<String> {
    let function = site.file.source.functions.get(site.reference.function? as usize)?;
    let start = (function.span.start as usize).max(call.saturating_sub(NEAR));
    let before = text.get(start..call)?;
    let is_letter =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut from = 0;
    while let Some(at) = find_word(&before[from..], name.as_bytes()).map(|at| from + at) {
        from = at + name.len();
        if is_letter(at.checked_sub(1).and_then(|at| before.get(at))) || is_letter(before.get(from)) {
            continue;
        }
        // What stands between it and whatever ended the declaration before.
        let begin = before[..at].iter().rposition(|byte| b"(){};,=<>!&|?:\n\"".contains(byte));
        let words = String::from_utf8_lossy(&before[begin.map_or(0, |begin| begin + 1)..at]).into_owned();
        let is_declared = !words.trim().is_empty() && words.trim() != "return" && !words.contains("->");
        if let Some(ctype) = is_declared.then(|| allowed(&words)).flatten() {
            return Some(ctype);
        }
    }
    None
}

fn find_word(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}

/// A type of the source in the form that tracetool takes; `None` for what is no type that is known.
fn allowed(words: &str) -> Option<String> {
    let words: Vec<&str> = words
        .split_whitespace()
        .filter(|word| !matches!(*word, "static" | "register" | "volatile"))
        .collect();
    let joined = words.join(" ");
    if joined.contains('*') {
        let is_string =
            joined.matches('*').count() == 1 && joined.split([' ', '*']).any(|word| word == "char");
        let is_type = joined.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_ *".contains(&byte));
        let is_named = joined.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        return (is_type && is_named).then(|| if is_string { "const char *" } else { "void *" }.to_owned());
    }
    match &*joined {
        "hwaddr" | "vaddr" | "ram_addr_t" | "dma_addr_t" | "off_t" | "target_ulong" | "abi_ulong" => {
            Some("uint64_t".into())
        }
        "uint" | "u_int" | "guint" => Some("unsigned int".into()),
        _ => CType::parse(&joined).is_ok().then_some(joined),
    }
}

//! Which event of one side is which of the other: by name, and where a name is gone, by likeness.

use super::change::Change;
use super::likeness::{Likeness, Words};
use super::signature::{EventSet, Signature};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most new events that one which is gone is compared with.
const MOST_CANDIDATES: usize = 500;

/// What became of each event.
pub fn pair<'a>(old: &'a EventSet, new: &'a EventSet) -> Vec<Change<'a>> {
    let mut names: BTreeMap<Cow<str>, [Vec<Signature>; 2]> = BTreeMap::new();
    for (place, side) in [old, new].into_iter().enumerate() {
        for file in &side.files {
            for event in &file.events {
                let signature = Signature::new(file, event, side.release.as_ref().map(|release| release.era));
                names.entry(signature.name.clone()).or_default()[place].push(signature);
            }
        }
    }
    let mut changes = Vec::new();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for [was, is] in names.into_values() {
        match (was.is_empty(), is.is_empty()) {
            (false, false) => keep(was, is, [&old.prefix, &new.prefix], &mut changes),
            (false, true) => gone.extend(was),
            (true, _) => come.extend(is),
        }
    }
    if old.is_catalogue != new.is_catalogue {
        gone.retain(|signature| !is_made_by_qapi(&signature.name));
        come.retain(|signature| !is_made_by_qapi(&signature.name));
    }
    match_renamed(gone, come, [&old.prefix, &new.prefix], &mut changes);
    changes
}

/// True for the events that the build generates for QMP's commands: no file of the tree declares them.
fn is_made_by_qapi(name: &str) -> bool {
    name.starts_with("qmp_enter_") || name.starts_with("qmp_exit_")
}

/// Whether two declarations of a name are the same event.
type Rule<'a> = dyn Fn(&Signature, &Signature) -> bool + 'a;

/// The declarations of one name: those in one file are the same event, of others those of one signature, and
/// then each the next. One that is left over is no loss: the name is still there.
fn keep<'a>(
    was: Vec<Signature<'a>>,
    mut is: Vec<Signature<'a>>,
    prefixes: [&str; 2],
    changes: &mut Vec<Change<'a>>,
) {
    let is_same_file = |old: &Signature, new: &Signature| same_path(old, new, prefixes);
    let is_same_shape = |old: &Signature, new: &Signature| {
        old.parameters.len() == new.parameters.len() && {
            let pairs = old.parameters.iter().zip(&new.parameters);
            pairs.into_iter().all(|(old, new)| old.written == new.written && old.name == new.name)
        }
    };
    let rules: [&Rule; 4] = [
        &|old, new| is_same_file(old, new) && is_same_shape(old, new),
        &is_same_file,
        &is_same_shape,
        &|_, _| true,
    ];
    // A broken file may declare one name very often.
    const MOST: usize = 200;
    let rules = if was.len() > MOST { &rules[3..] } else { &rules[..] };
    let mut was: Vec<Option<Signature>> = was.into_iter().map(Some).collect();
    for rule in rules {
        for slot in &mut was {
            let Some(old) = slot else { continue };
            let Some(at) = is.iter().take(MOST).position(|new| rule(old, new)) else { continue };
            if let Some(old) = slot.take() {
                changes.push(Change::kept(old, is.remove(at), None));
            }
        }
    }
}

fn same_path(old: &Signature, new: &Signature, [before, after]: [&str; 2]) -> bool {
    old.file.path.strip_prefix(before) == new.file.path.strip_prefix(after)
}

/// Of the events that are gone and those that are new, the likest are the same, each once.
fn match_renamed<'a>(
    gone: Vec<Signature<'a>>,
    come: Vec<Signature<'a>>,
    prefixes: [&str; 2],
    changes: &mut Vec<Change<'a>>,
) {
    let mut pairs = candidates(&gone, &come, prefixes);
    pairs.sort_by_key(|&(likeness, old, new)| (std::cmp::Reverse(likeness.score()), old, new));
    let mut gone: Vec<Option<Signature>> = gone.into_iter().map(Some).collect();
    let mut come: Vec<Option<Signature>> = come.into_iter().map(Some).collect();
    for (likeness, old, new) in pairs {
        if gone[old].is_none() || come[new].is_none() {
            continue;
        }
        if let (Some(old), Some(new)) = (gone[old].take(), come[new].take()) {
            changes.push(Change::kept(old, new, Some(likeness)));
        }
    }
    changes.extend(gone.into_iter().flatten().map(Change::Removed));
    changes.extend(come.into_iter().flatten().map(Change::Added));
}

fn candidates(gone: &[Signature], come: &[Signature], prefixes: [&str; 2]) -> Vec<(Likeness, usize, usize)> {
    let old_words: Vec<Words> = gone.iter().map(Words::new).collect();
    let new_words: Vec<Words> = come.iter().map(Words::new).collect();
    let mut by_word: FxHashMap<&[u8], Vec<usize>> = FxHashMap::default();
    for (new, words) in new_words.iter().enumerate() {
        for word in &words.name {
            by_word.entry(word).or_default().push(new);
        }
    }
    let mut found = Vec::new();
    for (old, words) in old_words.iter().enumerate() {
        let mut lists: Vec<_> = words.name.iter().filter_map(|word| by_word.get(word)).collect();
        lists.sort_by_key(|list| list.len());
        let mut near: Vec<usize> = lists.into_iter().flatten().copied().take(MOST_CANDIDATES).collect();
        near.sort_unstable();
        near.dedup();
        for new in near {
            let is_same_file = same_path(&gone[old], &come[new], prefixes);
            let likeness = Likeness::new(words, &new_words[new], is_same_file);
            if likeness.is_near() {
                found.push((likeness, old, new));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::events::File;
    use crate::text::fixture::{line, unindented};
    use std::sync::Arc;

    /// Events, one a line; the last line needs no end.
    fn side(text: &str) -> EventSet {
        let text = line(unindented(text).trim_end());
        let file = Arc::new(File::new("hw/foo/trace-events", text.into_bytes()));
        EventSet { files: vec![file], ..EventSet::default() }
    }

    /// Checks what became of the events: `a>b` for one renamed, `-a`, `+a`, `a` for one that is there.
    fn check(old: &str, new: &str, expected: &str) {
        let (old, new) = (side(old), side(new));
        let mut words: Vec<String> = pair(&old, &new)
            .into_iter()
            .map(|change| match change {
                Change::Removed(signature) => format!("-{}", signature.name),
                Change::Added(signature) => format!("+{}", signature.name),
                Change::MatchedEvent(kept) if kept.likeness.is_some() => {
                    format!("{}>{}", kept.old.name, kept.new.name)
                }
                Change::MatchedEvent(kept) => kept.new.name.into_owned(),
            })
            .collect();
        words.sort();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn events_are_found_again() {
        check(r#"a(void) """#, r#"a(int x) "%d""#, "a");
        check(r#"a(void) """#, r#"b(void) """#, "+b -a");
        check(
            r#"pool_submit(void *p) "%p""#,
            r#"pool_submit_aio(void *p) "%p""#,
            "pool_submit>pool_submit_aio",
        );
        check(
            r#"
            a_read(int x) "x=%d"
            a_write(int x) "x=%d"
            "#,
            r#"
            b_a_write(int x) "x=%d"
            b_a_read(int x) "x=%d"
            "#,
            "a_read>b_a_read a_write>b_a_write",
        );
        check(
            r#"
            a(void) ""
            a(void) ""
            "#,
            r#"a(void) """#,
            "a",
        );
        check(
            r#"a_b(int x) "x=%d""#,
            r#"
            a_b_c(int x) "x=%d"
            a_b_d(int x) "x=%d"
            "#,
            "+a_b_d a_b>a_b_c",
        );
        check(r#"xy_reset(void) """#, r#"zw_reset(void) """#, "+zw_reset -xy_reset");
    }

    #[test]
    fn many_that_are_alike_do_not_take_long() {
        let text = |letter: char| {
            let lines = (0..1000).map(|index| line(&format!(r#"same_{letter}{index}(int x) "same %d""#)));
            lines.collect::<String>()
        };
        let (old, new) = (side(&text('a')), side(&text('b')));
        assert!(pair(&old, &new).len() <= 2000);
    }
}

//! The findings of one file, for the program and for the language server alike.

use super::event::{lines, lint_line, place, say_once};
use super::line_cache::LineCache;
use super::settings::Settings;
use super::suppress::suppress;
use crate::model::catalogue::{Catalogue, check_list, check_names};
use crate::model::index::{Index, IndexedFile};
use crate::parse::events::File;
use crate::parse::systemtap::SystemTapFile;
use crate::rules::context::{CommandContext, Context, Findings, ListContext, Source, TreeContext};
use crate::rules::diagnostic::{Diagnostic, sort};
use crate::rules::lint::Check;
use std::sync::{Arc, OnceLock};

/// What is found out about a tree once, for all its files: it holds for one index and its settings.
#[derive(Debug, Default)]
pub struct TreeCache {
    whole: OnceLock<Vec<Diagnostic>>,
    catalogue: OnceLock<Option<Catalogue>>,
    declared: OnceLock<Option<Index>>,
}

impl TreeCache {
    /// The events that there are; `None` where nothing is known of them.
    pub fn catalogue(&self, index: &Index, settings: &Settings) -> Option<&Catalogue> {
        self.catalogue.get_or_init(|| settings.catalogue(index)).as_ref()
    }

    /// The findings of the rules that look at the tree as a whole, in whichever file, allowed ones among them.
    pub(super) fn whole(&self, index: &Index, settings: &Settings) -> &[Diagnostic] {
        self.whole.get_or_init(|| lint_tree(index, settings))
    }

    /// The index that scripts are checked against: of the events that the user names, where they have arguments.
    fn declared<'a>(&'a self, index: &'a Index, settings: &Settings) -> &'a Index {
        let given = || settings.events.as_ref().and_then(|given| given.index(index));
        self.declared.get_or_init(given).as_ref().unwrap_or(index)
    }
}

/// The findings of `trace-lint check` in one file of a tree, in the order of the text. `lines` remembers those of
/// the lines of a trace-events file that is looked at again and again.
pub fn lint_file(
    path: &str,
    index: &Index,
    settings: &Settings,
    cache: &TreeCache,
    lines: Option<&mut LineCache>,
) -> Vec<Diagnostic> {
    if index.facts.absent.contains(path) {
        return Vec::new();
    }
    let whole = cache.whole(index, settings).iter().filter(|finding| *finding.path == *path);
    let mut found: Vec<_> = whole.cloned().collect();
    let mut lines = lines;
    for file in index.at(path) {
        found.extend(lint_part(file, index, settings, cache, lines.take()));
    }
    suppress(index, settings, Some(path), &mut found);
    sort(&mut found);
    found
}

/// The findings of one file of an index for one thing that it is, in no order, allowed ones among them.
pub(super) fn lint_part(
    file: IndexedFile,
    index: &Index,
    settings: &Settings,
    cache: &TreeCache,
    lines: Option<&mut LineCache>,
) -> Vec<Diagnostic> {
    let era = settings.era;
    match file {
        IndexedFile::Events(file) => lint_events(file, index, settings, lines),
        IndexedFile::Source(place, file) => run_rules(settings, |check, findings| {
            if let Check::Source(check) = check
                && index.has_sources
            {
                check(&mut TreeContext { index, era, findings }, Source { index: place, file });
            }
        }),
        IndexedFile::List(list) => {
            let judged = check_list(list, cache.catalogue(index, settings));
            run_rules(settings, |check, findings| {
                if let Check::List(check) = check {
                    check(&mut ListContext { list, judged: &judged, findings });
                }
            })
        }
        IndexedFile::Script(file) => {
            let index = cache.declared(index, settings);
            let is_known = knows_events(index);
            run_rules(settings, |check, findings| {
                if let Check::Script(check) = check
                    && is_known
                {
                    check(&mut TreeContext { index, era, findings }, file);
                }
            })
        }
        IndexedFile::SystemTap(file) => lint_tap(file, cache.declared(index, settings), settings),
        IndexedFile::Commands(file) => {
            let catalogue = cache.catalogue(index, settings);
            let judged =
                catalogue.map(|catalogue| check_names(&file.commands, catalogue)).unwrap_or_default();
            let mut found = run_rules(settings, |check, findings| {
                if let Check::Command(check) = check {
                    check(&mut CommandContext { file, judged: &judged, era, findings });
                }
            });
            for script in &file.commands.scripts {
                let tap = SystemTapFile { path: file.path.clone(), script: script.clone() };
                found.extend(lint_tap(&tap, cache.declared(index, settings), settings));
            }
            found
        }
    }
}

/// True when the events of an index are all that there are.
fn knows_events(index: &Index) -> bool {
    !index.events.is_empty() && !index.facts.is_partial
}

/// The findings in a script of SystemTap or bpftrace.
fn lint_tap(file: &SystemTapFile, index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let is_known = knows_events(index);
    run_rules(settings, |check, findings| {
        if let Check::SystemTap(check) = check
            && is_known
        {
            check(&mut TreeContext { index, era: settings.era, findings }, file);
        }
    })
}

/// The findings in one trace-events file.
fn lint_events(
    file: &Arc<File>,
    index: &Index,
    settings: &Settings,
    known: Option<&mut LineCache>,
) -> Vec<Diagnostic> {
    let era = settings.era;
    let in_lines = match known {
        Some(known) => known.lint(file, settings),
        None => lines(file).flat_map(|events| lint_line(file, events, settings)).collect(),
    };
    let mut found = run_rules(settings, |check, findings| match check {
        Check::File(check) => check(&mut Context { file, era, findings }),
        Check::Group(check) => check(&mut TreeContext { index, era, findings }, file),
        _ => {}
    });
    let mut rest = std::mem::replace(&mut found, in_lines);
    if file.events.iter().any(|event| event.half.is_some()) {
        say_once(&mut rest);
    }
    settings.policy.apply(&mut found);
    found.extend(rest);
    place(file, &mut found);
    found
}

/// The findings of the rules that look at a tree as a whole.
fn lint_tree(index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    run_rules(settings, |check, findings| {
        if let Check::Tree(check) = check
            && index.has_sources
        {
            check(&mut TreeContext { index, era: settings.era, findings });
        }
    })
}

/// Runs the rules, and gives what they find the severity that is decided for it.
fn run_rules(settings: &Settings, mut run: impl FnMut(Check, Findings)) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in &settings.rules {
        run(rule.check, Findings { rule, found: &mut found });
    }
    settings.policy.apply(&mut found);
    found
}

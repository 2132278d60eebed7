//! The linter: files in, findings out. Pure: it reads and writes nothing.

mod commands;
mod lines;
mod lists;

pub use commands::lint_commands;
pub use lines::Lines;
pub use lists::{catalogue, lint_list, lint_list_alone};

use crate::catalogue::Given;
use crate::config::Policy;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::file::File;
use crate::index::{Index, Surroundings};
use crate::printf::Format;
use crate::rule::{Check, Context, Rule, Source, TreeContext};
use crate::script::ScriptFile;
use crate::suppress::suppress;
use crate::systemtap::TapFile;
use crate::text::Span;
use crate::version::Version;
use rayon::prelude::*;
use std::sync::Arc;

/// What decides which findings there are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The rules that run somewhere.
    pub rules: Vec<&'static Rule>,
    /// The QEMU release that the files are meant for.
    pub version: Version,
    /// What is decided for each file.
    pub policy: Arc<Policy>,
    /// The events that there are, where the user names them.
    pub events: Option<Arc<Given>>,
}

impl Settings {
    /// These rules, in every file.
    pub fn new(rules: Vec<&'static Rule>, version: Version) -> Settings {
        let policy = Arc::new(Policy::of_rules(&rules));
        Settings { rules, version, policy, events: None }
    }

    /// What a policy decides for a tree of this release.
    pub fn of_policy(policy: Policy, version: Option<Version>) -> Settings {
        let version = policy.version().or(version).unwrap_or(Version::NEWEST);
        Settings { rules: policy.rules(), version, policy: Arc::new(policy), events: None }
    }

    /// True when all that a rule finds in the file of this path is known: the rule runs there, and has the
    /// sources if it needs them.
    pub fn judges(&self, rule: &'static Rule, path: &str, index: &Index) -> bool {
        let needs_tree = match rule.check {
            Check::Change(_) => return false,
            Check::File(_) | Check::Event(_) | Check::Format(_) | Check::Comments => false,
            Check::Group(_)
            | Check::Source(_)
            | Check::Tree(_)
            | Check::List(_)
            | Check::Script(_)
            | Check::SystemTap(_)
            | Check::Command(_) => true,
        };
        self.policy.runs(rule, path) && (index.has_sources || !needs_tree)
    }
}

/// All findings in a tree, in the order of the paths, then of the text.
pub fn lint(index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = lint_tree(index, settings);
    found.par_extend(index.events.par_iter().flat_map_iter(|file| lint_events(file, index, settings)));
    let sources = (0..index.sources.len()).into_par_iter();
    found.par_extend(sources.flat_map_iter(|source| lint_source(source, index, settings)));
    if !index.lists.is_empty() {
        let catalogue = catalogue(index, settings);
        for list in &index.lists {
            found.extend(lint_list(list, catalogue.as_ref(), settings));
        }
    }
    let has_scripts = !index.scripts.is_empty() || !index.taps.is_empty();
    let given = settings.events.as_ref().filter(|_| has_scripts).and_then(|given| given.index(index));
    let declared = given.as_ref().unwrap_or(index);
    found.extend(index.scripts.iter().flat_map(|file| lint_script(file, declared, settings)));
    found.extend(index.taps.iter().flat_map(|file| lint_tap(file, declared, settings)));
    found.extend(commands::lint(index, settings));
    suppress(index, settings, None, &mut found);
    sort(&mut found);
    found
}

/// The findings in a file that is no part of a tree, in the order of the text.
pub fn lint_alone(file: &Arc<File>, settings: &Settings) -> Vec<Diagnostic> {
    lint_alone_again(file, settings, &mut Lines::default())
}

/// The same as [`lint_alone`], sooner where little has changed.
pub fn lint_alone_again(file: &Arc<File>, settings: &Settings, lines: &mut Lines) -> Vec<Diagnostic> {
    let index = Index::of_files(vec![file.clone()], Arc::new(Surroundings::default()));
    let mut found = lint_events_again(file, &index, settings, lines);
    suppress(&index, settings, None, &mut found);
    sort(&mut found);
    found
}

/// The findings in one trace-events file of a tree, in the order of the text, allowed ones among them.
pub fn lint_events(file: &Arc<File>, index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let found = file.events.iter().flat_map(|event| lint_event(file, event, settings)).collect();
    lint_rest(file, index, settings, found)
}

/// The same as [`lint_events`], sooner where little has changed.
pub fn lint_events_again(
    file: &Arc<File>,
    index: &Index,
    settings: &Settings,
    lines: &mut Lines,
) -> Vec<Diagnostic> {
    let found = lines.lint(file, settings);
    lint_rest(file, index, settings, found)
}

/// Adds the findings of the rules that look at more than one event.
fn lint_rest(
    file: &Arc<File>,
    index: &Index,
    settings: &Settings,
    mut found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    for rule in &settings.rules {
        match rule.check {
            Check::File(check) => {
                check(&mut Context { file, version: settings.version, rule, found: &mut found });
            }
            Check::Group(check) => {
                check(&mut TreeContext { index, version: settings.version, rule, found: &mut found }, file);
            }
            _ => {}
        }
    }
    settings.policy.apply(&mut found);
    finish(file, found)
}

/// The findings of the rules that look at one event: its line is all that they see.
fn lint_event(file: &File, event: &Event, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let none = Format::default();
    for rule in &settings.rules {
        let context = &mut Context { file, version: settings.version, rule, found: &mut found };
        match rule.check {
            Check::Event(check) => check(context, event),
            Check::Format(check) if !event.is_broken => {
                check(context, event, event.format.as_ref().unwrap_or(&none));
            }
            _ => {}
        }
    }
    found
}

/// The findings in one source, by its place in the index, in the order of the text, allowed ones among
/// them.
pub fn lint_source(source: usize, index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !index.has_sources {
        return found;
    }
    for rule in &settings.rules {
        if let Check::Source(check) = rule.check {
            let context = &mut TreeContext { index, version: settings.version, rule, found: &mut found };
            check(context, Source { index: source, file: &index.sources[source] });
        }
    }
    settings.policy.apply(&mut found);
    sort(&mut found);
    found
}

/// The findings in one analysis script, against the events of an index, allowed ones among them; none where
/// nothing is declared.
pub fn lint_script(file: &ScriptFile, index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if index.events.is_empty() {
        return found;
    }
    for rule in &settings.rules {
        let Check::Script(check) = rule.check else { continue };
        check(&mut TreeContext { index, version: settings.version, rule, found: &mut found }, file);
    }
    settings.policy.apply(&mut found);
    found
}

/// The findings in one SystemTap script, in the same way.
pub fn lint_tap(file: &TapFile, index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if index.events.is_empty() {
        return found;
    }
    for rule in &settings.rules {
        let Check::SystemTap(check) = rule.check else { continue };
        check(&mut TreeContext { index, version: settings.version, rule, found: &mut found }, file);
    }
    settings.policy.apply(&mut found);
    found
}

/// The findings of the rules that look at a tree as a whole, in whichever file, allowed ones among them.
pub fn lint_tree(index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in settings.rules.iter().filter(|_| index.has_sources) {
        if let Check::Tree(check) = rule.check {
            check(&mut TreeContext { index, version: settings.version, rule, found: &mut found });
        }
    }
    settings.policy.apply(&mut found);
    sort(&mut found);
    found
}

/// Puts findings in the order in which they are shown.
pub fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|one, other| {
        (&one.path, one.span, one.rule.code).cmp(&(&other.path, other.span, other.rule.code))
    });
}

fn finish(file: &File, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    sort(&mut found);
    let mut disable = None;
    for finding in &mut found {
        place(file, finding, &mut disable);
    }
    found
}

/// Names the event that a finding is in. A defect in the format of a disabled one has stayed
/// unseen because no compiler has ever read it: that is said too. `disable` is the property of the
/// disabled event that was last looked at.
fn place(file: &File, finding: &mut Diagnostic, disable: &mut Option<(usize, Span)>) {
    let Some(event) = file.event_at(finding.span.start) else { return };
    finding.event = Some(file.name(event).into_owned());
    let in_format = event.format.as_ref().is_some_and(|format| finding.span.start >= format.span.start);
    let about_format = in_format || finding.rule.name.starts_with("format-");
    if !event.is_disabled || !about_format {
        return;
    }
    if disable.is_none_or(|(line, _)| line != event.line) {
        let property = event.properties.iter().find(|property| file.bytes(**property) == b"disable");
        *disable = property.map(|property| (event.line, *property));
    }
    if let Some((_, property)) = *disable {
        finding.label(property, "the event is disabled: no compiler has ever read its format");
    }
}

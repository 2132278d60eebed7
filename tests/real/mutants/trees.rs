//! Real QEMU trees with mistakes in headers, groups, headings, and in what calls mean: every one is found,
//! at its place, and nothing else is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use trace_lint_tests::fixture::line;
use trace_lint_tests::independent_reader::{Call, Declared, arguments, join, line_of, words};
use trace_lint_tests::mistakes::{Edits, Field, Place, RULES, place};
use trace_lint_tests::overlay::is_source;

/// Makes each kind of mistake.
pub fn hold_all(field: &mut Field) {
    includes_taken_away(field);
    headers_taken_away(field);
    headers_of_other_groups(field);
    directories_unlisted(field);
    sources_renamed(field);
    guards_of_other_events(field);
    twins_confused(field);
    arguments_swapped(field);
}

/// The place, line from 0, and text of each line that includes a file in quotes.
fn includes(text: &[u8]) -> Vec<(Range<usize>, String)> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let range = at..at + line.len();
        at = range.end;
        let line = String::from_utf8_lossy(line);
        let Some(rest) = line.trim_start().strip_prefix('#') else { continue };
        let Some(rest) = rest.trim_start().strip_prefix("include") else { continue };
        if let Some(path) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
            found.push((range, path.to_owned()));
        }
    }
    found
}

fn directory(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

fn group(directory: &str) -> String {
    if directory.is_empty() { "root".to_owned() } else { directory.replace(['/', '-'], "_") }
}

fn is_trace_header(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name == "trace.h" || (name.starts_with("trace-") && name.ends_with(".h"))
}

/// Every use of an event in C: the source, where, and the event as declared.
fn uses(field: &Field) -> Vec<(String, usize, Declared)> {
    let mut declared: HashMap<String, &Declared> = HashMap::new();
    for event in &field.plain.declared {
        declared.entry(event.name.clone()).or_insert(event);
    }
    let in_capitals: HashMap<String, &Declared> =
        declared.values().map(|event| (event.name.to_uppercase(), *event)).collect();
    let mut found = Vec::new();
    for (path, (_, code)) in field.plain.code.iter().filter(|(path, _)| !path.ends_with(".rs")) {
        for (start, word) in words(code, "trace_") {
            if let Some(event) = declared.get(&word["trace_".len()..]) {
                found.push((path.clone(), start, (*event).clone()));
            }
        }
        for guard in field.plain.guards().iter().filter(|guard| guard.path == *path) {
            let event = in_capitals[&guard.word["TRACE_".len()..]];
            found.push((path.clone(), guard.start, event.clone()));
        }
    }
    for call in field.plain.calls().into_iter().filter(|call| call.is_pasted) {
        found.push((call.path, call.start, declared[&call.name].clone()));
    }
    found.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    found
}

/// The first use, in each source, of each group.
fn first_uses(field: &Field) -> BTreeSet<Place> {
    let mut seen = BTreeSet::new();
    let mut expected = BTreeSet::new();
    for (path, start, event) in uses(field) {
        if seen.insert((path.clone(), event.path.clone())) {
            let line = line_of(&field.plain.code[&path].1, start);
            expected.insert(place("missing-trace-include", &path, line, &event.name));
        }
    }
    expected
}

fn includes_taken_away(field: &mut Field) {
    let mut edits = Edits::default();
    for path in &field.plain.sources {
        let text = field.overlay.read(path);
        let is_wrapper = path.ends_with("/trace.h");
        for (range, included) in includes(&text) {
            if is_trace_header(&included) && !is_wrapper {
                edits.add(path, range, "");
            }
        }
    }
    // Lines above have gone: each finding stands that much higher.
    let mut expected = BTreeSet::new();
    for (rule, path, line, event) in first_uses(field) {
        let gone = includes(&field.plain.code[&path].0)
            .iter()
            .filter(|(range, included)| {
                is_trace_header(included) && line_of(&field.plain.code[&path].0, range.start) < line
            })
            .count();
        expected.insert((rule, path, line - gone, event));
    }
    field.hold("includes of trace headers deleted", "missing-trace-include", edits, &expected);
}

/// The sources that need the `trace.h` of a directory with events, by the directory.
fn needed_headers(field: &Field) -> BTreeMap<String, BTreeSet<String>> {
    let groups: BTreeSet<&str> = field.plain.declared.iter().map(|event| directory(&event.path)).collect();
    let mut needed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in &field.plain.sources {
        for (_, included) in includes(&field.overlay.read(path)) {
            let of = match included.strip_suffix("/trace.h") {
                Some(of) => of,
                None if included == "trace.h" => directory(path),
                None => continue,
            };
            if !of.is_empty() && groups.contains(of) {
                needed.entry(of.to_owned()).or_default().insert(path.clone());
            }
        }
    }
    needed
}

fn first_event(field: &Field, directory: &str) -> (String, usize) {
    let path = format!("{directory}/trace-events");
    let first = field.plain.declared.iter().find(|event| event.path == path).expect("the group has an event");
    (path, first.line)
}

fn headers_taken_away(field: &mut Field) {
    let mut edits = Edits::default();
    for path in field.plain.sources.iter().filter(|path| path.ends_with("/trace.h")) {
        edits.remove(path);
    }
    let mut expected = BTreeSet::new();
    for directory in needed_headers(field).keys() {
        let (path, line) = first_event(field, directory);
        expected.insert(place("trace-header", &path, line, ""));
    }
    field.hold("trace.h deleted", "trace-header", edits, &expected);
}

fn headers_of_other_groups(field: &mut Field) {
    let mut edits = Edits::default();
    let mut expected = field.before("trace-header");
    for path in field.plain.sources.iter().filter(|path| path.ends_with("/trace.h")) {
        let own = group(directory(path));
        let text = field.overlay.read(path);
        let ours =
            includes(&text).into_iter().find(|(_, included)| *included == format!("trace/trace-{own}.h"));
        let has_events = field.plain.declared.iter().any(|event| directory(&event.path) == directory(path));
        if let Some((range, _)) = ours.filter(|_| has_events && own != "qom") {
            expected.insert(place("trace-header", path, line_of(&text, range.start), ""));
            edits.add(path, range, line(r#"#include "trace/trace-qom.h""#));
        }
    }
    field.hold("trace.h of another group", "trace-header", edits, &expected);
}

fn directories_unlisted(field: &mut Field) {
    let meson = String::from_utf8(field.overlay.read("meson.build")).expect("meson.build is UTF-8");
    let groups: BTreeSet<&str> = field.plain.declared.iter().map(|event| directory(&event.path)).collect();
    let mut edits = Edits::default();
    let mut expected = BTreeSet::new();
    // Some stay, or the tree would have no list.
    for of in groups.iter().filter(|of| !of.is_empty()).step_by(2) {
        let entry = format!("'{of}'");
        let list = meson.find("trace_events_subdirs").expect("meson.build has the list");
        let start = list + meson[list..].find(&entry).unwrap_or_else(|| panic!("meson.build lists {of}"));
        edits.add("meson.build", start..start + entry.len(), format!("'{of}-zz'"));
        expected.insert(place("unlisted-directory", "meson.build", line_of(meson.as_bytes(), start), ""));
        let (path, line) = first_event(field, of);
        expected.insert(place("unlisted-directory", &path, line, ""));
    }
    field.hold("entries of meson.build misspelt", "unlisted-directory", edits, &expected);
}

fn sources_renamed(field: &mut Field) {
    let mut expected = field.before("stale-heading");
    expected.retain(|place| place.3.is_empty());
    let mut renamed: BTreeSet<&String> = BTreeSet::new();
    for events in field.plain.declared.iter().map(|event| &event.path).collect::<BTreeSet<_>>() {
        let text = String::from_utf8(field.overlay.read(events)).expect("events are UTF-8");
        for (at, line) in text.lines().enumerate() {
            let heading = line.strip_prefix('#').map(|rest| rest.trim().trim_end_matches(':'));
            let Some(heading) = heading.filter(|heading| !heading.contains(' ') && is_source(heading)) else {
                continue;
            };
            expected.insert(place("stale-heading", events, at + 1, ""));
            let ending = heading.trim_start_matches('*');
            let (near, far) = (join(directory(events), heading), join("", heading));
            let is_named = |path: &&String| match heading.starts_with('*') {
                true => path.starts_with(directory(events)) && path.ends_with(ending),
                false => **path == near || **path == far,
            };
            renamed.extend(field.plain.sources.iter().filter(is_named));
        }
    }
    let mut edits = Edits::default();
    for path in renamed {
        edits.rename(path, &format!("{path}.zz.c"));
    }
    field.hold("sources renamed", "stale-heading", edits, &expected);
}

/// The condition of the `if` that holds a place, and what is between the braces behind it.
fn condition_and_body(code: &[u8], at: usize) -> Option<(Range<usize>, String)> {
    let text = String::from_utf8_lossy(code);
    let start = text[..at].rfind(['{', '}', ';'])? + 1;
    let open = at + text[at..].find(['{', ';'])?;
    let condition = text[start..open].trim_start();
    let is_if = condition.strip_prefix("else ").unwrap_or(condition).starts_with("if (");
    if !is_if || text.as_bytes()[open] != b'{' || condition.contains('!') || condition.contains("||") {
        return None;
    }
    let (inside, _) = arguments(code, open);
    Some((start..open, text[inside].to_owned()))
}

fn guards_of_other_events(field: &mut Field) {
    const OTHER: &str = "object_dynamic_cast_assert";
    let mut edits = Edits::default();
    let mut expected = field.before_without("guard-not-backends");
    let guards = field.plain.guards();
    for guard in &guards {
        edits.add(
            &guard.path,
            guard.start..guard.start + guard.word.len(),
            format!("TRACE_{}", OTHER.to_uppercase()),
        );
        if !guard.asks_backends {
            expected.insert(place("guard-not-backends", &guard.path, guard.line, OTHER));
        }
        let Some((condition, body)) = condition_and_body(&field.plain.code[&guard.path].1, guard.start)
        else {
            continue;
        };
        let beside =
            guards.iter().filter(|other| other.path == guard.path && condition.contains(&other.start));
        let meant: BTreeSet<String> = beside.map(|other| other.event()).collect();
        if words(body.as_bytes(), "trace_").iter().any(|(_, word)| meant.contains(&word["trace_".len()..])) {
            expected.insert(place("guard-other-event", &guard.path, guard.line, OTHER));
        }
    }
    let rules = RULES.replace("missing-trace-include,", "");
    field.hold("guards of another event", &rules, edits, &expected);
}

/// The name of the function round a place, when it is one as QEMU writes them.
fn function(code: &[u8], at: usize) -> Option<String> {
    let text = String::from_utf8_lossy(&code[..at]);
    let open = text.rfind("\n{")?;
    let before = text[..open].rfind(['}', ';', '#']).map_or(0, |end| end + 1);
    let (name, _) = text[before..open].split_once('(')?;
    name.rsplit(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next().map(str::to_owned)
}

fn twins_confused(field: &mut Field) {
    let mut edits = Edits::default();
    let mut expected = field.before("twin-confusion");
    let calls = field.plain.calls();
    let mut sites: HashMap<&str, Vec<&Call>> = HashMap::new();
    for call in &calls {
        sites.entry(&call.name).or_default().push(call);
    }
    let declared: HashMap<&str, &Declared> =
        field.plain.declared.iter().map(|event| (event.name.as_str(), event)).collect();
    for event in &field.plain.declared {
        let parts: Vec<&str> = event.name.split('_').collect();
        if parts.iter().filter(|part| **part == "read").count() != 1 {
            continue;
        }
        let twin = parts
            .iter()
            .map(|part| if *part == "read" { "write" } else { part })
            .collect::<Vec<_>>()
            .join("_");
        let Some(other) = declared.get(twin.as_str()).filter(|other| other.path == event.path) else {
            continue;
        };
        let [call] = sites.get(event.name.as_str()).map_or(&[][..], Vec::as_slice) else { continue };
        let code = &field.plain.code[&call.path].1;
        let Some(name) = function(code, call.start) else { continue };
        let is_named =
            name.split('_').any(|part| part == "read") && name.split('_').all(|part| part != "write");
        if !is_named || other.arguments.len() != event.arguments.len() || call.is_pasted {
            continue;
        }
        let start = call.start + "trace_".len();
        edits.add(&call.path, start..start + event.name.len(), twin.clone());
        expected.insert(place("twin-confusion", &call.path, call.line, &twin));
    }
    field.hold("read handlers that trace the write", "twin-confusion", edits, &expected);
}

/// The name that an expression is about, when it is as plain as `x`, `s->x`, `&s.x`.
fn plain_name(expression: &str) -> Option<&str> {
    let inner = expression.trim_start_matches(['&', '*']);
    let is_plain = inner.chars().all(|letter| letter.is_ascii_alphanumeric() || "_->.".contains(letter));
    inner.rsplit([' ', '>', '.']).next().filter(|name| is_plain && !name.is_empty())
}

/// The word before a conversion of the format.
fn label(format: &str, conversion: usize) -> String {
    let starts: Vec<usize> = format.match_indices('%').map(|(at, _)| at).collect();
    let Some(&end) = starts.get(conversion) else { return String::new() };
    let start = conversion.checked_sub(1).map_or(0, |before| starts[before] + 1);
    let before = format[start..end].trim_end_matches("0x");
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let word = before.trim_end_matches([' ', '=', ':', '[', '(', '<', '\'', '"']);
    word.rsplit(|letter: char| !is_word(letter)).next().unwrap_or_default().to_owned()
}

/// True when the format is on the side of a call that swaps two arguments: then nothing can be told.
fn labels_agree(event: &Declared, one: usize, other: usize) -> bool {
    let (first, second) = (label(&event.format, one), label(&event.format, other));
    first == event.arguments[other] || second == event.arguments[one]
}

fn arguments_swapped(field: &mut Field) {
    let mut edits = Edits::default();
    let mut expected = field.before("swapped-call-arguments");
    let mut names: HashMap<&str, Vec<&Declared>> = HashMap::new();
    for event in &field.plain.declared {
        names.entry(&event.name).or_default().push(event);
    }
    for call in field.plain.calls() {
        let [event] = names[call.name.as_str()][..] else { continue };
        if call.is_pasted || event.arguments.len() != call.arguments.len() {
            continue;
        }
        let code = &field.plain.code[&call.path].1;
        let text = |place: usize| String::from_utf8_lossy(&code[call.arguments[place].clone()]).into_owned();
        let fits =
            |place: &usize| plain_name(&text(*place)).is_some_and(|name| name == event.arguments[*place]);
        let fitting: Vec<usize> = (0..call.arguments.len()).filter(fits).collect();
        let [one, other, ..] = fitting[..] else { continue };
        if labels_agree(event, one, other) {
            continue;
        }
        edits.add(&call.path, call.arguments[one].clone(), text(other));
        edits.add(&call.path, call.arguments[other].clone(), text(one));
        let line = line_of(code, call.arguments[one].start);
        expected.insert(place("swapped-call-arguments", &call.path, line, &call.name));
    }
    field.hold("arguments swapped", "swapped-call-arguments", edits, &expected);
}

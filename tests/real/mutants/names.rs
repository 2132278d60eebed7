//! Real QEMU trees with mistakes in names and arguments, each kind everywhere that it can be made: every
//! one is found, at its place, and nothing else is.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use trace_lint_tests::fixture::line;
use trace_lint_tests::independent_reader::{Call, line_of, words};
use trace_lint_tests::mistakes::{Edits, Field, Place, RULES, place};

/// Makes each kind of mistake.
pub fn hold_all(field: &mut Field) {
    declarations_renamed(field);
    declarations_with_more_or_fewer_arguments(field);
    declarations_twice(field);
    calls_renamed(field);
    calls_with_more_or_fewer_arguments(field);
    calls_taken_away(field);
    guards_renamed(field);
}

/// The headings that name no source or stand twice: no call matters for these.
fn headings(field: &Field) -> BTreeSet<Place> {
    field.before("stale-heading").into_iter().filter(|place| place.3.is_empty()).collect()
}

fn declarations_renamed(field: &mut Field) {
    let mut edits = Edits::default();
    for line in field.lines() {
        let end = line.at(line.inside.start - 1);
        edits.add(&line.path, end..end, "_zz");
    }
    let mut expected = field.before("trace-header");
    expected.extend(headings(field));
    for event in &field.plain.declared {
        expected.insert(place("unused-event", &event.path, event.line, &format!("{}_zz", event.name)));
    }
    for call in field.plain.calls() {
        expected.insert(place("undeclared-event", &call.path, call.line, &call.name));
    }
    for guard in field.plain.guards() {
        expected.insert(place("unknown-guard", &guard.path, guard.line, &guard.event()));
    }
    field.hold("declarations renamed", RULES, edits, &expected);
}

const COUNTS: &str = "call-argument-count,swapped-call-arguments";

fn declarations_with_more_or_fewer_arguments(field: &mut Field) {
    let (mut more, mut fewer) = (Edits::default(), Edits::default());
    let mut shortened = BTreeSet::new();
    for line in field.lines() {
        let range = line.at(line.inside.start)..line.at(line.inside.end);
        if line.arguments().trim() == "void" {
            more.add(&line.path, range, "int zz");
            continue;
        }
        more.add(&line.path, range.clone(), format!("{}, int zz", line.arguments()));
        fewer.add(&line.path, range, line.arguments().rsplit_once(',').map_or("void", |(fewer, _)| fewer));
        shortened.insert(line.name().to_owned());
    }
    let finding = |call: &Call| place("call-argument-count", &call.path, call.line, &call.name);
    let calls = field.plain.calls();
    let mut expected = field.before_without(COUNTS);
    expected.extend(calls.iter().map(finding));
    field.hold("declarations with one argument more", RULES, more, &expected);
    let mut expected = field.before_without(COUNTS);
    expected.extend(calls.iter().filter(|call| shortened.contains(&call.name)).map(finding));
    field.hold("declarations with one argument fewer", RULES, fewer, &expected);
}

fn declarations_twice(field: &mut Field) {
    const DUPLICATES: &str = "duplicate-event,colliding-events";
    let (mut again, mut in_capitals) = (Edits::default(), Edits::default());
    let (mut expected_again, mut expected_capitals) = (BTreeSet::new(), BTreeSet::new());
    let mut added: BTreeMap<String, usize> = BTreeMap::new();
    let mut elsewhere = String::new();
    let mut expected_elsewhere = BTreeSet::new();
    let mut names: HashMap<String, usize> = HashMap::new();
    let lines = field.lines();
    for line in &lines {
        *names.entry(line.name().to_owned()).or_default() += 1;
    }
    let qom = String::from_utf8(field.overlay.read("qom/trace-events")).expect("events are UTF-8");
    let mut next = qom.lines().count() + 1;
    for line in &lines {
        let text = field.overlay.read(&line.path);
        let end = text.len();
        let place_of = added.entry(line.path.clone()).or_insert_with(|| line_of(&text, end));
        let name = line.name();
        let other = if name.to_uppercase() == name { name.to_lowercase() } else { name.to_uppercase() };
        again.add(&line.path, end..end, line.text.clone());
        expected_again.insert(place("duplicate-event", &line.path, *place_of, name));
        in_capitals.add(&line.path, end..end, format!("{other}(void)\n"));
        expected_capitals.insert(place("colliding-events", &line.path, *place_of, &other));
        *place_of += 1;
        if line.path != "qom/trace-events" && names[name] == 1 {
            elsewhere += &format!("{name}(void)\n");
            let is_before = *line.path < *"qom/trace-events";
            let (path, at) = if is_before {
                ("qom/trace-events", next)
            } else {
                (line.path.as_str(), line_of(&text, line.range.start))
            };
            expected_elsewhere.insert(place("duplicate-event", path, at, name));
            next += 1;
        }
    }
    field.hold("declarations twice in a file", DUPLICATES, again, &expected_again);
    field.hold("declarations again in capitals", DUPLICATES, in_capitals, &expected_capitals);
    let mut edits = Edits::default();
    edits.add("qom/trace-events", qom.len()..qom.len(), elsewhere);
    field.hold("declarations again in another group", DUPLICATES, edits, &expected_elsewhere);
}

fn calls_renamed(field: &mut Field) {
    let mut edits = Edits::default();
    let mut expected = field.before("trace-header,guard-not-backends");
    expected.extend(headings(field));
    for call in field.plain.calls() {
        let end = call.start + call.name.len() + if call.is_pasted { 0 } else { "trace_".len() };
        edits.add(&call.path, end..end, "_zz");
        expected.insert(place("undeclared-event", &call.path, call.line, &format!("{}_zz", call.name)));
    }
    let passed = passed_on(field);
    for event in field.plain.declared.iter().filter(|event| !passed.contains(&event.name)) {
        expected.insert(place("unused-event", &event.path, event.line, &event.name));
    }
    field.hold("calls renamed", RULES, edits, &expected);
}

/// The events that are used as function pointers.
fn passed_on(field: &Field) -> BTreeSet<String> {
    let names = field.plain.names();
    let mut passed = BTreeSet::new();
    for (_, code) in field.plain.code.values() {
        for (start, word) in words(code, "trace_") {
            let next = code[start + word.len()..].iter().find(|byte| !byte.is_ascii_whitespace());
            if next != Some(&b'(') && names.contains(&word["trace_".len()..]) {
                passed.insert(word["trace_".len()..].to_owned());
            }
        }
    }
    passed
}

/// The calls in whose parentheses no directive chooses.
fn simple_calls(field: &Field) -> Vec<Call> {
    let all = field.plain.calls();
    let count = all.len();
    let has_directive = |call: &Call| {
        let inside = &field.plain.code[&call.path].1[call.inside.clone()];
        ["#if", "#else", "#endif"].iter().any(|word| String::from_utf8_lossy(inside).contains(word))
    };
    let simple: Vec<Call> = all.into_iter().filter(|call| !has_directive(call)).collect();
    assert!(count - simple.len() <= 1, "{} has one such call at most", field.version);
    simple
}

fn calls_with_more_or_fewer_arguments(field: &mut Field) {
    let (mut more, mut fewer) = (Edits::default(), Edits::default());
    let mut expected_more = field.before_without(COUNTS);
    let mut expected_fewer = expected_more.clone();
    for call in simple_calls(field) {
        let finding = place("call-argument-count", &call.path, call.line, &call.name);
        let end = call.arguments.last().map_or(call.inside.end, |last| last.end);
        more.add(&call.path, end..end, if call.arguments.is_empty() { "0" } else { ", 0" });
        expected_more.insert(finding.clone());
        // Of a pasted call the first two are the event and the format of a log.
        if call.arguments.len() < if call.is_pasted { 3 } else { 1 } {
            continue;
        }
        let last = call.arguments.last().expect("it has some");
        let start =
            call.arguments.len().checked_sub(2).map_or(last.start, |before| call.arguments[before].end);
        let code = &field.plain.code[&call.path].1;
        let newlines = line_of(code, last.end) - line_of(code, start);
        fewer.add(&call.path, start..last.end, "\n".repeat(newlines));
        expected_fewer.insert(finding);
    }
    field.hold("calls with one argument more", RULES, more, &expected_more);
    field.hold("calls with one argument fewer", RULES, fewer, &expected_fewer);
}

/// The calls that are statements on lines of their own, with the bytes of these lines.
fn statements(field: &Field) -> Vec<(Call, std::ops::Range<usize>)> {
    let whole_lines = |call: Call| {
        let code = &field.plain.code[&call.path].1;
        let start = code[..call.start].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let length = code[call.inside.end..].iter().position(|&byte| byte == b'\n')?;
        let end = call.inside.end + length + 1;
        let is_blank = code[start..call.start].iter().all(u8::is_ascii_whitespace);
        let is_alone = code[call.inside.end + 1..end].trim_ascii() == b";";
        (is_blank && is_alone && !call.is_pasted).then_some((call, start..end))
    };
    field.plain.calls().into_iter().filter_map(whole_lines).collect()
}

fn calls_taken_away(field: &mut Field) {
    let statements = statements(field);
    let mut left: HashMap<String, isize> = HashMap::new();
    for (_, code) in field.plain.code.values() {
        for (_, word) in words(code, "trace_") {
            *left.entry(word["trace_".len()..].to_owned()).or_default() += 1;
        }
    }
    for call in field.plain.calls().iter().filter(|call| call.is_pasted) {
        *left.entry(call.name.clone()).or_default() += 1;
    }
    let (mut deleted, mut commented, mut dead, mut quoted) =
        (Edits::default(), Edits::default(), Edits::default(), Edits::default());
    let mut left_unquoted = left.clone();
    for (call, lines) in &statements {
        let text = String::from_utf8_lossy(&field.plain.code[&call.path].0[lines.clone()]).into_owned();
        *left.entry(call.name.clone()).or_default() -= 1;
        deleted.add(&call.path, lines.clone(), "");
        commented.add(
            &call.path,
            lines.clone(),
            text.lines().map(|line| format!("//{line}\n")).collect::<String>(),
        );
        dead.add(&call.path, lines.clone(), format!("#if 0\n{text}#endif\n"));
        if text.lines().count() == 1 && !text.contains(['"', '\'', '\\']) {
            quoted.add(&call.path, lines.clone(), line(&format!(r#"    puts("{}");"#, text.trim_end())));
            *left_unquoted.entry(call.name.clone()).or_default() -= 1;
        }
    }
    let expected = |left: &HashMap<String, isize>| {
        let mut expected = field.before("unused-event");
        let is_gone = |name: &String| left.get(name).is_none_or(|&left| left == 0);
        let gone = field.plain.declared.iter().filter(|event| is_gone(&event.name));
        expected.extend(gone.map(|event| place("unused-event", &event.path, event.line, &event.name)));
        expected
    };
    let (all, some) = (expected(&left), expected(&left_unquoted));
    field.hold("calls deleted", "unused-event", deleted, &all);
    field.hold("calls in comments", "unused-event", commented, &all);
    field.hold("calls in #if 0", "unused-event", dead, &all);
    field.hold("calls in strings", "unused-event", quoted, &some);
}

fn guards_renamed(field: &mut Field) {
    let (mut renamed, mut weakened) = (Edits::default(), Edits::default());
    let mut expected_renamed = field.before_without("guard-not-backends");
    let mut expected_weakened = field.before.clone();
    for guard in field.plain.guards() {
        let end = guard.start + guard.word.len();
        renamed.add(&guard.path, end..end, "_ZZ");
        let event = guard.event() + "_zz";
        expected_renamed.insert(place("unknown-guard", &guard.path, guard.line, &event));
        if guard.asks_backends {
            let code = &field.plain.code[&guard.path].1;
            let ending = "_backends";
            let at =
                String::from_utf8_lossy(&code[..guard.start]).rfind(ending).expect("it asks the backends");
            weakened.add(&guard.path, at..at + ending.len(), "");
            expected_weakened.insert(place("guard-not-backends", &guard.path, guard.line, &guard.event()));
        }
    }
    field.hold("guards renamed", RULES, renamed, &expected_renamed);
    field.hold("guards that ask no backends", RULES, weakened, &expected_weakened);
}

//! What compilers say to each event on each host class.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::arguments::{are_plain, is_self_contained};
use crate::compilers::Target;
use crate::diagnostics::Diagnostic;
use crate::fixture::line;
use crate::parallel::in_parallel;
use crate::scratch;
use crate::tracetool::ToolVerdict;

/// What one compiler family says to an event on one host class.
#[derive(Clone, Debug, Default)]
pub struct Opinion {
    /// How many of the family's targets were asked.
    pub asked: usize,
    /// How many of them speak against the event.
    pub against: usize,
    /// What they say, without what differs from event to event.
    pub shapes: Vec<String>,
    /// Only default warnings that aren't about the format were given by some target.
    pub off_topic: bool,
}

/// gcc's and clang's opinion of an event on one host class.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// gcc's targets.
    pub gcc: Opinion,
    /// clang's targets.
    pub clang: Opinion,
}

impl Verdict {
    /// Either compiler's warning counts.
    pub fn is_bad(&self) -> bool {
        self.gcc.against + self.clang.against > 0
    }

    /// Nothing counts, yet some compiler warned of something else: not judged.
    pub fn is_off_topic(&self) -> bool {
        !self.is_bad() && (self.gcc.off_topic || self.clang.off_topic)
    }

    /// Whether the compilers of the class disagree with each other.
    pub fn is_disputed(&self) -> bool {
        self.is_bad() && self.gcc.against + self.clang.against < self.gcc.asked + self.clang.asked
    }

    /// Everything that is said against the event.
    pub fn shapes(&self) -> Vec<String> {
        let mut shapes: Vec<String> = self.gcc.shapes.iter().map(|shape| format!("gcc: {shape}")).collect();
        shapes.extend(self.clang.shapes.iter().map(|shape| format!("clang: {shape}")));
        shapes
    }

    fn add(&mut self, gcc: bool, diagnostics: &[&Diagnostic]) {
        let opinion = if gcc { &mut self.gcc } else { &mut self.clang };
        opinion.asked += 1;
        opinion.off_topic |= diagnostics.iter().any(|one| !one.counts());
        let mut against: Vec<String> =
            diagnostics.iter().filter(|one| one.counts()).map(|one| one.shape()).collect();
        opinion.against += usize::from(!against.is_empty());
        opinion.shapes.append(&mut against);
        opinion.shapes.sort();
        opinion.shapes.dedup();
    }
}

/// The verdicts on one event by host class.
pub type ByClass = BTreeMap<&'static str, Verdict>;

/// The events' C functions go to one file, or, when an event could disturb the others, to its own.
pub fn judge(folder: &Path, targets: &[Target], events: &[ToolVerdict]) -> Vec<ByClass> {
    let (shared, alone): (Vec<usize>, Vec<usize>) = (0..events.len()).partition(|&at| {
        let event = &events[at].events[0];
        are_plain(&event.args) && is_self_contained(&event.format)
    });
    let mut verdicts = vec![ByClass::new(); events.len()];
    judge_together(folder, targets, events, &shared, &mut verdicts);
    judge_alone(folder, targets, events, &alone, &mut verdicts);
    verdicts
}

/// One function, as the generated header has it; its lines are numbered from ten times its place, plus one.
fn function(event: &ToolVerdict, place: usize) -> String {
    let mut text = line(&format!(r#"#line {} "event""#, 10 * (place + 1) + 5));
    let declaration = &event.events[0].declaration;
    writeln!(text, "static inline void _nocheck__trace_e{place}({declaration}) {{").expect("a string");
    text + &event.log + "}\n"
}

fn judge_together(
    folder: &Path,
    targets: &[Target],
    events: &[ToolVerdict],
    places: &[usize],
    verdicts: &mut [ByClass],
) {
    let targets: Vec<&Target> = targets.iter().collect();
    for (target, mut by_place) in
        targets.iter().zip(said_together(folder, "together", &targets, events, places))
    {
        for &place in places {
            let said = by_place.remove(&place).unwrap_or_default();
            add(&mut verdicts[place], target, &said);
        }
        assert!(by_place.is_empty(), "{}: spoke of events that aren't there: {by_place:?}", target.name);
    }
}

fn add(verdicts: &mut ByClass, target: &Target, said: &[Diagnostic]) {
    let said: Vec<&Diagnostic> = said.iter().collect();
    verdicts.entry(target.class).or_default().add(target.gcc, &said);
}

/// What each target says to the events in one file, by their places.
fn said_together(
    folder: &Path,
    name: &str,
    targets: &[&Target],
    events: &[ToolVerdict],
    places: &[usize],
) -> Vec<BTreeMap<usize, Vec<Diagnostic>>> {
    let text: String = places.iter().map(|&place| function(&events[place], place)).collect();
    let file = folder.join(format!("{name}.c"));
    scratch::write(&file, text);
    in_parallel(targets, |target| {
        let mut by_place: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in target.check(folder, std::slice::from_ref(&file)).remove(0) {
            assert_eq!(diagnostic.file, "event", "{}: {diagnostic:?} is nobody's", target.name);
            by_place.entry(diagnostic.line / 10 - 1).or_default().push(diagnostic);
        }
        by_place
    })
}

/// What each target says to each event in a file of its own.
fn said_alone(folder: &Path, targets: &[&Target], places: &[usize]) -> Vec<Vec<Vec<Diagnostic>>> {
    let files: Vec<PathBuf> = places.iter().map(|&place| file_of(folder, place)).collect();
    let pieces: Vec<(&Target, &[PathBuf])> =
        targets.iter().flat_map(|&target| files.chunks(32).map(move |files| (target, files))).collect();
    in_parallel(&pieces, |(target, files)| target.check(folder, files))
        .chunks(files.len().div_ceil(32).max(1))
        .map(|chunks| chunks.concat())
        .collect()
}

fn file_of(folder: &Path, place: usize) -> PathBuf {
    folder.join(format!("e{place}.c"))
}

fn judge_alone(
    folder: &Path,
    targets: &[Target],
    events: &[ToolVerdict],
    places: &[usize],
    verdicts: &mut [ByClass],
) {
    for &place in places {
        scratch::write(&file_of(folder, place), function(&events[place], place));
    }
    // First the two compilers for this machine: what neither can parse is no C for any host.
    let natives: Vec<&Target> = targets.iter().filter(|target| target.is_native()).collect();
    assert_eq!(natives.len(), 2, "gcc and clang for this kind of host");
    let first = said_alone(folder, &natives, places);
    let names_a_host = |at: usize| {
        let args = &events[places[at]].events[0].args;
        args.iter().any(|(_, name)| ["linux", "unix", "i386"].contains(&name.as_str()))
    };
    let is_broken = |at: usize| {
        !names_a_host(at) && first.iter().all(|answers| answers[at].iter().any(|one| one.is_error))
    };
    let (broken, doubtful): (Vec<usize>, Vec<usize>) = (0..places.len()).partition(|&at| is_broken(at));
    for at in broken {
        for target in targets {
            let native = natives.iter().position(|native| native.gcc == target.gcc).expect("a native");
            add(&mut verdicts[places[at]], target, &first[native][at]);
        }
    }
    // What these two take without an error can share a file with others of its kind, as long as they say the
    // same to it there.
    let is_whole = |at: usize| {
        let mut said = first.iter().flat_map(|answers| &answers[at]);
        !names_a_host(at) && said.all(|one| !one.is_error && one.file == "event")
    };
    let (mut shared, mut alone): (Vec<usize>, Vec<usize>) =
        doubtful.into_iter().partition(|&at| is_whole(at));
    let places_of = |list: &[usize]| list.iter().map(|&at| places[at]).collect::<Vec<usize>>();
    loop {
        let said = said_together(folder, "whole", &natives, events, &places_of(&shared));
        let none = Vec::new();
        let is_same = |at: &usize| {
            said.iter()
                .zip(&first)
                .all(|(said, first)| said.get(&places[*at]).unwrap_or(&none) == &first[*at])
        };
        let (same, other): (Vec<usize>, Vec<usize>) = shared.iter().partition(|at| is_same(at));
        let is_settled = other.is_empty();
        alone.extend(other);
        shared = same;
        if is_settled {
            break;
        }
    }
    // One target of each compiler and kind of hosts is enough for these.
    let mut seen = std::collections::HashSet::new();
    let asked: Vec<&Target> =
        targets.iter().filter(|target| seen.insert((target.hosts, target.family()))).collect();
    let said = said_together(folder, "whole", &asked, events, &places_of(&shared));
    let has_error = |said: &BTreeMap<usize, Vec<Diagnostic>>| said.values().flatten().any(|one| one.is_error);
    for (target, mut said) in asked.iter().zip(said) {
        // An error may hide what stands behind it.
        if has_error(&said) {
            let answers = said_alone(folder, &[target], &places_of(&shared)).remove(0);
            said = shared.iter().map(|&at| places[at]).zip(answers).collect();
        }
        for &at in &shared {
            add(&mut verdicts[places[at]], target, &said.remove(&places[at]).unwrap_or_default());
        }
    }
    for (target, answers) in asked.iter().zip(said_alone(folder, &asked, &places_of(&alone))) {
        for (&at, answer) in alone.iter().zip(answers) {
            add(&mut verdicts[places[at]], target, &answer);
        }
    }
}

//! What compilers say to each event on each host class.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::arguments::{are_plain, is_self_contained};
use crate::compilers::Target;
use crate::diagnostics::Diagnostic;
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
    let mut text = format!("#line {} \"event\"\n", 10 * (place + 1) + 5);
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
    let text: String = places.iter().map(|&place| function(&events[place], place)).collect();
    let file = folder.join("together.c");
    scratch::write(&file, text);
    let answers = in_parallel(targets, |target| target.check(folder, std::slice::from_ref(&file)));
    for (target, answer) in targets.iter().zip(answers) {
        let mut by_place: BTreeMap<usize, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in &answer[0] {
            assert_eq!(diagnostic.file, "event", "{}: {diagnostic:?} is nobody's", target.name);
            by_place.entry(diagnostic.line / 10 - 1).or_default().push(diagnostic);
        }
        for &place in places {
            let said = by_place.remove(&place).unwrap_or_default();
            verdicts[place].entry(target.class).or_default().add(target.gcc, &said);
        }
        assert!(by_place.is_empty(), "{}: spoke of events that aren't there: {by_place:?}", target.name);
    }
}

fn judge_alone(
    folder: &Path,
    targets: &[Target],
    events: &[ToolVerdict],
    places: &[usize],
    verdicts: &mut [ByClass],
) {
    let file_of = |place: usize| folder.join(format!("e{place}.c"));
    for &place in places {
        scratch::write(&file_of(place), function(&events[place], place));
    }
    // First the two compilers for this machine: what neither can parse is no C for any host.
    let natives: Vec<&Target> = targets.iter().filter(|target| target.is_native()).collect();
    assert_eq!(natives.len(), 2, "gcc and clang for this kind of host");
    let ask = |asked: &[&Target], places: &[usize]| {
        let files: Vec<PathBuf> = places.iter().map(|&place| file_of(place)).collect();
        let pieces: Vec<(&Target, &[PathBuf])> =
            asked.iter().flat_map(|&target| files.chunks(32).map(move |files| (target, files))).collect();
        in_parallel(&pieces, |(target, files)| target.check(folder, files))
            .chunks(files.len().div_ceil(32).max(1))
            .map(|chunks| chunks.concat())
            .collect::<Vec<Vec<Vec<Diagnostic>>>>()
    };
    let first = ask(&natives, places);
    let is_broken = |at: usize| {
        let args = &events[places[at]].events[0].args;
        let names_a_host = args.iter().any(|(_, name)| ["linux", "unix", "i386"].contains(&name.as_str()));
        !names_a_host && first.iter().all(|answers| answers[at].iter().any(|one| one.is_error))
    };
    let (broken, doubtful): (Vec<usize>, Vec<usize>) = (0..places.len()).partition(|&at| is_broken(at));
    for at in broken {
        for target in targets {
            let native = natives.iter().position(|native| native.gcc == target.gcc).expect("a native");
            let said: Vec<&Diagnostic> = first[native][at].iter().collect();
            verdicts[places[at]].entry(target.class).or_default().add(target.gcc, &said);
        }
    }
    let doubtful: Vec<usize> = doubtful.into_iter().map(|at| places[at]).collect();
    // One target of each compiler and class is enough for these.
    let mut seen = std::collections::HashSet::new();
    let asked: Vec<&Target> =
        targets.iter().filter(|target| seen.insert((target.class, target.family()))).collect();
    for (target, answers) in asked.iter().zip(ask(&asked, &doubtful)) {
        for (&place, answer) in doubtful.iter().zip(answers) {
            let said: Vec<&Diagnostic> = answer.iter().collect();
            verdicts[place].entry(target.class).or_default().add(target.gcc, &said);
        }
    }
}

//! Eras: what QEMU accepts and generates in which releases. Every fact about a release is here and nowhere else,
//! those about tracetool's own checks in `tracetool`. The sources are the history of scripts/tracetool* and of
//! docs/devel/tracing*, where no other is named.
//!
//! A tree may be of a release that is not known exactly. Then a fact holds in the era only if it holds in all of
//! its releases, except where a predicate says `may`.

mod tracetool;

use super::printf::HostSet;
use super::version::Version;
use std::fmt;
use tracetool::{
    Check, FINAL_NEWLINE, FLOATING_POINT, NEWLINE, NEWLINE_AT_END, PERCENT_M, SPLIT_FORMATS, TCG,
    TEN_ARGUMENTS, TYPES, VCPU,
};

pub(crate) use tracetool::Tracetool;

/// The releases that a tree may be of: mostly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// The release that its VERSION names.
    named: Option<Version>,
    oldest: Version,
    newest: Version,
    /// What the tree's own tracetool does, where the release leaves it open.
    tracetool: Option<Tracetool>,
}

/// Which header declares the events of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wiring {
    /// Up to 2.8: `trace.h` declares all events, from any directory.
    OneHeader,
    /// 2.9 to 5.1: the build generates `DIR/trace.h` for each directory; nobody commits one.
    Generated,
    /// Since 5.2: a committed `trace.h` includes the generated header of its directory.
    Wrappers,
}

impl Era {
    /// The newest release that is known.
    pub const NEWEST: Era =
        Era { named: Some(Version::NEWEST), ..Era::between(Version::NEWEST, Version::NEWEST) };
    /// What is taken for the era of files that nothing is known of: the releases since 7.0.
    pub const UNKNOWN: Era = Era::between(Version::new(7, 0), Version::NEWEST);

    /// The era of trees whose scripts/tracetool is a shell script.
    pub(crate) const SHELL_TRACETOOL: Era = Era::between(Version::OLDEST, Version::new(1, 0));
    /// The era of trees whose include/trace.h includes trace/generated-tracers.h.
    pub(crate) const ONE_HEADER: Era = Era::between(Version::new(1, 0), Version::new(2, 8));
    /// The era of trees whose Makefile.objs lists the files of events, in `trace-events-y`.
    pub(crate) const LISTED_FILES: Era = Era::between(Version::new(2, 7), Version::new(2, 8));
    /// The era of trees whose Makefile.objs lists directories, in `trace-events-subdirs`.
    pub(crate) const GENERATED: Era = Era::between(Version::new(2, 9), Version::new(5, 1));
    /// The era of trees whose meson.build lists directories, in `trace_events_subdirs`.
    pub(crate) const WRAPPERS: Era = Era::between(Version::new(5, 2), Version::NEWEST);

    /// The era of a tree whose VERSION says this. The development tree x.y.50 is of the releases on both sides.
    pub fn of(version: Version) -> Era {
        let series = version.series().clamp(Version::OLDEST, Version::NEWEST);
        let newest = if version.is_development() { series.next().min(Version::NEWEST) } else { series };
        Era { named: Some(version), ..Era::between(series, newest) }
    }

    const fn between(oldest: Version, newest: Version) -> Era {
        Era { named: None, oldest, newest, tracetool: None }
    }

    /// The releases that are in both, under the name of this one; `None` where there is none.
    pub fn within(self, other: Era) -> Option<Era> {
        let (oldest, newest) = (self.oldest.max(other.oldest), self.newest.min(other.newest));
        (oldest <= newest).then_some(Era { oldest, newest, ..self })
    }

    /// The same with what the tree's own tracetool does where the releases differ.
    pub(crate) fn with_tracetool(self, tracetool: Tracetool) -> Era {
        Era { tracetool: Some(tracetool), ..self }
    }

    /// True unless it is of one release.
    pub fn is_open(self) -> bool {
        self.oldest != self.newest
    }

    /// True when all its releases are this one or later.
    fn is_since(self, major: u16, minor: u16) -> bool {
        self.oldest >= Version::new(major, minor)
    }

    /// True when all its releases are older than this one.
    fn is_before(self, major: u16, minor: u16) -> bool {
        self.newest < Version::new(major, minor)
    }

    /// True when tracetool does this in all its releases, or in this tree.
    fn does(self, check: Check) -> bool {
        let is_sure = self.oldest >= check.since && check.until.is_none_or(|until| self.newest < until);
        is_sure || self.does_here(check)
    }

    /// True when tracetool does this in some of its releases, as far as it is not known of this tree.
    fn may_do(self, check: Check) -> bool {
        let is_possible = self.newest >= check.since && check.until.is_none_or(|until| self.oldest < until);
        match self.tracetool {
            Some(_) => self.does(check),
            None => is_possible,
        }
    }

    /// True when tracetool does this in some of its releases and in this tree.
    fn does_here(self, check: Check) -> bool {
        let is_possible = self.newest >= check.since && check.until.is_none_or(|until| self.oldest < until);
        is_possible && self.tracetool.is_some_and(|tracetool| tracetool.does(check))
    }

    /// Which header declares the events of a source. Of a development tree that may be of two kinds the older is
    /// taken, for which less is reported.
    pub fn wiring(self) -> Wiring {
        match self {
            _ if !self.is_since(2, 9) => Wiring::OneHeader,
            _ if !self.is_since(5, 2) => Wiring::Generated,
            _ => Wiring::Wrappers,
        }
    }

    /// True when directories commit a header `trace.h`: since 5.2.
    pub(crate) fn has_wrappers(self) -> bool {
        self.wiring() == Wiring::Wrappers
    }

    /// True when each directory with events has a header of its own, and stands in a list: since 2.9.
    pub(crate) fn has_headers_of_directories(self) -> bool {
        self.wiring() != Wiring::OneHeader
    }

    /// The properties that tracetool may know: `disable` in all releases.
    pub fn properties(self) -> &'static [&'static str] {
        properties(self.may_do(VCPU), self.may_do(TCG))
    }

    /// The properties that tracetool knows in all its releases.
    pub fn sure_properties(self) -> &'static [&'static str] {
        properties(self.does(VCPU), self.does(TCG))
    }

    /// The releases that knew a property that not all do, in words.
    pub(crate) fn releases_with(property: &str) -> Option<&'static str> {
        match property {
            "vcpu" => Some("2.6 to 10.0"),
            "tcg" => Some("2.2 to 6.2"),
            _ => None,
        }
    }

    /// True when an event of the property `tcg` may have two formats.
    pub(crate) fn may_have_tcg(self) -> bool {
        self.may_do(TCG)
    }

    /// True when tracetool refuses an event of the property `tcg` with one format: 2.6 to 6.2.
    pub(crate) fn wants_two_formats(self) -> bool {
        self.is_since(2, 6) && self.does(TCG)
    }

    /// True when tracetool checks the types of arguments.
    pub(crate) fn checks_types(self) -> bool {
        self.does(TYPES)
    }

    /// True when tracetool may allow `float` and `double`.
    pub(crate) fn may_have_floating_point(self) -> bool {
        self.may_do(FLOATING_POINT)
    }

    /// True when tracetool stops at an empty argument, as in `(int x, )`: a Python program since 1.1 (650ab98d1d),
    /// which can't divide it into type and name; since 2.12 it says so.
    pub(crate) fn refuses_empty_arguments(self) -> bool {
        self.is_since(1, 1)
    }

    /// True when tracetool refuses an event with more than ten arguments.
    pub(crate) fn limits_arguments(self) -> bool {
        self.does(TEN_ARGUMENTS)
    }

    /// True when tracetool wants a newline at the end of the last line.
    pub(crate) fn wants_final_newline(self) -> bool {
        self.does(FINAL_NEWLINE)
    }

    /// True when tracetool refuses `%m` in a format.
    pub fn refuses_percent_m(self) -> bool {
        self.does(PERCENT_M)
    }

    /// True when tracetool refuses `\n` at the end of a format.
    pub fn refuses_newline_at_end(self) -> bool {
        self.does(NEWLINE_AT_END)
    }

    /// True when tracetool refuses `\n` anywhere in a format.
    pub fn refuses_newline(self) -> bool {
        self.does(NEWLINE)
    }

    /// True when tracetool takes a comma before a quote for the border of two formats.
    pub(crate) fn splits_formats(self) -> bool {
        self.does(SPLIT_FORMATS)
    }

    /// True when an event of the property `vcpu` has the CPU, `__cpu`, for its first argument, and
    /// the header that knows vCPUs is included for the group `root` alone: 2.6 to 9.0 (removed by 0e2b9edfb6).
    pub(crate) fn adds_vcpu_argument(self) -> bool {
        self.is_since(2, 6) && self.is_before(9, 1)
    }

    /// As [`Era::adds_vcpu_argument`], in some release.
    pub(crate) fn may_add_vcpu_argument(self) -> bool {
        !self.is_before(2, 6) && !self.is_since(9, 1)
    }

    /// True when the groups have headers of their own, so that `vcpu` stands in that of the root alone: since 2.10.
    pub(crate) fn has_vcpu_in_root_only(self) -> bool {
        self.is_since(2, 10) && self.is_before(9, 1)
    }

    /// True when the log backend prints the format a second time, behind arguments of its own, where messages
    /// have a timestamp, so that `%1$d` can't be right in both; when the header's body is a function of its own,
    /// and the simple backend asks for the state in its C file: up to 10.0.
    pub(crate) fn prints_twice(self) -> bool {
        self.is_before(10, 1)
    }

    /// True when the ftrace backend writes through a buffer in the header: up to 10.1.
    pub(crate) fn has_ftrace_buffer(self) -> bool {
        self.is_before(10, 2)
    }

    /// True when sources have `trace_event_get_state_backends`: since 2.10.
    pub(crate) fn has_state_backends(self) -> bool {
        self.is_since(2, 10)
    }

    /// True when the trace code of a group may know QEMU's own macros for formats, such as `HWADDR_PRIx`: up to
    /// 4.1 that of all groups, up to 9.0 that of the root, whose header includes hw/core/cpu.h.
    pub(crate) fn may_know_address_macros(self, is_root: bool) -> bool {
        !self.is_since(4, 2) || (is_root && !self.is_since(9, 1))
    }

    /// True when a disabled event is compiled out: since 1.0. In 0.14 and 0.15 it is off until it is switched on.
    pub(crate) fn compiles_out_disabled(self) -> bool {
        self.is_since(1, 0)
    }

    /// True when hexadecimal numbers are to have `0x`, and not the flag `#`: since 2.11, whose checkpatch.pl asks
    /// for it.
    pub(crate) fn has_style_of_hex(self) -> bool {
        self.is_since(2, 11)
    }

    /// The hosts that some of its releases build on. Up to 10.2 there are 32-bit hosts; wasm32 came in 10.1 and
    /// went with them, wasm64 came in 11.0 (docs/about/removed-features.rst).
    pub fn hosts(self) -> HostSet {
        HostSet::filter(|host| match host.name {
            "wasm32" => !self.is_before(10, 1) && !self.is_since(11, 0),
            "wasm64" => !self.is_before(11, 0),
            _ => host.is_64_bit() || !self.is_since(11, 0),
        })
    }

    /// True when configure may take `--enable-trace-backend` for `--enable-trace-backends`: that of 7.2 does,
    /// that of 10.0 does not.
    pub(crate) fn takes_trace_backend(self) -> bool {
        !self.is_since(10, 0)
    }

    /// True when `-d` has the item `tid`, and `all` means that too.
    pub(crate) fn logs_each_thread(self) -> bool {
        self.is_since(7, 1)
    }

    /// True when QMP refuses `vcpu` as an argument of commands about events: since 9.1. Up to 8.0 it was
    /// honoured, up to 9.0 ignored.
    pub(crate) fn refuses_vcpu(self) -> bool {
        self.is_since(9, 1)
    }

    /// True when trace code knows the macros `coroutine_fn` and the like.
    pub(crate) fn has_coroutine_macros(self) -> bool {
        self.is_since(8, 0)
    }

    /// True when simpletrace.py may end the line of a record without arguments in a blank.
    pub(crate) fn prints_trailing_blank(self) -> bool {
        !self.is_before(8, 2)
    }

    /// True when tracetool also writes Rust, for every group, where Rust is enabled.
    pub(crate) fn has_rust(self) -> bool {
        self.is_since(10, 2)
    }

    /// True when the functions of the backend dtrace in Rust have bodies, and each event has a function
    /// `trace_NAME_enabled` there.
    pub(crate) fn has_rust_probes(self) -> bool {
        self.is_since(11, 0)
    }
}

fn properties(has_vcpu: bool, has_tcg: bool) -> &'static [&'static str] {
    match (has_vcpu, has_tcg) {
        (true, true) => &["disable", "vcpu", "tcg", "tcg-trans", "tcg-exec"],
        (true, false) => &["disable", "vcpu"],
        (false, true) => &["disable", "tcg", "tcg-trans", "tcg-exec"],
        (false, false) => &["disable"],
    }
}

impl fmt::Display for Era {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.named {
            Some(version) => version.fmt(out),
            None => write!(out, "{} to {}", self.oldest, self.newest),
        }
    }
}

#[cfg(test)]
mod tests;

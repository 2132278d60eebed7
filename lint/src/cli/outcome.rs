//! How a run ended.

/// How a run ended; the exit status of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 0: nothing to warn of.
    Clean = 0,
    /// 1: at least one warning or error.
    Findings = 1,
    /// 2: the tool could not do all of its work.
    Failed = 2,
}

impl Outcome {
    pub(super) fn new(has_failed: bool, has_findings: bool) -> Outcome {
        match (has_failed, has_findings) {
            (true, _) => Outcome::Failed,
            (false, true) => Outcome::Findings,
            (false, false) => Outcome::Clean,
        }
    }
}

//! Who uses the names and shapes of events.

use std::str::FromStr;

/// One who does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consumer {
    /// A recording of the simple backend, read with the catalogue of the other side.
    Recordings,
    /// A script on simpletrace's `Analyzer`.
    Analyzer,
    /// A script on simpletrace's `Analyzer2`.
    Analyzer2,
    /// An event list, or another place that switches events on by their names.
    EventLists,
    /// A SystemTap script.
    SystemTap,
    /// Who reads the text that the backends log, syslog and ftrace print.
    Log,
    /// Who reads what LTTng recorded.
    Ust,
}

/// All of them, with their names.
const ALL: [(Consumer, &str, &str); 7] = [
    (Consumer::Recordings, "recordings", "recordings"),
    (Consumer::Analyzer, "analyzer", "scripts on Analyzer"),
    (Consumer::Analyzer2, "analyzer2", "scripts on Analyzer2"),
    (Consumer::EventLists, "event-lists", "event lists"),
    (Consumer::SystemTap, "systemtap", "SystemTap scripts"),
    (Consumer::Log, "log", "readers of the log, syslog and ftrace"),
    (Consumer::Ust, "ust", "readers of LTTng's traces"),
];

impl FromStr for Consumer {
    type Err = String;

    fn from_str(text: &str) -> Result<Consumer, String> {
        let found = ALL.iter().find(|(_, name, _)| name.eq_ignore_ascii_case(text));
        let names = || ALL.map(|(_, name, _)| name).join(", ");
        found.map(|(consumer, ..)| *consumer).ok_or_else(|| format!("expected one of {}", names()))
    }
}

/// Some of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consumers(u8);

impl Consumers {
    /// These.
    pub const fn new(some: &[Consumer]) -> Consumers {
        let mut set = 0;
        let mut at = 0;
        while at < some.len() {
            set |= 1 << some[at] as u8;
            at += 1;
        }
        Consumers(set)
    }

    /// All of them.
    pub(crate) const EVERY: Consumers = Consumers((1 << ALL.len()) - 1);

    /// Those whose work fails or goes wrong, not only looks otherwise.
    pub(crate) const FIRM: Consumers = Consumers::new(&[
        Consumer::Recordings,
        Consumer::Analyzer,
        Consumer::Analyzer2,
        Consumer::EventLists,
        Consumer::SystemTap,
    ]);

    /// These and those.
    pub const fn and(self, others: Consumers) -> Consumers {
        Consumers(self.0 | others.0)
    }

    /// True when some are in both.
    pub fn meet(self, others: Consumers) -> bool {
        self.0 & others.0 != 0
    }

    fn members(self) -> impl Iterator<Item = &'static (Consumer, &'static str, &'static str)> {
        ALL.iter().filter(move |(consumer, ..)| self.meet(Consumers::new(&[*consumer])))
    }

    /// Their names for programs.
    pub fn names(self) -> Vec<&'static str> {
        self.members().map(|(_, name, _)| *name).collect()
    }

    /// Their names for people: "event lists and SystemTap scripts".
    pub(crate) fn prose(self) -> String {
        if self == Consumers::EVERY {
            return "everything that names it".into();
        }
        let mut names: Vec<_> = self.members().map(|(.., prose)| *prose).collect();
        match names.pop() {
            None => "nobody".into(),
            Some(last) if names.is_empty() => last.into(),
            Some(last) => format!("{} and {last}", names.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_names() {
        let check = |some: &[Consumer], expected: &str| assert_eq!(Consumers::new(some).prose(), expected);
        check(&[], "nobody");
        assert_eq!(Consumers::EVERY.prose(), "everything that names it");
        check(&[Consumer::Ust], "readers of LTTng's traces");
        check(&[Consumer::SystemTap, Consumer::EventLists], "event lists and SystemTap scripts");
        assert_eq!(Consumers::EVERY.names().len(), 7);
        assert!(!Consumers::FIRM.meet(Consumers::new(&[Consumer::Log, Consumer::Ust])));
        assert_eq!("Analyzer2".parse(), Ok(Consumer::Analyzer2));
        assert!("stap".parse::<Consumer>().is_err());
    }
}

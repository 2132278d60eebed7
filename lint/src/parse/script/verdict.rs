//! What comes of it when simpletrace calls a method for a record, by the calls in scripts/simpletrace.py.

use super::model::{Base, Method};

/// What `Analyzer2` gives each method by name.
pub(crate) const GIVEN: [&str; 4] = ["event", "event_id", "timestamp_ns", "pid"];

/// What comes of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The method gets the values that the event records.
    Fits,
    /// TypeError: there are more values than it takes, the number that it takes at most.
    TooMany(usize),
    /// TypeError: a parameter gets nothing, by its place among all.
    Missing(usize),
    /// TypeError: a parameter gets a value both by position and by name, by its place.
    Twice(usize),
    /// TypeError: it does not take what is given by this name.
    NoKeyword(&'static str),
    /// TypeError: a parameter that only a name can give is not given, by its place among those.
    MissingKeyword(usize),
    /// It runs, and the first parameters get the time, or time and process: their number.
    Shifted(usize),
}

/// What comes of calling a method of a class for an event with values of these names.
pub fn verdict(base: Base, method: &Method, values: &[&str]) -> Verdict {
    match base {
        Base::Analyzer => old(method, values),
        Base::Analyzer2 => new(method, values.len()),
    }
}

fn old(method: &Method, values: &[&str]) -> Verdict {
    let count = method.positional.len();
    let more = count.checked_sub(values.len()).filter(|more| (1..=2).contains(more)).unwrap_or(0);
    let given = values.len() + more;
    if given > count && !method.takes_rest {
        return Verdict::TooMany(count);
    }
    let missing = (given..count).find(|&at| !method.positional[at].has_default);
    if let Some(at) = missing {
        return Verdict::Missing(at);
    }
    match method.keywords.iter().position(|keyword| !keyword.has_default) {
        Some(at) => Verdict::MissingKeyword(at),
        None if (0..more).any(|at| is_value(&method.positional[at].name, values)) => Verdict::Shifted(more),
        None => Verdict::Fits,
    }
}

/// True for a parameter that means a value of the event, not the time or the process.
fn is_value(name: &str, values: &[&str]) -> bool {
    let means_time = ["time", "stamp", "pid"].iter().any(|word| name.contains(word)) || name == "ts";
    values.contains(&name) && !means_time
}

fn new(method: &Method, values: usize) -> Verdict {
    let count = method.positional.len();
    // In the order in which Python looks.
    let by_name = |name: &str| {
        let named = method.positional.iter().enumerate().skip(method.position_only);
        named.into_iter().find(|(_, it)| *it.name == *name).map(|(at, _)| at)
    };
    for given in GIVEN {
        match by_name(given) {
            Some(at) if at < values => return Verdict::Twice(at),
            Some(_) => {}
            None if method.takes_keywords || method.keywords.iter().any(|it| *it.name == *given) => {}
            None => return Verdict::NoKeyword(given),
        }
    }
    if values > count && !method.takes_rest {
        return Verdict::TooMany(count);
    }
    let is_given = |at: usize| at >= method.position_only && GIVEN.contains(&&*method.positional[at].name);
    let missing = (values..count).find(|&at| !method.positional[at].has_default && !is_given(at));
    if let Some(at) = missing {
        return Verdict::Missing(at);
    }
    let lacks = |name: &str| !GIVEN.contains(&name);
    match method.keywords.iter().position(|it| !it.has_default && lacks(&it.name)) {
        Some(at) => Verdict::MissingKeyword(at),
        None => Verdict::Fits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::script::scan;

    /// Checks what comes of the one method of a class, for an event with values of these names.
    fn check(head: &str, parameters: &str, values: &[&str], expected: Verdict) {
        let text = format!("{head}:\n    def x({parameters}): pass\n");
        let script = scan(text.as_bytes());
        assert_eq!(script.error, None, "{text}");
        let class = &script.classes[0];
        assert_eq!(verdict(class.base, &class.methods[0], values), expected, "{text}");
    }

    #[test]
    fn analyzer() {
        let head = "import simpletrace as s\nclass A(s.Analyzer)";
        let check = |parameters: &str, values: &[&str], expected| check(head, parameters, values, expected);
        check("self, a, b", &["a", "b"], Verdict::Fits);
        check("self, timestamp, a", &["a"], Verdict::Fits);
        check("self, timestamp, pid, a", &["a"], Verdict::Fits);
        check("self, a", &["a", "b"], Verdict::TooMany(1));
        check("self, a, b", &["a"], Verdict::Shifted(1));
        check("self, a, b, c", &["a"], Verdict::Shifted(2));
        check("self, a, b, c, d", &["a"], Verdict::Missing(1));
        check("self, *rest", &["a", "b"], Verdict::Fits);
        check("self, a, *, k", &["a"], Verdict::MissingKeyword(0));
        check("self, a: int, b: int = 3", &["x", "y"], Verdict::Fits);
    }

    #[test]
    fn analyzer2() {
        let head = "from simpletrace import Analyzer2 as B\nclass P(B): pass\nclass A(P)";
        let check = |parameters: &str, values: &[&str], expected: Verdict| {
            let text = format!("{head}:\n    def x({parameters}): pass\n");
            let script = scan(text.as_bytes());
            let class = &script.classes[1];
            assert_eq!(verdict(class.base, &class.methods[0], values), expected, "{text}");
        };
        check("self, a, **kwargs", &["a"], Verdict::Fits);
        check("self, a, timestamp_ns, **kwargs", &["a"], Verdict::Fits);
        check("self, a, *, event, event_id, timestamp_ns, pid", &["a"], Verdict::Fits);
        check("self, a", &["a"], Verdict::NoKeyword("event"));
        check("self, a, **kwargs", &["a", "b"], Verdict::TooMany(1));
        check("self, a, b, **kwargs", &["a"], Verdict::Missing(1));
        check("self, event, **kwargs", &["event"], Verdict::Twice(0));
        check("self, event, /, **kwargs", &["event"], Verdict::Fits);
        check("self, a, *, k, **kwargs", &["a"], Verdict::MissingKeyword(0));
        check("self, *rest, **kwargs", &["a", "b"], Verdict::Fits);
    }
}

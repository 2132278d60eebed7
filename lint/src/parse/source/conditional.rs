//! The stack of `#if`, `#else` and `#endif`: which text no compiler reads, and how the structure of a
//! file survives branches that each open the same brace.

/// What a condition says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// `0`
    Never,
    /// `1`, or an `#else`
    Always,
    /// Anything else.
    Unknown,
}

/// Conditionals nested deeper than this are only counted.
const DEEPEST: usize = 256;

/// The conditionals round a place, and the state `S` of the reader at their branches.
pub(super) struct Conditionals<S> {
    frames: Vec<Frame<S>>,
    deeper: usize,
}

struct Frame<S> {
    /// The state before the first branch, with which each begins.
    before: S,
    /// The state after a branch that is read.
    after: Option<S>,
    is_outer_dead: bool,
    is_dead: bool,
    /// True when a branch is always taken, so that the rest never are.
    is_settled: bool,
}

impl<S: Copy> Conditionals<S> {
    /// Outside of all conditionals.
    pub fn new() -> Conditionals<S> {
        Conditionals { frames: Vec::new(), deeper: 0 }
    }

    /// True where no compiler reads the text.
    pub fn is_dead(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.is_dead)
    }

    /// At an `#if`.
    pub fn open(&mut self, condition: Condition, state: S) {
        if self.frames.len() == DEEPEST {
            self.deeper += 1;
            return;
        }
        let is_outer_dead = self.is_dead();
        self.frames.push(Frame {
            before: state,
            after: None,
            is_outer_dead,
            is_dead: is_outer_dead || condition == Condition::Never,
            is_settled: condition == Condition::Always,
        });
    }

    /// At an `#elif` or `#else`; returns the state with which the branch begins.
    pub fn turn(&mut self, condition: Condition, state: S) -> S {
        let Some(frame) = self.frames.last_mut().filter(|_| self.deeper == 0) else { return state };
        if !frame.is_dead {
            frame.after = Some(state);
        }
        frame.is_dead = frame.is_outer_dead || frame.is_settled || condition == Condition::Never;
        frame.is_settled |= condition == Condition::Always;
        frame.before
    }

    /// At an `#endif`; returns the state with which the text goes on.
    pub fn close(&mut self, state: S) -> S {
        if self.deeper > 0 {
            self.deeper -= 1;
            return state;
        }
        match self.frames.pop() {
            Some(frame) if frame.is_dead => frame.after.unwrap_or(frame.before),
            _ => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a program of one letter a directive (`0` `1` `?` open; `e` `n` `a` turn with else, never,
    /// maybe; `/` close; a space is a place in the text) and returns `x` for each dead place.
    fn dead(program: &str) -> String {
        let mut conditionals = Conditionals::new();
        let mut places = String::new();
        for letter in program.chars() {
            match letter {
                '0' => conditionals.open(Condition::Never, ()),
                '1' => conditionals.open(Condition::Always, ()),
                '?' => conditionals.open(Condition::Unknown, ()),
                'e' => conditionals.turn(Condition::Always, ()),
                'n' => conditionals.turn(Condition::Never, ()),
                'a' => conditionals.turn(Condition::Unknown, ()),
                '/' => conditionals.close(()),
                _ => places.push(if conditionals.is_dead() { 'x' } else { '.' }),
            }
        }
        places
    }

    #[test]
    fn only_what_is_surely_skipped_is_dead() {
        let check = |program, expected| assert_eq!(dead(program), expected, "{program}");
        check(" 0 e / ", ".x..");
        check("1 e / ", ".x.");
        check("1 a e / ", ".xx.");
        check("? e / ", "...");
        check("? n e / ", ".x..");
        check("0 ? e / e / ", "xxxx..");
        check("0 a e / ", "x...");
        check(" / e ", "...");
        check(&("0".repeat(1000) + &"/".repeat(999) + " / "), "x.");
    }

    #[test]
    fn each_branch_begins_with_the_state_before_it() {
        let mut conditionals = Conditionals::new();
        conditionals.open(Condition::Unknown, 1);
        assert_eq!(conditionals.turn(Condition::Unknown, 2), 1);
        assert_eq!(conditionals.turn(Condition::Always, 3), 1);
        assert_eq!(conditionals.close(4), 4);
        conditionals.open(Condition::Never, 1);
        assert_eq!(conditionals.close(9), 1);
        conditionals.open(Condition::Always, 1);
        assert_eq!(conditionals.turn(Condition::Always, 2), 1);
        assert_eq!(conditionals.close(9), 2);
    }
}

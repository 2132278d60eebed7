//! The conversions that print an argument, spelt for the place where they are to stand.

use super::super::inferred_arguments as inferred;
use super::item::Subject;
use trace_lint::parse::events::Argument;
use trace_lint::parse::events::File;
use trace_lint::qemu::printf::{
    Base, CType, Conversion, Format, Host, HostSet, Rank, Spelling, directive, fitting,
};
use trace_lint::text::printable;

/// An argument of a type that is known.
#[derive(Clone, Debug)]
pub struct Printed {
    pub name: String,
    pub ctype: CType,
    /// Type and name.
    pub declared: String,
}

/// A conversion that prints an argument.
#[derive(Clone, Debug)]
pub struct Choice {
    /// How it is spelt.
    pub spelling: Spelling,
    /// Its flags, width and precision.
    pub directive: String,
    /// What it prints, in a word.
    pub manner: &'static str,
}

impl Printed {
    /// An argument; `None` where its type is not known, or it has no name.
    pub fn new(file: &File, argument: &Argument) -> Option<Printed> {
        let name = printable(&argument.name.text(&file.text)).into_owned();
        let declared = printable(&argument.span.text(&file.text)).into_owned();
        let ctype = argument.ctype?;
        (!name.is_empty()).then_some(Printed { name, ctype, declared })
    }

    /// The conversions that print it, the likeliest first. `written` is what of one is there already.
    pub fn choices(&self, written: Option<(&Format, &Conversion)>, is_behind_prefix: bool) -> Vec<Choice> {
        let spell = |(letter, manner): (u8, &'static str)| {
            let spelling = match letter {
                b'c' => Spelling::Plain("c".into()),
                letter => fitting(self.ctype, letter),
            };
            let directive = written
                .map_or_else(String::new, |(format, conversion)| directive(format, conversion, &spelling));
            Choice { spelling, directive, manner }
        };
        let mut found: Vec<Choice> = Vec::new();
        for choice in self.letters(is_behind_prefix).into_iter().map(spell) {
            if !found.iter().any(|other| other.spelling == choice.spelling) {
                found.push(choice);
            }
        }
        found
    }

    /// What says how a choice prints this argument, which is the one of this index in its event.
    pub fn subject(&self, choice: &Choice, index: usize) -> Subject {
        Subject::Conversion(format!("e({}) \"{}\"", self.declared, choice.spelling.quoted("")), index)
    }

    fn letters(&self, is_behind_prefix: bool) -> Vec<(u8, &'static str)> {
        let CType { base, pointer } = self.ctype;
        if self.ctype.is_string() {
            return vec![(b's', "as text"), (b'p', "as a pointer")];
        }
        if pointer.is_some() {
            return vec![(b'p', "as a pointer")];
        }
        let mut found = vec![(b'd', "in decimal")];
        if base != Base::Bool {
            let hexadecimal =
                [(b'x', "in hexadecimal"), (b'X', "in hexadecimal, capitals"), (b'o', "in octal")];
            let is_first = is_behind_prefix || inferred::letter(&self.name) == b'x';
            let at = if is_first { 0 } else { 1 };
            found.splice(at..at, hexadecimal[..1].iter().copied());
            found.extend(&hexadecimal[1..]);
        }
        if matches!(base, Base::Char | Base::SignedChar | Base::UnsignedChar | Base::Int8 | Base::Uint8) {
            let at = if base == Base::Char { 0 } else { found.len() };
            found.insert(at, (b'c', "as a character"));
        }
        found
    }

    /// True when it may be the `*` of a width or a precision, on every host.
    pub fn is_amount(&self) -> bool {
        let fits = |host: &Host| self.ctype.base.rank(host).is_some_and(|rank| rank <= Rank::Int);
        self.ctype.pointer.is_none() && HostSet::filter(fits).is_all()
    }
}

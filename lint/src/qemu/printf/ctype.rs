//! The C types that tracetool allows, read as a compiler reads them.

use super::host::Host;
use super::rank::Rank;

/// A type's last word: what it is without `const` and pointers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    Void,
    Bool,
    Char,
    SignedChar,
    UnsignedChar,
    Short,
    UnsignedShort,
    Int,
    UnsignedInt,
    Long,
    UnsignedLong,
    LongLong,
    UnsignedLongLong,
    Int8,
    Uint8,
    Int16,
    Uint16,
    Int32,
    Uint32,
    Int64,
    Uint64,
    Size,
    Ssize,
    Ptrdiff,
    Uintptr,
}

/// What a pointer points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointee {
    /// The number of `*`.
    pub stars: u32,
    /// True when what the pointer itself points at is `const`.
    pub is_const: bool,
}

/// A type that a C compiler accepts for a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CType {
    /// The type under the pointers.
    pub base: Base,
    /// The pointers around it, if any.
    pub pointer: Option<Pointee>,
}

/// Why a type is refused, and by which stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeProblem<'a> {
    /// tracetool: this word is not in its list of types.
    NotAllowed(&'a str),
    /// C: no type at all, as in `const x`.
    Missing,
    /// C: these words do not make a type.
    Senseless,
    /// C: `void` is not the type of a value.
    Void,
}

/// tracetool's ALLOWED_TYPES, with the type that the word alone stands for.
const WORDS: [(&str, Base); 20] = [
    ("int", Base::Int),
    ("long", Base::Long),
    ("short", Base::Short),
    ("char", Base::Char),
    ("bool", Base::Bool),
    ("unsigned", Base::UnsignedInt),
    ("signed", Base::Int),
    ("int8_t", Base::Int8),
    ("uint8_t", Base::Uint8),
    ("int16_t", Base::Int16),
    ("uint16_t", Base::Uint16),
    ("int32_t", Base::Int32),
    ("uint32_t", Base::Uint32),
    ("int64_t", Base::Int64),
    ("uint64_t", Base::Uint64),
    ("void", Base::Void),
    ("size_t", Base::Size),
    ("ssize_t", Base::Ssize),
    ("uintptr_t", Base::Uintptr),
    ("ptrdiff_t", Base::Ptrdiff),
];

impl CType {
    /// Every word that tracetool allows in a type, `const` apart.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(word, _)| *word)
    }

    /// Reads a type, as it stands before an argument's name.
    ///
    /// # Errors
    /// The first reason for which tracetool (`validate_type`), else a C compiler, refuses it.
    pub fn parse(text: &str) -> Result<CType, TypeProblem<'_>> {
        // tracetool splits at blanks alone and deletes every `*` from what it gets.
        for bit in text.split(' ') {
            let is_word =
                |bit: &str| bit.is_empty() || bit == "const" || CType::words().any(|word| word == bit);
            if !is_word(bit) && (!bit.contains('*') || !is_word(&bit.replace('*', ""))) {
                return Err(TypeProblem::NotAllowed(bit.trim_matches('*')));
            }
        }
        let (specifiers, pointers) = text.split_at(text.find('*').unwrap_or(text.len()));
        let mut base_const = false;
        let mut base = Specifiers::default();
        for word in specifiers.split(' ').filter(|word| !word.is_empty()) {
            match word {
                "const" => base_const = true,
                word => base.add(word)?,
            }
        }
        let base = base.finish()?;
        let pointer = pointer(pointers, base_const)?;
        if base == Base::Void && pointer.is_none() {
            return Err(TypeProblem::Void);
        }
        Ok(CType { base, pointer })
    }

    /// True for `char *` with any sign and any `const`: what `%s` prints.
    pub fn is_string(self) -> bool {
        let narrow = matches!(
            self.base,
            Base::Char | Base::SignedChar | Base::UnsignedChar | Base::Int8 | Base::Uint8
        );
        narrow && self.pointer.is_some_and(|pointer| pointer.stars == 1)
    }
}

/// Reads `* const **`: after the first star only `const` and more stars may stand.
fn pointer(text: &str, base_const: bool) -> Result<Option<Pointee>, TypeProblem<'_>> {
    let mut stars = 0;
    let (mut pointee_const, mut here_const) = (false, base_const);
    for part in text.split_inclusive('*') {
        let (words, star) = part.strip_suffix('*').map_or((part, false), |words| (words, true));
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            match word {
                "const" => here_const = true,
                _ => return Err(TypeProblem::Senseless),
            }
        }
        if star {
            stars += 1;
            pointee_const = here_const;
            here_const = false;
        }
    }
    Ok((stars > 0).then_some(Pointee { stars, is_const: pointee_const }))
}

/// Type specifiers, in any order (C11 6.7.2).
#[derive(Default)]
struct Specifiers {
    typedef: Option<Base>,
    long: u8,
    short: u8,
    int: u8,
    char: u8,
    signed: u8,
    unsigned: u8,
}

impl Specifiers {
    fn add<'a>(&mut self, word: &'a str) -> Result<(), TypeProblem<'a>> {
        match word {
            "long" => self.long += 1,
            "short" => self.short += 1,
            "int" => self.int += 1,
            "char" => self.char += 1,
            "signed" => self.signed += 1,
            "unsigned" => self.unsigned += 1,
            _ if self.typedef.is_some() => return Err(TypeProblem::Senseless),
            _ => match WORDS.iter().find(|(other, _)| *other == word) {
                Some((_, base)) => self.typedef = Some(*base),
                None => return Err(TypeProblem::Senseless),
            },
        }
        if self.long > 4 {
            return Err(TypeProblem::Senseless); // and no counter can overflow
        }
        match [self.short, self.int, self.char, self.signed, self.unsigned].iter().all(|&count| count < 2) {
            true => Ok(()),
            false => Err(TypeProblem::Senseless),
        }
    }

    fn finish(self) -> Result<Base, TypeProblem<'static>> {
        let Specifiers { typedef, long, short, int, char, signed, unsigned } = self;
        let keywords = long + short + int + char + signed + unsigned;
        if let Some(base) = typedef {
            return if keywords == 0 { Ok(base) } else { Err(TypeProblem::Senseless) };
        }
        if keywords == 0 {
            return Err(TypeProblem::Missing);
        }
        let is_unsigned = unsigned == 1;
        let clash =
            (is_unsigned && signed == 1) || (char == 1 && int + short + long > 0) || (short == 1 && long > 0);
        if clash {
            return Err(TypeProblem::Senseless);
        }
        let either = |yes: Base, no: Base| Ok(if is_unsigned { yes } else { no });
        match (char, short, long) {
            (1, _, _) if signed == 1 => Ok(Base::SignedChar),
            (1, _, _) => either(Base::UnsignedChar, Base::Char),
            (_, 1, _) => either(Base::UnsignedShort, Base::Short),
            (_, _, 0) => either(Base::UnsignedInt, Base::Int),
            (_, _, 1) => either(Base::UnsignedLong, Base::Long),
            (_, _, 2) => either(Base::UnsignedLongLong, Base::LongLong),
            _ => Err(TypeProblem::Senseless),
        }
    }
}

impl Base {
    /// Its rank on a host; `None` for `void`.
    pub fn rank(self, host: &Host) -> Option<Rank> {
        Some(match self {
            Base::Void => return None,
            Base::Bool => Rank::Bool,
            Base::Char | Base::SignedChar | Base::UnsignedChar | Base::Int8 | Base::Uint8 => Rank::Char,
            Base::Short | Base::UnsignedShort | Base::Int16 | Base::Uint16 => Rank::Short,
            Base::Int | Base::UnsignedInt | Base::Int32 | Base::Uint32 => Rank::Int,
            Base::Long | Base::UnsignedLong => Rank::Long,
            Base::LongLong | Base::UnsignedLongLong => Rank::LongLong,
            Base::Int64 | Base::Uint64 => host.int64,
            Base::Size | Base::Ssize => host.size,
            Base::Ptrdiff => host.ptrdiff,
            Base::Uintptr => host.intptr,
        })
    }

    /// True for the types without a sign. Plain `char` is signed on some hosts only: not counted.
    pub fn is_unsigned(self) -> bool {
        use Base::*;
        matches!(
            self,
            Bool | UnsignedChar
                | UnsignedShort
                | UnsignedInt
                | UnsignedLong
                | UnsignedLongLong
                | Uint8
                | Uint16
                | Uint32
                | Uint64
                | Size
                | Uintptr
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_in_any_order() {
        let check = |text: &str, base, stars, is_const| {
            let pointer = (stars > 0).then_some(Pointee { stars, is_const });
            assert_eq!(CType::parse(text), Ok(CType { base, pointer }), "{text}");
        };
        check("long unsigned int", Base::UnsignedLong, 0, false);
        check("long int unsigned long", Base::UnsignedLongLong, 0, false);
        check("char signed", Base::SignedChar, 0, false);
        check("const char *", Base::Char, 1, true);
        check("char const*", Base::Char, 1, true);
        check("char *const*", Base::Char, 2, true);
        check("const char **", Base::Char, 2, false);
        check("void *", Base::Void, 1, false);
        check("signed", Base::Int, 0, false);
        check("const  uint64_t", Base::Uint64, 0, false);
    }

    #[test]
    fn what_is_no_type() {
        let check = |text, problem| assert_eq!(CType::parse(text), Err(problem), "{text}");
        check("hwaddr", TypeProblem::NotAllowed("hwaddr"));
        check("unsigned\tint", TypeProblem::NotAllowed("unsigned\tint"));
        check("struct foo *", TypeProblem::NotAllowed("struct"));
        check("const", TypeProblem::Missing);
        check("*", TypeProblem::Missing);
        check("void", TypeProblem::Void);
        check("int int", TypeProblem::Senseless);
        check("unsigned uint32_t", TypeProblem::Senseless);
        check("long long long", TypeProblem::Senseless);
        check("char *int *", TypeProblem::Senseless);
        check("short char", TypeProblem::Senseless);
        check("un*signed", TypeProblem::Senseless); // tracetool reads `unsigned`
    }
}

//! Whether a conversion is one, whether its flags go with it, and whether an argument fits it:
//! each answered with the set of hosts on which a compiler (gcc, or clang 16 and later) objects.
//!
//! The bar is a plain `-Wformat`. Where gcc and clang differ, either one's warning counts on the
//! hosts that are built with it: QEMU builds with `-Werror`.

use super::conversion::{Amount, Conversion, FLAGS, Flag, Flags, LengthModifier};
use super::ctype::{Base, CType, Rank};
use super::format::Format;
use super::host::{ALL_HOSTS, Host, HostSet, Wide};
use super::macros::Width;

/// One argument that a format takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The index of the conversion that takes it.
    pub conversion: usize,
    /// What for.
    pub role: Role,
    /// The index of the argument, counted from 0.
    pub argument: usize,
}

/// What a conversion takes an argument for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The `*` of the width.
    Width,
    /// The `*` of the precision.
    Precision,
    /// The value that is printed.
    Value,
}

/// True when a conversion of the format names its argument, as `%1$d` does.
pub fn is_positional(format: &Format) -> bool {
    format.conversions.iter().any(|conversion| {
        let star = |amount| matches!(amount, Amount::StarPosition(_));
        conversion.position > 0 || star(conversion.width) || star(conversion.precision)
    })
}

/// The arguments that a format takes, in the order of the format.
pub fn slots(format: &Format) -> Vec<Slot> {
    let mut slots = Vec::with_capacity(format.conversions.len());
    let mut next = 0;
    for (index, conversion) in format.conversions.iter().enumerate() {
        let mut take = |role, position: u32| {
            let argument = match position {
                0 => next,
                position => position as usize - 1,
            };
            next = argument + 1;
            slots.push(Slot { conversion: index, role, argument });
        };
        for (role, amount) in [(Role::Width, conversion.width), (Role::Precision, conversion.precision)] {
            match amount {
                Amount::Star => take(role, 0),
                Amount::StarPosition(position) => take(role, position),
                Amount::None | Amount::Number | Amount::Dot => {}
            }
        }
        if !matches!(conversion.letter, b'%' | b'm') {
            take(Role::Value, conversion.position);
        }
    }
    slots
}

/// The hosts on which this is no conversion specification at all: an unknown letter, an
/// incomplete one, or a length modifier that does not go with the letter.
pub fn invalid(conversion: &Conversion) -> HostSet {
    use LengthModifier as L;
    let with = |allowed: fn(L) -> bool| HostSet::filter(|host| !allowed(conversion.length(host)));
    match conversion.letter {
        b'%' | b'm' => HostSet::NONE,
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' => with(|length| length != L::Invalid),
        b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => with(|length| length != L::Invalid),
        b'n' => with(|length| !matches!(length, L::Invalid | L::LongDouble)),
        b'c' | b's' => with(|length| matches!(length, L::None | L::Long)),
        b'b' | b'B' => with(|length| !matches!(length, L::Invalid | L::Long)),
        b'p' | b'C' | b'S' => with(|length| length == L::None),
        // Old BSD spellings of `ld`, `lo`, `lu`, which macOS alone keeps.
        b'D' | b'O' | b'U' => {
            HostSet::filter(|host| host.name != "macos" || conversion.length(host) != L::None)
        }
        _ => ALL_HOSTS,
    }
}

/// What is wrong with the flags, the width and the precision of a valid conversion, and where.
pub fn flag_misuse(conversion: &Conversion) -> Option<(String, HostSet)> {
    let gcc = HostSet::filter(|host| host.has_gcc);
    let letter = conversion.letter as char;
    let flags = conversion.flags;
    if conversion.letter == b'm' {
        return None; // `format-percent-m` refuses it in any dress
    }
    if conversion.is_percent() {
        let gcc = if flags.has(Flag::Locale) { ALL_HOSTS } else { gcc };
        let plain = flags.is_empty()
            && conversion.width == Amount::None
            && conversion.precision == Amount::None
            && conversion.position == 0
            && !conversion.has_length();
        return (!plain).then(|| ("nothing may stand between the two `%` of `%%`".into(), gcc));
    }
    if let Some(misuse) = locale_flag(conversion) {
        return Some(misuse);
    }
    for (flag, character) in FLAGS {
        let letters: &[u8] = match flag {
            Flag::Minus => b"n",
            Flag::Plus | Flag::Blank => b"uoxXbBcCsSpn",
            Flag::Hash => b"diucCsSpn",
            Flag::Zero => b"cCsSpn",
            Flag::Quote => b"oxXbBcCsSpn",
            Flag::Locale => b"",
        };
        if flags.has(flag) && letters.contains(&conversion.letter) {
            return Some((format!("flag `{}` has no meaning with `{letter}`", character as char), ALL_HOSTS));
        }
    }
    for (flag, other) in [(Flag::Zero, Flag::Minus), (Flag::Blank, Flag::Plus)] {
        if flags.has(flag) && flags.has(other) {
            let name =
                |flag| FLAGS.iter().find(|(known, _)| *known == flag).map_or(' ', |known| known.1 as char);
            let message = format!("flag `{}` is ignored beside flag `{}`", name(flag), name(other));
            return Some((message, ALL_HOSTS));
        }
    }
    match (conversion.letter, conversion.width, conversion.precision) {
        (b'n', width, _) if width != Amount::None => {
            Some((format!("a width has no meaning with `{letter}`"), ALL_HOSTS))
        }
        (b'c' | b'C' | b'p' | b'n', _, Amount::Dot) => {
            Some((format!("a precision has no meaning with `{letter}`"), gcc))
        }
        (b'c' | b'C' | b'S' | b'p' | b'n', _, Amount::Number | Amount::Star | Amount::StarPosition(_)) => {
            Some((format!("a precision has no meaning with `{letter}`"), ALL_HOSTS))
        }
        (b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'b' | b'B', _, precision)
            if precision != Amount::None && flags.has(Flag::Zero) =>
        {
            Some(("flag `0` is ignored beside a precision".into(), gcc))
        }
        _ => {
            let repeated = flags.repeated()?;
            Some((format!("flag `{}` stands twice", repeated as char), gcc))
        }
    }
}

/// glibc's flag `I`, which is a length modifier on Windows and unknown to clang elsewhere.
fn locale_flag(conversion: &Conversion) -> Option<(String, HostSet)> {
    if !conversion.flags.has(Flag::Locale) {
        return None;
    }
    let decimal = matches!(conversion.letter, b'd' | b'i' | b'u');
    let is_alone = conversion.flags == Flags::of(Flag::Locale)
        && conversion.precision == Amount::None
        && conversion.ending.is_none();
    let hosts = match conversion.width {
        Amount::None if decimal && is_alone => HostSet::filter(|host| host.name != "windows-32"),
        _ => ALL_HOSTS,
    };
    Some(("flag `I` is glibc's alone".into(), hosts))
}

/// The hosts on which an argument of this type does not fit. Only for valid conversions.
pub fn misfit(conversion: &Conversion, role: Role, ctype: CType) -> HostSet {
    if role != Role::Value {
        return HostSet::filter(|host| !is_rank_of_int(ctype, host));
    }
    HostSet::filter(|host| match conversion.letter {
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'b' | b'B' => !fits_integer(conversion, ctype, host),
        b'D' | b'O' | b'U' => !is_rank_of_int(ctype, host),
        b'c' if conversion.length(host) == LengthModifier::Long => !fits_wide_character(ctype, host),
        b'c' => !is_rank_of_int(ctype, host) || ctype.base == Base::Bool,
        b'C' => !is_rank_of_int(ctype, host),
        b's' if conversion.length(host) == LengthModifier::Long => !fits_wide_string(ctype, host),
        b'S' => !fits_wide_string(ctype, host),
        b's' => !ctype.is_string(),
        b'p' => ctype.pointer.is_none(),
        b'n' => !fits_count(conversion, ctype, host),
        // Floating point: tracetool has no such type.
        _ => true,
    })
}

/// True for an integer that the default promotions make an `int` or `unsigned int`.
fn is_rank_of_int(ctype: CType, host: &Host) -> bool {
    ctype.pointer.is_none() && ctype.base.rank(host).is_some_and(|rank| rank <= Rank::Int)
}

/// The rank that a length modifier asks for, and whether smaller ones are promoted to it.
fn rank_of(length: LengthModifier, host: &Host) -> Option<Rank> {
    Some(match length {
        LengthModifier::None => Rank::Int,
        LengthModifier::Char => Rank::Char,
        LengthModifier::Short => Rank::Short,
        LengthModifier::Long => Rank::Long,
        LengthModifier::LongLong | LengthModifier::Quad => Rank::LongLong,
        LengthModifier::LongDouble if host.strict_l => return None,
        LengthModifier::LongDouble => Rank::LongLong,
        LengthModifier::Max => host.intmax,
        LengthModifier::Size => host.size,
        LengthModifier::Ptrdiff => host.ptrdiff,
        LengthModifier::Invalid => return None,
    })
}

fn fits_integer(conversion: &Conversion, ctype: CType, host: &Host) -> bool {
    let (None, Some(rank)) = (ctype.pointer, ctype.base.rank(host)) else { return false };
    match rank_of(conversion.length(host), host) {
        // clang since 16: `%hhd` of a short is the one narrow conversion that it refuses.
        Some(Rank::Char) => rank <= Rank::Int && rank != Rank::Short,
        Some(Rank::Short | Rank::Int) => rank <= Rank::Int,
        Some(wide) => rank == wide,
        None => false,
    }
}

/// `%n` stores through a pointer: the rank has to be the very one.
fn fits_count(conversion: &Conversion, ctype: CType, host: &Host) -> bool {
    let Some(pointer) = ctype.pointer else { return false };
    let rank = ctype.base.rank(host);
    pointer.stars == 1
        && !pointer.is_const
        && rank.is_some()
        && rank == rank_of(conversion.length(host), host)
}

/// `%lc` takes a `wint_t`.
fn fits_wide_character(ctype: CType, host: &Host) -> bool {
    if !is_rank_of_int(ctype, host) || ctype.base == Base::Bool {
        return false;
    }
    let rank = ctype.base.rank(host);
    match host.wide {
        Wide::Short => rank == Some(Rank::Short) && ctype.base.is_unsigned(),
        Wide::Int => rank != Some(Rank::Int) || !ctype.base.is_unsigned(),
        Wide::Varies => true,
    }
}

/// `%ls` takes a pointer to `wchar_t`.
fn fits_wide_string(ctype: CType, host: &Host) -> bool {
    let is_pointer = ctype.pointer.is_some_and(|pointer| pointer.stars == 1);
    is_pointer
        && match host.wide {
            Wide::Short => matches!(ctype.base, Base::UnsignedShort | Base::Uint16),
            Wide::Int => matches!(ctype.base, Base::Int | Base::Int32),
            Wide::Varies => false,
        }
}

/// The C type that a conversion asks for, in words; for a macro the type it is made for.
pub fn wanted(conversion: &Conversion, role: Role) -> &'static str {
    if role != Role::Value {
        return "int";
    }
    let signed = matches!(conversion.letter, b'd' | b'i');
    let either = |yes: &'static str, no: &'static str| if signed { yes } else { no };
    match conversion.letter {
        b'c' => return if conversion.has_length() { "wint_t" } else { "a character" },
        b'C' => return "wint_t",
        b's' if conversion.has_length() => return "const wchar_t *",
        b'S' => return "const wchar_t *",
        b's' => return "const char *",
        b'p' => return "a pointer",
        b'n' => return "a pointer to a signed integer",
        b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => return "double",
        _ => {}
    }
    if let (Some(ending), false) = (conversion.ending, conversion.has_length()) {
        return match ending.width {
            Width::W8 => either("int8_t", "uint8_t"),
            Width::W16 => either("int16_t", "uint16_t"),
            Width::W32 => either("int32_t", "uint32_t"),
            Width::W64 => either("int64_t", "uint64_t"),
            Width::Fast16 => either("int_fast16_t", "uint_fast16_t"),
            Width::Fast32 => either("int_fast32_t", "uint_fast32_t"),
            Width::Max => either("intmax_t", "uintmax_t"),
            Width::Ptr => either("intptr_t", "uintptr_t"),
            Width::Size => either("ssize_t", "size_t"),
        };
    }
    let host = &super::host::HOSTS[0];
    match conversion.length(host) {
        LengthModifier::Char => either("signed char", "unsigned char"),
        LengthModifier::Short => either("short", "unsigned short"),
        LengthModifier::Long => either("long", "unsigned long"),
        LengthModifier::LongLong | LengthModifier::Quad | LengthModifier::LongDouble => {
            either("long long", "unsigned long long")
        }
        LengthModifier::Max => either("intmax_t", "uintmax_t"),
        LengthModifier::Size => either("ssize_t", "size_t"),
        LengthModifier::Ptrdiff => either("ptrdiff_t", "the unsigned form of ptrdiff_t"),
        LengthModifier::None | LengthModifier::Invalid => either("int", "unsigned int"),
    }
}

//! Whether a conversion is one, and whether an argument fits it: each answered with the set of
//! hosts on which a compiler (gcc, or clang 16 and later) objects.
//!
//! The bar is a plain `-Wformat`. Where gcc and clang differ, either one's warning counts on the
//! hosts that are built with it: QEMU builds with `-Werror`.

use super::conversion::{Amount, Conversion, LengthModifier};
use super::ctype::{Base, CType};
use super::format::Format;
use super::host::{ALL_HOSTS, HOSTS, Host, HostSet, Wide};
use super::macros::Width;
use super::rank::Rank;

/// One argument that a format takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The index of the conversion that takes it.
    pub conversion: usize,
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
                Amount::None | Amount::Number(_) | Amount::Dot => {}
            }
        }
        if !matches!(conversion.letter, b'%' | b'm') {
            take(Role::Value, conversion.position);
        }
    }
    slots
}

/// The argument that each conversion prints, in the order of the conversions; `None` for `%%` and `%m`.
pub fn values(format: &Format) -> Vec<Option<usize>> {
    let mut values = vec![None; format.conversions.len()];
    for slot in slots(format).iter().filter(|slot| slot.role == Role::Value) {
        values[slot.conversion] = Some(slot.argument);
    }
    values
}

/// The hosts on which this is no conversion specification at all: an unknown letter, an
/// incomplete one, or a length modifier that does not go with the letter.
pub fn invalid(conversion: &Conversion) -> HostSet {
    use LengthModifier as L;
    // The usual case: what a macro adds always goes with its letter.
    if !conversion.has_length() && b"diouxXcsp".contains(&conversion.letter) {
        return HostSet::NONE;
    }
    let with = |allowed: fn(L) -> bool| {
        HostSet::filter(|host| {
            let length = conversion.length(host);
            !allowed(length) || (length == L::OldSize && !knows_old_size(host))
        })
    };
    match conversion.letter {
        b'%' | b'm' => HostSet::NONE,
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' => HostSet::filter(|host| match conversion.length(host) {
            L::Invalid => true,
            L::OldSize => !knows_old_size(host),
            L::LongDouble => host.strict_l,
            L::Quad => host.strict_q,
            _ => false,
        }),
        b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            with(|length| !matches!(length, L::Invalid | L::OldSize))
        }
        b'n' => with(|length| !matches!(length, L::Invalid | L::LongDouble | L::OldSize)),
        b'c' | b's' => with(|length| matches!(length, L::None | L::Long)),
        // gcc before 12, clang before 16 and musl don't know them.
        b'b' | b'B' => ALL_HOSTS,
        b'p' | b'C' | b'S' => with(|length| length == L::None),
        // Old BSD spellings, which macOS alone keeps.
        b'D' | b'O' | b'U' => HostSet::filter(|host| {
            host.name != "macos" || matches!(conversion.length(host), L::Invalid | L::LongDouble)
        }),
        _ => ALL_HOSTS,
    }
}

/// True for a conversion of an integer that some compilers or C libraries don't know, and that another one does
/// the work of everywhere.
pub(crate) fn is_unportable(conversion: &Conversion) -> bool {
    let is_other_long = || {
        let is_it = |length| matches!(length, LengthModifier::LongDouble | LengthModifier::Quad);
        HOSTS.iter().any(|host| is_it(conversion.length(host)))
    };
    match conversion.letter {
        b'b' | b'B' => true,
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' => conversion.has_length() && is_other_long(),
        _ => false,
    }
}

/// glibc's old `Z` is gcc's alone, save that clang for Windows knows a `%Z` of its own.
fn knows_old_size(host: &Host) -> bool {
    host.name.starts_with("windows")
}

/// The hosts on which an argument of this type does not fit. Only for valid conversions.
pub fn not_a_name(conversion: &Conversion, role: Role, ctype: CType) -> HostSet {
    if role != Role::Value {
        return HostSet::filter(|host| !is_rank_of_int(ctype, host));
    }
    HostSet::filter(|host| match conversion.letter {
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'b' | b'B' | b'D' | b'O' | b'U' => {
            !fits_integer(conversion, ctype, host)
        }
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
        LengthModifier::LongLong | LengthModifier::Quad | LengthModifier::LongDouble => Rank::LongLong,
        LengthModifier::Max => host.intmax,
        LengthModifier::Size | LengthModifier::OldSize => host.size,
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

/// `%n` stores through a pointer: the rank has to be the very one, save that clang takes a smaller
/// one for `%hn`.
fn fits_count(conversion: &Conversion, ctype: CType, host: &Host) -> bool {
    let Some(pointer) = ctype.pointer else { return false };
    let (Some(rank), Some(wanted)) = (ctype.base.rank(host), rank_of(conversion.length(host), host)) else {
        return false;
    };
    let fits = rank == wanted || (!host.has_gcc && wanted == Rank::Short && rank < wanted);
    fits && pointer.stars == 1 && !pointer.is_const
}

/// `%lc` takes a `wint_t`.
fn fits_wide_character(ctype: CType, host: &Host) -> bool {
    if !is_rank_of_int(ctype, host) || ctype.base == Base::Bool {
        return false;
    }
    let rank = ctype.base.rank(host);
    match host.wide {
        Wide::Short => rank == Some(Rank::Short) && ctype.base.is_unsigned(),
        Wide::Int | Wide::Varies => !host.signed_wint || rank != Some(Rank::Int) || !ctype.base.is_unsigned(),
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
    let host = &HOSTS[0];
    match conversion.length(host) {
        LengthModifier::Char => either("signed char", "unsigned char"),
        LengthModifier::Short => either("short", "unsigned short"),
        LengthModifier::Long => either("long", "unsigned long"),
        LengthModifier::LongLong | LengthModifier::Quad | LengthModifier::LongDouble => {
            either("long long", "unsigned long long")
        }
        LengthModifier::Max => either("intmax_t", "uintmax_t"),
        LengthModifier::Size | LengthModifier::OldSize => either("ssize_t", "size_t"),
        LengthModifier::Ptrdiff => either("ptrdiff_t", "the unsigned form of ptrdiff_t"),
        LengthModifier::None | LengthModifier::Invalid => either("int", "unsigned int"),
    }
}

//! What is wrong with the flags, the width and the precision of a conversion specification.

use super::conversion::{Amount, Conversion, LengthModifier};
use super::flags::{FLAGS, Flag};
use super::host::{ALL_HOSTS, HostSet};

/// What is wrong with the flags, the width and the precision of a valid conversion, and on which
/// hosts a compiler objects.
pub fn flag_misuse(conversion: &Conversion) -> Option<(String, HostSet)> {
    let mut misuses = misuses(conversion).into_iter();
    let (first, hosts) = misuses.next()?;
    Some((first, misuses.fold(hosts, |all, (_, hosts)| all.union(hosts))))
}

fn misuses(conversion: &Conversion) -> Vec<(String, HostSet)> {
    let Conversion { flags, width, precision, letter, .. } = *conversion;
    let shown = letter as char;
    let mut found = Vec::new();
    if flags.is_empty() && width == Amount::None && precision == Amount::None && letter != b'%' {
        return found;
    }
    let gcc = HostSet::filter(|host| host.has_gcc);
    match letter {
        b'm' => return found, // `format-percent-m` refuses it in any dress
        b'%' => return percent_misuse(conversion).into_iter().collect(),
        _ => found.extend(locale_misuse(conversion)),
    }
    for (flag, character) in FLAGS {
        let letters: &[u8] = match flag {
            Flag::Minus => b"n",
            Flag::Plus | Flag::Blank => b"ouxXbBOUcCsSpn",
            Flag::Hash => b"diuDUcCsSpn",
            Flag::Zero => b"cCsSpn",
            Flag::Quote => b"oxXbBOcCsSpn",
            Flag::Locale => b"",
        };
        if flags.has(flag) && letters.contains(&letter) {
            found.push((format!("flag `{}` has no meaning with `{shown}`", character as char), ALL_HOSTS));
        }
    }
    for (flag, other, message) in [
        (Flag::Zero, Flag::Minus, "flag `0` is ignored beside flag `-`"),
        (Flag::Blank, Flag::Plus, "flag ` ` is ignored beside flag `+`"),
    ] {
        if flags.has(flag) && flags.has(other) {
            found.push((message.into(), ALL_HOSTS));
        }
    }
    if letter == b'n' && width != Amount::None {
        found.push((format!("a width has no meaning with `{shown}`"), ALL_HOSTS));
    }
    match (letter, precision) {
        (_, Amount::None) => {}
        (b'S', Amount::Dot) => {}
        (b'c' | b'C' | b'S' | b'p' | b'n', _) => {
            let hosts = if precision == Amount::Dot { gcc } else { ALL_HOSTS };
            found.push((format!("a precision has no meaning with `{shown}`"), hosts));
        }
        (b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'b' | b'B', _) if flags.has(Flag::Zero) => {
            found.push(("flag `0` is ignored beside a precision".into(), gcc));
        }
        _ => {}
    }
    if let Some((_, character)) = FLAGS.iter().find(|(flag, _)| flags.repeats(*flag)) {
        found.push((format!("flag `{}` stands twice", *character as char), gcc));
    }
    found
}

fn percent_misuse(conversion: &Conversion) -> Option<(String, HostSet)> {
    let Conversion { flags, width, precision, position, .. } = *conversion;
    let has_amount = width != Amount::None || precision != Amount::None;
    let is_plain = flags.is_empty() && !has_amount && position == 0 && !conversion.has_length();
    // clang takes a last `I` for a length modifier of Windows, which `%%` may have.
    let clang_objects = flags.has(Flag::Locale)
        && (has_amount || flags.last() != Some(Flag::Locale) || flags.repeats(Flag::Locale));
    let hosts = if clang_objects { ALL_HOSTS } else { HostSet::filter(|host| host.has_gcc) };
    (!is_plain).then(|| ("nothing may stand between the two `%` of `%%`".into(), hosts))
}

/// glibc's flag `I`, which is a length modifier on Windows and unknown to clang elsewhere.
fn locale_misuse(conversion: &Conversion) -> Option<(String, HostSet)> {
    let flags = conversion.flags;
    if !flags.has(Flag::Locale) {
        return None;
    }
    // clang for Windows reads `I` as the modifier of an int as wide as a pointer, `I32` as that of
    // a 32-bit one: where gcc's flag means the same, neither objects.
    let is_modifier = matches!(conversion.letter, b'd' | b'i' | b'u')
        && flags.last() == Some(Flag::Locale)
        && !flags.repeats(Flag::Locale)
        && conversion.precision == Amount::None;
    let objects = HostSet::filter(|host| {
        let is_plain = is_modifier && conversion.length(host) == LengthModifier::None;
        match conversion.width {
            Amount::None => !is_plain || host.name != "windows-32",
            Amount::Number(32) => {
                !is_plain || !host.name.starts_with("windows") || conversion.ending.is_some()
            }
            _ => true,
        }
    });
    Some(("flag `I` is glibc's alone".into(), objects))
}

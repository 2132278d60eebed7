//! The macros that may stand between the strings of a format: `<inttypes.h>`'s and GLib's.

use super::host::Host;
use super::rank::Rank;

/// A macro that stands for the end of a conversion specification: `PRIx64` is `lx` or `llx`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriMacro {
    /// Whose macro it is.
    pub family: MacroFamily,
    /// The type it is made for.
    pub width: Width,
    /// The conversion letter, one of `d i o u x X`.
    pub letter: u8,
}

/// Where a macro comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MacroFamily {
    /// `PRI…` of `<inttypes.h>`.
    Pri,
    /// `SCN…` of `<inttypes.h>`, meant for scanf.
    Scn,
    /// `G_…_FORMAT` of GLib.
    Glib,
}

/// The integer type that a macro is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    W8,
    W16,
    W32,
    W64,
    Fast16,
    Fast32,
    Max,
    Ptr,
    /// `size_t`, which only GLib has a macro for.
    Size,
}

impl PriMacro {
    /// The macro of this name, if it is one that a generated trace header knows.
    pub fn parse(name: &str) -> Option<PriMacro> {
        if let Some(rest) = name.strip_prefix("G_") {
            return glib(rest.strip_suffix("_FORMAT")?);
        }
        let (family, rest) = match name.split_at_checked(3)? {
            ("PRI", rest) => (MacroFamily::Pri, rest),
            ("SCN", rest) => (MacroFamily::Scn, rest),
            _ => return None,
        };
        let letter = *rest.as_bytes().first()?;
        let is_letter = matches!(letter, b'd' | b'i' | b'o' | b'u' | b'x')
            || (letter == b'X' && family == MacroFamily::Pri);
        if !is_letter {
            return None;
        }
        let width = match &rest[1..] {
            "8" | "LEAST8" | "FAST8" => Width::W8,
            "16" | "LEAST16" => Width::W16,
            "32" | "LEAST32" => Width::W32,
            "64" | "LEAST64" | "FAST64" => Width::W64,
            "FAST16" => Width::Fast16,
            "FAST32" => Width::Fast32,
            "MAX" => Width::Max,
            "PTR" => Width::Ptr,
            _ => return None,
        };
        Some(PriMacro { family, width, letter })
    }

    /// The length modifier that the macro holds on a host.
    pub fn modifier(self, host: &Host) -> &'static [u8] {
        let short = host.short_macros || self.family != MacroFamily::Pri;
        match self.width {
            Width::W8 if short => b"hh",
            Width::W16 if short => b"h",
            Width::W8 | Width::W16 | Width::W32 => b"",
            Width::W64 => of_rank(host.int64, short),
            Width::Fast16 => of_rank(host.fast16, short),
            Width::Fast32 => of_rank(host.fast32, short),
            Width::Max if host.max_macro_is_j => b"j",
            Width::Max => of_rank(host.intmax, short),
            Width::Ptr => of_rank(host.intptr, short),
            Width::Size => of_rank(host.size, short),
        }
    }
}

fn glib(name: &str) -> Option<PriMacro> {
    let (letter, width) = match name {
        "GINT16" => (b'i', Width::W16),
        "GUINT16" => (b'u', Width::W16),
        "GINT32" => (b'i', Width::W32),
        "GUINT32" => (b'u', Width::W32),
        "GINT64" => (b'i', Width::W64),
        "GUINT64" => (b'u', Width::W64),
        "GSSIZE" => (b'i', Width::Size),
        "GSIZE" => (b'u', Width::Size),
        "GINTPTR" => (b'i', Width::Ptr),
        "GUINTPTR" => (b'u', Width::Ptr),
        _ => return None,
    };
    Some(PriMacro { family: MacroFamily::Glib, width, letter })
}

fn of_rank(rank: Rank, short: bool) -> &'static [u8] {
    match rank {
        Rank::Long => b"l",
        Rank::LongLong => b"ll",
        Rank::Short if short => b"h",
        _ => b"",
    }
}

//! The C types behind conversions and arguments, host class by host class.

use super::markup::{Block, code};
use trace_lint::qemu::printf::{
    Base, CType, Conversion, Host, HostSet, LengthModifier, Rank, Role, describe, invalid, not_a_name, wanted,
};

/// What a conversion asks for on each of these hosts, and what the argument is there: a sentence where all agree, else
/// a table.
pub fn conversion_hosts(
    conversion: &Conversion,
    role: Role,
    argument: Option<(CType, &str)>,
    hosts: HostSet,
) -> Block {
    let mut header = vec!["hosts".to_owned()];
    header.extend(conversion.ending.map(|_| "macro".to_owned()));
    header.push("takes".to_owned());
    if let Some((_, written)) = argument {
        header.extend([format!("{} is", code(written)), String::new()]);
    }
    let is_valid = |host: &Host| !on(invalid(conversion), host);
    let row = |host: &Host| {
        let mut cells = Vec::new();
        cells.extend(conversion.ending.map(|ending| {
            code(&format!("\"{}{}\"", String::from_utf8_lossy(ending.modifier(host)), ending.letter as char))
        }));
        cells.push(if is_valid(host) { code(&takes(conversion, role, host)) } else { "nothing".into() });
        if let Some((ctype, written)) = argument {
            let fits = is_valid(host) && !on(not_a_name(conversion, role, ctype), host);
            cells.push(code(&type_on(ctype, written, host)));
            cells.push(if fits { "fits" } else { "**does not fit**" }.into());
        }
        cells
    };
    let rows = grouped(row, hosts);
    match (&rows[..], argument) {
        ([row], Some(_)) if row.last().is_some_and(|cell| cell == "fits") => {
            Block::Text("Fits on every host.".into())
        }
        _ => Block::Table(header, rows),
    }
}

/// A table of what a type is on each of these hosts; nothing where it is the same on all.
pub fn type_table(ctype: CType, written: &str, hosts: HostSet) -> Option<Block> {
    let row = |host: &Host| vec![code(&type_on(ctype, written, host))];
    let rows = grouped(row, hosts);
    (rows.len() > 1).then(|| Block::Table(vec!["hosts".into(), format!("{} is", code(written))], rows))
}

/// The rows, each under the hosts for which it is the same.
fn grouped(row: impl Fn(&Host) -> Vec<String>, among: HostSet) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for host in among.iter() {
        let cells = row(host);
        if !rows.contains(&cells) {
            rows.push(cells);
        }
    }
    let with_hosts = |cells: Vec<String>| {
        let hosts = HostSet::filter(|host| row(host) == cells).intersection(among);
        let hosts = if hosts == among { "all".into() } else { describe(hosts, among) };
        [vec![hosts], cells].concat()
    };
    rows.into_iter().map(with_hosts).collect()
}

fn on(hosts: HostSet, host: &Host) -> bool {
    hosts.iter().any(|other| std::ptr::eq(other, host))
}

/// The C type that a conversion asks for on a host.
fn takes(conversion: &Conversion, role: Role, host: &Host) -> String {
    let is_integer = matches!(conversion.letter, b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'b' | b'B');
    if role != Role::Value || !is_integer {
        return wanted(conversion, role).into();
    }
    let rank = match conversion.length(host) {
        LengthModifier::None | LengthModifier::Invalid => Rank::Int,
        LengthModifier::Char => Rank::Char,
        LengthModifier::Short => Rank::Short,
        LengthModifier::Long => Rank::Long,
        LengthModifier::LongLong | LengthModifier::Quad | LengthModifier::LongDouble => Rank::LongLong,
        LengthModifier::Max => host.intmax,
        LengthModifier::Size | LengthModifier::OldSize => host.size,
        LengthModifier::Ptrdiff => host.ptrdiff,
    };
    rank_name(rank, !matches!(conversion.letter, b'd' | b'i')).into()
}

/// What a type is on a host; a pointer stays as it is written.
fn type_on(ctype: CType, written: &str, host: &Host) -> String {
    match ctype.base.rank(host).filter(|_| ctype.pointer.is_none()) {
        Some(Rank::Char) if ctype.base == Base::Char => "char".into(),
        Some(rank) => rank_name(rank, ctype.base.is_unsigned()).into(),
        None => written.into(),
    }
}

fn rank_name(rank: Rank, is_unsigned: bool) -> &'static str {
    match (rank, is_unsigned) {
        (Rank::Bool, _) => "bool",
        (Rank::Char, false) => "signed char",
        (Rank::Char, true) => "unsigned char",
        (Rank::Short, false) => "short",
        (Rank::Short, true) => "unsigned short",
        (Rank::Int, false) => "int",
        (Rank::Int, true) => "unsigned int",
        (Rank::Long, false) => "long",
        (Rank::Long, true) => "unsigned long",
        (Rank::LongLong, false) => "long long",
        (Rank::LongLong, true) => "unsigned long long",
    }
}

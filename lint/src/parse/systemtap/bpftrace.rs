//! The probes of a bpftrace script: `usdt:/usr/bin/qemu-system-x86_64:qemu:NAME { print(arg0); }`. Its arguments count
//! from 0.

use super::model::{Argument, Form, Point, Probe, Script};
use crate::parse::allow::{Marks, allows};
use crate::text::Span;
use memchr::memmem;

/// Reads a script that may probe something of QEMU; `None` for any other.
pub fn read(text: &[u8]) -> Option<Script> {
    if u32::try_from(text.len()).is_err() || memmem::find(text, b"qemu").is_none() {
        return None;
    }
    let code = without_text(text);
    let mut script = Script { allows: allows(text, Marks::C), ..Script::default() };
    let (mut depth, mut head, mut body) = (0usize, 0, 0);
    for (at, byte) in code.iter().enumerate() {
        match byte {
            b'{' => {
                if depth == 0 {
                    body = at;
                }
                depth += 1;
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && body > head {
                    script.probes.extend(probe(&code, head, body, at));
                    head = at + 1;
                }
            }
            _ => {}
        }
    }
    Some(script)
}

/// The text with blanks in place of comments, of what stands in strings, and of lines that begin with `#`.
fn without_text(text: &[u8]) -> Vec<u8> {
    let mut code = text.to_vec();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let is_line_start = at == 0 || text[at - 1] == b'\n';
        let length = match rest {
            [b'/', b'*', ..] => memmem::find(rest, b"*/").map_or(rest.len(), |end| end + 2),
            [b'/', b'/', ..] => line_length(rest),
            [b'#', ..] if is_line_start => line_length(rest),
            [b'"', ..] => string_length(rest),
            _ => {
                at += 1;
                continue;
            }
        };
        code[at..at + length].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        at += length;
    }
    code
}

fn line_length(text: &[u8]) -> usize {
    memchr::memchr(b'\n', text).unwrap_or(text.len())
}

/// The length of a string, with its quotes.
fn string_length(text: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// The probe whose points begin at `head`, and whose body stands in the braces at `body` and `end`.
fn probe(code: &[u8], head: usize, body: usize, end: usize) -> Option<Probe> {
    let heads = &code[head..body];
    // What may hold a `/`, a path, has no blank before it.
    let is_filter = |two: &[u8]| two[0].is_ascii_whitespace() && two[1] == b'/';
    let start = heads.len() - heads.trim_ascii_start().len();
    let filter = heads[start..].windows(2).position(is_filter).map_or(heads.len(), |at| start + at);
    let mut points = Vec::new();
    let mut at = head;
    for part in heads[..filter].split(|byte| *byte == b',') {
        points.extend(point(code, at, at + part.len()));
        at += part.len() + 1;
    }
    let arguments = arguments(code, head + filter, end);
    let (variables, words, strings) = Default::default();
    (!points.is_empty()).then_some(Probe { points, arguments, variables, words, strings })
}

/// A point, if it is one of QEMU's.
fn point(code: &[u8], start: usize, end: usize) -> Option<Point> {
    let text = std::str::from_utf8(&code[start..end]).ok()?.trim();
    let rest = text.strip_prefix("usdt:").or_else(|| text.strip_prefix("U:"))?;
    let parts: Vec<&str> = rest.split(':').collect();
    let program = |path: &str| path.rsplit('/').next().is_some_and(|base| base.starts_with("qemu"));
    let name = match parts.as_slice() {
        [_, "qemu", name] => *name,
        [path, name] if program(path) => *name,
        _ => return None,
    };
    let is_plain =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_*".contains(&byte));
    let end = start + code[start..end].trim_ascii_end().len();
    is_plain.then(|| Point {
        form: Form::Usdt,
        name: name.into(),
        span: Span::new(end - name.len(), end),
        is_optional: false,
    })
}

/// The uses of `arg0` and so on in a part of the code.
fn arguments(code: &[u8], start: usize, end: usize) -> Vec<Argument> {
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$@.".contains(byte);
    let part = &code[start..end];
    let found = memmem::find_iter(part, b"arg").filter_map(|at| {
        let is_begin = at == 0 || !is_inner(&part[at - 1]);
        let digits = part[at + 3..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_end = part.get(at + 3 + digits).is_none_or(|byte| !is_inner(byte));
        let number: usize = std::str::from_utf8(&part[at + 3..at + 3 + digits]).ok()?.parse().ok()?;
        let span = Span::new(start + at, start + at + 3 + digits);
        (is_begin && is_end).then_some(Argument { number: number.checked_add(1)?, span })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probes_of_bpftrace() {
        let check = |text: &str, expected: &str| {
            let script = read(text.as_bytes()).unwrap_or_default();
            let shown = script.probes.iter().map(|probe| {
                let points = probe.points.iter().map(|it| {
                    assert_eq!(it.span.text(text.as_bytes()), *it.name, "{text}");
                    it.name.to_string()
                });
                let arguments = probe.arguments.iter().map(|it| it.span.text(text.as_bytes()).into_owned());
                points.chain(arguments).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{text}");
        };
        check("usdt:/bin/x:qemu:a { print(arg0); }", "a arg0");
        check("usdt:/bin/qemu-img:a_*\n{ @[arg12] = count(); }", "a_* arg12");
        check("#!/usr/bin/env bpftrace\nusdt:/bin/x:qemu:a,\nusdt:/bin/x:qemu:b /arg1 > 3/ { }", "a b arg1");
        check("usdt:./x:qemu:a { if (arg0) { f(arg1) } } U:x:qemu:b { }", "a arg0 arg1; b");
        check("usdt:x:libc:a { } kprobe:qemu { arg0 } usdt:/bin/true:a { }", "");
        check("// usdt:x:qemu:a { }\n/* { */ usdt:x:qemu:b { printf(\"arg1 }\"); $arg2 = @arg3; }", "b");
        check("usdt:x:qemu:a? { } usdt:x:q*:a { } usdt:x:qemu:a", "");
        check("struct qemu { int arg0; } BEGIN { }", "");
        check("}{ qemu", "");
        check("usdt:x:qemu:a { arguments; arg; sarg1; args.arg2; arg99999999999999999999 }", "a");
    }
}

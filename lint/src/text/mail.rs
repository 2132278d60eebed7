//! Mails with patches, alone or in a mailbox: their texts as they were before they were encoded for transport
//! (RFC 2045). Character sets are left alone: a diff is bytes.

#[cfg(test)]
mod tests;

use memchr::memmem;
use std::borrow::Cow;

/// How deep parts may lie in others.
const DEEPEST: usize = 8;

/// The text with quoted-printable and base64 parts decoded. Of what has none nothing is changed.
pub(crate) fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    let name = b"content-transfer-encoding:";
    let mut lines = text.split(|byte| *byte == b'\n');
    if !lines.any(|line| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))) {
        return Cow::Borrowed(text);
    }
    let mut plain = Vec::with_capacity(text.len());
    for message in messages(text) {
        add_entity(message, DEEPEST, &mut plain);
        if !plain.ends_with(b"\n") {
            plain.push(b'\n');
        }
    }
    Cow::Owned(plain)
}

/// Which patch of how many a text is, where it is a single mail and its subject tells: `[PATCH v2 3/7]`.
pub(crate) fn place_in_series(text: &[u8]) -> Option<(usize, usize)> {
    let messages = messages(text);
    let [message] = messages[..] else { return None };
    let subject = field(headers(message).0, b"subject")?;
    // An encoded word may spell the brackets `=5B` and `=5D`.
    let bracket = memmem::find(&subject, b"[").or_else(|| memmem::find(&subject, b"=5B"))?;
    let subject = &subject[bracket..];
    let end = memmem::find(subject, b"]").or_else(|| memmem::find(subject, b"=5D"))?;
    let subject = String::from_utf8_lossy(&subject[..end]).into_owned();
    subject.match_indices('/').find_map(|(slash, _)| {
        let digits = |character: char| character.is_ascii_digit();
        let (before, after) = (&subject[..slash], &subject[slash + 1..]);
        let number = &before[before.trim_end_matches(digits).len()..];
        let count = &after[..after.len() - after.trim_start_matches(digits).len()];
        Some((number.parse().ok()?, count.parse().ok()?))
    })
}

/// The messages of a mailbox: each begins with a line `From ` behind an empty one.
fn messages(text: &[u8]) -> Vec<&[u8]> {
    let is_begin = |at: usize| {
        let before = &text[..at];
        at == 0 || before.ends_with(b"\n\n") || before.ends_with(b"\r\n\r\n")
    };
    let begins = memmem::find_iter(text, b"From ").filter(|at| is_begin(*at) && is_envelope(&text[*at..]));
    let mut begins: Vec<usize> = begins.collect();
    if begins.first() != Some(&0) {
        begins.insert(0, 0);
    }
    let ends = begins.iter().skip(1).copied().chain([text.len()]);
    begins
        .iter()
        .zip(ends)
        .map(|(begin, end)| &text[*begin..end])
        .filter(|it| !it.trim_ascii().is_empty())
        .collect()
}

/// True for `From somebody … 2026`, which ends in a year, unlike prose.
fn is_envelope(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    let tail = &line[line.len().saturating_sub(4)..];
    tail.len() == 4 && tail.iter().all(u8::is_ascii_digit) && line.contains(&b':')
}

/// The headers, with the empty line after them, and what follows.
fn headers(entity: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in entity.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if line.trim_ascii_end().is_empty() {
            break;
        }
    }
    entity.split_at(at)
}

/// The value of a header field, its lines joined; `name` in small letters.
fn field(headers: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    let mut value: Option<Vec<u8>> = None;
    for line in headers.split(|byte| *byte == b'\n') {
        match &mut value {
            Some(value) if line.starts_with(b" ") || line.starts_with(b"\t") => {
                value.extend(line.trim_ascii_end())
            }
            Some(_) => break,
            None => {
                let (start, rest) = line.split_at_checked(name.len()).unwrap_or_default();
                if start.eq_ignore_ascii_case(name) && rest.starts_with(b":") {
                    value = Some(rest[1..].trim_ascii().to_vec());
                }
            }
        }
    }
    value
}

/// Adds a message, or a part of one, with its headers.
fn add_entity(entity: &[u8], depth: usize, plain: &mut Vec<u8>) {
    let (headers, body) = headers(entity);
    plain.extend(headers);
    let kind = field(headers, b"content-type").unwrap_or_default();
    if let Some(boundary) = boundary(&kind).filter(|_| depth > 0) {
        return parts(body, &boundary).into_iter().for_each(|part| {
            add_entity(part, depth - 1, plain);
            plain.push(b'\n');
        });
    }
    let encoding = field(headers, b"content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    match encoding.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii() {
        b"quoted-printable" => plain.extend(with_plain_ends(quoted_printable(body))),
        b"base64" => plain.extend(with_plain_ends(base64(body))),
        _ => plain.extend(body),
    }
}

/// `multipart/mixed; boundary="x"`.
fn boundary(kind: &[u8]) -> Option<Vec<u8>> {
    let lower = kind.to_ascii_lowercase();
    if !lower.starts_with(b"multipart/") {
        return None;
    }
    let rest = &kind[memmem::find(&lower, b"boundary=")? + b"boundary=".len()..];
    let end =
        |rest: &[u8], ends: &[u8]| rest.iter().position(|byte| ends.contains(byte)).unwrap_or(rest.len());
    let value = match rest.strip_prefix(b"\"") {
        Some(quoted) => &quoted[..end(quoted, b"\"")],
        None => &rest[..end(rest, b"; \t\r")],
    };
    (!value.is_empty()).then(|| value.to_vec())
}

/// What lies between the lines `--boundary`.
fn parts<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let (mut parts, mut begin, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let mark = line.trim_ascii_end().strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary));
        if let Some(b"" | b"--") = mark {
            parts.extend(begin.map(|begin| &body[begin..at]));
            begin = (mark == Some(b"")).then_some(at + line.len());
        }
        at += line.len();
    }
    parts.extend(begin.map(|begin| &body[begin..]));
    parts
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'=', rest) {
            plain.extend(&rest[..at]);
            let digits = rest.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
            match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                Some(byte) => {
                    plain.push(byte);
                    rest = &rest[at + 3..];
                }
                None => {
                    // Not what an encoder writes, unless it ends the line.
                    plain.extend(rest.get(at..at + 1).filter(|_| at + 1 < rest.len()).unwrap_or_default());
                    rest = &rest[at + 1..];
                }
            }
        }
        plain.extend(rest);
        if !text.ends_with(b"=") && line.ends_with(b"\n") {
            plain.push(b'\n');
        }
    }
    plain
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            // What a list adds below it is not encoded.
            b'=' => break,
            _ => continue,
        };
        (bits, count) = (bits << 6 | u32::from(value), count + 6);
        if count >= 8 {
            count -= 8;
            plain.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    plain
}

/// The ends of lines are CRLF in mails; where all are, they say nothing of the diff.
fn with_plain_ends(text: Vec<u8>) -> Vec<u8> {
    let has_other = memchr::memchr_iter(b'\n', &text).any(|at| at == 0 || text[at - 1] != b'\r');
    if has_other || !text.contains(&b'\n') {
        return text;
    }
    let mut plain = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        plain.extend(line.strip_suffix(b"\r\n").unwrap_or(line));
        plain.extend(line.ends_with(b"\n").then_some(b'\n'));
    }
    plain
}

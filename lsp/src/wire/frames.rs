//! The base protocol: bytes to messages. One malformed message costs that message alone, and the
//! next one is found again. It reads from memory: the thread that waits for input is `transport`'s.

use crate::wire::burst::shortened;
use serde::Deserialize;
use tower_lsp::jsonrpc::{Request, Response};

/// The most bytes that one header may take.
const HEADER_LIMIT: usize = 8 * 1024;
const LENGTH: &[u8] = b"content-length:";

/// What stands in the input.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The body of a message.
    Message(Vec<u8>),
    /// Something else: what was found and expected.
    Malformed(String),
}

/// What makes a message, by tower-lsp's reading of it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Response(#[expect(dead_code)] Response),
    Request(#[expect(dead_code)] Request),
}

/// Cuts a stream of bytes into messages.
#[derive(Debug, Default)]
pub struct Decoder {
    buffer: Vec<u8>,
    state: State,
    /// True once text that is no header was told; it is told once until the next message.
    is_lost: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// The headers of a message.
    #[default]
    Between,
    /// More headers; the length of the body is known.
    Headers(usize),
    /// A body of this length.
    Body(usize),
}

impl Decoder {
    /// Adds input.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// True when the input may end here: no message has begun.
    pub fn is_empty(&self) -> bool {
        self.state == State::Between && self.buffer.is_empty()
    }

    /// The next message; `None` until there is more input.
    pub fn next_frame(&mut self) -> Option<Frame> {
        loop {
            let frame = match self.state {
                State::Body(length) if self.buffer.len() < length => return None,
                State::Body(length) => self.body(length),
                State::Between | State::Headers(_) => self.header()?,
            };
            if frame.is_some() {
                return frame;
            }
        }
    }

    /// Reads one header. `None` when there is no whole one yet; `Some(None)` when all is well.
    fn header(&mut self) -> Option<Option<Frame>> {
        let Some(end) = self.buffer.iter().position(|byte| *byte == b'\n') else {
            if self.buffer.len() < HEADER_LIMIT {
                return None;
            }
            // The beginning of a header may stand at the end.
            self.buffer.drain(..self.buffer.len() - LENGTH.len());
            return Some(self.lost());
        };
        let line: Vec<u8> = self.buffer.drain(..=end).collect();
        let line = line.trim_ascii();
        if let Some(start) = find_length(line) {
            let value = String::from_utf8_lossy(line[start + LENGTH.len()..].trim_ascii());
            let lost = if start > 0 { self.lost() } else { None };
            self.is_lost = false;
            let Ok(length) = value.parse() else {
                let shown: String = value.chars().take(40).collect();
                let message = format!("expected the length of the message in bytes, found `{shown}`");
                return Some(Some(Frame::Malformed(message)));
            };
            self.state = State::Headers(length);
            return Some(lost);
        }
        Some(match self.state {
            State::Headers(length) if line.is_empty() => {
                self.state = State::Body(length);
                None
            }
            State::Between if !line.is_empty() && !is_header(line) => self.lost(),
            _ => None,
        })
    }

    /// Tells of text that is no header, once.
    fn lost(&mut self) -> Option<Frame> {
        let was_lost = std::mem::replace(&mut self.is_lost, true);
        let message = "expected the header `Content-Length`, found other text";
        (!was_lost).then(|| Frame::Malformed(message.into()))
    }

    /// Takes the body out of the buffer: all of it, or, when its length was told wrong, no more
    /// than belongs to it, so that the next message is not lost with it.
    fn body(&mut self, length: usize) -> Option<Frame> {
        self.state = State::Between;
        let body = &self.buffer[..length];
        if body.trim_ascii().is_empty() {
            self.buffer.drain(..length);
            return None;
        }
        if let Some(short) = shortened(body) {
            self.buffer.drain(..length);
            return Some(Frame::Message(short));
        }
        let (end, frame) = match serde_json::from_slice::<Message>(body) {
            Ok(_) => (length, Frame::Message(body.to_vec())),
            Err(error) => match first_message(body) {
                Some(end) => (end, Frame::Message(body[..end].to_vec())),
                None => (find_length(body).unwrap_or(length), Frame::Malformed(error.to_string())),
            },
        };
        self.buffer.drain(..end);
        Some(frame)
    }
}

/// Where the first message in `text` ends, when others follow it.
fn first_message(text: &[u8]) -> Option<usize> {
    let mut messages = serde_json::Deserializer::from_slice(text).into_iter::<Message>();
    messages.next()?.ok()?;
    Some(messages.byte_offset())
}

/// Where the first `Content-Length:` stands, in any case.
fn find_length(text: &[u8]) -> Option<usize> {
    text.windows(LENGTH.len()).position(|window| window.eq_ignore_ascii_case(LENGTH))
}

/// True for what reads `Name: value`.
fn is_header(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or(line);
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    !name.is_empty() && name.len() < line.len() && name.iter().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: &str = r#"{"jsonrpc":"2.0","id":1,"method":"x"}"#;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// Checks the frames of `input`, given whole and byte by byte; `!` stands for a malformed one.
    fn check(input: &str, expected: &[&str]) {
        for step in [1, 7, input.len().max(1)] {
            let mut decoder = Decoder::default();
            let mut found = Vec::new();
            for chunk in input.as_bytes().chunks(step) {
                decoder.push(chunk);
                while let Some(frame) = decoder.next_frame() {
                    found.push(match frame {
                        Frame::Message(body) => String::from_utf8(body).unwrap(),
                        Frame::Malformed(_) => "!".into(),
                    });
                }
            }
            assert_eq!(found, expected, "{input:?} in steps of {step}");
        }
    }

    #[test]
    fn messages() {
        let other = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        check(&(framed(REQUEST) + &framed(other)), &[REQUEST, other]);
        check(&format!("content-length:{}\nContent-Type: x\n\n{REQUEST}", REQUEST.len()), &[REQUEST]);
        check(&format!("Content-Type: x\r\nContent-Length: {}\r\n\r\n{REQUEST}", REQUEST.len()), &[REQUEST]);
        check(&(framed("") + &framed(REQUEST)), &[REQUEST]);
        check(&format!("\r\n\r\n{}", framed(REQUEST)), &[REQUEST]);
        check("", &[]);
    }

    #[test]
    fn malformed_messages_cost_themselves_alone() {
        let good = framed(REQUEST);
        check(&(framed(r#"{"jsonrpc":"#) + &good), &["!", REQUEST]);
        check(&(framed("[]") + &good), &["!", REQUEST]);
        check(&(framed("{}") + &good), &["!", REQUEST]);
        check(&format!("Content-Length: x\r\n\r\n{good}"), &["!", REQUEST]);
        check(&format!("Content-Length: -1\r\n\r\n{good}"), &["!", REQUEST]);
        check(&format!("Content-Length: 99999999999999999999999\r\n\r\n{good}"), &["!", REQUEST]);
        check(&format!("garbage\r\n\r\nmore\r\n{good}"), &["!", REQUEST]);
        check(&format!("garbage{good}"), &["!", REQUEST]);
        check(&format!("{}{good}", "x".repeat(3 * HEADER_LIMIT)), &["!", REQUEST]);
    }

    #[test]
    fn wrong_lengths() {
        let good = framed(REQUEST);
        let told = |length: usize| format!("Content-Length: {length}\r\n\r\n{REQUEST}{good}{good}");
        check(&told(REQUEST.len() - 1), &["!", "!", REQUEST, REQUEST]);
        check(&told(REQUEST.len() + 1), &[REQUEST, REQUEST, REQUEST]);
        check(&told(REQUEST.len() + 30), &[REQUEST, REQUEST, REQUEST]);
    }

    #[test]
    fn not_utf8() {
        let mut decoder = Decoder::default();
        decoder.push(b"Content-Length: 2\r\n\r\n\xff\xff");
        decoder.push(framed(REQUEST).as_bytes());
        assert!(matches!(decoder.next_frame(), Some(Frame::Malformed(_))));
        assert_eq!(decoder.next_frame(), Some(Frame::Message(REQUEST.into())));
        assert!(decoder.is_empty());
    }
}

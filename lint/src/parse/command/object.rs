//! Objects of JSON wherever they stand: in JSON, in Python, in quotes of a shell, in comments of a schema, in
//! documentation. What is no plain value, such as a variable, is another value; what is no object is none.

use crate::text::Span;

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(Span),
    Bool(bool),
    Object(Object),
    /// A number, or nothing.
    Number,
    /// Anything else.
    Other,
}

/// An object: its keys and values, and whether there may be others.
#[derive(Clone, Debug, Default)]
pub(super) struct Object {
    pub members: Vec<(Span, Value)>,
    pub is_open: bool,
}

impl Object {
    pub fn get(&self, source: &[u8], key: &str) -> Option<&Value> {
        self.members.iter().find(|(name, _)| name.of(source) == key.as_bytes()).map(|(_, value)| value)
    }
}

/// So deep objects are read.
const DEEPEST: usize = 8;

/// The object that begins at a `{`.
pub(super) fn object(source: &[u8], at: usize) -> Option<Object> {
    Reader { source, at: at + 1 }.members(0)
}

struct Reader<'a> {
    source: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    /// Goes over blanks, the marks of comments at the beginnings of lines, and escaped newlines.
    fn blanks(&mut self) {
        let mut is_begin = false;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => is_begin = true,
                b' ' | b'\t' | b'\r' => {}
                b'\\' if matches!(self.source.get(self.at + 1), Some(b'\n' | b'\r')) => {}
                b'#' if is_begin => is_begin = false,
                _ => return,
            }
            self.at += 1;
        }
    }

    fn members(&mut self, depth: usize) -> Option<Object> {
        let mut object = Object::default();
        loop {
            self.blanks();
            match self.peek()? {
                b'}' => {
                    self.at += 1;
                    return Some(object);
                }
                b'*' => {
                    // What Python takes out of another dictionary.
                    object.is_open = true;
                    self.skip()?;
                }
                _ => {
                    let key = self.text()?;
                    self.blanks();
                    (self.peek()? == b':').then(|| self.at += 1)?;
                    self.blanks();
                    let value = self.value(depth)?;
                    object.members.push((key, value));
                }
            }
            self.blanks();
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => {}
                _ => return None,
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        let start = self.at;
        let value = match self.peek()? {
            b'{' if depth < DEEPEST => {
                self.at += 1;
                self.members(depth + 1).map(Value::Object)
            }
            b'"' | b'\'' | b'\\' => self.text().map(Value::Text),
            byte if byte.is_ascii_alphabetic() => {
                let rest = &self.source[start..];
                let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                self.at += length;
                match &rest[..length] {
                    b"true" | b"True" => Some(Value::Bool(true)),
                    b"false" | b"False" => Some(Value::Bool(false)),
                    b"null" | b"None" => Some(Value::Number),
                    _ => None,
                }
            }
            byte if byte.is_ascii_digit() => {
                let rest = &self.source[start..];
                self.at += rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                Some(Value::Number)
            }
            _ => None,
        };
        self.blanks();
        match value {
            Some(value) if matches!(self.peek(), Some(b',' | b'}')) => Some(value),
            _ => {
                self.at = start;
                self.skip()?;
                Some(Value::Other)
            }
        }
    }

    /// A string, in quotes that may be escaped.
    fn text(&mut self) -> Option<Span> {
        let is_escaped = self.peek()? == b'\\';
        self.at += usize::from(is_escaped);
        let quote = self.peek().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let start = self.at + 1;
        let mut at = start;
        loop {
            match *self.source.get(at)? {
                b'\n' => return None,
                b'\\' if is_escaped && self.source.get(at + 1) == Some(&quote) => {
                    self.at = at + 2;
                    return Some(Span::new(start, at));
                }
                b'\\' => at += 2,
                byte if byte == quote && !is_escaped => {
                    self.at = at + 1;
                    return Some(Span::new(start, at));
                }
                _ => at += 1,
            }
        }
    }

    /// Goes to the end of a value, whatever it is.
    fn skip(&mut self) -> Option<()> {
        const LONGEST: usize = 10_000;
        let mut depth = 0;
        let limit = self.source.len().min(self.at + LONGEST);
        while self.at < limit {
            match self.source[self.at] {
                b'"' | b'\'' => {
                    self.text()?;
                    continue;
                }
                b'{' | b'[' | b'(' => depth += 1,
                b',' | b'}' if depth == 0 => return Some(()),
                b'}' | b']' | b')' => depth -= 1,
                _ => {}
            }
            if depth < 0 {
                return None;
            }
            self.at += 1;
        }
        None
    }
}

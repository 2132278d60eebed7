//! Messages as other formats want them: what stands between backticks is code.

/// A piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Code(&'a str),
}

/// The pieces of a message. Where a backtick has no other it is text, and so is all else.
pub(super) fn pieces(message: &str) -> Vec<Piece<'_>> {
    if message.matches('`').count() % 2 == 1 {
        return vec![Piece::Text(message)];
    }
    let piece = |(place, text)| if place % 2 == 1 { Piece::Code(text) } else { Piece::Text(text) };
    let pieces = message.split('`').enumerate().map(piece);
    pieces.filter(|piece| !matches!(piece, Piece::Text("") | Piece::Code(""))).collect()
}

#[cfg(test)]
mod tests {
    use super::Piece::{Code, Text};
    use super::*;

    #[test]
    fn backticks_come_in_pairs() {
        assert_eq!(pieces("`%lx` wants `a`"), [Code("%lx"), Text(" wants "), Code("a")]);
        assert_eq!(pieces("an odd ` one"), [Text("an odd ` one")]);
        assert_eq!(pieces("a `` b"), [Text("a "), Text(" b")]);
        assert_eq!(pieces(""), []);
    }
}

//! The one form of a text in a test: `--- path` begins a file, `|` is the cursor, `^^^` stand under a span.
//! A raw string may be indented as the code round it.

/// The files of a tree, with their paths: each from its line `--- path` to the next.
pub fn files(fixture: &str) -> Vec<(String, String)> {
    let text = unindented(fixture);
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("--- ") {
            files.push((path.trim_end().to_owned(), String::new()));
        } else {
            let (_, text) = files.last_mut().expect("a fixture begins with `--- path`");
            text.push_str(line);
        }
    }
    files
}

/// The text of one of the files; a path that is not among them has none.
pub fn text_of<'a>(files: &'a [(String, String)], path: &str) -> Option<&'a str> {
    files.iter().find(|(other, _)| other == path).map(|(_, text)| text.as_str())
}

/// A text without its first `|`, and the offset of that in bytes.
pub fn cursor(fixture: &str) -> (String, usize) {
    let text = unindented(fixture);
    let (before, after) = text.split_once('|').expect("a fixture with a cursor");
    (format!("{before}{after}"), before.len())
}

/// A text without its lines of `^^^`, and the spans that they mark in the lines above: line, first column and the
/// one behind the last, from 0, in characters, and what stands behind the marks.
pub fn spans(fixture: &str) -> (String, Vec<(u32, u32, u32, String)>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut line = 0;
    for part in unindented(fixture).split_inclusive('\n') {
        let marks = part.trim_start_matches(' ');
        let Some(rest) = marks.strip_prefix('^').map(|rest| rest.trim_start_matches('^')) else {
            text.push_str(part);
            line += 1;
            continue;
        };
        let (start, length) = (part.len() - marks.len(), marks.len() - rest.len());
        spans.push((line - 1, start as u32, (start + length) as u32, rest.trim().to_owned()));
    }
    (text, spans)
}

/// The text without the newline that it begins with and the indentation that all its lines share.
pub fn unindented(text: &str) -> String {
    let Some(text) = text.strip_prefix('\n') else { return text.to_owned() };
    let is_blank = |line: &&str| line.trim().is_empty();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let shared = text.lines().filter(|line| !is_blank(line)).map(indent).min().unwrap_or_default();
    let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n') || !is_blank(line));
    lines.map(|line| line.get(shared..).unwrap_or_else(|| line.trim_start_matches(' '))).collect()
}

/// A line of text with its end.
pub fn line(text: &str) -> String {
    format!("{text}\n")
}

#[cfg(test)]
mod tests {
    use super::{cursor, files, spans, text_of};

    #[test]
    fn indentation_and_paths() {
        let found = files(
            "
            --- a/b
            one
              two

            --- c
            ",
        );
        let expected = [("a/b", "one\n  two\n\n"), ("c", "")];
        assert_eq!(found, expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert_eq!((text_of(&found, "c"), text_of(&found, "d")), (Some(""), None));
    }

    #[test]
    fn places() {
        assert_eq!(cursor("é\nfo|o\n"), ("é\nfoo\n".to_owned(), 5));
        let (text, found) = spans("foo bar\n    ^^^ TL1\nbaz\n");
        assert_eq!((text.as_str(), found), ("foo bar\nbaz\n", vec![(0, 4, 7, "TL1".to_owned())]));
    }
}

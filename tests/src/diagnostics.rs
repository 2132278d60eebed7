//! Reads what gcc and clang print.

/// One error or warning of a compiler.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file that it names.
    pub file: String,
    /// The line that it names.
    pub line: usize,
    /// An error, not a warning.
    pub is_error: bool,
    /// The option that asks for it, such as `-Wformat=`; empty for a default one.
    pub option: String,
    /// What is said.
    pub text: String,
}

/// Default warnings that aren't about the format: an event isn't judged by them.
const OFF_TOPIC: [&str; 4] =
    ["-Wduplicate-decl-specifier", "-Wtrigraphs", "-Wbidi-chars=", "-Winvalid-source-encoding"];

impl Diagnostic {
    /// Whether it speaks against the event.
    pub fn counts(&self) -> bool {
        self.is_error || !OFF_TOPIC.contains(&self.option.as_str())
    }

    /// The diagnostic without what differs from event to event: quoted names, numbers.
    pub fn shape(&self) -> String {
        let mut shape = String::new();
        let mut quoted = false;
        let mut previous = ' ';
        // The quotes around a quote would open and close at random.
        let text = self.text.replace(['‘', '’'], "'").replace("'''", "'quote'").replace("%'", "%quote");
        for character in text.chars() {
            match character {
                '\'' if !quoted && previous.is_alphanumeric() => shape.push(character),
                '\'' if quoted && previous == '\'' => {}
                '\'' => {
                    quoted = !quoted;
                    shape.push_str(if quoted { "'" } else { "…'" });
                }
                _ if quoted => {}
                digit if digit.is_ascii_digit() => {
                    if !previous.is_ascii_digit() {
                        shape.push('N');
                    }
                }
                other => shape.push(other),
            }
            previous = character;
        }
        let kind = if self.is_error { "error: " } else { "" };
        let option = if self.option.is_empty() { String::new() } else { format!(" [{}]", self.option) };
        format!("{kind}{shape}{option}")
    }
}

/// All errors and warnings in a compiler's output; notes and context are left out.
pub fn read(output: &str) -> Vec<Diagnostic> {
    output.lines().filter_map(read_line).collect()
}

fn read_line(line: &str) -> Option<Diagnostic> {
    let kinds = [(": fatal error: ", true), (": error: ", true), (": warning: ", false)];
    let (at, kind, is_error) =
        kinds.iter().filter_map(|(kind, error)| Some((line.find(kind)?, kind, *error))).min()?;
    let (place, text) = (&line[..at], &line[at + kind.len()..]);
    let mut parts = place.split(':');
    let file = parts.next()?.to_owned();
    let line = parts.next()?.parse().ok()?;
    let (text, option) = match text.strip_suffix(']').and_then(|text| text.rsplit_once(" [-W")) {
        Some((text, option)) => (text, format!("-W{option}")),
        None => (text, String::new()),
    };
    Some(Diagnostic { file, line, is_error, option, text: text.to_owned() })
}

//! The styles of what a terminal shows, as rustc has them. They are always written: `anstream` takes them out
//! again where the terminal, `--color` or the environment doesn't want them.

use crate::rules::rule::Severity;
use anstyle::{AnsiColor, Style};

/// Titles and names.
pub(crate) const BOLD: Style = Style::new().bold();

/// What matters less than its neighbours.
pub(crate) const DIMMED: Style = Style::new().dimmed();

/// The numbers and borders beside source lines.
pub(crate) const GUTTER: Style = AnsiColor::Blue.on_default();

/// The style of a finding's severity.
pub(crate) fn severity(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Green,
    };
    color.on_default().bold()
}

/// A text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

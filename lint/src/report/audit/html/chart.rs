//! The plot of findings by directory: an inline SVG bar chart. Bars are in parts of the width, text is
//! not, so that it fits every screen and is legible on each.

use super::escape::Escaped;
use crate::report::audit::model::Audit;
use crate::report::audit::table::weights;
use crate::report::audit::tally::Tally;
use std::io::{self, Write};

/// The most directories that have a bar.
const BARS: usize = 20;

/// The height of a bar with its label, and of the bar, in CSS pixels.
const STEP: usize = 36;
const BAR: usize = 12;

pub(super) fn write(out: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    if audit.directories.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<_> = audit.directories.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.tally.all()));
    let rest = rows.split_off(rows.len().min(BARS));
    let most = rows.iter().map(|row| row.tally.all()).max().unwrap_or(1);
    let height = rows.len() * STEP;
    writeln!(
        out,
        "<section id=\"plot\"><h2>Findings by directory</h2>\n<p class=\"legend\">{}</p>\n\
         <svg width=\"100%\" height=\"{height}\" role=\"img\" aria-label=\"Findings by directory\">",
        legend(audit.tally())
    )?;
    for (place, row) in rows.iter().enumerate() {
        let path = Escaped(&row.subject.path);
        let top = place * STEP;
        let text = top + STEP - BAR - 10;
        writeln!(
            out,
            "<a href=\"#findings\" data-facet=\"directory\" data-key=\"{path}\">\
             <title>{path}: {}</title>\
             <text x=\"0\" y=\"{text}\">{path}</text>\
             <text class=\"count\" x=\"100%\" y=\"{text}\">{}</text>",
            weights(row.tally),
            row.tally.all()
        )?;
        bar(out, row.tally, most, top + STEP - BAR - 4)?;
        writeln!(out, "</a>")?;
    }
    writeln!(out, "</svg>")?;
    if !rest.is_empty() {
        let findings: usize = rest.iter().map(|row| row.tally.all()).sum();
        writeln!(out, "<p class=\"note\">{} more directories have {findings} in all.</p>", rest.len())?;
    }
    writeln!(out, "</section>")
}

/// What the colours mean, of those that there are.
fn legend(tally: Tally) -> String {
    let weights = [
        (tally.errors, "<span class=\"error\">errors</span>"),
        (tally.warnings, "<span class=\"warning\">warnings</span>"),
        (tally.infos, "<span class=\"info\">notes</span>"),
    ];
    weights.iter().filter(|(count, _)| *count > 0).map(|(_, legend)| *legend).collect()
}

/// The parts of a bar, by weight. A whole bar is as wide as the most findings of any directory.
fn bar(out: &mut dyn Write, tally: Tally, most: usize, top: usize) -> io::Result<()> {
    writeln!(out, "<rect class=\"track\" x=\"0\" y=\"{top}\" width=\"100%\" height=\"{BAR}\"/>")?;
    let part = |count: usize| count as f64 * 100.0 / most as f64;
    let mut before = 0;
    for (count, class) in [(tally.errors, "error"), (tally.warnings, "warning"), (tally.infos, "info")] {
        if count > 0 {
            let (x, width) = (part(before), part(count));
            writeln!(
                out,
                "<rect class=\"{class}\" x=\"{x:.2}%\" y=\"{top}\" width=\"{width:.2}%\" height=\"{BAR}\"/>"
            )?;
        }
        before += count;
    }
    Ok(())
}

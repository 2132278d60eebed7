//! Text for people: sentences, code and tables, as Markdown or as plain text.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A line of code of a language.
    Code(&'static str, String),
    /// A sentence, its code in backticks.
    Text(String),
    /// A table: what stands over the columns, and the rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// Code inside of a sentence.
pub fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// The text as Markdown.
pub fn markdown(blocks: &[Block]) -> String {
    let shown = blocks.iter().map(|block| match block {
        Block::Code(language, text) => format!("```{language}\n{text}\n```"),
        Block::Text(text) => text.clone(),
        Block::Table(header, rows) => {
            let row = |cells: &[String]| {
                let cells: Vec<_> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
                format!("| {} |", cells.join(" | "))
            };
            let rule = format!("|{}", " --- |".repeat(header.len()));
            let rows = rows.iter().map(|cells| row(cells));
            [row(header), rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
        }
    });
    shown.collect::<Vec<_>>().join("\n\n")
}

/// The same for clients without Markdown.
pub fn plain(blocks: &[Block]) -> String {
    let bare = |text: &str| text.replace('`', "");
    let shown = blocks.iter().map(|block| match block {
        Block::Code(_, text) => text.clone(),
        Block::Text(text) => bare(text),
        Block::Table(header, rows) => {
            let rows = [header].into_iter().chain(rows).map(|cells| bare(&cells.join("  ")));
            rows.collect::<Vec<_>>().join("\n")
        }
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms() {
        let blocks = [
            Block::Code("c", "int x;".into()),
            Block::Text(format!("Takes {}.", code("a|b"))),
            Block::Table(vec!["A".into(), "B".into()], vec![vec!["`a|b`".into(), "c".into()]]),
        ];
        let expected = "```c\nint x;\n```\n\nTakes `a|b`.\n\n| A | B |\n| --- | --- |\n| `a\\|b` | c |";
        assert_eq!(markdown(&blocks), expected);
        assert_eq!(plain(&blocks), "int x;\nTakes a|b.\nA  B\na|b  c");
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}

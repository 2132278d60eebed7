//! The features, one file each. They are pure: a parsed file and spans go in, plain structs come out.
//! Nothing here names a type of the protocol, waits, reads or writes.

pub mod actions;
pub mod call_completion;
pub mod call_hierarchy;
pub mod call_hints;
pub mod call_hover;
pub mod call_signature;
pub mod call_sites;
pub mod code_lens;
pub mod commands;
pub mod completion;
pub mod document_links;
pub mod event_lists;
#[cfg(test)]
mod fixture;
pub mod folding;
pub mod guess;
pub mod headings;
pub mod highlights;
pub mod hosts;
pub mod hover;
pub mod inlay_hints;
pub mod markup;
pub mod place;
pub mod printed;
pub mod rename;
pub mod scripts;
pub mod selection;
pub mod signature_help;
pub mod symbols;
pub mod tags;
pub mod target;
pub mod tokens;
pub mod workspace_symbols;

#[cfg(test)]
mod house {
    use std::fs;
    use std::path::Path;

    /// Holds the house to what its first lines say.
    #[test]
    fn nothing_but_pure_functions() {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ide")];
        let mut count = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = fs::read_to_string(&path).unwrap();
                for word in
                    ["tower_lsp", "ls_types", "tokio", "async ", ".await", "std::fs", "std::io", "std::net"]
                {
                    assert!(!text.contains(word), "{} says {word}", path.display());
                }
                count += 1;
            }
        }
        assert!(count > 5);
    }

    /// Only three files know how bytes become columns, and only one edits text.
    #[test]
    fn ropes_and_columns_stay_where_they_belong() {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("ide.rs") && !path.to_string_lossy().contains("src/document") {
                    let text = fs::read_to_string(&path).unwrap();
                    for word in [".try_insert(", ".try_remove(", "utf16_cu", "encode_utf16", "len_utf16"] {
                        assert!(!text.contains(word), "{} says {word}", path.display());
                    }
                }
            }
        }
    }
}

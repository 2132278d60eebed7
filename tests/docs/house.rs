//! Holds the layout of both crates to its rules: a file imports folders of lower rank only, no two files import each
//! other, and some folders know things that no other may know.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A crate: the folder of its sources, and the folders and files in it from the ground up. Each imports those of
/// the rows before it alone; those of one row don't know each other.
struct House {
    folder: &'static str,
    ranks: &'static [&'static [&'static str]],
}

const LIBRARY: House = House {
    folder: "lint/src",
    ranks: &[
        &["text"],
        &["qemu"],
        &["parse"],
        &["model"],
        &["rules"],
        &["linter", "fix", "recording"],
        &["files", "report"],
        &["check"],
        &["cli"],
        &["main", "lib"],
    ],
};

const SERVER: House = House {
    folder: "lsp/src",
    ranks: &[
        &["document", "wire", "ide", "logging", "arguments"],
        &["view"],
        &["proto"],
        &["client"],
        &["handlers"],
        &["session"],
        &["service"],
        &["server"],
        &["main", "lib"],
    ],
};

/// A module: its path from the root of the crate, such as `["ide", "rename"]`.
type Module = Vec<String>;

/// The files of the crate by their modules. Tests and what they share stand outside the house.
fn files(house: &House) -> BTreeMap<Module, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(house.folder);
    let mut found = BTreeMap::new();
    for path in paths(&root) {
        let inside = path.strip_prefix(&root).unwrap().with_extension("");
        let module: Module = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        let is_test = |name: &String| name == "tests" || name.ends_with("_tests") || name == "fixture";
        if !module.iter().any(is_test) {
            found.insert(module, without_tests(&fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(found.len() > 80, "{} files", found.len());
    found
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { paths(&path) } else { vec![path] }).collect()
}

/// The code of a file, without comments and the tests at its end.
fn without_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules that a file names, by `use` or where it needs them.
fn imports(module: &Module, text: &str, files: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let mut found = BTreeSet::new();
    let mut add = |start: &[String], path: &[String]| {
        let mut full = start.to_vec();
        for part in path {
            match part.as_str() {
                "super" => drop(full.pop()),
                "self" => {}
                _ => full.push(part.clone()),
            }
        }
        // The deepest file on the way: what comes after it is in that file.
        while !full.is_empty() && !files.contains_key(&full) {
            full.pop();
        }
        if !full.is_empty() && full != *module {
            found.insert(full);
        }
    };
    let parent = match module.last().map(String::as_str) {
        Some("main" | "lib") => &[][..],
        _ => &module[..],
    };
    for (at, _) in text.match_indices("crate::") {
        expand(&text[at + "crate::".len()..], &mut |path| add(&[], path));
    }
    let starts_word = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c));
    for (at, _) in text.match_indices("super::").filter(|(at, _)| starts_word(*at)) {
        expand(&text[at..], &mut |path| add(parent, path));
    }
    // A face that calls into its own parts.
    let own = |other: &&Module| other.len() == parent.len() + 1 && other.starts_with(parent);
    for part in files.keys().filter(own) {
        let name = format!("{}::", part.last().unwrap());
        for (at, _) in text.match_indices(&name).filter(|(at, _)| starts_word(*at)) {
            let _ = at;
            add(parent, &part[parent.len()..]);
        }
    }
    found
}

/// Calls `each` with every path that begins here: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(text: &str, each: &mut dyn FnMut(&[String])) {
    fn walk<'a>(mut text: &'a str, path: &mut Vec<String>, each: &mut dyn FnMut(&[String])) -> &'a str {
        let depth = path.len();
        loop {
            text = text.trim_start();
            if let Some(mut rest) = text.strip_prefix('{') {
                loop {
                    rest = walk(rest, path, each).trim_start();
                    match rest.strip_prefix(',') {
                        Some(more) => rest = more,
                        None => break,
                    }
                }
                path.truncate(depth);
                return rest.strip_prefix('}').unwrap_or(rest);
            }
            let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
            if end > 0 {
                path.push(text[..end].to_owned());
            }
            text = &text[end..];
            match text.strip_prefix("::") {
                Some(rest) => text = rest,
                None => {
                    let alias = text.trim_start().strip_prefix("as ").map(|rest| {
                        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                        &rest[end..]
                    });
                    each(path);
                    path.truncate(depth);
                    return alias.unwrap_or(text);
                }
            }
        }
    }
    walk(text, &mut Vec::new(), each);
}

fn shown(module: &Module) -> String {
    module.join("/")
}

#[test]
fn folders_import_those_below_them() {
    let mut wrong = Vec::new();
    for house in [LIBRARY, SERVER] {
        let files = files(&house);
        let rank = |module: &Module| {
            let row = house.ranks.iter().position(|row| row.contains(&module[0].as_str()));
            row.unwrap_or_else(|| panic!("{}/{} has no rank", house.folder, shown(module)))
        };
        for (module, text) in &files {
            for import in imports(module, text, &files) {
                if import[0] != module[0] && rank(&import) >= rank(module) {
                    wrong.push(format!("{}/{} imports {}", house.folder, shown(module), shown(&import)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} imports that do not lead down:\n{}", wrong.len(), wrong.join("\n"));
}

/// The first circle that is found from a file, as the way round.
fn circle(
    module: &Module,
    edges: &BTreeMap<Module, BTreeSet<Module>>,
    way: &mut Vec<Module>,
    done: &mut BTreeSet<Module>,
) -> Option<String> {
    if let Some(start) = way.iter().position(|other| other == module) {
        return Some(way[start..].iter().map(shown).collect::<Vec<_>>().join(" → "));
    }
    if !done.insert(module.clone()) {
        return None;
    }
    way.push(module.clone());
    let found = edges.get(module).into_iter().flatten().find_map(|next| circle(next, edges, way, done));
    way.pop();
    found
}

#[test]
fn no_files_import_each_other() {
    let mut found = Vec::new();
    for house in [LIBRARY, SERVER] {
        let files = files(&house);
        let edges: BTreeMap<_, _> =
            files.iter().map(|(module, text)| (module.clone(), imports(module, text, &files))).collect();
        assert!(edges.values().map(BTreeSet::len).sum::<usize>() > 200);
        let mut done = BTreeSet::new();
        found.extend(files.keys().filter_map(|module| circle(module, &edges, &mut Vec::new(), &mut done)));
    }
    assert!(found.is_empty(), "{} circles of imports:\n{}", found.len(), found.join("\n"));
}

/// `ide` is pure; only `document` edits texts and counts columns.
#[test]
fn what_only_one_folder_knows() {
    let protocol = ["tower_lsp", "ls_types", "tokio", "async ", ".await", "std::fs", "std::io", "std::net"];
    let columns = [".try_insert(", ".try_remove(", "utf16_cu", "encode_utf16", "len_utf16"];
    for (module, text) in files(&SERVER) {
        let banned: &[&str] = match module[0].as_str() {
            "ide" => &[&protocol[..], &columns[..]].concat(),
            "document" => &protocol,
            _ => &columns,
        };
        for word in banned {
            assert!(!text.contains(word), "{} says {word}", shown(&module));
        }
    }
}

/// docs/ARCHITECTURE.md shows the folders with their ranks.
#[test]
fn the_page_shows_the_ranks() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("docs/ARCHITECTURE.md")).unwrap();
    assert!(page.lines().count() <= 200);
    for house in [LIBRARY, SERVER] {
        let part = page.split(&format!("## The folders of `{}`", house.folder)).nth(1).unwrap();
        let rows: Vec<_> =
            part.split("\n## ").next().unwrap().lines().filter(|line| line.starts_with("| ")).collect();
        let shown: Vec<_> = rows
            .iter()
            .filter_map(|row| row.split(" | ").nth(1)?.strip_prefix('`')?.strip_suffix("/`"))
            .collect();
        for (rank, row) in house.ranks.iter().enumerate() {
            for folder in row.iter().filter(|name| root.join(house.folder).join(name).is_dir()) {
                let beginning = format!("| {} | `{folder}/` |", rank + 1);
                assert!(rows.iter().any(|row| row.starts_with(&beginning)), "no row begins with {beginning}");
            }
        }
        for folder in shown {
            assert!(house.ranks.iter().any(|row| row.contains(&folder)), "{folder} has no rank");
        }
    }
}

//! An index of files that a test writes down.

use super::Includes;
use super::source_file::SourceFile;
use super::store::Index;
use super::tree_facts::TreeFacts;
use crate::parse::command::{self, CommandFile};
use crate::parse::event_list::{EventList, is_list_name};
use crate::parse::events::File;
use crate::parse::file_kind::VERSION;
use crate::parse::groups::{Groups, MAKEFILE, MESON, directory_of, group_name};
use crate::parse::release::release;
use crate::parse::script::{self, ScriptFile, is_script};
use crate::parse::source::{Include, includes, language, scan};
use crate::parse::systemtap::{self, SystemTapFile, is_tap_script};
use std::sync::Arc;

/// The index of a tree of these paths and texts. Where none of them is a `trace.h`, each directory
/// with events gets its own.
pub fn index_of<Text: AsRef<str>>(files: &[(Text, Text)]) -> Index {
    let owned = |text: &Text| text.as_ref().to_owned();
    let mut files: Vec<_> = files.iter().map(|(path, text)| (owned(path), owned(text))).collect();
    if !files.iter().any(|(path, _)| path.ends_with("/trace.h")) {
        let directories: Vec<_> =
            files.iter().filter_map(|(path, _)| path.strip_suffix("/trace-events")).collect();
        let header = |directory: &str| {
            let text = format!("#include \"trace/trace-{}.h\"\n", group_name(directory));
            (format!("{directory}/trace.h"), text)
        };
        let headers: Vec<_> = directories.into_iter().map(header).collect();
        files.extend(headers);
    }
    let (mut events, mut sources) = (Vec::new(), Vec::new());
    let (mut lists, mut scripts, mut systemtap_files) = (Vec::new(), Vec::new(), Vec::new());
    let mut command_files = Vec::new();
    let mut included: Vec<(Arc<str>, Vec<Include>)> = Vec::new();
    let mut tree = TreeFacts::default();
    for (path, text) in &files {
        let path: Arc<str> = path.as_str().into();
        if let Some(language) = language(path.as_bytes()) {
            tree.paths.insert(path.clone());
            included.push((path.clone(), includes(text.as_bytes())));
            let source = scan(text.as_bytes(), language, &[]);
            sources.push(Arc::new(SourceFile { path, source }));
        } else if is_list_name(&path) {
            lists.push(Arc::new(EventList::new(path, text.clone().into_bytes())));
        } else if is_tap_script(&path) {
            let script = systemtap::read(&path, text.as_bytes()).unwrap_or_default();
            systemtap_files.push(Arc::new(SystemTapFile { path, script }));
        } else if let Some(kind) = command::kind(&path) {
            let commands = command::scan(text.as_bytes(), kind);
            command_files.push(Arc::new(CommandFile { path: path.clone(), commands }));
            if is_script(&path) {
                scripts.push(Arc::new(ScriptFile { path, script: script::scan(text.as_bytes()) }));
            }
        } else if ![MESON, MAKEFILE, VERSION].contains(&&*path) {
            assert!(directory_of(&path).len() < path.len(), "{path}");
            events.push(Arc::new(File::new(path, text.clone().into_bytes())));
        }
    }
    let top =
        |name: &str| files.iter().find(|(path, _)| path == name).map(|(_, text)| text.clone().into_bytes());
    tree.groups = Groups::read(top(MESON).as_deref(), top(MAKEFILE).as_deref());
    tree.release = top(VERSION).and_then(|_| release(top));
    tree.includes = Includes::new(included.iter().map(|(path, includes)| (path, &**includes)), &tree.paths);
    let mut index = Index::new(events, sources, Arc::new(tree));
    index.lists = lists;
    index.scripts = scripts;
    index.systemtap_files = systemtap_files;
    index.command_files = command_files;
    index
}

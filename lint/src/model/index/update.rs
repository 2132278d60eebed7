//! The index after one file has changed. What the change does not touch is shared with the index
//! before it, so that an edit inside a line costs next to nothing.

use super::source_file::SourceFile;
use super::store::Index;
use super::tree_facts::TreeFacts;
use crate::parse::command::CommandFile;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::parse::script::ScriptFile;
use crate::parse::systemtap::SystemTapFile;
use std::borrow::Cow;
use std::sync::Arc;

impl Index {
    /// The index with a trace-events file in place of the one of its path, or beside the others.
    pub(crate) fn with_events(&self, file: Arc<File>) -> Index {
        let Some(place) = self.find_events(&file.path) else {
            let mut events = self.events.clone();
            events.push(file);
            return self.rebuilt(events, self.sources.to_vec());
        };
        let mut index = self.clone();
        let old = std::mem::replace(&mut index.events[place], file.clone());
        let touched =
            index.names.replace(&names(&old), &names(&file), |entry| &mut entry.declarations, place as u32);
        index.see_again(&touched);
        index
    }

    /// The index with a source in place of the one of its path, or beside the others.
    pub(crate) fn with_source(&self, file: Arc<SourceFile>) -> Index {
        let Some(place) = self.find_source(&file.path) else {
            let mut sources = self.sources.to_vec();
            sources.push(file);
            return self.rebuilt(self.events.clone(), sources);
        };
        let mut index = self.clone();
        let old = std::mem::replace(&mut Arc::make_mut(&mut index.sources)[place], file.clone());
        if old.source.includes != file.source.includes {
            index.includers = Arc::default();
        }
        let (before, after) = (references(&old), references(&file));
        index.names.replace(&before, &after, |entry| &mut entry.references, place as u32);
        let seen = index.see_groups(place);
        if seen != *index.seen[place] {
            Arc::make_mut(&mut index.seen)[place] = Arc::new(seen);
        }
        index
    }

    /// The index with an event list in place of the one of its path, or beside the others.
    pub(crate) fn with_list(&self, list: Arc<EventList>) -> Index {
        let mut index = self.clone();
        put(&mut index.lists, list, |file| &file.path);
        index
    }

    /// The index with a script in place of the one of its path, or beside the others.
    pub(crate) fn with_script(&self, script: Arc<ScriptFile>) -> Index {
        let mut index = self.clone();
        put(&mut index.scripts, script, |file| &file.path);
        index
    }

    /// The index with a SystemTap script in place of the one of its path, or beside the others.
    pub(crate) fn with_systemtap_file(&self, tap: Arc<SystemTapFile>) -> Index {
        let mut index = self.clone();
        put(&mut index.systemtap_files, tap, |file| &file.path);
        index
    }

    /// The index with these files with commands, in the order of their paths, in place of all others.
    pub fn with_commands(&self, files: Vec<Arc<CommandFile>>) -> Index {
        Index { command_files: files, ..self.clone() }
    }

    /// The index without the file of this path.
    pub fn without(&self, path: &str) -> Index {
        if self.find_systemtap_file(path).is_some() {
            let mut index = self.clone();
            index.systemtap_files.retain(|tap| *tap.path != *path);
            return index;
        }
        if self.find_script(path).is_some() {
            let mut index = self.clone();
            index.scripts.retain(|script| *script.path != *path);
            return index;
        }
        if self.lists.iter().any(|list| *list.path == *path) {
            let mut index = self.clone();
            index.lists.retain(|list| *list.path != *path);
            return index;
        }
        let events: Vec<_> = self.events.iter().filter(|file| *file.path != *path).cloned().collect();
        let sources: Vec<_> = self.sources.iter().filter(|file| *file.path != *path).cloned().collect();
        if events.len() == self.events.len() && sources.len() == self.sources.len() {
            return self.clone();
        }
        self.rebuilt(events, sources)
    }

    /// The index with other tree_facts.
    pub(crate) fn with_facts(&self, facts: Arc<TreeFacts>) -> Index {
        Index { facts, includers: Arc::default(), ..self.clone() }.seeing()
    }

    /// The index of files of which nobody knows to what tree they belong: what is not found may be elsewhere.
    pub(crate) fn of_parts(self) -> Index {
        let facts = TreeFacts { is_partial: true, is_fragment: true, ..TreeFacts::clone(&self.facts) };
        Index { facts: Arc::new(facts), has_sources: false, command_files: Vec::new(), ..self }
    }

    fn rebuilt(&self, events: Vec<Arc<File>>, sources: Vec<Arc<SourceFile>>) -> Index {
        let index = Index::new(events, sources, self.facts.clone());
        Index {
            has_sources: self.has_sources,
            lists: self.lists.clone(),
            scripts: self.scripts.clone(),
            systemtap_files: self.systemtap_files.clone(),
            command_files: self.command_files.clone(),
            ..index
        }
    }

    /// Looks again at which groups the sources see that refer to one of these names.
    fn see_again(&mut self, names: &[String]) {
        let mut sources: Vec<usize> = names
            .iter()
            .flat_map(|name| self.entry(name))
            .flat_map(|entry| &entry.references)
            .map(|&(source, _)| source as usize)
            .collect();
        sources.sort_unstable();
        sources.dedup();
        for source in sources {
            let seen = self.see_groups(source);
            if seen != *self.seen[source] {
                Arc::make_mut(&mut self.seen)[source] = Arc::new(seen);
            }
        }
    }
}

fn names(file: &File) -> Vec<Cow<'_, str>> {
    file.events.iter().map(|event| file.name(event)).collect()
}

fn references(file: &SourceFile) -> Vec<Cow<'_, str>> {
    file.source.references.iter().map(|reference| Cow::Borrowed(&*reference.name)).collect()
}

/// Puts a file in place of the one of its path, or beside the others, in the order of their paths.
fn put<T>(files: &mut Vec<Arc<T>>, file: Arc<T>, path: impl Fn(&T) -> &str) {
    match files.binary_search_by(|other| path(other).cmp(path(&file))) {
        Ok(place) => files[place] = file,
        Err(place) => files.insert(place, file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::index::index_of;
    use crate::parse::source::{Language, scan};
    use crate::text::fixture::{files, text_of, unindented};

    const TREE: &str = r#"
        --- hw/a/trace-events
        a(void) ""
        b(void) ""
        --- hw/a/a.c
        #include "trace.h"
        void f(void) { trace_a(); trace_c(); }
        --- hw/b/trace-events
        d(void) ""
        "#;

    /// The index of the tree in which one of the files has another text.
    fn changed(path: &str, text: &str) -> Index {
        let mut files = files(TREE);
        let (_, old) = files.iter_mut().find(|(other, _)| other == path).unwrap();
        *old = text.to_owned();
        index_of(&files)
    }

    /// All that is known of some names, as text.
    fn told(index: &Index) -> String {
        let names = ["a", "b", "c", "d"];
        let tell = |name: &str| {
            let declared: Vec<_> =
                index.declarations(name).map(|one| (one.file.path.clone(), one.event.name)).collect();
            let used: Vec<_> =
                index.sites(name).map(|site| (site.file.path.clone(), site.reference.span)).collect();
            format!("{name} {declared:?} {used:?}")
        };
        let seen: Vec<_> = (0..index.sources.len()).map(|source| index.groups_seen(source)).collect();
        names.map(tell).join("\n") + &format!("{seen:?}")
    }

    #[test]
    fn an_update_is_what_a_new_index_would_be() {
        let files = files(TREE);
        let index = index_of(&files);
        for text in [
            text_of(&files, "hw/a/trace-events").unwrap(),
            r#"
            b(void) ""
            c(void) ""
            "#,
            "",
            r#"
            a(void) "x"
            b(void)
            "#,
            r"
            a(void)
            a(void)
            d(void)
            ",
        ] {
            let text = unindented(text);
            let fresh = changed("hw/a/trace-events", &text);
            let updated = index.with_events(Arc::new(File::new("hw/a/trace-events", text.clone().into())));
            assert_eq!(told(&updated), told(&fresh), "{text}");
        }
        for text in [
            text_of(&files, "hw/a/a.c").unwrap(),
            "void f(void) { trace_d(); trace_b(); trace_a(); }\n",
            "",
            r#"
            #include "hw/b/trace.h"
            // trace_a
            "#,
        ] {
            let text = unindented(text);
            let fresh = changed("hw/a/a.c", &text);
            let source = scan(text.as_bytes(), Language::C, &[]);
            let updated = index.with_source(Arc::new(SourceFile { path: "hw/a/a.c".into(), source }));
            assert_eq!(told(&updated), told(&fresh), "{text}");
        }
    }

    #[test]
    fn files_come_and_go() {
        let index = index_of(&files(TREE));
        assert_eq!(index.without("hw/a/trace-events").declarations("a").count(), 0);
        assert_eq!(index.without("hw/a/a.c").sites("a").count(), 0);
        let more = index.with_events(Arc::new(File::new("a/trace-events", b"a(void)\n".to_vec())));
        assert_eq!(more.declarations("a").count(), 2);
        assert_eq!(more.sites("a").count(), 1);
    }

    #[test]
    fn files_beside_the_events_keep_the_order_of_their_paths() {
        let mut index = Index::default();
        for (path, text) in [("b.trace-list", "x\n"), ("c.trace-list", "x\n"), ("a.trace-list", "x\n")] {
            index = index.with_list(Arc::new(EventList::new(path, text.into())));
        }
        index = index.with_list(Arc::new(EventList::new("b.trace-list", "y\n".into())));
        let told: Vec<_> = index.lists.iter().map(|list| (&*list.path, &*list.text)).collect();
        let expected: [(&str, &[u8]); 3] =
            [("a.trace-list", b"x\n"), ("b.trace-list", b"y\n"), ("c.trace-list", b"x\n")];
        assert_eq!(told, expected);
        assert!(index.without("b.trace-list").lists.iter().all(|list| *list.path != *"b.trace-list"));
    }
}

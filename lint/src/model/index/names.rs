//! What each name stands for, whatever its case. An edit changes a few names of thousands: these lie
//! over those that it leaves alone, which indexes share.

use crate::model::index::source_file::SourceFile;
use crate::parse::events::File;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::Arc;

/// More changed names than this are put among the others.
const MOST_CHANGED: usize = 1024;

/// Everything that bears a name, by the name in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    known: Arc<FxHashMap<Box<str>, Entry>>,
    /// What stands for a name instead.
    changed: Arc<FxHashMap<Box<str>, Entry>>,
}

/// Everything that bears one name.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Index of the file, and of the event in it.
    pub(super) declarations: Vec<(u32, u32)>,
    /// Index of the source, and of the reference in it.
    pub(super) references: Vec<(u32, u32)>,
}

impl Names {
    /// The names of files and sources, by their places in these lists.
    pub(super) fn new(events: &[Arc<File>], sources: &[Arc<SourceFile>]) -> Names {
        let mut known: FxHashMap<Box<str>, Entry> = FxHashMap::default();
        for (place, file) in events.iter().enumerate() {
            for (event, declared) in file.events.iter().enumerate() {
                let entry = known.entry(key(&file.name(declared)).into()).or_default();
                entry.declarations.push((place as u32, event as u32));
            }
        }
        for (place, file) in sources.iter().enumerate() {
            for (reference, named) in file.source.references.iter().enumerate() {
                let entry = known.entry(key(&named.name).into()).or_default();
                entry.references.push((place as u32, reference as u32));
            }
        }
        Names { known: Arc::new(known), changed: Arc::default() }
    }

    /// What bears a name.
    pub(super) fn get(&self, name: &str) -> Option<&Entry> {
        let key = key(name);
        self.changed.get(&*key).or_else(|| self.known.get(&*key))
    }

    /// What bears a name, to be changed.
    fn get_mut(&mut self, name: &str) -> &mut Entry {
        let key = key(name);
        if self.changed.len() >= MOST_CHANGED && !self.changed.contains_key(&*key) {
            let changed = std::mem::take(&mut self.changed);
            Arc::make_mut(&mut self.known).extend(Arc::unwrap_or_clone(changed));
        }
        let known = &self.known;
        let old = || known.get(&*key).cloned().unwrap_or_default();
        Arc::make_mut(&mut self.changed).entry((*key).into()).or_insert_with(old)
    }

    /// Puts the places of the names in one file where they are now: the file at `place` held `before`, and
    /// holds `after`. Returns the names that came, went or moved.
    pub(super) fn replace(
        &mut self,
        before: &[Cow<str>],
        after: &[Cow<str>],
        places: fn(&mut Entry) -> &mut Vec<(u32, u32)>,
        place: u32,
    ) -> Vec<String> {
        let mut touched = Vec::new();
        for (index, name) in before.iter().enumerate().filter(|(index, name)| after.get(*index) != Some(name))
        {
            places(self.get_mut(name)).retain(|at| *at != (place, index as u32));
            touched.push(name.to_string());
        }
        for (index, name) in after.iter().enumerate().filter(|(index, name)| before.get(*index) != Some(name))
        {
            let places = places(self.get_mut(name));
            let at = (place, index as u32);
            places.insert(places.partition_point(|other| *other < at), at);
            touched.push(name.to_string());
        }
        touched
    }
}

/// What a name is looked up by: tracetool writes guards in upper case.
fn key(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.to_uppercase().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_names_go_among_the_others() {
        let mut names = Names::default();
        let called = |index: usize| Cow::Owned(format!("Name{index}"));
        for round in 0..3 {
            let before: Vec<_> = (0..2000).map(|index| called(index + round)).collect();
            let after: Vec<_> = (0..2000).map(|index| called(index + round + 1)).collect();
            let before = if round == 0 { &[] } else { &*before };
            names.replace(before, &after, |entry| &mut entry.declarations, 7);
        }
        let places = |name: &str| names.get(name).map(|entry| entry.declarations.clone()).unwrap_or_default();
        assert_eq!(places("name3"), [(7, 0)]);
        assert_eq!(places("NAME2002"), [(7, 1999)]);
        assert_eq!(places("name2"), []);
        assert!(names.changed.len() <= MOST_CHANGED && names.known.len() > 1000);
    }
}

//! Who includes which `trace.h`, those that are missing among them.

use super::includes::resolve;
use super::store::{Includers, Index};
use crate::parse::groups::directory_of;
use rustc_hash::FxHashMap;
use std::sync::Arc;

impl Index {
    /// The files that include the `trace.h` of this path, which may be missing, in the order of their paths.
    /// Those of all are found at the first question.
    pub(crate) fn includers(&self, header: &str) -> &[Arc<str>] {
        self.includers.get_or_init(|| self.find_includers()).get(header).map_or(&[], |found| found)
    }

    fn find_includers(&self) -> Includers {
        let mut found = Includers::default();
        // What the name alone means is the same for all files of a directory.
        let mut by_directory: FxHashMap<&str, Vec<Arc<str>>> = FxHashMap::default();
        let paths = &self.facts.paths;
        let sources = self.sources.iter().map(|file| (&file.path, &file.source.includes));
        for (path, includes) in sources.chain(&self.facts.includes.headers) {
            for include in
                includes.iter().filter(|include| include.is_quoted && include.path.ends_with("trace.h"))
            {
                if &*include.path == "trace.h" {
                    by_directory.entry(directory_of(path)).or_default().push(path.clone());
                    continue;
                }
                let header =
                    resolve(&include.path, path, path, paths).map_or(&*include.path, |header| header);
                found.entry(header.into()).or_default().push(path.clone());
            }
        }
        for (directory, includers) in by_directory {
            match resolve("trace.h", &includers[0], &includers[0], paths) {
                Some(header) => found.entry((**header).into()).or_default().extend(includers),
                None => {
                    let missing = format!("{directory}/trace.h").into();
                    found.entry(missing).or_default().extend(includers.iter().cloned());
                    found.entry("trace.h".into()).or_default().extend(includers);
                }
            }
        }
        for includers in found.values_mut() {
            includers.sort_unstable();
            includers.dedup();
        }
        found
    }
}

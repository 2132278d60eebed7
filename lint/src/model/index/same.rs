//! Whether two indexes say the same: what was found out by one holds for the other.

use super::store::Index;
use crate::text::Document;

impl Index {
    /// True when both were made of the same files with the same texts; of sources, as far as these concern tracing.
    pub fn is_same(&self, other: &Index) -> bool {
        let is_same_text =
            |one: &Document, other: &Document| one.path == other.path && one.text == other.text;
        self.has_sources == other.has_sources
            && self.facts == other.facts
            && self.sources == other.sources
            && self.scripts == other.scripts
            && self.systemtap_files == other.systemtap_files
            && self.events.len() == other.events.len()
            && self.events.iter().zip(&other.events).all(|(one, other)| is_same_text(one, other))
            && self.lists.len() == other.lists.len()
            && self.lists.iter().zip(&other.lists).all(|(one, other)| is_same_text(one, other))
    }
}

#[cfg(test)]
mod tests {
    use super::super::index_of;

    const EVENTS: &str = "foo(int a) \"a=%d\"\n";
    const SOURCE: &str = "#include \"trace.h\"\nvoid f(void) { trace_foo(1); }\n";

    #[test]
    fn what_concerns_tracing_counts() {
        let old = [("meson.build", "trace_events_subdirs = [ 'hw' ]"), ("hw/trace-events", EVENTS)];
        let old = index_of(&[&old[..], &[("hw/foo.c", SOURCE)]].concat());
        let check = |meson: &str, events: &str, path: &str, source: &str, expected: bool| {
            let new = index_of(&[("meson.build", meson), ("hw/trace-events", events), (path, source)]);
            assert_eq!(new.is_same(&old), expected, "{meson} {events} {path} {source}");
            assert_eq!(old.is_same(&new), expected, "{meson} {events} {path} {source}");
        };
        let meson = "trace_events_subdirs = [ 'hw' ]";
        check(meson, EVENTS, "hw/foo.c", SOURCE, true);
        check(meson, EVENTS, "hw/foo.c", &format!("{SOURCE}int x;\n"), true);
        check(meson, EVENTS, "hw/foo.c", &format!("int x;\n{SOURCE}"), false);
        check(meson, EVENTS, "hw/foo.c", "#include \"trace.h\"\n", false);
        check(meson, EVENTS, "hw/bar.c", SOURCE, false);
        check(meson, &EVENTS.replace("%d", "%x"), "hw/foo.c", SOURCE, false);
        check("trace_events_subdirs = [ 'hw', 'ui' ]", EVENTS, "hw/foo.c", SOURCE, false);
    }
}

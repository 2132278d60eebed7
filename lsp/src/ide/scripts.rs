//! Scripts: the methods that simpletrace calls by the names of events, and the points of SystemTap's probes.

use trace_lint::parse::script::{Method, ScriptFile};
use trace_lint::parse::systemtap::{Point, SystemTapFile};

/// The method whose name stands at an offset of a script.
pub fn method_at(file: &ScriptFile, offset: u32) -> Option<&Method> {
    let mut methods = file.script.classes.iter().flat_map(|class| &class.methods);
    methods.find(|method| method.span.start <= offset && offset <= method.span.end)
}

/// The point whose name of an event stands at an offset of a SystemTap script.
pub fn point_at(file: &SystemTapFile, offset: u32) -> Option<&Point> {
    let mut points = file.script.probes.iter().flat_map(|probe| &probe.points);
    points.find(|point| point.span.start <= offset && offset <= point.span.end)
}

#[cfg(test)]
mod tests {
    use crate::ide::fixture::Tree;
    use crate::ide::place::FileEdits;
    use crate::ide::target::target;
    use crate::ide::{call_hover, call_sites, rename};
    use trace_lint::model::index::Index;

    const PATH: &str = "scripts/x.py";
    const TREE: &str = r#"
        --- hw/a/trace-events
        a_read(int x) "%d"
        a_write(int x) "%d"
        --- scripts/x.py
        import simpletrace
        class A(simpletrace.Analyzer):
            def a_read(self, x):
                self.a_write(x)
                other.a_write(x)
            def a_write(self, x):
                pass
            def helper(self):
                pass
        class B(simpletrace.Analyzer2):
            def a_read(self, x, **kwargs):
                pass
        simpletrace.run(A())
        --- scripts/x.stp
        probe qemu.kvm.a_read, qemu.kvm.a_* { }
        probe process("qemu-io").mark("a_read") { }
        "#;

    #[test]
    fn methods_lead_to_their_events() {
        let tree = Tree::new(TREE);
        let index = &tree.index;
        let check = |place: &str, definitions: usize, references: usize, is_said: bool| {
            let offset = tree.at(PATH, place);
            let target = target(index, PATH, offset);
            let count = |found: fn(&Index, &crate::ide::target::Target) -> usize| {
                target.as_ref().map_or(0, |target| found(index, target))
            };
            assert_eq!(
                count(|index, target| call_sites::definition(index, target).len()),
                definitions,
                "{place}"
            );
            let found = count(|index, target| call_sites::references(index, target, true).len());
            assert_eq!(found, references, "{place}");
            assert_eq!(call_hover::hover(index, PATH, offset).is_some(), is_said, "{place}");
        };
        check("def |a_read(self, x):", 1, 5, true);
        check("def a_wri|te", 1, 2, true);
        check("def hel|per", 0, 0, false);
        check("self.a_|write", 0, 0, false);
        let offset = tree.at("scripts/x.stp", "kvm.|a_read");
        let target = target(index, "scripts/x.stp", offset).unwrap();
        assert_eq!(call_sites::definition(index, &target).len(), 1);
        let renaming = rename::rename(index, &target, "a_scan", &|_| None).unwrap();
        let edits: Vec<_> = renaming.edits.iter().map(|it| (&*it.path, it.edits.len())).collect();
        assert_eq!(edits, [("hw/a/trace-events", 1), (PATH, 2), ("scripts/x.stp", 2)]);
        assert!(
            super::super::target::target(index, "scripts/x.stp", tree.at("scripts/x.stp", "a_|*")).is_none()
        );
    }

    #[test]
    fn methods_follow_their_events() {
        let tree = Tree::new(TREE);
        let index = &tree.index;
        let check = |place: &str, new: &str, expected: Result<&[(&str, usize, usize)], &str>| {
            let target = target(index, PATH, tree.at(PATH, place)).unwrap();
            let found = rename::rename(index, &target, new, &|_| None);
            let count = |files: &[FileEdits], path: &str| {
                files.iter().filter(|file| &*file.path == path).map(|file| file.edits.len()).sum::<usize>()
            };
            let found = found.map(|it| {
                ["hw/a/trace-events", PATH]
                    .map(|path| (path, count(&it.edits, path), count(&it.comments, path)))
            });
            assert_eq!(found.as_ref().map(|it| &it[..]).map_err(|it| &**it), expected, "{place} {new}");
        };
        check("def |a_read(self, x):", "a_scan", Ok(&[("hw/a/trace-events", 1, 0), (PATH, 2, 0)]));
        check("def |a_write", "a_put", Ok(&[("hw/a/trace-events", 1, 0), (PATH, 2, 1)]));
        let taken = "`A` in scripts/x.py has a method `helper` that means something else";
        check("def |a_write", "helper", Err(taken));
        let keyword = "scripts/x.py has a method of this name, and `lambda` is a keyword of Python";
        check("def |a_write", "lambda", Err(keyword));
    }
}

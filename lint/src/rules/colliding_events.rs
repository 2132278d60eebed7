//! `colliding-events`

use crate::diagnostic::Related;
use crate::file::FileKind;
use crate::rule::*;
use rustc_hash::FxHashMap;

declare_rule! {
    /// ## What it does
    /// Reports two events whose names differ in case alone, in one file or in two that one build
    /// can link.
    ///
    /// ## Why it is wrong
    /// The generated C has a variable `_TRACE_NAME_EVENT` for each, with the name in upper case:
    /// it is defined twice.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_Read(int fd) "fd=%d"
    /// ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_read_again(int fd) "fd=%d"
    /// ```
    "colliding-events", "TL202", Error, ON, Check::Files(check)
}

fn check(cx: &mut FilesContext) {
    let files = cx.files;
    let mut declared: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
    for (index, file) in files.iter().enumerate().filter(|(_, file)| file.kind == FileKind::Group) {
        for (place, event) in file.events.iter().enumerate() {
            let earlier = declared.entry(file.name(event).to_uppercase()).or_default();
            let first = earlier.iter().copied().find(|&(other, place)| {
                let differs = files[other].bytes(files[other].events[place].name) != file.bytes(event.name);
                differs && (other == index || (cx.linked)(other, index))
            });
            earlier.push((index, place));
            let Some((other, place)) = first else { continue };
            let (other_file, first) = (&files[other], &files[other].events[place]);
            let message = format!(
                "the events `{}` and `{}` are the same in upper case, as the generated C writes them",
                other_file.name(first),
                file.name(event)
            );
            cx.report(index, event.name, message).related.push(Related {
                path: (other != index).then(|| other_file.path.clone()),
                span: first.name,
                message: "the other event".into(),
            });
        }
    }
}

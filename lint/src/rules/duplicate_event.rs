//! `duplicate-event`

use crate::diagnostic::Related;
use crate::file::FileKind;
use crate::rule::*;
use rustc_hash::FxHashMap;

declare_rule! {
    /// ## What it does
    /// Reports an event that is declared twice, in one file or in two that one build can link.
    ///
    /// ## Why it is wrong
    /// In one file, the generated C does not compile; in two, it does not link. Groups that no
    /// build links together, such as linux-user and bsd-user, may share names. In a
    /// `trace-events-all` all groups stand together, so nothing is reported there.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_read(void *opaque) "opaque=%p"
    /// ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_read_done(void *opaque) "opaque=%p"
    /// ```
    "duplicate-event", "TL201", Error, ON, Check::Files(check)
}

fn check(cx: &mut FilesContext) {
    let files = cx.files;
    let mut declared: FxHashMap<&[u8], Vec<(usize, usize)>> = FxHashMap::default();
    for (index, file) in files.iter().enumerate().filter(|(_, file)| file.kind == FileKind::Group) {
        for (place, event) in file.events.iter().enumerate() {
            let earlier = declared.entry(file.bytes(event.name)).or_default();
            let first = earlier.iter().find(|(other, _)| *other == index || (cx.linked)(*other, index)).copied();
            earlier.push((index, place));
            let Some((other, place)) = first else { continue };
            let (other_file, first) = (&files[other], &files[other].events[place]);
            let name = file.name(event).into_owned();
            let message = if other == index {
                format!("the event `{name}` is declared twice")
            } else {
                format!("the event `{name}` is also declared in {}, and one build links both", other_file.path)
            };
            cx.report(index, event.name, message).related.push(Related {
                path: (other != index).then(|| other_file.path.clone()),
                span: first.name,
                message: "first here".into(),
            });
        }
    }
}

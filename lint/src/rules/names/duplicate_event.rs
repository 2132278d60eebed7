//! `duplicate-event`

use crate::parse::events::File;
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use std::sync::Arc;

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
    name: "duplicate-event",
    code: "TL201",
    severity: Error,
    default: ON,
    check: Group(check),
}

fn check(cx: &mut TreeContext, file: &Arc<File>) {
    if file.is_of_build {
        return;
    }
    let index = cx.index;
    for event in &file.events {
        let name = file.name(event);
        let mut earlier = index
            .declarations(&name)
            .take_while(|other| other.event.name != event.name || other.file.path != file.path);
        let first = earlier.find(|other| other.file.path == file.path || index.are_linked(other.file, file));
        let Some(first) = first else { continue };
        let message = if first.file.path == file.path {
            format!("the event `{}` is declared twice", name)
        } else {
            format!("the event `{}` is also declared in {}, and one build links both", name, first.file.path)
        };
        cx.report(&file.path, event.name, message).label_in(&first.file.path, first.event.name, "first here");
    }
}

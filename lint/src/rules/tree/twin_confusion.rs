//! `twin-confusion`

use crate::model::index::{Declaration, Index};
use crate::parse::events::File;
use crate::parse::source::{Kind, Reference};
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;
use crate::text::printable;
use rustc_hash::FxHashMap;
use std::sync::Arc;

declare_rule! {
    /// ## What it does
    /// Reports a function that traces the event of its twin: the read handler calls
    /// `trace_x_write`, `x_read` is called nowhere, and the function is named after it.
    ///
    /// ## Why it is wrong
    /// The trace shows a write where a read happened; it compiles when both events have the same
    /// arguments.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(uint64_t addr) "addr=0x%" PRIx64
    /// foo_write(uint64_t addr) "addr=0x%" PRIx64
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// static uint64_t foo_mmio_read(Foo *s, hwaddr addr)
    /// {
    ///     trace_foo_write(addr);
    ///     ^^^^^^^^^^^^^^^
    /// }
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(uint64_t addr) "addr=0x%" PRIx64
    /// foo_write(uint64_t addr) "addr=0x%" PRIx64
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// static uint64_t foo_mmio_read(Foo *s, hwaddr addr)
    /// {
    ///     trace_foo_read(addr);
    /// }
    /// static void foo_mmio_write(Foo *s, hwaddr addr)
    /// {
    ///     trace_foo_write(addr);
    /// }
    /// ```
    name: "twin-confusion",
    code: "TL704",
    severity: Warning,
    default: ON,
    check: Source(check),
}

/// Words of which one means the contrary, or the other direction, of the other.
const TWINS: [(&str, &str); 56] = [
    ("read", "write"),
    ("rd", "wr"),
    ("get", "set"),
    ("load", "store"),
    ("load", "save"),
    ("in", "out"),
    ("input", "output"),
    ("rx", "tx"),
    ("recv", "send"),
    ("receive", "send"),
    ("receive", "transmit"),
    ("enter", "exit"),
    ("enter", "leave"),
    ("entry", "exit"),
    ("begin", "end"),
    ("start", "end"),
    ("start", "stop"),
    ("start", "finish"),
    ("open", "close"),
    ("push", "pop"),
    ("enqueue", "dequeue"),
    ("map", "unmap"),
    ("lock", "unlock"),
    ("add", "remove"),
    ("add", "del"),
    ("insert", "remove"),
    ("attach", "detach"),
    ("connect", "disconnect"),
    ("enable", "disable"),
    ("register", "unregister"),
    ("realize", "unrealize"),
    ("plug", "unplug"),
    ("init", "exit"),
    ("init", "finalize"),
    ("alloc", "free"),
    ("create", "destroy"),
    ("raise", "lower"),
    ("suspend", "resume"),
    ("pause", "resume"),
    ("up", "down"),
    ("encrypt", "decrypt"),
    ("pack", "unpack"),
    ("acquire", "release"),
    ("load", "unload"),
    ("start", "done"),
    ("begin", "finish"),
    ("begin", "done"),
    ("request", "reply"),
    ("request", "response"),
    ("req", "rsp"),
    ("req", "resp"),
    ("src", "dst"),
    ("source", "target"),
    ("grab", "ungrab"),
    ("peek", "poke"),
    ("save", "restore"),
];

fn check(cx: &mut TreeContext, Source { file, .. }: Source) {
    let index = cx.index;
    let references = &file.source.references;
    let mut known: FxHashMap<(&str, u32), Option<Declaration>> = FxHashMap::default();
    for reference in references.iter().filter(|reference| !reference.is_dead) {
        let Kind::Call(_) = reference.kind else { continue };
        let Some(place) = reference.function else { continue };
        let Some(function) = file.source.functions.get(place as usize) else { continue };
        let look = || {
            let mut declarations = index.declarations(&reference.name);
            let declaration = declarations.next().filter(|_| declarations.next().is_none())?;
            twin(index, declaration.file, reference, &function.name)
        };
        let Some(twin) = *known.entry((&*reference.name, place)).or_insert_with(look) else { continue };
        let meant = printable(&twin.file.name(twin.event)).into_owned();
        let name = &reference.name;
        let message = format!("`{}` traces `{name}`, and nothing traces `{meant}`", function.name);
        let span = function.name_span;
        cx.report(&file.path, reference.span, message)
            .event(&**name)
            .help(format!("was `trace_{meant}` meant?"))
            .label(span, format!("the function is named after `{meant}`"))
            .label_in(&twin.file.path, twin.event.name, "called nowhere");
    }
}

/// The event that nothing calls and that the function is named after, when it is the twin of the
/// one called.
fn twin<'a>(
    index: &'a Index,
    file: &'a Arc<File>,
    called: &Reference,
    function: &str,
) -> Option<Declaration<'a>> {
    let named = std::iter::once(function.to_owned()).filter(|_| is_at_home(index, called, function));
    let opposite = opposites(&called.name, function);
    named.chain(opposite).filter(|name| **name != *called.name).find_map(|name| {
        let declaration = index.declarations(&name).find(|other| other.file.path == file.path)?;
        let is_unused = index.users(declaration).next().is_none();
        is_unused.then_some(declaration)
    })
}

/// True when the event is called by a function of its own name too.
fn is_at_home(index: &Index, called: &Reference, function: &str) -> bool {
    *called.name != *function
        && index
            .sites(&called.name)
            .any(|site| matches!(site.reference.kind, Kind::Call(_)) && site.function() == Some(&called.name))
}

/// The names of the twins of an event that a function could be named after: it has the twin's word
/// and not the event's.
fn opposites(event: &str, function: &str) -> Vec<String> {
    let words: Vec<&str> = event.split('_').collect();
    let of_function: Vec<&str> = function.split('_').collect();
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        for (one, other) in TWINS {
            let twin = if *word == one {
                other
            } else if *word == other {
                one
            } else {
                continue;
            };
            if of_function.contains(&twin) && !of_function.contains(word) {
                let mut renamed = words.clone();
                renamed[place] = twin;
                found.push(renamed.join("_"));
            }
        }
    }
    found
}

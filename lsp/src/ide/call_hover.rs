//! Hover on the names of events in sources: the generated function, what it prints, and where it is
//! declared.

use super::call_signature::label;
use super::target::{Target, target};
use trace_lint::groups::{directory_of, group_name};
use trace_lint::index::{Declaration, Index};
use trace_lint::source::Kind;
use trace_lint::text::{Span, printable};

/// What is said of an event in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallHover {
    /// The name it is said of.
    pub span: Span,
    /// Each event of the name that may be meant.
    pub events: Vec<EventText>,
}

/// What is said of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventText {
    /// The generated function, in C.
    pub prototype: String,
    /// The format as written; empty where there is none.
    pub format: String,
    /// Where it is declared, and how often it is called.
    pub note: String,
}

/// What is to be said of the name at an offset of a source.
pub fn hover(index: &Index, path: &str, offset: u32) -> Option<CallHover> {
    let target = target(index, path, offset)?;
    let Target::Site(site) = &target else { return None };
    let events: Vec<_> =
        target.declarations(index).into_iter().map(|declaration| said(index, declaration)).collect();
    let is_shown = !events.is_empty() && site.reference.kind != Kind::Mention;
    is_shown.then(|| CallHover { span: target.span(), events })
}

fn said(index: &Index, declaration: Declaration) -> EventText {
    let Declaration { file, event } = declaration;
    let format = event.format.as_ref().map(|format| format.span.text(&file.text));
    let line = event.line + 1;
    let group = group_name(directory_of(&file.path));
    let count = index.users(declaration).count();
    let calls = match count {
        0 => "never called".to_owned(),
        1 => "1 call site".to_owned(),
        count => format!("{count} call sites"),
    };
    let state = if event.is_disabled { ", disabled" } else { "" };
    EventText {
        prototype: format!("void {};", label(index, declaration).0),
        format: format.map(|format| printable(&format).into_owned()).unwrap_or_default(),
        note: format!("{}:{line}, group {group}, {calls}{state}", printable(&file.path)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{cursor, index_of};
    use super::*;

    #[test]
    fn what_is_said() {
        let events = "\ndisable x(void *dev) \"dev=%p\"\n";
        let (source, offset) = cursor(
            "#include \"trace.h\"\nvoid f(void)\n{\n    if (TRACE_|X_ENABLED) trace_x(1);\n}\n/* trace_x */\n",
        );
        let index = index_of(&[("hw/a/trace-events", events), ("hw/a/a.c", &source)]);
        let found = hover(&index, "hw/a/a.c", offset).unwrap();
        assert_eq!(&source[found.span.range()], "TRACE_X_ENABLED");
        let expected = EventText {
            prototype: "void trace_x(void *dev);".into(),
            format: "\"dev=%p\"".into(),
            note: "hw/a/trace-events:2, group hw_a, 1 call site, disabled".into(),
        };
        assert_eq!(found.events, [expected]);
        for nothing in ["void f", "trace_x */", "trace.h"] {
            let at = source.find(nothing).unwrap() as u32;
            assert_eq!(hover(&index, "hw/a/a.c", at), None, "{nothing}");
        }
    }
}

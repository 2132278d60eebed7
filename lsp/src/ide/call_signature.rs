//! Signature help at the calls of events in sources: the arguments as declared, and the one that is
//! written at the cursor.

use super::signature_help::Signature;
use trace_lint::model::index::{Declaration, Index, Site};
use trace_lint::parse::source::{Call, Kind, Reference};
use trace_lint::text::{Span, printable};

/// The signature for an offset between the parentheses of a call; elsewhere there is none.
pub fn signature(index: &Index, path: &str, offset: u32) -> Option<Signature> {
    let source = index.find_source(path)?;
    let file = &index.sources[source];
    let is_inside = |span: Span| span.start < offset && offset <= span.end;
    let called = |reference: &&Reference| match &reference.kind {
        Kind::Call(call) if !call.is_pasted => {
            // Behind the closing parenthesis the call is over.
            is_inside(call.parentheses) && !(call.is_complete && offset == call.parentheses.end)
        }
        _ => false,
    };
    let reference = file.source.references.iter().rfind(called)?;
    let Kind::Call(call) = &reference.kind else { return None };
    let declaration = index.meant(Site { source, file, reference }).into_iter().next()?;
    let (label, parameters) = label(index, declaration);
    let active = argument_at(call, offset);
    Some(Signature { label, active: (active < parameters.len()).then_some(active), parameters })
}

/// The generated function with its parameters, as bytes of the text.
pub fn label(index: &Index, declaration: Declaration) -> (String, Vec<Span>) {
    let Declaration { file, event } = declaration;
    let mut label = format!("trace_{}(", printable(&file.name(event)));
    let mut parameters = Vec::new();
    let cpu = has_cpu(index, declaration).then(|| "CPUState *cpu".to_owned());
    let written = event.arguments.iter().map(|it| printable(&it.span.text(&file.text)).into_owned());
    for parameter in cpu.into_iter().chain(written) {
        label.push_str(if parameters.is_empty() { "" } else { ", " });
        let start = label.len();
        label.push_str(&parameter);
        parameters.push(Span::new(start, label.len()));
    }
    label.push_str(if parameters.is_empty() { "void)" } else { ")" });
    (label, parameters)
}

/// True when the generated function takes a CPU before what is declared, as up to 8.0.
pub fn has_cpu(index: &Index, declaration: Declaration) -> bool {
    declaration.wanted(index.facts.era()) > declaration.event.arguments.len()
}

/// Which argument is written at an offset, from 0.
fn argument_at(call: &Call, offset: u32) -> usize {
    let is_before = |&&end: &&u32| end < offset;
    let ends: Vec<u32> = call.arguments.iter().map(|argument| argument.span.end).collect();
    // A comma behind the last argument begins the next one, which may still be empty.
    ends.iter().filter(is_before).count().min(call.arguments.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Tree;
    use super::*;

    #[test]
    fn the_argument_at_the_cursor() {
        let check = |statement: &str, expected: Option<&str>| {
            let (tree, path, offset) = Tree::with_cursor(&format!(
                r#"
                --- hw/a/trace-events
                x(void *dev, int n) ""
                none(void) ""
                --- hw/a/a.c
                #include "trace.h"
                void f(void)
                {{
                    {statement}
                }}
                "#
            ));
            let shown = signature(&tree.index, &path, offset).map(|it| match it.active {
                Some(active) => it.label[it.parameters[active].range()].to_owned(),
                None => it.label,
            });
            assert_eq!(shown.as_deref(), expected, "{statement}");
        };
        check("trace_x(|);", Some("void *dev"));
        check("trace_x(|dev, n);", Some("void *dev"));
        check("trace_x(dev|, n);", Some("void *dev"));
        check("trace_x(dev, |n);", Some("int n"));
        check("trace_x(dev, |);", Some("int n"));
        check("trace_x(f(a, |b), n);", Some("void *dev"));
        check("trace_x(dev, n, |o);", Some("trace_x(void *dev, int n)"));
        check("trace_none(|);", Some("trace_none(void)"));
        check("trace_x(dev, n)|;", None);
        check("trace|_x(dev, n);", None);
        check("trace_y(|dev, n);", None);
        check("g(|dev, n); trace_x(dev, n);", None);
    }
}

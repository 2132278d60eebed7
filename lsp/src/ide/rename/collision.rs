//! Names that an event can't have.

use trace_lint::model::index::{Declaration, Index, is_generated};
use trace_lint::parse::groups::directory_of;
use trace_lint::parse::source::{Definition, Kind};
use trace_lint::qemu::reserved::{is_control, is_identifier};

/// The words that tracetool takes for properties before a name.
const PROPERTIES: [&str; 3] = ["disable", "tcg", "vcpu"];

/// Why an event can't be called `new`, if it can't.
pub fn collision(index: &Index, declaration: Declaration, new: &str) -> Option<String> {
    if !is_identifier(new.as_bytes()) || !new.is_ascii() {
        return Some(format!("`{new}` is no name in C"));
    }
    if is_control(new) {
        return Some(format!("`trace_{new}` is a name of QEMU's tracing itself"));
    }
    if PROPERTIES.contains(&new) {
        return Some(format!("`{new}` is a property of events"));
    }
    if is_generated(new, &index.facts.commands) {
        return Some(format!("the build generates an event `{new}` for a command of QMP"));
    }
    let lower = new.to_lowercase();
    let linked = |name: &str| {
        index.declarations_of_any_case(name).find(|other| {
            let is_itself =
                other.event.name == declaration.event.name && other.file.path == declaration.file.path;
            !is_itself
                && (other.file.path == declaration.file.path
                    || index.are_linked(other.file, declaration.file))
        })
    };
    if let Some(other) = linked(new) {
        let (name, path) = (other.file.name(other.event), &other.file.path);
        return Some(match name == new {
            true => format!("{path} declares an event `{new}`"),
            false => format!("{path} declares an event `{name}`, which is the same in upper case"),
        });
    }
    let in_group =
        |name: &str| linked(name).filter(|other| directory_of(&other.file.path) == declaration.directory());
    if let Some(other) = lower.strip_suffix("_enabled").and_then(in_group) {
        let name = other.file.name(other.event);
        return Some(format!("`TRACE_{}` is a macro of the event `{name}`", new.to_uppercase()));
    }
    if let Some(other) = in_group(&format!("{lower}_enabled")) {
        let name = other.file.name(other.event);
        return Some(format!("`TRACE_{}` would be its macro and the event `{name}`", name.to_uppercase()));
    }
    let is_taken = |kind: &Kind| matches!(kind, Kind::Definition(Definition::Function | Definition::Macro));
    let defined = index.sites(new).find(|site| is_taken(&site.reference.kind));
    defined.map(|site| format!("{} has a function or macro `trace_{new}`", site.file.path))
}

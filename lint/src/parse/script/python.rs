//! Reads the classes of a Python file by tree-sitter's grammar, which goes on behind what it can't read and
//! never recurses, however deep a file is nested.

mod names;
mod parse;

use super::model::{Base, Class, Mention, Method, Parameter, Script};
use crate::parse::allow::{Marks, allows};
use names::{Meaning, Names};
pub(crate) use parse::{nodes, parse};
use parse::{parse_on, span};
use rustc_hash::{FxHashMap, FxHashSet};
use tree_sitter::{Node, Tree};

/// Methods that decide how others are called: of a class that has one nothing is known.
const DECISIVE: [&str; 5] = ["_process_event", "_build_fn", "__getattr__", "__getattribute__", "__new__"];

/// Reads a script.
pub fn scan(text: &[u8]) -> Script {
    if u32::try_from(text.len()).is_err() {
        return Script::default();
    }
    let allows = allows(text, Marks::Hash);
    let (tree, error) = parse_on(text);
    let Some(tree) = tree else { return Script { error, allows, ..Script::default() } };
    let mut names = Names::new(text, &tree);
    let classes = names.classes(&tree);
    let mentions = names.mentions(&classes);
    Script { classes, error, mentions, allows }
}

impl<'a> Names<'a> {
    fn classes(&mut self, tree: &Tree) -> Vec<Class> {
        let mut found = Vec::new();
        let decorated = nodes(tree).filter(|node| node.kind() == "decorated_definition");
        let decorated: FxHashSet<usize> =
            decorated.filter_map(|node| Some(node.child_by_field_name("definition")?.id())).collect();
        for node in nodes(tree).filter(|node| node.kind() == "class_definition") {
            let (Some(name), Some(body)) =
                (node.child_by_field_name("name"), node.child_by_field_name("body"))
            else {
                continue;
            };
            let bases = node.child_by_field_name("superclasses");
            let is_understood = !node.has_error() && node.parent().is_none_or(|parent| !parent.is_error());
            let is_plain = !decorated.contains(&node.id()) && is_understood;
            let base = bases.and_then(|bases| self.base(bases)).filter(|_| is_plain);
            let members = self.members(body);
            let base = base.filter(|_| !members.iter().any(|(name, _)| is_decisive(name)));
            let name = self.of(name);
            self.bind(name, base.map_or(Meaning::Other, Meaning::Class));
            if let Some(base) = base {
                let methods = members.into_iter().filter_map(|(_, method)| method).collect();
                found.push(Class { name: String::from_utf8_lossy(name).into(), base, methods });
            }
        }
        found
    }

    /// Where the names of the methods of classes stand beside their definitions.
    fn mentions(&self, classes: &[Class]) -> Vec<Mention> {
        let names: FxHashSet<&str> =
            classes.iter().flat_map(|class| &class.methods).map(|it| &*it.name).collect();
        let places = |name: &str| self.mentioned.get(name.as_bytes()).cloned().unwrap_or_default();
        let of = |name: &str| {
            let name: Box<str> = name.into();
            places(&name).into_iter().map(move |(span, is_own)| Mention { name: name.clone(), span, is_own })
        };
        let mut found: Vec<_> = names.into_iter().flat_map(of).collect();
        found.sort_by_key(|mention| mention.span);
        found
    }

    /// The class of simpletrace that the bases of a class lead to: all of them must be known.
    fn base(&self, bases: Node) -> Option<Base> {
        let mut cursor = bases.walk();
        let mut found = None;
        for base in bases.named_children(&mut cursor).filter(|node| node.kind() != "comment") {
            match self.meaning(base) {
                Meaning::Class(base) if found.is_none_or(|found| found == base) => found = Some(base),
                _ if self.of(base) == b"object" => {}
                _ => return None,
            }
        }
        found
    }

    /// What the body of a class defines, each name once: its last definition.
    fn members(&self, body: Node) -> Vec<(&'a [u8], Option<Method>)> {
        let mut found: Vec<(&[u8], Option<Method>)> = Vec::new();
        let mut places: FxHashMap<&[u8], usize> = FxHashMap::default();
        let mut cursor = body.walk();
        for child in body.named_children(&mut cursor) {
            let (node, is_plain) = match child.kind() {
                "decorated_definition" => (child.child_by_field_name("definition"), false),
                "expression_statement" => (child.named_child(0), false),
                _ => (Some(child), true),
            };
            let Some(node) = node else { continue };
            let field = if node.kind() == "assignment" { "left" } else { "name" };
            let Some(name) = node.child_by_field_name(field) else { continue };
            let is_method = is_plain && node.kind() == "function_definition";
            let method = is_method.then(|| self.method(node, name)).flatten();
            let name = self.of(name);
            match places.get(name) {
                Some(&place) => found[place].1 = method,
                None => {
                    places.insert(name, found.len());
                    found.push((name, method));
                }
            }
        }
        found
    }

    fn method(&self, node: Node, name: Node) -> Option<Method> {
        let text = std::str::from_utf8(self.of(name)).ok()?;
        let mut method = Method {
            name: text.into(),
            span: span(name),
            positional: Vec::new(),
            position_only: 0,
            takes_rest: false,
            keywords: Vec::new(),
            takes_keywords: false,
            is_for_simpletrace: self.is_reader
                && !text.starts_with('_')
                && !self.mentioned.contains_key(text.as_bytes()),
        };
        let parameters = node.child_by_field_name("parameters")?;
        let mut cursor = parameters.walk();
        let mut is_keyword = false;
        for child in parameters.named_children(&mut cursor) {
            let inner = if child.kind() == "typed_parameter" { child.named_child(0)? } else { child };
            match inner.kind() {
                "identifier" | "default_parameter" | "typed_default_parameter" => {
                    let has_default = inner.kind() != "identifier";
                    let name = if has_default { inner.child_by_field_name("name")? } else { inner };
                    let text = String::from_utf8_lossy(self.of(name));
                    let parameter = Parameter { name: text.into(), span: span(name), has_default };
                    let list = if is_keyword { &mut method.keywords } else { &mut method.positional };
                    list.push(parameter);
                }
                "list_splat_pattern" => (is_keyword, method.takes_rest) = (true, true),
                "keyword_separator" => is_keyword = true,
                "positional_separator" => method.position_only = method.positional.len(),
                "dictionary_splat_pattern" => method.takes_keywords = true,
                "comment" => {}
                _ => return None,
            }
        }
        // What stands for the object is given by Python.
        if method.positional.is_empty() {
            return method.takes_rest.then_some(method);
        }
        method.positional.remove(0);
        method.position_only = method.position_only.saturating_sub(1);
        Some(method)
    }
}

fn is_decisive(name: &[u8]) -> bool {
    DECISIVE.iter().any(|decisive| decisive.as_bytes() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fixture::unindented;

    /// Checks the classes and methods, a `!` behind those that only simpletrace can mean.
    fn check(text: &str, expected: &str) {
        let text = &unindented(text);
        let script = scan(text.as_bytes());
        let shown = script.classes.iter().map(|class| {
            let methods = class.methods.iter().map(|it| match it.is_for_simpletrace {
                true => format!(" {}!", it.name),
                false => format!(" {}", it.name),
            });
            format!("{}:{:?}{}", class.name, class.base, methods.collect::<String>())
        });
        assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{text}");
    }

    #[test]
    fn classes_are_found() {
        let body = "\n    def x(self): pass\n";
        check(&format!("import simpletrace\nclass A(simpletrace.Analyzer):{body}"), "A:Analyzer x");
        check(
            &format!("from scripts import simpletrace\nclass A(simpletrace.Analyzer2):{body}"),
            "A:Analyzer2 x",
        );
        check(&format!("from simpletrace import *\nclass A(Analyzer):{body}run(A())\n"), "A:Analyzer x!");
        check(&format!("import simpletrace\nB = simpletrace.Analyzer\nclass A(B):{body}"), "A:Analyzer x");
        check(&format!("import simpletrace\nclass A(simpletrace.Analyzer, Mixin):{body}"), "");
        check(&format!("class Analyzer2: pass\nclass A(Analyzer2):{body}"), "");
        check(
            &format!("from simpletrace import Analyzer\nclass Analyzer: pass\nclass A(Analyzer):{body}"),
            "",
        );
        let called = &unindented(
            r"
            import simpletrace
            class A(simpletrace.Analyzer):
             def x(self): self.y()
             def y(self): pass
             @property
             def z(self): pass
             def _p(self): pass
            simpletrace.run(A())
            ",
        );
        check(called, "A:Analyzer x! y _p");
        check(
            r"
            import simpletrace
            class A(simpletrace.Analyzer):
             def __getattr__(self, n): pass
            ",
            "",
        );
        check("import simpletrace\nclass A(", "");
    }

    #[test]
    fn any_bytes_at_all() {
        let deep = format!("x = {}{}", "(".repeat(50_000), ")".repeat(50_000));
        for text in ["", "\0", "\u{feff}import simpletrace\r\n", "class", "if x:\n\tif y:\n  z", &deep] {
            drop(scan(text.as_bytes()));
        }
        drop(scan(b"class A(simpletrace.Analyzer\xff): # \xfe\r def"));
        let error = scan(b"import simpletrace\nx = = 1\n").error.expect("it is no Python");
        assert!(error.start > 15, "{error:?}");
    }
}

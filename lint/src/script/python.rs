//! Reads the classes of a Python file by tree-sitter's grammar, which goes on behind what it can't read and
//! never recurses, however deep a file is nested.

use super::{Base, Class, Method, Parameter, Script};
use crate::allow::{Marks, allows};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::ControlFlow;
use tree_sitter::{Node, ParseOptions, ParseState, Parser, Point, Tree};

/// The name of the module.
const MODULE: &str = "simpletrace";

/// Methods that decide how others are called: of a class that has one nothing is known.
const DECISIVE: [&str; 5] = ["_process_event", "_build_fn", "__getattr__", "__getattribute__", "__new__"];

/// What a name or an attribute at the top of the file stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// The module simpletrace.
    Module,
    /// One of its classes.
    Class(Base),
    /// One of its functions that read a recording.
    Reader,
    /// Something else, or several things.
    Other,
}

/// Reads a script.
pub fn scan(text: &[u8]) -> Script {
    if u32::try_from(text.len()).is_err() {
        return Script::default();
    }
    let allows = allows(text, Marks::Hash);
    let tree = match parse(text) {
        Ok(tree) => tree,
        Err(error) => return Script { error: Some(error), allows, ..Script::default() },
    };
    let classes = Scanner::new(text, &tree).classes(&tree);
    Script { classes, error: None, allows }
}

/// The tree of a text that is Python; else about where it is none. To go on behind that would take very long
/// in a text that is something else altogether, and what is not read for sure is not judged.
fn parse(text: &[u8]) -> Result<Tree, Span> {
    let (mut at, mut steps) = (0, 0);
    let mut stop = |state: &ParseState| {
        at = state.current_byte_offset().min(text.len());
        steps += 1;
        if state.has_error() || steps > 10_000 + text.len() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let mut parser = Parser::new();
    let tree = parser.set_language(&tree_sitter_python::LANGUAGE.into()).ok().and_then(|()| {
        let mut read = |at: usize, _: Point| text.get(at..).unwrap_or_default();
        let options = ParseOptions::new().progress_callback(&mut stop);
        parser.parse_with_options(&mut read, None, Some(options))
    });
    let Some(tree) = tree else { return Err(Span::empty(at)) };
    match first_error(&tree) {
        Some(error) => Err(error),
        None => Ok(tree),
    }
}

/// Every node, parents before children.
fn nodes(tree: &Tree) -> impl Iterator<Item = Node<'_>> {
    let mut cursor = tree.walk();
    let mut is_done = false;
    std::iter::from_fn(move || {
        if is_done {
            return None;
        }
        let node = cursor.node();
        is_done = !cursor.goto_first_child() && !cursor.goto_next_sibling() && !climb(&mut cursor);
        Some(node)
    })
}

/// Goes to the next node that is no child of this one.
fn climb(cursor: &mut tree_sitter::TreeCursor) -> bool {
    while cursor.goto_parent() {
        if cursor.goto_next_sibling() {
            return true;
        }
    }
    false
}

fn span(node: Node) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

fn first_error(tree: &Tree) -> Option<Span> {
    if !tree.root_node().has_error() {
        return None;
    }
    let wrong = nodes(tree).filter(|node| node.is_error() || node.is_missing());
    // One that holds all of the file says nothing of the place.
    wrong.map(span).min_by_key(|span| (span.len(), span.start))
}

struct Scanner<'a> {
    text: &'a [u8],
    /// What each name stands for that simpletrace can come by.
    meanings: FxHashMap<&'a [u8], Meaning>,
    /// Every attribute that is named, and every string: what may be called by somebody else.
    mentioned: FxHashSet<&'a [u8]>,
    /// True when a recording is read here.
    is_reader: bool,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a [u8], tree: &Tree) -> Scanner<'a> {
        let mut scanner = Scanner {
            text,
            meanings: FxHashMap::default(),
            mentioned: FxHashSet::default(),
            is_reader: false,
        };
        for node in nodes(tree) {
            scanner.look(node);
        }
        scanner.is_reader = nodes(tree).filter(|node| node.kind() == "call").any(|node| {
            let function = node.child_by_field_name("function");
            function.is_some_and(|function| scanner.meaning(function) == Meaning::Reader)
        });
        scanner
    }

    fn of(&self, node: Node) -> &'a [u8] {
        &self.text[node.byte_range()]
    }

    fn bind(&mut self, name: &'a [u8], meaning: Meaning) {
        let known = self.meanings.entry(name).or_insert(meaning);
        if *known != meaning {
            *known = Meaning::Other;
        }
    }

    fn look(&mut self, node: Node) {
        match node.kind() {
            "import_statement" => self.import(node),
            "import_from_statement" => self.import_from(node),
            "assignment" => {
                if let (Some(left), Some(right)) =
                    (node.child_by_field_name("left"), node.child_by_field_name("right"))
                    && left.kind() == "identifier"
                {
                    let meaning = self.meaning(right);
                    if meaning != Meaning::Other || self.meanings.contains_key(self.of(left)) {
                        self.bind(self.of(left), meaning);
                    }
                }
            }
            "attribute" => {
                if let Some(name) = node.child_by_field_name("attribute") {
                    self.mentioned.insert(self.of(name));
                }
            }
            "string_content" => {
                self.mentioned.insert(self.of(node));
            }
            _ => {}
        }
    }

    /// What a name of the module stands for.
    fn member(name: &[u8]) -> Meaning {
        match name {
            b"Analyzer" => Meaning::Class(Base::Analyzer),
            b"Analyzer2" => Meaning::Class(Base::Analyzer2),
            b"run" | b"process" => Meaning::Reader,
            _ => Meaning::Other,
        }
    }

    /// True for the path of the module, `simpletrace` or `scripts.simpletrace`.
    fn is_module(path: &[u8]) -> bool {
        path.rsplit(|byte| *byte == b'.').next() == Some(MODULE.as_bytes())
    }

    /// `import simpletrace`, `import simpletrace as name`, `import scripts.simpletrace`.
    fn import(&mut self, node: Node) {
        let mut cursor = node.walk();
        for name in node.children_by_field_name("name", &mut cursor) {
            let (path, alias) = match name.kind() {
                "aliased_import" => (name.child_by_field_name("name"), name.child_by_field_name("alias")),
                _ => (Some(name), None),
            };
            let Some(path) = path.map(|path| self.of(path)).filter(|path| Self::is_module(path)) else {
                continue;
            };
            self.bind(alias.map_or(path, |alias| self.of(alias)), Meaning::Module);
        }
    }

    /// `from simpletrace import name`, `from scripts import simpletrace`.
    fn import_from(&mut self, node: Node) {
        let Some(module) = node.child_by_field_name("module_name") else { return };
        let from_module = Self::is_module(self.of(module));
        let mut cursor = node.walk();
        let names: Vec<Node> = node.children_by_field_name("name", &mut cursor).collect();
        for name in names {
            let (path, alias) = match name.kind() {
                "aliased_import" => (name.child_by_field_name("name"), name.child_by_field_name("alias")),
                _ => (Some(name), None),
            };
            let Some(path) = path.map(|path| self.of(path)) else { continue };
            let meaning = match from_module {
                true => Self::member(path),
                false if path == MODULE.as_bytes() => Meaning::Module,
                false => continue,
            };
            self.bind(alias.map_or(path, |alias| self.of(alias)), meaning);
        }
        let mut cursor = node.walk();
        if from_module && node.children(&mut cursor).any(|child| child.kind() == "wildcard_import") {
            for name in [&b"Analyzer"[..], b"Analyzer2", b"run", b"process"] {
                self.bind(name, Self::member(name));
            }
        }
    }

    fn meaning(&self, node: Node) -> Meaning {
        // A chain of calls is no name, however long it is.
        const LONGEST: usize = 200;
        if node.end_byte() - node.start_byte() > LONGEST {
            return Meaning::Other;
        }
        let written = self.of(node);
        if let Some(meaning) = self.meanings.get(written) {
            return *meaning;
        }
        let (Some(object), Some(name)) =
            (node.child_by_field_name("object"), node.child_by_field_name("attribute"))
        else {
            return Meaning::Other;
        };
        match self.meanings.get(self.of(object)) {
            Some(Meaning::Module) => Self::member(self.of(name)),
            _ => Meaning::Other,
        }
    }

    fn classes(mut self, tree: &Tree) -> Vec<Class> {
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
            let is_plain = !decorated.contains(&node.id());
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
                && !self.mentioned.contains(text.as_bytes()),
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

    /// Checks the classes and methods, a `!` behind those that only simpletrace can mean.
    fn check(text: &str, expected: &str) {
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
        let called = "import simpletrace\nclass A(simpletrace.Analyzer):\n def x(self): self.y()\n def y(self): pass\n \
                      @property\n def z(self): pass\n def _p(self): pass\nsimpletrace.run(A())\n";
        check(called, "A:Analyzer x! y _p");
        check("import simpletrace\nclass A(simpletrace.Analyzer):\n def __getattr__(self, n): pass\n", "");
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

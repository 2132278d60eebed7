//! What the names in a script stand for, as far as simpletrace is concerned: by its imports and assignments,
//! wherever in the file they are.

use super::super::model::Base;
use super::parse::{nodes, span};
use crate::text::Span;
use rustc_hash::FxHashMap;
use tree_sitter::{Node, Tree};

/// The name of the module.
const MODULE: &str = "simpletrace";

/// What a name or an attribute at the top of the file stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Module,
    /// One of its classes.
    Class(Base),
    /// One of its functions that read a recording.
    Reader,
    /// Something else, or several things.
    Other,
}

/// What the names of a script stand for.
pub(super) struct Names<'a> {
    text: &'a [u8],
    /// What each name stands for that simpletrace can come by.
    meanings: FxHashMap<&'a [u8], Meaning>,
    /// Every attribute that is named, and every string, and where, `true` behind `self.`: what may be called
    /// by somebody else.
    pub(super) mentioned: FxHashMap<&'a [u8], Vec<(Span, bool)>>,
    /// True when a recording is read here.
    pub(super) is_reader: bool,
}

impl<'a> Names<'a> {
    pub(super) fn new(text: &'a [u8], tree: &Tree) -> Names<'a> {
        let mut names =
            Names { text, meanings: FxHashMap::default(), mentioned: FxHashMap::default(), is_reader: false };
        for node in nodes(tree) {
            names.look(node);
        }
        names.is_reader = nodes(tree).filter(|node| node.kind() == "call").any(|node| {
            let function = node.child_by_field_name("function");
            function.is_some_and(|function| names.meaning(function) == Meaning::Reader)
        });
        names
    }

    pub(super) fn of(&self, node: Node) -> &'a [u8] {
        &self.text[node.byte_range()]
    }

    pub(super) fn bind(&mut self, name: &'a [u8], meaning: Meaning) {
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
                    let is_own = node.child_by_field_name("object").is_some_and(|it| self.of(it) == b"self");
                    self.mentioned.entry(self.of(name)).or_default().push((span(name), is_own));
                }
            }
            "string_content" => {
                self.mentioned.entry(self.of(node)).or_default().push((span(node), false));
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

    pub(super) fn meaning(&self, node: Node) -> Meaning {
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
}

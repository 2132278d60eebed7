//! The catalogue: the declared events as simpletrace.py reads them, ready to be held against records.
//!
//! It finds nothing wrong with a declaration: that is the rules' business. What tracetool refuses to
//! read is told by [`refusals`].

use crate::model::backend::simple::{Kind, Parameter, parameters};
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::parse::events::{ArgumentKind, LineKind};
use crate::qemu::era::Era;
use crate::qemu::printf::{Base, CType};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// The bytes that a string of no characters takes in a record: its length.
const STRING: u32 = 4;

/// The bytes of any other argument in a record.
const NUMBER: u32 = 8;

/// An argument in a record.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: Box<str>,
    /// Its type, as declared.
    pub ctype: Box<str>,
    /// How it is recorded.
    pub kind: FieldKind,
}

/// How an argument is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A length of four bytes, and as many characters.
    String,
    /// Eight bytes: the value as C converts it to `uint64_t`. Of a type's values `value + added`,
    /// cut to 64 bits, is at most `limit`.
    Number {
        /// What makes the least value zero.
        added: u64,
        /// The greatest of the sums.
        limit: u64,
    },
}

impl FieldKind {
    fn of(kind: Kind, ctype: Option<CType>) -> FieldKind {
        if kind == Kind::String {
            return FieldKind::String;
        }
        let unsigned = |bits: u32| (0, u64::MAX >> (64 - bits));
        let signed = |bits: u32| (1 << (bits - 1), u64::MAX >> (64 - bits));
        let (added, limit) = match ctype.filter(|ctype| ctype.pointer.is_none()).map(|ctype| ctype.base) {
            Some(Base::Bool) => unsigned(1),
            // Signed on some hosts, unsigned on others.
            Some(Base::Char) => (128, 128 + 255),
            Some(Base::SignedChar | Base::Int8) => signed(8),
            Some(Base::UnsignedChar | Base::Uint8) => unsigned(8),
            Some(Base::Short | Base::Int16) => signed(16),
            Some(Base::UnsignedShort | Base::Uint16) => unsigned(16),
            Some(Base::Int | Base::Int32) => signed(32),
            Some(Base::UnsignedInt | Base::Uint32) => unsigned(32),
            _ => unsigned(64),
        };
        FieldKind::Number { added, limit }
    }
}

/// A declared event, as it is recorded.
#[derive(Clone, Debug)]
pub struct Shape {
    pub name: Box<str>,
    pub fields: Box<[Field]>,
    /// The bytes of its arguments, those of characters apart.
    pub least: u32,
    /// True when an argument is a string, so that its records differ in length.
    pub has_strings: bool,
    /// True when it carries the property `disable`: no build records it.
    pub is_disabled: bool,
    /// Where it is declared: file and line.
    pub place: Box<str>,
    /// Where an earlier declaration of the name has other arguments; simpletrace.py takes the last.
    pub rival: Option<Box<str>>,
}

impl Shape {
    fn new(name: &str, fields: Vec<Field>, is_disabled: bool, place: String) -> Shape {
        let bytes = |field: &Field| if field.kind == FieldKind::String { STRING } else { NUMBER };
        Shape {
            name: name.into(),
            least: fields.iter().map(bytes).sum(),
            has_strings: fields.iter().any(|field| field.kind == FieldKind::String),
            fields: fields.into(),
            is_disabled,
            place: place.into(),
            rival: None,
        }
    }

    /// The arguments as they are declared.
    pub fn arguments(&self) -> String {
        let argument = |field: &Field| {
            let blank = if field.ctype.ends_with('*') { "" } else { " " };
            format!("{}{blank}{}", field.ctype, field.name)
        };
        let arguments: Vec<_> = self.fields.iter().map(argument).collect();
        if arguments.is_empty() { "(void)".to_owned() } else { format!("({})", arguments.join(", ")) }
    }

    fn is_recorded_as(&self, other: &Shape) -> bool {
        let kinds = |shape: &Shape| shape.fields.iter().map(|field| field.kind).collect::<Vec<_>>();
        kinds(self) == kinds(other)
    }
}

/// The declared events by their names.
#[derive(Clone, Debug)]
pub struct Catalogue {
    shapes: Vec<Shape>,
    names: FxHashMap<Box<str>, usize>,
    /// The names in the order of the declarations, which gives their numbers where a recording has none.
    order: Vec<Box<str>>,
    dropped: Shape,
}

impl Catalogue {
    /// The events of some files, in order. The release decides what the property `vcpu` adds; where none
    /// is known it adds what it added as long as events had it.
    pub fn new<'a>(files: impl Iterator<Item = &'a File>, era: Option<Era>) -> Catalogue {
        let count = number("uint64_t", "num_events_dropped");
        let dropped = Shape::new("Dropped_Event", vec![count], false, "simpletrace.py".to_owned());
        let names = FxHashMap::default();
        let mut catalogue = Catalogue { shapes: Vec::new(), names, order: Vec::new(), dropped };
        for file in files {
            for event in &file.events {
                catalogue.add(shape(file, event, era));
            }
        }
        catalogue
    }

    /// Declares what QAPI's scripts generate for a command.
    pub fn add_command(&mut self, command: &str) {
        let place = || "the QAPI schema".to_owned();
        let text =
            |name| Field { name: Box::from(name), ctype: "const char *".into(), kind: FieldKind::String };
        let enter = Shape::new(&format!("qmp_enter_{command}"), vec![text("json")], false, place());
        let exit = vec![text("result"), number("bool", "succeeded")];
        let exit = Shape::new(&format!("qmp_exit_{command}"), exit, false, place());
        for shape in [enter, exit] {
            if !self.names.contains_key(&shape.name) {
                self.add(shape);
            }
        }
    }

    fn add(&mut self, mut shape: Shape) {
        self.order.push(shape.name.clone());
        if let Some(&before) = self.names.get(&shape.name) {
            let before = &self.shapes[before];
            shape.rival = before.rival.clone();
            if !before.is_recorded_as(&shape) {
                shape.rival = Some(before.place.clone());
            }
        }
        self.names.insert(shape.name.clone(), self.shapes.len());
        self.shapes.push(shape);
    }

    /// The number of declared names.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True when nothing is declared.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The declaration that simpletrace.py takes for a name: the last.
    pub fn get(&self, name: &str) -> Option<&Shape> {
        self.names.get(name).map(|&place| &self.shapes[place])
    }

    /// The event that tells of lost ones.
    pub fn dropped(&self) -> &Shape {
        &self.dropped
    }

    /// The names that are declared.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(|name| &**name)
    }

    /// The names in the order of their declarations; one declared twice stands there twice.
    pub fn order(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(|name| &**name)
    }
}

fn number(ctype: &str, name: &str) -> Field {
    let kind = FieldKind::of(Kind::Number, CType::parse(ctype).ok());
    Field { name: name.into(), ctype: ctype.into(), kind }
}

fn shape(file: &File, event: &Event, era: Option<Era>) -> Shape {
    let field = |parameter: Parameter| Field {
        name: (*parameter.name).into(),
        ctype: (*parameter.written).into(),
        kind: FieldKind::of(parameter.kind, parameter.ctype),
    };
    let fields = parameters(file, event, era).into_iter().map(field).collect();
    let place = format!("{}:{}", file.path, event.line + 1);
    Shape::new(&file.name(event), fields, event.is_disabled, place)
}

/// What tracetool refuses to read in a file, so that simpletrace.py does not run with it.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub span: Span,
    pub message: String,
}

/// What tracetool refuses to read in a file: its grammar, and arguments that are none.
pub fn refusals(file: &File) -> Vec<Refusal> {
    let errors = file.tree.errors.iter();
    let mut found: Vec<_> =
        errors.map(|error| Refusal { span: error.span, message: error.message.clone() }).collect();
    for line in &file.tree.lines {
        let LineKind::Event(event) = &line.kind else { continue };
        for argument in &event.arguments {
            let message = match argument.kind {
                ArgumentKind::Empty => "an argument is empty",
                ArgumentKind::Single => "an argument has a type or a name, but not both",
                ArgumentKind::Void | ArgumentKind::Declaration { .. } => continue,
            };
            found.push(Refusal { span: argument.span, message: message.to_owned() });
        }
    }
    found.sort_by_key(|refusal| refusal.span);
    found
}

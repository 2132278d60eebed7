//! Event lists that a Python script writes itself and passes to QEMU by `events=`. Only what is certain: one write of
//! a whole file, or a `with` block that does nothing with its file but write whole lines.

use super::super::gather::Gather;
use super::super::text::Text;
use super::super::written::lines;
use super::strings::{decoded, span};
use crate::parse::script::nodes;
use crate::text::Span;
use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};
use tree_sitter::{Node, Tree};

/// More blocks than this in one another are not looked at, so that the work grows with the length of a script alone.
const MOST_BLOCKS: usize = 16;

/// Looks for what is written into the lists of a script.
pub(super) fn scan(gather: &mut Gather, tree: &Tree) {
    let lists: FxHashSet<_> = gather.lists().into_iter().collect();
    if lists.is_empty() {
        return;
    }
    let source = gather.source;
    let mut uses: FxHashMap<_, Vec<usize>> = FxHashMap::default();
    for at in memmem::find_iter(source, b"events={") {
        let start = at + b"events=".len();
        let name = memchr::memchr(b'}', &source[start..]).map(|length| &source[start..=start + length]);
        name.into_iter().for_each(|name| uses.entry(name).or_default().push(at));
    }
    let mut writes =
        Writes { source, lists, uses, functions: Vec::new(), blocks: Vec::new(), found: Vec::new() };
    nodes(tree).for_each(|node| writes.visit(node));
    writes.leave(u32::MAX);
    writes.found.iter().for_each(|text| lines(gather, text));
}

/// What is known on the way through a script, from parents to children.
struct Writes<'a> {
    source: &'a [u8],
    lists: FxHashSet<Box<[u8]>>,
    /// Where `events={…}` stands, by what is in the braces, with them.
    uses: FxHashMap<&'a [u8], Vec<usize>>,
    /// The functions round the node.
    functions: Vec<Span>,
    /// The `with` blocks round the node that open a list.
    blocks: Vec<Block<'a>>,
    found: Vec<Text>,
}

/// The body of `with open(LIST, "w") as NAME:`, and what is written there, unless NAME is used for something else.
struct Block<'a> {
    name: &'a [u8],
    body: Span,
    texts: Option<Vec<Text>>,
}

impl<'a> Writes<'a> {
    fn visit(&mut self, node: Node<'a>) {
        let here = span(node);
        self.leave(here.start);
        match node.kind() {
            "function_definition" => self.functions.push(here),
            "with_statement" => self.enter(node),
            "call" => self.whole_file(node),
            "identifier" => {
                let name = here.of(self.source);
                let is_it = |block: &&mut Block| block.name == name && block.body.start <= here.start;
                let Some(block) = self.blocks.iter_mut().rev().find(is_it) else { return };
                let text = written_by(self.source, node);
                // Whatever else is done with the file may begin or end a line.
                block.texts = block.texts.take().zip(text).map(|(mut texts, text)| {
                    texts.push(text);
                    texts
                });
            }
            _ => {}
        }
    }

    /// Leaves the functions and the blocks that end before a place.
    fn leave(&mut self, place: u32) {
        while self.functions.last().is_some_and(|function| function.end <= place) {
            self.functions.pop();
        }
        while let Some(block) = self.blocks.pop_if(|block| block.body.end <= place) {
            self.found.extend(block.texts.unwrap_or_default());
        }
    }

    fn enter(&mut self, statement: Node<'a>) {
        let Some(body) = statement.child_by_field_name("body") else { return };
        let Some(clause) = statement.named_child(0) else { return };
        let mut cursor = clause.walk();
        for item in clause.named_children(&mut cursor) {
            let opened = item.child_by_field_name("value").filter(|value| value.kind() == "as_pattern");
            let Some((opened, alias)) =
                opened.and_then(|it| Some((it.named_child(0)?, it.child_by_field_name("alias")?)))
            else {
                continue;
            };
            if self.blocks.len() < MOST_BLOCKS && self.is_opened_list(opened) {
                let name = span(alias).of(self.source);
                self.blocks.push(Block { name, body: span(body), texts: Some(Vec::new()) });
            }
        }
    }

    /// `open(LIST, "w").write(TEXT)` and `Path(LIST).write_text(TEXT)`.
    fn whole_file(&mut self, call: Node<'a>) {
        let Some((object, method)) = method_of(self.source, call) else { return };
        let is_list = match method {
            b"write" => self.is_opened_list(object),
            b"write_text" => self.is_path_of_list(object),
            _ => false,
        };
        if is_list {
            self.found.extend(argument(call, 0).and_then(|text| decoded(self.source, text)));
        }
    }

    /// True for `open(LIST, MODE)` with a mode that writes.
    fn is_opened_list(&self, call: Node) -> bool {
        let is_open =
            call.child_by_field_name("function").is_some_and(|it| span(it).of(self.source) == b"open");
        let mode = argument(call, 1).and_then(|mode| decoded(self.source, mode));
        let writes = mode.is_some_and(|mode| mode.bytes.iter().any(|byte| b"wax".contains(byte)));
        is_open && writes && argument(call, 0).is_some_and(|name| self.is_list(name))
    }

    /// True for `Path(LIST)`.
    fn is_path_of_list(&self, call: Node) -> bool {
        let function = call.child_by_field_name("function").map(|it| span(it).of(self.source));
        matches!(function, Some(b"Path" | b"pathlib.Path"))
            && argument(call, 1).is_none()
            && argument(call, 0).is_some_and(|name| self.is_list(name))
    }

    /// True for a string that is the name of a list, and for a variable that a command of the same function fills in:
    /// in another, a parameter of that name may be another file.
    fn is_list(&self, name: Node) -> bool {
        if let Some(text) = decoded(self.source, name) {
            return self.lists.contains(&*text.bytes);
        }
        let filled = [b"{", span(name).of(self.source), b"}"].concat();
        let (from, to) =
            self.functions.last().map_or((0, self.source.len()), |it| (it.start as usize, it.end as usize));
        let is_used =
            |uses: &Vec<usize>| uses.get(uses.partition_point(|at| *at < from)).is_some_and(|at| *at < to);
        matches!(name.kind(), "identifier" | "attribute")
            && self.lists.contains(&*filled)
            && self.uses.get(&*filled).is_some_and(is_used)
    }
}

/// The whole lines that `f.write(TEXT)` or `print(TEXT, file=f)` writes, where `f` stands.
fn written_by(source: &[u8], file: Node) -> Option<Text> {
    let parent = file.parent()?;
    let is_print = parent.kind() == "keyword_argument";
    let call = if is_print { parent.parent()?.parent()? } else { parent.parent()? };
    let function = call.child_by_field_name("function")?;
    let count = call.child_by_field_name("arguments")?.named_child_count();
    let text = decoded(source, argument(call, 0)?)?;
    let is_whole = match is_print {
        true => span(function).of(source) == b"print" && count == 2,
        false => method_of(source, call)? == (file, b"write") && count == 1 && text.bytes.ends_with(b"\n"),
    };
    is_whole.then_some(text)
}

/// The object and the name of a method that is called.
fn method_of<'tree, 'a>(source: &'a [u8], call: Node<'tree>) -> Option<(Node<'tree>, &'a [u8])> {
    let function = call.child_by_field_name("function").filter(|function| function.kind() == "attribute")?;
    let method = span(function.child_by_field_name("attribute")?).of(source);
    Some((function.child_by_field_name("object")?, method))
}

fn argument<'tree>(call: Node<'tree>, index: usize) -> Option<Node<'tree>> {
    let arguments = call.child_by_field_name("arguments")?;
    let mut cursor = arguments.walk();
    arguments.named_children(&mut cursor).filter(|node| node.kind() != "comment").nth(index)
}

#[cfg(test)]
mod tests {
    use crate::parse::command::{Kind, tests::check};

    fn script(lines: &str, expected: &str) {
        check(Kind::Python, lines, expected);
    }

    #[test]
    fn whole_files() {
        let run = |write: &str, expected: &str| {
            script(
                &format!("{write}\nsubprocess.run(['qemu-system-x86_64', '-trace', 'events=/tmp/ev'])\n"),
                expected,
            );
        };
        run(r#"open("/tmp/ev", "w").write("a_b\n# c_d\n-e_*\n")"#, "a_b e_*");
        run(r"open('/tmp/ev', mode='w').write('a_b')", "");
        run(r"open('/tmp/ev', 'at').write('a_b')", "a_b");
        run("Path('/tmp/ev').write_text('''a_b\nc_d\n''')", "a_b c_d");
        run(r"pathlib.Path('/tmp/ev').write_text('a-b\n')", "!-");
        // Read, another file, put together at run time.
        run(r"open('/tmp/ev').write('a_b')", "");
        run(r"open('/tmp/ev', 'r').write('a_b')", "");
        run(r"open('/tmp/event', 'w').write('a_b')", "");
        run(r"Path('/tmp', 'ev').write_text('a_b')", "");
        run(r"open('/tmp/ev', 'w').write(names)", "");
        run(r"open('/tmp/ev', 'w').write('a_%s' % name)", "");
        run(r"open('/tmp/ev', 'w').write(f'{name}_x\na_b\n')", "a_b");
        // Nobody passes the file.
        script(r"open('/tmp/ev', 'w').write('a_b')", "");
    }

    #[test]
    fn blocks() {
        let run = |block: &str, expected: &str| {
            let block = block.replace(';', "\n    ");
            script(
                &format!(
                    "with open('ev', 'w') as f:\n    {block}\ndone()\nos.system('qemu-img -T events=ev info')\n"
                ),
                expected,
            );
        };
        run(r"f.write('a_b\n');f.write('c_d\n')", "a_b c_d");
        run(r"print('a_b', file=f);if x:;    f.write('c_d\ne_f\n')", "a_b c_d e_f");
        // A line may go on in the next write, or in another function.
        run(r"f.write('a_');f.write('b\n')", "");
        run(r"f.write('a_b\n');f.write(name)", "");
        run(r"f.write('a_b\n');more(f)", "");
        run(r"f.write('a_b\n');g = f", "");
        run(r"print('a_b', file=f, end='')", "");
        run(r"print('a', 'b', file=f)", "");
        run(r"f.write('a_b\n');print(f'{f}')", "");
        script(
            "with open('x', 'w') as f, open('ev', 'w') as g:\n    f.write('x_y\\n')\n    g.write('a_b\\n')\nos.system('qemu-img -T events=ev info')\n",
            "a_b",
        );
        script(
            "with open('ev', 'w') as f:\n    f.write('a_b\\n')\nf.write('c_d\\n')\nos.system('qemu-img -T events=ev info')\n",
            "a_b",
        );
    }

    #[test]
    fn variables() {
        let write = "with open(path, 'w') as f:\n        f.write('a_b\\n')\n";
        let run = "subprocess.run(['qemu-system-x86_64', '-trace', f'events={path}'])\n";
        script(&format!("def one(path):\n    {write}    {run}"), "a_b");
        script(&format!("if x:\n    {write}    {run}"), "a_b");
        script(&format!("def one(path):\n    {write}def two(path):\n    {run}"), "");
        script(&format!("def one(other):\n    {}    {run}", write.replace("path", "other")), "");
        script(&format!("def one(self):\n    {write}    {run}").replace("path", "self.list"), "a_b");
        script(&format!("def one(path):\n    {write}    # events={{path}}\ndef two(path):\n    pass\n"), "");
    }
}

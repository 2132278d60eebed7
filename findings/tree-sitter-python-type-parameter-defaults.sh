#!/bin/sh
# One would guess that a parser that reads Python 3.14 reads Python 3.13, too. tree-sitter-python 0.25.0 reads
# `except A, B:` and t-strings, which are new in 3.14 (PEP 758, PEP 750), but makes an ERROR node of a type
# parameter with a default, `class A[T = int]`, which is valid since 3.13 (PEP 696). Without the default it is
# fine. The error stays inside the brackets: the class, its bases and its methods are still in the tree.
#
# Users of trace events care because analysis scripts for simpletrace are Python: a tool that drops a file with an
# error in its tree drops a script that Python runs. trace-lint checks the classes without an error all the same.
#
# Seen with tree-sitter 0.25.2 and tree-sitter-python 0.25.0 from PyPI:
#   except A, B: error False
#   t'{y}': error False
#   class A[T](B): error False
#   class A[T = int](B): error True, methods ['read']
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tree-sitter==0.25.2 tree-sitter-python==0.25.0
cat >"$folder/run.py" <<'PYTHON'
import tree_sitter
import tree_sitter_python

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))


def root(text):
    return parser.parse(text.encode()).root_node


def methods(node):
    if node.type == "function_definition":
        yield node.child_by_field_name("name").text.decode()
    for child in node.children:
        yield from methods(child)


body = ":\n    def read(self): pass\n"
print("except A, B: error", root("try:\n    pass\nexcept A, B:\n    pass\n").has_error)
print("t'{y}': error", root("x = t'{y}'\n").has_error)
print("class A[T](B): error", root("class A[T](B)" + body).has_error)
tree = root("class A[T = int](B)" + body)
print(f"class A[T = int](B): error {tree.has_error}, methods {list(methods(tree))}")
PYTHON
"$folder/venv/bin/python" "$folder/run.py" >"$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'EXPECTED'
except A, B: error False
t'{y}': error False
class A[T](B): error False
class A[T = int](B): error True, methods ['read']
EXPECTED

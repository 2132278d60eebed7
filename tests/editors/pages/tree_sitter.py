"""The grammar for tree-sitter: its own tests, any bytes, and every file of a tree against what trace-lsp reads."""

import itertools
import json
import os
import random
import re
import string
import subprocess
from pathlib import Path

from desk import GRAMMAR, ROOT, WORK, fresh

LANGUAGE = "trace_events"
CAPTURE = re.compile(r" +pattern: +\d+, capture: \d+ - (\w+), start: \((\d+), (\d+)\), end: \((\d+), (\d+)\)")
# The nodes, by the names that the server's semantic tokens have.
NODES = """
(comment) @comment (c_comment) @comment (property) @modifier (event name: (identifier) @function)
(type_qualifier) @keyword (primitive_type) @type (type_identifier) @type (macro) @macro
(parameter name: (identifier) @parameter) (conversion) @formatSpecifier
(invalid) @invalid (ERROR) @error (MISSING) @error
"""
# What ends a conversion that is one to the grammar: printf's letters, and the quote before a macro.
KNOWN = b'diouxXcCsSpnaAeEfFgGm%"'
GOOD = b'heron_level(int level) "level=%d"'
GOOD_NODES = {("function", 0, 11), ("type", 12, 15), ("parameter", 16, 21), ("formatSpecifier", 30, 32)}
SCRAPS = [b" ", b"\t", b"(", b")", b",", b"*", b'"', b"\\", b"%", b"#", b"/*", b"*/", b"/", b"-", b"\0", b"\xff",
          b"\xc2\xa0", b"\xc3\xa9", b"\xc5\xbf", b"\xe2\x84\xaa", b"x", b"int", b"const", b"void", b"disable", b"PRIx64",
          b"%08", b"%ll", b"d", b"\\n"]


def tree_sitter():
    folder = fresh("tree-sitter")
    parser = folder / "parser.so"
    run("generate", "--abi", "14")
    run("build", "-o", parser, ".")
    run("test")
    check_bytes(folder, parser)
    trees = [ROOT / "corpus/demo", Path(os.environ["TRACE_LINT_QEMU_10_0"])]
    check_files(folder, parser, [file for tree in trees for file in sorted(tree.rglob("trace-events"))])
    check_files(folder, parser, [every_conversion(folder)])


def run(*arguments):
    """What the program prints, which knows no language but ours."""
    homes = {f"XDG_{kind}_HOME": str(WORK / "tree-sitter" / kind.lower()) for kind in ("CACHE", "CONFIG")}
    done = subprocess.run(["tree-sitter", *map(str, arguments)], cwd=GRAMMAR, env={**os.environ, **homes},
                          capture_output=True, timeout=120)
    text = done.stdout.decode(errors="replace")
    assert done.returncode == 0, f"tree-sitter {arguments[0]}: {text}{done.stderr.decode(errors='replace')}"
    return text


def nodes(folder, parser, files):
    """Of each file the nodes as (row, name, column, column after the end); the end of one that is invalid is 0."""
    query = folder / "nodes.scm"
    query.write_text(NODES)
    (folder / "files").write_text("".join(f"{file}\n" for file in files))
    printed = run("query", "--captures", "-l", parser, "--lang-name", LANGUAGE, "--paths", folder / "files", query)
    found = {str(file): set() for file in files}
    for line in printed.split("\n"):
        if line in found:
            here = found[line]
        elif node := CAPTURE.match(line):
            name, row, column, end_row, end = node.groups()
            assert row == end_row, f"this node has an end of a line in it: {line}"
            here.add((int(row), name, int(column), 0 if name == "invalid" else int(end)))
    return [found[str(file)] for file in files]


def check_bytes(folder, parser):
    """Whatever a line holds, its tree has no ERROR, and the next line is as it would be alone."""
    chance = random.Random(6)
    bad = [b"".join(chance.choices(SCRAPS, k=chance.randrange(1, 16))) for _ in range(4000)]
    scraps = folder / "scraps"
    scraps.write_bytes(b"\n".join(line + b"\n" + GOOD for line in bad))
    [found] = nodes(folder, parser, [scraps])
    assert not [node for node in found if node[1] == "error"], "an ERROR in a total grammar"
    rows = {row: set() for row in range(1, 2 * len(bad), 2)}
    for row, *node in found:
        if row in rows:
            rows[row].add(tuple(node))
    for row, line in zip(rows, bad):
        assert rows[row] == GOOD_NODES, f"after {line}: {rows[row]}"

    demo = (ROOT / "corpus/demo/hw/block/trace-events").read_bytes()
    files = {"lf": demo, "crlf": demo.replace(b"\n", b"\r\n"), "no-end": demo.rstrip(b"\n"), "empty": b""}
    for name, text in files.items():
        (folder / name).write_bytes(text)
    lf, crlf, no_end, empty = nodes(folder, parser, [folder / name for name in files])
    assert lf == crlf == no_end and lf and not empty, (lf ^ crlf, lf ^ no_end)

    (folder / "long").write_bytes(b"# " + b"x" * 10**7 + b'\nf(void) "' + b"x" * 10**7 + b'"\n')
    run("parse", "--quiet", "-l", parser, "--lang-name", LANGUAGE, folder / "long")


def check_files(folder, parser, files):
    """Each name, type, argument, conversion and macro that trace-lsp sees is a node of its kind, and no more are."""
    server = Server()
    seen = {"function": 0, "parameter": 0, "formatSpecifier": 0}
    for file, found in zip(files, nodes(folder, parser, files)):
        expected = server.tokens(file.read_text())
        differences = f"only the grammar: {sorted(found - expected)}, only trace-lsp: {sorted(expected - found)}"
        assert found == expected, f"{file}: {differences}"
        for name in seen:
            seen[name] += sum(node[1] == name for node in found)
    server.close()
    print(f"     files: {len(files)}; " + ", ".join(f"{count} {name}s" for name, count in seen.items()))
    assert all(seen.values()), seen


def every_conversion(folder):
    heads = ["%", "%1$", "%-+ #0'", "%08", "%I64", "%5.3", "%*.*", "%*2$.*10$", "%.", "%.-3"]
    lengths = ["", "hh", "h", "l", "ll", "j", "z", "Z", "t", "L", "q", "hlz"]
    file = folder / "conversions"
    specifications = itertools.product(heads, lengths, string.ascii_letters + "%,")
    file.write_text("".join(f'f(int a) "{"".join(parts)}" PRIx64 "."\n' for parts in specifications))
    return file


class Server:
    """trace-lsp, asked for semantic tokens alone."""

    def __init__(self):
        self.process = subprocess.Popen(["trace-lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        capabilities = {"general": {"positionEncodings": ["utf-8"]}}
        self.legend = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})[
            "capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
        self.send({"method": "initialized", "params": {}})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def ask(self, method, params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while True:
            length = 0
            while line := self.process.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            assert length, "trace-lsp has ended"
            answer = json.loads(self.process.stdout.read(length))
            if answer.get("id") == self.asked and "method" not in answer:
                return answer["result"]

    def tokens(self, text):
        """The tokens as nodes() has them, without those of strings, which escapes cut where no token does."""
        document = {"uri": f"file:///{self.asked}/trace-events"}
        opened = {**document, "languageId": "trace-events", "version": 1, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": opened}})
        data = self.ask("textDocument/semanticTokens/full", {"textDocument": document})["data"]
        lines = [line.encode() for line in text.split("\n")]
        row = column = 0
        found = set()
        for down, right, length, kind, _ in zip(*[iter(data)] * 5):
            row, column = row + down, right if down else column + right
            name, end = self.legend[kind], column + length
            if name == "formatSpecifier":
                text = lines[row][column:end]
                # One that a macro ends has the quote between them; of one that printf does not know, the
                # grammar says no more than where it begins.
                name, end = (name, end - text.endswith(b'"')) if text[-1:] in KNOWN else ("invalid", 0)
            found.add((row, name, column, end))
        return {node for node in found if node[1] != "string"}

    def close(self):
        self.ask("shutdown", None)
        self.send({"method": "exit"})
        self.process.wait(timeout=20)

"""What a QEMU tree's OWN tracetool says to lines of a trace-events file.

    tracetool_verdicts.py TREE log|stages < lines.json > verdicts.json

The input is a JSON list of strings, one a line without its newline, each character one byte (Latin-1).
The output is a JSON list, one object a line:

  error    null, or the exception with which reading the line failed: "ValueError: Error at ..."
  events   [{name, args: [[type, name], ...], declaration, format}, ...] (none for blanks and comments)
  stages   mode stages: {"h": null or the exception, ...} for each generated file, when reading went well
  header   mode stages: the text of the generated header, backends log and simple
  source   mode stages: the text of the generated C file, backends log and simple
  log      mode log: the statements that the log backend writes, whose #line names file "event" and, as
           the line, TEN TIMES the place of the line in the input, counted from 1 (a call spans lines)

Nothing is imported from this project: the tree's scripts are the oracle.
"""

import io
import json
import sys


def said(error):
    return "%s: %s" % (type(error).__name__, error)


def fmt_text(fmt):
    """tcg's pair of formats is a list in old releases."""
    return fmt if isinstance(fmt, str) else ", ".join(fmt)


def describe(event):
    return {
        "name": event.name,
        "args": [[type_, name] for type_, name in event.args],
        "declaration": str(event.args),
        "format": fmt_text(event.fmt),
    }


def capture(tracetool, run):
    """What `run` writes through tracetool's out()."""
    tracetool.out_fobj = io.StringIO()
    tracetool.out_lineno = 1
    tracetool.out_filename = "generated"
    run()
    return tracetool.out_fobj.getvalue()


def read(tracetool, line):
    """The line as a whole file, opened the way tracetool.py opens one (text, universal newlines, UTF-8)."""
    data = line.encode("latin-1") + b"\n"
    return tracetool.read_events(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"), "event")


def stages(tracetool, version, events):
    outputs = {}
    wanted = [
        ("h", ["log", "simple"]),
        ("c", ["log", "simple"]),
        ("d", ["dtrace"]),
    ]
    if version >= (10, 2):
        wanted.append(("rs", ["log", "simple"]))
    errors = {}
    for form, backends in wanted:
        try:
            outputs[form] = capture(
                tracetool, lambda: tracetool.generate(events, "junk", form, backends)
            )
            errors[form] = None
        except BaseException as error:  # sys.exit is an answer, too
            errors[form] = said(error)
    return errors, outputs


def main():
    tree, mode = sys.argv[1:]
    sys.path.insert(0, tree + "/scripts")
    sys.dont_write_bytecode = True
    import tracetool
    import tracetool.backend.log

    with open(tree + "/VERSION") as file:
        version = tuple(int(part) for part in file.read().split(".")[:2])
    real_stderr, sys.stderr = sys.stderr, io.StringIO()  # rs prints what it could not match
    verdicts = []
    for number, line in enumerate(json.load(sys.stdin), 1):
        verdict = {"error": None, "events": []}
        verdicts.append(verdict)
        try:
            events = read(tracetool, line)
        except Exception as error:
            verdict["error"] = said(error)
            continue
        verdict["events"] = [describe(event) for event in events]
        if mode == "stages":
            errors, outputs = stages(tracetool, version, events)
            verdict["stages"] = errors
            verdict["header"] = outputs.get("h", "")
            verdict["source"] = outputs.get("c", "")
            continue
        try:
            for event in events:
                event.lineno = 10 * number
            verdict["log"] = capture(
                tracetool,
                lambda: [tracetool.backend.log.generate_h(event, "junk") for event in events],
            )
        except Exception as error:
            verdict["error"] = said(error)
    sys.stderr = real_stderr
    json.dump(verdicts, sys.stdout)


main()

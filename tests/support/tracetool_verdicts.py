"""What a QEMU tree's OWN tracetool says to trace-events files.

    tracetool_verdicts.py TREE log|stages < files.json > verdicts.json

The input is a JSON list of strings, each a whole file, each character of it one byte (Latin-1).
The output is a JSON list, one object a file:

  error    null, or the exception with which reading the file failed: "ValueError: Error at ..."
  events   [{name, line, properties, args: [[type, name], ...], declaration, format}, ...] (none for blanks and comments)
  stages   mode stages: {"h": null or the exception, ...} for each generated file, when reading went well
  outputs  mode stages: {"h": its text, ...}, as far as it was generated
  log      mode log: the statements that the log backend writes, whose #line names file "event" and, as
           the line, TEN TIMES the place of the file in the input, counted from 1 (a call spans lines)

In mode stages the file at place N of the input is the group cN, counted from 0, and its events are in
the file cN. Nothing is imported from this project: the tree's scripts are the oracle.
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
        "line": event.lineno,
        "properties": sorted(event.properties),
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


def read(tracetool, text, name):
    """The file, opened the way tracetool.py opens one (text, universal newlines, UTF-8)."""
    data = text.encode("latin-1")
    return tracetool.read_events(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"), name)


def stages(tracetool, version, events, group):
    """Generates every file of the default backend; the simple backend's, which a build may choose; dtrace's."""
    wanted = [
        ("h", "h", ["log"]),
        ("c", "c", ["log"]),
        ("simple-h", "h", ["simple"]),
        ("simple-c", "c", ["simple"]),
        ("d", "d", ["dtrace"]),
    ]
    if version >= (10, 2):
        wanted.append(("rs", "rs", ["log"]))
    errors, outputs = {}, {}
    for stage, form, backends in wanted:
        try:
            outputs[stage] = capture(
                tracetool, lambda: tracetool.generate(events, group, form, backends)
            )
            errors[stage] = None
        except BaseException as error:  # sys.exit is an answer, too
            errors[stage] = said(error)
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
    for number, text in enumerate(json.load(sys.stdin)):
        verdict = {"error": None, "events": []}
        verdicts.append(verdict)
        group = "c%d" % number
        try:
            events = read(tracetool, text, "event" if mode == "log" else group)
        except Exception as error:
            verdict["error"] = said(error)
            continue
        verdict["events"] = [describe(event) for event in events]
        if mode == "stages":
            verdict["stages"], verdict["outputs"] = stages(tracetool, version, events, group)
            continue
        try:
            for event in events:
                event.lineno = 10 * (number + 1)
            verdict["log"] = capture(
                tracetool,
                lambda: [tracetool.backend.log.generate_h(event, "junk") for event in events],
            )
        except Exception as error:
            verdict["error"] = said(error)
    sys.stderr = real_stderr
    json.dump(verdicts, sys.stdout)


main()

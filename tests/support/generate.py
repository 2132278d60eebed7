"""Generates trace headers and sources with a QEMU tree's OWN tracetool, many in one process.

    generate.py TREE < jobs.json > answers.json

A job is {"events": path, "group": name, "folder": path}: trace-NAME.h, trace-NAME.c and, from 10.2 on,
trace-NAME.rs are written to the folder, for the backend log. An answer is null, or the exception.
"""

import json
import os
import sys


def generate(tracetool, job, form):
    path = os.path.join(job["folder"], "trace-%s.%s" % (job["group"], form))
    with open(job["events"], "r") as text:
        events = tracetool.read_events(text, job["events"])
    with open(path, "w") as out:
        tracetool.out_fobj, tracetool.out_lineno, tracetool.out_filename = out, 1, path
        tracetool.generate(events, job["group"], form, ["log"])


def main():
    tree = sys.argv[1]
    sys.path.insert(0, tree + "/scripts")
    sys.dont_write_bytecode = True
    import tracetool

    forms = ["h", "c"]
    if os.path.exists(tree + "/scripts/tracetool/format/rs.py"):
        forms.append("rs")
    answers = []
    for job in json.load(sys.stdin):
        try:
            for form in forms:
                generate(tracetool, job, form)
            answers.append(None)
        except BaseException as error:  # sys.exit is an answer, too
            answers.append("%s: %s" % (type(error).__name__, error))
    json.dump(answers, sys.stdout)


main()

"""What a QEMU tree's OWN tracetool writes for each event of trace-events files, for each backend.

    tracetool_backends.py TREE FOLDER FILE...

The files are named from FOLDER. The output is a JSON list, one object an event:
{"path", "line", "name", "arguments": how many, "outputs": {backend: {format: text, ...}, ...},
"errors": {backend: exception, ...}}. Each event is generated alone, that at place N as the group cN; a
tapset's record has the number 0. Nothing is imported from this project.
"""

import io
import json
import os
import sys
import warnings

FORMATS = {
    "log": ["h"],
    "simple": ["h", "c"],
    "ftrace": ["h", "c"],
    "syslog": ["h", "c"],
    "ust": ["h", "ust-events-h"],
    "dtrace": ["h", "d", "stap"],
    "log-stap": ["log-stap"],
    "simpletrace-stap": ["simpletrace-stap"],
}


def main():
    tree, folder, *files = sys.argv[1:]
    sys.path.insert(0, tree + "/scripts")
    sys.dont_write_bytecode = True
    warnings.simplefilter("ignore")
    import tracetool

    os.chdir(folder)
    found = []
    for name in files:
        with open(name) as file:
            events = tracetool.read_events(file, name)
        for event in events:
            group = "c%d" % len(found)
            entry = {"path": name, "line": event.lineno, "name": event.name, "arguments": len(event.args)}
            entry.update(outputs={}, errors={})
            found.append(entry)
            for backend, formats in FORMATS.items():
                wanted = "dtrace" if backend.endswith("stap") else backend
                outputs = entry["outputs"][backend] = {}
                for form in formats:
                    tracetool.out_fobj = io.StringIO()
                    tracetool.out_filename = "generated"
                    tracetool.out_lineno = 1
                    try:
                        tracetool.generate(
                            [event], group, form, [wanted],
                            binary="qemu-system-x86_64", probe_prefix="qemu.system.x86_64",
                        )
                    except Exception as error:
                        entry["errors"][backend] = "%s: %s" % (type(error).__name__, error)
                    outputs[form] = tracetool.out_fobj.getvalue()
    json.dump(found, sys.stdout)


main()

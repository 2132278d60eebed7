"""What becomes of analysis scripts when a QEMU tree's OWN simpletrace.py calls them.

    run_analysers.py TREE FOLDER

FOLDER has hw/trace-events and scripts/*.py, each with one class A of one method, which puts locals() into
the list SEEN. Each gets a recording with one record of every event. Prints a line a script: its name and
TypeError, shifted (a parameter named like an argument got the time or the process), fits or never."""

import io
import struct
import sys
import warnings
from pathlib import Path

tree, folder = Path(sys.argv[1]), Path(sys.argv[2])
sys.path.insert(0, str(tree / "scripts"))
warnings.simplefilter("ignore")
import simpletrace

TIME, PROCESS = 777777, 8888
with open(folder / "hw/trace-events") as file:
    events = simpletrace.read_events(file, "trace-events")


def recording():
    text = struct.pack("=QQQ", 0xFFFFFFFFFFFFFFFF, 0xF2B177CB0AA429B4, 4)
    for number, event in enumerate(events):
        name = event.name.encode()
        text += struct.pack("=QQL", 0, number, len(name)) + name
        values = b""
        for place, (ctype, _) in enumerate(event.args):
            is_string = simpletrace.is_string(ctype)
            values += struct.pack("=L", 1) + b"s" if is_string else struct.pack("=Q", 100 + place)
        text += struct.pack("=QQQLL", 1, number, TIME, 24 + len(values), PROCESS) + values
    return text


def outcome(path):
    scope = {"SEEN": [], "__name__": "script"}
    exec(compile(path.read_text(), str(path), "exec"), scope)
    try:
        simpletrace.process(events, io.BytesIO(recording()), scope["A"]())
    except TypeError:
        return "TypeError"
    if not scope["SEEN"]:
        return "never"
    names = {name for event in events if event.name in dir(scope["A"]) for _, name in event.args}
    got = scope["SEEN"][0]
    positional = scope["A"].POSITIONAL
    meant = [got[name] for name in positional if name in names and name not in ("timestamp", "pid")]
    return "shifted" if TIME in meant or PROCESS in meant else "fits"


for path in sorted((folder / "scripts").glob("*.py")):
    print(path.name, outcome(path))

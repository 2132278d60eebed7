"""Runs a QEMU tree's OWN simpletrace.py on many recordings in one process.

    run_simpletrace.py TREE RECORDING...

The script gets the events in the file `events`. What it prints of a recording goes to RECORDING.printed; a line
for each recording says `whole` when the script came to its end, or else the exception.
"""

import io
import runpy
import sys


def run(script, recording):
    printed = io.TextIOWrapper(io.BytesIO(), sys.stdout.encoding, sys.stdout.errors)
    sys.argv = [script, "events", recording]
    real, sys.stdout = sys.stdout, printed
    try:
        runpy.run_path(script, run_name="__main__")
        end = "whole"
    except SystemExit as error:
        end = "whole" if error.code in (None, 0) else "exit"
    except BaseException as error:
        end = type(error).__name__
    finally:
        sys.stdout = real
    printed.flush()
    with open(recording + ".printed", "wb") as file:
        file.write(printed.buffer.getvalue())
    return end


def main():
    tree, recordings = sys.argv[1], sys.argv[2:]
    sys.path.insert(0, tree + "/scripts")
    for recording in recordings:
        print(run(tree + "/scripts/simpletrace.py", recording))


main()

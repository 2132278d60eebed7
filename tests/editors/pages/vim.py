"""Vim: its colours, and the server by ALE."""

import os
import subprocess

from desk import EVENTS, HERE, Screen, fresh, install, renamed, snippet, wait


def vim():
    folder = fresh("vim")
    home = folder / "home"
    install("vim/install.sh", home)
    (home / ".vimrc").write_text("set nocompatible\nfiletype plugin on\nsyntax on\n")
    found = folder / "found"
    subprocess.run(["vim", "-T", "dumb", "-n", "-es", "-u", str(home / ".vimrc"), "-S", str(HERE / "colours.vim")],
                   cwd=folder / "demo", timeout=60, env={**os.environ, "HOME": str(home), "FOUND": str(found)}, check=False)
    expected = ["trace-events", "traceEventsComment", "traceEventsHeading", "traceEventsName", "traceEventsType",
                "traceEventsArgument", "traceEventsConversion", "traceEventsMacro"]
    assert found.read_text().split() == expected, found.read_text()


def ale():
    folder = fresh("ale")
    home = folder / "home"
    install("vim/install.sh", home)
    (home / ".vimrc").write_text("set nocompatible\nfiletype plugin on\nsyntax on\n" + snippet("vim/ale.vimrc"))
    found = folder / "found"
    screen = Screen(folder / "demo", ["vim", "-n", "-S", str(HERE / "ale.vim")], {"HOME": home, "FOUND": found})
    try:
        # Vim makes the file before it writes.
        wait("the end of the scenario", lambda: found.exists() and found.read_text().endswith("\n"), 60)
        assert found.read_text() == "ok\n", found.read_text()
        assert renamed(folder / "demo"), (folder / "demo" / EVENTS).read_text()
    finally:
        screen.close()

"""What the tests of all editors stand on: the pages' code, copies of the demonstration, a terminal, waiting."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
WORK = ROOT / "target/editors/pages"
GRAMMAR = ROOT / "docs/editors/tree-sitter"
EVENTS = "hw/block/trace-events"
SOURCE = "hw/block/heron_flash.c"


def snippet(name):
    """The code that a page gives for a file."""
    for page in sorted((ROOT / "docs/editors").glob("*.md")):
        found = re.search(rf"<!-- file: {re.escape(name)} -->\n```\w+\n(.*?)```", page.read_text(), re.S)
        if found:
            return found.group(1)
    raise AssertionError(f"no page has {name}")


def fresh(name):
    """An empty folder with a copy of the demonstration in it."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "corpus/demo", folder / "demo")
    return folder


def without_homes():
    return {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}


def install(name, home):
    """Runs what a page gives for the root of our tree, with a home folder of its own."""
    home.mkdir(exist_ok=True)
    done = subprocess.run(["sh", "-eu", "-c", snippet(name)], cwd=ROOT, env={**without_homes(), "HOME": str(home)},
                          capture_output=True, text=True)
    assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"


def wait(what, look, limit=30):
    end = time.monotonic() + limit
    while not (found := look()):
        assert time.monotonic() < end, f"this did not come: {what}"
        time.sleep(0.05)
    return found


class Screen:
    """A program in a terminal of its own."""

    def __init__(self, folder, command, environment):
        self.tmux = ["tmux", "-L", f"trace-lint-{os.getpid()}", "-f", "/dev/null"]
        variables = [f"{key}={value}" for key, value in environment.items()]
        subprocess.run([*self.tmux, "new-session", "-d", "-x", "140", "-y", "40", "env", *variables, *command],
                       cwd=folder, check=True)

    def text(self, *options):
        command = [*self.tmux, "capture-pane", "-p", *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def colours(self, line):
        """The words of the line that shows this, each with its colour: the numbers after 38, or nothing."""
        bare = r"\x1b\[[0-9;]*m"
        shown = next(shown for shown in self.text("-e").split("\n") if line in re.sub(bare, "", shown))
        words, colour = [], ""
        for control, text in re.findall(r"\x1b\[([0-9;]*)m|([^\x1b]+)", shown):
            if text.strip():
                words.append((text.strip(), colour))
            elif found := re.search(r"38;([0-9;]+)", control):
                colour = found.group(1)
            elif control in ("", "0", "39"):
                colour = ""
        return words

    def keys(self, *keys):
        subprocess.run([*self.tmux, "send-keys", *keys], check=True)

    def escape(self):
        """Presses Escape, and waits until it can't be taken for Alt with what comes next."""
        self.keys("Escape")
        time.sleep(0.3)

    def shows(self, pattern):
        try:
            return wait(pattern, lambda: re.search(pattern, self.text()))
        except AssertionError as error:
            raise AssertionError(f"{error}; the screen shows\n{self.text()}") from None

    def close(self):
        subprocess.run([*self.tmux, "kill-server"], check=False, capture_output=True)


def renamed(demo):
    return ("heron_flash_again(void *chip)" in (demo / EVENTS).read_text()
            and "trace_heron_flash_again(chip)" in (demo / SOURCE).read_text())

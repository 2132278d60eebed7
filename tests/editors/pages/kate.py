"""Kate in a window."""

import os
import re
import shutil
import signal
import subprocess
import time

from desk import EVENTS, ROOT, fresh, renamed, snippet, wait

# Kate has no keys for these.
KATE_KEYS = """<!DOCTYPE gui SYSTEM "kpartgui.dtd">
<gui name="lspclient" library="lspclient" version="100"><ActionProperties scheme="Default">
<Action name="lspclient_find_implementations" shortcut="Ctrl+Alt+Shift+I"/>
<Action name="lspclient_rename" shortcut="Ctrl+Alt+Shift+R"/>
</ActionProperties></gui>
"""


def kate():
    folder = fresh("kate")
    demo = folder / "demo"
    home = folder / "home"
    said = folder / "said"
    for name in ("home/.config/kate/lspclient", "home/.local/share/kxmlgui5/lspclient", "bin", "run"):
        (folder / name).mkdir(parents=True, mode=0o700)
    subprocess.run(["sh", "-eu", "-c", snippet("kate/install.sh")], cwd=ROOT, env={**os.environ, "HOME": str(home)}, check=True)
    (home / ".config/kate/lspclient/settings.json").write_text(snippet("kate/settings.json"))
    (home / ".local/share/kxmlgui5/lspclient/ui.rc").write_text(KATE_KEYS)
    # What the server says is what can be seen of a window without reading pictures.
    server = folder / "bin/trace-lsp"
    server.write_text(f"#!/bin/sh\n{shutil.which('trace-lsp')} | tee {said}\n")
    server.chmod(0o755)
    reader, writer = os.pipe()
    # Without a repeat of keys that are down for long, as they are on a busy machine.
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-r", "-screen", "0", "1200x800x24"],
                              pass_fds=[writer], stderr=subprocess.DEVNULL)
    display = ":" + os.read(reader, 16).decode().strip()
    environment = {**os.environ, "HOME": str(home), "DISPLAY": display, "XDG_RUNTIME_DIR": str(folder / "run"),
                   "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}

    def tool(*parameters):
        return subprocess.run(["xdotool", *parameters], env=environment, capture_output=True, text=True, check=False).stdout.split()

    def press(window, key):
        found = wait(f"the window {window}", lambda: tool("search", "--onlyvisible", "--name", window))
        tool("windowfocus", found[0], "key", key)

    def press_until(window, key, what, look):
        """A window takes no keys before it has been drawn."""
        wait(f"the window {window}", lambda: tool("search", "--onlyvisible", "--name", window))

        def tried():
            if tool("search", "--onlyvisible", "--name", window):
                press(window, key)
            time.sleep(1)
            return look()
        wait(what, tried)

    def answered(pattern):
        return said.exists() and re.search(pattern, said.read_text())

    editor = subprocess.Popen(["dbus-run-session", "kate", "-n", "-l", "4", "-c", "3", EVENTS], cwd=demo, env=environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        question = "LSP server start requested"
        press_until(question, "Return", "the end of the question", lambda: not tool("search", "--onlyvisible", "--name", question))
        wait("the findings", lambda: answered(r'"code":"TL301"'))
        press_until("trace-events", "ctrl+alt+shift+i", "the call", lambda: answered(r'"result":\[.*heron_flash\.c'))
        press_until("trace-events", "ctrl+alt+shift+r", "the question for a name", lambda: tool("search", "--onlyvisible", "--name", "Rename"))
        tool("key", "ctrl+a")
        tool("type", "heron_flash_again")
        tool("key", "Return")
        wait("the edit", lambda: answered(r'"newText":"(trace_)?heron_flash_again"'))
        time.sleep(1)
        press("trace-events|heron_flash", "ctrl+l")
        wait("the new name in both files", lambda: renamed(demo))
    finally:
        os.killpg(editor.pid, signal.SIGKILL)
        editor.wait()
        screen.kill()
        screen.wait()

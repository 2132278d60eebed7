"""Kakoune with kak-lsp, in a terminal."""

import time

from desk import EVENTS, Screen, fresh, renamed, snippet, wait


def kakoune():
    folder = fresh("kakoune")
    demo = folder / "demo"
    (folder / "config/kak").mkdir(parents=True)
    (folder / "config/kak/kakrc").write_text(snippet("kakoune/kakrc"))
    (folder / "run").mkdir(mode=0o700)
    screen = Screen(demo, ["kak", EVENTS], {"XDG_CONFIG_HOME": folder / "config", "XDG_RUNTIME_DIR": folder / "run"})

    def ask(key):
        """Presses a key of the page's menu, when it is there."""
        def opened():
            screen.escape()
            screen.keys("Space")
            time.sleep(0.3)
            return "language server" in screen.text()
        wait("the menu", opened)
        screen.keys("l")
        screen.shows("go to definition")
        screen.keys(key)

    try:
        ask("e")
        screen.shows(r"hw/block/trace-events:8:.*wants argument 3")
        screen.keys(":buffer hw/block/trace-events", "Enter", "4g")
        ask("i")
        screen.shows(r"heron_flash\.c 51:")
        ask("d")
        screen.shows(r"hw/block/trace-events 4:")
        ask("h")
        screen.shows(r"Called once")
        screen.escape()
        ask("R")
        screen.shows(r"New name: heron_flash_reset")
        screen.keys("C-u", "heron_flash_again", "Enter")
        screen.shows(r"heron_flash_again\(void")
        screen.keys(":write-all", "Enter")
        wait("the new name in both files", lambda: renamed(demo))
    finally:
        screen.close()

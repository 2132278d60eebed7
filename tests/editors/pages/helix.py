"""Helix in a terminal."""

from desk import EVENTS, Screen, fresh, renamed, snippet, wait


def helix():
    folder = fresh("helix")
    demo = folder / "demo"
    (folder / "config/helix").mkdir(parents=True)
    (folder / "config/helix/languages.toml").write_text(snippet("helix/languages.toml"))
    screen = Screen(demo, ["hx", EVENTS], {"XDG_CONFIG_HOME": folder / "config", "XDG_CACHE_HOME": folder / "cache"})
    try:
        screen.shows(r"● +8 +heron_flash_busy")
        screen.keys("4gg", "gi")
        screen.shows(r"heron_flash\.c .* 51:")
        screen.keys("gd")
        screen.shows(r"hw/block/trace-events .* 4:")
        screen.keys("Space", "k")
        screen.shows(r"Called once")
        screen.escape()
        screen.keys("8gg", "Space", "d")
        screen.shows(r"TL301 .*wants argument 3")
        screen.escape()
        screen.keys("4gg", "Space", "r")
        screen.shows(r"rename-to")
        screen.keys("C-u", "heron_flash_again", "Enter")
        screen.shows(r"heron_flash_again\(void")
        screen.keys(":wa", "Enter")
        wait("the new name in both files", lambda: renamed(demo))
    finally:
        screen.close()

"""Helix in a terminal."""

from desk import EVENTS, Screen, fresh, install, renamed, snippet, wait

# A theme that shows each scope in a colour of its own: its number in this list.
SCOPES = ["comment", "string", "function", "type", "type.builtin", "variable.parameter", "keyword", "constant",
          "constant.numeric", "constant.character.escape", "operator", "punctuation"]
COLOURS = [
    ("heron_flash_erase", "function"), ("(", "punctuation"), ("void", "type.builtin"), ("*", "operator"),
    ("chip", "variable.parameter"), (",", "punctuation"), ("uint64_t", "type"), ("offset", "variable.parameter"),
    (",", "punctuation"), ("uint32_t", "type"), ("len", "variable.parameter"), (")", "punctuation"),
    ('"chip=', "string"), ("%p", "constant.character.escape"),
    ("offset=0x", "string"), ("%", "constant.character.escape"),
    ('"', "string"), ("PRIx64", "constant"), ('" len=0x', "string"), ("%x", "constant.character.escape"),
    ('"', "string"),
]


def helix():
    folder = fresh("helix")
    demo = folder / "demo"
    home = folder / "home"
    install("helix/install.sh", home)
    config = home / ".config/helix"
    (config / "languages.toml").write_text(snippet("helix/languages.toml"))
    (config / "config.toml").write_text('theme = "scopes"\neditor.true-color = true\n')
    theme = [f'"{scope}" = "#0000{number:02x}"' for number, scope in enumerate(SCOPES)]
    (config / "themes").mkdir()
    (config / "themes/scopes.toml").write_text("\n".join(['"ui.selection" = { modifiers = ["reversed"] }', *theme]))
    homes = {"HOME": home, "XDG_CONFIG_HOME": home / ".config", "XDG_CACHE_HOME": folder / "cache"}
    screen = Screen(demo, ["hx", EVENTS], homes)
    try:
        screen.shows(r"● +8 +heron_flash_busy")
        number, *words = screen.colours(COLOURS[0][0])
        found = [(text, colour and SCOPES[int(colour.split(";")[-1])]) for text, colour in words]
        assert found == COLOURS, found
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

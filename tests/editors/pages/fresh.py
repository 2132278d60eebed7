"""What each client shows of a whole QEMU tree that changes: in another buffer, on the disk, by git. Its index takes so
long that the first findings come without it. The table of docs/editors/README.md is what came of it: `BLESS=1` writes
it, when all clients of this file have run."""

import os
import re
import shutil
import subprocess
import time

from desk import HERE, ROOT, WORK, Screen, snippet, wait

PAGE = ROOT / "docs/editors/README.md"
CELLS = {"opened": "opened", "buffer": "edited in another buffer", "disk": "written by another program",
         "checkout": "`git checkout`", "again": "opened again"}
EVENTS, SOURCE = "hw/scsi/trace-events", "hw/scsi/vmw_pvscsi.c"
CALL = "trace_pvscsi_on_cmd_reset_dev("
ROWS = {}


def tree():
    """A copy of QEMU 10.2 in a repository, as it was committed."""
    copy = WORK / "qemu"
    if not (copy / ".git/fresh").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(os.environ["TRACE_LINT_QEMU_10_2"], copy, symlinks=True,
                        ignore=shutil.ignore_patterns(".git"))
        git = ["git", "-c", "user.name=t", "-c", "user.email=t@t"]
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "QEMU"]):
            subprocess.run([*git, *command], cwd=copy, check=True)
        (copy / ".git/fresh").touch()
    subprocess.run(["git", "checkout", "-q", "-f", "."], cwd=copy, check=True)
    return copy


def scratch(name):
    folder = WORK / f"fresh-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def homes(folder):
    kinds = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {**os.environ, **kinds, "HOME": str(folder)}


def note(client, printed):
    """Keeps what a client showed, and prints how long it took at most."""
    found = {}
    for cell, seconds in re.findall(r"^(\w+) ([\d.]+)$", printed, re.M):
        found[cell] = max(float(seconds), found.get(cell, 0))
    assert list(found) == list(CELLS), f"{client}: {printed}"
    print(f"     {client}: " + ", ".join(f"{CELLS[cell]} {seconds:.2f} s" for cell, seconds in found.items()))
    ROWS[client] = found


def version(command, pattern):
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.search(pattern, text).group(1)


def neovim(page):
    folder = scratch(f"nvim-{page}")
    config = folder / "config/nvim"
    plugin = ROOT / "docs/editors/neovim"
    if page == "0.10":
        shutil.copytree(plugin, folder / "data/nvim/site/pack/trace-lint/start/trace-lint")
    else:
        # The file for the server alone.
        shutil.copytree(plugin / "lsp", config / "lsp")
        (config / "init.lua").write_text(snippet("neovim/init.lua"))
    done = subprocess.run([f"nvim-{page}", "--headless", "-S", str(HERE / "fresh.lua")], cwd=tree(), timeout=240,
                          env=homes(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    note("Neovim " + version([f"nvim-{page}", "--version"], r"NVIM v([\d.]+)"), done.stdout)


def emacs(program, setup, name):
    folder = scratch(name)
    (folder / "init.el").write_text(setup)
    done = subprocess.run([program, "--batch", "-L", str(ROOT / "docs/editors/emacs"),
                           "--eval", "(setq native-comp-enable-subr-trampolines nil)",
                           "-l", str(folder / "init.el"), "-l", str(HERE / "fresh.el")],
                          cwd=tree(), timeout=240, env=homes(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    note(name, done.stdout)


def eglot(program, client):
    # One server for sources as well, which the page leaves to clangd.
    c = "(push '((trace-events-mode c-mode c-ts-mode) . (\"trace-lsp\")) eglot-server-programs)"
    start = "(package-initialize) (require 'eglot)"
    emacs(program, f"{start}\n{snippet('emacs/init.el')}\n{c}\n", client)


def lsp_mode(program, client):
    packages = os.environ["LSP_MODE_PACKAGES"]
    start = f"(require 'package) (setq package-directory-list '(\"{packages}\")) (package-initialize)"
    # It asks before it watches so many folders.
    quiet = ("(setq lsp-auto-guess-root t lsp-enable-file-watchers nil lsp-enable-snippet nil"
             " lsp-diagnostics-provider :none)")
    emacs(program, f"{start}\n(require 'lsp-mode)\n{quiet}\n{snippet('emacs/lsp-mode.el')}\n", client)


def helix(program):
    copy = tree()
    folder = scratch(program)
    (folder / "config/helix").mkdir(parents=True)
    (folder / "config/helix/languages.toml").write_text(snippet("helix/languages.toml"))
    printed = []
    environment = {key: value for key, value in homes(folder).items() if key.startswith("XDG") or key == "HOME"}
    screen = Screen(copy, [program, EVENTS], environment)

    def cell(name, warnings):
        started = time.monotonic()
        wait(f"{name}: {warnings} warnings in the last line",
             lambda: re.search(rf"{EVENTS} .*● {warnings} ", screen.text()))
        printed.append(f"{name} {time.monotonic() - started:.2f}")

    def command(*words):
        screen.keys(":" + words[0], "Space", *words[1:], "Enter")

    try:
        # Three events that are never called, and another warning.
        cell("opened", 4)
        command("o", SOURCE)
        screen.shows(f"NOR +{SOURCE}")
        screen.keys("866gg", "x", "d")
        command("o", EVENTS)
        cell("buffer", 5)
        command("o", SOURCE)
        screen.shows(f"NOR +{SOURCE}")
        screen.keys("u")
        command("o", EVENTS)
        cell("buffer", 4)
        command("bc!", SOURCE)
        subprocess.run(["sed", "-i", f"/{CALL}/d", SOURCE], cwd=copy, check=True)
        command("o", "hw/scsi/lsi53c895a.c")
        screen.shows(r"NOR +hw/scsi/lsi53c895a.c")
        command("o", EVENTS)
        cell("disk", 5)
        subprocess.run(["git", "checkout", "-q", SOURCE], cwd=copy, check=True)
        screen.keys("4gg", "Space", "k")
        screen.shows("declared|alled|static")
        screen.escape()
        cell("checkout", 4)
        command("bc", EVENTS)
        command("o", EVENTS)
        cell("again", 4)
    except AssertionError as error:
        raise AssertionError(f"{error}\n{printed}\n{screen.text()}") from None
    finally:
        screen.close()
    note("Helix " + version([program, "--version"], r"helix ([\d.]+)"), "\n".join(printed))


CLIENTS = {
    "fresh-neovim-0.10": lambda: neovim("0.10"),
    "fresh-neovim-0.12": lambda: neovim("0.11"),
    "fresh-helix-25.01": lambda: helix("hx"),
    "fresh-helix-25.07": lambda: helix("hx-25.07"),
    "fresh-eglot-1.9": lambda: eglot("emacs", "Emacs 28.2 with eglot 1.9"),
    "fresh-eglot-1.17": lambda: eglot("emacs-30", "Emacs 30.2 with eglot 1.17"),
    "fresh-lsp-mode-10": lambda: lsp_mode("emacs-30", "Emacs 30.2 with lsp-mode 10"),
}


def table():
    """Compares the page's table with what was shown, or writes it."""
    rows = [["client", *CELLS.values()], ["---"] * (len(CELLS) + 1)]
    rows += [[client, *(["yes"] * len(CELLS))] for client in ROWS]
    text = "".join("| " + " | ".join(row) + " |\n" for row in rows).replace("| --- ", "|---").replace("---| --- |", "---|")
    page = PAGE.read_text()
    written = re.sub(r"(<!-- made by tests/editors/pages/fresh.py -->\n).*?\n(?=\n)",
                     lambda found: found.group(1) + text, page, flags=re.S)
    if os.environ.get("BLESS"):
        PAGE.write_text(written)
    assert os.environ.get("BLESS") or written == page, f"{PAGE} has another table; BLESS=1 writes\n{text}"

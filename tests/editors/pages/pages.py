"""Runs what the pages in docs/editors say, in the editors themselves, on a copy of the demonstration: the
code is taken from the page, put where the page says, and the editor is used by its keys or its own
language. Each test prints one line; a failure shows what the editor showed.

Needs in PATH: trace-lsp, tmux, hx, vim, emacs, kak, kak-lsp, kate, Xvfb, xdotool, dbus-run-session, and nvim
of 0.10 and 0.11 or later as nvim-0.10, nvim-0.11.
"""

import sys
import time

import fresh
from emacs import eglot, lsp_mode
from helix import helix
from kakoune import kakoune
from kate import kate
from neovim import neovim
from tree_sitter import tree_sitter
from vim import ale, vim

TESTS = {
    "tree-sitter": tree_sitter,
    "helix": helix,
    "neovim-0.10": lambda: neovim("0.10"),
    "neovim-0.11": lambda: neovim("0.11"),
    "emacs": eglot,
    "lsp-mode": lsp_mode,
    "vim": vim,
    "ale": ale,
    "kakoune": kakoune,
    "kate": kate,
    **fresh.CLIENTS,
}


def main():
    failed = 0
    chosen = sys.argv[1:] or list(TESTS)
    for name in chosen:
        started = time.monotonic()
        try:
            TESTS[name]()
            print(f"ok   {name} ({time.monotonic() - started:.1f} s)", flush=True)
        except Exception as error:  # A test that can't run has failed too.
            failed += 1
            print(f"FAIL {name}: {error}", flush=True)
    if not failed and set(fresh.CLIENTS) <= set(chosen):
        fresh.table()
    print(f"{len(chosen) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()

"""Emacs without a screen, with each of its two clients."""

import subprocess

from desk import HERE, ROOT, fresh, renamed, snippet


def in_emacs(name, page, scenario, package, patience):
    folder = fresh(name)
    demo = folder / "demo"
    subprocess.run(["git", "init", "-q"], cwd=demo, check=True)
    (folder / "init.el").write_text(snippet(page))
    mode = ROOT / "docs/editors/emacs"
    # Debian has both clients as packages.
    done = subprocess.run(["emacs", "--batch", "-L", str(mode), "--eval", "(package-initialize)",
                           "--eval", f"(require '{package})",
                           "-l", str(folder / "init.el"), "-l", str(HERE / "wait.el"), "-l", str(HERE / scenario)],
                          cwd=demo, timeout=patience, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    assert renamed(demo), done.stderr[-3000:]


def eglot():
    in_emacs("emacs", "emacs/init.el", "eglot.el", "eglot", 120)


def lsp_mode():
    in_emacs("lsp-mode", "emacs/lsp-mode.el", "lsp-mode.el", "lsp-mode", 180)

"""Neovim without a screen, with the page for its release."""

import os
import subprocess

from desk import EVENTS, HERE, fresh, install, renamed, snippet


def neovim(version):
    folder = fresh(f"nvim-{version}")
    demo = folder / "demo"
    home = folder / "home"
    install("neovim/install.sh", home)
    (home / ".config/nvim/init.lua").write_text(snippet(f"nvim-{version}/init.lua") + snippet("neovim/colours.lua"))
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "STATE", "CACHE")}
    homes["XDG_CONFIG_HOME"] = str(home / ".config")
    done = subprocess.run([f"nvim-{version}", "--headless", "-S", str(HERE / "neovim.lua")], cwd=demo, timeout=120,
                          env={**os.environ, **homes}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert renamed(demo), (demo / EVENTS).read_text()

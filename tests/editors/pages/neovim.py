"""Neovim without a screen, with the plugin as a package."""

import os
import subprocess

from desk import EVENTS, HERE, fresh, install, renamed, snippet


def neovim(version):
    folder = fresh(f"nvim-{version}")
    demo = folder / "demo"
    home = folder / "home"
    install("neovim/install.sh", home)
    install("neovim/package.sh", home)
    (home / ".config/nvim/init.lua").write_text(snippet("neovim/colours.lua"))
    # A source of another project, which has a VERSION as well.
    (folder / "other").mkdir()
    (folder / "other/VERSION").write_text("1.0\n")
    (folder / "other/main.c").write_text("int main(void) { return 0; }\n")
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("STATE", "CACHE")}
    homes["XDG_DATA_HOME"] = str(home / ".local/share")
    homes["XDG_CONFIG_HOME"] = str(home / ".config")
    done = subprocess.run([f"nvim-{version}", "--headless", "-S", str(HERE / "neovim.lua")], cwd=demo, timeout=120,
                          env={**os.environ, **homes}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert renamed(demo), (demo / EVENTS).read_text()

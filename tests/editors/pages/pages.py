"""Runs what the pages in docs/editors say, in the editors themselves, on a copy of the demonstration: the
code is taken from the page, put where the page says, and the editor is used by its keys or its own
language. Each test prints one line; a failure shows what the editor showed.

Needs in PATH: trace-lsp, tmux, hx, vim, emacs, kak, kak-lsp, kate, Xvfb, xdotool, dbus-run-session, and nvim
of 0.10 and 0.11 or later as nvim-0.10, nvim-0.11.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
WORK = ROOT / "target/editors/pages"
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

    def text(self):
        return subprocess.run([*self.tmux, "capture-pane", "-p"], check=True, capture_output=True, text=True).stdout

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


NEOVIM = """
local function wait(what, look)
  if not vim.wait(20000, look, 20) then
    io.stderr:write('this did not come: ' .. what .. '\\n' .. vim.inspect(vim.diagnostic.get()) .. '\\n')
    vim.cmd('cquit')
  end
end
local function at(line) vim.api.nvim_win_set_cursor(0, { line, 3 }) end
local function here() return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t') .. ':' .. vim.fn.line('.') end
vim.cmd.edit('hw/block/trace-events')
wait('the filetype', function() return vim.bo.filetype == 'trace-events' end)
wait('the findings', function() return #vim.diagnostic.get(0) == 3 end)
at(4)
wait('the call', function()
  if here() == 'trace-events:4' then vim.lsp.buf.implementation() vim.wait(300) end
  return here() == 'heron_flash.c:51'
end)
wait('the client in the source', function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'trace-lsp' }) == 1
end)
vim.fn.search('trace_heron_flash_reset', 'wc')
wait('the event', function()
  if here() == 'heron_flash.c:51' then vim.lsp.buf.definition() vim.wait(300) end
  return here() == 'trace-events:4'
end)
vim.lsp.buf.rename('heron_flash_again')
wait('the new name', function() return vim.fn.getline(4):find('heron_flash_again') end)
vim.cmd.wall()
-- Neovim 0.10 may die of a closed pipe where a server ends while it quits itself.
vim.lsp.stop_client(vim.lsp.get_clients())
wait('the end of the server', function() return #vim.lsp.get_clients() == 0 end)
vim.cmd('qall!')
"""


def neovim(version):
    folder = fresh(f"nvim-{version}")
    demo = folder / "demo"
    (folder / "config/nvim").mkdir(parents=True)
    (folder / "config/nvim/init.lua").write_text(snippet(f"nvim-{version}/init.lua"))
    (folder / "scenario.lua").write_text(NEOVIM)
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    done = subprocess.run([f"nvim-{version}", "--headless", "-S", str(folder / "scenario.lua")], cwd=demo, timeout=120,
                          env={**os.environ, **homes}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert renamed(demo), (demo / EVENTS).read_text()


EMACS = """
(defun wait-for (what look)
  (let ((end (+ (float-time) 30)) found)
    (while (not (setq found (funcall look)))
      (when (> (float-time) end) (message "this did not come: %s" what) (kill-emacs 1))
      (accept-process-output nil 0.05))
    found))
(setq make-backup-files nil)
(defalias 'y-or-n-p #'always)
(find-file "hw/block/trace-events")
(unless (eq major-mode 'trace-events-mode) (message "the mode is %s" major-mode) (kill-emacs 1))
(font-lock-ensure)
(dolist (place '(("heron_flash_reset" . font-lock-function-name-face) ("void" . font-lock-type-face)
                 ("chip)" . font-lock-variable-name-face) ("PRIx64" . font-lock-constant-face)))
  (goto-char (point-min))
  (search-forward (car place))
  (let ((face (get-text-property (match-beginning 0) 'face)))
    (unless (memq (cdr place) (ensure-list face)) (message "%s has the face %s" (car place) face) (kill-emacs 1))))
(unless (eglot-managed-p) (call-interactively #'eglot))
(wait-for "a server" #'eglot-managed-p)
(wait-for "the findings" (lambda () (flymake-start) (= (length (flymake-diagnostics)) 3)))
(goto-char (point-min))
(search-forward "heron_flash_re")
(eglot-find-implementation)
(wait-for "the call" (lambda () (when (get-buffer "*xref*")
  (with-current-buffer "*xref*" (string-match-p "heron_flash.c.*\\n.*51.*trace_heron_flash_reset(chip)" (buffer-string))))))
(switch-to-buffer "trace-events")
(eglot-rename "heron_flash_again")
(save-some-buffers t)
"""


def in_emacs(name, page, scenario, package, patience):
    folder = fresh(name)
    demo = folder / "demo"
    subprocess.run(["git", "init", "-q"], cwd=demo, check=True)
    (folder / "init.el").write_text(snippet(page))
    (folder / "scenario.el").write_text(scenario)
    mode = ROOT / "docs/editors/emacs"
    # Debian has both clients as packages.
    done = subprocess.run(["emacs", "--batch", "-L", str(mode), "--eval", "(package-initialize)",
                           "--eval", f"(require '{package})",
                           "-l", str(folder / "init.el"), "-l", str(folder / "scenario.el")],
                          cwd=demo, timeout=patience, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    assert renamed(demo), done.stderr[-3000:]


def emacs():
    in_emacs("emacs", "emacs/init.el", EMACS, "eglot", 120)


LSP_MODE = """
(defun wait-for (what look)
  (let ((end (+ (float-time) 30)) found)
    (while (not (setq found (funcall look)))
      (when (> (float-time) end) (message "this did not come: %s" what) (kill-emacs 1))
      (accept-process-output nil 0.05))
    found))
(defun here () (format "%s:%d" (file-name-nondirectory (or buffer-file-name "")) (line-number-at-pos)))
;; In batch mode nothing is ever idle, so that what is deferred is done here.
(defun begin () (unless (bound-and-true-p lsp-mode) (lsp)) (wait-for "a server" (lambda () (lsp-workspaces))))
(setq make-backup-files nil create-lockfiles nil lsp-auto-guess-root t lsp-enable-snippet nil
      lsp-enable-suggest-server-download nil lsp-diagnostics-provider :none lsp-session-file (expand-file-name "../session"))
(find-file "hw/block/trace-events")
(begin)
(wait-for "the findings" (lambda () (= 3 (length (gethash buffer-file-name (lsp-diagnostics t))))))
(goto-char (point-min))
(search-forward "heron_flash_re")
(defun until-at (place go)
  (let ((end (+ (float-time) 30)))
    (while (and (not (equal (here) place)) (< (float-time) end))
      (ignore-errors (funcall go))
      (accept-process-output nil 0.2))
    (unless (equal (here) place) (message "at %s, not at %s" (here) place) (kill-emacs 1))))
(until-at "heron_flash.c:51" #'lsp-find-implementation)
(begin)
(search-forward "heron")
(until-at "trace-events:4" #'lsp-find-definition)
(lsp-rename "heron_flash_again")
(save-some-buffers t)
"""


def lsp_mode():
    in_emacs("lsp-mode", "emacs/lsp-mode.el", LSP_MODE, "lsp-mode", 180)


VIM = """
local function wait(what, look)
  if not vim.wait(20000, look, 20) then
    io.stderr:write('this did not come: ' .. what .. '\\n' .. vim.inspect(vim.diagnostic.get()) .. '\\n')
    vim.cmd('cquit')
  end
end
local function at(line) vim.api.nvim_win_set_cursor(0, { line, 3 }) end
local function here() return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t') .. ':' .. vim.fn.line('.') end
vim.cmd.edit('hw/block/trace-events')
wait('the filetype', function() return vim.bo.filetype == 'trace-events' end)
wait('the findings', function() return #vim.diagnostic.get(0) == 3 end)
at(4)
wait('the call', function()
  if here() == 'trace-events:4' then vim.lsp.buf.implementation() vim.wait(300) end
  return here() == 'heron_flash.c:51'
end)
wait('the client in the source', function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'trace-lsp' }) == 1
end)
vim.fn.search('trace_heron_flash_reset', 'wc')
wait('the event', function()
  if here() == 'heron_flash.c:51' then vim.lsp.buf.definition() vim.wait(300) end
  return here() == 'trace-events:4'
end)
vim.lsp.buf.rename('heron_flash_again')
wait('the new name', function() return vim.fn.getline(4):find('heron_flash_again') end)
vim.cmd.wall()
-- Neovim 0.10 may die of a closed pipe where a server ends while it quits itself.
vim.lsp.stop_client(vim.lsp.get_clients())
wait('the end of the server', function() return #vim.lsp.get_clients() == 0 end)
vim.cmd('qall!')
"""


def neovim(version):
    folder = fresh(f"nvim-{version}")
    demo = folder / "demo"
    (folder / "config/nvim").mkdir(parents=True)
    (folder / "config/nvim/init.lua").write_text(snippet(f"nvim-{version}/init.lua"))
    (folder / "scenario.lua").write_text(NEOVIM)
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    done = subprocess.run([f"nvim-{version}", "--headless", "-S", str(folder / "scenario.lua")], cwd=demo, timeout=120,
                          env={**os.environ, **homes}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert renamed(demo), (demo / EVENTS).read_text()


EMACS = """
(defun wait-for (what look)
  (let ((end (+ (float-time) 30)) found)
    (while (not (setq found (funcall look)))
      (when (> (float-time) end) (message "this did not come: %s" what) (kill-emacs 1))
      (accept-process-output nil 0.05))
    found))
(setq make-backup-files nil)
(defalias 'y-or-n-p #'always)
(find-file "hw/block/trace-events")
(unless (eq major-mode 'trace-events-mode) (message "the mode is %s" major-mode) (kill-emacs 1))
(font-lock-ensure)
(dolist (place '(("heron_flash_reset" . font-lock-function-name-face) ("void" . font-lock-type-face)
                 ("chip)" . font-lock-variable-name-face) ("PRIx64" . font-lock-constant-face)))
  (goto-char (point-min))
  (search-forward (car place))
  (let ((face (get-text-property (match-beginning 0) 'face)))
    (unless (memq (cdr place) (ensure-list face)) (message "%s has the face %s" (car place) face) (kill-emacs 1))))
(unless (eglot-managed-p) (call-interactively #'eglot))
(wait-for "a server" #'eglot-managed-p)
(wait-for "the findings" (lambda () (flymake-start) (= (length (flymake-diagnostics)) 3)))
(goto-char (point-min))
(search-forward "heron_flash_re")
(eglot-find-implementation)
(wait-for "the call" (lambda () (when (get-buffer "*xref*")
  (with-current-buffer "*xref*" (string-match-p "heron_flash.c.*\\n.*51.*trace_heron_flash_reset(chip)" (buffer-string))))))
(switch-to-buffer "trace-events")
(eglot-rename "heron_flash_again")
(save-some-buffers t)
"""


def in_emacs(name, page, scenario, package, patience):
    folder = fresh(name)
    demo = folder / "demo"
    subprocess.run(["git", "init", "-q"], cwd=demo, check=True)
    (folder / "init.el").write_text(snippet(page))
    (folder / "scenario.el").write_text(scenario)
    mode = ROOT / "docs/editors/emacs"
    # Debian has both clients as packages.
    done = subprocess.run(["emacs", "--batch", "-L", str(mode), "--eval", "(package-initialize)",
                           "--eval", f"(require '{package})",
                           "-l", str(folder / "init.el"), "-l", str(folder / "scenario.el")],
                          cwd=demo, timeout=patience, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    assert renamed(demo), done.stderr[-3000:]


def emacs():
    in_emacs("emacs", "emacs/init.el", EMACS, "eglot", 120)


LSP_MODE = """
(defun wait-for (what look)
  (let ((end (+ (float-time) 30)) found)
    (while (not (setq found (funcall look)))
      (when (> (float-time) end) (message "this did not come: %s" what) (kill-emacs 1))
      (accept-process-output nil 0.05))
    found))
(defun here () (format "%s:%d" (file-name-nondirectory (or buffer-file-name "")) (line-number-at-pos)))
;; In batch mode nothing is ever idle, so that what is deferred is done here.
(defun begin () (unless (bound-and-true-p lsp-mode) (lsp)) (wait-for "a server" (lambda () (lsp-workspaces))))
(setq make-backup-files nil create-lockfiles nil lsp-auto-guess-root t lsp-enable-snippet nil
      lsp-enable-suggest-server-download nil lsp-diagnostics-provider :none lsp-session-file (expand-file-name "../session"))
(find-file "hw/block/trace-events")
(begin)
(wait-for "the findings" (lambda () (= 3 (length (gethash buffer-file-name (lsp-diagnostics t))))))
(goto-char (point-min))
(search-forward "heron_flash_re")
(defun until-at (place go)
  (let ((end (+ (float-time) 30)))
    (while (and (not (equal (here) place)) (< (float-time) end))
      (ignore-errors (funcall go))
      (accept-process-output nil 0.2))
    (unless (equal (here) place) (message "at %s, not at %s" (here) place) (kill-emacs 1))))
(until-at "heron_flash.c:51" #'lsp-find-implementation)
(begin)
(search-forward "heron")
(until-at "trace-events:4" #'lsp-find-definition)
(lsp-rename "heron_flash_again")
(save-some-buffers t)
"""


def lsp_mode():
    folder = fresh("lsp-mode")
    demo = folder / "demo"
    subprocess.run(["git", "init", "-q"], cwd=demo, check=True)
    (folder / "init.el").write_text(snippet("emacs/lsp-mode.el"))
    (folder / "scenario.el").write_text(LSP_MODE)
    mode = ROOT / "docs/editors/emacs"
    # Debian's lsp-mode is a package.
    done = subprocess.run(["emacs", "--batch", "-L", str(mode), "--eval", "(package-initialize)", "--eval", "(require 'lsp-mode)",
                           "-l", str(folder / "init.el"), "-l", str(folder / "scenario.el")],
                          cwd=demo, timeout=180, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    assert renamed(demo), done.stderr[-3000:]


VIM = """
edit hw/net/trace-events
let found = [&filetype]
for [line, column] in [[1, 1], [3, 4], [4, 1], [4, 20], [4, 26], [5, 61], [5, 65]]
  call add(found, synIDattr(synID(line, column, 1), 'name'))
endfor
call writefile(found, $FOUND)
qall!
"""


def vim():
    folder = fresh("vim")
    home = folder / "home"
    home.mkdir()
    subprocess.run(["sh", "-eu", "-c", snippet("vim/install.sh")], cwd=ROOT, env={**os.environ, "HOME": str(home)}, check=True)
    (folder / "scenario.vim").write_text(VIM)
    (home / ".vimrc").write_text("set nocompatible\nfiletype plugin on\nsyntax on\n")
    found = folder / "found"
    subprocess.run(["vim", "-T", "dumb", "-n", "-es", "-u", str(home / ".vimrc"), "-S", str(folder / "scenario.vim")],
                   cwd=folder / "demo", timeout=60, env={**os.environ, "HOME": str(home), "FOUND": str(found)}, check=False)
    expected = ["trace-events", "traceEventsComment", "traceEventsHeading", "traceEventsName", "traceEventsType",
                "traceEventsArgument", "traceEventsConversion", "traceEventsMacro"]
    assert found.read_text().split() == expected, found.read_text()


ALE = """
function! Wait(what, look)
  let end = localtime() + 30
  while !a:look()
    if localtime() > end
      call writefile(['this did not come: ' . a:what, Here(), string(getloclist(0)), execute('messages'), execute('ALEInfo')], $FOUND)
      cquit
    endif
    sleep 50m
  endwhile
endfunction
function! Here()
  return expand('%:t') . ':' . line('.')
endfunction
function! Found()
  return sort(map(copy(ale#engine#GetLoclist(bufnr(''))), {_, it -> it.code}))
endfunction
set hidden
edit hw/block/trace-events
call Wait('the findings', {-> Found() ==# ['TL004', 'TL301', 'TL501']})
call cursor(4, 3)
ALEGoToImplementation
call Wait('the call', {-> Here() ==# 'heron_flash.c:51'})
call search('trace_heron_flash_reset')
ALEGoToDefinition
call Wait('the event', {-> Here() ==# 'trace-events:4'})
call feedkeys("\\<C-u>heron_flash_again\\<CR>", 't')
ALERename
call Wait('the new name', {-> getline(4) =~# 'heron_flash_again'})
wall
call writefile(['ok'], $FOUND)
qall!
"""


def ale():
    folder = fresh("ale")
    home = folder / "home"
    home.mkdir()
    subprocess.run(["sh", "-eu", "-c", snippet("vim/install.sh")], cwd=ROOT, env={**os.environ, "HOME": str(home)}, check=True)
    (folder / "scenario.vim").write_text(ALE)
    (home / ".vimrc").write_text("set nocompatible\nfiletype plugin on\nsyntax on\n" + snippet("vim/ale.vimrc"))
    found = folder / "found"
    screen = Screen(folder / "demo", ["vim", "-n", "-S", str(folder / "scenario.vim")], {"HOME": home, "FOUND": found})
    try:
        wait("the end of the scenario", found.exists, 60)
        assert found.read_text() == "ok\n", found.read_text()
        assert renamed(folder / "demo"), (folder / "demo" / EVENTS).read_text()
    finally:
        screen.close()


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


TESTS = {
    "helix": helix,
    "neovim-0.10": lambda: neovim("0.10"),
    "neovim-0.11": lambda: neovim("0.11"),
    "emacs": emacs,
    "lsp-mode": lsp_mode,
    "vim": vim,
    "ale": ale,
    "kakoune": kakoune,
    "kate": kate,
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
    print(f"{len(chosen) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()

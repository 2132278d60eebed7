;;; eglot.el --- What a user of Emacs does with trace-lsp  -*- lexical-binding: t -*-

;;; Commentary:

;; On the tree in $TREE, command by command: each step prints one line, which the test that starts this
;; compares with what is expected.  It never looks at the server's messages, only at what Emacs shows.
;; Runs in Emacs 28 with eglot 1.9 and later: `emacs --batch -l eglot.el'.

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'xref)

(defconst tree (file-name-as-directory (getenv "TREE")))
(defconst events "hw/char/trace-events")
(defconst source "hw/char/lark_console.c")

(define-derived-mode trace-events-mode prog-mode "Trace events"
  (setq-local comment-start "# ")
  (modify-syntax-entry ?= "."))
(add-to-list 'auto-mode-alist '("/trace-events\\'" . trace-events-mode))
(add-to-list 'eglot-server-programs
             `((trace-events-mode c-mode) . (,(getenv "TRACE_LSP"))))
(setq project-find-functions (list (lambda (_) (cons 'transient tree)))
      make-backup-files nil
      auto-save-default nil
      create-lockfiles nil
      eglot-send-changes-idle-time 0.05
      eglot-confirm-server-initiated-edits nil)

(defun say (name value)
  "Print the step NAME and what is seen, VALUE."
  (princ (format "%s: %s\n" name value)))

(defun await (name is-so)
  "Let Emacs work until IS-SO; what is not so within ten seconds is said by NAME."
  (let ((end (+ (float-time) 10)))
    (while (and (not (funcall is-so)) (< (float-time) end))
      (accept-process-output nil 0.02)
      ;; In batch mode nothing is ever idle.
      (dolist (buffer (buffer-list))
        (with-current-buffer buffer
          (when (eglot-managed-p) (eglot--signal-textDocument/didChange)))))
    (unless (funcall is-so) (say "waited in vain" name))))

(defun line () "The line of point." (buffer-substring (line-beginning-position) (line-end-position)))

(defun place ()
  "The file and the line of point, with `|' for point."
  (format "%s:%d: %s|%s" (file-relative-name buffer-file-name tree) (line-number-at-pos)
          (buffer-substring (line-beginning-position) (point))
          (buffer-substring (point) (line-end-position))))

(defun go (path line text)
  "Show PATH and put point before TEXT in the line that begins with LINE."
  (switch-to-buffer (find-file-noselect (concat tree path)))
  (unless (eglot-managed-p)
    (eglot-ensure)
    (run-hooks 'post-command-hook)
    (await "the server" #'eglot-managed-p))
  (goto-char (point-min))
  (re-search-forward (concat "^" (regexp-quote line)))
  (beginning-of-line)
  (search-forward text (line-end-position))
  (goto-char (match-beginning 0)))

(defun diagnostics ()
  "The diagnostics of the shown file, each with the text it marks."
  (flymake-start)
  (mapconcat
   #'identity
   (sort (mapcar (lambda (it)
                   (format "%02d `%s`" (line-number-at-pos (flymake-diagnostic-beg it))
                           (buffer-substring (flymake-diagnostic-beg it) (flymake-diagnostic-end it))))
                 (flymake-diagnostics))
         #'string<)
   ", "))

(defun references (kind)
  "Where what KIND of places of the symbol at point are."
  (let ((found (funcall kind 'eglot (xref-backend-identifier-at-point 'eglot))))
    (sort (mapcar (lambda (it)
                    (let ((where (xref-item-location it)))
                      (with-current-buffer (marker-buffer (xref-location-marker where))
                        (save-excursion (goto-char (xref-location-marker where)) (place)))))
                  found)
          #'string<)))

(defun follow ()
  "Go to the definition of what is at point."
  (let ((marker (xref-location-marker
                 (xref-item-location
                  (car (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot)))))))
    (switch-to-buffer (marker-buffer marker))
    (goto-char marker)))

(defun main ()
  "The scenario."
  (go events "lark_console_close" "lark")
  (await "diagnostics" (lambda () (string-match-p "05 " (diagnostics))))
  (say "diagnostics" (diagnostics))

  ;; The format of the last line begins with an emoji.
  (go events "lark_console_close" "%d")
  (forward-char 1)
  (delete-char 1)
  (completion-at-point)
  (await "the completions" (lambda () (get-buffer-window "*Completions*")))
  (with-selected-window (get-buffer-window "*Completions*")
    (goto-char (point-min))
    (search-forward "%s")
    (backward-char)
    (say "completion" (string-replace "\n" " / " (buffer-substring-no-properties (1- (point)) (point-max))))
    (choose-completion))
  (say "completed" (line))
  (await "no diagnostic" (lambda () (not (string-match-p "17 " (diagnostics)))))
  (say "diagnostics of what was completed" (diagnostics))

  (go events "lark_console_input" "lark")
  (follow)
  (say "from the declaration" (place))
  (go source "    trace_lark_console_input" "lark")
  (follow)
  (say "from the call" (place))
  (say "references" (mapconcat #'identity (references #'xref-backend-references) ", "))

  (let ((hover nil))
    (eglot-hover-eldoc-function (lambda (said &rest _) (setq hover said)))
    (await "the hover" (lambda () hover))
    (say "hover" (car (split-string (substring-no-properties hover) "\n"))))

  (eglot-rename "lark_console_feed")
  (say "renamed" (line))
  (go source "    trace_lark_console_feed" "trace")
  (say "renamed in the source" (line))

  (go events "ferrite_uart_status" "%08x")
  (let ((actions (eglot-code-actions (point) (1+ (point))))
        (last-nonmenu-event t))
    (say "actions" (mapconcat (lambda (it) (plist-get it :title)) actions ", "))
    (cl-letf (((symbol-function 'completing-read) (lambda (&rest _) "Write `0x`")))
      (eglot--read-execute-code-action actions (eglot-current-server))))
  (say "after the action" (line))

  (go events "ferrite_uart_tx" "ferrite")
  (eglot-format-buffer)
  (say "formatted" (line))
  (let ((before (buffer-chars-modified-tick)))
    (eglot-format-buffer)
    (say "formatted again" (if (equal before (buffer-chars-modified-tick)) "nothing to do" (line))))

  (await "diagnostics" (lambda () (not (string-match-p "08 \\|16 " (diagnostics)))))
  (say "diagnostics at the end" (diagnostics))
  (save-some-buffers t)
  (eglot-shutdown (eglot-current-server))
  (say "done" "yes"))

(main)

;;; eglot.el ends here

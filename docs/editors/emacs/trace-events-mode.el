;;; trace-events-mode.el --- Major mode for QEMU's trace-events files -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "26.1"))
;; Keywords: languages, tools
;; URL: https://github.com/trace-lint/trace-lint
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Colours, comments and an index by headings.  The language server trace-lsp does the rest: with eglot,
;;
;;   (add-to-list 'eglot-server-programs '(trace-events-mode . ("trace-lsp")))
;;   (add-hook 'trace-events-mode-hook #'eglot-ensure)
;;
;; `trace-events-root' tells the sources of QEMU from others.

;;; Code:

(defvar trace-events-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?* "." table)
    table)
  "Syntax of trace-events files.")

(defconst trace-events-font-lock-keywords
  `(("^\\s-*\\(\\(?:\\(?:disable\\|vcpu\\|tcg\\(?:-trans\\|-exec\\)?\\)\\s-+\\)+\\)" 1 'font-lock-keyword-face)
    ("^[^\"#(\n]*?\\_<\\([[:alpha:]_][[:alnum:]_]*\\)\\s-*(" 1 'font-lock-function-name-face)
    (,(regexp-opt '("const" "volatile" "restrict" "struct" "union" "enum") 'symbols) . 'font-lock-keyword-face)
    (,(concat "\\_<\\(?:[[:alnum:]_]+_t\\|"
              (regexp-opt '("void" "bool" "char" "short" "int" "long" "unsigned" "signed" "float" "double"))
              "\\)\\_>")
     . 'font-lock-type-face)
    ("\\_<\\([[:alpha:]_][[:alnum:]_]*\\)\\s-*[,)]" 1 'font-lock-variable-name-face)
    ("\\_<\\(?:[A-Z0-9_]+_\\)?PRI[diouxX][[:alnum:]]*\\_>" . 'font-lock-constant-face)
    ("%[-+ #0']*\\(?:\\*\\|[0-9]+\\)?\\(?:\\.\\(?:\\*\\|[0-9]*\\)\\)?\\(?:hh\\|h\\|ll\\|l\\|j\\|z\\|t\\|L\\)?[diouxXcspaAeEfFgGm%]"
     0 'font-lock-preprocessor-face prepend))
  "Colours of trace-events files.")

;;;###autoload
(define-derived-mode trace-events-mode prog-mode "Trace-Events"
  "Major mode for QEMU's trace-events files."
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+\\s-*")
  (setq-local comment-end "")
  (setq-local truncate-lines t)
  (setq-local imenu-generic-expression '((nil "^#\\s-*\\(\\S-+\\.\\(?:c\\|h\\|inc\\|m\\|rs\\)\\)\\s-*$" 1)))
  (setq-local font-lock-defaults '(trace-events-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("/trace-events\\(?:-all\\)?\\'" . trace-events-mode))

;;;###autoload
(defun trace-events-root (&optional file)
  "Return the root of the QEMU tree in which FILE lies, or nil.
FILE is by default that of the buffer.  Other projects have a file
VERSION as well; QEMU's meson.build lists the folders with events, and
before there was one, a file trace-events was beside it."
  (let ((file (or file buffer-file-name)))
    (when file
      (locate-dominating-file
       file
       (lambda (folder)
         (let ((build (expand-file-name "meson.build" folder)))
           (and (file-directory-p folder)
                (file-exists-p (expand-file-name "VERSION" folder))
                (if (file-readable-p build)
                    (with-temp-buffer
                      (insert-file-contents build)
                      (search-forward "trace_events_subdirs" nil t))
                  (file-exists-p (expand-file-name "trace-events" folder))))))))))

(provide 'trace-events-mode)
;;; trace-events-mode.el ends here

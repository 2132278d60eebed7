;;; trace-events-mode.el --- Major mode for QEMU's trace-events files -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "26.1"))
;; Keywords: languages
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Colours, comments and an index by headings.  The language server trace-lsp does the rest.

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

(provide 'trace-events-mode)
;;; trace-events-mode.el ends here

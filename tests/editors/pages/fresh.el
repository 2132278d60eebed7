;;; fresh.el --- What Emacs shows of a tree that changes  -*- lexical-binding: t -*-

;;; Commentary:

;; With eglot or lsp-mode, after `trace-events-mode' and the server are set up.  Each cell of the table is printed
;; with the seconds that it took.  Nothing is ever edited in the file whose findings are looked at.

;;; Code:

(require 'cl-lib)
(defconst fresh-events (expand-file-name "hw/scsi/trace-events"))
(defconst fresh-source (expand-file-name "hw/scsi/vmw_pvscsi.c"))
(defconst fresh-other (expand-file-name "hw/scsi/lsi53c895a.c"))
(defconst fresh-call "trace_pvscsi_on_cmd_reset_dev(")
(defconst fresh-eglot (featurep 'eglot))
(setq make-backup-files nil auto-save-default nil create-lockfiles nil)

(defun fresh-unused ()
  "How many events of the shown file are never called."
  (with-current-buffer (find-buffer-visiting fresh-events)
    (if fresh-eglot
        (progn
          (flymake-start)
          (cl-count-if (lambda (it) (string-match-p "TL702\\|never called\\|called nowhere" (flymake-diagnostic-text it)))
                       (flymake-diagnostics)))
      (cl-count-if (lambda (it) (equal (lsp-get it :code) "TL702"))
                   (gethash (lsp--fix-path-casing (file-truename fresh-events)) (lsp-diagnostics t))))))

(defun fresh-work ()
  "Let Emacs work for a moment; in batch mode nothing is ever idle."
  (accept-process-output nil 0.02)
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer
      (when (and fresh-eglot (fboundp 'eglot-managed-p) (eglot-managed-p))
        (eglot--signal-textDocument/didChange)))))

(defun fresh-cell (name count)
  "Wait until COUNT events are unused, and print the time by NAME."
  (let* ((start (float-time)) (end (+ start 30)))
    (while (and (/= (fresh-unused) count) (< (float-time) end)) (fresh-work))
    (unless (= (fresh-unused) count)
      (princ (format "%s never\n" name))
      (message "%s: %d instead of %d" name (fresh-unused) count)
      (kill-emacs 1))
    (princ (format "%s %.2f\n" name (- (float-time) start)))))

(defun fresh-show (path)
  "Show the file of PATH, with the server."
  (switch-to-buffer (find-file-noselect path))
  (if fresh-eglot
      (progn (unless (eglot-managed-p) (eglot-ensure) (run-hooks 'post-command-hook))
             (let ((end (+ (float-time) 20)))
               (while (and (not (eglot-managed-p)) (< (float-time) end)) (fresh-work))))
    (unless (bound-and-true-p lsp-mode) (lsp))))

(fresh-show fresh-events)
(fresh-cell "opened" 3)
(fresh-show fresh-source)
(goto-char (point-min))
(search-forward fresh-call)
(delete-region (line-beginning-position) (1+ (line-end-position)))
(fresh-cell "buffer" 4)
(primitive-undo 1 buffer-undo-list)
(fresh-cell "buffer" 3)
(set-buffer-modified-p nil)
(kill-buffer)
(call-process "sed" nil nil nil "-i" (format "/%s/d" fresh-call) fresh-source)
(fresh-show fresh-other)
(fresh-cell "disk" 4)
(kill-buffer)
(call-process "git" nil nil nil "checkout" "-q" fresh-source)
(fresh-show fresh-events)
(goto-char (point-min))
(forward-line 143)
(if fresh-eglot
    (eglot-hover-eldoc-function #'ignore)
  (lsp-request-async "textDocument/hover" (lsp--text-document-position-params) #'ignore))
(fresh-cell "checkout" 3)
(kill-buffer (find-buffer-visiting fresh-events))
(fresh-show fresh-events)
(fresh-cell "again" 3)

;;; fresh.el ends here

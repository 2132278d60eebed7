;; Waits until something is so; ends Emacs when it does not come.
(defun wait-for (what look)
  (let ((end (+ (float-time) 30)) found)
    (while (not (setq found (funcall look)))
      (when (> (float-time) end) (message "this did not come: %s" what) (kill-emacs 1))
      (accept-process-output nil 0.05))
    found))

;;; emacs.el --- Caro in Emacs, as a user's hands would find it -*- lexical-binding: t -*-

;; `emacs.sh` loads this in batch mode behind the configuration of docs/editors/emacs.md.

(defvar caro-patience 40)

(defun caro-is (sentence fine)
  (princ (format "  %s: %s\n" (if fine "ok" "FAILED") sentence)))

(defun caro-wait (fine)
  "Whether FINE comes to answer something."
  (let ((end (+ (float-time) caro-patience)) found)
    (while (and (not (setq found (funcall fine))) (< (float-time) end))
      (accept-process-output nil 0.05))
    found))

(defun caro-open (file)
  (find-file file)
  ;; No command ends in batch mode, and eglot waits for the first one.
  (run-hooks 'post-command-hook))

(defun caro-at (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun caro-text ()
  (buffer-substring-no-properties (point-min) (point-max)))

(defun caro-kill-servers ()
  "What happens when the server breaks down: `screen.sh' knows which processes are ours."
  (call-process "caro-kill-servers"))

;;; emacs-eglot.el --- marks, hover, fixes, settings and a restart in eglot -*- lexical-binding: t -*-

(defun caro-marks ()
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun caro-marked (text)
  (lambda () (seq-some (lambda (it) (string-match-p text it)) (caro-marks))))

(defun caro-actions (kind)
  (let ((found (eglot-code-actions (line-beginning-position) (line-end-position) kind nil)))
    (mapcar (lambda (it) (plist-get it :title)) found)))

(caro-open "a.sh")
(caro-is "a shell script starts caro-lsp" (caro-wait #'eglot-current-server))
(caro-is "a danger is marked" (caro-wait (caro-marked "deletes the whole system when")))

(caro-at "rm -rf")
(let (said)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq said text)))
  (caro-is "a hover explains the command"
           (caro-wait (lambda () (and said (string-match-p "Deletes files, and folders" said))))))

(caro-at "cd $dir")
(let ((kind "refactor.rewrite.caro.strictMode") (before (caro-text)))
  (caro-is "changes are offered" (caro-actions kind))
  (eglot-execute (eglot-current-server) (car (eglot-code-actions (point-min) (point-max) kind nil)))
  (caro-is "one that is taken changes the text"
           (caro-wait (lambda () (string-match-p "^set -euo pipefail$" (caro-text)))))
  (undo-boundary)
  (undo)
  (caro-is "and is one step to undo" (equal (caro-text) before)))

(caro-is "a command answers"
         (string-match-p "ready" (format "%s" (eglot-execute-command (eglot-current-server) 'caro.showStatus []))))

(caro-kill-servers)
(caro-wait (lambda () (not (eglot-current-server))))
(caro-is "a server that was killed comes back by M-x eglot"
         (progn (call-interactively #'eglot)
                (caro-wait (caro-marked "deletes the whole system when"))))

(caro-open "big.sh")
(caro-is "a script of 5 MB is marked" (caro-wait (caro-marked "deletes the whole system when")))
;; Emacs cannot write such bytes as JSON, and says so; the server must not mind.
(ignore-errors (caro-open "bytes.sh"))
(find-file "a.sh")
(caro-is "bytes that are no text harm nothing"
         (and (jsonrpc-running-p (eglot-current-server)) (caro-wait (caro-marked "deletes the whole system when"))))
(eglot-shutdown-all)

;;; emacs-lsp-mode.el --- marks, hover, fixes, settings and ghost text in lsp-mode -*- lexical-binding: t -*-

(require 'cl-lib)

(defun caro-marked (text)
  (lambda ()
    (cl-some (lambda (it) (string-match-p text (lsp:diagnostic-message it)))
             (gethash (lsp--fix-path-casing buffer-file-name) (lsp-diagnostics)))))

(defun caro-actions (kind)
  (seq-filter (lambda (it) (equal (lsp:code-action-kind? it) kind))
              (append (lsp-get-or-calculate-code-actions kind) nil)))

;; A user is asked about a new project, and says yes.
(lsp-workspace-folders-add (expand-file-name default-directory))
(caro-open "a.sh")
(caro-is "a shell script starts caro-lsp" (caro-wait (lambda () (lsp-feature? "textDocument/hover"))))
(caro-is "a danger is marked" (caro-wait (caro-marked "deletes the whole system when")))

(caro-at "rm -rf")
(let ((said (lsp-request "textDocument/hover" (lsp--text-document-position-params))))
  (caro-is "a hover explains the command"
           (string-match-p "Deletes files, and folders" (lsp--render-on-hover-content (lsp:hover-contents said) t))))

(caro-at "cd $dir")
(let ((before (caro-text))
      (action (car (caro-actions "refactor.rewrite.caro.strictMode"))))
  (caro-is "changes are offered" action)
  (lsp-execute-code-action action)
  (caro-is "one that is taken changes the text"
           (caro-wait (lambda () (string-match-p "^set -euo pipefail$" (caro-text)))))
  (undo-boundary)
  (undo)
  (caro-is "and is one step to undo" (equal (caro-text) before)))

(caro-is "a command answers"
         (string-match-p "ready" (format "%s" (lsp-workspace-command-execute "caro.showStatus"))))
(lsp-workspace-shutdown (car (lsp-workspaces)))

;;; emacs-eglot.el --- marks, hover, fixes, settings and a restart in eglot -*- lexical-binding: t -*-

(defun caro-marks ()
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(caro-open "a.sh")
(caro-is "a shell script starts caro-lsp" (caro-wait #'eglot-current-server))
(caro-is "a danger is marked" (caro-wait (lambda () (seq-some (lambda (it) (string-match-p "rm" it)) (caro-marks)))))

(caro-at "rm -rf")
(let (said)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq said text)))
  (caro-is "a hover explains the command" (caro-wait (lambda () (and said (string-match-p "rm" said))))))

(caro-at "cd $dir")
(let ((titles (mapcar (lambda (it) (plist-get it :title))
                      (eglot-code-actions (line-beginning-position) (line-end-position) "quickfix" nil))))
  (caro-is "fixes are offered" titles))

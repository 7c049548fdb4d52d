#!/usr/bin/env bash
# Emacs with both configurations of docs/editors/emacs.md, in batch mode: eglot, and lsp-mode with its ghost text.
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/screen.sh"

root=${program%/usr/bin/*}
version=$("$program" --version | sed -n '1s/.* //p')
export EMACSLOADPATH=$root/usr/share/emacs/$version/lisp EMACSDATA=$root/usr/share/emacs/$version/etc
EMACSPATH=$(echo "$root"/usr/libexec/emacs/*/*-linux-gnu)
export EMACSPATH
# Its own sub-folders are not found behind a path of our own.
EMACSLOADPATH=$(find "$EMACSLOADPATH" -type d -printf '%p:')
for package in "$root"/usr/share/emacs/site-lisp/elpa-src/*; do
  EMACSLOADPATH=$EMACSLOADPATH$package:
done
emacs=("$program" --dump-file="$(echo "$EMACSPATH"/*.pdmp)" -Q --batch)

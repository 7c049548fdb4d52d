#!/usr/bin/env bash
# Emacs with both configurations of docs/editors/emacs.md: eglot and lsp-mode in batch mode, and lsp-mode's ghost text on a screen.
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/screen.sh"

root=${program%/usr/bin/*}
version=$(basename "$root"/usr/share/emacs/[0-9]*)
page=$checkout/docs/editors/emacs.md
EMACSPATH=$(echo "$root"/usr/libexec/emacs/*/*-linux-gnu)
export EMACSPATH EMACSLOADPATH=$root/usr/share/emacs/$version/lisp EMACSDATA=$root/usr/share/emacs/$version/etc
export EMACSDOC=$EMACSDATA
# Trampolines would be compiled from sources that Debian packs elsewhere.
emacs=("$program" --dump-file="$(echo "$EMACSPATH"/*.pdmp)" -Q --eval '(setq native-comp-enable-subr-trampolines nil native-comp-jit-compilation nil)')
packages=()
for package in "$root"/usr/share/emacs/site-lisp/elpa-src/*; do
  packages+=(-L "$package")
done
# What package.el does when Emacs starts.
for package in "$root"/usr/share/emacs/site-lisp/elpa-src/*/*-autoloads.el; do
  packages+=(-l "$package")
done
bad_input
cd "$work"

# A batch prints its own lines; they are counted here.
batch() {
  local line
  while IFS= read -r line; do
    case $line in
      '  ok: '*) passes "$client: ${line#  ok: }" ;;
      '  FAILED: '*) fails "$client: ${line#  FAILED: }" ;;
      *) [ -z "${CARO_KEEP:-}" ] || echo "    ${line:0:160}" ;;
    esac
  done < <("${emacs[@]}" --batch "$@" -l "$here/editors/emacs.el" -l "$here/editors/emacs-$client.el" 2>&1 || echo "  FAILED: Emacs stopped")
}

client=eglot
echo "emacs: $version from Debian, eglot built in"
"$here/block.sh" "$page" 'with eglot' >"$place/eglot.el"
batch -l "$place/eglot.el"
is 'eglot: the settings arrive' recorded '"threshold": 80'
judge eglot
rm "$recordings"/*

client=lsp-mode
echo "emacs: lsp-mode $(basename "$root"/usr/share/emacs/site-lisp/elpa-src/lsp-mode-*)"
"$here/block.sh" "$page" 'with lsp-mode' >"$place/lsp-mode.el"
batch "${packages[@]}" -l "$place/lsp-mode.el"
is 'lsp-mode: the settings arrive' recorded '"threshold": 80'

# The screen: what a user sees, who types a comment and waits.
screen -c "$work" "${emacs[@]}" -nw "${packages[@]}" -l "$place/lsp-mode.el" --eval '(lsp-workspace-folders-add default-directory)' b.sh
sees 'lsp-mode: a danger is marked on the screen' '^!*rm -rf'
is 'lsp-mode: the server answers' until_so recorded 'deletes the whole system when'
keys M-'>'
keys '# list all files larger than 10 MB'
keys Enter
sees 'lsp-mode: ghost text stands below a comment' 'find \. .*10M'
keys Tab
keys C-x C-s
is 'lsp-mode: and is the text when it is accepted' until_so grep -q '^find .*10M' "$work/b.sh"
is 'lsp-mode: the server hears of it' until_so recorded caro.accepted
keys C-x C-c
judge lsp-mode
finish

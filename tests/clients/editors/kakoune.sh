#!/usr/bin/env bash
# Kakoune and kak-lsp with the configuration of docs/editors/kakoune.md: marks, hover, a fix and a server that died, on the screen.
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/screen.sh"

PATH=$PATH:${program%/kakoune/usr/bin/kak}/kak-lsp/bin
echo "kakoune: $(version_of kakoune) from Debian, $(kak-lsp --version)"
mkdir -p "$HOME/.config/kak"
"$here/block.sh" "$checkout/docs/editors/kakoune.md" kakrc >"$HOME/.config/kak/kakrc"
bad_input

screen -c "$work" "$program" a.sh
sees 'a danger is marked' '^\*rm -rf'
is 'the settings arrive' until_so recorded '"threshold": 80'
keys 3g
keys Space l h
sees 'a hover explains the command' 'Deletes files, and folders'
sees 'and the danger' 'deletes the whole system when'
keys Space l a
sees 'changes are offered' 'End at the first failure'
keys 'End at' Tab
keys Enter
sees 'one that is taken changes the text' '^ ?set -euo pipefail'
keys u
sees 'and is one step to undo' '^ ?dir='
is 'and no trace of it stays' gone 'set -euo pipefail'
keys ':lsp-execute-command caro.showStatus ""' Enter
is 'a command answers' until_so recorded 'Caro: ready'

is 'the server is there' until_so running
kill_servers
keys ':edit b.sh' Enter
keys ':lsp-restart' Enter
sees 'a server that was killed comes back' '^\*rm -rf "\$other'
keys ':edit big.sh' Enter
sees 'a script of 5 MB is marked' '^\*rm -rf "\$big'
keys ':edit bytes.sh' Enter
keys ':edit b.sh' Enter
sees 'bytes that are no text harm nothing' '^\*rm -rf "\$other'
keys ':quit!' Enter
judge Kakoune
finish

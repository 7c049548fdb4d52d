#!/usr/bin/env bash
# Vim and ALE with the configuration of docs/editors/vim.md: marks, hover, a fix and a server that died, as the screen shows them.
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/screen.sh"

root=${program%/usr/bin/*}
echo "vim: $(version_of vim-nox), ALE $(version_of vim-ale), both from Debian"
VIMRUNTIME=$(echo "$root"/usr/share/vim/vim[0-9]*)
export VIMRUNTIME
mkdir -p "$HOME/.vim/pack/dist/start"
ln -s "$root/usr/share/vim-ale" "$HOME/.vim/pack/dist/start/ale"
"$here/block.sh" "$checkout/docs/editors/vim.md" vimrc >"$HOME/.vim/vimrc"
bad_input

screen -c "$work" "$program" a.sh
sees 'a danger is marked, with its sentence' '^E rm -rf .* deletes the whole system when'
is 'the settings arrive' until_so recorded '"threshold": 80'
keys :3 Enter
keys :ALEHover Enter
sees 'a hover explains the command' '^rm Deletes files, and folders'
keys :pclose Enter
keys :4 Enter
keys :ALECodeAction Enter
sees 'changes are offered' '1\) End at the first failure'
keys 1 Enter
sees 'one that is taken changes the text' '^ *set -euo pipefail'
keys u
sees 'and is one step to undo' '^ *dir='
is 'and no trace of it stays' gone 'set -euo pipefail'

is 'the server is there' until_so running
kill_servers
keys ':edit! b.sh' Enter
sees 'a server that was killed comes back with the next file' '^E rm -rf "\$other'
keys ':edit big.sh' Enter
sees 'a script of 5 MB is marked' '^E rm -rf "\$big'
keys ':edit bytes.sh' Enter
keys ':edit b.sh' Enter
# Vim asks for a key when a message does not fit.
keys Enter
sees 'bytes that are no text harm nothing' '^E rm -rf "\$other'
keys :qa! Enter
judge Vim
finish

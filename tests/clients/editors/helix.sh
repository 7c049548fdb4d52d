#!/usr/bin/env bash
# Helix with the configuration of docs/editors/helix.md: marks, hover, a fix, a page and a server that died, as the screen shows them.
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/screen.sh"

echo "helix: $("$program" --version), from Debian"
page=$checkout/docs/editors/helix.md
mkdir -p "$HOME/.config/helix"
"$here/block.sh" "$page" languages.toml >"$HOME/.config/helix/languages.toml"
"$here/block.sh" "$page" config.toml >"$HOME/.config/helix/config.toml"
bad_input

HELIX_RUNTIME=$(dirname "$(dirname "$program")")/lib/hx/runtime
export HELIX_RUNTIME COLORTERM=truecolor
screen -c "$work" "$program" a.sh
sees 'a danger is marked, with its sentence' 'rm -rf .* deletes the whole system when'
is 'the settings arrive' until_so recorded '"threshold": 80'

keys :3 Enter Space k
sees 'a hover explains the command' 'delete|remove'
keys Escape Escape :4 Enter Space a
sees 'changes are offered' 'End at the first failure'
keys Enter
sees 'one that is taken changes the text' '^ *2  set -euo pipefail'
keys u
sees 'and is one step to undo' '^ *2  dir='
is 'and no trace of it stays' gone 'set -euo pipefail'
keys :lsp-workspace-command Space caro.showStatus Enter
is 'a command answers' until_so recorded 'Caro: ready'

# Helix asks again some time after a change; a server that ends meanwhile leaves Helix without later marks.
# A slow one has asked after the first of both changes, too: the last one counts.
asked_again() {
  tac "$recordings"/*.jsonl | sed '/didChange"/q' | tac | sed -n '/textDocument\/diagnostic"/,$p' |
    grep -q '"from": "server".*"kind": "\(full\|unchanged\)"'
}
is 'the changed text is judged' until_so asked_again
is 'the server is there' until_so running
kill_servers
keys :lsp-restart Enter
keys ':open b.sh' Enter
sees 'a server that was killed comes back by :lsp-restart' 'rm -rf "\$other.* deletes'
keys ':open big.sh' Enter
sees 'a script of 5 MB is marked' '●.*rm -rf "\$big'
keys ':open bytes.sh' Enter
keys ':open a.sh' Enter :redraw Enter
sees 'bytes that are no text harm nothing' '●.*rm -rf "\$dir'
keys :qa! Enter
judge Helix
finish

#!/usr/bin/env bash
# Helix with the configuration of docs/editors/helix.md: marks, hover, a fix, a page and a server that died, as the screen shows them.
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/screen.sh"

program=$("$here/install.sh" helix) || exit 3
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
keys Escape Escape :4 Enter l l l Space a
sees 'fixes are offered' 'Put .*quotes|Quote'
keys Enter
sees 'a fix changes the text' 'cd "\$dir"|cd -- "\$dir"'
keys :4 Enter u
sees 'and is one step to undo' 'cd \$dir'
keys :lsp-workspace-command Space caro.showStatus Enter
is 'a command answers' until_so recorded 'Caro: ready'

is 'the server is there' until_so running
kill_servers
keys :lsp-restart Enter
keys ':open b.sh' Enter
sees 'a server that was killed comes back by :lsp-restart' 'rm -rf .* deletes'
keys :qa! Enter
judge Helix
finish

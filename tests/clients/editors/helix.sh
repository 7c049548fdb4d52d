#!/usr/bin/env bash
# Helix with the configuration of docs/editors/helix.md: marks, hover, a fix, settings and a restart, as they stand on the screen.
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/screen.sh"

program=$("$here/install.sh" helix) || exit 3
echo "helix: $("$program" --version)"
page=$checkout/docs/editors/helix.md
mkdir -p "$HOME/.config/helix"
"$here/block.sh" "$page" languages.toml >"$HOME/.config/helix/languages.toml"
"$here/block.sh" "$page" config.toml >"$HOME/.config/helix/config.toml"
# shellcheck disable=SC2016 # the script's own words
printf '#!/bin/bash\ndir=$1\nrm -rf "$dir/"*\ncd $dir\n' >"$work/a.sh"

HELIX_RUNTIME=$(dirname "$(dirname "$program")")/lib/hx/runtime
export HELIX_RUNTIME COLORTERM=truecolor
screen -c "$work" "$program" a.sh
sees 'a danger is marked in the text' 'rm -rf.*|●'
finish

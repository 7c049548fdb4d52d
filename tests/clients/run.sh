#!/usr/bin/env bash
# Proves the server with clients that nobody here wrote: each message against LSP's meta-model, and real editors on a screen.
#
#     tests/clients/run.sh [conformance] [helix] [emacs] [kakoune] [vim]
#
# The server is CARO_LSP, else target/release/caro-lsp. What is missing is fetched from registries into ~/.cache/caro-dev; what
# cannot be had is skipped, and said so.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
CARO_LSP=$(realpath "${CARO_LSP:-$here/../../target/release/caro-lsp}") || { echo 'there is no caro-lsp: make build' >&2; exit 2; }
export CARO_LSP
cache=${CARO_DEV:-$HOME/.cache/caro-dev}
packages=(lsprotocol==2025.0.0 pygls==2.1.1 pytest-lsp==1.0.1)
passed=0
failed=0
skipped=0

skip() {
  skipped=$((skipped + 1))
  echo "SKIPPED: $*"
}

# Adds the closing line of a test to ours.
count() {
  local line=$1
  if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
  else
    failed=$((failed + 1))
    echo "FAILED: it did not come to an end"
  fi
}

# run NAME COMMAND…: shows what it says; status 3 is what cannot be installed.
run() {
  local name=$1 status=0
  shift
  echo "== $name"
  "$@" 2>&1 | tee "$output" || status=${PIPESTATUS[0]}
  if [ "$status" = 3 ]; then
    skip "$name: $(tail -n 1 "$output")"
  else
    count "$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$output" | tail -n 1)"
  fi
}

output=$(mktemp)
trap 'rm -f "$output"' EXIT
chosen=("$@")
[ $# -gt 0 ] || chosen=(conformance helix emacs kakoune vim)

python=$cache/clients/bin/python
if ! "$python" -c 'import lsprotocol, pygls, pytest_lsp' 2>/dev/null; then
  { python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' && python3 -m venv "$cache/clients" &&
    "$python" -m pip install --quiet "${packages[@]}"; } || python=
fi
export CARO_CLIENTS_PYTHON=$python
for name in "${chosen[@]}"; do
  if [ -z "$python" ]; then
    skip "$name: Python 3.11 with ${packages[*]} cannot be had from PyPI"
  elif [ "$name" = conformance ]; then
    run conformance "$python" "$here/conformance"
  elif ! command -v tmux >/dev/null; then
    skip "$name: there is no tmux"
  else
    run "$name" "$here/editors/$name.sh"
  fi
done
echo 'sublime, zed: no registry has them; docs/editors/ says what is not proven'
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]

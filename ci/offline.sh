#!/bin/bash
# Shows that Caro sends nothing and starts nothing: a session and all commands, without a network and watched by strace.
#
#     ci/offline.sh            judges CARO_LSP, else target/release/caro-lsp
#     ci/offline.sh --prove    shows that a program that sends, starts or writes elsewhere is found out
#
# The exit status is 77 where strace or a network namespace is not permitted.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
program=${CARO_LSP:-$root/target/release/caro-lsp}
[ -x "$program" ] || { echo "offline: there is no program $program; \`make build\` makes it" >&2; exit 2; }
program=$(readlink -f "$program")

without_network=(unshare --net)
[ "$(id -u)" = 0 ] || without_network=(unshare --map-root-user --net)
"${without_network[@]}" true 2>/dev/null || { echo 'offline: no network namespace can be made here; nothing was shown' >&2; exit 77; }
"${without_network[@]}" strace -f -o /dev/null true 2>/dev/null ||
  { echo 'offline: strace is missing or not permitted here; nothing was shown' >&2; exit 77; }
# The program itself: a wrapper around it would start others.
python=$(python3 -c 'import sys; print(sys.executable)' 2>/dev/null) ||
  { echo 'offline: python3 is missing; nothing was shown' >&2; exit 77; }

world=$(mktemp -d "${TMPDIR:-/tmp}/caro-offline.XXXXXX")
trap 'rm -rf "$world"' EXIT

# Watches all of a program's processes, in a world of its own.
watched() {
  local trace=$1
  shift
  env -i PATH="$PATH" HOME="$world/home" XDG_RUNTIME_DIR="$world/run" LANG=C.UTF-8 TERM=dumb \
    "${without_network[@]}" strace -f -y -qq -s 200 -o "$trace" \
    -e trace=%network,execve,execveat,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,truncate \
    "$@"
}

new_world() {
  rm -rf "${world:?}"/*
  mkdir -p "$world/home/work" "$world/run" "$world/traces"
  chmod 700 "$world/run"
  cp "$root"/tests/corpus/backup.sh "$root"/tests/corpus/deploy.sh "$root"/host/tests/models/nano.gguf "$world/home/work/"
}

# All of it once: gives 0 where nothing was sent and nothing started but the programs that are named.
judged() {
  local program=$1
  new_world
  cd "$world/home/work"
  watched "$world/traces/session" "$python" -B "$here/offline/session.py" "$program" >"$world/session.txt" 2>&1 || { cat "$world/session.txt"; return 1; }
  tail -n 1 "$world/session.txt"
  local calls=0 words status
  while read -r words; do
    calls=$((calls + 1))
    status=0
    # The words are ours, from the list below.
    eval "watched '$world/traces/$calls' '$python' -B '$here/offline/call.py' '$program' $words" >"$world/said.txt" 2>&1 || status=$?
    [ "$status" -le 1 ] || { echo "caro-lsp $words ended with $status: $(head -n 3 "$world/said.txt")"; return 1; }
  done <<'WORDS'
check backup.sh deploy.sh
check --format sarif --fail-on never .
check --diff deploy.sh
check --explain-config .
explain 'tar -xzf a.tgz'
explain --script deploy.sh
generate find files larger than 10 MB
generate --model ./nano.gguf --budget 20 play a song that nobody knows
history list
history redact --rules
learned list
models list
models recommend
status
doctor
rule CARO0101
shell-init bash
WORDS
  echo "$calls commands ran"
  cd "$root"
  "$python" -B "$here/offline/judge.py" "$world" "$@"
}

if [ "${1:-}" != --prove ]; then
  judged "$program"
  exit
fi

# Programs that do what Caro must not, and then what Caro does.
failed=0
while IFS='|' read -r what reason deed; do
  mkdir -p "$world.fake"
  printf '#!/bin/bash\n%s\nexec %q "$@"\n' "$deed" "$program" >"$world.fake/caro-lsp"
  chmod +x "$world.fake/caro-lsp"
  status=0
  judged "$world.fake/caro-lsp" "$program" >"$world.fake/said" 2>&1 || status=1
  why=$(grep '^bad' "$world.fake/said" | grep -m 1 -e "$reason" || true)
  if [ -z "$reason" ] && [ "$status" = 0 ]; then
    echo "passed, as it should: one that $what"
  elif [ -n "$reason" ] && [ "$status" = 1 ] && [ -n "$why" ]; then
    echo "found out: one that $what: $why"
  else
    echo "WRONG VERDICT on one that $what:"
    tail -n 5 "$world.fake/said"
    failed=1
  fi
  rm -rf "$world.fake"
done <<'DEEDS'
does nothing but what Caro does||:
sends a datagram|SOCK_DGRAM|(echo x >/dev/udp/192.0.2.1/53) 2>/dev/null
makes a connection|SOCK_STREAM|(echo x >/dev/tcp/192.0.2.1/80) 2>/dev/null
starts another program|/bin/true|/bin/true
writes elsewhere in the home|elsewhere|echo x >"$HOME/elsewhere"
leaves a file that others may read|others may|[ ! -d "$HOME/.local/state/caro" ] || (umask 022; echo x >"$HOME/.local/state/caro/open")
DEEDS
exit "$failed"

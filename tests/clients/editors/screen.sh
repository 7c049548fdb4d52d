# shellcheck shell=bash
# What the tests of editors share: a home of their own, the recorded server, a screen to look at, and a count of what was seen.
set -Eeuo pipefail
trap 'echo "  FAILED: ${BASH_SOURCE[0]##*/} stopped at line $LINENO: $BASH_COMMAND"' ERR

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
checkout=$(cd "$here/../.." && pwd)
server=$(realpath "${CARO_LSP:-$checkout/target/release/caro-lsp}")
python=${CARO_CLIENTS_PYTHON:-python3}
passed=0
failed=0
patience=${CARO_PATIENCE:-40}

# Where the editor is; it is put there where it is not yet.
program=$("$here/install.sh" "$(basename "${0%-try.sh}" .sh)") || exit 3

# A home in which nothing is but what the page says, and a folder to work in.
place=$(mktemp -d "${TMPDIR:-/tmp}/caro-editor-XXXXXX")
export HOME=$place/home XDG_CONFIG_HOME=$place/home/.config XDG_RUNTIME_DIR=$place/run
unset XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME TMUX
work=$place/work
mkdir -p "$HOME/.config" "$XDG_RUNTIME_DIR" "$work/.git" "$place/bin"
chmod 700 "$XDG_RUNTIME_DIR"
recordings=$place/recordings
mkdir -p "$recordings"

# The editor finds caro-lsp in PATH, as a user's does; each start of it is recorded.
cat >"$place/bin/caro-lsp" <<END
#!/bin/sh
exec "$(command -v "$python")" "$here/tap.py" "$recordings/\$\$.jsonl" "$server" "\$@"
END
chmod +x "$place/bin/caro-lsp"
export PATH=$place/bin:$PATH

# The version of a package of Debian that was unpacked.
version_of() {
  cat "${program%/usr/bin/*}/$1.version"
}

passes() {
  passed=$((passed + 1))
  echo "  ok: $*"
}

fails() {
  failed=$((failed + 1))
  echo "  FAILED: $*"
}

# is SENTENCE COMMAND…: notes whether a command succeeds.
is() {
  local sentence=$1
  shift
  if "$@"; then passes "$sentence"; else fails "$sentence"; fi
}

# until COMMAND…: waits for it to succeed.
until_so() {
  local end=$((SECONDS + patience))
  until "$@" 2>/dev/null; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.1
  done
}

# A screen of its own socket, so that no other tmux is touched.
tmux=(tmux -f /dev/null -S "$place/tmux")

screen() {
  "${tmux[@]}" new-session -d -x 150 -y 40 -s caro "$@"
}

keys() {
  "${tmux[@]}" send-keys -t caro "$@"
}

shows() {
  "${tmux[@]}" capture-pane -p -t caro | grep -qE -- "$1"
}

# sees SENTENCE PATTERN: notes whether the screen comes to show something.
sees() {
  if until_so shows "$2"; then
    passes "$1"
  else
    fails "$1"
    "${tmux[@]}" capture-pane -p -t caro 2>/dev/null | sed 's/^/    | /'
  fi
}

gone() {
  ! shows "$1"
}

# Whether something is in the recorded messages.
recorded() {
  grep -qF -- "$1" "$recordings"/*.jsonl
}

# The servers of this editor, and no others: each taps into a file of ours.
running() {
  taps=$(pgrep -f "tap.py $recordings/") && pgrep -P "${taps//$'\n'/,}" >/dev/null
}

cat >"$place/bin/caro-kill-servers" <<END
#!/bin/sh
for tap in \$(pgrep -f "tap.py $recordings/"); do pkill -KILL -P "\$tap"; done
true
END
chmod +x "$place/bin/caro-kill-servers"

# An editor sees the end of its server when the tap in between has ended, too.
kill_servers() {
  caro-kill-servers
  until_so no_tap
}

no_tap() {
  ! pgrep -f "tap.py $recordings/" >/dev/null
}

# What a folder of scripts holds, beside good ones.
bad_input() {
  # shellcheck disable=SC2016 # the script's own words
  printf '#!/bin/bash\ndir=$1\nrm -rf "$dir/"*\ncd $dir\n' >"$work/a.sh"
  # Another name, so that what still stands on the screen is not taken for this file.
  sed 's/dir/other/' "$work/a.sh" >"$work/b.sh"
  # What lies behind the first 4 MiB is not read.
  {
    printf '#!/bin/bash\nbig=$1\nrm -rf "$big/"*\n'
    head -n 140000 < <(yes 'echo "a line of a very long script"')
  } >"$work/big.sh"
  "$python" -c 'import random, sys; sys.stdout.buffer.write(random.Random(1).randbytes(100000))' >"$work/bytes.sh"
}

# Every message of every session is as LSP wants it.
judge() {
  local recording
  for recording in "$recordings"/*.jsonl; do
    if "$python" "$here/conformance" judge "$recording" >"$place/judged"; then
      passes "the server's messages to $1 are as LSP wants them ($(sed -n 's/.*: \([0-9]* messages\).*/\1/p' "$place/judged"))"
    else
      fails "the server's messages to $1 are as LSP wants them"
      sed 's/^/    /' "$place/judged"
    fi
  done
}

finish() {
  "${tmux[@]}" kill-server 2>/dev/null || true
  [ -z "${CARO_KEEP:-}" ] && rm -rf "$place"
  echo "$passed passed, $failed failed"
  exit $((failed > 0))
}

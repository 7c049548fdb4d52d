#!/bin/sh
# Tests the installer with a release in a folder: over HTTP, damaged, cut short, into places that cannot be written, twice, and away again.
# `sh packaging/tests/install.sh FOLDER`, where FOLDER holds install.sh, SHA256SUMS and one archive, that for this machine.
set -eu

release=$(cd "$1" && pwd)
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf -- "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
export HOME="$scratch/home"
mkdir "$HOME"
unset PREFIX CARO_VERSION CARO_BASE_URL
passed=0
failed=0

archive=$(cd "$release" && for it in caro-[0-9]*.tar.gz; do printf '%s\n' "$it"; done)
version=${archive#caro-}
version=${version%%-[a-z]*}

ok() { # NAME
    passed=$((passed + 1))
    printf 'ok      %s\n' "$1"
}

bad() { # NAME WHY
    failed=$((failed + 1))
    printf 'FAILED  %s: %s\n' "$1" "$2"
    sed 's/^/        /' "$scratch/said"
}

# Runs the installer; what it says goes to $scratch/said.
run() {
    status=0
    sh "$release/install.sh" "$@" >"$scratch/said" 2>&1 || status=$?
}

# All below a folder, with the links' targets and the content.
picture() {
    if [ -d "$1" ]; then
        (cd "$1" && find . | sort && find . -type f -exec cksum {} + | sort)
    fi
}

# The installer must fail, say so in one line that holds some words, and leave a folder as it was.
refuses() { # NAME FOLDER WORDS ARGUMENT…
    name=$1 folder=$2 words=$3
    shift 3
    picture "$folder" >"$scratch/before"
    run "$@"
    picture "$folder" >"$scratch/after"
    if [ "$status" != 1 ]; then
        bad "$name" "exit status $status"
    elif ! grep -q -- "$words" "$scratch/said"; then
        bad "$name" "it does not say: $words"
    elif [ "$(grep -c '^install.sh: ' "$scratch/said")" != 1 ]; then
        bad "$name" 'it says more than one line about it'
    elif ! cmp -s "$scratch/before" "$scratch/after"; then
        bad "$name" "something is left or lost in $folder"
        diff "$scratch/before" "$scratch/after" || :
    else
        ok "$name"
    fi
}

# A copy of the release, to be spoilt.
copy() { # NAME
    mkdir -p "$scratch/www/$1"
    cp "$release/SHA256SUMS" "$release/$archive" "$scratch/www/$1"
}

copy good
copy damaged
printf x >>"$scratch/www/damaged/$archive"
copy short
copy nameless
grep -v "$archive" "$release/SHA256SUMS" >"$scratch/www/nameless/SHA256SUMS" || :
copy slow

# Serves the copies; of `short` only half arrives, and of `slow` the rest only when somebody ends the server.
cat >"$scratch/server.py" <<'EOF'
import http.server, os, sys, threading

class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        part = self.path.split("/")[1]
        if part not in ("short", "slow") or not self.path.endswith(".gz"):
            return super().do_GET()
        data = open(self.translate_path(self.path), "rb").read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.wfile.flush()
        if part == "slow":
            open("half", "w").close()
            threading.Event().wait()
        self.close_connection = True

    def log_message(self, *words):
        pass

os.chdir(sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
with open("port.new", "w") as file:
    file.write(str(server.server_address[1]))
os.rename("port.new", "port")
server.serve_forever()
EOF
command -v python3 >/dev/null || {
    echo 'the installer is NOT tested: there is no python3 to serve the release' >&2
    exit 1
}
python3 "$scratch/server.py" "$scratch/www" 2>/dev/null &
server=$!
tries=0
until [ -f "$scratch/www/port" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || {
        echo 'the installer is NOT tested: the server did not start' >&2
        exit 1
    }
    sleep 0.1
done
address=http://127.0.0.1:$(cat "$scratch/www/port")

prefix="$HOME/a b/local"
export CARO_BASE_URL="$address/good"

run --prefix "$prefix"
if [ "$status" != 0 ]; then
    bad 'installs over HTTP' "exit status $status"
elif [ "$("$prefix/bin/caro-lsp" --version)" != "caro-lsp $version" ]; then
    bad 'installs over HTTP' 'the program does not say its version'
else
    ok 'installs over HTTP'
fi
for path in share/bash-completion/completions/caro-lsp share/zsh/site-functions/_caro-lsp \
    share/fish/vendor_completions.d/caro-lsp.fish share/man/man1/caro-lsp.1 share/man/man1/caro-lsp-check.1 \
    share/doc/caro-lsp/THIRD-PARTY.txt share/caro-lsp/installed; do
    if [ -s "$prefix/$path" ]; then ok "has $path"; else bad "has $path" 'it is not there'; fi
done
if [ -z "$(find "$prefix" -name '.caro-install*')" ]; then ok 'leaves no work folder'; else bad 'leaves no work folder' ''; fi

# A version later: what it no longer has goes away, what it has is replaced.
picture "$prefix" >"$scratch/first"
printf 'old\n' >"$prefix/share/man/man1/caro-lsp-gone.1"
printf 'share/man/man1/caro-lsp-gone.1\n' >>"$prefix/share/caro-lsp/installed"
printf 'old\n' >"$prefix/bin/caro-lsp"
CARO_BASE_URL="file://$release" run --prefix "$prefix"
picture "$prefix" >"$scratch/second"
if [ "$status" = 0 ] && cmp -s "$scratch/first" "$scratch/second"; then
    ok 'installs over an older version, from files'
else
    bad 'installs over an older version, from files' "exit status $status"
    diff "$scratch/first" "$scratch/second" || :
fi

CARO_BASE_URL="$address/damaged" refuses 'a damaged archive replaces nothing' "$HOME" 'is not what the release says' --prefix "$prefix"
run --prefix "$prefix" --uninstall
if [ "$status" = 0 ] && [ -z "$(ls -A "$HOME/a b")" ]; then
    ok 'is removed without a trace'
else
    bad 'is removed without a trace' "exit status $status"
    find "$HOME/a b"
fi
rmdir "$HOME/a b"
refuses 'removes nothing that it did not install' "$HOME" 'has installed nothing' --prefix "$prefix" --uninstall

for case in 'damaged:is not what the release says' 'short:could not be fetched' 'nameless:does not name' 'nowhere:could not be fetched'; do
    CARO_BASE_URL="$address/${case%%:*}" refuses "refuses: ${case%%:*}" "$HOME" "${case#*:}" --prefix "$prefix"
done
CARO_BASE_URL="ftp://127.0.0.1" refuses 'refuses: an address of another kind' "$HOME" 'is no address' --prefix "$prefix"
refuses 'refuses: a word it does not know' "$HOME" 'does not know --force' --force
CARO_VERSION=9.9.9 refuses 'refuses: a version that is not there' "$HOME" 'could not be fetched\|does not name' --prefix "$prefix"

# Its list may have been changed by others: nothing outside of the prefix goes away.
mkdir -p "$prefix/share/caro-lsp"
printf '%s\n' 'bin/caro-lsp' '../../keep' >"$prefix/share/caro-lsp/installed"
printf 'mine\n' >"$HOME/keep"
refuses 'removes nothing outside of its folder' "$HOME" 'is not below' --prefix "$prefix" --uninstall
rm -r "$HOME/a b" "$HOME/keep"

mkdir -p "$prefix/bin"
printf 'mine\n' >"$prefix/bin/caro-lsp"
refuses 'replaces no program of others' "$HOME" 'is there already' --prefix "$prefix"
rm "$prefix/bin/caro-lsp"
mkdir -p "$prefix/share/man/man1"
printf 'mine\n' >"$prefix/share/man/man1/caro-lsp-rule.1"
refuses 'takes back what it had begun' "$HOME" 'is there already' --prefix "$prefix"
rm -r "$HOME/a b"
printf 'mine\n' >"$HOME/file"
refuses 'refuses: a file where the folder should be' "$HOME" 'cannot be made' --prefix "$HOME/file/local"
rm "$HOME/file"

# Interrupted while half of the archive has arrived.
CARO_BASE_URL="$address/slow" sh "$release/install.sh" --prefix "$prefix" >"$scratch/said" 2>&1 &
installer=$!
while [ ! -f "$scratch/www/half" ] && kill -0 "$installer" 2>/dev/null; do sleep 0.1; done
# A shell waits for its child before it obeys, and a terminal tells both.
for child in $(ps -o pid= --ppid "$installer" 2>/dev/null || pgrep -P "$installer"); do
    kill -TERM "$child"
done
kill -TERM "$installer" 2>/dev/null || :
status=0
wait "$installer" || status=$?
if [ "$status" != 0 ] && [ -z "$(ls -A "$HOME")" ]; then
    ok 'leaves nothing when it is interrupted'
else
    bad 'leaves nothing when it is interrupted' "exit status $status"
    find "$HOME"
fi

# File systems of our own: one full, one that cannot be written.
if unshare --user --map-root-user --mount true 2>/dev/null; then
    for case in 'size=64k:a full disk' 'ro:a disk that cannot be written'; do
        mkdir -p "$scratch/disk"
        # shellcheck disable=SC2016 # The dollars are for the inner shell.
        if unshare --user --map-root-user --mount sh -c '
            mount -t tmpfs -o "$1" tmpfs "$2" || exit 9
            if sh "$3/install.sh" --prefix "$2/local" >"$4" 2>&1; then exit 8; fi
            [ "$(grep -c "^install.sh: .*nothing was installed" "$4")" = 1 ] || exit 7
            [ -z "$(ls -A "$2")" ] || exit 6
        ' sh "${case%%:*}" "$scratch/disk" "$release" "$scratch/said"; then
            ok "refuses: ${case#*:}"
        else
            bad "refuses: ${case#*:}" "exit status $?"
        fi
    done
else
    echo 'NOT tested: a full disk, and one that cannot be written: unshare is not allowed here'
fi

# Which release is for which machine, by what `uname` says.
mkdir "$scratch/bin"
for case in Linux:x86_64:x86_64-unknown-linux-gnu Linux:aarch64:aarch64-unknown-linux-gnu \
    Darwin:x86_64:x86_64-apple-darwin Darwin:arm64:aarch64-apple-darwin; do
    system=${case%%:*} rest=${case#*:}
    # shellcheck disable=SC2016 # The dollar is for the script that is written.
    printf '#!/bin/sh\n[ "$1" = -m ] && echo %s || echo %s\n' "${rest%%:*}" "$system" >"$scratch/bin/uname"
    chmod +x "$scratch/bin/uname"
    status=0
    PATH="$scratch/bin:$PATH" CARO_BASE_URL="$address/nowhere" sh "$release/install.sh" --prefix "$prefix" >"$scratch/said" 2>&1 || status=$?
    if grep -q "nowhere/caro-$version-${rest#*:}.tar.gz" "$scratch/said"; then
        ok "knows $system on ${rest%%:*}"
    else
        bad "knows $system on ${rest%%:*}" "exit status $status"
    fi
done

# With other programs: no curl, no bash, and one for all the rest.
if command -v busybox >/dev/null; then
    mkdir "$scratch/busybox"
    busybox --install -s "$scratch/busybox"
    status=0
    PATH="$scratch/busybox" sh "$release/install.sh" --prefix "$prefix" >"$scratch/said" 2>&1 || status=$?
    PATH="$scratch/busybox" sh "$release/install.sh" --prefix "$prefix" --uninstall >>"$scratch/said" 2>&1 || status=$?
    if [ "$status" = 0 ] && [ -z "$(ls -A "$HOME/a b" 2>/dev/null)" ]; then
        ok 'works with busybox alone'
    else
        bad 'works with busybox alone' "exit status $status"
    fi
fi

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]

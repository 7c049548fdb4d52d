#!/bin/sh
# Installs the agent below a prefix, for people without a package manager.
set -eu

PREFIX="${PREFIX:-/usr/local}"
VERSION=latest
URL=https://download.example.org/agent

say() { printf '%s\n' "$*"; }
need() { command -v "$1" >/dev/null 2>&1 || { say "install.sh: $1 is missing" >&2; exit 1; }; }

while [ $# -gt 0 ]; do
    case "$1" in
        --prefix=*) PREFIX=${1#--prefix=} ;;
        --prefix) shift; PREFIX=$1 ;;
        --version) shift; VERSION=$1 ;;
        -h | --help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
        --) shift; break ;;
        -*) say "install.sh: what is $1?" >&2; exit 2 ;;
        *) break ;;
    esac
    shift
done

case $(uname -s)-$(uname -m) in
    Linux-x86_64) platform=linux-x64 ;;
    Linux-aarch64 | Linux-arm64) platform=linux-arm64 ;;
    Darwin-*) platform=macos ;;
    *) say "no build for $(uname -s) on $(uname -m)"; exit 1 ;;
esac

need tar
if command -v curl >/dev/null 2>&1; then
    fetch() { curl --fail --silent --show-error --location --output "$2" "$1"; }
elif command -v wget >/dev/null 2>&1; then
    fetch() { wget -q -O "$2" "$1"; }
else
    need curl
fi

tmp=$(mktemp -d "${TMPDIR:-/tmp}/agent.XXXXXX")
trap 'rm -rf "$tmp"' 0
trap 'exit 1' 1 2 15

fetch "$URL/$VERSION/agent-$platform.tar.gz" "$tmp/agent.tar.gz"
fetch "$URL/$VERSION/SHA256SUMS" "$tmp/sums"
(
    cd "$tmp"
    grep " agent-$platform.tar.gz\$" sums | sed "s/agent-$platform/agent/" | sha256sum -c - >/dev/null
) || { say 'the checksum does not match' >&2; exit 1; }

tar -xzf "$tmp/agent.tar.gz" -C "$tmp"
for dir in bin lib share/man/man1; do
    [ -d "$PREFIX/$dir" ] || mkdir -p "$PREFIX/$dir"
done
install -m 755 "$tmp/agent/agent" "$PREFIX/bin/agent"
cp -R "$tmp/agent/lib/." "$PREFIX/lib/agent"
if [ -n "${SUDO_USER:-}" ] && [ "$(id -u)" -eq 0 ]; then
    chown -R root:root "$PREFIX/lib/agent"
fi

case ":$PATH:" in
    *:"$PREFIX/bin":*) ;;
    *) say "Add $PREFIX/bin to PATH:" "  export PATH=\"$PREFIX/bin:\$PATH\"" ;;
esac
say "installed $("$PREFIX/bin/agent" --version 2>/dev/null || echo "$VERSION")"

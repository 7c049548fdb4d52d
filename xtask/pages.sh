#!/usr/bin/env bash
# Fetches the manual pages that `cargo xtask facts` compares with: pages only, into a cache; nothing is installed or run.
# They come from one Debian release, whatever this machine is, so that everybody compares with the same; root is not needed.
set -euo pipefail

release=trixie
mirror="${CARO_DEBIAN:-http://deb.debian.org/debian}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cache="${CARO_PAGES:-${XDG_CACHE_HOME:-$HOME/.cache}/caro-dev/man}"
state="$cache/.apt"

for tool in apt-get apt-cache dpkg-deb tar; do
    command -v "$tool" >/dev/null || { echo "pages: $tool is missing, so only installed pages are compared"; exit 0; }
done
mkdir -p "$cache"

# An unchanged list was fetched before.
stamp="$({ cat "$here/pages.txt" "${BASH_SOURCE[0]}"; echo "$mirror"; } | cksum)"
if [[ -f $cache/.stamp && $(<"$cache/.stamp") == "$stamp" ]]; then
    echo "pages: all there, in $cache"
    exit 0
fi

# An apt of its own: its sources and lists are not the machine's.
mkdir -p "$state"/{lists/partial,archives/partial,empty}
: >"$state/status"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[[ -f $keys ]] || { echo "pages: $keys is missing (package debian-archive-keyring), so only installed pages are compared"; exit 0; }
echo "deb [signed-by=$keys arch=amd64] $mirror $release main contrib" >"$state/sources.list"
cat >"$state/conf" <<CONF
Dir::Etc::SourceList "$state/sources.list";
Dir::Etc::SourceParts "$state/empty";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "$state/empty";
Dir::State "$state";
Dir::State::Lists "$state/lists";
Dir::State::Status "$state/status";
Dir::Cache "$state";
Dir::Cache::Archives "$state/archives";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::http::Timeout "20";
Acquire::Retries "2";
CONF
export APT_CONFIG="$state/conf"
timeout 300 apt-get update -qq || echo 'pages: apt-get update failed; going on with what is known' >&2

mapfile -t packages < <(sed 's/#.*//' "$here/pages.txt" | tr -s ' ' '\n' | sed '/^$/d' | sort -u)

# What the release has of them, as NAME_VERSION; a colon is no good in a file's name.
wanted="$(apt-cache policy "${packages[@]}" 2>/dev/null |
    awk '/^[^ ]/ { name = $1; sub(/:$/, "", name) } $1 == "Candidate:" && $2 != "(none)" { print name "_" $2 }' |
    sed 's/:/%3a/g')"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# One by one, so that one that cannot be had keeps no other away.
fetch() {
    local name="$1" package="${1%%_*}" folder="$work/$1"
    mkdir -p "$folder/pages"
    (cd "$folder" && timeout 300 apt-get download -qq "$package" 2>/dev/null) || return 1
    # Pages in English only; tar complains where there are none.
    dpkg-deb --fsys-tarfile "$folder"/*.deb |
        tar --extract --directory "$folder/pages" --wildcards \
            './usr/share/man/man[1-8]/*' './usr/share/postgresql/*/man/man[1-8]/*' 2>/dev/null || true
    rm -rf "${cache:?}/${package}_"*
    mv "$folder/pages" "$cache/$name"
    rm -rf "$folder"
}

failed=0
for name in $wanted; do
    [[ -d $cache/$name ]] && continue
    fetch "$name" || { failed=$((failed + 1)); echo "pages: $name cannot be fetched" >&2; }
    # Without a network there is no point in trying all of them.
    [[ $failed -lt 5 ]] || { echo 'pages: giving up; only what is here is compared' >&2; break; }
done
[[ $failed -gt 0 || -z $wanted ]] || echo "$stamp" >"$cache/.stamp"
echo "pages: $(find "$cache" -path '*/man[1-8]/*' | wc -l) pages of $(find "$cache" -mindepth 1 -maxdepth 1 -name '*_*' | wc -l) packages, in $cache"

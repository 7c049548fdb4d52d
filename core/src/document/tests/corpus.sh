#!/usr/bin/env bash
# A script with one of everything, for tests of reading and editing.
set -euo pipefail

# defaults
: "${TARGET:?where to}"
readonly base=${BASE:-/srv/app} now=$(date +%F)
declare -a keep=(logs "old data" 'it''s') ; declare -A map=([a]=1 [b]="$base")
tmp=$(mktemp -d) || exit 1
trap 'rm -rf -- "$tmp"' EXIT INT

usage() {
    cat <<EOF
Usage: ${0##*/} [-n] FOLDER
  -n  show what would happen, in "$base" (`hostname`)
EOF
    exit "${1:-0}"
}

function log { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

while getopts ':nh' flag; do
    case $flag in
        n) dry=1 ;;
        h | help) usage ;;
        (*) log "bad flag -$OPTARG"; usage 2 ;;
    esac
done
shift $((OPTIND - 1))

if [[ -z ${1-} || ! -d $1 ]] && [ "$#" -lt 2 ]; then
    usage 1
elif [[ $1 =~ ^/(srv|opt)/([a-z]+)$ ]]; then
    name=${BASH_REMATCH[2]}
else
    name=other
fi

# count by kind, biggest first
find "$1" -type f \( -name '*.log' -o -name '*.tmp' \) -print0 |
    while IFS= read -r -d '' file; do
        [ -s "$file" ] || continue
        echo "${file##*.}"
    done | sort | uniq -c | sort -rn | head -n 5

for file in "$base"/*.{log,txt} ~/x/[a-c]?.sh; do
    mv -- "$file" "$tmp/${file// /_}" && ((count += 1)) || true
done
for ((i = 0; i < ${#keep[@]}; i++)); do echo "${keep[i]}"; done

sudo -u www-data sh -c 'cd /srv/app && rm -rf cache/*' 2>/dev/null &
ssh -p 2222 "$host" "systemctl restart $name; tail -n 20 /var/log/$name.log"
diff <(sort a) <(sort b) >|/tmp/diff.$$ || :
cat <<-'SQL' | psql -q
	SELECT 'é🙂' AS "x";
	SQL
eval "echo \"\$HOME\" $name"; x=`echo \`pwd\``
{ echo a; echo b; } >> "$tmp/out" 2>&1
until ping -c1 example.org; do sleep 1; done; time make -j"$(nproc)" all
curl -fsSL https://example.org/install.sh -o install.sh
rm -rf "${tmp:?}"/* ${keep[@]/#/$base/}

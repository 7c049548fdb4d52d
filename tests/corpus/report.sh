#!/bin/bash
# Who asked for what: a report over the access logs of a day.

day=${1:-$(date -d yesterday +%F)}
logs=(/var/log/nginx/access.log{,.1}*)
out=$(mktemp) || exit
exec 3>"$out" {saved}>&1

section() { echo; echo "## $1"; echo; } >&3

lines() {
    for log in "${logs[@]}"; do
        [[ -r $log ]] || continue
        case $log in
            *.gz) zcat -- "$log" ;;
            *.xz) xzcat -- "$log" ;;
            *) cat -- "$log" ;;
        esac
    done | grep -F "[$(date -d "$day" +%d/%b/%Y)"
}

section "Most wanted"
lines | awk '{ n[$7]++ } END { for (i in n) print n[i], i }' | sort -rn | head -20 >&3

section "By status"
lines | awk '
    $9 ~ /^[1-5][0-9][0-9]$/ { class = substr($9, 1, 1) "xx"; n[class]++; bytes[class] += $10 }
    END {
        for (class in n)
            printf "%s %8d %12.1f MB\n", class, n[class], bytes[class] / 1e6
    }' | sort >&3

section "Slowest"
paste -d ' ' <(lines | cut -d' ' -f7) <(lines | sed -nE 's/.*rt=([0-9.]+).*/\1/p') |
    sort -k2,2gr | uniq | sed 10q >&3

total=0 errors=0
while read -r _ _ _ _ _ _ path _ status rest; do
    ((total++))
    if ((status >= 500)); then ((errors += 1)); fi
    [ "$path" = "/" ] && [ "$rest" != "" -o -n "$status" ] || continue
done < <(lines)
printf 'Total: %d, errors: %d (%s)\n' "$total" "$errors" \
    "$([ "$total" -gt 0 ] && echo "$((100 * errors / total)) %" || echo none)" >&3

exec 3>&-
if test -t "$saved" && command -v less > /dev/null
then less "$out"
else cat "$out" >&"$saved"
fi
rm -f "$out"

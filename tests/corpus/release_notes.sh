#!/bin/bash
# Collects what changed since the last tag, by author and kind, as Markdown.
LC_ALL=C
last=$(git describe --tags --abbrev=0 HEAD^ 2>/dev/null || git rev-list --max-parents=0 HEAD)
range="$last..HEAD"
{
    printf '# Changes since %s\n\n' "$last"
    for kind in feat:Features fix:Fixes docs:Documentation; do
        key=${kind%%:*} title=${kind#*:}
        mapfile -t found < <(git log --no-merges --format='%s|%h|%an' "$range" | grep -E "^$key(\([^)]*\))?!?:")
        (( ${#found[@]} )) || continue
        printf '## %s\n\n' "$title"
        for line in "${found[@]}"; do
            IFS='|' read -r subject hash author <<< "$line"
            subject=${subject#*: }
            printf -- '- %s (`%s`, %s)\n' "${subject^}" "$hash" "$author"
        done
        echo
    done
    echo '## Thanks'
    echo
    git shortlog -sn "$range" -- . ':!vendor' | while read -r n who; do echo "- $who ($n)"; done
} > NOTES.md

if grep -qiE '^- .*(breaking|!):' NOTES.md; then
    echo "There are breaking changes: raise the first number." >&2
fi
eval "$(git for-each-ref --shell --format='tags+=(%(refname:short))' refs/tags)"
echo "${#tags[@]} tags so far; newest: ${tags[${#tags[@]}-1]}"
find . -name '*.md' -not -path './node_modules/*' -exec sh -c '
    for file do
        grep -Hn "](http:" "$file"
    done
' sh {} +
python3 - "$range" <<'PY'
import sys
print("range:", sys.argv[1])
PY
